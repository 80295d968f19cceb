"""Delete the rows and checkpoints of generations that nobody reads any more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from stories.engine import checkpoints
from stories.engine.registry import projections
from stories.models import Checkpoint, ParkedTrack, Rebuild, row_model

GRACE = timedelta(hours=1)
"""How long a replaced generation stays for readers that began before the swap: a long list is read
as fast as its reader takes it, and a replica that is behind has swap and clearing away at once."""


def clear_away() -> None:
    """Delete generations that were replaced or given up, once no reader can be at them."""
    old = timezone.now() - GRACE
    ended = Rebuild.objects.exclude(status=Rebuild.Status.BUILDING).filter(
        projection__in=projections(), finished_at__lt=old
    )
    # What is under way, or begun meanwhile, has a higher number than any that has ended.
    swapped = Max("generation", filter=Q(status=Rebuild.Status.SWAPPED))
    newest = (
        ended.order_by().values_list("projection").annotate(last=Max("generation"), live=swapped)
    )
    for name, number, before in newest:
        # What was live before may have been replaced since.
        read = {before or 1, checkpoints.live_generation(name)}
        unused = Q(generation__lte=number) & ~Q(generation__in=read)
        if Checkpoint.objects.filter(unused, projection=name).exists():
            clear(name, unused)


@transaction.atomic
def clear(name: str, generations: Q) -> None:
    """The checkpoints first: whoever is at one is waited for, and leaves rows."""
    for kept in (Checkpoint, ParkedTrack):
        kept.objects.filter(generations, projection=name).delete()
    row_model(name)._default_manager.filter(generations).delete()
