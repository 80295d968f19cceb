"""`make demo`: the example story appended over REST, and what the record answers.

With BASE_URL and API_KEY (an editor's) it asks a newsroom that runs already, and that has no story
of its own about OpenAI: the example is appended where it is not there, and stays. Each run corrects
a date and corrects it back. Exits with 1 if an answer is wrong.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from events.storyfile import StoryFile, read
from newsroom.development.first_start import EXAMPLE
from newsroom.development.private import private_newsroom
from newsroom.development.supervision import GaveUpError
from newsroom.development.turning_points import MUSK, SAN_FRANCISCO, TURNING_POINTS, TurningPoint
from newsroom.env import CHECKOUT

BATCH = 50
TIMEOUT = 120  # seconds for the workers to catch up
ORGANIZATION = "organizations/openai"
NO_KEY = "set API_KEY too, an editor's: manage.py create_api_key --group editor --name demo"

console = Console()


class DemoError(Exception):
    pass


class Api:
    """The REST API, asked with freshness: no answer is older than what we appended."""

    def __init__(self, base_url: str, key: str) -> None:
        self.client = httpx.Client(
            base_url=f"{base_url.rstrip('/')}/api/v1/",
            headers={"Authorization": f"Bearer {key}"},
            timeout=60,
        )
        self.position = 0

    def append(self, envelopes: list[dict[str, Any]]) -> None:
        answer = self.client.post("events/", json={"events": envelopes})
        self.position = self._checked(answer)["position"]

    def has(self, event: str) -> bool:
        return self.client.get(f"events/{event}/").status_code == httpx.codes.OK

    def ask(self, path: str, **parameters: str | int) -> dict[str, Any]:
        """Waits for the workers: while they are behind, the answer is 503 with Retry-After."""
        deadline = time.monotonic() + TIMEOUT
        while True:
            answer = self.client.get(
                f"{ORGANIZATION}/{path}/", params={"at_least": self.position, **parameters}
            )
            behind = answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            if not behind or time.monotonic() > deadline:
                return self._checked(answer)
            time.sleep(float(answer.headers.get("Retry-After", 1)))

    def _checked(self, answer: httpx.Response) -> dict[str, Any]:
        if answer.is_success:
            found: dict[str, Any] = answer.json()
            return found
        raise DemoError(
            f"{answer.request.method} {answer.url}: {answer.status_code}\n{answer.text}"
        )


def main() -> int:
    try:
        with newsroom() as api:
            story = read(CHECKOUT / EXAMPLE)
            append_story(api, story)
            wrong = show_turning_points(api) + show_correction(api, story)
    except (DemoError, GaveUpError, httpx.HTTPError) as fault:
        console.print("[bold red]The demo failed:[/]", end=" ")
        console.print(str(fault), soft_wrap=True, markup=False)
        return 1
    if wrong:
        console.print(f"[bold red]{wrong} answers are wrong.[/]")
        return 1
    console.print("[bold green]Every answer is right.[/]")
    return 0


@contextmanager
def newsroom() -> Iterator[Api]:
    if base_url := os.environ.get("BASE_URL"):
        if not (key := os.environ.get("API_KEY")):
            raise DemoError(NO_KEY)
        yield Api(base_url, key)
        return
    console.print("Starting a newsroom of our own, on a free port and a throw-away data folder …")
    with private_newsroom(own_servers=False) as started:
        console.print(f"It answers at {started.url}")
        try:
            yield Api(started.url, started.api_key)
        except BaseException:
            console.print(started.said(), soft_wrap=True, markup=False, highlight=False)
            raise


def append_story(api: Api, story: StoryFile) -> None:
    """In batches, as a program would; the file's ids make appending it twice impossible."""
    envelopes = story.envelopes
    if api.has(envelopes[-1]["id"]):
        console.print("The example story is recorded already.")
        api.position = api.ask("board")["known_at"]["position"]
        return
    for start in range(0, len(envelopes), BATCH):
        api.append(envelopes[start : start + BATCH])
    console.print(f"Appended {len(envelopes)} events; the log is at position {api.position}.")


