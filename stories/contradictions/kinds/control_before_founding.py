"""Control by an organisation, or of one, before that was founded."""

from __future__ import annotations

from stories.contradictions import lifetimes
from stories.contradictions.outside import ControlOutside


class ControlBeforeFounding(ControlOutside):
    name = "before_founding"
    rule = lifetimes.before_founding
    sentence = "{who} in control of {what} before {where} was founded"
