"""Events are found by what they say, are about and amount to, and by who recorded them and when."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from events.recording.service import record
from events.when import read_known_at
from newsroom.desk.events.search import Wanted, _effect, search
from stories.engine.reading import Known, resolve_known
from stories.models import row_model
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import event

ADA_OUT, ADA_OFF_BOARD, DOT_IN = 12, 13, 14


def known() -> Known:
    now = read_known_at(None, timezone="UTC", now=datetime.now(UTC))
    return resolve_known(now, ("facts", "names"))


def positions(**wanted: Any) -> list[int]:
    return [one.event.position for one in search(known(), Wanted(**wanted)).found]


def amend(desk: Desk, position: int, type: str, **data: Any) -> str:
    """Appends an amendment of the event at a position; its id."""
    target = Event.objects.get(position=position)
    if type in ("event.corrected", "event.retracted"):
        data |= {"reason": "The memo was misread.", "public_note": "We put it right."}
    [appended] = desk.append({"type": type, "data": {"event": str(target.id), **data}})
    return str(appended["id"])


def test_newest_recorded_first_or_oldest(desk: Desk) -> None:
    assert positions() == list(range(14, 0, -1))
    assert positions(order="oldest") == list(range(1, 15))


def test_by_time_in_the_world_facts_alone_and_the_undated_last(desk: Desk) -> None:
    desk.append(event("happening.recorded", "unknown", headline="A rumour", about=["acme"]))
    assert positions(order="world-oldest") == [7, 8, 10, 11, 9, 12, 13, 14, 15]
    assert positions(order="world") == [14, 13, 12, 9, 11, 10, 8, 7, 15]


@pytest.mark.parametrize("few", [0, 3, 5_000])
def test_the_same_is_found_whether_few_or_many(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("newsroom.desk.events.search.FEW", few)
    assert positions(text="appointed") == [14, 11, 10, 9, 8, 7]
    assert positions(entity="dot") == [14, 5]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"text": "removed"}, [13, 12]),
        ({"text": "remov"}, [13, 12]),
        ({"text": "REMOVED ceo"}, [12]),
        ({"text": '"dot fox"'}, [5]),
        ({"text": "blog ada -removed"}, [14, 11, 7]),
        ({"text": "nowhere"}, []),
        ({"text": "'); DROP TABLE"}, []),
        ({"text": "!!! :* &"}, []),
        ({"entity": "dot"}, [14, 5]),
        ({"entity": "dot", "text": "fox"}, [5]),
        ({"type": "person.departed"}, [13, 12]),
        ({"story": "upheaval", "type": "person.appointed", "entity": "cem"}, [9]),
        ({"confidence": "confirmed", "entity": "bob"}, [10, 8]),
        ({"confidence": "rumoured"}, []),
        ({"status": "retracted"}, []),
        ({"editor": "tests", "type": "story.opened"}, [6]),
        ({"editor": "nobody"}, []),
        ({"happened_from": datetime(2023, 1, 1, tzinfo=UTC)}, [14, 13, 12]),
        ({"happened_to": datetime(2020, 1, 31, tzinfo=UTC), "entity": "cem"}, []),
        (
            {
                "happened_from": datetime(2020, 2, 10, tzinfo=UTC),
                "happened_to": datetime(2020, 2, 11, tzinfo=UTC),
            },
            [9],
        ),
        ({"recorded_from": datetime.now(UTC) + timedelta(days=1)}, []),
        ({"recorded_to": datetime(2020, 1, 1, tzinfo=UTC)}, []),
        ({"recorded_from": datetime(2020, 1, 1, tzinfo=UTC), "type": "story.opened"}, [6]),
    ],
)
def test_each_filter(desk: Desk, wanted: dict[str, Any], expected: list[int]) -> None:
    assert positions(**wanted) == expected
    assert sorted(positions(**wanted, order="world")) == [p for p in reversed(expected) if p >= 7]


def test_text_within_citations_notes_and_amendments(desk: Desk) -> None:
    said = event("happening.recorded", "2023-11-18", headline="A letter", about=["acme"])
    said["citations"] = [
        {"source": "wire", "url": "https://example.org/letter", "quote": "Wir gehen alle."}
    ]
    desk.append({**said, "note": "Zusage per Telefon"})
    amend(desk, 15, "event.disputed", account="It was a telegram.", what="other")
    for text in ("gehen", "telefon", "telegram", "example.org"):
        assert positions(text=text) == [16, 15], text


ACCENTS = [
    ("Nestlé zahlt", ["Nestle", "nestlé", "NESTLÉ", "Nestle\u0301", '"nestle zahlt"']),
    ("Ørsted og Łódź", ["Orsted", "ørsted", "lodz", "Łódź", "lod"]),
    ("Große Straße", ["grosse strasse", "große", "STRASSE"]),
    ("Пётр Ильич", ["Петр", "пётр"]),
    ("Νίκος", ["Νικος", "νίκος"]),
    ("مُحَمَّد", ["محمد"]),
    ("한국은행", ["한국은행", "한국"]),
    ("日本銀行", ["日本銀行"]),
    ("\uff2e\uff28\uff2b", ["NHK"]),
]


@pytest.mark.parametrize(("told", "asked"), ACCENTS, ids=[told for told, _ in ACCENTS])
def test_words_are_found_with_and_without_their_accents(
    desk: Desk, told: str, asked: list[str]
) -> None:
    desk.append(event("happening.recorded", "2023-11-18", headline=told, about=["acme"]))
    desk.append(event("happening.recorded", "2023-11-18", headline="Another", about=["acme"]))
    for text in asked:
        assert positions(text=text) == [15], text


def test_an_amendment_is_an_event_of_its_own_and_found_with_what_it_amends(desk: Desk) -> None:
    amend(desk, ADA_OUT, "event.retracted")
    assert positions(type="event.retracted") == [15]
    assert positions(text="misread") == [15, 12]
    assert positions(status="retracted") == [15, 12]
    assert positions(story="upheaval", type="event.retracted") == [15]
    assert positions(order="world", status="retracted") == [12]
    assert positions(order="world", status="standing", entity="ada") == [14, 13, 11, 7]


def test_what_an_event_is_about_is_what_it_was_corrected_to(desk: Desk) -> None:
    amend(desk, DOT_IN, "event.corrected", changes={"data": {"person": "bob", "replaces": None}})
    assert positions(entity="dot") == [5]
    assert positions(entity="bob", type="person.appointed") == [14, 10, 8]


@pytest.mark.parametrize("order", ["recorded", "oldest", "world", "world-oldest"])
def test_pages_stay_as_they_are_while_others_append(desk: Desk, order: Any) -> None:
    whole, pinned = positions(order=order), known()
    after, found = None, []
    while True:
        page = search(pinned, Wanted(order=order), after, 3)
        found += [one.event.position for one in page.found]
        desk.append(event("happening.recorded", "2020-01-15", headline="More", about=["acme"]))
        if len(found) == 3:
            amend(desk, 9, "event.retracted")
        if page.after is None:
            break
        after = page.after
    assert found == whole


def test_as_many_queries_however_much_is_found(desk: Desk) -> None:
    happened = event("happening.recorded", "2023-11-18", headline="More", about=["acme"])
    now = known()
    for wanted in (Wanted(), Wanted(text="acme"), Wanted(order="world"), Wanted(status="standing")):
        with CaptureQueriesContext(connection) as few:
            search(now, wanted, None, 2)
        counted = len(few)
        assert counted <= 3  # and one of the log's own cursor, which Django does not count
    record([happened] * 100, recorded_by="tests")
    desk.project()
    now = known()
    for wanted in (Wanted(), Wanted(text="acme"), Wanted(order="world"), Wanted(status="standing")):
        with CaptureQueriesContext(connection) as many:
            assert len(search(now, wanted, None, 50).found) == 50
        assert len(many) <= 3


def test_the_index_of_the_words_serves_the_search(desk: Desk) -> None:
    found = row_model("facts")._default_manager.filter(_effect(Wanted(text="removed")))
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        try:
            plan = found.explain()
        finally:
            cursor.execute("SET enable_seqscan = on")
    assert "facts_words" in plan


def test_more_text_than_can_be_indexed_does_not_hold_up_the_views(desk: Desk) -> None:
    """Over a megabyte of words of their own, at which PostgreSQL refuses a row."""
    said = event("happening.recorded", "2023-11-18", headline="A long one", about=["acme"])
    quotes = (" ".join(f"word{n:06}" for n in range(at, at + 800)) for at in range(0, 80_000, 800))
    desk.append({**said, "citations": [{"source": "wire", "quote": quote} for quote in quotes]})
    assert positions(text="word000007") == [15]
    assert positions(text="word079999") == []
