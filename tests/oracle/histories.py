"""Hypothesis strategies for histories: what an editor might record, in any order, of few people.

A history is drawn as steps, which name earlier events by number; told one by one, each becomes an
envelope that refers to what was recorded before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

PEOPLE = ("ann", "bob", "cid")
TWINS = ("bobby",)
ORGANIZATIONS = ("acme", "apex")
POSTS = ("director", "chair", "ceo", "trustee")
ZONES = ("UTC", "America/Los_Angeles", "Asia/Shanghai")
CONFIDENCES = ("official", "confirmed", "reported", "rumoured", "opinion")
CITATION = {"source": "article", "published": "2020-03-05"}
FUZZY = (
    "2019", "2020", "2021", "201X", "2020~", "2019-12", "2020-01", "2020-02", "2020-03",
    "2020-01~", "2020-21", "[2020-01..2020-03]", "[2020-01-02,2020-01-04]", "[..2020-02-01]",
    "[2020-01-03..]", "unknown",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An event as recorded: enough to refer to it."""

    id: str
    type: str
    data: dict[str, Any]
    original: bool


@dataclass(frozen=True)
class Step:
    """A fact, or an amendment to the event that `target` counts to among those it can amend."""

    type: str
    data: dict[str, Any]
    content: dict[str, Any]
    target: int | None = None


days = st.integers(1, 6).map("2020-01-0{}".format)
times = st.tuples(st.integers(0, 23), st.sampled_from([0, 30])).map("{0[0]:02}:{0[1]:02}".format)
occurred: st.SearchStrategy[Any] = st.one_of(
    days,
    st.tuples(days, times).map("T".join),
    st.tuples(days, times).map(lambda parts: "T".join(parts) + ":00"),
    st.tuples(days, times).map(lambda parts: "T".join(parts) + "+08:00"),
    days.map("{}~".format),
    st.sampled_from(FUZZY),
    st.tuples(days, days).map(lambda pair: {"earliest": min(pair), "latest": max(pair)}),
)
people = st.sampled_from(PEOPLE)
everybody = st.sampled_from(PEOPLE + TWINS)
organizations = st.sampled_from((*ORGANIZATIONS, ORGANIZATIONS[0], ORGANIZATIONS[0]))
posts = st.sampled_from(POSTS)
contents = st.fixed_dictionaries(
    {
        "occurred": occurred,
        "timezone": st.sampled_from(ZONES),
        "citations": st.just([CITATION]),
    },
    optional={"confidence": st.sampled_from(CONFIDENCES)},
)


def _who(member: dict[str, Any]) -> str:
    return str(member["person"])


def _fact(type_: str, optional: dict[str, Any] | None = None, **data: Any) -> Any:
    said = st.fixed_dictionaries(data, optional=optional or {})
    return st.builds(Step, st.just(type_), said, contents)


appointed = _fact(
    "person.appointed",
    {"acting": st.booleans(), "independent": st.booleans(), "replaces": everybody},
    person=everybody, organization=organizations, post=posts,
).map(lambda step: _without_replacing_oneself(step))  # fmt: skip
departed = _fact(
    "person.departed",
    person=everybody,
    organization=organizations,
    post=st.one_of(posts, posts, posts, st.just("all")),
    manner=st.just("resigned"),
)
observed = _fact(
    "person.observed",
    {"acting": st.booleans()},
    person=everybody, organization=organizations, post=posts,
)  # fmt: skip
members = st.lists(
    st.fixed_dictionaries(
        {"person": everybody},
        optional={"posts": st.lists(posts, min_size=1, max_size=2, unique=True)},
    ),
    min_size=1, max_size=3, unique_by=_who,
)  # fmt: skip
reported = _fact(
    "board.reported", organization=organizations, members=members, complete=st.booleans()
)
rarely = st.one_of(
    _fact("organization.founded", organization=organizations),
    _fact("organization.dissolved", organization=organizations),
    _fact("person.died", person=everybody),
    st.builds(
        Step,
        st.just("post.defined"),
        st.fixed_dictionaries({"organization": organizations}).map(
            lambda said: {
                **said, "post": "trustee", "title": "Trustee", "body": "board", "exclusive": False,
            }
        ),
        st.just({}),
    ),
)  # fmt: skip
facts = st.one_of(appointed, appointed, departed, departed, observed, reported, rarely)
targets = st.integers(0, 40)
changes = st.one_of(
    st.fixed_dictionaries({"occurred": occurred}),
    st.fixed_dictionaries({"data": st.fixed_dictionaries({"person": everybody})}),
    st.fixed_dictionaries({"data": st.fixed_dictionaries({"organization": organizations})}),
    st.fixed_dictionaries({"data": st.fixed_dictionaries({"post": posts})}),
    st.fixed_dictionaries({"confidence": st.sampled_from(CONFIDENCES)}),
    st.fixed_dictionaries({"timezone": st.sampled_from(ZONES)}),
)


