"""What people write of what happened, and the type that it means."""

from typing import Any

import pytest

from events.types import OTHERWISE
from newsroom.desk.append.finding import find, said_of

MEANT = [
    ("removed", "person.departed", {"manner": "removed"}),
    ("fired", "person.departed", {"manner": "removed"}),
    ("voted out", "person.departed", {"manner": "removed"}),
    ("new club", "organization.introduced", {}),
    ("denies", "statement.made", {}),
    ("quit as chairman", "person.departed", {"manner": "resigned", "post": "chair"}),
    ("left the board", "person.departed", {"post": "director"}),
    ("sacked from all posts", "person.departed", {"manner": "removed", "post": "all"}),
    ("named CEO", "person.appointed", {"post": "ceo"}),
    ("interim chief scientist", "person.appointed", {"acting": True, "post": "chief-scientist"}),
    ("appionted", "person.appointed", {}),
    ("bought", "acquisition.completed", {}),
    ("said", "statement.made", {}),
    ("invested", "investment.made", {}),
    ("shares fell", "share_price.moved", {"direction": "down"}),
    ("died", "person.died", {}),
    ("offer rejected", "offer.made", {"status": "rejected"}),
    ("sued", "happening.recorded", {}),
    # As headlines have it.
    ("resigns", "person.departed", {"manner": "resigned"}),
    ("returns as CEO", "person.appointed", {"post": "ceo"}),
    ("hires a CTO", "person.appointed", {"post": "cto"}),
    ("joins the board", "person.appointed", {"post": "director"}),
    ("sues", "happening.recorded", {}),
    ("dies", "person.died", {}),
    ("leaves the board", "person.departed", {"post": "director"}),
    ("stands down", "person.departed", {"manner": "resigned"}),
    ("sworn in", "person.appointed", {}),
    ("caretaker CEO", "person.appointed", {"acting": True, "post": "ceo"}),
    ("spun off", "control.ended", {}),
    ("shares plunge", "share_price.moved", {"direction": "down"}),
    ("market cap", "valuation.reported", {}),
    ("takes a leave of absence", "happening.recorded", {}),
    ("files for insolvency", "happening.recorded", {}),
    ("acquires", "acquisition.completed", {}),
    ("forced out", "person.departed", {"manner": "asked_to_leave"}),
    ("stripped of the chair", "person.departed", {"manner": "removed", "post": "chair"}),
    ("testifies before Congress", "statement.made", {}),
    ("sells its shares", "control.ended", {}),
    ("spins off a division", "control.ended", {}),
    ("holds 20 percent", "control.observed", {}),
    ("writes down the company", "valuation.reported", {}),
    ("pays 14 billion in a settlement", "agreement.made", {}),
    ("reelected as chair", "person.appointed", {"post": "chair"}),
    ("wins the election", "person.appointed", {}),
    ("abdicates", "person.departed", {"manner": "resigned"}),
    ("lays down the presidency", "person.departed", {"manner": "resigned"}),
    ("steps aside", "person.departed", {}),
    ("her term expires", "person.departed", {"manner": "term_ended"}),
    ("sold", "acquisition.completed", {}),
    ("sells its stake", "control.ended", {}),
    ("cedes control", "control.ended", {}),
    ("nationalised", "control.established", {"kind": "full"}),
    ("in receivership", "control.established", {"kind": "other"}),
    ("fined", "decision.made", {}),
    ("sentenced to five years", "decision.made", {}),
    ("agrees to sell", "agreement.made", {}),
    ("testifies", "statement.made", {}),
    ("approves the merger", "decision.made", {}),
    ("blocks the deal", "decision.made", {}),
    ("the sale is blocked by the regulator", "decision.made", {}),
    ("vetoes the takeover", "decision.made", {}),
    ("calls off the merger", "agreement.made", {"status": "ended"}),
    ("called off the deal", "agreement.made", {"status": "ended"}),
    ("scraps the merger", "agreement.made", {"status": "ended"}),
    ("raises its stake", "control.established", {}),
    ("cuts its stake to 17 percent", "control.established", {}),
    ("reduced its stake", "control.established", {}),
    ("takes control", "control.established", {}),
    ("golden share", "control.established", {"kind": "other"}),
    ("retains control", "control.observed", {}),
    ("keeps control", "control.observed", {}),
    ("steps back", "person.departed", {}),
    ("voted off the board", "person.departed", {"manner": "removed", "post": "director"}),
    ("succeeded by", "person.appointed", {}),
    ("replaced by", "person.appointed", {}),
    ("market capitalisation", "valuation.reported", {}),
    ("files for bankruptcy", "happening.recorded", {}),
    ("inaugurated", "person.appointed", {}),
    ("reappointed", "person.appointed", {}),
    ("toppled", "person.departed", {"manner": "removed"}),
    ("relieved of his duties", "person.departed", {"manner": "removed"}),
    ("tenders her resignation", "person.departed", {"manner": "resigned"}),
    ("announces his resignation", "person.departed", {"manner": "resigned"}),
    ("walks out", "person.departed", {"manner": "resigned"}),
    ("impeached", "happening.recorded", {}),
    ("refuses to resign", "statement.made", {}),
    ("will not resign", "statement.made", {}),
    # A post alone is of whoever holds it, not of what it is.
    ("CEO", "person.appointed", {"post": "ceo"}),
]


@pytest.mark.parametrize(("said", "type_name", "fields"), MEANT)
def test_the_type_comes_first_and_its_fields_with_it(
    said: str, type_name: str, fields: dict[str, Any]
) -> None:
    best = find(said)[0]
    assert best.type == type_name
    assert dict(best.fields) == fields
    assert said_of(type_name, said) == best.fields


def test_what_has_no_better_type_is_still_offered_one() -> None:
    assert [one.type for one in find("xyzzy")] == [OTHERWISE]
    assert find("fired")[-1].type == OTHERWISE


def test_before_anything_is_said_every_type_may_be_meant() -> None:
    few = ["person.died", "claim.made"]
    assert [one.type for one in find("", few)] == few
    assert [one.type for one in find("of the", few)] == few


def test_only_types_that_may_be_recorded_are_found() -> None:
    assert [one.type for one in find("fired", ["person.died"])] == []
