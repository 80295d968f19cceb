"""What an event changes can depend on facts told long before, which it does not name: they are
found again, so that step by step gives what all of it at once does, and a rebuild.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from events.log import read
from stories.engine import rebuild
from stories.engine.advance import catch_up
from stories.engine.registry import projections
from stories.models import Checkpoint, row_model
from tests.integration.stories.engine.conftest import (
    appointment,
    departure,
    fact,
    introduction,
)
from tests.integration.stories.engine.snapshot import snapshot

Tell = Callable[..., int]
Envelopes = list[dict[str, Any]]


def merged(entity: str, into: str) -> dict[str, Any]:
    return {"type": "entity.merged", "data": {"entity": entity, "into": into}}


def defined(post: str, **said: Any) -> dict[str, Any]:
    data = {"organization": "openai", "post": post, "title": post.title(), "body": "other", **said}
    return {"type": "post.defined", "data": data}


def report(*people: str) -> dict[str, Any]:
    members = [{"person": person} for person in people]
    return fact(
        "board.reported", "2023-11-01", organization="openai", members=members, complete=True
    )


def controls(controller: str, controlled: str) -> dict[str, Any]:
    said = {"controller": controller, "controlled": controlled, "kind": "full"}
    return fact("control.established", "2020", **said)


TWIN = introduction("person", "ultraman")
TWIN_HOUSE = introduction("organization", "open-ai", kind="company")
ACME = introduction("organization", "acme", kind="company")
DEATH = fact("person.died", "2022-05-01", person="sam-altman")

HISTORIES: dict[str, Envelopes] = {
    "a predecessor who left all posts": [
        appointment("sam-altman", "2015"),
        departure("sam-altman", "2019-06-01", "all"),
        appointment("mira-murati", "2019"),
    ],
    "a complete report of the board to which somebody is missing": [
        report("sam-altman"),
        appointment("mira-murati", "2019", "director"),
    ],
    "what was told of somebody by another id": [
        TWIN,
        appointment("ultraman", "2015"),
        merged("ultraman", "sam-altman"),
        departure("sam-altman", "2019-06-01"),
        appointment("mira-murati", "2019"),
    ],
    "what was told of a director by another id": [
        TWIN,
        appointment("ultraman", "2015", "director"),
        merged("ultraman", "sam-altman"),
        departure("sam-altman", "2019-06-01", "director"),
    ],
    "what was told of an organisation by another id": [
        TWIN_HOUSE,
        fact("organization.founded", "2014", organization="open-ai"),
        fact("person.observed", "2015", person="sam-altman", organization="open-ai", post="ceo"),
        merged("open-ai", "openai"),
        departure("sam-altman", "2019-06-01"),
        appointment("mira-murati", "2019"),
    ],
    "a death told before": [
        DEATH,
        appointment("mira-murati", "2022"),
        appointment("sam-altman", "2015"),
    ],
    "a death told of another id": [
        TWIN,
        fact("person.died", "2022-05-01", person="ultraman"),
        merged("ultraman", "sam-altman"),
        appointment("sam-altman", "2015", "director"),
    ],
    "what a post is": [
        defined("warden", exclusive=True),
        appointment("sam-altman", "2015", "warden"),
        departure("sam-altman", "2019-06-01", "warden"),
        appointment("mira-murati", "2019", "warden"),
    ],
    "an owner's owner": [
        ACME,
        TWIN_HOUSE,
        controls("acme", "open-ai"),
        DEATH,
        controls("sam-altman", "acme"),
        controls("open-ai", "openai"),
        controls("openai", "acme"),
    ],
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_step_by_step_at_once_and_rebuilt_it_comes_to_the_same(
    tell: Tell, history: Envelopes
) -> None:
    for envelope in history:
        tell(envelope)
        catch_up()
    check_against_all_at_once()


@pytest.mark.parametrize("type_", ["statement.made", "person.appointed"])
def test_so_it_does_where_a_fact_is_disputed(tell: Tell, type_: str) -> None:
    told = {
        "statement.made": fact(
            type_, "2023-11-17", speaker="sam-altman", text="No.", verbatim=True
        ),
        "person.appointed": appointment("sam-altman", "2015"),
    }
    tell(told[type_])
    catch_up()
    disputed = str(read.read_after(read.head() - 1, 1)[0].id)
    tell(
        {
            "type": "event.disputed",
            "data": {"event": disputed, "account": "It was not so.", "what": "happened"},
            "citations": [{"source": "a-paper"}],
        }
    )
    catch_up()
    tell(appointment("mira-murati", "2016"))
    catch_up()
    found = row_model("contradictions")._default_manager.filter(known_to=None, kind="disputed")
    assert found.count() == 1
    check_against_all_at_once()


def test_a_merge_and_its_undoing_reach_the_tracks_of_every_slice(tell: Tell, settings: Any) -> None:
    settings.NEWSROOM_SLICES = dict.fromkeys(projections(), 3)
    tell(TWIN)
    tell(*(appointment("ultraman", f"20{year}", "director") for year in range(10, 20)))
    catch_up()
    position = tell(merged("ultraman", "sam-altman"))
    catch_up()
    merge = read.read_after(position - 1, 1)[0].id
    told = {"event": str(merge), "reason": "two people", "public_note": "Two people."}
    for type_, now in (("event.retracted", "ultraman"), ("event.reinstated", "sam-altman")):
        tell({"type": type_, "data": told})
        told.pop("public_note", None)
        catch_up()
        facts = row_model("facts")._default_manager
        found = facts.filter(known_to=None, type="person.appointed")
        entities = found.values_list("entities", flat=True)
        assert {first for first, *_ in entities} == {now}


def test_what_names_a_merged_organisation_reaches_the_slice_of_what_it_became(
    tell: Tell, settings: Any
) -> None:
    settings.NEWSROOM_SLICES = dict.fromkeys(projections(), 3)
    names = [f"open-ai-{number}" for number in range(5)]
    tell(*(introduction("organization", name, kind="company") for name in names))
    tell(*(merged(name, "openai") for name in names))
    catch_up()
    for year, name in enumerate(names, 2010):
        said = {"person": "sam-altman", "organization": name, "post": f"advisor-{year}"}
        tell(fact("person.appointed", str(year), **said))
        catch_up()
    tenures = row_model("tenures")._default_manager.values_list("organization", "post")
    assert sorted(tenures) == [("openai", f"advisor-{year}") for year in range(2010, 2015)]


def check_against_all_at_once() -> None:
    kept = {name: snapshot(name) for name in projections()}
    Checkpoint.objects.update(position=0)
    for name in projections():
        row_model(name)._default_manager.all().delete()
    catch_up()
    assert {name: snapshot(name) for name in projections()} == kept
    for name in projections():
        requested = rebuild.request(name, parts=1)
        rebuild.work(requested.parts.get().pk)
        requested.refresh_from_db()
        assert (requested.status, requested.detail) == ("swapped", "equal to the generation before")
