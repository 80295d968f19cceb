"""Merges that begin a circle in several streams at the same moment."""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest

from events.log import append as log
from events.recording import service
from events.recording.refusal import Refused
from tests.integration.events.crowd import crowd

pytestmark = pytest.mark.usefixtures("empty_log")

ID, CORRECTION = str(uuid4()), str(uuid4())
SLUGS = ("ada", "bob", "cid")


def merge(entity: str, into: str, **more: Any) -> dict[str, Any]:
    return {"type": "entity.merged", "data": {"entity": entity, "into": into}, **more}


def amend(type_: str, **data: Any) -> dict[str, Any]:
    said = {"reason": "known better", "public_note": "We know better now."}
    kept = said if type_ != "event.reinstated" else {"reason": "known better"}
    return {"type": type_, "data": {"event": ID, **kept, **data}}


@pytest.mark.parametrize(
    ("before", "at_once"),
    [
        ([], [merge("ada", "bob"), merge("bob", "ada")]),
        ([], [merge("ada", "bob"), merge("bob", "cid"), merge("cid", "ada")]),
        (
            [merge("ada", "bob", id=ID), amend("event.retracted")],
            [amend("event.reinstated"), merge("bob", "ada")],
        ),
        (
            [merge("ada", "cid", id=ID)],
            [amend("event.corrected", changes={"data": {"into": "bob"}}), merge("bob", "ada")],
        ),
        (
            [
                merge("ada", "bob", id=ID),
                amend("event.corrected", changes={"data": {"into": "cid"}}) | {"id": CORRECTION},
            ],
            [amend("event.retracted", event=CORRECTION), merge("bob", "ada")],
        ),
        ([], [merge("ada", "bob", type=" entity.merged"), merge("bob", "ada")]),
    ],
    ids=["two", "three", "reinstated", "corrected", "uncorrected", "spaced"],
)
def test_no_circle(
    before: list[dict[str, Any]],
    at_once: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [{"type": "person.introduced", "data": {"person": s, "name": s}} for s in SLUGS]
    service.record([*people, *before], recorded_by="desk")
    monkeypatch.setattr(service, "append", once_all_have_checked(len(at_once)))

    def work(number: int, report: Connection) -> None:
        try:
            service.record([at_once[number]], recorded_by=str(number))
            report.send("recorded")
        except Refused as refused:
            report.send([problem.code for problem in refused.errors])

    with crowd(len(at_once), work) as reports:
        answers = [report.recv() for report in reports]
    assert answers.count("recorded") == len(at_once) - 1
    assert ["merge_circle"] in answers


def test_the_same_request_twice_is_answered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [{"type": "person.introduced", "data": {"person": s, "name": s}} for s in SLUGS]
    service.record(people, recorded_by="desk")
    monkeypatch.setattr(service, "append", once_all_have_checked(2))
    key = log.Idempotency(key="once", caller="desk", digest=b"d" * 32)

    def work(number: int, report: Connection) -> None:
        try:
            said = [merge("ada", "bob", id=ID)]
            report.send(service.record(said, recorded_by="desk", idempotency=key).events)
        except Refused as refused:
            report.send(str(refused))

    with crowd(2, work) as reports:
        first, second = (report.recv() for report in reports)
    assert first == second


def once_all_have_checked(many: int) -> Callable[..., log.Appended]:
    """Waits before the append until as many have come so far, if they come."""
    gate = multiprocessing.get_context("fork").Barrier(many)

    def append(*args: Any, **kwargs: Any) -> log.Appended:
        with suppress(BrokenBarrierError):
            gate.wait(1)
        return log.append(*args, **kwargs)

    return append
