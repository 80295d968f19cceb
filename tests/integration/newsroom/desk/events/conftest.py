"""A newsroom's record, and people of each group at the desk."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import dismissal, opening

LogIn = Callable[[str], Client]


@pytest.fixture
def desk(empty_log: None) -> Desk:
    """After the opening (positions 1 to 11) and the dismissal (12 to 14)."""
    found = Desk()
    found.append(*opening())
    found.append(*dismissal())
    return found


@pytest.fixture
def log_in(empty_log: None) -> Iterator[LogIn]:
    made: list[User] = []

    def log_in_as(group: str) -> Client:
        user = User.objects.create_user(f"the-{group}")
        user.groups.add(Group.objects.get(name=group))
        made.append(user)
        client = Client()
        client.force_login(user)
        return client

    yield log_in_as
    for user in made:
        user.delete()
