-- The hash chain as a window aggregate: each event's hash covers the one before it.
CREATE FUNCTION events_chain_step(state bytea, previous bytea, canonical text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(coalesce(state, previous) || convert_to(canonical, 'UTF8'));

CREATE AGGREGATE events_chain(previous bytea, canonical text) (
    SFUNC = events_chain_step, STYPE = bytea
);

CREATE FUNCTION events_utc_text(instant timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- Appends a batch, or says why not; whatever the outcome, it is answered and not raised.
--
-- An entry is {head, middle, root, mentions, introduces, expected_version}. `head` and `middle` are
-- the event's canonical JSON (RFC 8785) up to "position" and from "recorded_by" up to "version",
-- without what only this function can know. The columns are read from that same text, so what is
-- stored and what is hashed cannot differ.
CREATE FUNCTION events_append_batch(
    entries json, for_caller text, for_key text, request_digest bytea
) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    envelope_columns CONSTANT text[] := '{id,recorded_by,schema,stream,type}';
    heads text[]; middles text[]; documents jsonb[]; ids uuid[]; streams text[];
    roots uuid[]; mentions jsonb[]; expected integer[]; versions integer[];
    introduced_kinds text[]; introduced_ids text[]; introduced_keys text[];
    earlier record;
    last_event record;
    last_position bigint;
    last_hash bytea;
    first_instant timestamptz;
    refused record;
    written json;
BEGIN
    -- A snapshot older than the lock would not show what the previous holder appended.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'events are appended in READ COMMITTED transactions only';
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

    -- Everything that needs no lock is done before it is taken.
    SELECT array_agg(head ORDER BY n), array_agg(middle ORDER BY n),
           array_agg(document ORDER BY n), array_agg((document ->> 'id')::uuid ORDER BY n),
           array_agg(document ->> 'stream' ORDER BY n), array_agg(entry.root ORDER BY n),
           array_agg(entry.mentions ORDER BY n), array_agg(entry.expected_version ORDER BY n),
           array_agg(introduces ->> 0 ORDER BY n), array_agg(introduces ->> 1 ORDER BY n),
           array_agg(CASE introduces ->> 0 WHEN 'story' THEN 'story/' ELSE 'entity/' END
                     || (introduces ->> 1) ORDER BY n)
        INTO heads, middles, documents, ids, streams, roots, mentions, expected,
             introduced_kinds, introduced_ids, introduced_keys
        FROM ROWS FROM (
            json_to_recordset(entries) AS (
                head text, middle text, root uuid, mentions jsonb,
                introduces jsonb, expected_version integer)
        ) WITH ORDINALITY
            AS entry (head, middle, root, mentions, introduces, expected_version, n),
        LATERAL (SELECT (entry.head || ',' || entry.middle || '}')::jsonb AS document) AS parsed;

    -- The one lock of the log. The pair of integers is arbitrary and must never change.
    PERFORM pg_advisory_xact_lock(1702258030, 1);

    SELECT position, hash, recorded_at INTO last_event
        FROM events_event ORDER BY position DESC LIMIT 1;
    last_position := coalesce(last_event.position, 0);
    last_hash := coalesce(last_event.hash, decode(repeat('00', 32), 'hex'));

    SELECT entry.id, entry.n - 1 AS index INTO refused
        FROM unnest(ids) WITH ORDINALITY AS entry (id, n)
        WHERE EXISTS (SELECT FROM events_event WHERE events_event.id = entry.id)
           OR entry.id = ANY (ids[:entry.n - 1])
        ORDER BY entry.n LIMIT 1;
    IF FOUND THEN
        RETURN json_build_object(
            'outcome', 'duplicate_id', 'id', refused.id, 'index', refused.index);
    END IF;

    SELECT introduced_ids[entry.n] AS id, entry.n - 1 AS index INTO refused
        FROM unnest(introduced_keys) WITH ORDINALITY AS entry (key, n)
        WHERE EXISTS (SELECT FROM events_entity WHERE events_entity.key = entry.key)
           OR entry.key = ANY (introduced_keys[:entry.n - 1])
        ORDER BY entry.n LIMIT 1;
    IF FOUND THEN
        RETURN json_build_object(
            'outcome', 'already_introduced', 'id', refused.id, 'index', refused.index);
    END IF;

    SELECT array_agg(numbered.version ORDER BY numbered.n) INTO versions
        FROM (
            SELECT entry.n, coalesce(latest.version, 0)
                   + row_number() OVER (PARTITION BY entry.stream ORDER BY entry.n) AS version
            FROM unnest(streams) WITH ORDINALITY AS entry (stream, n)
            LEFT JOIN (
                SELECT touched.stream, (
                    SELECT version FROM events_event WHERE events_event.stream = touched.stream
                    ORDER BY version DESC LIMIT 1) AS version
                FROM (SELECT DISTINCT unnest(streams) AS stream) AS touched
            ) AS latest USING (stream)
        ) AS numbered;

    SELECT streams[entry.n] AS stream, entry.expected, versions[entry.n] - 1 AS actual,
           entry.n - 1 AS index INTO refused
        FROM unnest(expected) WITH ORDINALITY AS entry (expected, n)
        WHERE entry.expected <> versions[entry.n] - 1
        ORDER BY entry.n LIMIT 1;
    IF FOUND THEN
        RETURN json_build_object(
            'outcome', 'conflict', 'stream', refused.stream, 'expected', refused.expected,
            'actual', refused.actual, 'index', refused.index);
    END IF;

    -- Strictly increasing, even when the clock is set back.
    first_instant := greatest(
        clock_timestamp(), last_event.recorded_at + interval '1 microsecond');

    WITH stamped AS (
        SELECT entry.*, last_position + entry.n AS position,
               first_instant + (entry.n - 1) * interval '1 microsecond' AS recorded_at
        FROM unnest(ids, streams, versions, documents, roots, heads, middles) WITH ORDINALITY
            AS entry (id, stream, version, document, root, head, middle, n)
    ), inserted AS (
        INSERT INTO events_event (position, id, stream, version, type, schema, recorded_at,
                                  recorded_by, root, content, hash)
        SELECT position, id, stream, version, document ->> 'type',
               (document ->> 'schema')::smallint, recorded_at, document ->> 'recorded_by', root,
               document - envelope_columns,
               events_chain(last_hash, concat(
                   head, ',"position":', position,
                   ',"recorded_at":"', events_utc_text(recorded_at), '",',
                   middle, ',"version":', version, '}')) OVER (ORDER BY n)
        FROM stamped
        RETURNING position, id, stream, version, recorded_at
    )
    SELECT json_agg(json_build_object(
               'id', id, 'position', position, 'stream', stream, 'version', version,
               'recorded_at', events_utc_text(recorded_at)) ORDER BY position)
        INTO written FROM inserted;

    INSERT INTO events_mention (entity, position, root)
        SELECT DISTINCT mention.entity, last_position + entry.n, entry.root
        FROM unnest(mentions, roots) WITH ORDINALITY AS entry (mentions, root, n),
             jsonb_array_elements_text(entry.mentions) AS mention (entity);

    IF array_length(array_remove(introduced_keys, NULL), 1) > 0 THEN
        INSERT INTO events_entity (key, id, kind, position)
            SELECT entry.key, entry.id, entry.kind, last_position + entry.n
            FROM unnest(introduced_keys, introduced_ids, introduced_kinds) WITH ORDINALITY
                AS entry (key, id, kind, n)
            WHERE entry.key IS NOT NULL;
    END IF;

    IF for_key IS NOT NULL THEN
        INSERT INTO events_idempotencykey (caller, key, digest, answer)
            VALUES (for_caller, for_key, request_digest, written::jsonb);
    END IF;

    RETURN json_build_object('outcome', 'appended', 'events', written);
END $$;

-- A function that runs with its owner's rights must find its own tables only.
DO $$ BEGIN
    EXECUTE format(
        'ALTER FUNCTION events_append_batch(json, text, text, bytea) SET search_path = %I, pg_temp',
        current_schema());
END $$;

-- The same for a connection that is in no transaction. The lock is held for an asynchronous commit
-- only; the answer is given once the log is flushed past it, a flush that waiting appends share.
CREATE PROCEDURE events_append(
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
CREATE FUNCTION events_flush() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_logical_emit_message(true, 'newsroom', '');
END $$;
