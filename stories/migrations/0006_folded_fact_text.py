"""Words are found with and without their accents: "Nestle" finds "Nestlé", and the other way about.

The index is built anew beside the one in use, while workers and readers go on: about a minute for
100,000 facts of 1 KB, two where their language has accents. Until then words with accents are not
found. If it is broken off, `migrate` begins it again.
"""

from typing import ClassVar

from django.db import migrations

# Accents are marks that follow their letter once it is taken apart, and so are the vowel points of
# Hebrew and Arabic. Some letters cannot be taken apart, and are named. Text that has nothing to fold
# but quotation marks and dashes, as most of it in English, is looked at once and left alone.
# No function of its own: PostgreSQL rebuilds indexes with a search path that would not find it.
FOLDED = r"""
    CASE WHEN said !~ '[\u00c0-\u1fff\u3000-\uffff]' THEN said ELSE
        replace(replace(replace(translate(lower(normalize(
            regexp_replace(
                normalize(said, NFKD),
                '[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]', '', 'g'
            ), NFC
        )), 'øłđħŧı', 'oldhti'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
    END
"""
# Folding can make a text longer, so it is cut off before and after.
TEXT = """
CREATE OR REPLACE FUNCTION stories_fact_text(
    summary text, note text, data jsonb, citations jsonb, amendments jsonb
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
    SELECT to_tsvector('simple'::regconfig, left(FOLDED, 60000))
    FROM (SELECT left(concat_ws(' ', summary, note, (
        SELECT string_agg(value #>> '{}', ' ')
        FROM jsonb_path_query(jsonb_build_array(data, citations, amendments), 'strict $.**') value
        WHERE jsonb_typeof(value) = 'string'
    )), 60000) AS said) AS fact
$$
""".replace("FOLDED", FOLDED)
WORDS = r"""
CREATE OR REPLACE FUNCTION stories_words(asked text)
RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        websearch_to_tsquery('simple'::regconfig, FOLDED)::text,
        '''([^'']|'''')+''', '\&:*', 'g'
    )::tsquery
    FROM (SELECT asked AS said) AS question
$$
""".replace("FOLDED", FOLDED)
# What a rebuild that was broken off leaves behind.
LEFT_BEHIND = "DROP INDEX CONCURRENTLY IF EXISTS facts_text_ccnew"
ANEW = "REINDEX INDEX CONCURRENTLY facts_text"


class Migration(migrations.Migration):
    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [("stories", "0005_fact_text")]

    operations = [
        migrations.RunSQL(TEXT, migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(LEFT_BEHIND, migrations.RunSQL.noop),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
    ]
