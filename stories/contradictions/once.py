"""Events that happen once: what identifies each, so that two tellings can be held together, and
what undoes it, so that it can happen once more."""

from __future__ import annotations

from collections.abc import Hashable

from events.facts import Fact
from events.types.capital import AcquisitionCompleted, ListingCompleted, MergerCompleted
from events.types.governance.organizations import OrganizationDissolved, OrganizationFounded
from events.types.governance.people import PersonDied
from events.types.works import ProductLaunched, ProductWithdrawn

ONCE_TYPES = frozenset(
    {
        "organization.founded",
        "organization.dissolved",
        "listing.completed",
        "person.died",
        "acquisition.completed",
        "merger.completed",
        "product.launched",
        "product.withdrawn",
    }
)
"""With what undoes some of them."""


def subject_of(fact: Fact) -> str | None:
    """The entity to which the event happened, of a kind of event that happens once."""
    match fact.data:
        case OrganizationFounded() | OrganizationDissolved() | ListingCompleted() as data:
            return data.organization
        case PersonDied() as data:
            return data.person
        case AcquisitionCompleted() as data if data.status in (None, "completed"):
            return data.target
        case MergerCompleted() as data:
            return min(data.parties)
        case ProductLaunched() | ProductWithdrawn() as data:
            return data.work
    return None


def undoes(one: Fact, other: Fact) -> bool:
    """Whether after the one the other can happen again: what was withdrawn is launched once more,
    what somebody else bought is bought back."""
    match one.data, other.data:
        case ProductWithdrawn(), ProductLaunched():
            return True
        case AcquisitionCompleted() as between, AcquisitionCompleted() as again:
            return between.acquirer != again.acquirer
    return False


def identity(fact: Fact) -> Hashable:
    """Equal for tellings of one event about the same subject.

    The steps of a founding (announced, registered) and the stages of a launch are events of their
    own.
    """
    match fact.data:
        case OrganizationFounded() as data:
            return data.how or "founded"
        case ListingCompleted() as data:
            return data.venue
        case AcquisitionCompleted() as data:
            return data.acquirer
        case MergerCompleted() as data:
            return frozenset(data.parties)
        case ProductLaunched() as data:
            return data.organization, data.stage or "launched"
    return None
