"""What the admin calls the lists of projected rows; no table is touched."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0007_fact_words"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="contradictionsrow",
            options={
                "verbose_name": "row of contradictions",
                "verbose_name_plural": "rows of contradictions",
            },
        ),
        migrations.AlterModelOptions(
            name="controlrow",
            options={"verbose_name": "row of control", "verbose_name_plural": "rows of control"},
        ),
        migrations.AlterModelOptions(
            name="factsrow",
            options={"verbose_name": "row of facts", "verbose_name_plural": "rows of facts"},
        ),
        migrations.AlterModelOptions(
            name="namesrow",
            options={"verbose_name": "row of names", "verbose_name_plural": "rows of names"},
        ),
        migrations.AlterModelOptions(
            name="tenuresrow",
            options={"verbose_name": "row of tenures", "verbose_name_plural": "rows of tenures"},
        ),
    ]
