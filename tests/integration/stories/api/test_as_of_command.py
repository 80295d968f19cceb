import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from stories.management.commands import as_of
from stories.management.commands.as_of import VIEWS
from stories.views import ownership
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event

Tell = Callable[[], Desk]


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("as_of", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("board", "acme", "2023-11-17"), "Bob Ray\tChair"),
        (("leadership", "acme", "2023-11-18"), "interim\tDot Fox\tAda Lee"),
        (("leadership", "upheaval", "2023-11-18"), "interim\tDot Fox\tAda Lee"),
        (("career", "ada"), "removed"),
        (("timeline", "acme", "2021-01-01"), "Cem Can"),
        (("board", "acme", "2023-11-17", "--known-at", "@11"), "Ada Lee"),
        (("sources", "upheaval"), "Ada Lee appointed CEO of Acme\t1\tblog"),
        (("overview", "upheaval", "2023-11-18"), "CEO of Acme: interim\tDot Fox"),
        (("overview", "upheaval", "2023-11-18"), "facts\tstanding\t8"),
    ],
)
def test_plain_text_where_there_is_no_terminal(
    told: Tell, arguments: tuple[str, ...], shown: str
) -> None:
    told()
    text = run(*arguments)
    assert shown in text
    assert "│" not in text


def test_json_is_the_answer_of_the_api(told: Tell) -> None:
    desk = told()
    answer = json.loads(run("board", "acme", "2023-11-17", "--tz", "Asia/Shanghai", "--json"))
    assert answer == desk.ask("organizations/acme/board/", as_of="2023-11-17", tz="Asia/Shanghai")


def test_a_chain_that_comes_back_says_so(told: Tell) -> None:
    desk = told()
    desk.append(event("organization.introduced", organization="bolt", name="Bolt", kind="company"))
    pairs = ("acme", "bolt"), ("bolt", "acme")
    desk.append(
        *(
            event("control.observed", "2020", controller=one, controlled=other, kind="minority")
            for one, other in pairs
        )
    )
    text = run("ownership", "acme")
    assert text.count("minority, in a circle\tcertain") == 2
    assert "below\t  Acme\tminority, in a circle" in text


def test_a_chain_that_is_cut_says_that_there_are_others_beyond(
    told: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "DEEPEST", 1)
    desk = told()
    for name in ("bolt", "crane"):
        desk.append(event("organization.introduced", organization=name, name=name, kind="company"))
    pairs = ("bolt", "acme"), ("crane", "bolt")
    desk.append(
        *(
            event("control.observed", "2020", controller=one, controlled=other, kind="minority")
            for one, other in pairs
        )
    )
    text = run("ownership", "acme")
    assert "above\tbolt\tminority, and others beyond\tcertain" in text
    assert "crane" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("board", "nobody"),
        ("board", ""),
        ("board", "", "2023-11-17", "--known-at", "2023-11-18"),
        ("leadership", ""),
        ("board", "acme", "Friday"),
        ("board", "acme", "2023-11-17", "--known-at", "@999"),
        ("career", "acme"),
        ("board", "acme", "--tz", "Mars"),
    ],
)
def test_bad_questions_exit_with_2(told: Tell, arguments: tuple[str, ...]) -> None:
    told()
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    assert refusal.value.returncode == 2


def test_a_sum_may_have_more_digits_than_an_amount(told: Tell) -> None:
    most = {"value": "9" * 25, "currency": "EUR"}
    given = {"investor": "ada", "recipient": "acme", "amount": most}
    told().append(*(event("investment.made", year, **given) for year in ("2020", "2021")))
    assert "\tEUR 19,999,999,999,999,999,999,999,998 certain" in run("funding", "acme")


def test_the_story_views(told: Tell) -> None:
    desk = told()
    usd = {"value": "1000", "currency": "USD", "qualifier": "about"}
    sold = {"organization": "acme", "direction": "up", "session": "regular", "percent": "2"}
    desk.append(
        event("work.introduced", work="bot", name="Bot", kind="product"),
        event("organization.introduced", organization="tiny", name="Tiny", kind="company"),
        event("organization.founded", "2019", organization="acme", founders=["bob"], others=True),
        event("statement.made", "2023-11-18", speaker="ada", text="Hello", verbatim=True),
        event("investment.made", "2020", investor="ada", recipient="acme", amount=usd),
        event("investment.made", "2021", investor="ada", recipient="acme"),
        event("donation.made", "2020", donor="bob", recipient="acme", amount=usd),
        event("acquisition.completed", "2020", acquirer="acme", target="tiny", amount=usd),
        event("product.launched", "2020", work="bot", organization="acme"),
        event("share_price.moved", "2020", **sold),
    )
    assert "statement\tAda Lee\t“Hello”" in run("statements", "ada")
    assert "2023-11-18\tstatement" in run("statements", "upheaval")
    deals = run("deals", "upheaval")
    assert "Acme acquired Tiny for about USD 1,000\tcompleted\tcertain\tabout USD 1,000" in deals
    assert "total\tacquisition.completed\t\t\t\tabout USD 1,000 certain" in deals
    funding = run("funding", "acme")
    assert "total\tAda Lee\t\tabout USD 1,000 certain, 1 of unknown amount" in funding
    assert "total\tBob Ray\tfounder\tabout USD 1,000 certain" in funding
    half = run("funding", "acme", "2020-06-30")
    assert "total\tAda Lee\t\tUSD 0 certain, about USD 1,000 possible" in half
    assert "Acme launched Bot\tcertain" in run("products", "upheaval")
    assert "Shares of Acme rose 2%\tcertain" in run("market", "upheaval")
    assert run("founders", "acme").endswith("Bob Ray\tcertain\t\nand others\t\t\n")


