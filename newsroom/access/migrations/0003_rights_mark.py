"""A mark that is another after every change of what a key may do: see `newsroom.access.keys`.

A change is visible no sooner than its mark, for both are of one transaction. That a key was made or
used is no such change: nobody remembers what there was not.
"""

from django.db import migrations

MARK = """
CREATE TABLE access_rightsmark (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    mark uuid NOT NULL
);
INSERT INTO access_rightsmark (mark) VALUES (gen_random_uuid());

CREATE FUNCTION access_mark_rights() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE access_rightsmark SET mark = gen_random_uuid();
    RETURN NULL;
END $$;

CREATE TRIGGER access_mark_rights
    AFTER UPDATE OF name, prefix, hashed_key, group_id, expires, revoked OR DELETE OR TRUNCATE
    ON access_apikey
    FOR EACH STATEMENT EXECUTE FUNCTION access_mark_rights();
CREATE TRIGGER access_mark_rights
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON auth_group_permissions
    FOR EACH STATEMENT EXECUTE FUNCTION access_mark_rights();
CREATE TRIGGER access_mark_rights AFTER UPDATE ON auth_permission
    FOR EACH STATEMENT EXECUTE FUNCTION access_mark_rights();
CREATE TRIGGER access_mark_rights AFTER UPDATE ON django_content_type
    FOR EACH STATEMENT EXECUTE FUNCTION access_mark_rights();
"""
UNMARK = """
DROP TRIGGER access_mark_rights ON django_content_type;
DROP TRIGGER access_mark_rights ON auth_permission;
DROP TRIGGER access_mark_rights ON auth_group_permissions;
DROP TRIGGER access_mark_rights ON access_apikey;
DROP FUNCTION access_mark_rights();
DROP TABLE access_rightsmark;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_apikey_last_used"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunSQL(MARK, UNMARK)]
