"""Somebody who records whatever comes to mind, of every type that there is."""

from __future__ import annotations

import os
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis import strategies as st

from events.recording.refusal import Refused
from events.types import event_types
from tests.integration.stories.api.conftest import Desk
from tests.integration.stories.api.every_type import FACTS, NAMES, OTHERS, WORLD, Json
from tests.oracle.histories import CONFIDENCES, FUZZY, ZONES

PEOPLE, ORGANIZATIONS, WORKS = ("ann", "ben", "cleo"), ("quarry", "mill", "bank"), ("lamp", "lens")
STORIES = ("case", "other")
SOURCES = ("gazette", "wire", "herald")
WHY = {"reason": "Found out.", "public_note": "We know better."}
SEEDS = st.integers(0, 2**32)
BY_SEED = how(
    max_examples=int(os.environ.get("NEWSROOM_PROPERTY_EXAMPLES", "400")) // 200,
    deadline=None,
    phases=[Phase.generate],  # a smaller seed is no simpler history
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
POST = {"post": "warden", "title": "Warden", "body": "board", "exclusive": True}


class Editor:
    """By the numbers of a seed, a history that is another for each, and mostly accepted."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = Random(seed)
        self.recorded: list[tuple[str, str]] = []

    def begin(self) -> None:
        introduced = [{"type": name, "data": data} for name, data in WORLD.items()]
        other = {"story": "other", "title": "Another", "follows": ["mill"]}
        self.keep(*introduced, *OTHERS, {"type": "story.opened", "data": other})

    def go_on(self, steps: int) -> None:
        for _ in range(steps):
            try:
                self.keep(self.says())
            except Refused:
                continue

    def says(self) -> Json:
        [way] = self.chance.choices((self.fact, self.amendment, self.naming), (4, 2, 1))
        return way()

    def keep(self, *said: Json) -> None:
        done = self.desk.record(*said)
        pairs = zip(done, said, strict=True)
        self.recorded += [(str(one["id"]), each["type"]) for one, each in pairs]

    def fact(self) -> Json:
        """Of some type, about others of the same kinds, with some of what it can say left out."""
        type_ = self.chance.choice(list(FACTS))
        required = event_types()[type_].json_schema()["required"]
        data = {
            name: value
            for name, value in self._about_others(FACTS[type_]).items()
            if name in required or self.chance.random() < 0.6
        }
        filed = self.chance.sample(STORIES, self.chance.randrange(3))
        more = {"confidence": self.chance.choice(CONFIDENCES), "stories": filed}
        return {"type": type_, "data": data, **self._when(), **self._cited(), **more}

    def amendment(self) -> Json:
        """To whatever was recorded before, amendments among it."""
        target, of = self.chance.choice(self.recorded)
        story = {"story": self.chance.choice(STORIES)}
        what = self.chance.choice(("happened", "when", "manner", "other"))
        prevailing = self.chance.choice(("original", "account"))
        ways: dict[str, Json] = {
            "event.corrected": {"changes": self._changes(of), **WHY},
            "event.retracted": WHY,
            "event.reinstated": {"reason": "Right after all."},
            "event.corroborated": {},
            "event.disputed": {"account": "Not so.", "what": what},
            "dispute.settled": {"prevailing": prevailing, "reason": "Seen."},
            "event.filed": story,
            "event.unfiled": story,
        }
        type_ = self.chance.choice(list(ways))
        cited = self._cited() if type_ in ("event.corroborated", "event.disputed") else {}
        return {"type": type_, "data": {"event": target, **ways[type_]}, **cited}

    def naming(self) -> Json:
        """What things are called, what they are, and what a story follows."""
        one, house = self.chance.choice(list(NAMES)), self.chance.choice(ORGANIZATIONS)
        alike = next(kind for kind in (PEOPLE, ORGANIZATIONS, WORKS) if one in kind)
        name, story = f"Name {self.chance.randrange(9)}", self.chance.choice(STORIES)
        ways: dict[str, Json] = {
            "entity.aliased": {"entity": one, "name": name, "kind": "spelling"},
            "entity.renamed": {"entity": one, "name": name},
            "entity.merged": {"entity": one, "into": self.chance.choice(alike)},
            "post.defined": {"organization": house, **POST},
            "story.updated": {"story": story, "title": name, "follows": [house, one]},
            "story.closed": {"story": story, "reason": "Over."},
        }
        type_ = self.chance.choice(list(ways))
        return {"type": type_, "data": ways[type_]}

    def _about_others(self, data: Json) -> Json:
        others: dict[str, str] = {}
        for kind in (PEOPLE, ORGANIZATIONS, WORKS):
            others |= zip(kind, self.chance.sample(kind, len(kind)), strict=True)

        def turned(value: Any) -> Any:
            if isinstance(value, dict):
                return {name: turned(inner) for name, inner in value.items()}
            if isinstance(value, list):
                return [turned(inner) for inner in value]
            return others.get(value, value) if isinstance(value, str) else value

        return {name: turned(value) for name, value in data.items()}

    def _cited(self) -> Json:
        published = f"2022-05-1{self.chance.randrange(10)}"
        cited = {"source": self.chance.choice(SOURCES), "published": published}
        if self.chance.random() < 0.3:
            cited["derived_from"] = self.chance.choice(SOURCES)
        return {"citations": [cited]}

    def _when(self) -> Json:
        day = f"2020-01-0{self.chance.randrange(1, 7)}"
        given = self.chance.choice((day, day, f"{day}T12:30", f"{day}T12:30:00+08:00", *FUZZY))
        return {"occurred": given, "timezone": self.chance.choice(ZONES)}

    def _changes(self, of: str) -> Json:
        ways = [self._when(), self._cited(), {"confidence": self.chance.choice(CONFIDENCES)}]
        if of in FACTS:
            name, value = self.chance.choice(list(self._about_others(FACTS[of]).items()))
            ways += [{"data": {name: value}}] * 4
        elif of.endswith(".introduced"):
            ways += [{"data": {"name": f"Name {self.chance.randrange(9)}"}}] * 4
        return self.chance.choice(ways)
