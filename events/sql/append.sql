CREATE OR REPLACE FUNCTION events_utc_text(instant timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- Appends a batch, or says why not; whatever the outcome, it is answered and not raised.
--
-- A statement costs ten times what an expression does. So there are few, and a function that
-- returns nothing is assigned (to `nothing`): PERFORM would run a statement.
--
-- An entry is {head, middle, root, mentions, introduces, expected_version}. `head` and `middle` are
-- the event's canonical JSON (RFC 8785) up to "position" and from "recorded_by" up to "version",
-- without what only this function can know. The columns are read from that same text, so what is
-- stored and what is hashed cannot differ.
CREATE OR REPLACE FUNCTION events_append_batch(
    entries json, for_caller text, for_key text, request_digest bytea
) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    genesis CONSTANT bytea := decode(repeat('00', 32), 'hex');
    columns CONSTANT text[] := '{id,recorded_by,schema,stream,type}';
    earlier record;
    given jsonb;
    documents jsonb[];
    entry jsonb;
    document jsonb;
    root_id uuid;
    known boolean;
    last_position bigint;
    last_version integer;
    last_hash bytea;
    instant timestamptz;
    told text;
    written json[] := '{}';
    refused json;
    violated text;
    nothing text;
BEGIN
    -- A snapshot older than the lock would not show what the previous holder appended.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'events are appended in READ COMMITTED transactions only'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;

    IF for_key IS NOT NULL THEN
        -- Held until the key's answer is committed; tried before the wait for the append lock.
        IF NOT pg_try_advisory_xact_lock(
            hashtextextended(for_caller || E'\x1f' || for_key, 0)
        ) THEN
            RETURN json_build_object('outcome', 'in_flight');
        END IF;
        SELECT digest, answer INTO earlier FROM events_idempotencykey
            WHERE caller = for_caller AND key = for_key;
        IF FOUND THEN
            RETURN CASE WHEN earlier.digest = request_digest
                THEN json_build_object('outcome', 'replayed', 'events', earlier.answer)
                ELSE json_build_object('outcome', 'mismatch') END;
        END IF;
    END IF;

    -- Read before the lock is taken: whatever is done under it, all who append wait for.
    given := entries;
    FOR number IN 1 .. jsonb_array_length(given) LOOP
        entry := given -> number - 1;
        documents[number] := (entry ->> 'head') || ',' || (entry ->> 'middle') || '}';
    END LOOP;

    -- The one lock of the log. The pair of integers is arbitrary and must never change.
    nothing := pg_advisory_xact_lock(1702258030, 1);

    -- The time strictly increases, even when the clock is set back.
    SELECT position, hash, greatest(clock_timestamp(), recorded_at + interval '1 microsecond')
        INTO last_position, last_hash, instant
        FROM events_event ORDER BY position DESC LIMIT 1;
    IF NOT FOUND THEN
        last_position := 0;
        last_hash := genesis;
        instant := clock_timestamp();
    END IF;

    BEGIN  -- undone as a whole when one of the events is refused
        FOR number IN 1 .. jsonb_array_length(given) LOOP
            entry := given -> number - 1;
            document := documents[number];
            -- Not left to a constraint: a log in partitions has none that spans them.
            SELECT coalesce((SELECT version FROM events_event WHERE stream = document ->> 'stream'
                             ORDER BY version DESC LIMIT 1), 0),
                   EXISTS (SELECT FROM events_event WHERE id = (document ->> 'id')::uuid)
                INTO last_version, known;
            IF known THEN
                refused := json_build_object('outcome', 'duplicate_id', 'id', document -> 'id',
                                             'index', cardinality(written));
                RAISE EXCEPTION USING ERRCODE = 'NR409';
            END IF;
            IF (entry ->> 'expected_version')::integer <> last_version THEN
                refused := json_build_object(
                    'outcome', 'conflict', 'stream', document ->> 'stream', 'actual', last_version,
                    'expected', entry -> 'expected_version', 'index', cardinality(written));
                RAISE EXCEPTION USING ERRCODE = 'NR409';
            END IF;

            last_version := last_version + 1;
            last_position := last_position + 1;
            told := events_utc_text(instant);
            root_id := entry ->> 'root';
            last_hash := sha256(last_hash || convert_to(
                (entry ->> 'head') || ',"position":' || last_position || ',"recorded_at":"' || told
                || '",' || (entry ->> 'middle') || ',"version":' || last_version || '}', 'UTF8'));
            INSERT INTO events_event (position, id, stream, version, type, schema, recorded_at,
                                      recorded_by, root, content, hash)
                VALUES (last_position, (document ->> 'id')::uuid, document ->> 'stream',
                        last_version, document ->> 'type', (document ->> 'schema')::smallint,
                        instant, document ->> 'recorded_by', root_id, document - columns,
                        last_hash);
            -- What amends an original is found under the original's type.
            INSERT INTO events_mention (entity, type, position, root)
                SELECT entity,
                       CASE WHEN document ->> 'id' = entry ->> 'root' THEN document ->> 'type'
                            ELSE (SELECT type FROM events_event WHERE id = root_id) END,
                       last_position, root_id
                FROM jsonb_array_elements_text(entry -> 'mentions') AS entity;
            IF entry -> 'introduces' ->> 0 IS NOT NULL THEN
                INSERT INTO events_entity (key, id, kind, position)
                    VALUES (CASE entry -> 'introduces' ->> 0
                                WHEN 'story' THEN 'story/' ELSE 'entity/' END
                            || (entry -> 'introduces' ->> 1),
                            entry -> 'introduces' ->> 1, entry -> 'introduces' ->> 0,
                            last_position);
            END IF;
            written := written || json_build_object(
                'id', document -> 'id', 'position', last_position, 'stream', document -> 'stream',
                'version', last_version, 'recorded_at', told);
            instant := instant + interval '1 microsecond';
        END LOOP;
    EXCEPTION
        WHEN SQLSTATE 'NR409' THEN
            RETURN refused;
        WHEN unique_violation THEN
            GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
            IF violated = 'events_entity_pkey' THEN
                RETURN json_build_object('outcome', 'already_introduced',
                                         'id', entry -> 'introduces' ->> 1,
                                         'index', cardinality(written));
            END IF;
            RAISE;
    END;

    IF for_key IS NOT NULL THEN
        INSERT INTO events_idempotencykey (caller, key, digest, answer)
            VALUES (for_caller, for_key, request_digest, to_jsonb(written));
    END IF;

    RETURN json_build_object('outcome', 'appended', 'events', to_json(written));
END $$;

-- A function that runs with its owner's rights must find its own tables only. Its statements are
-- planned once a session: planning them anew took a third of its time.
DO $$ BEGIN
    EXECUTE format(
        'ALTER FUNCTION events_append_batch(json, text, text, bytea) '
        'SET search_path = %I, pg_temp SET plan_cache_mode = force_generic_plan',
        current_schema());
END $$;

-- The same for a connection that is in no transaction. The lock is held for an asynchronous commit
-- only; the answer is given once the log is flushed past it, a flush that waiting appends share.
CREATE OR REPLACE PROCEDURE events_append(
    entries json, for_caller text, for_key text, request_digest bytea, INOUT answer json
)
LANGUAGE plpgsql AS $$
DECLARE
    nothing text;
BEGIN
    nothing := set_config('synchronous_commit', 'off', true);
    answer := events_append_batch(entries, for_caller, for_key, request_digest);
    COMMIT;
    IF answer ->> 'outcome' IN ('appended', 'replayed') THEN
        nothing := events_flush();
        COMMIT;
    END IF;
END $$;

-- Makes the transaction that calls it wait, when it commits, until everything committed so far is
-- on disk. The message is a transaction's reason to flush: one that wrote nothing does not.
CREATE OR REPLACE FUNCTION events_flush() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    nothing text;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        nothing := set_config('synchronous_commit', 'on', true);
    END IF;
    nothing := pg_logical_emit_message(true, 'newsroom', '');
END $$;
