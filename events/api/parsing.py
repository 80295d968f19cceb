"""Request bodies: JSON, read strictly."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.parsers import BaseParser

from events.api.problems import Problem, ProblemException


class StrictJSONParser(BaseParser):
    """Refuses what parsers differ on: NaN, infinity, lone surrogates, and names given twice."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        largest = settings.NEWSROOM_LARGEST_BODY
        body = stream.read(largest + 1)
        if len(body) > largest:
            raise ProblemException(
                413, detail=f"A request may have {largest} bytes; send smaller batches."
            )
        try:
            orjson.loads(body)  # strict, but silent on a name given twice
            return json.loads(body, object_pairs_hook=_each_name_once)
        except RecursionError:
            raise _malformed("it is nested too deeply") from None
        except ValueError as fault:
            raise _malformed(str(fault)) from fault


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name in times if times[name] > 1)
        raise ValueError(f"the name {twice!r:.60} is given twice in one object")
    return found


def _malformed(why: str) -> ProblemException:
    detail = f"The body is not JSON that can be read: {why}."
    return ProblemException(400, "Malformed JSON", detail, [Problem("", "malformed_json", detail)])
