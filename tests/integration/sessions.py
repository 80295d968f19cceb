"""Sessions of PostgreSQL, ended beneath whoever uses them."""

import psycopg
from django.db import connection


def end(session: int) -> None:
    """As a restart of the server does; returns once the session has ended."""
    address = connection.get_connection_params()
    names = {key: address[key] for key in ("dbname", "host", "port", "user") if key in address}
    with psycopg.connect(**names) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [session])
