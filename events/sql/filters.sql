-- Who recorded an event and how sure it is are asked for with pages in order: one that matches nearly
-- nothing went through the whole log. A name is compared byte for byte, as streams and types are.
ALTER TABLE events_event ALTER COLUMN recorded_by TYPE text COLLATE "C";
CREATE INDEX events_event_recorded_by ON events_event (recorded_by, position);

-- An event is in one of these, or in none. Of those that do not say how sure they are, facts have the
-- usual confidence, and a fact has a time; of others few have. How common each is PostgreSQL does not
-- learn from an index over a part.
CREATE INDEX events_event_confidence ON events_event ((content ->> 'confidence'), position)
    WHERE content ->> 'confidence' IS NOT NULL;
CREATE INDEX events_event_unsaid ON events_event (position)
    WHERE content ->> 'confidence' IS NULL AND content ? 'occurred';
CREATE STATISTICS events_event_confidences ON (content ->> 'confidence') FROM events_event;
