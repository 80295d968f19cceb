"""Whether streams are at the versions that their events expect, for what is not appended."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Max

from events.log.append import VersionConflict
from events.models import Event
from events.recording.draft import Draft


def check_versions(drafts: Sequence[Draft]) -> None:
    """Raises VersionConflict as the append itself would, at this moment."""
    asked = {each.provisional.stream for each in drafts if each.expected_version is not None}
    if not asked:
        return
    rows = Event.objects.filter(stream__in=asked).values_list("stream").annotate(Max("version"))
    versions = Counter(dict(rows))
    for index, each in enumerate(drafts):
        stream = each.provisional.stream
        expected, actual = each.expected_version, versions[stream]
        if expected is not None and expected != actual:
            raise VersionConflict(stream, expected, actual, index)
        versions[stream] += 1
