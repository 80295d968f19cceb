"""The finished example story, asked over HTTP as a reader would ask it."""

import csv
import io
import json
from itertools import pairwise
from typing import Any

import httpx
import pytest

from newsroom.development.turning_points import SAN_FRANCISCO

Json = dict[str, Any]
STORY = "stories/openai-leadership"
SHANGHAI = "Asia/Shanghai"


@pytest.fixture
def ask(story: httpx.Client, loaded: int) -> Any:
    """As the story was loaded, whatever other tests have corrected since."""

    def asked(path: str, **parameters: Any) -> Json:
        given = {"known_at": f"@{loaded}", **parameters}
        if "start" in given:
            given["from"] = given.pop("start")
        answer = story.get(path, params=given)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    return asked


def ids(entities: list[Json], role: str) -> dict[str, str]:
    return {one[role]["id"]: one["presence"] for one in entities}


def in_order(results: list[Json]) -> bool:
    keys = [(r["window"]["earliest"], r["window"]["latest"], r["position"]) for r in results]
    dated = [key for key in keys if key[0] is not None]
    return dated == sorted(dated) and keys[: len(dated)] == dated


# --- who, and with what money --------------------------------------------------------------


def test_who_founded_it_and_who_only_funded_it(ask: Any) -> None:
    told = ask("organizations/openai/")
    assert ids(told["founders"], "founder") == {"sam-altman": "certain", "elon-musk": "certain"}
    assert told["others"] is True

    money = ask("organizations/openai/funding/")
    donors = {gift["data"]["donor"] for gift in money["donations"]}
    investors = {investment["data"]["investor"] for investment in money["investments"]}
    founders = {one["founder"]["id"] for one in told["founders"]}
    assert donors - founders == {"reid-hoffman", "peter-thiel"}
    assert investors - founders == {"microsoft"}


def test_before_it_was_recorded_it_is_not_known(ask: Any) -> None:
    for view in ("", "funding/", "ownership/"):
        assert ask(f"organizations/openai/{view}", known_at="@1")["known"] is False


def test_nobody_has_founded_it_the_day_before(ask: Any) -> None:
    assert ask("organizations/openai/", as_of="2015-12-10")["founders"] == []
    assert len(ask("organizations/openai/", as_of="2015-12-11")["founders"]) == 2


@pytest.mark.parametrize(
    ("as_of", "certain", "possible"),
    [
        ("2019-06-30", None, None),
        ("2019-07-15", "0", "1000000000"),
        ("2019-08-01", "1000000000", "1000000000"),
        ("2023-06-30", "1000000000", "11000000000"),
        ("2023-12-31", "11000000000", "11000000000"),
    ],
)
def test_what_microsoft_has_put_in(
    ask: Any, as_of: str, certain: str | None, possible: str | None
) -> None:
    money = ask("organizations/openai/funding/", as_of=as_of)
    totals = [t for t in money["totals"] if t["investor"]["id"] == "microsoft"]
    told = [(t["currency"], t["certain"], t["possible"], t["unknown_amounts"]) for t in totals]
    assert told == ([] if possible is None else [("USD", certain, possible, 0)])


def test_who_controls_the_company_and_who_claimed_otherwise(ask: Any) -> None:
    chain = ask("organizations/openai-global/ownership/", as_of="2023-11-18")
    [link] = chain["above"]
    assert (link["controller"]["id"], link["kind"], link["presence"]) == (
        "openai",
        "full",
        "certain",
    )
    assert link["above"] == []
    assert len(link["events"]) == 2
    controllers = {one["controller"]["id"] for one in chain["above"] + chain["below"]}
    assert "microsoft" not in controllers

    [claim] = [one for one in chain["claims"] if "controlled by Microsoft" in one["claim"]]
    assert claim["claimant"] == {"id": "elon-musk", "name": "Elon Musk"}
    assert {one["id"] for one in claim["about"]} == {"openai", "openai-global", "microsoft"}
    assert ask("organizations/microsoft/ownership/")["below"] == []


