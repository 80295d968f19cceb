"""The audit list, which refuses every change, and verifications of the log."""

from django.db import migrations, models
from django.db.models.functions import Now

ENTRIES = """
CREATE TABLE audit_entry (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    who     text NOT NULL,
    act     text NOT NULL,
    subject text NOT NULL,
    detail  text NOT NULL,
    address inet
);
CREATE INDEX audit_entry_who ON audit_entry (who, id);
CREATE INDEX audit_entry_act ON audit_entry (act, id);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE FUNCTION audit_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the audit list is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = ()

    operations = [
        migrations.RunSQL(ENTRIES),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_default=Now())),
                ("who", models.TextField()),
                ("act", models.TextField()),
                ("subject", models.TextField()),
                ("detail", models.TextField()),
                ("address", models.GenericIPAddressField(null=True)),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "db_table": "audit_entry",
                "ordering": ("-id",),
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("intact", "Intact"),
                            ("broken", "Broken"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                    ),
                ),
                ("requested_by", models.TextField()),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                ("alive_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("first_bad", models.BigIntegerField(null=True)),
                ("last_hash", models.TextField(default="")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1),
                        condition=models.Q(("status__in", ("waiting", "running"))),
                        name="one_verification_at_a_time",
                    )
                ],
            },
        ),
    ]
