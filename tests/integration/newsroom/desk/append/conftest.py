"""The append form as a browser without scripts sends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from stories.engine.advance import catch_up
from tests.integration.newsroom.desk.conftest import LogIn
from tests.integration.newsroom.desk.sheets import SheetForm

APPEND = "/desk/append/"


class Writer:
    """Somebody at the form: opens it, writes in it, presses buttons."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.entries: dict[str, str] = {}
        self.buttons: list[str] = []
        self.response: Any = None

    def open(self, **query: str) -> Writer:
        return self._show(self.client.get(APPEND, query))

    def write(self, entries: dict[str, str]) -> Writer:
        unknown = entries.keys() - self.entries.keys()
        assert not unknown, f"not on the form: {unknown}; it has {sorted(self.entries)}"
        self.entries |= entries
        return self

    def press(self, button: str) -> Writer:
        assert button in self.buttons, f"no button {button!r}; there are {self.buttons}"
        return self._show(self.client.post(APPEND, {**self.entries, "do": button}))

    def _show(self, response: Any) -> Writer:
        self.response = response
        if response.status_code in (200, 409, 422):
            form = SheetForm(response.content.decode())
            self.entries, self.buttons = form.entries, form.buttons
        return self

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    @property
    def text(self) -> str:
        return " ".join(self.response.content.decode().split())


Sit = Callable[..., Writer]


@pytest.fixture
def sit(upheaval: None, log_in: LogIn) -> Sit:
    """Somebody of a group sits down before the form."""

    def sit_down(group: str = "reporter") -> Writer:
        return Writer(log_in(group))

    return sit_down


@pytest.fixture
def projected() -> Callable[[], None]:
    return catch_up