def _amendment(type_: str, cited: bool = False, **data: Any) -> Any:
    content = {"citations": [CITATION]} if cited else {}
    return st.builds(
        Step, st.just(type_), st.fixed_dictionaries(data), st.just(content), target=targets
    )


why: dict[str, Any] = {
    "reason": st.just("known better"),
    "public_note": st.just("We know better now."),
}
amendments = st.one_of(
    _amendment("event.corrected", changes=changes, **why),
    _amendment("event.retracted", **why),
    _amendment("event.reinstated", reason=st.just("It was right.")),
    _amendment(
        "event.disputed",
        cited=True,
        what=st.sampled_from(["happened", "when", "manner", "other"]),
        account=st.just("It was otherwise."),
    ),
    _amendment(
        "dispute.settled",
        prevailing=st.sampled_from(["original", "account"]),
        reason=st.just("Documents were found."),
    ),
    _amendment(
        "event.corroborated", cited=True, confidence=st.sampled_from(CONFIDENCES)
    ),
)  # fmt: skip
merges = st.builds(
    Step,
    st.just("entity.merged"),
    st.sampled_from(
        [
            {"entity": "bobby", "into": "bob"},
            {"entity": "bobby", "into": "cid"},
            {"entity": "bob", "into": "cid"},
            {"entity": "apex", "into": "acme"},
        ]
    ),
    st.just({}),
)
steps = st.one_of(facts, facts, facts, facts, amendments, amendments, merges)


def _without_replacing_oneself(step: Step) -> Step:
    if step.data.get("replaces") == step.data["person"]:
        step.data.pop("replaces")
    return step


def envelope(step: Step, before: Sequence[Told]) -> dict[str, Any] | None:
    """The envelope of a step after what was recorded; None if there is nothing to amend."""
    said = {"type": step.type, "data": dict(step.data), **step.content}
    if step.target is None:
        return said
    fitting = [one for one in before if _can_amend(step, one)]
    if not fitting:
        return None
    said["data"]["event"] = fitting[step.target % len(fitting)].id
    return said


def _is_fact(target: Told) -> bool:
    return target.type.startswith(("person.", "board.", "organization.")) and not (
        target.type.endswith("introduced")
    )


def _can_amend(step: Step, target: Told) -> bool:
    if step.type == "dispute.settled" and target.type == "event.disputed":
        return True
    if step.type in ("event.retracted", "event.reinstated"):
        return not target.type.endswith(("introduced", "defined"))
    changed = (step.data.get("changes") or {}).get("data") or {}
    fitting = changed.keys() <= target.data.keys() and _sensible(changed, target.data)
    return target.original and _is_fact(target) and fitting


def _sensible(changed: dict[str, Any], data: dict[str, Any]) -> bool:
    """Whether the data is valid with the change: nobody replaces oneself."""
    after = {**data, **changed}
    return after.get("replaces") is None or after["replaces"] != after.get("person")
