"""By which version of the rules a rebuild derives."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("stories", "0009_words_asked_for")]

    operations = [
        migrations.AddField("rebuild", "version", models.IntegerField(db_default=0)),
    ]
