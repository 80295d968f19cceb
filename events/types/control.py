"""Control: which entity owns or directs another."""

from typing import Annotated, Literal

from pydantic import Field

from events.types.amounts import Share, share
from events.types.base import EventData
from events.types.checks import other_than
from events.types.references import ActorId, EntityId
from events.types.summary import excerpt, named
from events.types.text import Line

ControlKind = Literal["full", "majority", "minority", "board_seat", "other"]

_HOLDS: dict[str, str] = {
    "full": "full control of",
    "majority": "a majority of",
    "minority": "a minority stake in",
    "board_seat": "a board seat at",
    "other": "a hold on",
}


def hold(kind: str | None, controlled: str, part: Share | None) -> str:
    """What somebody has of what is controlled; where no kind is known, control."""
    what = _HOLDS[kind] if kind else "control of"
    return f"{what} {named(controlled)}{f' ({share(part)})' if part else ''}"


class _Control(EventData):
    kind = "fact"
    stream = "controlled"

    controller: ActorId = Field(description="Who controls.")
    controlled: Annotated[EntityId, other_than("controller")] = Field(
        description="What is controlled."
    )


class ControlEstablished(_Control):
    """One entity came to control or own another, wholly or in part."""

    type = "control.established"
    words = {
        "took control": {},
        "took majority": {"kind": "majority"},
        "controls": {},
        "nationalised": {"kind": "full"},
        "nationalized": {"kind": "full"},
        "receivership": {"kind": "other"},
        "golden share": {"kind": "other"},
        "raises stake": {},
        "raised stake": {},
        "increases stake": {},
        "cuts stake": {},
        "reduces stake": {},
        "reduced stake": {},
    }

    control_kind: ControlKind = Field(alias="kind", description="What sort of control.")
    share: Share | None = Field(default=None, description="The share held.")

    def summary(self) -> str:
        held = hold(self.control_kind, self.controlled, self.share)
        return f"{named(self.controller)} gained {held}"


class ControlObserved(_Control):
    """One entity controlled or owned another at the time; since when is not said."""

    type = "control.observed"
    words = {
        "owns": {},
        "holds percent": {},
        "holds shares": {},
        "holds stake": {},
        "owner": {},
        "belongs to": {"kind": "full"},
        "subsidiary": {"kind": "full"},
        "retains control": {},
        "keeps control": {},
    }

    control_kind: ControlKind = Field(alias="kind", description="What sort of control.")
    share: Share | None = Field(default=None, description="The share held.")

    def summary(self) -> str:
        held = hold(self.control_kind, self.controlled, self.share)
        return f"{named(self.controller)} had {held}"


class ControlEnded(_Control):
    """One entity's control of another ended."""

    type = "control.ended"
    words = {
        "lost control": {},
        "loses control": {},
        "gave up control": {},
        "gives up control": {},
        "ceded control": {},
        "cedes control": {},
        "spun off": {},
        "spins off": {},
        "sold shares": {},
        "sells shares": {},
        "sold stake": {},
        "sells stake": {},
        "divested": {},
    }

    set_aside = {"manner": ("how", None)}

    how: Line | None = Field(default=None, description="How it ended.")

    def summary(self) -> str:
        how = f": {excerpt(self.how)}" if self.how else ""
        return f"Control of {named(self.controlled)} by {named(self.controller)} ended{how}"
