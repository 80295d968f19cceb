"""Full text of facts: see ADR 43. Functions, so that the index and whoever asks say the same."""

from typing import ClassVar

from django.db import migrations

# A tsvector holds a megabyte and an insert fails beyond it, which would hold up the projection:
# the first 60,000 characters of a fact are found, in whatever script.
# Its cost is told, so that it is rather looked up than computed for row after row.
TEXT = """
CREATE FUNCTION stories_fact_text(
    summary text, note text, data jsonb, citations jsonb, amendments jsonb
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
    SELECT to_tsvector('simple'::regconfig, left(concat_ws(' ', summary, note, (
        SELECT string_agg(value #>> '{}', ' ')
        FROM jsonb_path_query(jsonb_build_array(data, citations, amendments), 'strict $.**') value
        WHERE jsonb_typeof(value) = 'string'
    )), 60000))
$$
"""
# As people write it to a search engine; each word may go on, so that "remov" finds "removed".
WORDS = r"""
CREATE FUNCTION stories_words(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        websearch_to_tsquery('simple'::regconfig, asked)::text, '''([^'']|'''')+''', '\&:*', 'g'
    )::tsquery
$$
"""
INDEX = """
CREATE INDEX facts_text ON stories_facts
USING gin (stories_fact_text(summary, note, data, citations, amendments))
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("stories", "0004_boards_at_a_moment")]

    operations = [
        migrations.RunSQL(TEXT, "DROP FUNCTION stories_fact_text"),
        migrations.RunSQL(WORDS, "DROP FUNCTION stories_words"),
        migrations.RunSQL(INDEX, "DROP INDEX facts_text"),
    ]
