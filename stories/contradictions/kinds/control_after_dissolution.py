"""Control by an organisation, or of one, after that was dissolved."""

from __future__ import annotations

from stories.contradictions.lifetimes import Dissolution
from stories.contradictions.outside_lifetimes import ControlOutside


class ControlAfterDissolution(ControlOutside):
    name = "after_dissolution"
    limit = Dissolution()
    sentence = "{who} in control of {what} after {where} was dissolved"
