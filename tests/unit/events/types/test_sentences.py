"""What sentences say of the choices that no golden file has, and where less is told."""

from typing import Any

import pytest

from events.types import decode

EVENT = "018bdc3f-5a00-7c3e-9d6a-2f1e4b7c8d90"
PRICE = {"value": "5", "currency": "EUR"}
OFFER: dict[str, Any] = {"offeror": "a", "offeree": "b", "what": "a seat"}
DEAL: dict[str, Any] = {"acquirer": "a", "target": "b"}
LAUNCH: dict[str, Any] = {"work": "w", "organization": "a"}
CONTROL: dict[str, Any] = {"controller": "a", "controlled": "b"}


@pytest.mark.parametrize(
    ("type_name", "data", "sentence"),
    [
        ("offer.made", {**OFFER, "status": "made"}, "{a} made {b} an offer: a seat"),
        ("offer.made", {**OFFER, "status": "accepted"}, "{b} accepted an offer from {a}: a seat"),
        ("offer.made", {**OFFER, "status": "withdrawn"}, "{a} withdrew an offer to {b}: a seat"),
        ("acquisition.completed", DEAL, "{a} acquired {b}"),
        (
            "acquisition.completed",
            {**DEAL, "status": "announced", "amount": PRICE},
            "{a} announced the acquisition of {b} for EUR 5",
        ),
        (
            "acquisition.completed",
            {**DEAL, "status": "offered", "amount": PRICE},
            "{a} offered to acquire {b} for EUR 5",
        ),
        (
            "acquisition.completed",
            {**DEAL, "status": "rejected", "amount": PRICE},
            "Acquisition of {b} by {a} for EUR 5 rejected",
        ),
        ("product.launched", LAUNCH, "{a} launched {w}"),
        ("product.launched", {**LAUNCH, "stage": "announced"}, "{a} announced {w}"),
        ("product.launched", {**LAUNCH, "stage": "open_sourced"}, "{a} open-sourced {w}"),
        ("product.integrated", {"work": "w", "into": "b"}, "{w} integrated into {b}"),
        ("control.established", {**CONTROL, "kind": "majority"}, "{a} gained a majority of {b}"),
        (
            "control.established",
            {**CONTROL, "kind": "minority", "share": {"max": "20"}},
            "{a} gained a minority stake in {b} (at most 20%)",
        ),
        ("control.observed", {**CONTROL, "kind": "board_seat"}, "{a} had a board seat at {b}"),
        ("control.observed", {**CONTROL, "kind": "full"}, "{a} had full control of {b}"),
        ("control.observed", {**CONTROL, "kind": "other"}, "{a} had a hold on {b}"),
        ("control.ended", CONTROL, "Control of {b} by {a} ended"),
        (
            "share_price.moved",
            {"organization": "a", "direction": "up", "percent": "2", "session": "regular"},
            "Shares of {a} rose 2%",
        ),
        (
            "organization.founded",
            {"organization": "a", "how": "announced", "jurisdiction": "Kenya"},
            "{a} announced in Kenya",
        ),
        (
            "person.departed",
            {"person": "a", "organization": "b", "post": "ceo", "manner": "term_ended"},
            "{a} left as {b/ceo|CEO} of {b} at the end of the term",
        ),
        (
            "person.departed",
            {"person": "a", "organization": "b", "post": "all", "manner": "term_ended"},
            "{a} left all posts at {b} at the end of the term",
        ),
        ("message.sent", {"sender": "a", "gist": "Come."}, "Message from {a}: Come."),
        (
            "meeting.held",
            {"title": "Lunch", "attended": ["a", "b"]},
            "Lunch held, attended by {a} and {b}",
        ),
        (
            "dispute.settled",
            {"event": EVENT, "prevailing": "account", "reason": "It was."},
            "Dispute settled for the other account: It was.",
        ),
        (
            "event.disputed",
            {"event": EVENT, "account": "It was not.", "what": "happened"},
            "Disputed: It was not.",
        ),
        ("event.corroborated", {"event": EVENT}, "Corroborated by a further source"),
        ("story.closed", {"story": "s"}, "Story closed: {s}"),
    ],
)
def test_a_sentence_says_what_its_data_says(
    type_name: str, data: dict[str, Any], sentence: str
) -> None:
    assert decode(type_name, 1, data).summary() == sentence
