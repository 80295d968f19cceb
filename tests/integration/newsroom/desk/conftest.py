"""The desk's pages through Django's client, over a small story that is recorded and projected."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from events.recording.service import record
from stories.engine.advance import catch_up
from tests.integration.upheaval import dismissal, opening

LogIn = Callable[[str], Client]


@pytest.fixture
def upheaval(empty_log: None) -> None:
    """The opening at positions 1 to 11, the dismissal at 12 to 14."""
    record([*opening(), *dismissal()], recorded_by="tests")
    catch_up()


@pytest.fixture
def log_in(db: None) -> LogIn:
    """A client of somebody in a group."""

    def as_one_of(group: str) -> Client:
        user, _ = User.objects.get_or_create(username=f"the-{group}")
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        return client

    return as_one_of