def test_days_are_those_of_the_zone_that_the_title_names(told: Tell) -> None:
    desk = told()
    post = {"person": "dot", "organization": "acme", "post": "director"}
    seen = event("person.observed", "2023-11-16", **post) | {"timezone": "Asia/Tokyo"}
    desk.append(seen)
    board = run("board", "acme", "2023-11-17", "--tz", "Asia/Tokyo")
    assert "Dot Fox\tDirector\tcertain\t\t\tby 2023-11-16\t" in board
    assert "Dot Fox\tDirector\tcertain\t\t\tby 2023-11-15\t" in run("board", "acme", "2023-11-17")


OWN_WORDS = {"earliest": "2023-11-16T18:00", "latest": "2023-11-16", "text": "Thursday night"}


@pytest.mark.parametrize(
    ("occurred", "zone", "shown"),
    [
        (OWN_WORDS, "America/Los_Angeles", "Thursday night (16 November 2023, 18:00 to 23:59)"),
        ({**OWN_WORDS, "latest": None}, "America/Los_Angeles", None),
        ("2023-11-18T05:46", "Asia/Shanghai", "2023-11-18T05:46 (17 November 2023, 13:46)"),
        ("2023-11-17T13:46", "America/Los_Angeles", "2023-11-17T13:46"),
        ("2023-11-17T21:46Z", "Asia/Shanghai", "2023-11-17T21:46Z"),
        ("2023-11-18", "Asia/Shanghai", "2023-11-18"),
        ("2018~", "America/Los_Angeles", "2018~"),
        ("unknown", "America/Los_Angeles", "unknown"),
    ],
)
def test_a_time_that_does_not_say_itself_when_it_was_is_told_as_understood(
    told: Tell, occurred: Any, zone: str, shown: str | None
) -> None:
    desk = told()
    happened = event("happening.recorded", "2023", headline="A bell", about=["acme"])
    desk.append(happened | {"occurred": occurred, "timezone": zone})
    [row] = [row for row in run("timeline", "acme").splitlines() if "A bell" in row]
    given, *_ = row.split("\t")
    assert given == (
        shown or "Thursday night (between 16 November 2023, 18:00 and 20 November 2023)"
    )


def test_a_career_and_a_board_tell_as_understood_until_when_a_post_was_held(told: Tell) -> None:
    desk = told()
    friday = {"earliest": "2023-11-24T12:00", "latest": "2023-11-24", "text": "that Friday"}
    gone = {"person": "dot", "organization": "acme", "post": "ceo", "manner": "resigned"}
    desk.append(event("person.departed", "2023", **gone) | {"occurred": friday})
    understood = "that Friday (24 November 2023, 12:00 to 23:59)"
    career = run("career", "dot", "--tz", "America/Los_Angeles")
    assert f"Acme\tCEO, acting\t2023-11-17T12:00:00-08:00\t{understood}\tresigned\t\t\n" in career


def test_who_only_acts_beside_another_or_on_a_board_is_told_to(told: Tell) -> None:
    desk = told()
    for person, post in (("cem", "ceo"), ("dot", "chair")):
        post_of = {"person": person, "organization": "acme", "post": post}
        desk.append(event("person.appointed", "2023-11-18", **post_of, acting=post == "chair"))
    assert "interim\tDot Fox (acting), Cem Can\t" in run("leadership", "acme", "2023-11-18")
    assert "Dot Fox\tChair (acting)\tcertain" in run("board", "acme", "2023-11-18")


def test_who_left_in_a_way_that_is_disputed_is_told_to_have(told: Tell) -> None:
    desk = told()
    [left, _] = desk.ask("people/ada/timeline/", type="person.departed")["results"]
    account = {"event": left["event"], "what": "manner", "account": "She resigned."}
    desk.append(event("event.disputed", **account) | {"citations": [{"source": "rival"}]})
    assert "interim\tDot Fox\tAda Lee (disputed)\n" in run("leadership", "acme", "2023-11-18")
    assert "removed\t\tdisputed\n" in run("career", "ada")


def test_the_first_day_of_the_calendar_is_shown(told: Tell) -> None:
    desk = told()
    post = {"person": "dot", "organization": "acme", "post": "director"}
    desk.append(event("person.observed", "0001-01-01T00:00:00Z", **post))
    assert "by 0001-01-01" in run("board", "acme", "2023-11-17")


def test_a_row_is_one_line_whatever_is_quoted(told: Tell) -> None:
    desk = told()
    words = "One line,\nanother\tand\r\na third\x1b"
    desk.append(event("statement.made", "2023-11-18", speaker="ada", text=words, verbatim=True))
    shown = "2023-11-18\tstatement\tAda Lee\t“One line, another and a third ”\tstanding"
    assert shown in run("statements", "ada").splitlines()


@pytest.mark.parametrize("view", VIEWS)
def test_of_what_was_not_known_yet_nothing_is_shown(told: Tell, view: str) -> None:
    told()
    kinds, _ = VIEWS[view]
    subject = {"organization": "acme", "person": "ada", "story": "upheaval"}[kinds[-1]]
    title, _heading, *rows = run(view, subject, "2023-11-17", "--known-at", "@0").splitlines()
    assert f"of {subject} (not known yet)" in title
    assert not [row for row in rows if not row.startswith("facts\t")]


def test_that_a_list_is_cut_off_is_said(told: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    told()
    shown, said = io.StringIO(), io.StringIO()
    monkeypatch.setattr(as_of, "MOST", 3)
    call_command("as_of", "timeline", "upheaval", stdout=shown, stderr=said)
    assert len(shown.getvalue().splitlines()) == 2 + 3
    assert "the first 3" in said.getvalue()
    call_command("as_of", "board", "acme", stdout=shown, stderr=(whole := io.StringIO()))
    assert whole.getvalue() == ""
