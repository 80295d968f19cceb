"""The posts that a combobox offers, and those told of the people that another offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from events.types import ALL_POSTS, WELL_KNOWN_POSTS, default_post, event_types
from newsroom.desk.append.options import MOST, Asked, Option
from newsroom.desk.form.shapes import shape_of
from stories.engine.reading import rows
from stories.views import queries
from stories.views.rows import StoredName, StoredTenure
from stories.views.spelling import plain
from stories.views.windows import holding


def posts_held(asked: Asked, people: Collection[str]) -> Mapping[str, list[str]]:
    """The posts that people can have held on the date, told as "CEO of OpenAI"."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    if not people:
        return found
    window = asked.window
    first, last = window.earliest or window.latest, window.latest or window.earliest
    if first is None or last is None:
        return found
    held = rows(StoredTenure, asked.known).filter(holding(first, last), person__in=people)
    seats = list(held.order_by("body", "post").values_list("person", "title", "organization"))
    called = queries.names_of(asked.known, {organization for _, _, organization in seats})
    for person, title, organization in seats:
        told = f"{title} of {called[organization]}"
        if told not in found[person]:
            found[person].append(told)
    return found


def _posts_of(asked: Asked) -> Iterable[tuple[str, str]]:
    """Those defined for the organisation or held in it, by what they are called, whoever holds
    them under a title of their own."""
    if not asked.organization:
        return []
    held = rows(StoredTenure, asked.known).filter(organization=asked.organization)
    defined = rows(StoredName, asked.known).filter(
        kind=queries.POST, name_kind="canonical", entity__startswith=f"{asked.organization}/"
    )
    titles = {one.rpartition("/")[2]: name for one, name in defined.values_list("entity", "name")}
    for post in held.values_list("post", flat=True).distinct():
        titles.setdefault(post, default_post(post).title)
    return sorted(titles.items())


def post_options(asked: Asked) -> Iterable[Option]:
    """Those of the person, then those of the organisation, then the well-known ones."""
    held = rows(StoredTenure, asked.known).filter(organization=asked.organization)
    own = []
    window = asked.window
    if asked.organization and window.earliest and window.latest:
        mine = held.filter(holding(window.earliest, window.latest), person=asked.person)
        own = list(mine.order_by("-exclusive", "post").values_list("post", "title").distinct())
    called = queries.names_of(asked.known, [asked.person]) if own else {}
    found = {
        post: Option(post, post, f"{title}, held by {called[asked.person]}") for post, title in own
    }
    known = [(post, default_post(post).title) for post in WELL_KNOWN_POSTS]
    for post, title in [*_posts_of(asked), *known, (ALL_POSTS, "every post held there")]:
        found.setdefault(post, Option(post, post, title))
    if not _takes_all_posts(asked.type):
        found.pop(ALL_POSTS)
    text = plain(asked.text)
    fits = [one for one in found.values() if text in plain(f"{one.value} {one.detail}")]
    return fits[: MOST if text else MOST + 4]


def _takes_all_posts(type_name: str) -> bool:
    if type_name not in event_types():
        return False
    return any(shape.all_posts for _, shape in shape_of(type_name).fields)
