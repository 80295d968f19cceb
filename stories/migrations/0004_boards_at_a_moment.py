from django.contrib.postgres.indexes import GistIndex
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from django.db.models.expressions import RawSQL


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_contradictions")]

    operations = [
        # Comes with PostgreSQL; the owner of the database may install it.
        BtreeGistExtension(),
        migrations.AddIndex(
            model_name="tenuresrow",
            index=GistIndex(
                models.F("generation"),
                models.F("organization"),
                RawSQL(
                    "tstzrange(start_earliest, CASE WHEN end_latest < start_earliest"
                    " THEN start_earliest ELSE end_latest END, '[]')",
                    (),
                ),
                RawSQL("int8range(known_from, known_to)", ()),
                name="tenures_organization_then",
            ),
        ),
    ]
