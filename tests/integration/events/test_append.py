from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError

from events.log.append import (
    AlreadyIntroduced,
    DuplicateEventId,
    VersionConflict,
    append,
)
from events.log.read import head, read_after
from events.log.verify import verify
from events.models import Entity, Mention
from tests.integration.events.making import new_event, new_id

pytestmark = pytest.mark.usefixtures("empty_log")


def test_events_are_numbered_from_one_without_gaps() -> None:
    first = append([new_event(), new_event("microsoft")], recorded_by="ada")
    second = append([new_event()], recorded_by="ada")

    assert (first.position, second.position) == (2, 3)
    answers = first.events + second.events
    assert [answer["position"] for answer in answers] == [1, 2, 3]
    assert [(answer["stream"], answer["version"]) for answer in answers] == [
        ("organization/openai", 1),
        ("organization/microsoft", 1),
        ("organization/openai", 2),
    ]


def test_the_answer_is_what_is_read() -> None:
    event = new_event(amount=1.5, large=2.0**70, count=3, nothing=None)
    answer = append([event], recorded_by="ada")

    [read] = read_after(0, 10)
    assert answer.events == [
        {
            "id": str(event.id),
            "position": 1,
            "stream": event.stream,
            "version": 1,
            "recorded_at": read.recorded_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
    ]
    assert not answer.replayed
    assert (read.id, read.root, read.content) == (event.id, event.root, event.content)
    assert (read.type, read.schema, read.recorded_by) == ("happening.recorded", 1, "ada")


def test_each_mention_is_kept_once() -> None:
    event = new_event()
    event.mentions = ["openai", "sam-altman", "openai"]
    append([event], recorded_by="ada")

    assert set(Mention.objects.values_list("entity", "position", "root")) == {
        ("openai", 1, event.id),
        ("sam-altman", 1, event.id),
    }


@pytest.mark.parametrize("batched", [True, False], ids=["in the batch", "in the log"])
def test_what_amends_an_event_is_found_under_the_type_of_that(batched: bool) -> None:
    original = new_event("openai")
    amendment = new_event("tesla", amends=original.id)
    for batch in [[original, amendment]] if batched else [[original], [amendment]]:
        append(batch, recorded_by="ada")

    [mention] = Mention.objects.filter(entity="tesla")
    assert (mention.type, mention.root) == ("happening.recorded", original.id)


def test_introductions_are_registered() -> None:
    append([new_event(introduces=("person", "sam-altman"))], recorded_by="ada")

    assert list(Entity.objects.values_list("id", "kind", "position")) == [
        ("sam-altman", "person", 1)
    ]


def test_expected_version_counts_the_events_before_it_in_the_batch() -> None:
    append([new_event(expected_version=0), new_event(expected_version=1)], recorded_by="ada")

    assert head() == 2


def test_a_version_that_has_passed_is_a_conflict() -> None:
    append([new_event(), new_event()], recorded_by="ada")

    with pytest.raises(VersionConflict) as conflict:
        append(
            [new_event("microsoft"), new_event(), new_event(expected_version=2)],
            recorded_by="ada",
        )

    found = conflict.value
    assert (found.stream, found.expected, found.actual, found.index) == (
        "organization/openai",
        2,
        3,
        2,
    )
    assert head() == 2


@pytest.mark.parametrize("batched", [True, False], ids=["in the batch", "in the log"])
def test_an_event_id_is_taken_once(batched: bool) -> None:
    taken = new_id()
    earlier = [new_event(id=taken), new_event()]
    if not batched:
        append(earlier, recorded_by="ada")
        earlier = []

    with pytest.raises(DuplicateEventId) as refused:
        append([*earlier, new_event(id=taken)], recorded_by="ada")

    assert refused.value.id == taken
    assert refused.value.index == len(earlier)
    assert head() == (0 if batched else 2)


@pytest.mark.parametrize("batched", [True, False], ids=["in the batch", "in the log"])
def test_a_slug_is_introduced_once(batched: bool) -> None:
    earlier = [new_event(introduces=("person", "mercury"))]
    if not batched:
        append(earlier, recorded_by="ada")
        earlier = []

    with pytest.raises(AlreadyIntroduced) as refused:
        append([*earlier, new_event(introduces=("work", "mercury"))], recorded_by="ada")

    assert (refused.value.slug, refused.value.index) == ("mercury", len(earlier))
    assert Mention.objects.count() == (0 if batched else 2)


def test_a_story_may_have_the_slug_of_an_entity() -> None:
    batch = [
        new_event(introduces=("organization", "openai")),
        new_event(introduces=("story", "openai")),
    ]
    append(batch, recorded_by="ada")

    assert set(Entity.objects.values_list("kind", "id")) == {
        ("organization", "openai"),
        ("story", "openai"),
    }


def test_after_a_refusal_the_log_goes_on_without_a_gap() -> None:
    append([new_event()], recorded_by="ada")
    with pytest.raises(VersionConflict):
        append([new_event(), new_event(expected_version=9)], recorded_by="ada")

    assert append([new_event()], recorded_by="ada").position == 2
    assert verify() is None


def test_recorded_time_increases_within_a_batch_and_between() -> None:
    append([new_event() for _ in range(50)], recorded_by="ada")
    for _ in range(5):
        append([new_event()], recorded_by="ada")

    times = [event.recorded_at for event in read_after(0, 100)]
    assert all(earlier < later for earlier, later in pairwise(times))


def test_recorded_time_is_told_in_utc_whatever_the_session_says() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Tokyo'")
        [told] = append([new_event()], recorded_by="ada").events

    [event] = read_after(0, 1)
    assert told["recorded_at"] == event.recorded_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert verify() is None


def test_recorded_time_increases_when_the_clock_is_set_back() -> None:
    append([new_event()], recorded_by="ada")
    ahead = datetime.now(UTC) + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_event SELECT 2, gen_random_uuid(), stream, 2, type, schema, %s,"
            " recorded_by, root, content, hash FROM events_event",
            [ahead],
        )
    append([new_event(), new_event()], recorded_by="ada")

    microsecond = timedelta(microseconds=1)
    assert [event.recorded_at for event in read_after(1, 10)] == [
        ahead,
        ahead + microsecond,
        ahead + 2 * microsecond,
    ]


