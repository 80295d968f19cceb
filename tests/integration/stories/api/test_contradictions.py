"""The desk's inbox over HTTP: what is open, since when, and what closed the rest."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from stories.engine import rebuild
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import Json, event

Tell = Callable[[], Desk]
STORY = "stories/upheaval/contradictions/"
NOON = "2023-11-17T12:00:00-08:00"
WHY = {"reason": "The minutes say so.", "public_note": "She was removed."}


def amendment(type: str, target: Json, **data: Any) -> Json:
    """An editorial event; a dispute comes with its citation."""
    told: Json = {"type": type, "data": {"event": target["id"], **data}}
    if type == "event.disputed":
        told["citations"] = [{"source": "rival", "published": "2023-11-19"}]
    return told


def resignation(**said: Any) -> Json:
    gone = {"person": "ada", "organization": "acme", "post": "ceo", "manner": "resigned", **said}
    return event("person.departed", NOON, **gone)


def kinds(answer: Json) -> list[str]:
    return [one["kind"] for one in answer["results"]]


@pytest.fixture
def split(told: Tell) -> tuple[Desk, Json]:
    """The desk after somebody tells (position 15) that the removal was a resignation."""
    desk = told()
    (recorded,) = desk.append(resignation())
    return desk, recorded


def test_both_accounts_with_their_sources(split: tuple[Desk, Json]) -> None:
    desk, recorded = split
    answer = desk.ask(STORY)
    assert answer["next"] is None
    assert answer["known_at"]["position"] == 15
    (one,) = answer["results"]
    assert (one["kind"], one["status"], one["post"]) == ("manner", "open", "ceo")
    assert one["summary"] == "Ada Lee left as CEO of Acme: removed, or resigned?"
    assert one["organization"] == {"id": "acme", "name": "Acme"}
    assert one["window"]["earliest"] == one["window"]["latest"] == "2023-11-17T20:00:00.000000Z"
    removed, resigned = one["sides"]
    assert removed["account"] == "Ada Lee removed as CEO of Acme"
    assert resigned["events"] == [recorded["id"]]
    (fact,) = resigned["facts"]
    assert fact["citations"][0]["source"] == "blog"
    assert fact["confidence"] == "confirmed"
    assert one["known"]["from"] == {"position": 15, "recorded_at": recorded["recorded_at"]}
    assert one["known"]["to"] is None


def test_a_claim_about_control_is_held_against_who_is_recorded_in_control(told: Tell) -> None:
    desk = told()
    for slug in ("trust", "rival"):
        named = {"organization": slug, "name": slug.title(), "kind": "company"}
        desk.append(event("organization.introduced", **named))
    held = {"controller": "trust", "controlled": "acme", "kind": "full"}
    desk.append(event("control.established", "2020", **held))
    said = {"claimant": "bob", "claim": "Rival controls Acme.", "about": ["rival", "acme"]}
    (claim,) = desk.append(event("claim.made", "2023-11-18", **said))
    (one,) = desk.ask(STORY)["results"]
    assert one["kind"] == "control_claim"
    assert one["sides"][0]["events"] == [claim["id"]]


def test_what_was_open_then_is_a_query(split: tuple[Desk, Json]) -> None:
    desk, recorded = split
    assert desk.ask(STORY, known_at="@14")["results"] == []
    desk.append(
        amendment("event.corrected", recorded, changes={"data": {"manner": "removed"}}, **WHY)
    )
    assert desk.ask(STORY)["results"] == []
    assert kinds(desk.ask(STORY, known_at="@15")) == ["manner"]
    assert kinds(desk.ask(STORY, known_at=recorded["recorded_at"])) == ["manner"]


def test_closed_ones_say_by_which_event(split: tuple[Desk, Json]) -> None:
    desk, recorded = split
    (retraction,) = desk.append(amendment("event.retracted", recorded, **WHY))
    assert desk.ask(STORY, status="open")["results"] == []
    (one,) = desk.ask(STORY, status="closed")["results"]
    assert one["status"] == "closed"
    assert one["known"]["to"] == {"position": 16, "recorded_at": retraction["recorded_at"]}
    (then,) = desk.ask(STORY, status="open,closed", known_at="@15")["results"]
    assert (then["status"], then["known"]["to"]) == ("open", None)
    desk.append(amendment("event.retracted", retraction, **WHY))
    assert desk.ask(STORY, status="closed")["results"] == []


def test_a_dispute_until_it_is_settled(told: Tell) -> None:
    desk = told()
    departure = {
        "id": desk.ask("organizations/acme/timeline/", type="person.departed")["results"][0][
            "event"
        ]
    }
    account = {"what": "happened", "account": "She is still {there}.", "by": "bob"}
    (dispute,) = desk.append(amendment("event.disputed", departure, **account))
    (one,) = desk.ask(STORY)["results"]
    assert one["summary"] == "In dispute: Ada Lee removed as CEO of Acme"
    original, other = one["sides"]
    assert original["events"] == [departure["id"]]
    assert other["account"] == "She is still (there)."
    assert (other["what"], other["by"]) == ("happened", {"id": "bob", "name": "Bob Ray"})
    assert other["facts"][0]["citations"][0]["source"] == "rival"
    settlement = amendment("dispute.settled", dispute, prevailing="original", reason="Minutes.")
    desk.append(settlement)
    assert desk.ask(STORY)["results"] == []
    assert kinds(desk.ask(STORY, status="closed")) == ["disputed"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["two_holders", "manner"]),
        ({"kind": "manner"}, ["manner"]),
        ({"kind": "manner,disputed"}, ["manner"]),
        ({"entity": "ada"}, ["manner"]),
        ({"entity": "cem"}, ["two_holders"]),
        ({"as_of": "2023-11-16"}, ["two_holders"]),
        ({"as_of": "2023-11-17"}, ["two_holders", "manner"]),
        ({"as_of": "2023-11-17T20:00:00-08:00"}, ["two_holders", "manner"]),
        ({"as_of": "2024-06-01"}, ["manner"]),
        ({"as_of": "2019-06-01"}, []),
        ({"order": "desc"}, ["manner", "two_holders"]),
        ({"certain": "true"}, ["two_holders", "manner"]),
        ({"certain": "true", "to": "2022-01-01"}, ["two_holders"]),
        ({"certain": "true", "to": "2021-01-02"}, ["two_holders"]),
        ({"certain": "true", "to": "2020-12-31"}, []),
        ({"certain": "true", "as_of": "2021-06-01"}, ["two_holders"]),
        ({"certain": "true", "from": "2023-11-17T12:00:01-08:00"}, ["two_holders"]),
        ({"certain": "true", "from": "2024-01-02"}, []),
        ({"from": "2023-11-18"}, ["two_holders"]),
        ({"to": "2022-01-01"}, ["two_holders"]),
        ({"from": "2023-11-17", "to": "2023-11-17"}, ["two_holders", "manner"]),
        ({"status": "closed"}, []),
        ({"type": "person.departed"}, ["two_holders", "manner"]),
        ({"type": "person.appointed"}, ["two_holders"]),
        ({"type": "person.died,person.appointed", "entity": "ada"}, []),
        ({"confidence": "rumoured"}, ["two_holders"]),
        ({"confidence": "confirmed,rumoured"}, ["two_holders", "manner"]),
        ({"confidence": "rumoured", "type": "person.appointed"}, ["two_holders"]),
        ({"confidence": "rumoured", "type": "person.departed"}, []),
        ({"confidence": "official"}, []),
    ],
)
def test_filters(split: tuple[Desk, Json], query: dict[str, str], found: list[str]) -> None:
    desk, _ = split
    post = {"person": "cem", "organization": "acme", "post": "chair"}
    desk.append(
        event("person.appointed", "2021-01-01", **post) | {"confidence": "rumoured"},
        event("person.departed", "2024-01-01", **post, manner="retired"),
    )
    assert kinds(desk.ask(STORY, **query)) == found
    assert kinds(desk.ask("organizations/acme/contradictions/", **query)) == found


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"kind": "quarrel"}, "/kind"),
        ({"status": "standing"}, "/status"),
        ({"type": "person.sacked"}, "/type"),
        ({"confidence": "sure"}, "/confidence"),
        ({"entity": "nobody"}, "/entity"),
        ({"story": "nowhere"}, "/story"),
        ({"from": "2023-11-18", "to": "2023-11-17"}, "/to"),
        ({"cursor": "x"}, "/cursor"),
        ({"order": "newest"}, "/order"),
        ({"certain": "yes"}, "/certain"),
    ],
)
def test_bad_questions(told: Tell, query: dict[str, str], pointer: str) -> None:
    response = told().get(STORY, **query)
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


def test_a_story_has_what_is_filed_under_it_or_names_what_it_follows(told: Tell) -> None:
    desk = told()
    unfiled = resignation() | {"stories": []}
    mill = {"organization": "mill", "name": "Mill", "kind": "company"}
    desk.append(
        event("organization.introduced", **mill),
        event("story.opened", story="elsewhere", title="Elsewhere", follows=["mill"]),
        unfiled,
    )
    assert kinds(desk.ask(STORY)) == ["manner"]
    assert kinds(desk.ask("organizations/acme/contradictions/", story="upheaval")) == ["manner"]
    assert desk.ask("organizations/acme/contradictions/", story="elsewhere")["results"] == []
    assert desk.ask("stories/elsewhere/contradictions/")["results"] == []
    assert desk.ask("organizations/mill/contradictions/")["results"] == []
    assert desk.ask("stories/elsewhere/contradictions/", known_at="@3")["known"] is False
    assert desk.get("stories/nowhere/contradictions/").status_code == 404


def test_pages_and_tables(split: tuple[Desk, Json]) -> None:
    desk, _ = split
    facts = [event("organization.founded", str(year), organization="acme") for year in (2001, 2003)]
    desk.append(
        *facts,
        event("person.observed", "2023-11-20", person="ada", organization="acme", post="ceo"),
    )
    whole = kinds(desk.ask(STORY))
    assert whole[0] == "dates"
    assert kinds(desk.ask(STORY, order="desc")) == whole[::-1]
    newest = desk.ask(STORY, order="desc", limit=1)
    assert kinds(desk.client.get(newest["next"]).json()) == whole[-2:-3:-1]
    assert sorted(whole) == ["after_departure", "dates", "manner", "two_holders"]
    first = desk.ask(STORY, limit=3)
    desk.append(*(event("person.died", str(year), person="cem") for year in (2030, 2032)))
    second = desk.client.get(first["next"]).json()
    assert kinds(first) + kinds(second) == whole
    assert second["next"] is None
    assert second["known_at"]["position"] == first["known_at"]["position"]
    response = desk.get("stories/upheaval/contradictions.csv", known_at="@18")
    text = b"".join(response.streaming_content).decode()
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["kind"] for line in lines] == whole
    assert lines[0]["accounts"] == "Acme founded (2001); Acme founded (2003)"


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_what_is_of_no_known_time_comes_last(split: tuple[Desk, Json], order: str) -> None:
    desk, _ = split
    found = ["manner", "disputed", "disputed"]
    rumours = [
        event("happening.recorded", "unknown", headline=headline, about=["acme"])
        for headline in ("A rumour", "Another")
    ]
    for rumour in desk.append(*rumours):
        desk.append(amendment("event.disputed", rumour, what="happened", account="No."))
    assert kinds(desk.ask(STORY, order=order)) == found
    answer = desk.ask(STORY, order=order, limit=1)
    paged = kinds(answer)
    while answer["next"]:
        answer = desk.client.get(answer["next"]).json()
        paged += kinds(answer)
    assert paged == found


def test_pinned_answers_never_change(split: tuple[Desk, Json]) -> None:
    desk, recorded = split
    before = desk.get(STORY, known_at="@15", status="open,closed")
    assert "immutable" in before["Cache-Control"]
    desk.append(amendment("event.retracted", recorded, **WHY))
    after = desk.get(STORY, known_at="@15", status="open,closed")
    assert after.content == before.content
    assert after["ETag"] == before["ETag"]


class TestDryRun:
    def dry(self, desk: Desk, *envelopes: Json) -> Json:
        desk.log_in("read", "append", "correct")
        response = desk.client.post(
            "/api/v1/events/?dry_run=true", {"events": list(envelopes)}, format="json"
        )
        assert response.status_code == 200, response.content
        told: Json = response.json()
        return told

    def test_shows_what_would_open(self, told: Tell) -> None:
        answer = self.dry(told(), resignation())
        (opened,) = answer["contradictions"]
        assert (opened["projection"], opened["kind"]) == ("contradictions", "manner")
        assert opened["summary"] == "Ada Lee left as CEO of Acme: removed, or resigned?"
        accounts = [side["account"] for side in opened["sides"]]
        assert accounts == ["Ada Lee removed as CEO of Acme", "Ada Lee resigned as CEO of Acme"]
        assert not [row for row in answer["opens"] if row["projection"] == "contradictions"]

    def test_shows_what_would_vanish(self, split: tuple[Desk, Json]) -> None:
        desk, recorded = split
        answer = self.dry(desk, amendment("event.retracted", recorded, **WHY))
        closed = [row for row in answer["closes"] if row["projection"] == "contradictions"]
        assert [row["kind"] for row in closed] == ["manner"]
        assert answer["contradictions"] == []


def test_in_the_terminal(split: tuple[Desk, Json]) -> None:
    out = io.StringIO()
    call_command("as_of", "contradictions", "upheaval", "2023-11-17", stdout=out)
    assert (
        "manner\tAda Lee left as CEO of Acme: removed, or resigned?\tAda Lee removed"
        in out.getvalue()
    )
    out = io.StringIO()
    call_command("as_of", "contradictions", "acme", "2023-11-16", stdout=out)
    assert "removed, or resigned" not in out.getvalue()


def test_a_report_is_held_against_what_is_told_after_it(told: Tell) -> None:
    desk = told()
    everybody = [{"person": person} for person in ("ada", "bob", "cem")]
    desk.append(
        event("board.reported", "2021-01-01", organization="acme", members=everybody, complete=True)
    )
    board = "organizations/acme/contradictions/"
    assert kinds(desk.ask(board)) == []
    director = {"person": "dot", "organization": "acme", "post": "director"}
    (seat,) = desk.append(event("person.appointed", "2020-06-01", **director))
    (one,) = desk.ask(board)["results"]
    assert (one["kind"], one["known"]["from"]["position"]) == ("board_report", seat["position"])
    desk.append(event("person.departed", "2020-12-01", **director, manner="resigned"))
    assert kinds(desk.ask(board)) == []
    (gone,) = desk.ask(board, status="closed")["results"]
    assert gone["known"]["to"]["position"] == seat["position"] + 1


def test_a_report_agrees_once_what_it_leaves_out_is_retracted(told: Tell) -> None:
    desk = told()
    director = {"person": "dot", "organization": "acme", "post": "director"}
    (seat,) = desk.append(event("person.appointed", "2020-06-01", **director))
    others = [{"person": person} for person in ("ada", "bob", "cem")]
    desk.append(
        event("board.reported", "2021-01-01", organization="acme", members=others, complete=True)
    )
    board = "organizations/acme/contradictions/"
    assert kinds(desk.ask(board)) == ["board_report"]
    desk.append(amendment("event.retracted", seat, **WHY))
    assert kinds(desk.ask(board)) == []
    desk.append(amendment("event.reinstated", seat, reason="It was so."))
    assert kinds(desk.ask(board)) == ["board_report"]


def test_a_disputed_fact_that_names_nothing_is_in_the_inbox_of_its_story(told: Tell) -> None:
    desk = told()
    (opinion,) = desk.append(event("opinion.expressed", "2023-11-18", opinion="It was a coup."))
    desk.append(amendment("event.disputed", opinion, what="other", account="It was a vote."))
    (one,) = desk.ask(STORY)["results"]
    assert (one["kind"], one["entities"], one["stories"]) == ("disputed", [], ["upheaval"])
    desk.append(event("story.opened", story="coup", title="The coup", follows=[]))
    desk.append(amendment("event.filed", opinion, story="coup"))
    assert kinds(desk.ask("stories/coup/contradictions/")) == ["disputed"]
    desk.append(amendment("event.unfiled", opinion, story="upheaval"))
    assert kinds(desk.ask(STORY)) == []
    assert kinds(desk.ask("stories/coup/contradictions/")) == ["disputed"]
    requested = rebuild.request("contradictions", parts=1)
    rebuild.work(requested.parts.get().pk)
    requested.refresh_from_db()
    assert requested.detail == "equal to the generation before"
