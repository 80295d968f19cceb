from base64 import b64decode, b64encode
from datetime import UTC, datetime

import orjson
import pytest
from django.http import QueryDict

from events.when import Moment
from stories.api.cursors import Mark, pack, place, place_json, unpack
from stories.api.parameters import FACT_FILTERS, Parameters, read_filters
from stories.views.fact_pages import Place
from stories.views.question import BadQuestion

NOW = Moment(None, datetime(2024, 1, 1, tzinfo=UTC), "Asia/Tokyo")


def parameters(query: str) -> Parameters:
    return Parameters(QueryDict(query), FACT_FILTERS)


def faults(query: str) -> list[tuple[str, str]]:
    asked = parameters(query)
    read_filters(asked, NOW, now_asked=False)
    asked.number("limit", 100, 1000)
    return [(fault.pointer, fault.code) for fault in asked.faults]


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("asof=2020-01-01", "/asof", "unknown_parameter"),
        ("tz=UTC&tz=UTC", "/tz", "repeated"),
        ("from=Friday", "/from", "unreadable"),
        ("to=2020-01-01T10:00", "/to", "offset_missing"),
        ("from=2020-01-02&to=2020-01-01", "/to", "before_from"),
        ("certain=yes", "/certain", "invalid_flag"),
        ("order=up", "/order", "invalid_choice"),
        ("status=gone", "/status", "invalid_choice"),
        ("confidence=sure", "/confidence", "invalid_choice"),
        ("type=person.fired", "/type", "invalid_choice"),
        ("entity=No%20Id", "/entity", "invalid_choice"),
        ("limit=0", "/limit", "invalid_number"),
        ("limit=1001", "/limit", "invalid_number"),
        ("limit=-1", "/limit", "invalid_number"),
        ("from=2020-01-01&certain=true&order=asc&cursor=%00", "/cursor", "nul"),
    ],
)
def test_faults_name_the_parameter(query: str, pointer: str, code: str) -> None:
    assert faults(query) == [(pointer, code)]


def test_every_fault_is_told() -> None:
    assert len(faults("order=up&certain=2&what=3")) == 3


def test_dates_are_whole_days_in_the_zone() -> None:
    filters = read_filters(parameters("from=2020-01-02&to=2020-01-02"), NOW, now_asked=False)
    assert filters.first == datetime(2020, 1, 1, 15, tzinfo=UTC)
    assert filters.last == datetime(2020, 1, 2, 14, 59, 59, 999999, tzinfo=UTC)


def test_before_the_zone_is_known_nothing_is_said_of_what_hangs_on_it() -> None:
    asked = parameters("from=2020-01-01T20:00:00Z&to=2020-01-01&order=up")
    read_filters(asked, None, now_asked=False)
    assert [fault.pointer for fault in asked.faults] == ["/order"]
    read_filters(asked, NOW, now_asked=False)
    assert [fault.pointer for fault in asked.faults] == ["/order", "/to"]


def test_several_values() -> None:
    asked = parameters("status=standing,retracted&status=disputed")
    filters = read_filters(asked, NOW, now_asked=False)
    assert filters.statuses == ["standing", "retracted", "disputed"]


class TestCursors:
    given = QueryDict("type=a&limit=3")
    place = Place(False, datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC), 7)

    def packed(self) -> str:
        return pack(Mark(5, place_json(self.place)), "/list/", self.given)

    def test_there_and_back(self) -> None:
        told = unpack(self.packed(), "/list/", QueryDict("limit=9&type=a"))
        assert told.position == 5
        assert place(told.after) == self.place

    @pytest.mark.parametrize(("path", "query"), [("/other/", "type=a"), ("/list/", "type=b")])
    def test_of_another_list(self, path: str, query: str) -> None:
        with pytest.raises(BadQuestion) as refusal:
            unpack(self.packed(), path, QueryDict(query))
        assert refusal.value.errors[0].code == "foreign_cursor"

    @pytest.mark.parametrize("left_out", ["position", "after"])
    def test_one_made_up_of_half_of_it(self, left_out: str) -> None:
        content = orjson.loads(b64decode(self.packed() + "=="))
        del content[left_out]
        with pytest.raises(BadQuestion) as refusal:
            unpack(b64encode(orjson.dumps(content)).decode(), "/list/", self.given)
        assert refusal.value.errors[0].code == "invalid_cursor"

    def test_one_made_up_with_what_no_text_of_the_database_has(self) -> None:
        made_up = pack(Mark(5, ["2020-01-01T00:00:00Z", "a\0"]), "/list/", self.given)
        with pytest.raises(BadQuestion) as refusal:
            unpack(made_up, "/list/", self.given)
        assert refusal.value.errors[0].code == "invalid_cursor"

    @pytest.mark.parametrize("text", ["", "x", "e30", "%00", "é", "bnVsbA", "W10"])
    def test_no_cursor(self, text: str) -> None:
        with pytest.raises(BadQuestion) as refusal:
            unpack(text, "/list/", self.given)
        assert refusal.value.errors[0].pointer == "/cursor"