@pytest.mark.parametrize("earlier", [0, 1])
def test_recorded_time_is_that_of_the_append_not_of_its_transaction(earlier: int) -> None:
    """Who asked in between what was known then would else be told otherwise later."""
    for _ in range(earlier):
        append([new_event()], recorded_by="ada")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [in_between] = cursor.fetchone()
        append([new_event()], recorded_by="ada")

    [last] = read_after(earlier, 1)
    assert last.recorded_at > in_between


def test_an_append_is_part_of_the_transaction_it_is_made_in() -> None:
    with transaction.atomic():
        assert append([new_event()], recorded_by="ada").position == 1
        transaction.set_rollback(True)
    assert head() == 0

    with transaction.atomic():
        append([new_event()], recorded_by="ada")
    assert head() == 1


def test_a_transaction_with_an_older_snapshot_cannot_append() -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(InternalError, match="READ COMMITTED"):
            append([new_event()], recorded_by="ada")
        transaction.set_rollback(True)


def test_what_no_log_could_hold_is_refused_before_it_is_asked() -> None:
    with pytest.raises(ValueError, match="nothing to append"):
        append([], recorded_by="ada")
    stranger = new_event()
    stranger.content["position"] = 7
    with pytest.raises(ValueError, match="position"):
        append([stranger], recorded_by="ada")
    with pytest.raises(ValueError, match="safe integer domain"):
        append([new_event(count=2**60)], recorded_by="ada")
    assert head() == 0
