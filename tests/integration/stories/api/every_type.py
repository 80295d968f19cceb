"""Invented people, organisations and works, and a fact of every type with all that it can say."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

ROME = "Europe/Rome"
WORLD: dict[str, Json] = {
    "organization.introduced": {
        "organization": "quarry",
        "name": "The Quarry",
        "aliases": [{"name": "La Cava", "kind": "transliteration", "language": "it"}],
        "kind": "company",
        "legal_form": "S.p.A.",
        "jurisdiction": "Italy",
        "timezone": ROME,
        "description": "Digs for marble.",
    },
    "person.introduced": {
        "person": "ann",
        "name": "Ann Ash",
        "aliases": [{"name": "Anna", "kind": "nickname", "language": "it"}],
        "description": "A mason.",
    },
    "work.introduced": {
        "work": "lamp",
        "name": "Lamp One",
        "aliases": [{"name": "L1", "kind": "abbreviation", "language": "en"}],
        "kind": "product",
        "owner": "quarry",
    },
    "story.opened": {
        "story": "case",
        "title": "The case",
        "summary": "What went on.",
        "follows": ["quarry", "ann", "lamp"],
        "timezone": ROME,
    },
}
OTHERS: list[Json] = [
    {"type": f"{kind}.introduced", "data": {kind: slug, "name": name, **more}}
    for kind, slug, name, more in (
        ("person", "ben", "Ben Oak", {}),
        ("person", "cleo", "Cleo Elm", {}),
        ("organization", "mill", "The Mill", {"kind": "company"}),
        ("organization", "bank", "The Bank", {"kind": "fund"}),
        ("work", "lens", "Lens", {"kind": "service"}),
    )
]
NAMES = {
    "quarry": "The Quarry",
    "mill": "The Mill",
    "bank": "The Bank",
    "ann": "Ann Ash",
    "ben": "Ben Oak",
    "cleo": "Cleo Elm",
    "lamp": "Lamp One",
    "lens": "Lens",
}
EUROS = {"value": "1500000.50", "currency": "EUR", "qualifier": "at_least"}
SHARE = {"min": "10", "max": "49.5"}
FACTS: dict[str, Json] = {
    "organization.founded": {
        "organization": "quarry",
        "founders": ["ann", "mill"],
        "others": True,
        "legal_form": "S.p.A.",
        "jurisdiction": "Italy",
        "how": "registered",
    },
    "organization.dissolved": {"organization": "quarry", "into": "mill"},
    "person.appointed": {
        "person": "ann",
        "organization": "quarry",
        "post": "chair",
        "title": "Chairwoman",
        "acting": True,
        "independent": True,
        "reports_to": "ben",
        "replaces": "cleo",
    },
    "person.departed": {
        "person": "ann",
        "organization": "quarry",
        "post": "ceo",
        "manner": "asked_to_leave",
        "reason": "Dust.",
    },
    "person.observed": {
        "person": "ann",
        "organization": "quarry",
        "post": "director",
        "acting": True,
        "independent": False,
    },
    "board.reported": {
        "organization": "quarry",
        "members": [
            {"person": "ann", "posts": ["director", "chair"], "independent": True},
            {"person": "ben"},
        ],
        "complete": True,
    },
    "person.died": {"person": "ann"},
    "meeting.held": {
        "organization": "quarry",
        "title": "Meeting of the board",
        "attended": ["ann", "ben"],
        "absent": ["cleo"],
        "called_by": "mill",
        "outcome": "None.",
    },
    "decision.made": {"organization": "quarry", "decision": "Dig on.", "about": ["lamp", "ann"]},
    "rule.stated": {"organization": "quarry", "rule": "No digging at night.", "affects": ["ann"]},
    "control.established": {
        "controller": "mill",
        "controlled": "quarry",
        "kind": "minority",
        "share": SHARE,
    },
    "control.observed": {
        "controller": "mill",
        "controlled": "quarry",
        "kind": "board_seat",
        "share": SHARE,
    },
    "control.ended": {"controller": "mill", "controlled": "quarry", "how": "Sold."},
    "investment.made": {
        "investor": "bank",
        "recipient": "quarry",
        "amount": EUROS,
        "instrument": "convertible note",
        "terms": "Seven years.",
        "share": SHARE,
    },
    "donation.made": {"donor": "ann", "recipient": "quarry", "amount": EUROS},
    "acquisition.completed": {
        "acquirer": "mill",
        "target": "quarry",
        "amount": EUROS,
        "consideration": "mixed",
        "status": "completed",
    },
    "merger.completed": {"parties": ["mill", "quarry"], "into": "bank"},
    "listing.completed": {"organization": "quarry", "venue": "Milan", "price": EUROS},
    "valuation.reported": {"organization": "quarry", "amount": EUROS, "basis": "a tender"},
    "proceeds.received": {"recipient": "ann", "amount": EUROS, "from": "quarry", "for": "shares"},
    "agreement.made": {
        "parties": ["mill", "quarry"],
        "subject": "Marble",
        "kind": "supply",
        "exclusive": True,
        "terms": "By weight.",
        "status": "negotiating",
    },
    "offer.made": {"offeror": "mill", "offeree": "ann", "what": "A post.", "status": "withdrawn"},
    "equity.declined": {"person": "ann", "organization": "quarry", "reason": "Modesty."},
    "statement.made": {
        "speaker": "ann",
        "text": "Scaviamo.",
        "verbatim": True,
        "language": "it",
        "translated": False,
        "venue": "Radio",
        "about": ["quarry"],
    },
    "announcement.made": {
        "publisher": "quarry",
        "title": "New lamps",
        "text": "They shine.",
        "about": ["lamp"],
    },
    "message.sent": {
        "sender": "ann",
        "recipients": ["ben", "mill"],
        "channel": "letter",
        "gist": "Enough.",
        "about": ["quarry"],
    },
    "claim.made": {"claimant": "ann", "claim": "It is mine.", "about": ["quarry"]},
    "opinion.expressed": {"holder": "ann", "opinion": "Too deep.", "about": ["quarry"]},
    "share_price.moved": {
        "organization": "quarry",
        "percent": "2.5",
        "direction": "down",
        "qualifier": "about",
        "session": "extended",
    },
    "market_share.measured": {
        "holder": "lamp",
        "market": "Lamps",
        "percent": "12.5",
        "qualifier": "at_most",
        "source": "A survey",
    },
    "product.launched": {
        "work": "lamp",
        "organization": "quarry",
        "stage": "open_sourced",
        "description": "A lamp.",
    },
    "product.integrated": {"work": "lamp", "into": "lens", "organization": "quarry"},
    "product.withdrawn": {"work": "lamp", "organization": "quarry"},
    "person.related": {"person": "ann", "to": "ben", "relation": "sister"},
    "person.described": {"person": "ann", "description": "Stern."},
    "happening.recorded": {"headline": "A slide", "summary": "Of rock.", "about": ["quarry"]},
}
NEVER_ALONE = {"event.corrected", "event.retracted", "event.reinstated", "event.corroborated"}
NEVER_ALONE |= {"event.disputed", "dispute.settled", "event.filed", "event.unfiled"}
LATER = {"entity.aliased", "entity.renamed", "entity.merged", "post.defined"}
LATER |= {"story.updated", "story.closed"}
DAY = "2022-05-10"
CITATION = {
    "source": "gazette",
    "url": "https://gazette.example/1",
    "publisher": "The Gazette",
    "attributed_to": "Ann’s letter",
    "quote": "Enough.",
    "locator": "¶3",
    "published": "2022-05-11",
    "retrieved": "2022-05-12",
    "derived_from": "wire",
}
ENVELOPE: Json = {
    "occurred": DAY,
    "timezone": ROME,
    "citations": [CITATION],
    "confidence": "official",
    "stories": ["case"],
    "note": "As told.",
}


def fact(type: str) -> Json:
    return {"type": type, "data": FACTS[type], **ENVELOPE}


def entity(slug: str) -> Json:
    """As answers name one that was introduced."""
    return {"id": slug, "name": NAMES[slug]}


def texts(value: object) -> Iterator[str]:
    """Every text in a value, at any depth."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value
