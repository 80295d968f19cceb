"""Control by an organisation, or of one, before that was founded."""

from __future__ import annotations

from stories.contradictions.lifetimes import Founding
from stories.contradictions.outside_lifetimes import ControlOutside


class ControlBeforeFounding(ControlOutside):
    name = "before_founding"
    limit = Founding()
    sentence = "{who} in control of {what} before {where} was founded"
