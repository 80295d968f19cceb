"""Events by who recorded them, and by their confidence."""

from typing import ClassVar

from django.db import migrations

from events.sql import script


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("events", "0005_fewer_statements")]

    operations = [migrations.RunSQL(script("filters.sql"))]
