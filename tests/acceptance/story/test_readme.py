"""What README.md shows is what is asked, and what is answered."""

import json
import re
from typing import Any

import httpx

from newsroom.env import CHECKOUT

README = (CHECKOUT / "README.md").read_text()
LEFT_OUT = "…"


def is_told(example: Any, answer: Any) -> None:
    """The answer is as the example has it, as far as that goes."""
    if isinstance(example, dict):
        for name in example.keys() - {LEFT_OUT}:
            is_told(example[name], answer[name])
    elif isinstance(example, list):
        told = [one for one in example if one != LEFT_OUT]
        assert len(told) == len(answer) or (len(told) < len(answer) and LEFT_OUT in example)
        for one, answered in zip(told, answer, strict=False):
            is_told(one, answered)
    else:
        assert example == answer


def test_the_board_when_17_november_was_over(story: httpx.Client, loaded: int) -> None:
    [example] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    [path] = re.findall(r'"http://127\.0\.0\.1:8000/api/v1/(organizations[^"]+)"', README)
    expected = json.loads(example)
    assert expected["known_at"].pop("instant")
    assert expected["known_at"].pop("requested") is None
    assert expected["known_at"]["position"] == loaded
    pinned = {"known_at": f"@{loaded}"}
    address = httpx.URL(path)
    is_told(expected, story.get(address.copy_merge_params(pinned)).json())
    in_shanghai = story.get(address.copy_merge_params({**pinned, "tz": "Asia/Shanghai"})).json()
    assert in_shanghai["size"] == {"certain": 6, "possible": 0}


def test_what_is_appended_and_corrected_would_be_recorded(story: httpx.Client) -> None:
    [appended] = re.findall(r"-d '(\{.*?\})'\n", README, re.DOTALL)
    [corrected] = re.findall(r'^    (\{"type": "event\.corrected".*?\}\})$', README, re.M | re.S)
    [target] = story.get("events/?type=person.departed&entity=elon-musk&limit=1").json()["results"]
    for event in (appended, corrected.replace("<id>", target["id"])):
        answer = story.post("events/", params={"dry_run": True}, json=json.loads(event))
        assert answer.status_code == 200, answer.text
        assert answer.json()["opens"]
