"""Every type of the catalogue with all its optional fields: appended over REST, and read back in
the views that it should reach.
"""

from collections.abc import Callable
from typing import Any

import pytest

from events.types import event_types
from tests.integration.stories.api.conftest import Desk
from tests.integration.stories.api.every_type import (
    CITATION,
    DAY,
    ENVELOPE,
    EUROS,
    FACTS,
    LATER,
    NAMES,
    NEVER_ALONE,
    OTHERS,
    SHARE,
    WORLD,
    Json,
    entity,
    fact,
    texts,
)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk that may do all, with the world introduced over REST."""
    desk.log_in("read", "append", "correct", "operate")
    send(desk, *({"type": name, "data": data} for name, data in WORLD.items()), *OTHERS)
    return desk


def send(desk: Desk, *envelopes: Json) -> str:
    """Appended over REST and projected; the id of the last."""
    response = desk.client.post("/api/v1/events/", {"events": list(envelopes)}, format="json")
    assert response.status_code == 201, response.content
    desk.project()
    last: str = response.json()["events"][-1]["id"]
    return last


def test_every_field_of_these_types_is_here() -> None:
    """A type added to the catalogue is told of here if its views show more than its summary."""
    assert {*WORLD, *FACTS, *LATER, *NEVER_ALONE} <= event_types().keys()
    for name, data in {**WORLD, **FACTS}.items():
        # Who decides, and whose meeting or opinion it is, can be told in one of two ways.
        assert event_types()[name].json_schema()["properties"].keys() - data.keys() <= {"person"}


@pytest.mark.parametrize("type", FACTS)
def test_a_fact_is_read_back_whole(told: Desk, type: str) -> None:
    recorded = send(told, fact(type))
    event = told.ask(f"events/{recorded}/")
    assert event["effective"]["data"] == event["data"] == FACTS[type]
    for name in ("citations", "confidence", "stories", "note"):
        assert event[name] == ENVELOPE[name]
    named = NAMES.keys() & set(texts(FACTS[type]))
    found: list[Json] = []
    subjects = ["stories/case", *(f"people/{one}" for one in named & {"ann", "ben", "cleo"})]
    subjects += [f"organizations/{one}" for one in named & {"quarry", "mill", "bank"}]
    for subject in subjects:
        [shown] = told.ask(f"{subject}/timeline/")["results"]
        found.append(shown)
    for shown in found:
        assert shown["event"] == recorded
        assert (shown["type"], shown["data"]) == (type, FACTS[type])
        assert set(shown["entities"]) == named
        assert shown["citations"] == [CITATION]
        assert (shown["confidence"], shown["status"]) == ("official", "standing")
        assert (shown["stories"], shown["note"]) == (["case"], "As told.")
        assert shown["window"]["earliest"] == "2022-05-09T22:00:00.000000Z"
        assert not NAMES.keys() & set(shown["summary"].replace(",", "").replace(":", "").split())
    [source] = told.ask("stories/case/sources/")["results"]
    assert (source["event"], source["single_source"]) == (recorded, True)


def one(answer: list[Json], **said: Any) -> Json:
    """The only one of a list, which says so."""
    [found] = answer
    assert {name: found[name] for name in said} == said
    return found


def career(desk: Desk, **said: Any) -> Json:
    return one(desk.ask("people/ann/career/")["tenures"], **said)


def holder(desk: Desk, post: str) -> Json:
    posts = {told["post"]: told for told in desk.ask("organizations/quarry/leadership/")["posts"]}
    return posts[post]  # type: ignore[no-any-return]


def member(desk: Desk, person: str, as_of: str = DAY) -> Json:
    members = desk.ask("organizations/quarry/board/", as_of=as_of)["members"]
    return {told["person"]["id"]: told for told in members}[person]  # type: ignore[no-any-return]


def listed(desk: Desk, view: str, **said: Any) -> Json:
    found = one(desk.ask(f"stories/case/{view}/")["results"], **said)
    assert found["presence"] == "certain"
    return found


def paid_in(desk: Desk, deal: str, **roles: str) -> Json:
    parties = [{"role": role, **entity(one)} for role, one in roles.items()]
    return listed(desk, "deals", deal=deal, stage="completed", parties=parties, amount=EUROS)


def gift(desk: Desk, group: str, role: str, giver: str, totals: str) -> Json:
    funding = desk.ask("organizations/quarry/funding/")
    one(funding[totals], currency="EUR", certain="1500000.50", qualifier="at_least")
    assert funding[totals][0][role] == entity(giver)
    return one(funding[group], amount=EUROS, presence="certain", **{role: entity(giver)})


def spoken(desk: Desk, **said: Any) -> Json:
    if said["speaker"]["id"] == "ann":
        one(desk.ask("people/ann/statements/")["results"], **said)
    return listed(desk, "statements", **said)


def control(desk: Desk, **said: Any) -> Json:
    link = one(desk.ask("organizations/quarry/ownership/", as_of=DAY)["above"], **said)
    one(desk.ask("organizations/mill/ownership/", as_of=DAY)["below"], **said)
    return link


def appointed(desk: Desk) -> None:
    said = {"acting": True, "title": "Chairwoman", "post": "chair", "independent": True}
    career(desk, **said, reports_to=entity("ben"), organization=entity("quarry"))
    assert holder(desk, "chair")["status"] == "interim"
    assert holder(desk, "chair")["title"] == "Chairwoman"
    [post] = member(desk, "ann")["posts"]
    assert (post["title"], post["acting"]) == ("Chairwoman", True)
    assert member(desk, "ann")["independent"] is True
    assert holder(desk, "chair")["predecessor"]["person"] == entity("cleo")
    changes = desk.ask("organizations/quarry/board/", as_of=DAY)["during_day"]
    told = [(change["person"], change["change"]) for change in changes]
    assert told == [(entity("ann"), "joined"), (entity("cleo"), "left")]


def departed(desk: Desk) -> None:
    career(desk, manner="asked_to_leave", reason="Dust.", post="ceo")
    told = holder(desk, "ceo")
    assert told["status"] == "vacant"
    assert told["predecessor"]["person"] == entity("ann")
    assert told["predecessor"]["manner"] == "asked_to_leave"


def founded(desk: Desk) -> None:
    profile = desk.ask("organizations/quarry/")
    assert [told["founder"] for told in profile["founders"]] == [entity("ann"), entity("mill")]
    assert profile["others"] is True


VIEWS: dict[str, Callable[[Desk], object]] = {
    "organization.founded": founded,
    "person.appointed": appointed,
    "person.departed": departed,
    "person.observed": lambda desk: (
        career(desk, acting=True, independent=False, post="director"),
        member(desk, "ann"),
    ),
    "board.reported": lambda desk: (
        one([member(desk, "ben")], independent=None, presence="certain"),
        one([member(desk, "ann")], independent=True, presence="certain"),
    ),
    "control.established": lambda desk: control(desk, kind="minority", share=SHARE),
    "control.observed": lambda desk: control(desk, kind="board_seat", share=SHARE),
    "investment.made": lambda desk: (
        gift(desk, "investments", "investor", "bank", "totals"),
        paid_in(desk, "investment", investor="bank", recipient="quarry"),
    ),
    "donation.made": lambda desk: (
        gift(desk, "donations", "donor", "ann", "donation_totals"),
        paid_in(desk, "donation", donor="ann", recipient="quarry"),
    ),
    "acquisition.completed": lambda desk: listed(
        desk, "deals", deal="acquisition", stage="completed", amount=EUROS
    ),
    "merger.completed": lambda desk: listed(desk, "deals", deal="merger", stage="completed"),
    "listing.completed": lambda desk: listed(desk, "deals", deal="listing", amount=EUROS),
    "valuation.reported": lambda desk: listed(desk, "deals", deal="valuation", amount=EUROS),
    "proceeds.received": lambda desk: listed(desk, "deals", deal="proceeds", amount=EUROS),
    "agreement.made": lambda desk: listed(desk, "deals", deal="agreement", stage="negotiating"),
    "offer.made": lambda desk: listed(
        desk,
        "deals",
        deal="offer",
        stage="withdrawn",
        parties=[{"role": "offeror", **entity("mill")}, {"role": "offeree", **entity("ann")}],
    ),
    "equity.declined": lambda desk: listed(desk, "deals", deal="equity", stage="declined"),
    "statement.made": lambda desk: spoken(
        desk,
        form="statement",
        speaker=entity("ann"),
        text="Scaviamo.",
        verbatim=True,
        language="it",
        translated=False,
        venue="Radio",
        about=[entity("quarry")],
    ),
    "announcement.made": lambda desk: spoken(
        desk,
        form="announcement",
        speaker=entity("quarry"),
        text="They shine.",
        about=[entity("lamp")],
    ),
    "message.sent": lambda desk: spoken(
        desk, form="message", speaker=entity("ann"), text="Enough.", venue="letter"
    ),
    "claim.made": lambda desk: (
        spoken(desk, form="claim", speaker=entity("ann"), text="It is mine."),
        one(desk.ask("organizations/quarry/ownership/")["claims"], claim="It is mine."),
    ),
    "opinion.expressed": lambda desk: spoken(
        desk, form="opinion", speaker=entity("ann"), text="Too deep."
    ),
    "share_price.moved": lambda desk: listed(
        desk,
        "market",
        of=entity("quarry"),
        percent="2.5",
        direction="down",
        qualifier="about",
        session="extended",
    ),
    "market_share.measured": lambda desk: listed(
        desk,
        "market",
        of=entity("lamp"),
        market="Lamps",
        percent="12.5",
        qualifier="at_most",
        measured_by="A survey",
    ),
    "product.launched": lambda desk: listed(
        desk,
        "products",
        change="open_sourced",
        work=entity("lamp"),
        organization=entity("quarry"),
        description="A lamp.",
    ),
    "product.integrated": lambda desk: listed(
        desk, "products", change="integrated", into=entity("lens"), organization=entity("quarry")
    ),
    "product.withdrawn": lambda desk: listed(
        desk, "products", change="withdrawn", work=entity("lamp"), organization=entity("quarry")
    ),
}


@pytest.mark.parametrize("type", VIEWS)
def test_a_fact_reaches_its_views(told: Desk, type: str) -> None:
    send(told, fact(type))
    VIEWS[type](told)


@pytest.mark.parametrize(
    ("type", "inferred"), [("organization.dissolved", True), ("person.died", True)]
)
def test_what_ends_tenures(told: Desk, type: str, inferred: bool) -> None:
    post = {"person": "ann", "organization": "quarry", "post": "ceo"}
    begun = {**ENVELOPE, "type": "person.appointed", "data": post, "occurred": "2020"}
    send(told, begun, fact(type))
    assert career(told, inferred=inferred)["end"]["text"] == DAY
    assert holder(told, "ceo")["status"] == "vacant"


def test_control_that_ended(told: Desk) -> None:
    begun = {**fact("control.established"), "occurred": "2020"}
    send(told, begun, fact("control.ended"))
    assert told.ask("organizations/quarry/ownership/")["above"] == []
    day = told.ask("organizations/quarry/ownership/", as_of=DAY)["during_day"]
    one(day, change="ended", how="Sold.", controller=entity("mill"))


def test_an_opinion_of_nobody_about_nothing(told: Desk) -> None:
    said = {"type": "opinion.expressed", "data": {"opinion": "Too deep."}}
    send(told, {**ENVELOPE, **said})
    [opinion] = told.ask("stories/case/statements/")["results"]
    assert (opinion["speaker"], opinion["summary"]) == (None, "Opinion: Too deep.")
    assert opinion["presence"] == "certain"
    alone = send(told, {**ENVELOPE, **said, "stories": []})
    assert told.ask(f"events/{alone}/")["stream"] == f"event/{alone}"
    assert told.get("stories/case/statements.csv").status_code == 200


def test_introductions(told: Desk) -> None:
    company = told.ask("organizations/quarry/")
    assert company["names"][1:] == WORLD["organization.introduced"]["aliases"]
    shown = ("kind", "legal_form", "jurisdiction", "timezone", "description")
    said = {name: WORLD["organization.introduced"][name] for name in shown}
    assert company["attributes"] == said
    listed_ones = {told["id"]: told for told in told.ask("organizations/")["results"]}
    assert listed_ones["quarry"] == {**entity("quarry"), **said}
    person = told.ask("people/ann/")
    assert person["attributes"] == {"description": "A mason."}
    assert person["names"][1]["name"] == "Anna"
    for name, slug in {"La Cava": "quarry", "Anna": "ann", "L1": "lamp"}.items():
        assert told.ask("resolve/", name=name)["candidates"][0]["id"] == slug
    story = told.ask("stories/case/")
    assert story["title"] == WORLD["story.opened"]["title"]
    assert story["attributes"]["summary"] == "What went on."
    assert [one["name"] for one in story["follows"]] == ["The Quarry", "Ann Ash", "Lamp One"]


def test_names_and_stories_change(told: Desk) -> None:
    alias = {"entity": "ann", "name": "Anna", "kind": "nickname", "language": "de"}
    update = {"story": "case", "title": "The end", "summary": "It ended.", "follows": ["mill"]}
    send(
        told,
        {"type": "entity.aliased", "data": alias},
        {"type": "entity.renamed", "data": {"entity": "quarry", "name": "The Pit"}},
        {"type": "entity.merged", "data": {"entity": "ben", "into": "ann"}},
        {"type": "story.updated", "data": update},
        {"type": "story.closed", "data": {"story": "case", "reason": "Told."}},
    )
    assert [one["name"] for one in told.ask("organizations/quarry/")["names"]] == [
        "The Pit",
        "La Cava",
        "The Quarry",
    ]
    names = told.ask("people/ann/")["names"]
    assert {"name": "Anna", "kind": "nickname", "language": "de"} in names
    assert told.ask("organizations/quarry/")["organization"]["name"] == "The Pit"
    assert told.ask("people/ben/")["merged_into"] == "ann"
    story = told.ask("stories/case/")
    assert story["story"]["name"] == story["title"] == "The end"
    assert story["attributes"]["summary"] == "It ended."
    assert story["attributes"]["closed"] is True
    assert [one["name"] for one in story["follows"]] == ["The Mill"]


def test_a_defined_post(told: Desk) -> None:
    post = {"organization": "quarry", "post": "warden", "title": "Warden of the Pit"}
    held = {"person": "ann", "organization": "quarry", "post": "warden"}
    send(
        told,
        {"type": "post.defined", "data": {**post, "body": "management", "exclusive": True}},
        {**ENVELOPE, "type": "person.appointed", "data": held},
    )
    [shown] = told.ask("stories/case/timeline/")["results"]
    assert shown["summary"] == "Ann Ash appointed Warden of the Pit of The Quarry"
    assert career(told, title="Warden of the Pit", body="management")
    assert holder(told, "warden")["title"] == "Warden of the Pit"


def test_editorial_events(told: Desk) -> None:
    recorded = send(told, fact("person.described"))
    why = {"reason": "Misread.", "public_note": "We erred."}
    changes = {
        "occurred": "2022-05-09",
        "timezone": "UTC",
        "data": {"description": "Mild."},
        "citations": [{"source": "herald"}],
        "confidence": "reported",
    }

    def amend(type: str, event: str = recorded, **data: Any) -> str:
        cited = {"citations": [{"source": "rival"}]} if "account" in data else {}
        cited |= {"citations": [CITATION]} if type == "event.corroborated" else {}
        return send(told, {"type": type, "data": {"event": event, **data}, **cited})

    def shown(story: str = "case") -> Json:
        return one(told.ask(f"stories/{story}/timeline/")["results"], event=recorded)

    amend("event.corrected", changes=changes, **why)
    assert (shown()["data"]["description"], shown()["confidence"]) == ("Mild.", "reported")
    assert shown()["window"]["earliest"] == "2022-05-09T00:00:00.000000Z"
    assert shown()["citations"] == [{"source": "herald"}]
    amend("event.corroborated", confidence="confirmed")
    assert (len(shown()["citations"]), shown()["confidence"]) == (2, "confirmed")
    dispute = amend("event.disputed", account="No.", what="happened", by="ben")
    assert shown()["status"] == "disputed"
    one(shown()["disputes"], what="happened", account="No.", by="ben")
    [contradiction] = told.ask("stories/case/contradictions/")["results"]
    assert contradiction["sides"][1]["by"] == entity("ben")
    amend("dispute.settled", dispute, prevailing="original", reason="Minutes.")
    assert shown()["status"] == "standing"
    send(told, {"type": "story.opened", "data": {"story": "two", "title": "Two", "follows": []}})
    amend("event.filed", story="two")
    assert shown("two")["stories"] == ["case", "two"]
    amend("event.unfiled", story="two")
    assert told.ask("stories/two/timeline/")["results"] == []
    amend("event.retracted", **why)
    assert told.ask("stories/case/timeline/")["results"] == []
    amend("event.reinstated", reason="It was right.")
    assert [one["type"] for one in shown()["amendments"]] == [
        *("event.corrected", "event.corroborated", "event.disputed", "dispute.settled"),
        *("event.filed", "event.unfiled", "event.retracted", "event.reinstated"),
    ]
