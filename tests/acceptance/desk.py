"""A desk of reporters that works over HTTP alone: it records, waits for the views, and asks."""

from collections.abc import Mapping
from typing import Any

import httpx

Json = dict[str, Any]
CITATION: Json = {"source": "the-gazette", "published": "2024-06-01"}
ENVELOPE = ("id", "timezone", "citations", "confidence", "stories", "note", "expected_version")
# What the board comes to where ada alone can be on it, or nobody.
CERTAIN, POSSIBLE = {"ada": "certain"}, {"ada": "possible"}
NOBODY: dict[str, str] = {}
REFERENCES = ("person", "organization", "replaces", "reports_to", "into", "entity")


class Desk:
    """Ids are told apart by a prefix, and are told without it; people are introduced on the way."""

    def __init__(self, client: httpx.Client, prefix: str, zone: str = "UTC") -> None:
        self.client = client
        self.prefix = prefix
        self.zone = zone
        self.position = 0
        self.introduced: set[str] = set()

    # --- recording -------------------------------------------------------------------------

    def slug(self, name: str) -> str:
        return f"{self.prefix}-{name}"

    def organization(self, name: str, /, **data: Any) -> Json:
        slug = self.slug(name)
        told = {"organization": slug, "name": name.title(), "kind": "company"}
        zone = {"timezone": self.zone} if self.zone else {}
        return {"type": "organization.introduced", "data": {**told, **zone, **data}}

    def person(self, name: str, /, **data: Any) -> Json:
        told = {"person": self.slug(name), "name": name.title()}
        return {"type": "person.introduced", "data": {**told, **data}}

    def _introductions(self, *, people: list[str], organizations: list[str]) -> list[Json]:
        makers = {**dict.fromkeys(organizations, self.organization)}
        makers |= dict.fromkeys(people, self.person)
        new = {name: make for name, make in makers.items() if name not in self.introduced}
        self.introduced |= new.keys()
        return [make(name) for name, make in new.items()]

    def post(self, *events: Json, dry_run: bool = False, key: str | None = None) -> httpx.Response:
        """Whatever the answer; `key` is the one for idempotency."""
        body = {"events": list(events)} if len(events) != 1 else events[0]
        parameters = {"dry_run": "true"} if dry_run else {}
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post("events/", json=body, params=parameters, headers=headers)

    def send(self, *events: Json) -> list[str]:
        """Appends, and tells the ids."""
        answer = self.post(*events)
        assert answer.status_code == 201, answer.text
        self.position = answer.json()["position"]
        return [event["id"] for event in answer.json()["events"]]

    def fact(self, type: str, occurred: Any, /, **fields: Any) -> Json:
        """An envelope; fields of the envelope and of the data side by side, names as ids."""
        envelope = {name: fields.pop(name) for name in ENVELOPE if name in fields}
        data = {
            name: self.slug(value) if name in REFERENCES and isinstance(value, str) else value
            for name, value in fields.items()
        }
        told = {"type": type, "data": data, "citations": [CITATION], **envelope}
        return told if occurred is None else {**told, "occurred": occurred}

    def record(self, type: str, occurred: Any, /, **fields: Any) -> str:
        """Appends one fact with the introductions that it needs, and tells its id."""
        people = [fields[name] for name in ("person", "replaces", "reports_to") if name in fields]
        people += [member["person"] for member in fields.get("members", ())]
        organizations = [fields[name] for name in ("organization",) if name in fields]
        if "members" in fields:
            fields["members"] = [
                {**member, "person": self.slug(member["person"])} for member in fields["members"]
            ]
        new = self._introductions(people=people, organizations=organizations)
        return self.send(*new, self.fact(type, occurred, **fields))[-1]

    def known(self, *people: str) -> None:
        """Introduces people and the organisation."""
        if new := self._introductions(people=list(people), organizations=["acme"]):
            self.send(*new)

    def appointed(self, person: str, occurred: Any, post: str = "director", **more: Any) -> str:
        told = {"person": person, "organization": "acme", "post": post, **more}
        return self.record("person.appointed", occurred, **told)

    def observed(self, person: str, occurred: Any, post: str = "director", **more: Any) -> str:
        told = {"person": person, "organization": "acme", "post": post, **more}
        return self.record("person.observed", occurred, **told)

    def departed(self, person: str, occurred: Any, post: str = "director", **more: Any) -> str:
        told = {"person": person, "organization": "acme", "post": post, "manner": "resigned"}
        return self.record("person.departed", occurred, **(told | more))

    def founded(self, occurred: Any, **more: Any) -> str:
        return self.record("organization.founded", occurred, organization="acme", **more)

    def correct(self, event: str, **changes: Any) -> str:
        told = {"reason": "another look", "public_note": "This was told wrongly."}
        return self.amend("event.corrected", event, changes=changes, **told)

    def retract(self, event: str) -> str:
        told = {"reason": "another look", "public_note": "This is withdrawn."}
        return self.amend("event.retracted", event, **told)

    def reinstate(self, event: str) -> str:
        return self.amend("event.reinstated", event, reason="it was right")

    def dispute(self, event: str, what: str, **more: Any) -> str:
        return self.amend("event.disputed", event, what=what, account="Others tell it so.", **more)

    def amend(self, type: str, event: str, **data: Any) -> str:
        told = {"type": type, "data": {"event": event, **data}, "citations": [CITATION]}
        return self.send(told)[-1]

    def merge(self, entity: str, into: str) -> str:
        data = {"entity": self.slug(entity), "into": self.slug(into)}
        return self.send({"type": "entity.merged", "data": data})[-1]

    # --- asking ----------------------------------------------------------------------------

    def get(self, path: str, **parameters: Any) -> httpx.Response:
        """As fresh as what was recorded here."""
        given = {"at_least": self.position, **parameters}
        return self.client.get(path, params={k: v for k, v in given.items() if v is not None})

    def ask(self, path: str, **parameters: Any) -> Json:
        answer = self.get(path, **parameters)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def of(self, organization: str, view: str, **parameters: Any) -> Json:
        return self.ask(f"organizations/{self.slug(organization)}/{view}/", **parameters)

    def name(self, entity: Mapping[str, Any]) -> str:
        return str(entity["id"]).removeprefix(f"{self.prefix}-")

    def board(
        self, as_of: str | None = None, organization: str = "acme", **parameters: Any
    ) -> dict[str, str]:
        """Presence by person."""
        answer = self.of(organization, "board", as_of=as_of, **parameters)
        found = {self.name(each["person"]): each["presence"] for each in answer["members"]}
        sizes = {kind: list(found.values()).count(kind) for kind in ("certain", "possible")}
        assert answer["size"] == sizes
        return found

    def member(self, person: str, as_of: str | None = None, **parameters: Any) -> Json:
        answer = self.of("acme", "board", as_of=as_of, **parameters)
        [found] = [one for one in answer["members"] if self.name(one["person"]) == person]
        return dict(found)

    def post_of(self, post: str, as_of: str | None = None, **parameters: Any) -> Json | None:
        answer = self.of("acme", "leadership", as_of=as_of, **parameters)
        return next((one for one in answer["posts"] if one["post"] == post), None)

    def holders(self, as_of: str | None = None, post: str = "ceo", **more: Any) -> dict[str, str]:
        found = self.post_of(post, as_of, **more)
        holders = found["holders"] if found else []
        return {self.name(one["person"]): one["presence"] for one in holders}

    def status(self, as_of: str | None = None, post: str = "ceo", **parameters: Any) -> str | None:
        found = self.post_of(post, as_of, **parameters)
        return found["status"] if found else None

    def career(self, person: str, **parameters: Any) -> list[Json]:
        answer = self.ask(f"people/{self.slug(person)}/career/", **parameters)
        return list(answer["tenures"])

    def timeline(self, organization: str = "acme", **parameters: Any) -> list[Json]:
        return list(self.of(organization, "timeline", **parameters)["results"])
