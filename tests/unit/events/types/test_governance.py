from typing import Any

import pytest

from events.types import decode, references
from tests.unit.events.types.refusals import refusals, stream_of

APPOINTED: dict[str, Any] = {"person": "mira-murati", "organization": "openai", "post": "ceo"}
DEPARTED: dict[str, Any] = {"person": "sam-altman", "organization": "openai", "post": "ceo"}


@pytest.mark.parametrize(
    ("more", "summary"),
    [
        ({}, "{mira-murati} appointed {openai/ceo|CEO} of {openai}"),
        ({"acting": True}, "{mira-murati} appointed interim {openai/ceo|CEO} of {openai}"),
        ({"acting": False}, "{mira-murati} appointed {openai/ceo|CEO} of {openai}"),
        (
            {"post": "director", "independent": True},
            "{mira-murati} appointed independent {openai/director|director} of {openai}",
        ),
        (
            {"post": "chief-scientist"},
            "{mira-murati} appointed {openai/chief-scientist|chief scientist} of {openai}",
        ),
        (
            {"post": "head-of-policy"},
            "{mira-murati} appointed {openai/head-of-policy|head of policy} of {openai}",
        ),
        (
            {"title": "Interim Chairman", "acting": True, "independent": True},
            "{mira-murati} appointed independent Interim Chairman of {openai}",
        ),
        (
            {"title": "Acting Independent Chair", "acting": True, "independent": True},
            "{mira-murati} appointed Acting Independent Chair of {openai}",
        ),
        (
            {"title": "Head {of} State", "replaces": "sam-altman"},
            "{mira-murati} appointed Head (of) State of {openai}, replacing {sam-altman}",
        ),
    ],
)
def test_summaries_of_appointments(more: dict[str, Any], summary: str) -> None:
    assert decode("person.appointed", 1, {**APPOINTED, **more}).summary() == summary


@pytest.mark.parametrize(
    ("manner", "one", "all_posts"),
    [
        ("removed", "removed as {openai/ceo|CEO} of", "removed from all posts at"),
        (
            "asked_to_leave",
            "was asked to leave as {openai/ceo|CEO} of",
            "was asked to leave all posts at",
        ),
        ("resigned", "resigned as {openai/ceo|CEO} of", "resigned from all posts at"),
        ("retired", "retired as {openai/ceo|CEO} of", "retired from all posts at"),
        ("died", "died while {openai/ceo|CEO} of", "died while in office at"),
        ("unknown", "left as {openai/ceo|CEO} of", "left all posts at"),
    ],
)
def test_summaries_of_departures(manner: str, one: str, all_posts: str) -> None:
    left = decode("person.departed", 1, {**DEPARTED, "manner": manner})
    assert left.summary() == f"{{sam-altman}} {one} {{openai}}"
    left = decode("person.departed", 1, {**DEPARTED, "manner": manner, "post": "all"})
    assert left.summary() == f"{{sam-altman}} {all_posts} {{openai}}"


def test_only_a_departure_is_from_all_posts() -> None:
    departed = decode("person.departed", 1, {**DEPARTED, "post": "all", "manner": "resigned"})
    assert departed.as_json()["post"] == "all"
    for type_name in ("person.appointed", "person.observed"):
        problem = refusals(type_name, {**APPOINTED, "post": "all"})["/post"]
        assert "only a departure" in problem.detail
    member = {"person": "a", "posts": ["director", "all"]}
    board = {"organization": "openai", "members": [member], "complete": True}
    assert set(refusals("board.reported", board)) == {"/members/0/posts/1"}
    defined = {"organization": "openai", "post": "all", "title": "All", "body": "board"}
    assert set(refusals("post.defined", {**defined, "exclusive": False})) == {"/post"}


def test_members_sit_as_directors_unless_said() -> None:
    board = decode(
        "board.reported",
        1,
        {"organization": "openai", "members": [{"person": "a", "posts": None}], "complete": True},
    )
    assert board.model_dump()["members"][0]["posts"] == ("director",)
    assert board.as_json()["members"] == [{"person": "a"}]
    assert board.summary() == "Board of {openai} reported as {a}"


def test_a_board_has_members_and_each_once() -> None:
    board = {"organization": "openai", "members": [], "complete": True}
    assert refusals("board.reported", board)["/members"].code == "empty"
    twice = [{"person": "a"}, {"person": "b"}, {"person": "a"}]
    problem = refusals("board.reported", {**board, "members": twice})["/members"]
    assert (problem.code, problem.detail) == ("twice", "must name each person once: a")
    assert (
        refusals("board.reported", {**board, "members": [{"person": "a", "posts": []}]})[
            "/members/0/posts"
        ].code
        == "empty"
    )


@pytest.mark.parametrize(
    ("members", "told"),
    [
        (["a"], {"/members/0": "object"}),
        ([{"person": ["a"]}, {"person": ["a"]}], {"/members/0/person": "text"}),
        (
            [{"post": "chair"}],
            {"/members/0/person": "required", "/members/0/post": "unknown_field"},
        ),
        ({"person": "a"}, {"/members": "list"}),
        (5, {"/members": "list"}),
    ],
)
def test_a_member_of_another_form_is_refused(members: Any, told: dict[str, str]) -> None:
    board = {"organization": "openai", "members": members, "complete": True}
    found = refusals("board.reported", board)
    assert told.items() <= {at: problem.code for at, problem in found.items()}.items()


def test_a_large_board_is_counted_not_listed() -> None:
    members = [{"person": f"p{n}"} for n in range(12)]
    board = decode(
        "board.reported", 1, {"organization": "o", "members": members, "complete": False}
    )
    assert board.summary().endswith("{p6}, {p7} and 4 others")


