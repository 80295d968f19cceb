"""The chain of control over HTTP, on both axes of time."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.integration.stories.api.conftest import Desk
from tests.integration.stories.api.test_as_of_command import run
from tests.integration.upheaval import Json, event

PATH = "organizations/{}/ownership/"
NAMES = {"trust": "Trust", "holding": "Holding", "global": "Global", "giant": "Giant"}


def opening() -> list[Json]:
    """A trust that controls a company that controls a subsidiary, of which a giant holds a part."""
    return [
        *(
            event("organization.introduced", organization=slug, name=name, kind="company")
            for slug, name in NAMES.items()
        ),
        event("person.introduced", person="ada", name="Ada Lee"),
        event("story.opened", story="upheaval", title="Upheaval", follows=["global"]),
        event("organization.founded", "2015-12-11", organization="trust"),
        held("established", "2016-01-01", "trust", "holding"),
        held("established", "2019-03", "holding", "global"),
        held("observed", "2023-11-17", "giant", "global", "minority", "49"),
    ]


def held(
    how: str,
    occurred: str,
    controller: str,
    controlled: str,
    kind: str | None = "full",
    share: str | None = None,
) -> Json:
    said: Json = {"controller": controller, "controlled": controlled}
    if kind is not None:
        said["kind"] = kind
    if share is not None:
        said["share"] = {"min": share, "max": share}
    return event(f"control.{how}", occurred, **said)


def who(links: list[Json], side: str = "controller") -> list[tuple[str, str]]:
    return [(link[side]["id"], link["presence"]) for link in links]


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """The desk after the opening, at positions 1 to 10."""
    desk.append(*opening())
    return desk


def ask(desk: Desk, organization: str, **query: Any) -> Json:
    return desk.ask(PATH.format(organization), **query)


class TestChain:
    def test_up(self, asked: Desk) -> None:
        answer = ask(asked, "global", as_of="2023-11-20")
        assert answer["organization"] == {"id": "global", "name": "Global"}
        assert answer["as_of"]["requested"] == "2023-11-20"
        assert answer["known_at"]["position"] == 10
        assert who(answer["above"]) == [("holding", "certain"), ("giant", "certain")]
        assert who(answer["above"][0]["above"]) == [("trust", "certain")]
        assert answer["above"][0]["above"][0]["above"] == []
        assert answer["below"] == []

    def test_down(self, asked: Desk) -> None:
        answer = ask(asked, "trust", as_of="2023-11-20")
        assert who(answer["below"], "controlled") == [("holding", "certain")]
        assert who(answer["below"][0]["below"], "controlled") == [("global", "certain")]
        assert answer["above"] == []

    def test_a_link(self, asked: Desk) -> None:
        link = ask(asked, "global", as_of="2023-11-20")["above"][1]
        [observed] = [
            fact["event"]
            for fact in asked.ask("organizations/giant/timeline/")["results"]
            if fact["type"] == "control.observed"
        ]
        assert link["controller"] == {"id": "giant", "name": "Giant"}
        assert link["controlled"] == {"id": "global", "name": "Global"}
        assert (link["kind"], link["share"]) == ("minority", {"min": "49", "max": "49"})
        assert (link["disputed"], link["events"]) == (False, [observed])
        assert link["start"]["earliest"] is None
        assert link["end"] is None

    def test_between_two_sightings_a_share_is_told_as_both_allow(self, asked: Desk) -> None:
        asked.append(held("observed", "2024-03-01", "giant", "global", "minority", "30"))
        for as_of, least, most in (
            ("2023-11-17", "49", "49"),
            ("2023-12-31", "30", "49"),
            ("2024-03-01", "30", "30"),
        ):
            link = ask(asked, "global", as_of=as_of)["above"][1]
            assert link["presence"] == "certain"
            assert link["share"] == {"min": least, "max": most}

    @pytest.mark.parametrize(
        ("as_of", "above"),
        [
            ("2019-02-28", [("giant", "possible")]),
            ("2019-03-15", [("giant", "possible"), ("holding", "possible")]),
            ("2019-03-31", [("holding", "certain"), ("giant", "possible")]),
            ("2023-11-17", [("holding", "certain"), ("giant", "certain")]),
        ],
    )
    def test_certain_and_possible(
        self, asked: Desk, as_of: str, above: list[tuple[str, str]]
    ) -> None:
        found = who(ask(asked, "global", as_of=as_of, tz="America/Los_Angeles")["above"])
        assert sorted(found) == sorted(above)

    def test_chains_that_come_back_end(self, asked: Desk) -> None:
        asked.append(held("established", "2020-01-01", "global", "trust", "minority"))
        answer = ask(asked, "trust", as_of="2023-11-20")
        path, link = [], answer["below"][0]
        while link:
            path.append(link["controlled"]["id"])
            last, link = link, next(iter(link["below"]), None)
        assert path == ["holding", "global", "trust"]
        assert last["cycle"] is True
        assert "truncated" not in last

    def test_the_table_says_where_a_chain_comes_back(self, asked: Desk) -> None:
        asked.append(held("established", "2020-01-01", "global", "trust", "minority"))
        response = asked.get("organizations/trust/ownership.csv", as_of="2023-11-20")
        rows = list(csv.DictReader(io.StringIO(response.content.decode())))
        told = [(row["controlled"], row["cycle"]) for row in rows if row["direction"] == "below"]
        assert told == [("holding", ""), ("global", ""), ("trust", "true")]
        assert {row["truncated"] for row in rows} == {""}

    def test_merged_into_itself_it_is_no_link(self, asked: Desk) -> None:
        asked.append(event("entity.merged", entity="holding", into="global"))
        answer = ask(asked, "global", as_of="2023-11-20")
        assert [one for one, _ in who(answer["above"])] == ["trust", "giant"]
        assert answer["below"] == []

    def test_a_change_of_kind_is_one_link(self, asked: Desk) -> None:
        [change] = asked.append(held("established", "2024", "giant", "global", "majority", "51"))
        for moment, kind in (("2023-12-01", "minority"), ("2025-01-01", "majority")):
            [link] = [
                one
                for one in ask(asked, "global", as_of=moment)["above"]
                if one["controller"]["id"] == "giant"
            ]
            assert (link["kind"], link["presence"]) == (kind, "certain")
        assert link["events"] == [change["id"]]
        within = ask(asked, "global", as_of="2024-06-01")["above"]
        assert ("giant", "certain") in who(within)


class TestEnds:
    def test_what_changed_on_the_day_is_told(self, asked: Desk) -> None:
        [end] = asked.append(
            event(
                "control.ended",
                "2023-11-20T12:00:00-08:00",
                controller="holding",
                controlled="global",
                how="sale",
            )
        )
        answer = ask(asked, "global", as_of="2023-11-20", tz="America/Los_Angeles")
        assert [one for one, _ in who(answer["above"])] == ["giant"]
        [change] = answer["during_day"]
        assert (change["change"], change["controller"]["id"]) == ("ended", "holding")
        assert (change["how"], change["presence"], change["events"]) == (
            "sale",
            "certain",
            [end["id"]],
        )
        noon = ask(asked, "global", as_of="2023-11-20T11:59:59-08:00")
        assert ("holding", "certain") in who(noon["above"])
        assert noon["during_day"] == []

    def test_the_dissolution_of_a_controller_ends_its_control(self, asked: Desk) -> None:
        asked.append(event("organization.dissolved", "2022-01-01", organization="giant"))
        asked.append(held("observed", "2021-01-01", "giant", "global", "minority", "49"))
        assert ("giant", "certain") in who(ask(asked, "global", as_of="2021-12-31")["above"])
        found = who(ask(asked, "global", as_of="2022-06-01")["above"])
        assert "giant" not in [one for one, presence in found if presence == "certain"]


class TestKnownAt:
    def test_as_known_before(self, asked: Desk) -> None:
        assert who(ask(asked, "global", as_of="2023-11-20", known_at="@9")["above"]) == [
            ("holding", "certain")
        ]
        before = ask(asked, "global", as_of="2023-11-20", known_at="@2")
        assert (before["known"], before["above"], before["below"]) == (False, [], [])
        assert before["claims"] == []

    def test_corrections_and_retractions(self, asked: Desk) -> None:
        [_, observed] = ask(asked, "global", as_of="2023-11-20")["above"]
        why = {"reason": "r", "public_note": "n"}
        changes = {"data": {"share": {"min": "30", "max": "30"}}}
        target = observed["events"][0]
        asked.append(event("event.corrected", event=target, changes=changes, **why))
        [_, corrected] = ask(asked, "global", as_of="2023-11-20")["above"]
        assert corrected["share"] == {"min": "30", "max": "30"}
        asked.append(event("event.retracted", event=target, **why))
        assert len(ask(asked, "global", as_of="2023-11-20")["above"]) == 1
        [_, unchanged] = ask(asked, "global", as_of="2023-11-20", known_at="@10")["above"]
        assert unchanged["share"] == {"min": "49", "max": "49"}

    def test_a_dispute_marks_the_link(self, asked: Desk) -> None:
        [_, observed] = ask(asked, "global", as_of="2023-11-20")["above"]
        dispute = event(
            "event.disputed", event=observed["events"][0], what="other", account="Otherwise."
        )
        asked.append(dispute | {"citations": [{"source": "paper"}]})
        assert [link["disputed"] for link in ask(asked, "global", as_of="2023-11-20")["above"]] == [
            False,
            True,
        ]

    def test_caching(self, asked: Desk) -> None:
        query = {"as_of": "2023-11-20", "known_at": "@10"}
        first = asked.get(PATH.format("global"), **query)
        assert "immutable" in first["Cache-Control"]
        asked.append(held("established", "2016", "ada", "trust"))
        again = asked.get(PATH.format("global"), {"If-None-Match": first["ETag"]}, **query)
        assert again.status_code == 304
        assert asked.get(PATH.format("global"), **query).content == first.content
        headers = {"If-None-Match": first["ETag"]}
        assert asked.get(PATH.format("global"), headers, as_of="2023-11-20").status_code == 200


class TestClaims:
    def claim(self, occurred: str, *about: str) -> Json:
        return event(
            "claim.made", occurred, claimant="ada", claim="Giant controls it.", about=list(about)
        )

    def test_are_shown_as_such_and_control_nothing(self, asked: Desk) -> None:
        before = ask(asked, "holding", as_of="2023-11-20")
        [told] = asked.append(self.claim("2023-02-17", "giant", "holding"))
        answer = ask(asked, "holding", as_of="2023-11-20")
        assert (answer["above"], answer["below"]) == (before["above"], before["below"])
        [claim] = answer["claims"]
        assert (claim["event"], claim["presence"]) == (told["id"], "certain")
        assert claim["claimant"] == {"id": "ada", "name": "Ada Lee"}
        assert claim["claim"] == "Giant controls it."
        assert [one["id"] for one in claim["about"]] == ["giant", "holding"]

    def test_of_what_is_above_are_shown_below_it(self, asked: Desk) -> None:
        asked.append(self.claim("2023-02-17", "giant", "holding"))
        assert len(ask(asked, "global", as_of="2023-11-20")["claims"]) == 1
        assert ask(asked, "trust", as_of="2023-11-20")["claims"] == []

    def test_of_something_above_alone_are_not(self, asked: Desk) -> None:
        asked.append(self.claim("2023-02-17", "holding"))
        assert ask(asked, "global", as_of="2023-11-20")["claims"] == []
        assert len(ask(asked, "holding", as_of="2023-11-20")["claims"]) == 1

    def test_only_once_they_can_have_been_made(self, asked: Desk) -> None:
        asked.append(self.claim("2023-02", "giant", "holding"))
        found = {
            day: [claim["presence"] for claim in ask(asked, "holding", as_of=day)["claims"]]
            for day in ("2023-01-31", "2023-02-10", "2023-03-02")
        }
        assert list(found.values()) == [[], ["possible"], ["certain"]]

    def test_deals_control_nothing(self, asked: Desk) -> None:
        before = ask(asked, "trust", as_of="2023-11-20")["above"]
        asked.append(
            event("acquisition.completed", "2020", acquirer="giant", target="trust"),
            event("merger.completed", "2021", parties=["giant", "trust"], into="giant"),
        )
        assert ask(asked, "trust", as_of="2023-11-20")["above"] == before == []


class TestRepresentations:
    def test_a_table(self, asked: Desk) -> None:
        response = asked.get("organizations/global/ownership.csv", as_of="2023-11-20")
        assert response["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(response.content.decode())))
        assert [(row["level"], row["controller"], row["share_min"]) for row in rows] == [
            ("1", "holding", ""),
            ("2", "trust", ""),
            ("1", "giant", "49"),
        ]

    def test_the_terminal(self, asked: Desk) -> None:
        text = run("ownership", "global", "2023-11-20")
        assert "above\tHolding\tfull\tcertain\t2019-03" in text
        assert "above\t  Trust\tfull\tcertain\t2016-01-01" in text
        assert "above\tGiant\tminority 49%\tcertain" in text

    def test_never_introduced(self, asked: Desk) -> None:
        assert asked.get(PATH.format("nothing")).status_code == 404
        assert asked.get(PATH.format("ada")).status_code == 404
        assert asked.get(PATH.format("global"), when="x").status_code == 400
