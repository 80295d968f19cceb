-- The log. Text that is compared byte for byte (ids, streams, types) is collated "C": its indexes
-- are smaller and faster, and survive an upgrade of the operating system's collations.

CREATE TABLE events_event (
    position    bigint PRIMARY KEY CHECK (position > 0),
    id          uuid NOT NULL UNIQUE,
    stream      text COLLATE "C" NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    type        text COLLATE "C" NOT NULL,
    schema      smallint NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    root        uuid NOT NULL,
    content     jsonb NOT NULL,
    hash        bytea NOT NULL CHECK (octet_length(hash) = 32),
    UNIQUE (stream, version)
);
CREATE INDEX events_event_root ON events_event (root, position);
CREATE INDEX events_event_type ON events_event (type, position);
CREATE INDEX events_event_recorded_at ON events_event (recorded_at);

-- Which event names what. A plain B-tree: array indexes collapse under append load.
CREATE TABLE events_mention (
    entity   text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    root     uuid NOT NULL,
    PRIMARY KEY (entity, position) INCLUDE (root)
);

-- Every slug that was introduced. `key` is the slug behind its namespace: "entity/…" for persons,
-- organizations and works, "story/…" for stories.
CREATE TABLE events_entity (
    key      text COLLATE "C" PRIMARY KEY,
    id       text COLLATE "C" NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    position bigint NOT NULL
);
CREATE INDEX events_entity_id ON events_entity (id, kind);

CREATE TABLE events_idempotencykey (
    caller     text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    digest     bytea NOT NULL,
    answer     jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (caller, key)
);
