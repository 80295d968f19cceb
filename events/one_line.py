"""Text of others told on a line of its own: in a log, on a terminal."""

import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What breaks a line, or commands a terminal."""


def one_line(text: str) -> str:
    """Whatever is quoted begins no line and commands no terminal: controls are spelt out."""
    return CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)
