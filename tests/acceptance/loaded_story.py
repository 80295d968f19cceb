"""A story that was loaded, and its views asked over REST."""

from __future__ import annotations

from typing import Any

import httpx

Json = dict[str, Any]


class LoadedStory:
    """`position` is the end of the log once it was loaded: each view has to have reached it."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.position = self.ask("events/", limit=1)["known_at"]["position"]

    def ask(self, path: str, **parameters: Any) -> Json:
        answer = self.client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def view(self, path: str, as_of: str | None = None, **more: Any) -> Json:
        asked = {"at_least": self.position, **({"as_of": as_of} if as_of else {}), **more}
        return self.ask(f"{path}/", **asked)

    def on_board(self, organization: str, as_of: str, **more: Any) -> dict[str, str]:
        """Each member's presence."""
        members = self.view(f"organizations/{organization}/board", as_of, **more)["members"]
        return {one["person"]["id"]: one["presence"] for one in members}

    def post_of(self, organization: str, post: str, as_of: str, **more: Any) -> Json:
        posts = self.view(f"organizations/{organization}/leadership", as_of, **more)["posts"]
        return next(one for one in posts if one["post"] == post)


def people(*, certain: str = "", possible: str = "") -> dict[str, str]:
    """A board as `on_board` gives it."""
    return dict.fromkeys(certain.split(), "certain") | dict.fromkeys(possible.split(), "possible")
