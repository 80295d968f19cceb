"""From the text of an API key to who it stands for.

Keys are 32 random letters and digits, so one SHA-512 keeps them safe and the check costs
microseconds; password hashers would cost a request tens of milliseconds. Whom a key was found to
stand for is remembered with the mark of all rights, and holds only while the database says that
the mark is the same: a revoked key is refused at once, see docs/adr/0057-keys-are-remembered.md.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Literal
from uuid import UUID

from cachetools import TLRUCache
from django.conf import settings
from rest_framework_api_key.crypto import KeyGenerator

from events.log.connection import fetch, plain_cursor

SHAPE = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}")

# One statement, and no model instance: this runs for many requests. A query within a query takes
# two thirds of the time of a join: there is no hash table to be made.
LOOK_UP = """
SELECT k.name, k.hashed_key, k.expires, k.revoked,
    coalesce(k.last_used < now() - interval '1 hour', true), ARRAY(
    SELECT (SELECT c.app_label || '.' || p.codename
            FROM auth_permission p JOIN django_content_type c ON c.id = p.content_type_id
            WHERE p.id = g.permission_id)
    FROM auth_group_permissions g WHERE g.group_id = k.group_id
), (SELECT mark FROM access_rightsmark)
FROM access_apikey k WHERE k.prefix = %s
"""
NOTE_USE = "UPDATE access_apikey SET last_used = now() WHERE prefix = %s"

# Stands in for a key that there is not, so that its prefix takes as long to refuse as another's.
NOBODY = ("", f"sha512$${'0' * 128}", None, True, False, (), None)

REMEMBERED_FOR = timedelta(minutes=5)
"""Well below the hour after which a use is noted again."""
MOST_REMEMBERED = 10_000

Fault = Literal["malformed", "unknown", "revoked", "expired"]


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Stands where a user stands in a request."""

    name: str
    prefix: str
    permissions: frozenset[str] = field(default_factory=frozenset)
    is_authenticated: bool = True
    is_anonymous: bool = False
    is_active: bool = True
    is_staff: bool = False

    @property
    def pk(self) -> str:
        return f"key-{self.prefix}"

    def get_username(self) -> str:
        return self.name

    def has_perm(self, permission: str, obj: object = None) -> bool:
        return permission in self.permissions

    def has_perms(self, permissions: list[str], obj: object = None) -> bool:
        return self.permissions.issuperset(permissions)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Remembered:
    """Whom a key stood for while the mark of all rights was this."""

    holder: KeyHolder
    mark: UUID
    until: datetime


def memory(most: int) -> TLRUCache[bytes, Remembered]:
    """By the digest of the whole key: how long it takes to find one tells nothing of any key."""
    return TLRUCache(most, ttu=lambda _, found, __: found.until, timer=lambda: datetime.now(UTC))


_remembered = memory(MOST_REMEMBERED)
_turns = Lock()


def remembered(key: str) -> Remembered | None:
    """Whom a key stood for when it was last looked up; the mark tells whether it still does."""
    with _turns:
        return _remembered.get(_digest(key))


def holder_of(
    key: str, mark: UUID | None = None, known: Remembered | None = None
) -> KeyHolder | Fault:
    """Whom a key stands for, or why it stands for nobody. One query, a short one for a key that is
    remembered; none where another statement of the request has told the `mark` as it is now.
    `known` is what the request has found remembered of this key.
    """
    found = known or remembered(key)
    if found and found.mark == (mark or _mark()):
        return found.holder
    return _look_up(key)


def _mark() -> UUID:
    found: list[tuple[UUID]] = fetch(settings.NEWSROOM_RIGHTS_MARK, [])
    return found[0][0]


def _look_up(key: str) -> KeyHolder | Fault:
    if not SHAPE.fullmatch(key):
        return "malformed"
    prefix = key.partition(".")[0]
    [found] = fetch(LOOK_UP, [prefix]) or [NOBODY]
    name, hashed, expires, revoked, unnoted, permissions, mark = found
    if not KeyGenerator().verify(key, hashed):  # compares in constant time
        return "unknown"
    if revoked:
        return "revoked"
    now = datetime.now(UTC)
    if expires is not None and expires <= now:
        return "expired"
    if unnoted:
        with plain_cursor() as cursor:
            cursor.execute(NOTE_USE, [prefix])
    holder = KeyHolder(name, prefix, frozenset(permissions))
    until = now + REMEMBERED_FOR
    with _turns:
        _remembered[_digest(key)] = Remembered(holder, mark, min(expires or until, until))
    return holder


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()
