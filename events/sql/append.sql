CREATE OR REPLACE FUNCTION events_utc_text(instant timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- Appends a batch, or says why not; whatever the outcome, it is answered and not raised.
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
    last_event record;
    heads text[];
    middles text[];
    documents jsonb[];
    roots uuid[];
    named json[];
    introduced json[];
    expected integer[];
    document jsonb;
    original_type text;
    last_position bigint;
    last_version integer;
    last_hash bytea;
    instant timestamptz;
    written json[] := '{}';
    refused json;
    violated text;
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
    SELECT array_agg(head), array_agg(middle), array_agg((head || ',' || middle || '}')::jsonb),
           array_agg(root), array_agg(mentions), array_agg(introduces), array_agg(expected_version)
        INTO heads, middles, documents, roots, named, introduced, expected
        FROM (SELECT * FROM ROWS FROM (json_to_recordset(entries) AS (
                  head text, middle text, root uuid, mentions json, introduces json,
                  expected_version integer)) WITH ORDINALITY ORDER BY ordinality) AS entry;

    -- The one lock of the log. The pair of integers is arbitrary and must never change.
    PERFORM pg_advisory_xact_lock(1702258030, 1);

    SELECT position, hash, recorded_at INTO last_event
        FROM events_event ORDER BY position DESC LIMIT 1;
    last_position := coalesce(last_event.position, 0);
    last_hash := coalesce(last_event.hash, genesis);
    -- Strictly increasing, even when the clock is set back.
    instant := greatest(clock_timestamp(), last_event.recorded_at + interval '1 microsecond');

    BEGIN  -- undone as a whole when one of the events is refused
        FOR number IN 1 .. cardinality(heads) LOOP
            document := documents[number];
            SELECT version INTO last_version FROM events_event
                WHERE stream = document ->> 'stream' ORDER BY version DESC LIMIT 1;
            last_version := coalesce(last_version, 0);
            -- Not left to a constraint: a log in partitions has none that spans them.
            IF EXISTS (SELECT FROM events_event WHERE id = (document ->> 'id')::uuid) THEN
                refused := json_build_object('outcome', 'duplicate_id', 'id', document -> 'id',
                                             'index', cardinality(written));
                RAISE EXCEPTION USING ERRCODE = 'NR409';
            END IF;
            IF expected[number] <> last_version THEN
                refused := json_build_object(
                    'outcome', 'conflict', 'stream', document ->> 'stream', 'actual', last_version,
                    'expected', expected[number], 'index', cardinality(written));
                RAISE EXCEPTION USING ERRCODE = 'NR409';
            END IF;

            last_version := last_version + 1;
            last_position := last_position + 1;
            last_hash := sha256(last_hash || convert_to(concat(
                heads[number], ',"position":', last_position,
                ',"recorded_at":"', events_utc_text(instant), '",',
                middles[number], ',"version":', last_version, '}'), 'UTF8'));
            INSERT INTO events_event (position, id, stream, version, type, schema, recorded_at,
                                      recorded_by, root, content, hash)
                VALUES (last_position, (document ->> 'id')::uuid, document ->> 'stream',
                        last_version, document ->> 'type', (document ->> 'schema')::smallint,
                        instant, document ->> 'recorded_by', roots[number], document - columns,
                        last_hash);
            original_type := document ->> 'type';
            IF document ->> 'id' <> roots[number]::text THEN
                SELECT type INTO original_type FROM events_event WHERE id = roots[number];
            END IF;
            INSERT INTO events_mention (entity, type, position, root)
                SELECT entity, original_type, last_position, roots[number]
                FROM json_array_elements_text(named[number]) AS entity;
            IF introduced[number] ->> 0 IS NOT NULL THEN
                INSERT INTO events_entity (key, id, kind, position)
                    VALUES (CASE introduced[number] ->> 0
                                WHEN 'story' THEN 'story/' ELSE 'entity/' END
                            || (introduced[number] ->> 1),
                            introduced[number] ->> 1, introduced[number] ->> 0, last_position);
            END IF;
            written := written || json_build_object(
                'id', document -> 'id', 'position', last_position, 'stream', document -> 'stream',
                'version', last_version, 'recorded_at', events_utc_text(instant));
            instant := instant + interval '1 microsecond';
        END LOOP;
    EXCEPTION
        WHEN SQLSTATE 'NR409' THEN
            RETURN refused;
        WHEN unique_violation THEN
            GET STACKED DIAGNOSTICS violated = CONSTRAINT_NAME;
            IF violated = 'events_entity_pkey' THEN
                RETURN json_build_object('outcome', 'already_introduced',
                                         'id', introduced[cardinality(written) + 1] ->> 1,
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
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    answer := events_append_batch(entries, for_caller, for_key, request_digest);
    COMMIT;
    IF answer ->> 'outcome' IN ('appended', 'replayed') THEN
        PERFORM events_flush();
        COMMIT;
    END IF;
END $$;

-- Makes the transaction that calls it wait, when it commits, until everything committed so far is
-- on disk. The message is a transaction's reason to flush: one that wrote nothing does not.
CREATE OR REPLACE FUNCTION events_flush() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_logical_emit_message(true, 'newsroom', '');
END $$;
