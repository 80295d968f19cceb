"""The rows of tables, out of the answers that the JSON shows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an answer as a table, and the rows made from it, which may hold more."""

    columns: Sequence[str]
    rows: Callable[[Any], Iterator[Row]]

    def of(self, answer: Any) -> dict[str, Any]:
        return {"columns": self.columns, "rows": list(self.rows(answer))}

    def objects(self, answer: Any) -> list[Any]:
        """Whole results where the answer is a list of them, else the rows by column."""
        if "results" in answer:
            return list(answer["results"])
        return [{name: row.get(name) for name in self.columns} for row in self.rows(answer)]


def _window(shape: Row | None, prefix: str) -> Row:
    shape = shape or {}
    told = {f"{prefix}_{bound}": shape.get(bound) for bound in ("earliest", "latest")}
    return {prefix: shape.get("text"), **told}


def span(post: Row) -> Row:
    return {**_window(post["start"], "start"), **_window(post["end"], "end")}


SPAN = tuple(
    f"{end}{suffix}" for end in ("start", "end") for suffix in ("", "_earliest", "_latest")
)


def share(shape: Row | None) -> Row:
    shape = shape or {}
    return {f"share_{bound}": shape.get(bound) for bound in ("min", "max")}


SHARE = ("share_min", "share_max")


def _members(answer: Any) -> Iterator[Row]:
    for member in answer["members"]:
        for post in member["posts"]:
            yield {
                "person": member["person"]["id"],
                "name": member["person"]["name"],
                "member": member["presence"],
                "independent": member["independent"],
                **post,
                **span(post),
            }


def _holders(answer: Any) -> Iterator[Row]:
    for told in answer.get("organizations", [answer]):
        for post in told["posts"]:
            for holder in post["holders"] or [None]:
                yield {
                    "organization": told["organization"]["id"],
                    "post": post["post"],
                    "title": post["title"],
                    "status": post["status"],
                    **(_holder(holder) if holder else {}),
                }


def _holder(holder: Row) -> Row:
    person = {"person": holder["person"]["id"], "name": holder["person"]["name"]}
    return {**holder, **person, **span(holder)}


def _differences(answer: Any) -> Iterator[Row]:
    for kind, items in answer.items():
        if kind in DIFFERENCES:
            for item in items:
                yield {
                    "change": kind,
                    "person": item["person"]["id"],
                    "name": item["person"]["name"],
                    "posts": item["posts"],
                    "events": item["events"],
                    "manner": item["manner"],
                }


def _steps(answer: Any) -> Iterator[Row]:
    for step in answer["steps"]:
        for row in _differences(step):
            yield {**step, **row}


def _tenures(answer: Any) -> Iterator[Row]:
    for tenure in answer["tenures"]:
        organization = tenure["organization"]
        yield {
            **tenure,
            "organization": organization["id"],
            "name": organization["name"],
            **span(tenure),
        }


def _facts(answer: Any) -> Iterator[Row]:
    for fact in answer["results"]:
        sources = list(dict.fromkeys(citation["source"] for citation in fact["citations"]))
        yield {**fact, **_window(fact["window"], "occurred"), "sources": sources}


def _statements(answer: Any) -> Iterator[Row]:
    for row in _facts(answer):
        yield {**row, **_entity("speaker", row["speaker"]), "about": _ids(row["about"])}


def _deals(answer: Any) -> Iterator[Row]:
    for row in _facts(answer):
        parties = [f"{party['role']}: {party['id']}" for party in row["parties"]]
        yield {**row, **_money(row["amount"]), "parties": parties}


def _products(answer: Any) -> Iterator[Row]:
    for row in _facts(answer):
        involved: Row = {}
        for role in ("work", "organization", "into"):
            involved |= _entity(role, row[role])
        yield {**row, **involved}


def _measures(answer: Any) -> Iterator[Row]:
    for row in _facts(answer):
        yield {**row, **_entity("of", row["of"])}


