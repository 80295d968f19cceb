"""The projection runner of the `eventsourcing` package, as its documentation has one set up."""

from __future__ import annotations

import os
import time
from itertools import count
from typing import Any
from uuid import uuid4

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking, TrackingRecorder
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL

DATABASE = "package"
AT_ONCE = 100
TEXT = "Exactly what was said there, word for word, as the source has it. " * 10


class Told(Aggregate):
    @event("Told")
    def __init__(self, text: str) -> None:
        self.text = text


class Telling(Application[Any]):
    def tell(self) -> int:
        recorded = self.save(*(Told(TEXT) for _ in range(AT_ONCE)))
        return int(recorded[-1].notification.id)


class View(PostgresTrackingRecorder, TrackingRecorder):
    """A row for each event, written with the tracking in one transaction."""

    def __init__(self, datastore: Any, **options: Any) -> None:
        super().__init__(datastore, **options)
        table = SQL("CREATE TABLE IF NOT EXISTS told (id uuid, text text)")
        self.sql_create_statements.append(table)

    def add(self, id: Any, text: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute("INSERT INTO told VALUES (%s, %s)", (id, text))


class Rows(Projection[View]):
    topics = ()

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        self.view.add(domain_event.originator_id, domain_event.text, tracking)


class Package:
    """A log of its own, in a database of its own beside the product's."""

    def __init__(self, database_url: str, events: int) -> None:
        address = conninfo_to_dict(database_url)
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        self._environment = {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": DATABASE,
            "POSTGRES_HOST": str(address["host"]),
            "POSTGRES_PORT": str(address.get("port") or "5432"),
            "POSTGRES_USER": str(address["user"]),
            "POSTGRES_PASSWORD": str(address.get("password") or uuid4()),
        }
        self._events = events
        self._last = 0
        self._turn = count()
        with Telling(self._environment) as application:
            while self._last < events:
                self._last = application.tell()

    def rate(self) -> float:
        """Events a second of a projection with a new name, from the beginning of the log."""
        projection = type(f"Rows{next(self._turn)}", (Rows,), {})
        began = time.perf_counter()
        with ProjectionRunner(
            application_class=Telling,
            projection_class=projection,
            view_class=View,
            env=os.environ | self._environment,
        ) as runner:
            runner.wait(self._last, timeout=600)
        return self._last / (time.perf_counter() - began)
