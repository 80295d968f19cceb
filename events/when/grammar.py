"""What the `edtf` package makes of a text: used for the grammar, never for bounds.

Its known defects are kept in here: it drops the time of day, takes milliseconds a text, cannot
give the bounds of some open sets, and breaks on significant digits, on a partly masked month
without a day of any month, and on all that is no single date, having printed to stdout.
"""

import re
from typing import Any, Final

MAX_LENGTH: Final = 200
_ALPHABET: Final = re.compile(r"[-0-9X?~%]+")
_MONTH_PARTLY_MASKED: Final = re.compile(
    r"(-?[0-9]{4}-(?:[01]X|X[0-9]))(-(?:0[1-9X]|[12X][0-9X]|3[01X]))?(.*)"
)


def parse(text: str) -> Any | None:
    """The `edtf` object of a text; None if it is no single date of EDTF."""
    # Imported late: it takes a quarter of a second, and most processes only meet plain dates.
    from edtf import EDTFParseException, parse_edtf

    if not _ALPHABET.fullmatch(text):
        return None
    if partly := _MONTH_PARTLY_MASKED.fullmatch(text):
        month, day, rest = partly.groups()
        if rest:
            return None
        text = month + (day or "-XX")
    try:
        return parse_edtf(text)
    except EDTFParseException:
        return None
