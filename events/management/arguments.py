"""What arguments of commands may be; argparse tells the rest (exit code 2)."""

from argparse import ArgumentTypeError

LONGEST_NAME = 150
"""As long as the name of somebody who logs in may be."""


def above_zero(text: str) -> int:
    number = int(text.replace("_", "")) if text.replace("_", "").isdecimal() else 0
    if number < 1:
        raise ArgumentTypeError(f"must be a number above 0, not {text!r}")
    return number


def recorder(text: str) -> str:
    """Who is shown beside an event."""
    name = text.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ArgumentTypeError(f"must be 1 to {LONGEST_NAME} printable characters")
    return name
