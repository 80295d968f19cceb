"""A column and an index more in the log and in every view: each takes its table for itself."""

from typing import ClassVar

from django.db import migrations

TABLES = (
    *("events_event", "events_mention", "stories_checkpoint", "stories_facts", "stories_names"),
    *("stories_tenures", "stories_control", "stories_contradictions"),
)


class Migration(migrations.Migration):
    atomic = False  # a table at a time, or readers and the migration wait for each other
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("events", "__first__"),
        ("stories", "__first__"),
    ]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD COLUMN later text; CREATE INDEX {table}_later ON {table} (later)",
            f"ALTER TABLE {table} DROP COLUMN later",
        )
        for table in TABLES
    ]
