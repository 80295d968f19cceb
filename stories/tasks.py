"""Celery tasks. Arguments are names and numbers only: what is to be done stands in the log."""

from __future__ import annotations

from celery import shared_task

from stories.engine import advance as engine
from stories.engine import books, rebuild, wake


@shared_task(name="stories.tasks.advance", ignore_result=True)
def advance(name: str, number: int = 0) -> None:
    """Catch up one slice of a projection."""
    wake.awake(name, number)
    engine.advance(name, number)


@shared_task(name="stories.tasks.build_part", ignore_result=True)
def build_part(part: int) -> None:
    """Work through one part of a rebuild; whoever finishes the last part swaps it in."""
    rebuild.work(part)


@shared_task(name="stories.tasks.sweep", ignore_result=True)
def sweep() -> None:
    """Find what a lost message left behind, and clear away what nobody reads any more."""
    books.open_books()
    for name, number in wake.lagging():
        advance.delay(name, number)
    for part in wake.unfinished_parts():
        build_part.delay(part)
    rebuild.clear_away()
