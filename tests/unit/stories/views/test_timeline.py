from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from stories.views.shapes import Names
from stories.views.timeline import day, fact, names_needed


def row(**columns: Any) -> Any:
    told: dict[str, Any] = dict.fromkeys(
        ("event", "type", "kind", "when", "confidence", "note", "recorded_by", "start_latest")
    )
    told |= {"position": 3, "summary": "{ada} left {acme}", "status": "standing", "data": {}}
    told |= dict.fromkeys(("entities", "stories", "citations", "amendments", "disputes"), ())
    told |= {"independent_sources": 1, "recorded_at": datetime(2020, 1, 1, tzinfo=UTC)}
    return SimpleNamespace(**{**told, "start_earliest": datetime(2020, 1, 1, tzinfo=UTC)} | columns)


def test_summaries_speak_of_names() -> None:
    assert fact(row(), Names(ada="Ada"))["summary"] == "Ada left acme"
    assert names_needed([row()]) == {"ada", "acme"}


def test_shape() -> None:
    shape = fact(row(), Names())
    assert set(shape) >= {
        *("event", "type", "summary", "window", "data", "entities", "stories", "citations"),
        *("independent_sources", "confidence", "status", "amendments"),
    }
    assert shape["recorded_at"] == "2020-01-01T00:00:00.000000Z"
    assert "undated" not in shape


def test_without_an_earliest_moment_it_is_undated() -> None:
    assert fact(row(start_earliest=None), Names())["undated"] is True


def test_the_day_at_the_ends_of_the_calendar() -> None:
    last = datetime(9999, 12, 31, 23, tzinfo=UTC)
    told = row(start_earliest=last, start_latest=last)
    assert day(told, ZoneInfo("UTC")) == "9999-12-31"
    assert day(told, ZoneInfo("Asia/Tokyo")) is None
