"""The example story at the moments at which it turns, and what the record must answer there."""

from collections.abc import Mapping
from dataclasses import dataclass

from events.when import Presence

SAN_FRANCISCO = "America/Los_Angeles"
STAYING = ("adam-dangelo", "helen-toner", "ilya-sutskever", "tasha-mccauley")
ALTMAN, BROCKMAN, MUSK, MURATI = "sam-altman", "greg-brockman", "elon-musk", "mira-murati"


@dataclass(frozen=True, slots=True)
class TurningPoint:
    as_of: str
    said: str
    certain: frozenset[str]
    possible: frozenset[str]
    ceo_status: str
    ceo: Mapping[str, Presence]
    timezone: str = SAN_FRANCISCO


def _point(
    as_of: str,
    said: str,
    certain: tuple[str, ...],
    possible: tuple[str, ...],
    ceo_status: str,
    ceo: Mapping[str, Presence],
    timezone: str = SAN_FRANCISCO,
) -> TurningPoint:
    who, maybe = frozenset(certain), frozenset(possible)
    return TurningPoint(as_of, said, who, maybe, ceo_status, ceo, timezone)


SIX = (*STAYING, ALTMAN, BROCKMAN)
MAYBE_ALTMAN: Mapping[str, Presence] = {ALTMAN: "possible"}
MAYBE_MURATI: Mapping[str, Presence] = {MURATI: "possible"}

TURNING_POINTS = (
    # Who ran OpenAI before 2019 is not told: unknown, which is not the same as vacant.
    _point("2018-02-19", "the eve of Musk's leaving", (MUSK,), SIX, "unknown", {}),
    _point("2018-02-20", "the day Musk leaves", (), SIX, "unknown", {}),
    _point("2018-02-21", "the day after", (), SIX, "unknown", {}),
    _point("2023-11-17T11:59:59-08:00", "just before noon", SIX, (), "held", {ALTMAN: "certain"}),
    _point(
        "2023-11-17T12:00:00-08:00",
        "noon: Altman is told",
        (*STAYING, BROCKMAN),
        (ALTMAN,),
        "uncertain",
        {**MAYBE_ALTMAN, **MAYBE_MURATI},
    ),
    _point(
        "2023-11-17T12:22:59-08:00",
        "before Brockman joins",
        (*STAYING, BROCKMAN),
        (),
        "uncertain",
        MAYBE_MURATI,
    ),
    _point(
        "2023-11-17T12:23:00-08:00",
        "Brockman is told",
        STAYING,
        (BROCKMAN,),
        "uncertain",
        MAYBE_MURATI,
    ),
    _point("2023-11-17T12:24:00-08:00", "a minute later", STAYING, (), "uncertain", MAYBE_MURATI),
    _point("2023-11-17", "that day, San Francisco", STAYING, (), "interim", {MURATI: "certain"}),
    _point(
        "2023-11-17",
        "that day, Shanghai",
        SIX,
        (),
        "held",
        {ALTMAN: "certain"},
        "Asia/Shanghai",
    ),
)
