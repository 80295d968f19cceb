"""Statements, deals, funding, products, market, sources and the overview, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.types import CONFIDENCES
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import PACIFIC, event

Json = dict[str, Any]
Tell = Callable[[], Desk]
STORY = "stories/upheaval"


def usd(value: str, qualifier: str = "exact") -> Json:
    return {"value": value, "currency": "USD", "qualifier": qualifier}


def capital() -> list[Json]:
    """After the opening and the dismissal: positions 15 and on."""
    fund = {"recipient": "acme", "investor": "fund"}
    return [
        event("organization.introduced", organization="fund", name="The Fund", kind="fund"),
        event("organization.introduced", organization="tiny", name="Tiny", kind="company"),
        event(
            "organization.founded",
            "2019-01-01",
            organization="acme",
            founders=["ada", "bob"],
            others=True,
        ),
        event("investment.made", "2019-07", **fund, amount=usd("1000000000")),
        event("investment.made", "2021", **fund, amount=usd("2000000000", "about")),
        event("investment.made", "2023-01-23", **fund, amount=usd("10000000000", "at_least")),
        event("investment.made", "2020-05-01", **fund),
        event(
            "investment.made",
            "2022-01-01",
            **fund,
            amount={"value": "5.25", "currency": "EUR"},
        ),
        event("donation.made", "2019-02-01", donor="ada", recipient="acme", amount=usd("100")),
        event("investment.made", "2020-01-01", investor="acme", recipient="tiny", amount=usd("7")),
    ]


def deals() -> list[Json]:
    bought = {"acquirer": "acme", "target": "tiny"}
    return [
        event("acquisition.completed", "2022-03-01", **bought, amount=usd("300")),
        event("acquisition.completed", "2022", **bought, amount=usd("40", "about")),
        event("acquisition.completed", "2022-02-01", **bought, status="offered", amount=usd("9")),
        event("merger.completed", "2022-05-01", parties=["acme", "tiny"], into="acme"),
        event("valuation.reported", "2022-06-01", organization="acme", amount=usd("90")),
        event("listing.completed", "2022-07-01", organization="acme", price=usd("12.50")),
        event(
            "proceeds.received",
            "2022-08-01",
            **{"recipient": "ada", "from": "tiny", "amount": usd("11")},
        ),
    ]


def speech() -> list[Json]:
    return [
        event("person.introduced", person="ultra", name="Ultraman"),
        event(
            "statement.made",
            "2023-11-19",
            speaker="ultra",
            text="Late",
            verbatim=True,
            language="en",
            translated=True,
            about=["acme"],
        ),
        event("statement.made", "2023-11-18", speaker="ada", text="Early", verbatim=False),
        event("claim.made", "2023-11-20", claimant="ada", claim="It was mine", about=["acme"]),
        event("opinion.expressed", "2023-11-21", holder="bob", opinion="Bad", about=["ada"]),
        event("message.sent", "2023-11-17", sender="ada", recipients=["bob"], gist="Hello"),
        event("entity.merged", entity="ultra", into="ada"),
    ]


@pytest.fixture
def rich(told: Tell) -> Callable[[], Desk]:
    def tell() -> Desk:
        desk = told()
        desk.append(*capital(), *deals())
        return desk

    return tell


class TestFunding:
    PATH = "organizations/acme/funding/"

    def totals(self, desk: Desk, **query: str) -> dict[str | None, Json]:
        answer = desk.ask(self.PATH, **query)
        assert {total["investor"]["id"] for total in answer["totals"]} <= {"fund"}
        return {total["currency"]: total for total in answer["totals"]}

    @pytest.mark.parametrize(
        ("as_of", "certain", "possible", "qualifier", "unknown"),
        [
            ("2019-07-15", "0", "1000000000", "exact", 0),
            ("2019-07-31", "1000000000", "1000000000", "exact", 0),
            ("2020-12-31", "1000000000", "1000000000", "exact", 1),
            ("2021-06-30", "1000000000", "3000000000", "about", 1),
            ("2021-12-31", "3000000000", "3000000000", "about", 1),
            ("2023-01-23", "13000000000", "13000000000", "at_least", 1),
        ],
    )
    def test_totals_at_a_moment(
        self, rich: Tell, as_of: str, certain: str, possible: str, qualifier: str, unknown: int
    ) -> None:
        total = self.totals(rich(), as_of=as_of)["USD"]
        assert (total["certain"], total["possible"]) == (certain, possible)
        assert (total["qualifier"], total["unknown_amounts"]) == (qualifier, unknown)

    def test_currencies_apart_and_nothing_before(self, rich: Tell) -> None:
        desk = rich()
        assert self.totals(desk)["EUR"]["certain"] == "5.25"
        assert self.totals(desk, as_of="2019-06-30") == {}
        assert self.totals(desk, known_at="@17") == {}

    def test_to_fund_is_not_to_found(self, rich: Tell) -> None:
        answer = rich().ask(self.PATH)
        assert [gift["donor"]["id"] for gift in answer["donations"]] == ["ada"]
        assert len(answer["investments"]) == 5
        assert {total["founder"] for total in answer["totals"]} == {False}
        [donated] = answer["donation_totals"]
        assert (donated["donor"]["name"], donated["certain"]) == ("Ada Lee", "100")
        assert donated["founder"] is True

    def test_an_event_counts_once_and_a_retracted_one_never(self, rich: Tell) -> None:
        desk = rich()
        [first] = [i for i in desk.ask(self.PATH)["investments"] if i["position"] == 18]
        again = event("event.corroborated", event=first["event"])
        desk.append(again | {"citations": [{"source": "paper"}]})
        assert self.totals(desk, as_of="2019-12-31")["USD"]["certain"] == "1000000000"
        head = desk.ask(self.PATH)["known_at"]["position"]
        desk.append(event("event.retracted", event=first["event"], reason="r", public_note="n"))
        assert self.totals(desk, as_of="2019-12-31") == {}
        before = self.totals(desk, as_of="2019-12-31", known_at=f"@{head}")
        assert before["USD"]["certain"] == "1000000000"

    def test_a_disputed_happening_is_only_possible(self, rich: Tell) -> None:
        desk = rich()
        [first] = [i for i in desk.ask(self.PATH)["investments"] if i["position"] == 18]
        dispute = event("event.disputed", event=first["event"], account="Never", what="happened")
        desk.append(dispute | {"citations": [{"source": "paper"}]})
        total = self.totals(desk, as_of="2019-12-31")["USD"]
        assert (total["certain"], total["possible"]) == ("0", "1000000000")


class TestFounders:
    def test_in_the_profile(self, rich: Tell) -> None:
        desk = rich()
        told = desk.ask("organizations/acme/")
        assert [one["founder"]["name"] for one in told["founders"]] == ["Ada Lee", "Bob Ray"]
        assert told["others"] is True
        assert desk.ask("organizations/acme/", as_of="2018-12-31")["founders"] == []
        assert desk.ask("organizations/acme/", known_at="@16")["founders"] == []
        fund = desk.ask("organizations/fund/")
        assert (fund["founders"], fund["others"]) == ([], False)


class TestDissolved:
    OVER: Json = {"organization": "acme", "into": "fund"}

    def test_in_the_profile_and_in_the_overview(self, rich: Tell) -> None:
        desk = rich()
        assert desk.ask("organizations/acme/")["dissolved"] == []
        desk.append(event("organization.dissolved", "2024-02", **self.OVER))
        [told] = desk.ask("organizations/acme/")["dissolved"]
        assert told["into"] == {"id": "fund", "name": "The Fund"}
        assert (told["window"]["text"], told["presence"], told["disputed"]) == (
            "2024-02",
            "certain",
            False,
        )
        assert desk.ask(f"{STORY}/")["organizations"][0]["dissolved"] == [told]
        assert desk.ask("organizations/acme/", as_of="2024-01-31")["dissolved"] == []
        [meanwhile] = desk.ask("organizations/acme/", as_of="2024-02-10")["dissolved"]
        assert meanwhile["presence"] == "possible"
        assert desk.ask("organizations/fund/")["dissolved"] == []

    def test_a_disputed_one_is_only_possible(self, rich: Tell) -> None:
        desk = rich()
        over = event("organization.dissolved", "2024-02-01", organization="acme")
        desk.append(over)
        [told] = desk.ask("organizations/acme/")["dissolved"]
        assert told["into"] is None
        dispute = event(
            "event.disputed", event=told["events"][0], account="It goes on", what="happened"
        )
        desk.append(dispute | {"citations": [{"source": "paper"}]})
        [told] = desk.ask("organizations/acme/")["dissolved"]
        assert (told["presence"], told["disputed"]) == ("possible", True)


class TestStatements:
    def test_in_order_of_time_in_spite_of_an_alias(self, told: Tell) -> None:
        desk = told()
        desk.append(*speech())
        found = desk.ask("people/ada/statements/")["results"]
        assert [one["text"] for one in found] == ["Hello", "Early", "Late", "It was mine"]
        assert [one["form"] for one in found] == ["message", "statement", "statement", "claim"]
        assert {one["speaker"]["name"] for one in found} == {"Ada Lee"}
        late = found[2]
        assert (late["verbatim"], late["translated"], late["language"]) == (True, True, "en")
        assert late["about"] == [{"id": "acme", "name": "Acme"}]
        before = desk.ask("people/ada/statements/", known_at="@20")["results"]
        assert [one["text"] for one in before] == ["Hello", "Early", "It was mine"]
        same = desk.ask("people/ultra/statements/")
        assert len(same["results"]) == 4
        assert same["merged_into"] == "ada"

    def test_of_a_story_with_claims_and_opinions_as_such(self, told: Tell) -> None:
        desk = told()
        desk.append(*speech())
        found = desk.ask(f"{STORY}/statements/")["results"]
        assert [one["form"] for one in found][-2:] == ["claim", "opinion"]
        some = desk.ask(f"{STORY}/statements/", type="opinion.expressed")["results"]
        assert [one["speaker"]["id"] for one in some] == ["bob"]
        asked = desk.ask(f"{STORY}/statements/", as_of="2023-11-18", tz=PACIFIC)
        assert [one["presence"] for one in asked["results"]] == ["certain", "certain"]

    def test_other_types_are_refused(self, told: Tell) -> None:
        response = told().get(f"{STORY}/statements/", type="person.departed")
        assert response.status_code == 400
        assert response.json()["errors"][0]["pointer"] == "/type"


class TestDeals:
    def test_kinds_and_totals(self, rich: Tell) -> None:
        answer = rich().ask(f"{STORY}/deals/")
        assert [(one["deal"], one["stage"]) for one in answer["results"]] == [
            ("donation", "completed"),
            ("investment", "completed"),
            ("investment", "completed"),
            ("investment", "completed"),
            ("investment", "completed"),
            ("investment", "completed"),
            ("acquisition", "completed"),
            ("acquisition", "offered"),
            ("acquisition", "completed"),
            ("merger", "completed"),
            ("valuation", "completed"),
            ("listing", "completed"),
            ("proceeds", "completed"),
            ("investment", "completed"),
        ]
        totals = {(total["type"], total["currency"]): total for total in answer["totals"]}
        assert set(totals) == {
            ("acquisition.completed", "USD"),
            ("donation.made", "USD"),
            ("investment.made", "EUR"),
            ("investment.made", "USD"),
            ("proceeds.received", "USD"),
        }
        bought = totals["acquisition.completed", "USD"]
        assert (bought["certain"], bought["qualifier"]) == ("340", "about")
        invested = totals["investment.made", "USD"]
        assert (invested["certain"], invested["qualifier"]) == ("13000000007", "at_least")
        assert invested["unknown_amounts"] == 1
        parties = {(one["type"], one["party"]["id"]) for one in answer["totals_by_party"]}
        assert parties == {
            ("acquisition.completed", "acme"),
            ("donation.made", "ada"),
            ("investment.made", "acme"),
            ("investment.made", "fund"),
            ("proceeds.received", "ada"),
        }

    def test_between_two_dates_certain_and_possible_apart(self, rich: Tell) -> None:
        query = {"type": "acquisition.completed", "from": "2022-02-15", "to": "2022-06-30"}
        answer = rich().ask(f"{STORY}/deals/", **query)
        found = {one["position"]: one["presence"] for one in answer["results"]}
        assert found == {25: "certain", 26: "possible"}
        [total] = answer["totals"]
        assert (total["certain"], total["possible"]) == ("300", "340")

    def test_totals_are_those_of_the_whole_list(self, rich: Tell) -> None:
        desk = rich()
        first = desk.ask(f"{STORY}/deals/", limit=1)
        second = desk.client.get(first["next"]).json()
        assert first["totals"] == second["totals"] == desk.ask(f"{STORY}/deals/")["totals"]
        assert second["as_of"]["requested"] is None
        assert second["as_of"]["instant"] == first["as_of"]["instant"]


def test_products(told: Tell) -> None:
    desk = told()
    desk.append(
        event("work.introduced", work="bot", name="Bot", kind="product"),
        event("product.launched", "2022-11-30", work="bot", organization="acme"),
        event("product.integrated", "2023-02-01", work="bot", into="acme"),
        event("product.withdrawn", "2023-07-01", work="bot"),
    )
    found = desk.ask(f"{STORY}/products/")["results"]
    assert [one["change"] for one in found] == ["launched", "integrated", "withdrawn"]
    assert [one["work"]["name"] for one in found] == ["Bot"] * 3
    assert found[1]["into"] == {"id": "acme", "name": "Acme"}


def test_market(told: Tell) -> None:
    desk = told()
    moved = {"organization": "acme", "direction": "down", "session": "extended"}
    desk.append(
        event("share_price.moved", "2023-11-17", **moved, percent="1.7"),
        event("market_share.measured", "2023-10", holder="acme", market="Bots", percent="60"),
    )
    share, price = desk.ask(f"{STORY}/market/")["results"]
    assert (share["measure"], share["percent"], share["market"]) == ("market_share", "60", "Bots")
    assert (price["direction"], price["percent"], price["of"]["id"]) == ("down", "1.7", "acme")


class TestSources:
    PATH = f"{STORY}/sources/"

    def tell(self, desk: Desk) -> None:
        by_ada = {"source": "blog", "attributed_to": "Ada Lee's post"}
        other = {"source": "paper"}
        retold = {"source": "paper", "derived_from": "blog"}
        copied = {"source": "daily", "derived_from": "wire"}  # nobody read the wire itself
        cited = ([by_ada], [by_ada, other], [by_ada, retold], [copied])
        for number, citations in enumerate(cited, 1):
            told = event("happening.recorded", "2023-12-01", headline=str(number), about=["acme"])
            desk.record(told | {"citations": citations})
        desk.project()

    def headlines(self, desk: Desk, **query: str) -> list[str]:
        found = desk.ask(self.PATH, type="happening.recorded", **query)["results"]
        return [one["data"]["headline"] for one in found]

    def test_what_rests_on_what(self, told: Tell) -> None:
        desk = told()
        self.tell(desk)
        assert self.headlines(desk, single_source="true") == ["1", "3", "4"]
        assert self.headlines(desk, attributed_to="ada") == ["1", "3"]
        assert self.headlines(desk, attributed_to="Ada Lee's post") == ["1", "3"]
        assert self.headlines(desk, attributed_to="bob") == []
        assert self.headlines(desk, source="blog") == ["1", "3"]
        assert self.headlines(desk, source="paper") == []
        assert self.headlines(desk, source="wire") == ["4"]
        answer = desk.ask(self.PATH, type="happening.recorded")
        assert answer["size"] == {"facts": 4, "single_source": 3}
        third = answer["results"][2]
        assert third["origins"] == [{"origin": "Ada Lee's post", "sources": ["blog", "paper"]}]
        assert (third["independent_sources"], third["single_source"]) == (1, True)

    def test_a_name_that_others_bear_too_is_nobodys(self, told: Tell) -> None:
        desk = told()
        self.tell(desk)
        alias = {"name": "Lee", "kind": "abbreviation"}
        by_lee = event("happening.recorded", "2023-12-02", headline="5", about=["acme"])
        by_lee["citations"] = [{"source": "blog", "attributed_to": "Lee's post"}]
        desk.append(event("entity.aliased", entity="ada", **alias), by_lee)
        assert self.headlines(desk, attributed_to="ada") == ["1", "3", "5"]
        desk.append(event("entity.aliased", entity="bob", **alias))
        assert self.headlines(desk, attributed_to="ada") == ["1", "3"]

    @pytest.mark.parametrize("name", ["source", "attributed_to"])
    def test_what_no_text_can_hold(self, told: Tell, name: str) -> None:
        response = told().get(self.PATH, **{name: "a\0b"})
        assert response.status_code == 400
        assert [fault["pointer"] for fault in response.json()["errors"]] == [f"/{name}"]

    def test_pages_of_what_is_picked_out(self, told: Tell) -> None:
        desk = told()
        self.tell(desk)
        first = desk.ask(self.PATH, attributed_to="ada", limit="1")
        second = desk.client.get(first["next"]).json()
        assert [one["data"]["headline"] for one in second["results"]] == ["3"]
        assert second["next"] is None

    def test_no_query_is_made_twice(self, told: Tell) -> None:
        desk = told()
        self.tell(desk)
        with CaptureQueriesContext(connection) as made:
            desk.ask(self.PATH, entity="ada", attributed_to="bob")
        asked = [query["sql"] for query in made]
        assert len(asked) == len(set(asked))


class TestOverview:
    def test_confidences_are_told_from_the_surest_on(self, rich: Tell) -> None:
        desk = rich()
        for level in reversed(CONFIDENCES):
            said = event("happening.recorded", "2023", headline=level, about=["acme"])
            desk.append(said | {"confidence": level})
        told = desk.ask(f"{STORY}/")["facts"]["by_confidence"]
        assert list(told) == list(CONFIDENCES)

    def test_known_disputed_unknown(self, rich: Tell) -> None:
        desk = rich()
        facts = desk.ask(f"{STORY}/timeline/", type="person.departed")["results"]
        dispute = event("event.disputed", event=facts[0]["event"], account="No", what="happened")
        desk.append(
            dispute | {"citations": [{"source": "paper"}]},
            event("happening.recorded", "unknown", headline="Some day", about=["acme"]),
        )
        told = desk.ask(f"{STORY}/")
        assert told["story"]["name"] == "Upheaval"
        assert told["facts"]["disputed"] == 1
        assert told["facts"]["undated"] == 1
        assert told["facts"]["total"] == sum(told["facts"]["by_confidence"].values())
        assert [one["event"] for one in told["disputed"]["facts"]] == [facts[0]["event"]]
        assert [one["summary"] for one in told["unknown"]["undated"]] == ["Some day"]
        assert [one["status"] for one in told["disputed"]["posts"]] == ["disputed"]
        assert [one["post"] for one in told["known"]["posts"]] == ["chair"]
        board = {one["person"]["id"] for one in told["known"]["board"]}
        assert board == {"bob", "cem"}
        [acme] = told["organizations"]
        assert acme["board"]["size"]["certain"] == 2
        assert acme["others"] is True

    def test_facts_are_counted_as_the_lists_tell_them(self, rich: Tell) -> None:
        desk = rich()
        told = event("happening.recorded", "unknown", headline="Some day", about=["acme"])
        [*_, withdrawn] = desk.append(told, told, told)
        why = {"reason": "An error.", "public_note": "We erred."}
        desk.append(event("event.retracted", event=withdrawn["id"], **why))
        counted = desk.ask(f"{STORY}/")["facts"]
        for query in ({}, {"status": "standing"}, {"status": "retracted"}):
            listed = desk.ask(f"{STORY}/timeline/", limit="200", **query)["results"]
            assert counted[query.get("status", "total")] == len(listed)
        listed = desk.ask(f"{STORY}/sources/", single_source="true", limit="200")["results"]
        assert counted["single_source"] == len(listed)
        assert (counted["undated"], counted["retracted"]) == (2, 1)

    def test_not_known_yet(self, told: Tell) -> None:
        answer = told().ask(f"{STORY}/", known_at="@2")
        assert answer["known"] is False
        assert answer["facts"]["total"] == 0
        assert answer["organizations"] == []


@pytest.mark.parametrize(
    "path",
    [
        "people/ada/statements/",
        *(f"{STORY}/{view}/" for view in ("statements", "deals", "products", "market", "sources")),
    ],
)
def test_not_known_yet_is_empty(told: Tell, path: str) -> None:
    desk = told()
    answer = desk.ask(path, known_at="@0")
    assert (answer["known"], answer["results"], answer["next"]) == (False, [], None)
    assert desk.get(path.replace("ada", "eve").replace("upheaval", "calm")).status_code == 404
