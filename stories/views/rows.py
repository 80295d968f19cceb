"""The projected rows that views read, as types: the columns are those of each projection. Pure."""

from __future__ import annotations

from stories.engine.stored import Stored
from stories.projections.contradictions import ContradictionRow
from stories.projections.control import ControlRow
from stories.projections.facts import FactRow
from stories.projections.names import NameRow
from stories.projections.tenures import TenureRow


class StoredContradiction(Stored, ContradictionRow):
    projection = "contradictions"


class StoredControl(Stored, ControlRow):
    projection = "control"


class StoredFact(Stored, FactRow):
    projection = "facts"


class StoredName(Stored, NameRow):
    projection = "names"


class StoredTenure(Stored, TenureRow):
    projection = "tenures"
