-- Statement triggers: they refuse even a statement that would touch no row, and they hold for every
-- role, the owner and superusers included.

CREATE FUNCTION events_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the log is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation',
              HINT = 'Correct or retract an event by appending another one.';
END $$;

CREATE TRIGGER events_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events_event
    FOR EACH STATEMENT EXECUTE FUNCTION events_refuse_change();
CREATE TRIGGER events_mention_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events_mention
    FOR EACH STATEMENT EXECUTE FUNCTION events_refuse_change();
CREATE TRIGGER events_entity_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events_entity
    FOR EACH STATEMENT EXECUTE FUNCTION events_refuse_change();
