"""Sources to cite: those that the record knows, and what an address says of a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from events.log.connection import log_cursor
from newsroom.desk.form.entries import slug_of, untaken
from stories.views.spelling import plain

Source = dict[str, str]
RECENT = 5_000
"""Events whose sources are offered: a desk cites again what it cited lately."""
KEPT = ("source", "url", "publisher", "attributed_to", "published", "derived_from")
"""What stays the same from one citation of a document to the next."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_RECENT = """
SELECT DISTINCT ON (cited ->> 'source') cited
FROM (SELECT position, content FROM events_event ORDER BY position DESC LIMIT %s) AS recent,
     LATERAL jsonb_array_elements(content -> 'citations') AS cited
ORDER BY cited ->> 'source', (content -> 'stories' ? %s) DESC, position DESC
"""


def is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text.strip()) is not None


def known_sources(story: str = "") -> list[Source]:
    """Each source of recent events as it was last cited, in the story if it was cited there."""
    with log_cursor() as cursor:
        cursor.execute(_RECENT, [RECENT, story])
        found = [_source(cited) for (cited,) in cursor]
    return sorted(found, key=lambda source: source["source"])


def matching(sources: Sequence[Source], text: str) -> list[Source]:
    """Those that the text is part of, by source, publisher or address."""
    words = plain(text).split()
    told = [(source, plain(" ".join(source.values()))) for source in sources]
    return [source for source, all_ in told if all(word in all_ for word in words)]


def suggested_source(address: str, sources: Sequence[Source] | None = None) -> Source:
    """How to cite an address: as before if it was cited, else named after host and page."""
    known = known_sources() if sources is None else sources
    address = address.strip()
    for source in known:
        if _same_page(source.get("url", ""), address):
            return source
    host = _host(address)
    same_host = [one for one in known if host and _host(one.get("url", "")) == host]
    publishers = {one["publisher"] for one in same_host if "publisher" in one}
    found = {"source": _new_slug(address, {one["source"] for one in known}), "url": address}
    return found | ({"publisher": publishers.pop()} if len(publishers) == 1 else {})


def _source(citation: Mapping[str, Any]) -> Source:
    return {name: citation[name] for name in KEPT if citation.get(name)}


def _new_slug(address: str, taken: set[str]) -> str:
    parts = urlsplit(address)
    pieces = [piece for piece in parts.path.split("/") if piece]
    last = re.sub(r"\.\w{1,5}$", "", pieces[-1]) if pieces else ""
    name = slug_of(f"{_site(_host(address))} {last.replace('_', ' ')}")[:60].strip("-") or "source"
    return untaken(name, taken)


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _site(host: str) -> str:
    """The name within a host: of news.example.co.uk and example.com "example"."""
    labels = host.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3:
        labels = labels[:-1]
    return labels[-2] if len(labels) > 1 else host


def _same_page(one: str, other: str) -> bool:
    return bool(one) and _plain(one) == _plain(other)


def _plain(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{_host(address)}{parts.path.rstrip('/')}?{parts.query}"
