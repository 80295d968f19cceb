"""At which versions streams are: as not appended, and as they were when a batch was checked."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Max

from events.log.append import VersionConflict
from events.models import Event
from events.recording.draft import Draft
from events.types import event_types


def check_versions(drafts: Sequence[Draft]) -> None:
    """Raises VersionConflict as the append itself would, at this moment."""
    asked = {each.provisional.stream for each in drafts if each.expected_version is not None}
    versions = _versions(asked)
    for index, each in enumerate(drafts):
        stream = each.provisional.stream
        expected, actual = each.expected_version, versions[stream]
        if expected is not None and expected != actual:
            raise VersionConflict(stream, expected, actual, index)
        versions[stream] += 1


def depends_on_the_record(type_name: object) -> bool:
    """Whether an event may be valid or not by what others did in its stream: a second retraction,
    another definition of a post. Merges have a lock of their own.
    """
    kind_of = event_types().get(type_name) if isinstance(type_name, str) else None
    return kind_of is not None and kind_of.kind in ("editorial", "definition")


def versions_checked(drafts: Sequence[Draft], position: int) -> list[int | None]:
    """What each draft expects of its stream: what its client said, else, where its validity depends
    on it, the version at the position after which the record was read.
    """
    checked = [depends_on_the_record(each.provisional.type) for each in drafts]
    streams = {each.provisional.stream for each, asks in zip(drafts, checked, strict=True) if asks}
    versions = _versions(streams, position)
    expected = []
    for each, asks in zip(drafts, checked, strict=True):
        stream = each.provisional.stream
        read = versions[stream] if asks else None
        expected.append(read if each.expected_version is None else each.expected_version)
        versions[stream] += 1
    return expected


def _versions(streams: Iterable[str], position: int | None = None) -> Counter[str]:
    found = Event.objects.filter(stream__in=streams)
    if position is not None:
        found = found.filter(position__lte=position)
    return Counter(dict(found.values_list("stream").annotate(Max("version"))) if streams else {})
