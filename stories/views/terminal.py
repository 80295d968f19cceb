"""Answers as tables in a terminal: boxed where there is one, tab-separated text elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Sequence[str]
Output = IO[str]


def print_answer(view: str, answer: dict[str, Any], out: Output, *, tty: bool) -> None:
    heading, rows = _TABLES[view]
    title = _title(view, answer)
    found = list(rows(answer))
    if not tty:
        lines = [title, "\t".join(heading), *("\t".join(row) for row in found)]
        out.write("\n".join(lines) + "\n")
        return
    table = Table(*heading, title=Text(title), title_justify="left")
    for row in found:
        table.add_row(*(Text(cell) for cell in row))
    Console(file=out, force_terminal=True).print(table)


def _title(view: str, answer: dict[str, Any]) -> str:
    subject = next(answer[k] for k in ("organization", "person", "story") if k in answer)
    as_of, known_at = answer["as_of"], answer["known_at"]
    name = subject["name"] or f"{subject['id']} (not known yet)"
    asked = as_of["requested"] or "now"
    return (
        f"{view.capitalize()} of {name}, as of {asked} ({as_of['timezone']}; {as_of['instant']}), "
        f"as known at {known_at['instant']} (position {known_at['position']})"
    )


def _board(answer: dict[str, Any]) -> Iterator[Row]:
    for member in answer["members"]:
        yield (
            member["person"]["name"],
            ", ".join(post["title"] or post["post"] for post in member["posts"]),
            member["presence"],
            _independent(member["independent"]),
            "disputed" if member["disputed"] else "",
            _bound(member["posts"][0]["start"]),
            _bound(member["posts"][0]["end"]),
        )


def _leadership(answer: dict[str, Any]) -> Iterator[Row]:
    for told in answer.get("organizations", [answer]):
        for post in told["posts"]:
            before = post["predecessor"]
            yield (
                told["organization"]["name"] or told["organization"]["id"],
                post["title"] or post["post"],
                post["status"],
                ", ".join(_holder(holder) for holder in post["holders"]) or "—",
                before["person"]["name"] if before else "",
            )


def _holder(holder: dict[str, Any]) -> str:
    name = str(holder["person"]["name"])
    return name if holder["presence"] == "certain" else f"{name} (possibly)"


def _career(answer: dict[str, Any]) -> Iterator[Row]:
    for tenure in answer["tenures"]:
        yield (
            tenure["organization"]["name"],
            tenure["title"] or tenure["post"],
            _bound(tenure["start"]),
            _bound(tenure["end"]),
            tenure["manner"] or "",
            tenure.get("presence") or "",
        )


def _timeline(answer: dict[str, Any]) -> Iterator[Row]:
    for fact in answer["results"]:
        window = fact["window"] or {}
        yield window.get("text") or "", fact["summary"], fact["confidence"] or "", fact["status"]


def _bound(bound: dict[str, Any] | None) -> str:
    if bound is None:
        return ""
    if bound["text"]:
        return str(bound["text"])
    if bound["latest"]:
        return f"by {bound['latest'][:10]}"
    return f"from {bound['earliest'][:10]}" if bound["earliest"] else "?"


def _independent(value: bool | None) -> str:
    return {True: "independent", False: "not independent", None: ""}[value]


_TABLES = {
    "board": (("Person", "Posts", "Presence", "Independence", "", "From", "To"), _board),
    "leadership": (("Organisation", "Post", "Status", "Holder", "Before"), _leadership),
    "career": (("Organisation", "Post", "From", "To", "How it ended", "Then"), _career),
    "timeline": (("When", "What", "Confidence", "Status"), _timeline),
}
