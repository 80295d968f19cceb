"""Mentions by type, and of posts."""

from typing import ClassVar

from django.db import migrations, models

from events.sql import script


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("events", "0001_log")]

    operations = [
        migrations.RunSQL(script("mentions.sql")),
        migrations.RunSQL(script("append.sql")),
        migrations.AddField("mention", "type", models.TextField(), preserve_default=False),
    ]
