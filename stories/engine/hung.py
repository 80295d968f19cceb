"""Workers that hang in the middle of a batch, seen from PostgreSQL: see ADR 49."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import connection, transaction

from stories.models import Checkpoint, RebuildPart

logger = logging.getLogger(__name__)

# Whoever has locked a row to work on it holds ROW SHARE on its table.
END_HUNG = """
SELECT pid FROM (
    SELECT DISTINCT pid
    FROM pg_stat_activity AS activity JOIN pg_locks AS held USING (pid)
    WHERE held.relation = ANY (%s::oid[]) AND held.mode = 'RowShareLock' AND held.granted
      AND activity.datname = current_database()
      AND activity.state = 'active' AND activity.wait_event_type = 'Client'
      AND activity.query_start < clock_timestamp() - make_interval(secs => %s)
) AS hung WHERE pg_terminate_backend(pid)
"""
TABLES = [model._meta.db_table for model in (Checkpoint, RebuildPart)]


def end_hung_sessions() -> int:
    """End the sessions whose worker left them in mid-statement; says how many.

    A worker that hangs between two statements is ended by PostgreSQL itself
    (`idle_in_transaction_session_timeout`); one that hangs while it sends a COPY, or receives an
    answer, is not: no timeout is looked at there. The patience is the same setting; 0 ends none.
    """
    patience: int = settings.NEWSROOM_TRANSACTION_IDLE_SECONDS
    if not patience:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ARRAY(SELECT unnest(%s::text[])::regclass::oid)", [TABLES])
        [tables] = cursor.fetchone()
        # As the login itself: the restricted role, in which processes act, may end no session.
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(END_HUNG, [tables, patience])
        ended = [pid for (pid,) in cursor.fetchall()]
    for pid in ended:
        logger.error("ended session %s: its worker hangs, and held a slice or part", pid)
    return len(ended)