def show_turning_points(api: Api) -> int:
    board = table("The board of OpenAI", "As of", "", "Certainly", "Possibly", "")
    leadership = table("Its chief executive", "As of", "", "Status", "Holders", "")
    wrong = 0
    for point in TURNING_POINTS:
        moment = point.as_of.replace("T", " ")
        answer = api.ask("board", as_of=point.as_of, tz=point.timezone)
        right = board_is(answer, point)
        certain, possible = names(answer, "certain"), names(answer, "possible")
        board.add_row(moment, point.said, certain, possible, mark(right))
        wrong += not right

        answer = api.ask("leadership", as_of=point.as_of, tz=point.timezone)
        post = next((post for post in answer["posts"] if post["post"] == "ceo"), None)
        right = post is not None and ceo_is(post, point)
        status, holders = ceo_cells(post)
        leadership.add_row(moment, point.said, status, holders, mark(right))
        wrong += not right
    console.print(board)
    console.print(leadership)
    return wrong


def show_correction(api: Api, story: StoryFile) -> int:
    """A date is corrected, and back: what was answered before stays what was known before."""
    target = next(e.envelope["id"] for e in story.entries if e.ref == "musk-leaves-board")
    shown = table("Was Elon Musk on the board on 20 February 2018?", "Known at", "Answer", "")
    before = api.position
    wrong = ask_of_musk(api, shown, "before the correction", None, "no")
    api.append(
        [correction(target, "2018-02-21", "Musk left on 21 February 2018, not on the 20th.")]
    )
    after = api.position
    wrong += ask_of_musk(api, shown, "after it (he left a day later)", None, "yes")
    wrong += ask_of_musk(api, shown, f"@{before}: as we knew it before", f"@{before}", "no")
    api.append([correction(target, "2018-02-20", "Musk did leave on 20 February 2018.")])
    wrong += ask_of_musk(api, shown, "after the correction was corrected", None, "no")
    wrong += ask_of_musk(api, shown, f"@{after}: as we knew it in between", f"@{after}", "yes")
    console.print(shown)
    return wrong


def correction(target: str, occurred: str, public_note: str) -> dict[str, Any]:
    return {
        "type": "event.corrected",
        "data": {
            "event": target,
            "changes": {"occurred": occurred},
            "reason": "A demonstration of corrections.",
            "public_note": public_note,
        },
    }


def ask_of_musk(api: Api, shown: Table, label: str, known_at: str | None, expected: str) -> int:
    known = {"known_at": known_at} if known_at else {}
    answer = api.ask("board", as_of="2018-02-20", tz=SAN_FRANCISCO, **known)
    found = {"certain": "yes", "possible": "possibly"}.get(members(answer).get(MUSK, ""), "no")
    shown.add_row(label, found, mark(found == expected))
    return found != expected


def members(answer: dict[str, Any]) -> dict[str, str]:
    return {member["person"]["id"]: member["presence"] for member in answer["members"]}


def names(answer: dict[str, Any], presence: str) -> str:
    found = [m["person"]["name"] for m in answer["members"] if m["presence"] == presence]
    return ", ".join(sorted(found)) or "–"


def board_is(answer: dict[str, Any], point: TurningPoint) -> bool:
    expected = dict.fromkeys(point.certain, "certain") | dict.fromkeys(point.possible, "possible")
    size = {"certain": len(point.certain), "possible": len(point.possible)}
    return members(answer) == expected and answer["size"] == size


def ceo_is(post: dict[str, Any], point: TurningPoint) -> bool:
    holders = {holder["person"]["id"]: holder["presence"] for holder in post["holders"]}
    return bool(post["status"] == point.ceo_status and holders == point.ceo)


def ceo_cells(post: dict[str, Any] | None) -> tuple[str, str]:
    if post is None:
        return "(no answer)", ""
    holders = [f"{h['person']['name']} ({h['presence']})" for h in post["holders"]]
    return post["status"], ", ".join(holders)


def table(title: str, *columns: str) -> Table:
    made = Table(title=title, title_justify="left", show_lines=True)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def mark(right: bool) -> str:
    return "[green]✓[/]" if right else "[bold red]✗ wrong[/]"


if __name__ == "__main__":
    sys.exit(main())
