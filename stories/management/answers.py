"""Answers as tables, each view's with columns of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from events.types.amounts import Amount, Share, money, money_total, share
from stories.management.printing import Output, Row, print_table
from stories.management.times import bound, day, occurred, zone_of


def print_answer(view: str, answer: dict[str, Any], out: Output, *, tty: bool) -> None:
    heading, rows = _TABLES[view]
    print_table(_title(view, answer), heading, list(rows(answer)), out, tty=tty)


def _title(view: str, answer: dict[str, Any]) -> str:
    subject = next(answer[k] for k in ("organization", "person", "story") if k in answer)
    as_of, known_at = answer["as_of"], answer["known_at"]
    name = subject["name"] or f"{subject['id']} (not known yet)"
    asked = as_of["requested"] or "now"
    return (
        f"{view.capitalize()} of {name}, as of {asked} ({as_of['timezone']}; {as_of['instant']}), "
        f"as known at {known_at['instant']} (position {known_at['position']})"
    )


def _board(answer: dict[str, Any]) -> Iterator[Row]:
    for member in answer["members"]:
        yield (
            member["person"]["name"],
            ", ".join(_noted(_title_of(post), acting=post["acting"]) for post in member["posts"]),
            member["presence"],
            _independent(member["independent"]),
            "disputed" if member["disputed"] else "",
            bound(member["posts"][0]["start"], zone_of(answer)),
            bound(member["posts"][0]["end"], zone_of(answer)),
        )


def _leadership(answer: dict[str, Any]) -> Iterator[Row]:
    for told in answer.get("organizations", [answer]):
        for post in told["posts"]:
            before = post["predecessor"]
            yield (
                told["organization"]["name"] or told["organization"]["id"],
                _title_of(post),
                post["status"],
                _holders(post) or "—",
                _predecessor(before) if before else "",
            )


def _holders(post: dict[str, Any]) -> str:
    """Of one who holds it alone, the status says that they are acting."""
    alone = post["status"] == "interim" and len(post["holders"]) == 1
    return ", ".join(
        _noted(
            holder["person"]["name"],
            possibly=holder["presence"] != "certain",
            acting=holder["acting"] and not alone,
        )
        for holder in post["holders"]
    )


def _noted(name: str, **notes: bool) -> str:
    true = ", ".join(note for note, so in notes.items() if so)
    return f"{name} ({true})" if true else name


def _title_of(post: dict[str, Any]) -> str:
    return str(post["title"] or post["post"])


def _predecessor(before: dict[str, Any]) -> str:
    return f"{before['person']['name']}{' (disputed)' if before['disputed'] else ''}"


def _career(answer: dict[str, Any]) -> Iterator[Row]:
    for tenure in answer["tenures"]:
        yield (
            tenure["organization"]["name"],
            _title_of(tenure) + (", acting" if tenure["acting"] else ""),
            bound(tenure["start"], zone_of(answer)),
            bound(tenure["end"], zone_of(answer)),
            tenure["manner"] or "",
            tenure.get("presence") or "",
            "disputed" if tenure["disputed"] else "",
        )


def _ownership(answer: dict[str, Any]) -> Iterator[Row]:
    for direction in ("above", "below"):
        yield from _links(answer[direction], direction, 0, zone_of(answer))
    for claim in answer["claims"]:
        yield "claim", claim["claimant"]["name"], claim["claim"], claim["presence"], "", ""


def _links(
    links: list[dict[str, Any]], direction: str, level: int, zone: ZoneInfo
) -> Iterator[Row]:
    for link in links:
        end = link["controller" if direction == "above" else "controlled"]
        sort = (link["kind"] or "").replace("_", " ")
        yield (
            direction,
            f"{'  ' * level}{end['name']}",
            f"{sort} {_share(link['share'])}".strip() + _end_of_chain(link),
            f"{link['presence']}{', disputed' if link['disputed'] else ''}",
            bound(link["start"], zone),
            bound(link["end"], zone),
        )
        yield from _links(link[direction], direction, level + 1, zone)


def _end_of_chain(link: dict[str, Any]) -> str:
    if link.get("cycle"):
        return ", in a circle"
    return ", and others beyond" if link.get("truncated") else ""


def _share(told: dict[str, Any] | None) -> str:
    return share(Share(**told)) if told else ""


def _timeline(answer: dict[str, Any]) -> Iterator[Row]:
    for fact in answer["results"]:
        confidence = fact["confidence"] or ""
        yield occurred(fact, answer), fact["summary"], confidence, fact["status"]


def _statements(answer: dict[str, Any]) -> Iterator[Row]:
    for fact in answer["results"]:
        words = f"“{fact['text']}”" if fact["verbatim"] else fact["text"]
        speaker = (fact["speaker"] or {}).get("name") or ""
        yield occurred(fact, answer), fact["form"], speaker, words, fact["status"]


def _deals(answer: dict[str, Any]) -> Iterator[Row]:
    for fact in answer["results"]:
        told = fact["summary"], fact["stage"], fact["presence"] or "not yet"
        yield occurred(fact, answer), fact["deal"], *told, _amount(fact["amount"])
    for total in answer["totals"]:
        yield "total", total["type"], "", "", "", _sums(total)


def _funding(answer: dict[str, Any]) -> Iterator[Row]:
    for group in ("investments", "donations"):
        for fact in answer[group]:
            presence = fact["presence"] or "not yet"
            yield occurred(fact, answer), fact["summary"], presence, _amount(fact["amount"])
    for group, role in (("totals", "investor"), ("donation_totals", "donor")):
        for total in answer[group]:
            founder = "founder" if total["founder"] else ""
            yield "total", total[role]["name"], founder, _sums(total)


def _happenings(answer: dict[str, Any]) -> Iterator[Row]:
    for fact in answer["results"]:
        presence = fact["presence"] or "not yet"
        yield occurred(fact, answer), fact["summary"], presence, fact["status"]


def _sources(answer: dict[str, Any]) -> Iterator[Row]:
    for fact in answer["results"]:
        origins = ", ".join(one["origin"] for one in fact["origins"])
        number = str(fact["independent_sources"])
        yield occurred(fact, answer), fact["summary"], number, origins


def _founders(answer: dict[str, Any]) -> Iterator[Row]:
    for one in answer["founders"]:
        yield one["founder"]["name"], one["presence"], "disputed" if one["disputed"] else ""
    if answer["others"]:
        yield "and others", "", ""


def _overview(answer: dict[str, Any]) -> Iterator[Row]:
    for name in ("total", "standing", "disputed", "retracted", "undated", "single_source"):
        yield "facts", name.replace("_", " "), str(answer["facts"][name])
    if not answer["known"]:
        return
    for section in ("known", "disputed", "unknown"):
        for post in answer[section]["posts"]:
            holders = _holders(post)
            where = post["organization"]["name"]
            yield section, f"{post['title']} of {where}: {post['status']}", holders
        for seat in answer[section]["board"]:
            yield section, f"board of {seat['organization']['name']}", seat["person"]["name"]
    for fact in answer["disputed"]["facts"]:
        yield "disputed", "fact", fact["summary"]
    for one in answer["disputed"]["contradictions"]["results"]:
        yield "disputed", one["kind"], one["summary"]
    for fact in answer["unknown"]["undated"]:
        yield "unknown", "when", fact["summary"]


def _amount(amount: dict[str, Any] | None) -> str:
    return money(Amount(**amount)) if amount else ""


def _sums(total: dict[str, Any]) -> str:
    """Both sums; what is at least so much is so for the sum that it was told of."""
    told: list[str] = []
    if total["currency"]:
        for kind, qualifier in (("certain", "certain_qualifier"), ("possible", "qualifier")):
            if not told or total["possible"] != total["certain"]:
                paid = money_total(total[kind], total["currency"], total[qualifier])
                told.append(f"{paid} {kind}")
    if total["unknown_amounts"]:
        told.append(f"{total['unknown_amounts']} of unknown amount")
    return ", ".join(told)


def _contradictions(answer: dict[str, Any]) -> Iterator[Row]:
    for one in answer["results"]:
        earliest = one["window"]["earliest"]
        since = day(earliest, zone_of(answer)) if earliest else ""
        accounts = " / ".join(side["account"] for side in one["sides"])
        yield since, one["kind"].replace("_", " "), one["summary"], accounts


def _independent(value: bool | None) -> str:
    return {True: "independent", False: "not independent", None: ""}[value]


_TABLES = {
    "board": (("Person", "Posts", "Presence", "Independence", "Disputed", "From", "To"), _board),
    "leadership": (("Organisation", "Post", "Status", "Holder", "Before"), _leadership),
    "career": (("Organisation", "Post", "From", "To", "How it ended", "Then", "Disputed"), _career),
    "ownership": (("Where", "Who or what", "Control", "Presence", "From", "To"), _ownership),
    "contradictions": (("When", "Kind", "What", "Accounts"), _contradictions),
    "timeline": (("When", "What", "Confidence", "Status"), _timeline),
    "statements": (("When", "Form", "Who", "What", "Status"), _statements),
    "deals": (("When", "Deal", "What", "Stage", "Happened", "Amount"), _deals),
    "products": (("When", "What", "Happened", "Status"), _happenings),
    "market": (("When", "What", "Happened", "Status"), _happenings),
    "sources": (("When", "What", "Independent", "Origins"), _sources),
    "funding": (("When", "What", "Happened", "Amount"), _funding),
    "founders": (("Founder", "Presence", "Disputed"), _founders),
    "overview": (("State", "Matter", "What"), _overview),
}
