"""The state of the log's chain of hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from newsroom.audit.models import Verification
from newsroom.audit.verification import SILENCE
from newsroom.desk.operations import progress

STATE = """
SELECT position, recorded_at, encode(hash, 'hex'), size.bytes
FROM (SELECT sum(coalesce((SELECT sum(pg_total_relation_size(relid))
                           FROM pg_partition_tree(part)), pg_total_relation_size(part))) AS bytes
      FROM unnest('{events_event,events_mention,events_entity}'::regclass[]) AS part) size
LEFT JOIN (SELECT * FROM events_event ORDER BY position DESC LIMIT 1) last ON true
"""


@dataclass(frozen=True, slots=True)
class Chain:
    head: int
    recorded_at: datetime | None
    last_hash: str
    size: int
    """Bytes of the log's tables with their indexes."""
    verification: Verification | None
    """The one under way, else the last that ended."""
    ended: Verification | None

    @property
    def under_way(self) -> bool:
        return self.verification is not None and self.verification.under_way

    @property
    def silent(self) -> bool:
        """No worker has said anything for so long that it can be asked for anew."""
        return self.under_way and self._silence > SILENCE

    @property
    def percent(self) -> int:
        found = self.verification
        return progress.percent(found.done, found.total) if found else 0

    @property
    def step(self) -> int:
        return progress.step(self.percent)

    @property
    def since(self) -> int:
        """Events recorded after what was verified last."""
        return max(self.head - self.ended.total, 0) if self.ended else self.head

    def to_announce(self, said: int) -> str:
        if self.under_way:
            return f"Verification: {self.percent} percent" if self.step > said else ""
        return f"The log is {self.ended.status}" if self.ended else ""

    @property
    def _silence(self) -> timedelta:
        return timezone.now() - self.verification.alive_at if self.verification else timedelta(0)


def chain() -> Chain:
    """Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        head, recorded_at, last_hash, size = cursor.fetchone()
    latest = list(Verification.objects.order_by("-id")[:2])
    ended = next((one for one in latest if not one.under_way), None)
    return Chain(
        head or 0, recorded_at, last_hash or "", int(size), latest[0] if latest else None, ended
    )
