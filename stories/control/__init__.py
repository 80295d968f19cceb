"""Who controlled what, and from when to when: the rules of docs/control.md, one to a file. Pure."""

from stories.control.conflicts import Conflict
from stories.control.derivation import CONTROL_TYPES, LIFE_TYPES, Derivation, derive_control
from stories.control.holds import Hold

__all__ = ["CONTROL_TYPES", "LIFE_TYPES", "Conflict", "Derivation", "Hold", "derive_control"]
