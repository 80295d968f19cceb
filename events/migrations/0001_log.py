"""The log. There is no way back: a log that can be dropped by a command is none."""

from typing import ClassVar

from django.db import migrations, models

from events.sql import script


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations = [
        migrations.RunSQL(script("tables.sql")),
        migrations.RunSQL(script("immutable.sql")),
        migrations.RunSQL(script("append.sql")),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("stream", models.TextField()),
                ("version", models.IntegerField()),
                ("type", models.TextField()),
                ("schema", models.SmallIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("root", models.UUIDField()),
                ("content", models.JSONField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "events_event", "ordering": ("position",), "managed": False},
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entity",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("entity", models.TextField()),
                ("position", models.BigIntegerField()),
                ("root", models.UUIDField()),
            ],
            options={"db_table": "events_mention", "managed": False},
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("id", models.TextField()),
                ("kind", models.TextField()),
                ("position", models.BigIntegerField()),
            ],
            options={
                "verbose_name_plural": "entities",
                "db_table": "events_entity",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "caller",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("caller", models.TextField()),
                ("key", models.TextField()),
                ("digest", models.BinaryField()),
                ("answer", models.JSONField()),
                ("created_at", models.DateTimeField()),
            ],
            options={"db_table": "events_idempotencykey", "managed": False},
        ),
    ]