@pytest.mark.parametrize("field", ["replaces", "reports_to"])
def test_nobody_replaces_or_reports_to_themselves(field: str) -> None:
    problem = refusals("person.appointed", {**APPOINTED, field: "mira-murati"})[f"/{field}"]
    assert problem.code == "same"


@pytest.mark.parametrize(
    ("type_name", "data", "told"),
    [
        (
            "person.appointed",
            {**APPOINTED, "reports_to": "mira-murati", "replaces": "mira-murati", "salary": 1},
            {"/reports_to": "same", "/replaces": "same", "/salary": "unknown_field"},
        ),
        (
            "board.reported",
            {"organization": "openai", "members": [{"person": "a"}] * 2, "complete": "yes"},
            {"/members": "twice", "/complete": "boolean"},
        ),
        (
            "meeting.held",
            {"attended": ["a"], "absent": ["a"]},
            {"/title": "required", "/absent": "both"},
        ),
        (
            "decision.made",
            {"organization": "a", "person": "b", "about": []},
            {"/person": "either", "/decision": "required"},
        ),
        (
            "decision.made",
            {"organization": None, "about": []},
            {"/organization": "required", "/decision": "required"},
        ),
        (
            "story.updated",
            {"story": "The Story", "note": "x"},
            {"/title": "required", "/story": "pattern", "/note": "unknown_field"},
        ),
        (
            "control.established",
            {"controller": "a", "controlled": "b", "kind": "full", "share": {"unit": "%"}},
            {"/share/min": "required", "/share/unit": "unknown_field"},
        ),
        (
            "control.established",
            {"controller": "a", "controlled": "a", "kind": "total"},
            {"/controlled": "same", "/kind": "choice"},
        ),
        (
            "control.observed",
            {
                "controller": "a",
                "controlled": "b",
                "kind": "full",
                "share": {"min": "60", "max": "40", "unit": "%"},
            },
            {"/share/max": "order", "/share/unit": "unknown_field"},
        ),
        (
            "entity.merged",
            {"entity": "a", "into": "a", "why": "x"},
            {"/into": "same", "/why": "unknown_field"},
        ),
    ],
)
def test_what_is_wrong_between_fields_is_told_beside_what_else_is_wrong(
    type_name: str, data: dict[str, Any], told: dict[str, str]
) -> None:
    found = refusals(type_name, data)
    assert {pointer: problem.code for pointer, problem in found.items()} == told


def test_nothing_is_dissolved_into_itself() -> None:
    problem = refusals("organization.dissolved", {"organization": "acme", "into": "acme"})["/into"]
    assert problem.code == "same"


def test_a_decision_is_made_by_an_organization_or_a_person() -> None:
    decision = {"decision": "Leave.", "about": ["openai"]}
    assert refusals("decision.made", decision)["/organization"].code == "required"
    both = {**decision, "organization": "openai", "person": "sam-altman"}
    assert refusals("decision.made", both)["/person"].code == "either"
    alone = decode("decision.made", 1, {**decision, "person": "sam-altman", "organization": None})
    assert alone.summary() == "{sam-altman} decided: Leave."
    assert stream_of(alone).kind == "person"


def test_a_meeting_goes_to_the_stream_of_whose_it_is() -> None:
    meeting = {"title": "Noon meeting", "attended": ["sam-altman", "ilya-sutskever"]}
    assert stream_of(decode("meeting.held", 1, meeting)).id == "sam-altman"
    meeting = {**meeting, "organization": "openai"}
    assert stream_of(decode("meeting.held", 1, meeting)).id == "openai"
    assert refusals("meeting.held", {**meeting, "absent": ["sam-altman"]})["/absent"].code == "both"
    assert refusals("meeting.held", {**meeting, "attended": []})["/attended"].code == "empty"


def test_a_founding_in_words() -> None:
    founding = decode("organization.founded", 1, {"organization": "zip2"})
    assert founding.summary() == "{zip2} founded"
    founding = decode("organization.founded", 1, {"organization": "zip2", "founders": ["a", "b"]})
    assert founding.summary() == "{zip2} founded by {a} and {b}"
    assert [ref.pointer for ref in references(founding)] == [
        "/organization",
        "/founders/0",
        "/founders/1",
    ]


def test_flags_are_true_or_false_and_nothing_like_it() -> None:
    for value in ("true", 1, "yes"):
        problem = refusals("person.appointed", {**APPOINTED, "acting": value})["/acting"]
        assert problem.detail == "must be true or false"


def test_manner_is_one_of_the_listed() -> None:
    problem = refusals("person.departed", {**DEPARTED, "manner": "fired"})["/manner"]
    assert problem.code == "choice"
    assert "'asked_to_leave'" in problem.detail
    assert refusals("person.departed", DEPARTED)["/manner"].code == "required"


@pytest.mark.parametrize(
    ("written", "such_as"),
    [
        ("CEO", "ceo"),
        ("António Horta-Osório ", "antonio-horta-osorio"),
        ("d'Angelo, A.", "d-angelo-a"),
        ("山田", "sam-altman"),
    ],
)
def test_what_is_no_slug_is_told_as_one(written: str, such_as: str) -> None:
    problem = refusals("person.departed", {**DEPARTED, "post": written})["/post"]
    assert problem.code == "pattern"
    assert problem.detail.endswith(f", such as {such_as}")


def test_every_fault_is_told_at_once() -> None:
    found = refusals("person.appointed", {"person": "Sam Altman", "post": "", "actng": True})
    assert set(found) == {"/person", "/organization", "/post", "/actng"}
    assert "did you mean acting?" in found["/actng"].detail
    assert "slug" in found["/person"].detail
