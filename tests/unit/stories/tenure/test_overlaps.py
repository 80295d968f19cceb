"""Facts whose windows overlap, in ways that an oracle told of first."""

from __future__ import annotations

from tests.unit.stories.telling import MICROSECOND, at, end_of, since, span
from tests.unit.stories.tenure.record import Record


class TestNothingOutlasts:
    def test_a_death_cuts_off_a_departure_that_may_be_later(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.departed("ann", "2020")
        record.died("ann", "2020-06-15")
        assert record.only("ann").end == span("2020-01-01", "2020-06-15")
        assert record.at("2020-09-01", "ann") is None

    def test_a_dissolution_cuts_off_a_departure_that_may_be_later(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.departed("ann", "2020")
        record.dissolved("2020-06-15")
        assert record.only("ann").end == span("2020-01-01", "2020-06-15")

    def test_a_disputed_departure_is_settled_by_death(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.departed("ann", "2018-05-01", disputed=["happened"])
        record.died("ann", "2020-06-15")
        assert record.only("ann").end == span("2018-05-01", "2020-06-15")

    def test_a_disputed_dissolution_cuts_nothing_off(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.departed("ann", "2020")
        record.dissolved("2020-06-15", disputed=["happened"])
        assert record.only("ann").end == span("2020-01-01", "2020-12-31")

    def test_a_departure_before_leaves_no_doubt_by_a_death_that_may_be_earlier(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.departed("ann", "2020-01-02")
        record.died("ann", "2020")
        assert record.only("ann").end == span("2020-01-02", "2020-01-02")

    def test_one_who_was_seen_died_later(self) -> None:
        record = Record()
        record.observed("ann", "2020-03-01")
        record.died("ann", "2020")
        assert record.only("ann").end == span("2020-03-02", "2020-12-31")

    def test_a_dissolution_comes_after_what_can_have_happened_before(self) -> None:
        record = Record()
        record.dissolved("2020-01-01")
        record.observed("ann", "2020-01-01")
        assert record.only("ann").end == span("2020-01-01", "2020-01-01")

    def test_two_accounts_of_a_dissolution_narrow_each_other(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.dissolved("2020-06-15")
        record.dissolved("2020")
        assert record.only("ann").end == span("2020-06-15", "2020-06-15")


class TestTheDayOfAnObservation:
    def test_on_which_the_post_was_taken_up_at_the_earliest(self) -> None:
        record = Record()
        record.appointed("ann", "2020-01")
        record.observed("ann", "2020-01-01")
        assert record.only("ann").start == span("2020-01-01", "2020-01-01")

    def test_on_which_it_was_left_at_the_latest(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.observed("ann", "2020-01-31")
        record.departed("ann", "2020-01")
        assert record.only("ann").end == span("2020-01-31", "2020-01-31")

    def test_of_another_zone_than_the_departure(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.observed("ann", "2020-01-02")
        record.timezone = "America/Los_Angeles"
        record.departed("ann", "2020-01-01")
        end = record.only("ann").end
        assert end == since("2020-01-02", "2020-01-02T07:59:59.999999")


class TestDepartureFromAll:
    def test_comes_before_what_may_end_a_tenure_by_itself(self) -> None:
        record = Record()
        record.observed("ann", "2020-01-01")
        record.told("person.departed", "2020-01-02", _all("ann"))
        record.dissolved({"earliest": "2020-01-01", "latest": "2020-01-06"})
        assert record.only("ann").end == span("2020-01-02", "2020-01-02")

    def test_closes_a_tenure_where_the_windows_allow_it(self) -> None:
        record = Record()
        record.told("person.departed", "2020-01-05", _all("ann"))
        record.told("person.departed", "2020-01-05~", _all("ann"))
        record.observed("ann", "2020-01-06T16:30:00")
        end = record.only("ann").end
        assert end is not None
        assert (end.earliest, end.latest) == (
            at("2020-01-06T16:30") + MICROSECOND,
            end_of("2020-01-06"),
        )

    def test_told_twice_is_one(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01")
        record.told("person.departed", "2020-01", _all("ann"))
        record.told("person.departed", "2020-01-03", _all("ann"))
        assert record.only("ann").end == span("2020-01-03", "2020-01-03")

    def test_another_time_is_another(self) -> None:
        record = Record()
        record.appointed("ann", "2015-01-01", "ceo")
        record.told("person.departed", "2019-05-01", _all("ann"))
        record.appointed("ann", "2020-01-01")
        record.told("person.departed", "2021-05-01", _all("ann"))
        assert record.only("ann", "ceo").end == span("2019-05-01", "2019-05-01")
        assert record.only("ann").end == span("2021-05-01", "2021-05-01")


def test_an_observation_makes_nobody_acting_who_was_appointed_for_good() -> None:
    record = Record()
    record.appointed("ann", "2020-01-01", "ceo")
    record.observed("ann", "2020-02-01", "ceo", acting=True)
    record.appointed("ann", "2020-03-01", "ceo")
    assert record.only("ann", "ceo").attributes.acting is False


def test_a_predecessor_narrows_only_the_beginning_of_a_change() -> None:
    record = Record()
    record.appointed("ann", "2019-05-01", "ceo", acting=True)
    record.appointed("ann", "2020", "ceo")
    record.appointed("bob", "2018-01-01", "ceo")
    record.departed("bob", "2020-02-01", "ceo")
    record.died("ann", "2020-03-01")
    acting, _ = record.of("ann", "ceo")
    assert acting.end == span("2020-02-01", "2020-03-01")


def _all(person: str) -> dict[str, str]:
    return {"person": person, "organization": "acme", "post": "all", "manner": "resigned"}


def test_a_post_that_was_left_had_been_changed_by_then() -> None:
    record = Record()
    record.appointed("ann", "2018-01-01", "ceo", acting=True)
    record.appointed("ann", "2019-12", "ceo")
    record.dissolved("2019-12-15")
    acting, for_good = record.of("ann", "ceo")
    assert acting.end == span("2019-12-01", "2019-12-15")
    assert (for_good.start, for_good.end) == (acting.end, span("2019-12-15", "2019-12-15"))


def test_one_appointed_again_had_not_left_before() -> None:
    record = Record()
    record.observed("ann", "2019-11-01")
    record.appointed("ann", "2019-12-02")
    record.dissolved("2019-12")
    assert record.only("ann").end == span("2019-12-02", "2019-12-31")
