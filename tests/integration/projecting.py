"""The views brought up to the log, in this process."""

from stories.engine import books
from stories.engine.advance import advance
from stories.engine.registry import projections


def catch_up() -> None:
    """Every slice of every projection."""
    books.open_books()
    for name in projections():
        for number in range(books.slices_of(name)):
            advance(name, number)
