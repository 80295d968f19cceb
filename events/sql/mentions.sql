-- A mention carries the type of the original that it leads to, so that a reader who wants a few types
-- of what names an entity passes over the rest; and an event is found by the posts that it speaks of
-- (`openai/ceo`). What was recorded before is brought along.

ALTER TABLE events_mention DISABLE TRIGGER events_mention_append_only;
ALTER TABLE events_mention ADD COLUMN type text COLLATE "C";
UPDATE events_mention AS m SET type = e.type FROM events_event AS e WHERE e.id = m.root;

-- A corrected fact gets the key of every organisation and post that it was ever told of.
INSERT INTO events_mention (entity, type, position, root)
WITH told AS (
    SELECT e.root, o.type, o.position,
           CASE WHEN e.id = e.root THEN e.content -> 'data'
                ELSE e.content #> '{data,changes,data}' END AS said
    FROM events_event AS e JOIN events_event AS o ON o.id = e.root
    WHERE o.type IN ('post.defined', 'person.appointed', 'person.departed', 'person.observed',
                     'board.reported')
      AND (e.id = e.root OR e.type = 'event.corrected')
), organisations AS (
    SELECT root, said ->> 'organization' AS organization FROM told WHERE said ? 'organization'
), posts AS (
    SELECT root, type, position, said ->> 'post' AS post FROM told WHERE said ? 'post'
    UNION
    SELECT root, type, position, jsonb_array_elements_text(
               coalesce(member -> 'posts', '["director"]'))
    FROM told, jsonb_array_elements(said -> 'members') AS member
)
SELECT DISTINCT organization || '/' || post, type, position, root
FROM organisations JOIN posts USING (root)
WHERE post <> 'all';

ALTER TABLE events_mention ALTER COLUMN type SET NOT NULL, DROP CONSTRAINT events_mention_pkey;
ALTER TABLE events_mention ADD PRIMARY KEY (entity, type, position) INCLUDE (root);
ALTER TABLE events_mention ENABLE TRIGGER events_mention_append_only;
