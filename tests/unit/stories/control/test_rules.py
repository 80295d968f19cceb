"""Design §6: `control` follows the rules of tenures (established, observed, ended)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.stories.control.record import CONTROLLED, Record
from tests.unit.stories.telling import at, end_of, since, span


@pytest.fixture
def record() -> Record:
    return Record()


class TestFacts:
    def test_what_is_established_begins_in_its_window_and_goes_on(self, record: Record) -> None:
        told = record.established("ann", "2019-03", "majority", "60")
        row = record.only("ann")
        assert (row.start, row.start_known, row.start_text) == (
            span("2019-03-01", "2019-03-31"),
            True,
            "2019-03",
        )
        assert (row.end, row.kind, row.share) == (None, "majority", {"min": "60", "max": "60"})
        assert [one.event for one in row.begun] == [told]

    def test_what_ended_ends_in_its_window(self, record: Record) -> None:
        record.established("ann", "2019-03")
        told = record.ended("ann", "2022-05", "sale")
        row = record.only("ann")
        assert (row.end, row.end_text) == (span("2022-05-01", "2022-05-31"), "2022-05")
        assert (row.how, row.inferred, [one.event for one in row.ended]) == ("sale", False, [told])

    def test_windows_are_half_open(self, record: Record) -> None:
        record.established("ann", "2019-03-01T12:00:00Z")
        record.ended("ann", "2022-05-01T12:00:00Z")
        assert record.at("2019-03-01T11:59", "ann") is None
        assert record.at("2019-03-01T12:00", "ann") == "certain"
        assert record.at("2022-05-01T11:59", "ann") == "certain"
        assert record.at("2022-05-01T12:00", "ann") is None

    def test_what_is_observed_was_held_then_and_its_start_is_not_known(
        self, record: Record
    ) -> None:
        record.observed("ann", "2018-03-05")
        row = record.only("ann")
        assert (row.start, row.start_known) == (since(None, "2018-03-05"), False)
        assert record.at("1990-01-01", "ann") == "possible"
        assert record.at("2018-03-05", "ann") == "certain"

    def test_what_is_observed_within_a_month_is_certain_from_its_end(self, record: Record) -> None:
        record.observed("ann", "2018-03")
        assert record.only("ann").start.latest == end_of("2018-03-31")

    def test_facts_can_be_recorded_in_any_order(self, record: Record) -> None:
        record.ended("ann", "1999")
        record.established("ann", "1999-06-01")
        row = record.only("ann")
        assert (row.start, row.end) == (
            span("1999-06-01", "1999-06-01"),
            span("1999-01-01", "1999-12-31"),
        )

    def test_of_two_accounts_of_one_change_the_more_confident_counts(self, record: Record) -> None:
        sure = record.established("ann", "2018-02-20", confidence="official")
        rumour = record.established("ann", "2019-05-01", confidence="rumoured")
        assert record.only("ann").start == span("2018-02-20", "2018-02-20")
        (conflict,) = record.conflicts
        assert (conflict.kind, conflict.events) == ("start", (sure, rumour))

    def test_established_although_observed_before_is_a_conflict(self, record: Record) -> None:
        record.observed("ann", "2018-02-20")
        record.established("ann", "2019-05-01")
        assert record.only("ann").start == since(None, "2018-02-20")
        assert [one.kind for one in record.conflicts] == ["reestablished"]

    @pytest.mark.parametrize("whose", ["ann", "bob"])
    def test_rows_are_in_order_of_time_whatever_was_recorded_first(
        self, record: Record, whose: str
    ) -> None:
        for who in (whose, "bob" if whose == "ann" else "ann"):
            record.established(who, "2019", "minority")
        record.established("ann", "2021-05-01", "majority")
        record.established("bob", "2020-05-01", "majority")
        told = [(row.controller, row.kind) for row in record.rows]
        assert told == [
            ("bob", "minority"),
            ("ann", "minority"),
            ("bob", "majority"),
            ("ann", "majority"),
        ]

    @pytest.mark.parametrize("first", ["ann", "bob"])
    def test_what_began_at_one_time_is_told_by_name(self, record: Record, first: str) -> None:
        for who in (first, "bob" if first == "ann" else "ann"):
            record.established(who, "2019", "minority")
        assert [row.controller for row in record.rows] == ["ann", "bob"]

    def test_the_holds_of_several_stand_side_by_side(self, record: Record) -> None:
        record.established("ann", "2019", "minority", "49")
        record.established("bob", "2019", "board_seat")
        assert [row.controller for row in record.rows] == ["ann", "bob"]
        assert record.conflicts == []


class TestEve:
    def test_an_end_without_a_start_shows_control_on_the_day_before(self, record: Record) -> None:
        record.ended("ann", "2018-02-20")
        row = record.only("ann")
        assert (row.start, row.end) == (
            since(None, "2018-02-19"),
            span("2018-02-20", "2018-02-20"),
        )
        assert (row.kind, row.share) == (None, None)
        assert record.at("2018-02-19T12:00", "ann") == "certain"

    @pytest.mark.parametrize("day", ["2020-05-01", "2020-05-02"])
    def test_how_it_ended_is_as_the_account_has_it_that_prevailed(
        self, record: Record, day: str
    ) -> None:
        record.established("ann", "2019-03-01")
        record.ended("ann", "2020-05-01", "sale", verdicts={"manner": "original"})
        record.ended("ann", day, "gift")
        assert record.only("ann").how == "sale"

    def test_how_it_ended_is_as_the_account_has_it_that_counts(self, record: Record) -> None:
        record.established("ann", "2019-03-01")
        record.ended("ann", "2020-05", "gift")
        record.ended("ann", "2020-05-10", "sale")
        assert record.only("ann").how == "sale"

    def test_how_it_ended_is_not_as_an_account_has_it_that_is_overruled(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01")
        record.ended("ann", "2020-05-01", confidence="official")
        record.ended("ann", "2021-05-01", "gift", confidence="rumoured")
        assert record.only("ann").how is None

    def test_an_end_that_a_dissolution_leaves_no_room_for_says_not_how(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01")
        record.observed("ann", "2020-05-01")
        record.ended("ann", "2020-05", "sale")
        dissolved = record.dissolved("acme", "2020-05-01T12:00:00Z")
        row = record.only("ann")
        assert ([one.event for one in row.ended], row.inferred) == ([dissolved], True)
        assert row.how is None

    def test_a_wide_end_shows_none_for_certain(self, record: Record) -> None:
        record.ended("ann", "2018-02")
        assert record.at("2018-01-31", "ann") == "possible"
        assert record.at("2018-02-27T12:00", "ann") == "possible"


class TestLimits:
    def test_no_unknown_start_before_the_founding_of_what_is_controlled(
        self, record: Record
    ) -> None:
        record.observed("ann", "2023-11-16")
        record.founded("acme", "2015-12-11")
        assert record.only("ann").start == since("2015-12-11", "2023-11-16")

    def test_nor_before_that_of_the_controller(self, record: Record) -> None:
        record.observed("apex", "2023-11-16")
        record.founded("acme", "2015-12-11")
        record.founded("apex", "2017-05-01")
        assert record.only("apex").start == since("2017-05-01", "2023-11-16")

    def test_the_founding_of_another_controller_is_no_limit(self, record: Record) -> None:
        record.observed("ann", "2023-11-16")
        record.observed("apex", "2023-11-16", "minority")
        record.founded("apex", "2017-05-01")
        assert record.only("ann").start == since(None, "2023-11-16")

    def test_no_unknown_start_before_the_end_of_the_last_time(self, record: Record) -> None:
        record.ended("ann", "2015-03-01")
        record.observed("ann", "2018-05-01")
        _, second = record.of("ann")
        assert second.start == since("2015-03-01", "2018-05-01")

    @pytest.mark.parametrize("gone", ["acme", "apex"])
    def test_the_dissolution_of_either_ends_what_is_open(self, record: Record, gone: str) -> None:
        record.established("apex", "2015-01-01")
        end = record.dissolved(gone, "2020-05")
        row = record.only("apex")
        assert (row.end, row.inferred, row.how) == (span("2020-05-01", "2020-05-31"), True, None)
        assert [one.event for one in row.ended] == [end]

    def test_the_dissolution_of_one_controller_leaves_the_others(self, record: Record) -> None:
        record.established("apex", "2015-01-01", "majority")
        record.established("bolt", "2015-01-01", "minority")
        record.dissolved("apex", "2020-05")
        assert record.only("bolt").end is None

    def test_the_first_of_two_dissolutions_ends_it(self, record: Record) -> None:
        record.established("apex", "2015-01-01")
        record.dissolved("acme", "2020-05-01")
        record.dissolved("apex", "2018-05-01")
        assert record.only("apex").end == span("2018-05-01", "2018-05-01")

    @pytest.mark.parametrize("years", [("2020", "2020-05"), ("2020-05", "2020")])
    def test_of_two_that_may_be_of_one_time_either_can_have_ended_it(
        self, record: Record, years: tuple[str, str]
    ) -> None:
        record.established("apex", "2015-01-01")
        gone = [record.dissolved(who, at) for who, at in zip(("acme", "apex"), years, strict=True)]
        row = record.only("apex")
        assert (row.end, row.inferred) == (span("2020-01-01", "2020-05-31"), True)
        assert {one.event for one in row.ended} == set(gone)
        assert record.conflicts == []

    def test_even_if_an_end_is_told_for_after_the_later(self, record: Record) -> None:
        record.established("apex", "2015-01-01")
        rumour = record.ended("apex", "2020-03", confidence="rumoured")
        late = record.ended("apex", "2021", confidence="official")
        gone = [record.dissolved("acme", "2020-05"), record.dissolved("apex", "2020")]
        assert record.only("apex").end == span("2020-01-01", "2020-05-31")
        assert {one.kind for one in record.conflicts} == {"end"}
        assert {one.events for one in record.conflicts} == {
            (late, rumour),
            *((one, late) for one in gone),
        }

    def test_though_not_before_it_was_last_seen(self, record: Record) -> None:
        record.established("apex", "2015-01-01")
        record.observed("apex", "2020-03-01")
        record.dissolved("acme", "2020")
        record.dissolved("apex", "2020-05")
        assert record.only("apex").end == span("2020-03-02", "2020-05-31")

    def test_one_ended_it_after_the_day_it_was_seen_whenever_the_other_was(
        self, record: Record
    ) -> None:
        record.observed("apex", "2020-05-01T12:00:00Z")
        record.dissolved("acme", {"earliest": "2020-05-01T15:00:00Z", "latest": "2020-05-03"})
        alone = record.only("apex").end
        record.dissolved("apex", "2020-05")
        ended = record.only("apex").end
        assert ended == alone == span("2020-05-02", "2020-05-03")

    def test_what_can_have_ended_after_the_day_it_was_seen_did(self, record: Record) -> None:
        record.observed("apex", "2020-05-01T12:00:00Z")
        record.ended("apex", {"earliest": "2020-05-01T15:00:00Z", "latest": "2020-05-03"})
        assert record.only("apex").end == span("2020-05-02", "2020-05-03")

    def test_seen_when_the_first_of_the_days_begins_that_accounts_of_its_end_leave(
        self, record: Record
    ) -> None:
        record.observed("apex", "2020-05-10")
        record.dissolved("acme", "2020-05")
        record.dissolved("acme", "[2020-05-10..2020-06-30]")
        assert record.only("apex").end == span("2020-05-11", "2020-05-31")

    def test_a_disputed_death_contradicts_no_control_told_for_later(self, record: Record) -> None:
        record.died("ann", "2018", disputed=["happened"])
        record.observed("ann", "2019-01-01")
        assert len(record.of("ann")) == 1
        assert record.conflicts == []

    def test_two_accounts_of_a_dissolution_are_settled(self, record: Record) -> None:
        record.established("apex", "2015-01-01")
        record.dissolved("acme", "2020-05-03")
        record.dissolved("acme", "2020-05")
        assert record.only("apex").end == span("2020-05-03", "2020-05-03")

    def test_what_ended_in_that_year_did_so_before_both_accounts_have_it(
        self, record: Record
    ) -> None:
        record.established("apex", "2015-01-01")
        record.ended("apex", "2020")
        record.dissolved("acme", "2020-05-03")
        record.dissolved("acme", "2020-05")
        assert record.only("apex").end == span("2020-01-01", "2020-05-03")

    def test_a_dissolution_shows_nobody_in_control_before_it(self, record: Record) -> None:
        record.established("apex", "unknown")
        record.dissolved("acme", "2020-05-01")
        assert record.at("2020-04-30T12:00", "apex") == "possible"

    @pytest.mark.parametrize("hows", [(None, "sold"), ("sold", None)])
    def test_how_it_ended_as_the_account_has_it_that_says_so(
        self, record: Record, hows: tuple[str | None, ...]
    ) -> None:
        record.established("apex", "2015-01-01")
        for how in hows:
            record.ended("apex", "2020-05", how)
        assert record.only("apex").how == "sold"

    def test_what_ended_before_is_left(self, record: Record) -> None:
        record.established("apex", "2015-01-01")
        record.ended("apex", "2017-01-01")
        record.dissolved("acme", "2020-05")
        row = record.only("apex")
        assert (row.end, row.inferred) == (span("2017-01-01", "2017-01-01"), False)

    def test_what_ended_at_a_time_not_well_known_ended_before_the_dissolution(
        self, record: Record
    ) -> None:
        record.established("apex", "2015-01-01")
        record.ended("apex", "2020")
        record.dissolved("acme", "2020-05-31")
        assert record.only("apex").end == span("2020-01-01", "2020-05-31")
        assert record.conflicts == []

    def test_what_ended_at_the_very_moment_of_the_dissolution_is_no_conflict(
        self, record: Record
    ) -> None:
        record.established("apex", "2015-01-01")
        record.dissolved("acme", "2020-05-01T12:00:00Z")
        record.ended("apex", "2020-05-01T12:00:00Z")
        assert record.at("2020-05-01T12:00", "apex") is None
        assert record.conflicts == []

    def test_an_end_told_for_later_than_the_dissolution_is_a_conflict(self, record: Record) -> None:
        record.established("apex", "2015-01-01")
        record.dissolved("acme", "2020-05-01")
        record.ended("apex", "2021-01-01")
        assert record.only("apex").end == span("2020-05-01", "2020-05-01")
        assert [one.kind for one in record.conflicts] == ["end"]

    @pytest.mark.parametrize(("acme", "apex"), [("2020", "2020-05-01"), ("2020-05-01", "2020")])
    def test_it_contradicts_the_dissolution_that_was_before_it(
        self, record: Record, acme: str, apex: str
    ) -> None:
        record.established("apex", "2015-01-01")
        told = {acme: record.dissolved("acme", acme), apex: record.dissolved("apex", apex)}
        late = record.ended("apex", "2020-08-01")
        (conflict,) = record.conflicts
        assert (conflict.kind, conflict.events) == ("end", (told["2020-05-01"], late))

    @pytest.mark.parametrize("who", ["ann", CONTROLLED])
    def test_a_death_of_either_ends_what_is_open(self, record: Record, who: str) -> None:
        record.established("ann", "2015-01-01")
        record.died(who, "2020-05-01")
        row = record.only("ann")
        assert (row.end, row.inferred) == (span("2020-05-01", "2020-05-01"), True)

    @pytest.mark.parametrize("told", [Record.established, Record.observed])
    def test_nobody_takes_control_after_dying(
        self, record: Record, told: Callable[[Record, str, str], str]
    ) -> None:
        record.died("ann", "2020-05-01")
        told(record, "ann", "2021-05-01")
        assert record.rows == []
        assert [one.kind for one in record.conflicts] == ["after_death"]

    def test_otherwise_it_goes_on_and_says_when_a_fact_last_spoke_of_it(
        self, record: Record
    ) -> None:
        record.established("ann", "2015-01-01")
        record.observed("ann", "2018-03")
        row = record.only("ann")
        assert (row.end, row.last_attested) == (None, end_of("2018-03-31"))
        assert record.at("2050-01-01", "ann") == "certain"


class TestTerms:
    def test_established_again_of_another_kind_is_a_change_in_that_window(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01", "minority", "20")
        told = record.established("ann", "2021-05", "majority")
        first, second = record.of("ann")
        assert first.end == second.start == span("2021-05-01", "2021-05-31")
        assert [one.event for one in first.ended] == [told]
        assert [one.event for one in second.begun] == [told]
        assert (first.kind, first.share) == ("minority", {"min": "20", "max": "20"})
        assert (second.kind, second.share) == ("majority", None)

    def test_established_again_to_another_share_is_a_change(self, record: Record) -> None:
        record.established("ann", "2019-03-01", "minority", "20")
        record.established("ann", "2021-05-01", "minority", "49")
        assert [row.share for row in record.of("ann")] == [
            {"min": "20", "max": "20"},
            {"min": "49", "max": "49"},
        ]

    def test_to_another_share_it_is_a_change_though_at_what_may_be_the_same_time(
        self, record: Record
    ) -> None:
        record.established("ann", "2019", "minority", "20")
        record.established("ann", "2019-05-01", "minority", "49")
        assert len(record.of("ann")) == 2

    def test_established_again_later_to_the_same_share_is_another_account_of_it(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01", "minority", "20")
        record.established("ann", "2021-05-01", "minority", "20")
        assert record.only("ann").start == span("2021-05-01", "2021-05-01")
        assert [one.kind for one in record.conflicts] == ["start"]

    def test_established_again_later_to_a_share_that_is_first_told_is_a_change(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01", "minority")
        record.established("ann", "2021-05-01", "minority", "49")
        first, second = record.of("ann")
        assert (first.start, first.share) == (span("2019-03-01", "2019-03-01"), None)
        assert (second.start, second.share) == (first.end, {"min": "49", "max": "49"})
        assert record.conflicts == []

    def test_a_share_that_one_of_two_accounts_tells_is_no_change(self, record: Record) -> None:
        record.established("ann", "2019", "minority")
        record.established("ann", "2019-03-01", "minority", "20")
        assert record.only("ann").share == {"min": "20", "max": "20"}

    def test_of_another_kind_it_is_a_change_though_at_what_may_be_the_same_time(
        self, record: Record
    ) -> None:
        record.established("ann", "2019", "minority")
        record.established("ann", "2019-05-01", "majority", "60")
        assert {row.kind for row in record.of("ann")} == {"minority", "majority"}

    def test_the_same_share_in_other_digits_is_no_change(self, record: Record) -> None:
        record.established("ann", "2019-03-01", "minority", "20")
        record.established("ann", "2019-03-01", "minority", "20.0")
        assert record.only("ann").share == {"min": "20", "max": "20"}

    @pytest.mark.parametrize(
        ("told", "again"), [((None, "20"), ("0", "20")), (("60", None), ("60", "100"))]
    )
    def test_a_bound_that_is_not_told_is_none(
        self, record: Record, told: object, again: object
    ) -> None:
        record.established("ann", "2019-03-01", "other", told)
        record.established("ann", "2019-03-01", "other", again)
        assert len(record.of("ann")) == 1

    def test_what_is_not_said_of_the_share_is_no_change(self, record: Record) -> None:
        record.established("ann", "2019-03-01", "minority", "20")
        record.established("ann", "2019-03", "minority")
        record.observed("ann", "2020-01-01", "minority")
        assert record.only("ann").share == {"min": "20", "max": "20"}

    def test_a_share_said_later_is_filled_in(self, record: Record) -> None:
        record.established("ann", "2019-03-01", "minority")
        record.observed("ann", "2020-01-01", "minority", "20")
        assert record.only("ann").share == {"min": "20", "max": "20"}

    def test_observed_later_of_another_kind_it_has_changed_between(self, record: Record) -> None:
        record.established("ann", "2019-03-01T12:00:00Z", "minority", "20")
        seen = record.observed("ann", "2021-05-01", "majority")
        first, second = record.of("ann")
        assert second.start == since("2019-03-01T12:00:00.000001", "2021-05-01")
        assert (first.end, second.start_known) == (second.start, False)
        assert [one.event for one in first.ended] == [seen]
        assert [one.event for one in second.begun] == [seen]
        assert (first.kind, second.kind, second.share) == ("minority", "majority", None)
        assert record.conflicts == []

    def test_what_is_observed_to_have_changed_within_a_day_did_so_since_it_was_told(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01T12:00:00Z", "minority")
        record.observed("ann", "2019-03-01T14:00:00Z", "majority")
        _, second = record.of("ann")
        assert second.start == since("2019-03-01T12:00:00.000001", "2019-03-01T14:00")

    def test_what_is_observed_to_have_changed_did_so_before_it_ended(self, record: Record) -> None:
        record.established("ann", "2019-11-01", "full")
        record.observed("ann", "2019-12", "minority")
        record.ended("ann", "2019-12-01")
        first, second = record.of("ann")
        assert first.end == second.start == span("2019-11-02", "2019-12-01")
        assert record.at("2019-12-15", "ann") is None

    @pytest.mark.parametrize("occurred", ["2019-05-01", "[2019-05-01..2020-05-01]"])
    def test_observed_of_another_kind_when_it_may_have_been_established_is_a_conflict(
        self, record: Record, occurred: str
    ) -> None:
        told = record.established("ann", "2019", "minority")
        seen = record.observed("ann", occurred, "majority")
        assert record.only("ann").kind == "minority"
        (conflict,) = record.conflicts
        assert (conflict.kind, conflict.events) == ("terms", (told, seen))

    @pytest.mark.parametrize(
        "told", [["2021"], ["2021", "2021-03-01"], ["2019-03-01", "2021-05-01T12:00:00Z"]]
    )
    def test_so_it_is_where_it_was_observed_as_it_had_been_at_what_may_be_that_time(
        self, record: Record, told: list[str]
    ) -> None:
        record.established("ann", "2019-03-01", "minority")
        for occurred in told:
            record.observed("ann", occurred, "minority")
        seen = record.observed("ann", "2021-05-01T12:00:00Z", "majority")
        assert record.only("ann").kind == "minority"
        (conflict,) = record.conflicts
        assert (conflict.kind, conflict.events[-1]) == ("terms", seen)

    def test_what_is_seen_again_as_it_had_changed_is_no_part_of_the_change(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01", "minority")
        first = record.observed("ann", "2021-05-01", "majority")
        again = record.observed("ann", "2022-05-01", "majority")
        before, since_then = record.of("ann")
        assert [one.event for one in before.ended] == [first]
        assert [one.event for one in since_then.begun] == [first]
        assert [one.event for one in since_then.facts] == [first, again]
        assert since_then.start.latest == at("2021-05-01")

    @pytest.mark.parametrize(
        ("share", "rows"),
        [
            ("49", 1),
            (("40", "60"), 1),
            (("40", None), 1),
            ((None, "60"), 1),
            ("30", 2),
            (("50", None), 2),
            ((None, "48"), 2),
        ],
    )
    def test_observed_to_a_share_told_less_exactly_it_has_not_changed(
        self, record: Record, share: object, rows: int
    ) -> None:
        record.established("ann", "2019-03-01", "minority", "49")
        record.observed("ann", "2020-01-01", "minority", share)
        assert len(record.of("ann")) == rows

    @pytest.mark.parametrize(
        ("share", "rows"), [(("20", "70"), 1), (("40", "70"), 2), (("20", "50"), 2)]
    )
    def test_observed_within_bounds_beyond_which_it_may_have_been_it_has_changed(
        self, record: Record, share: object, rows: int
    ) -> None:
        record.established("ann", "2019-03-01", "minority", ("30", "60"))
        record.observed("ann", "2020-01-01", "minority", share)
        assert len(record.of("ann")) == rows

    def test_what_is_observed_and_then_told_as_a_change_begins_with_it(
        self, record: Record
    ) -> None:
        record.established("ann", "2019-03-01", "minority")
        record.observed("ann", "2021-05-01", "majority", "60")
        record.established("ann", "2021-05-01", "majority", "55")
        _, second = record.of("ann")
        assert (second.start, second.start_known) == (span("2021-05-01", "2021-05-01"), True)
        assert second.share == {"min": "55", "max": "55"}


class TestDisputes:
    def test_disputed_control_is_marked(self, record: Record) -> None:
        record.established("ann", "2019", disputed=["other"])
        record.observed("bob", "2019", "minority", disputed=["when"])
        assert [row.disputed for row in record.rows] == [True, True]

    def test_an_end_disputed_to_have_happened_leaves_it_possible(self, record: Record) -> None:
        record.established("ann", "2015-01-01")
        record.ended("ann", "2020-05-01", disputed=["happened"])
        assert record.at("2020-04-30", "ann") == "certain"
        assert record.at("2030-01-01", "ann") == "possible"

    def test_an_end_disputed_in_its_time_ends_it(self, record: Record) -> None:
        record.established("ann", "2015-01-01")
        record.ended("ann", "2020-05-01", disputed=["when"])
        assert record.at("2030-01-01", "ann") is None
        assert record.only("ann").disputed
