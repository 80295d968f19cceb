"""What a statement sees of the database, as a text: while it is the same, so is what is there."""

from typing import Final

SNAPSHOT: Final = """CASE
    WHEN NOT pg_is_in_recovery() AND pg_current_xact_id_if_assigned() IS NULL
    THEN pg_postmaster_start_time() || ' ' || pg_current_snapshot()
END"""
"""An expression of SQL: which transactions the statement sees, and of which run of which server.

NULL where that does not tell: on a standby, whose snapshots do not list the transactions that are
under way, and in a transaction that has written, which sees more than its snapshot says. What does
not come of rows (sequences, the clock) is not told by it. Why so:
docs/adr/0059-the-same-snapshot.md.
"""
