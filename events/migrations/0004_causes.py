"""Events by what caused them."""

from typing import ClassVar

from django.db import migrations

from events.sql import script


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("events", "0003_short_lock")]

    operations = [migrations.RunSQL(script("causes.sql"))]
