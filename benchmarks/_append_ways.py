"""Ways to record the same events: ours, and those it is held against."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import psycopg
from psycopg.types.json import Jsonb
from uuid6 import uuid7

from benchmarks._writers import Write

# As the log's own tables, with every index, but for the triggers; positions come from a sequence,
# so they are in no order of commit, and nothing is chained.
RAW_TABLES = """
CREATE TABLE raw_event (LIKE events_event INCLUDING ALL);
CREATE TABLE raw_mention (LIKE events_mention INCLUDING ALL);
ALTER TABLE raw_event ALTER position ADD GENERATED ALWAYS AS IDENTITY;
"""
COLUMNS = "id, stream, version, type, schema, recorded_at, recorded_by, root, content, hash"
MENTION = "entity, type, position, root"
RAW = f"""
WITH event AS (
    INSERT INTO raw_event ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, now(), %s, %s, %s, %s)
    RETURNING position, root, type)
INSERT INTO raw_mention ({MENTION})
    SELECT named, type, position, root FROM event, unnest(%s::text[]) AS named
"""


@dataclass(slots=True)
class Sample:
    """An event of about 1 KB that names an organisation and a person."""

    stream: str
    content: dict[str, Any]
    names: list[str]


def samples() -> itertools.cycle[Sample]:
    """Streams of this process alone, so that writers never want the same version."""
    made = []
    for number in range(50):
        house, person = f"house-{os.getpid()}-{number}", f"person-{number}"
        content = {
            "occurred": "2023-11-17",
            "timezone": "America/Los_Angeles",
            "confidence": "reported",
            "data": {"person": person, "organization": house, "post": "ceo", "manner": "removed"},
            "citations": [
                {
                    "source": "the-gazette",
                    "url": f"https://gazette.example/2023/11/17/{number}",
                    "quote": "He was not consistently candid in his communications. " * 10,
                    "published": "2023-11-18",
                }
            ],
            "stories": ["dismissal"],
            "note": "As the board announced it, before anybody else had.",
        }
        made.append(Sample(f"organization/{house}", content, [house, person, "dismissal"]))
    return itertools.cycle(made)


def new_id() -> UUID:
    return UUID(int=uuid7().int)


def raw() -> Write:
    """One INSERT in autocommit, prepared by psycopg; every row that an append writes."""
    connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    cursor = connection.cursor()
    given = samples()
    versions = itertools.count(1)

    def write() -> int:
        sample = next(given)
        new = new_id()
        row = (new, sample.stream, next(versions), "person.departed", 1, "benchmark", new)
        cursor.execute(
            RAW, (*row, Jsonb(sample.content, orjson.dumps), bytes(32), [*sample.names, str(new)])
        )
        return 1

    return write


def copied(events: int) -> Write:
    """COPY of so many events and what they mention, in a transaction."""
    connection = psycopg.connect(os.environ["DATABASE_URL"])
    given = samples()
    versions = itertools.count(1)
    positions = itertools.count(os.getpid() << 32)

    def write() -> int:
        rows = [(new_id(), next(given), next(positions)) for _ in range(events)]
        with connection.transaction(), connection.cursor() as cursor:
            with cursor.copy(f"COPY raw_event (position, {COLUMNS}) FROM STDIN") as copy:
                for new, sample, position in rows:
                    content = orjson.dumps(sample.content).decode()
                    copy.write_row(
                        (
                            *(position, new, sample.stream, next(versions), "person.departed", 1),
                            *("2023-11-18T00:00:00Z", "benchmark", new, content, bytes(32)),
                        )
                    )
            with cursor.copy(f"COPY raw_mention ({MENTION}) FROM STDIN") as copy:
                for new, sample, position in rows:
                    for name in (*sample.names, str(new)):
                        copy.write_row((name, "person.departed", position, new))
        return events

    return write


def appended(events: int = 1) -> Write:
    """Ours: `events.log.append`, with order, hashes, versions, and answered when on disk."""
    from events.log.append import NewEvent, append

    given = samples()

    def new_event() -> NewEvent:
        sample = next(given)
        new = new_id()
        return NewEvent(
            id=new,
            type="person.departed",
            schema=1,
            stream=sample.stream,
            root=new,
            content=sample.content,
            mentions=[*sample.names, str(new)],
        )

    def write() -> int:
        append([new_event() for _ in range(events)], recorded_by="benchmark")
        return events

    return write


def saved(*, functions: bool, create: bool = False) -> Write:
    """The `eventsourcing` package: a new aggregate with one event, saved by an application."""
    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event

    class Departure(Aggregate):
        @event("Recorded")
        def __init__(self, stream: str, content: dict[str, Any], names: list[str]) -> None:
            self.content = content

    address = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_URL"])
    schema = "with_functions" if functions else "without_functions"
    library: Application[UUID] = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(address["dbname"]),
            "POSTGRES_HOST": str(address["host"]),
            "POSTGRES_PORT": "",
            "POSTGRES_USER": str(address["user"]),
            "POSTGRES_PASSWORD": "none",
            "POSTGRES_POOL_SIZE": "1",
            "POSTGRES_SCHEMA": schema,
            "POSTGRES_ENABLE_DB_FUNCTIONS": "yes" if functions else "no",
            "CREATE_TABLE": "yes" if create else "no",
        }
    )
    given = samples()

    def write() -> int:
        sample = next(given)
        library.save(Departure(sample.stream, sample.content, sample.names))
        return 1

    return write
