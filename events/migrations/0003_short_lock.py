"""Less is done while the lock of the log is held."""

from typing import ClassVar

from django.db import migrations

from events.sql import script


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("events", "0002_mention_types")]

    operations = [migrations.RunSQL(script("append.sql"))]
