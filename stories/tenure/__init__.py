"""Who held which post, and from when to when: the rules of design §6, one to a file. Pure."""

from stories.tenure.conflicts import Conflict
from stories.tenure.derivation import TENURE_TYPES, Derivation, derive_tenures
from stories.tenure.tenures import Tenure

__all__ = ["TENURE_TYPES", "Conflict", "Derivation", "Tenure", "derive_tenures"]