def test_control_begins_within_2019(ask: Any) -> None:
    told = {
        as_of: ids(
            ask("organizations/openai-global/ownership/", as_of=as_of)["above"], "controller"
        )
        for as_of in ("2018-12-31", "2019-06-30", "2019-12-31")
    }
    assert told == {
        "2018-12-31": {},
        "2019-06-30": {"openai": "possible"},
        "2019-12-31": {"openai": "certain"},
    }


@pytest.mark.parametrize(
    ("start", "to", "certain", "possible", "totals"),
    [
        ("1999-01-01", "2002-12-31", {"zip2", "paypal"}, {"deepmind"}, (1807, 2207)),
        ("1999-01-15", "2002-12-31", {"paypal"}, {"zip2", "deepmind"}, (1500, 2207)),
        ("2003-01-01", "2014-12-31", set(), {"deepmind"}, (0, 400)),
    ],
)
def test_acquisitions_between_two_dates(
    ask: Any, start: str, to: str, certain: set[str], possible: set[str], totals: tuple[int, int]
) -> None:
    asked = {"type": "acquisition.completed", "start": start, "to": to}
    deals = ask(f"{STORY}/deals/", **asked)
    by_presence: dict[str, set[str]] = {"certain": set(), "possible": set()}
    for deal in deals["results"]:
        by_presence[deal["presence"]].add(deal["data"]["target"])
    assert by_presence == {"certain": certain, "possible": possible}
    millions = [(int(t["certain"]) // 10**6, int(t["possible"]) // 10**6) for t in deals["totals"]]
    assert millions == [totals]

    only = ask(f"{STORY}/deals/", certain="true", **asked)["results"]
    assert {deal["data"]["target"] for deal in only} == certain


def test_an_acquisition_without_an_earliest_moment_comes_last(ask: Any) -> None:
    deals = ask(f"{STORY}/deals/", type="acquisition.completed")["results"]
    assert [deal["data"]["target"] for deal in deals] == ["zip2", "paypal", "deepmind"]
    assert [deal.get("undated", False) for deal in deals] == [False, False, True]


# --- who said what -------------------------------------------------------------------------


def test_statements_of_one_person_in_order_in_spite_of_the_alias(ask: Any) -> None:
    [found] = ask("resolve/", name="Ultraman")["candidates"]
    statements = ask(f"people/{found['id']}/statements/")["results"]
    assert len(statements) > 10
    assert {one["speaker"]["id"] for one in statements} == {"sam-altman"}
    assert in_order(statements)
    last = statements[-1]
    assert last["text"] == "I will explain more about the next steps later."
    assert last["window"]["earliest"] == "2023-11-17T21:46:00.000000Z"
    [paraphrase] = [one for one in statements if "already very wealthy" in one["text"]]
    assert paraphrase["verbatim"] is False


def test_no_statement_names_the_mistranslation(ask: Any) -> None:
    statements = ask(f"{STORY}/statements/", limit=1000)["results"]
    assert statements
    for statement in statements:
        assert "Ultraman" not in statement["summary"]


def test_facts_that_rest_on_musk_s_word_alone(ask: Any) -> None:
    whole = ask(f"{STORY}/sources/", limit=1000)["results"]
    alone = ask(f"{STORY}/sources/", limit=1000, attributed_to="elon-musk")["results"]
    summaries = {one["summary"] for one in alone}
    assert "Elon Musk donated about USD 100,000,000 to OpenAI" in summaries
    assert not any(one.startswith("OpenAI announced") for one in summaries)
    for fact in alone:
        assert fact["independent_sources"] == 1
        assert all("Musk" in citation["attributed_to"] for citation in fact["citations"])
    assert len(alone) < len(whole)
    tweets = ask(f"{STORY}/sources/", limit=1000, attributed_to="Musk on Twitter")["results"]
    assert {one["event"] for one in tweets} < {one["event"] for one in alone}


def test_one_tweet_told_three_times_is_one_source(ask: Any) -> None:
    rests = ask(f"{STORY}/sources/", source="musk-tweet-2023-03-15")["results"]
    [donation] = [one for one in rests if one["type"] == "donation.made"]
    assert len(donation["citations"]) == 3
    assert (donation["independent_sources"], donation["single_source"]) == (1, True)


# --- the day -------------------------------------------------------------------------------

MINUTES = [
    ("2023-11-17T20:00:00.000000Z", "Sam Altman removed as CEO of OpenAI"),
    ("2023-11-17T20:00:00.000000Z", "Sam Altman removed as director of OpenAI"),
    ("2023-11-17T20:00:00.000000Z", "Mira Murati appointed interim CEO of OpenAI"),
    ("2023-11-17T20:19:00.000000Z", "Sutskever calls Brockman"),
    ("2023-11-17T20:23:00.000000Z", "Greg Brockman removed as director of OpenAI"),
    ("2023-11-17T20:23:00.000000Z", "Greg Brockman resigned as chair of OpenAI"),
    (
        "2023-11-17T21:46:00.000000Z",
        "Altman publishes a message on working together and announces more to come",
    ),
]
THE_EVENING = "Sutskever texts Altman to arrange a meeting at noon on Friday"


def the_day(ask: Any, day: str, zone: str) -> list[tuple[str, str]]:
    """What certainly happened on it."""
    asked = {"start": day, "to": day, "tz": zone, "certain": "true", "limit": 100}
    results = ask("organizations/openai/timeline/", **asked)["results"]
    assert in_order(results)
    assert {one["day"] for one in results} == {day}
    return [(one["window"]["earliest"], one["summary"]) for one in results]


def test_the_day_in_san_francisco(ask: Any) -> None:
    told = the_day(ask, "2023-11-17", SAN_FRANCISCO)
    assert [one for one in told if one in MINUTES] == MINUTES
    assert THE_EVENING not in [summary for _, summary in told]


def test_the_day_in_shanghai(ask: Any) -> None:
    """There it was still the text message of Thursday night; the rest is Saturday's."""
    assert [summary for _, summary in the_day(ask, "2023-11-17", SHANGHAI)] == [THE_EVENING]
    saturday = the_day(ask, "2023-11-18", SHANGHAI)
    exactly = {one for one in MINUTES if "Murati" not in one[1] and "chair" not in one[1]}
    assert exactly <= set(saturday)


def test_what_may_have_happened_on_the_day_is_kept_apart(ask: Any) -> None:
    asked = {"start": "2023-11-17", "to": "2023-11-17", "limit": 100}
    both = ask("organizations/openai/timeline/", **asked)["results"]
    certain = ask("organizations/openai/timeline/", certain="true", **asked)["results"]
    possible = {one["event"] for one in both} - {one["event"] for one in certain}
    assert possible == {one["event"] for one in both if one["day"] is None}
    invested = [one for one in both if one["type"] == "investment.made"]
    assert [one["event"] in possible for one in invested] == [True]
    flags = [one.get("undated", False) for one in both]
    assert all(not before or after for before, after in pairwise(flags))
    assert flags[-1]


# --- what cannot all be true ---------------------------------------------------------------


def contradictions(ask: Any, **parameters: Any) -> dict[str, Json]:
    results = ask(f"{STORY}/contradictions/", **parameters)["results"]
    return {one["kind"]: one for one in results}


def test_the_accounts_of_his_exit(ask: Any) -> None:
    exit_ = contradictions(ask)["manner"]
    assert {"sam-altman", "openai"} <= set(exit_["entities"])
    accounts = {side["account"]: side["facts"] for side in exit_["sides"]}
    assert set(accounts) == {
        "Sam Altman removed as CEO of OpenAI",
        "Sam Altman resigned as CEO of OpenAI",
    }
    for facts in accounts.values():
        assert all(fact["citations"] for fact in facts)
    resigned = accounts["Sam Altman resigned as CEO of OpenAI"][0]["citations"]
    assert {one["attributed_to"] for one in resigned} == {"OpenAI announcement"}


def test_the_accounts_of_the_chair(ask: Any) -> None:
    chair = contradictions(ask)["disputed"]
    told, denied = chair["sides"]
    assert told["account"] == "Greg Brockman resigned as chair of OpenAI"
    assert "removed from the board" in denied["account"]
    assert (denied["what"], denied["by"]["id"]) == ("manner", "greg-brockman")


def test_the_claim_of_control_is_against_the_record(ask: Any) -> None:
    claim, record = contradictions(ask)["control_claim"]["sides"]
    assert "controlled by Microsoft" in claim["account"]
    assert record["account"] == "OpenAI in control of OpenAI Global"


def test_what_was_open_at_a_moment(ask: Any) -> None:
    assert set(contradictions(ask, as_of="2023-11-16")) == {"control_claim"}
    assert "manner" in contradictions(ask, as_of="2023-11-17")


# --- products and market -------------------------------------------------------------------


def test_products_in_order(ask: Any) -> None:
    results = ask(f"{STORY}/products/")["results"]
    assert in_order(results)
    into = {(r["work"]["id"], r["into"]["id"]) for r in results if r["change"] == "integrated"}
    assert {("chatgpt", "bing"), ("gpt-4", "microsoft-office")} <= into
    assert [r["summary"] for r in results][-1] == "Meta open-sourced Llama 2"


def test_market(ask: Any) -> None:
    results = ask(f"{STORY}/market/")["results"]
    told = [(r["of"]["id"], r["percent"], r["qualifier"], r["direction"]) for r in results]
    assert told == [
        ("google", "91.55", "exact", None),
        ("bing", "3.11", "exact", None),
        ("microsoft", "2", "at_least", "down"),
        ("microsoft", "1.68", "exact", "down"),
    ]


def test_a_valuation_is_never_added_up(ask: Any) -> None:
    deals = ask(f"{STORY}/deals/")
    assert "valuation.reported" in {deal["type"] for deal in deals["results"]}
    assert {total["type"] for total in deals["totals"]} == {
        "acquisition.completed",
        "donation.made",
        "investment.made",
        "proceeds.received",
    }


def test_money_put_into_a_company_of_the_story_is_among_its_deals(ask: Any) -> None:
    deals = ask(f"{STORY}/deals/", type="investment.made", entity="microsoft")["results"]
    assert [deal["amount"]["value"] for deal in deals] == ["1000000000", "10000000000"]
    assert [[party["role"] for party in deal["parties"]] for deal in deals] == [
        ["investor", "recipient"],
        ["investor", "recipient"],
    ]


# --- tables and names ----------------------------------------------------------------------

LISTS = [
    *("organizations", "people", "stories"),
    *(
        f"{STORY}/{view}"
        for view in ("timeline", "statements", "deals", "products", "market", "sources")
    ),
    *(f"{STORY}/contradictions", "organizations/openai/contradictions"),
    *("organizations/openai/timeline", "people/sam-altman/timeline"),
    "people/sam-altman/statements",
]


@pytest.mark.parametrize("view", LISTS)
def test_every_list_as_a_table_and_as_lines(story: httpx.Client, loaded: int, view: str) -> None:
    asked = {"known_at": f"@{loaded}"}
    results = story.get(f"{view}/", params={**asked, "limit": 1000}).json()["results"]
    assert results

    table = story.get(f"{view}.csv", params=asked)
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    lines = story.get(f"{view}.ndjson", params=asked)
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    told = [json.loads(line) for line in lines.text.splitlines()]

    [key] = [key for key in ("event", "matter", "id") if key in rows[0]]
    in_json = [
        one[key] if key in one else one.get("organization", one.get("person"))["id"]
        for one in results
    ]
    assert [row[key] for row in rows] == in_json
    assert [one[key] for one in told] == in_json


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("LIama 2", "llama-2"),
        ("Deep Mind", "deepmind"),
        ("Open AI", "openai"),
        ("ultraman", "sam-altman"),
        ("Altman", "sam-altman"),
        ("X", "x-platform"),
        ("X.com", "x-com"),
        ("xAI", "xai"),
        ("Twitter", "twitter"),
        ("OpenAI Global", "openai-global"),
    ],
)
def test_names_lead_to_one_entity(ask: Any, name: str, entity: str) -> None:
    found = ask("resolve/", name=name)
    assert found["candidates"][0]["id"] == entity
    assert found["candidates"][0]["why"]
    assert found["ambiguous"] is False


def test_a_name_of_two_brothers_is_ambiguous(ask: Any) -> None:
    found = ask("resolve/", name="Musk")
    assert found["ambiguous"] is True
    assert [one["id"] for one in found["candidates"]] == ["elon-musk", "kimbal-musk"]
