"""What a page's own markup promises to whoever does not see it, and no browser checks."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

REFERRING = ("for", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")
NAMING = ("aria-label", "aria-labelledby")


class _Markup(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.unnamed_tables = 0
        self.headers_without_scope = 0
        self._named = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        for name in REFERRING:
            self.references += [(name, one) for one in given.get(name, "").split()]
        if tag == "a" and given.get("href", "").startswith("#"):
            self.references.append(("href", given["href"][1:]))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
            self.levels.append(int(tag[1]))
        if tag == "table":
            self._named = any(name in given for name in NAMING)
        if tag == "caption":
            self._named = True
        if tag == "th":
            self.headers_without_scope += "scope" not in given

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.unnamed_tables += not self._named


def faults(html: str) -> list[str]:
    """Ids that stand twice, references to none, headings that skip a level, tables without a name,
    and headers that do not say of what.
    """
    return list(_faults(_Markup(html)))


def _faults(page: _Markup) -> Iterator[str]:
    yield from (f"{one} stands {n} times" for one, n in Counter(page.ids).items() if n > 1)
    ids = set(page.ids)
    yield from (
        f"{name}={one} refers to nothing" for name, one in page.references if one not in ids
    )
    for before, level in zip([0, *page.levels], page.levels, strict=False):
        if level > before + 1:
            yield f"h{level} follows h{before}" if before else f"the first heading is an h{level}"
    if page.unnamed_tables:
        yield f"{page.unnamed_tables} tables have neither caption nor label"
    if page.headers_without_scope:
        yield f"{page.headers_without_scope} th have no scope"
