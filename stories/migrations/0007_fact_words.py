"""The words of facts are a column of their own, made by the projection: see ADR 43.

A rebuild of `facts` fills it: until then, what was projected before is not found by its words.
Workers of the version before write none, so the database has a default for them. The function of their
index goes with the version after, and so does what `stories_words` folds: what it is given is folded.
"""

from typing import ClassVar

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("stories", "0006_folded_fact_text")]

    operations = [
        migrations.AddField(
            model_name="factsrow",
            name="words",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "ALTER TABLE stories_facts ALTER COLUMN words SET DEFAULT ''", migrations.RunSQL.noop
        ),
        migrations.RunSQL("DROP INDEX facts_text", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="factsrow",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("words", config="simple"),
                name="facts_words",
            ),
        ),
    ]