def _sources(answer: Any) -> Iterator[Row]:
    for row in _facts(answer):
        yield {**row, "origins": [origin["origin"] for origin in row["origins"]]}


def _gifts(answer: Any) -> Iterator[Row]:
    for group, role in (("investments", "investor"), ("donations", "donor")):
        for row in _facts({"results": answer[group]}):
            said = {name: row["data"].get(name) for name in ("instrument", "terms")}
            told = {**row, **said, **share(row["data"].get("share"))}
            yield {**told, **_entity("from", row[role]), **_money(row["amount"])}


def _entity(name: str, entity: Row | None) -> Row:
    entity = entity or {}
    return {name: entity.get("id"), f"{name}_name": entity.get("name")}


def _ids(entities: Sequence[Row]) -> list[str]:
    return [entity["id"] for entity in entities]


def _money(amount: Row | None) -> Row:
    amount = amount or {}
    told = {name: amount.get(name) for name in ("currency", "qualifier")}
    return {"amount": amount.get("value"), **told}


def _results(answer: Any) -> Iterator[Row]:
    yield from answer["results"]


def _candidates(answer: Any) -> Iterator[Row]:
    yield from answer["candidates"]


DIFFERENCES = ("joined", "left", "confirmed", "doubted", "appeared", "dropped", "changed")
STATE = ("presence", "acting", *SPAN, "last_attested", "confidence", "disputed", "events")
MEMBERS = Table(("person", "name", "member", "independent", "post", "title", *STATE), _members)
HOLDERS = Table(("organization", "post", "title", "status", "person", "name", *STATE), _holders)
CHANGES = Table(("change", "person", "name", "posts", "events", "manner"), _differences)
STEPS = Table(
    ("position", "recorded_at", "event", "type", "summary", "change", "person", "name", "posts"),
    _steps,
)
TENURES = Table(
    (
        *("organization", "name", "post", "title", "acting", *SPAN, "manner", "inferred"),
        *("last_attested", "confidence", "disputed", "presence", "events"),
    ),
    _tenures,
)
FACTS = Table(
    (
        *("event", "position", "type", "summary", "occurred", "occurred_earliest"),
        *("occurred_latest", "entities", "stories", "sources", "independent_sources"),
        *("confidence", "status", "recorded_at"),
    ),
    _facts,
)
OCCURRED = ("occurred", "occurred_earliest", "occurred_latest")
STANDING = ("presence", "confidence", "status", "independent_sources", "sources", "summary")
MONEY = ("amount", "currency", "qualifier")
STATEMENTS = Table(
    (
        *("event", *OCCURRED, "form", "speaker", "speaker_name", "text", "verbatim"),
        *("translated", "language", "venue", "about", *STANDING),
    ),
    _statements,
)
DEALS = Table(
    ("event", "type", *OCCURRED, "deal", "stage", "parties", *MONEY, *STANDING),
    _deals,
)
PRODUCTS = Table(
    (
        *("event", *OCCURRED, "change", "work", "work_name", "organization"),
        *("organization_name", "into", "into_name", "description", *STANDING),
    ),
    _products,
)
MARKET = Table(
    (
        *("event", *OCCURRED, "measure", "of", "of_name", "direction", "percent", "qualifier"),
        *("market", "session", "measured_by", *STANDING),
    ),
    _measures,
)
SOURCES = Table(
    (
        *("event", "type", *OCCURRED, "summary", "independent_sources", "single_source"),
        *("origins", "sources", "confidence", "status"),
    ),
    _sources,
)
FUNDING = Table(
    (
        *("event", "type", *OCCURRED, "from", "from_name", *MONEY, "instrument", "terms"),
        *STANDING,
        *SHARE,
    ),
    _gifts,
)
ENTITIES = Table(("id", "name", "kind", "description"), _results)
STORIES = Table(("id", "title", "summary", "closed"), _results)
CANDIDATES = Table(("id", "kind", "name", "matched", "why", "score"), _candidates)
