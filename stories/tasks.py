"""Celery tasks. Arguments are names and numbers only: what is to be done stands in the log."""

from __future__ import annotations

import logging

from celery import shared_task

from stories.engine import advance as engine
from stories.engine import checkpoints, clearing, hung, rebuild, wake
from stories.models import Rebuild

logger = logging.getLogger(__name__)


@shared_task(name="stories.tasks.advance_all", ignore_result=True)
def advance_all() -> None:
    """Take up all that was appended: what an append calls a worker to.

    One call and not one for each slice, and what is little for all of them at once: with a single
    event, which is what mostly comes, the calls and each slice's round trips would cost more than
    the work. What lags more, or failed, gets a turn of its own. Raises the errors of all slices
    that failed then, once each had its turn.
    """
    wake.awake(advance_all)
    try:
        behind = engine.take_up_news()
    except Exception as error:  # noqa: BLE001 - met again below by the slice that it is of
        logger.warning("each view is taken up by itself, for together they failed: %s", error)
        behind = wake.lagging()
    failed: list[Exception] = []
    for name, number in behind:
        try:
            _take_turn(name, number)
        except Exception as error:  # noqa: BLE001 - raised below; other slices are not kept waiting
            failed.append(error)
    if failed:
        raise ExceptionGroup("slices could not be advanced", failed)


@shared_task(name="stories.tasks.advance", ignore_result=True)
def advance(name: str, number: int = 0) -> None:
    """Take a turn at one slice of a projection."""
    wake.awake(advance, name, number)
    _take_turn(name, number)


@shared_task(name="stories.tasks.build_part", ignore_result=True)
def build_part(part: int) -> None:
    """Work through one part of a rebuild; whoever finishes the last part swaps it in."""
    rebuild.work(part)


def build_parts(requested: Rebuild) -> None:
    """Call workers to the parts of a rebuild. A call that is lost is made again by the sweep."""
    for part in requested.parts.values_list("id", flat=True):
        wake.call(build_part, part)


@shared_task(name="stories.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Find what a lost message left behind. Often, and so with little work: events wait for it."""
    checkpoints.enter_projections()
    if overdue := wake.overdue():
        wake.awake(advance_all)  # whoever called may have been killed before the call was sent
    for name, number in overdue:
        advance.delay(name, number)
    for part in wake.unfinished_parts():
        build_part.delay(part)


@shared_task(name="stories.tasks.tidy", ignore_result=True)
def tidy() -> None:
    """End the sessions of workers that hang, and clear away what nobody reads any more."""
    hung.end_hung_sessions()
    clearing.clear_away()


def _take_turn(name: str, number: int) -> None:
    """What is left after it is left to another call, so that others have their turns first."""
    if engine.take_turn(name, number):
        wake.wake(advance, name, number)
