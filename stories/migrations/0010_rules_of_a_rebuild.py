"""By which version of the rules a rebuild derives; one under way began by those of the live rows, or else
it is due and begun anew."""

from typing import ClassVar

from django.db import migrations, models

UNDER_WAY = """
UPDATE stories_rebuild AS r SET version = s.version
FROM stories_projectionstate AS s WHERE s.name = r.projection AND r.status = 'building'
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("stories", "0009_words_asked_for")]

    operations = [
        migrations.AddField("rebuild", "version", models.IntegerField(db_default=0)),
        migrations.RunSQL(UNDER_WAY, migrations.RunSQL.noop),
    ]
