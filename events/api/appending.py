"""A request to append, from its body to its answer."""

from collections.abc import Sequence
from typing import Any

from rest_framework.request import Request

from events.api.permissions import Action, may
from events.api.problems import Problem, ProblemException
from events.api.representation import drafts_json, event_json
from events.log.append import Appended, Idempotency, KeyInFlight, KeyMismatch, VersionConflict
from events.log.read import head, intervening
from events.recording import preview
from events.recording.idempotency import idempotency_for
from events.recording.refusal import Refused
from events.recording.sent import type_of
from events.recording.service import prepare, record
from events.recording.versions import check_versions
from events.types import Kind, event_types, pointer

CORRECTING: frozenset[Kind] = frozenset({"identity", "editorial"})
MOST_INTERVENING = 100
LONGEST_KEY = 255


def append_request(request: Request) -> Appended:
    """Record what the request holds.

    Raises Refused for faults of the events, and ProblemException: 403 for types beyond the caller's
    rights, 409 for a version conflict or a key in flight, 422 for a key used with another body.
    """
    envelopes, single = events_in(request)
    idempotency = idempotency_of(request)
    try:
        return record(
            envelopes,
            recorded_by=request.user.get_username(),
            idempotency=idempotency,
            single=single,
        )
    except VersionConflict as conflict:
        raise _conflict(conflict, single) from conflict
    except KeyMismatch as fault:
        detail = (
            "This Idempotency-Key was used with another body. Take a new key for a new request."
        )
        errors = [Problem("", "idempotency_key_reused", detail)]
        raise ProblemException(422, "Idempotency key reused", detail, errors) from fault
    except KeyInFlight as fault:
        detail = "A request with this Idempotency-Key is being recorded. Ask again in a moment."
        errors = [Problem("", "idempotency_key_in_flight", detail)]
        raise ProblemException(
            409, "Still being recorded", detail, errors, headers={"Retry-After": "1"}
        ) from fault


def dry_run(request: Request) -> dict[str, Any]:
    """What appending would record and change, at this moment."""
    envelopes, single = events_in(request)
    drafts = prepare(
        envelopes, recorded_by=request.user.get_username(), single=single, after=head()
    )
    try:
        check_versions(drafts)
    except VersionConflict as conflict:
        raise _conflict(conflict, single) from conflict
    changes = preview.preview([draft.provisional for draft in drafts])
    return {"events": drafts_json(drafts), **changes}


def events_in(request: Request) -> tuple[Sequence[Any], bool]:
    """The events, all of types that the caller may record, and whether the body is one bare event.

    Raises Refused, and ProblemException (403), which comes before what is wrong with the events.
    """
    body = request.data
    if not isinstance(body, dict):
        detail = 'must be an object: one event, or {"events": [...]}'
        raise Refused([Problem("", "object", detail)])
    single = "events" not in body
    envelopes = [body] if single else body["events"]
    beside = [] if single else [name for name in body if name != "events"]
    problems = [
        Problem(pointer([name]), "unknown_field", "is not a field beside events") for name in beside
    ]
    if isinstance(envelopes, list):
        require_rights(request, envelopes, single)
        if problems:
            problems += _faults(envelopes)
    else:
        problems.append(Problem("/events", "list", "must be a list of events"))
    if problems:
        raise Refused(problems)
    return envelopes, single


def _faults(envelopes: Sequence[Any]) -> Sequence[Problem]:
    try:
        prepare(envelopes, recorded_by="")
    except Refused as refused:
        return refused.errors
    return ()


def right_for(type_name: str) -> Action:
    """Whoever may append facts may not thereby change what others recorded."""
    return "correct" if event_types()[type_name].kind in CORRECTING else "append"


def require_rights(request: Request, envelopes: Sequence[Any], single: bool) -> None:
    """Raises ProblemException (403), pointing at each event whose type needs a right not held."""
    types = event_types()
    names = list(map(type_of, envelopes))
    known = {name for name in names if name is not None and name in types}
    barred = {name for name in known if not may(request, right_for(name))}
    errors = [
        Problem(
            pointer(["type"] if single else ["events", index, "type"]),
            "forbidden_type",
            f"{name} needs the right to {right_for(name)}",
        )
        for index, name in enumerate(names)
        if name in barred
    ]
    if errors:
        detail = f"Your credentials do not let you record {', '.join(sorted(barred))}."
        raise ProblemException(403, None, detail, errors)


def idempotency_of(request: Request) -> Idempotency | None:
    """The request's key with a digest of its body, if it has one. Raises ProblemException (400)."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not (1 <= len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        detail = f"Idempotency-Key takes 1 to {LONGEST_KEY} printable ASCII characters."
        raise ProblemException(400, "Invalid header", detail, [Problem("", "invalid_key", detail)])
    try:
        return idempotency_for(key, str(request.user.pk), request.data)
    except TypeError:
        return None  # it will be refused, and a refusal is not kept to be given again


def _conflict(conflict: VersionConflict, single: bool) -> ProblemException:
    missed = intervening(conflict.stream, conflict.expected, MOST_INTERVENING)
    place: list[str | int] = ["expected_version"]
    if not single:
        place = ["events", conflict.index, *place]
    detail = f"{conflict.stream} is at version {conflict.actual}, not {conflict.expected}."
    return ProblemException(
        409,
        "Version conflict",
        detail,
        [Problem(pointer(place), "version_conflict", detail)],
        type="urn:newsroom:problem:version-conflict",
        extensions={
            "stream": conflict.stream,
            "expected": conflict.expected,
            "actual": conflict.actual,
            "intervening": [event_json(event) for event in missed],
        },
    )
