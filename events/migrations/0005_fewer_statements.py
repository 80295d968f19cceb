"""An append takes fewer statements."""

from typing import ClassVar

from django.db import migrations

from events.sql import script


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("events", "0004_causes")]

    operations = [migrations.RunSQL(script("append.sql"))]
