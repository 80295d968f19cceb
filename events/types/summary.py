"""Sentences for timelines: templates with `{slug}` for what a reader sees by its name.

A post of an organisation stands as `{openai/ceo|CEO}`: its title where one was defined, else what
is behind the bar. A story stands as `{story:spirit}` where it is not to be taken for whoever else
has that slug.
"""

import re
from collections.abc import Collection, Mapping, Sequence

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
OF_A_STORY = "story:"
_PLACEHOLDER = re.compile(rf"\{{((?:{OF_A_STORY})?{_SLUG}(?:/{_SLUG})?)(?:\|([^{{}}|]*))?\}}")
_BRACES = str.maketrans("{}", "()")
MOST_NAMES = 8


def named(slug: str) -> str:
    """The placeholder of a name."""
    return f"{{{slug}}}"


def of_story(slug: str) -> str:
    """What the story is asked for by, among the names of whatever sentences speak of."""
    return f"{OF_A_STORY}{slug}"


def naming_stories(summary: str, slugs: Collection[str]) -> str:
    """The same with these slugs as those of stories."""
    for slug in slugs:
        summary = summary.replace(named(slug), named(of_story(slug)))
    return summary


def names(slugs: Sequence[str], others: bool = False) -> str:
    """A list of names in a sentence: `{a}, {b} and {c}`; a long one ends in a count.

    Each is told once: who was told as two may have been merged since.
    """
    told = list(dict.fromkeys(slugs))
    said = [named(slug) for slug in told[:MOST_NAMES]]
    left = len(told) - len(said)
    if left or others:
        said.append(_count(left, others))
    return " and ".join(filter(None, [", ".join(said[:-1]), said[-1]]))


def _count(left: int, others: bool) -> str:
    if others:
        return "others"
    return "one other" if left == 1 else f"{left} others"


def excerpt(text: str, limit: int = 240) -> str:
    """Free text within a sentence: one line, not too long, and with no placeholders in it."""
    line = " ".join(text.split()).translate(_BRACES)
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


def placeholders(summary: str) -> list[str]:
    """The slugs, posts as `openai/ceo`, stories as `story:spirit`, whose names a summary needs."""
    return [found[1] for found in _PLACEHOLDER.finditer(summary)]


def render(summary: str, by_slug: Mapping[str, str]) -> str:
    """The sentence with names filled in; a slug without a name stands for itself."""

    def called(found: re.Match[str]) -> str:
        return by_slug.get(found[1], found[2] or found[1].removeprefix(OF_A_STORY))

    return _PLACEHOLDER.sub(called, summary)
