"""What 0007 left for those who had not gone over to it: the text that was indexed before, and what was
folded of a question, which comes folded now."""

from typing import ClassVar

from django.db import migrations

# As people write it to a search engine; each word may go on, so that "remov" finds "removed".
WORDS = r"""
CREATE OR REPLACE FUNCTION stories_words(asked text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        websearch_to_tsquery('simple'::regconfig, asked)::text, '''([^'']|'''')+''', '\&:*', 'g'
    )::tsquery
$$
"""
DROPPED = "DROP FUNCTION stories_fact_text(text, text, jsonb, jsonb, jsonb)"


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("stories", "0008_named_rows")]

    operations = [
        migrations.RunSQL(DROPPED, migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
