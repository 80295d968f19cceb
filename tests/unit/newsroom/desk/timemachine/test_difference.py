"""Two points compared."""

from dataclasses import replace
from typing import Any

from newsroom.desk.timemachine.difference import Side, career_difference, difference
from stories.views.seats import Seat
from tests.unit.stories.views.seating import NAMES, at, day, led, sat, whole

GONE = sat("ada", at(1), at(5), start_events=("in",), end_events=("out",), events=("in", "out"))
STAYS = sat("ada", at(1), start_events=("in",), events=("in",))


def told(before: list[Seat], first: int, after: list[Seat], last: int) -> dict[str, Any]:
    board, leadership = difference(Side(before, day(first)), Side(after, day(last)), NAMES)
    assert (board["what"], leadership["what"]) == ("Board", "Leadership")
    found = {"board": board, "leadership": leadership}
    return {
        name: {
            kind["kind"]: [(item["person"]["id"], item["events"]) for item in kind["items"]]
            for kind in part["kinds"]
        }
        for name, part in found.items()
    }


def test_across_the_world_the_events_in_between_account_for_it() -> None:
    assert told([GONE], 3, [GONE], 6)["board"] == {"left": [("ada", ["out"])]}
    assert told([GONE], 6, [GONE], 3)["board"] == {"joined": [("ada", ["out"])]}
    assert told([GONE], 2, [GONE], 3) == {"board": {}, "leadership": {}}


def test_across_the_record_what_was_learned_accounts_for_it() -> None:
    found = told([STAYS], 6, [GONE], 6)["board"]
    assert found == {"left": [("ada", ["in", "out"])]}
    assert told([], 6, [STAYS], 6)["board"] == {"joined": [("ada", ["in"])]}


def test_a_correction_of_the_same_event_accounts_for_it() -> None:
    later = sat("ada", at(4), start_events=("in",), events=("in",))
    assert told([STAYS], 3, [later], 3)["board"] == {"left": [("ada", ["in"])]}


def test_across_both_what_was_learned_and_what_happened_account_for_it() -> None:
    """Her departure was known all along; of an earlier term of hers more is known since."""
    term, fuller = (sat("ada", at(1), at(2), events=events) for events in (("a",), ("a", "b")))
    again = sat("ada", at(3), at(5), end_events=("out",), events=("again", "out"))
    found = told([term, again], 4, [fuller, again], 6)["board"]
    assert found == {"left": [("ada", ["a", "b", "out"])]}


def test_leadership_is_compared_post_by_post() -> None:
    seats = [
        led("ada", at(1), whole(5), events=("a",), end_events=("a",)),
        led("bob", at(6), events=("b",), start_events=("b",)),
    ]
    assert told(seats, 3, seats, 7)["leadership"] == {
        "joined": [("bob", ["b"])],
        "left": [("ada", ["a"])],
    }


def test_posts_are_told_by_the_titles_that_they_had() -> None:
    mayor = led("ada", at(1), at(5), post="head", title="Mayor")
    found = career_difference(Side([mayor], day(3)), Side([mayor], day(6)), NAMES)
    [[left]] = [kind["items"] for part in found for kind in part["kinds"]]
    assert (left["posts"], left["titles"]) == (["head"], ["Mayor"])


def test_a_post_of_several_titles_is_told_by_each_holder_s_own() -> None:
    """Who comes later, and is called otherwise, changes nothing of what these were called."""
    seats = [
        led("ada", at(1), at(5), title="Executive Chairman"),
        led("bob", at(5), at(7), acting=True, title="Interim Chairman"),
        led("cem", at(7), title="Chairman"),
    ]
    _, leadership = difference(Side(seats, day(3)), Side(seats, day(6)), NAMES)
    found = {kind["kind"]: kind["items"] for kind in leadership["kinds"]}
    [joined], [left] = found["joined"], found["left"]
    assert (joined["titles"], left["titles"]) == (
        ["Interim Chairman, acting"],
        ["Executive Chairman"],
    )


def test_who_holds_a_post_otherwise_is_told_as_before_and_now() -> None:
    seats = [
        led("bob", at(1), at(5), acting=True, end_events=("b",)),
        led("bob", at(5), title="Chief", start_events=("b",)),
    ]
    _, leadership = difference(Side(seats, day(3)), Side(seats, day(6)), NAMES)
    [[item]] = [kind["items"] for kind in leadership["kinds"]]
    assert (item["titles"], item["were"]) == (["Chief"], ["CEO, acting"])


def test_who_is_independent_since_is_told_so() -> None:
    seats = [
        sat("ada", at(1), at(5), end_events=("b",)),
        sat("ada", at(5), independent=True, start_events=("b",)),
    ]
    board, _ = difference(Side(seats, day(3)), Side(seats, day(6)), NAMES)
    [[item]] = [kind["items"] for kind in board["kinds"]]
    assert (item["titles"], item["were"]) == (["Director", "independent"], ["Director"])


def test_a_career_is_compared_organisation_by_organisation() -> None:
    elsewhere = replace(sat("ada", at(1)), organization="bcme")
    seats = [GONE, led("ada", at(4), start_events=("led",), events=("led",)), elsewhere]
    found = career_difference(Side(seats, day(3)), Side(seats, day(6)), NAMES)
    assert [(part["what"], [kind["kind"] for kind in part["kinds"]]) for part in found] == [
        (NAMES["acme"], ["joined", "left"])
    ]
    [joined], [left] = (kind["items"] for kind in found[0]["kinds"])
    assert (joined["posts"], joined["events"]) == (["ceo"], ["led"])
    assert (left["posts"], left["events"]) == (["director"], ["out"])
    assert career_difference(Side(seats, day(3)), Side(seats, day(3)), NAMES) == []
