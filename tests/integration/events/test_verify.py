from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.log.append import append
from events.log.canonical import GENESIS, chained_hash
from events.log.read import read_after
from events.log.verify import verify
from tests.integration.events.making import new_event

pytestmark = pytest.mark.usefixtures("empty_log")
Tamper = Callable[..., None]
TABLES = ("event", "mention", "entity")
MENTIONS_MOVED = """UPDATE events_mention mention SET root = event.root FROM events_event event
    WHERE event.position = mention.position AND event.position = {}"""
FACT_MOVED = """UPDATE events_event SET root = (SELECT id FROM events_event WHERE position = 1)
    WHERE position = 3"""
MALFORMED = '{"data": {"event": "5"}}'


@pytest.fixture
def five_events(empty_log: None) -> None:
    original = new_event(share=1e21, part=0.1, name="İstanbul 😀")
    retraction = new_event(amends=original.id)
    batch = [
        original,
        retraction,
        new_event(introduces=("person", "sam-altman")),
        new_event(amends=retraction.id),
        new_event(),
    ]
    batch[3].root = original.id
    append(batch, recorded_by="ada")


def test_an_untouched_log_is_intact(five_events: None) -> None:
    seen: list[tuple[int, int]] = []

    assert verify(lambda done, total: seen.append((done, total))) is None
    assert seen == [(5, 5)]
    append([new_event(type="person.introduced"), new_event(type="later.added")], recorded_by="ada")
    assert verify() is None


@pytest.mark.parametrize(
    "change",
    [
        "content = jsonb_set(content, '{timezone}', '\"UTC\"')",
        'content = content || \'{"note": "x"}\'',
        "content = '[]'",
        "type = 'person.died'",
        "stream = 'person/x'",
        "version = 77",
        "schema = 2",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "recorded_by = 'eve'",
        "id = gen_random_uuid()",
        "root = gen_random_uuid()",
        "hash = sha256('')",
    ],
)
@pytest.mark.parametrize("position", [1, 2, 4, 5])
def test_a_changed_event_is_found(
    five_events: None, tamper: Tamper, change: str, position: int
) -> None:
    tamper(f"UPDATE events_event SET {change} WHERE position = %s", position)

    assert verify() == position


def test_an_amendment_moved_to_another_fact_is_found(five_events: None, tamper: Tamper) -> None:
    tamper("UPDATE events_event SET root = id WHERE position = 4")

    assert verify() == 4


def test_a_missing_event_is_found(five_events: None, tamper: Tamper) -> None:
    tamper("DELETE FROM events_event WHERE position = 3")

    assert verify() == 3


def test_exchanged_events_are_found(five_events: None, tamper: Tamper) -> None:
    tamper("UPDATE events_event SET position = 99 WHERE position = 3")
    tamper("UPDATE events_event SET position = 3 WHERE position = 5")
    tamper("UPDATE events_event SET position = 5 WHERE position = 99")

    assert verify() == 3


@pytest.mark.parametrize(
    ("changes", "position"),
    [
        ([f"DELETE FROM events_{name} WHERE position = 3" for name in TABLES], 3),
        (["UPDATE events_event SET content = content - 'data' WHERE position = 4"], 4),
        ([f"UPDATE events_event SET content = '{MALFORMED}' WHERE position = 4"], 4),
        ([FACT_MOVED, MENTIONS_MOVED.format(3)], 3),
        (
            [
                "UPDATE events_event SET root = id WHERE position = 4",
                MENTIONS_MOVED.format(4),
            ],
            4,
        ),
    ],
    ids=["missing", "no target", "odd target", "fact moved", "amendment moved"],
)
def test_hashes_made_anew_hide_nothing_that_cannot_be(
    five_events: None, tamper: Tamper, changes: list[str], position: int
) -> None:
    for change in changes:
        tamper(change)
    previous = GENESIS
    for event in read_after(0, 5):
        previous = chained_hash(previous, event)
        tamper("UPDATE events_event SET hash = %s WHERE position = %s", previous, event.position)

    assert verify() == position


def test_a_mention_by_no_event_is_found(five_events: None, tamper: Tamper) -> None:
    tamper("UPDATE events_mention SET position = 9 WHERE position = 5")

    assert verify() == 9


def test_a_mention_of_another_fact_is_found(five_events: None, tamper: Tamper) -> None:
    tamper("UPDATE events_mention SET root = gen_random_uuid() WHERE position IN (3, 5)")

    assert verify() == 3


def test_a_slug_that_no_event_introduced_is_found(five_events: None, tamper: Tamper) -> None:
    tamper("UPDATE events_entity SET position = 9")

    assert verify() == 9


def test_the_command_says_so(five_events: None) -> None:
    out, err = StringIO(), StringIO()
    call_command("verify_log", stdout=out, stderr=err)

    last = read_after(4, 1)[0].hash.hex()
    assert out.getvalue() == f"The log is intact: 5 events, last hash {last}.\n"
    assert err.getvalue() == "5 of 5 events verified\n"


def test_the_command_fails_with_the_first_bad_position(five_events: None, tamper: Tamper) -> None:
    tamper("UPDATE events_event SET recorded_by = 'eve' WHERE position IN (2, 4)")

    with pytest.raises(CommandError, match="first bad position 2") as failure:
        call_command("verify_log", stdout=StringIO(), stderr=StringIO())
    assert failure.value.returncode == 1


def test_an_empty_log_is_intact() -> None:
    out = StringIO()
    call_command("verify_log", stdout=out, stderr=StringIO())

    assert out.getvalue() == "The log is empty.\n"
