"""A company whose chief executive is dismissed: events for tests to record."""

from typing import Any

Json = dict[str, Any]
PACIFIC = "America/Los_Angeles"


def event(type: str, occurred: str | None = None, **data: Any) -> Json:
    envelope: Json = {"type": type, "data": data, "timezone": PACIFIC}
    if occurred is not None:
        envelope |= {
            "occurred": occurred,
            "confidence": "confirmed",
            "stories": ["upheaval"],
            "citations": [{"source": "blog", "published": "2023-11-20"}],
        }
    else:
        del envelope["timezone"]
    return envelope


def opening() -> list[Json]:
    """A company with a board of three, a chief executive and a story about it."""
    people = {"ada": "Ada Lee", "bob": "Bob Ray", "cem": "Cem Can", "dot": "Dot Fox"}
    member = {"organization": "acme", "post": "director"}
    return [
        event(
            "organization.introduced",
            organization="acme",
            name="Acme",
            kind="company",
            timezone=PACIFIC,
        ),
        *(event("person.introduced", person=slug, name=name) for slug, name in people.items()),
        event("story.opened", story="upheaval", title="Upheaval", follows=["acme", "ada"]),
        event("person.appointed", "2020-01-01", person="ada", **member, independent=False),
        event("person.appointed", "2020-01-01", person="bob", **member, independent=True),
        event("person.appointed", "2020-02", person="cem", **member),
        event("person.appointed", "2020-01-01", person="bob", organization="acme", post="chair"),
        event("person.appointed", "2020-01-01", person="ada", organization="acme", post="ceo"),
    ]


def dismissal() -> list[Json]:
    noon = "2023-11-17T12:00:00-08:00"
    gone = {"person": "ada", "organization": "acme", "manner": "removed"}
    return [
        event("person.departed", noon, **gone, post="ceo"),
        event("person.departed", noon, **gone, post="director"),
        event(
            "person.appointed",
            noon,
            person="dot",
            organization="acme",
            post="ceo",
            acting=True,
            replaces="ada",
        ),
    ]
