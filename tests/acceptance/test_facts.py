"""Facts and what editors do to them: corrections, retractions, disputes, merges, and their undoing,
each asked for before and after with `known_at`."""

from tests.acceptance.desk import CERTAIN, CITATION, NOBODY, POSSIBLE, Desk, Json

OTHER_SOURCE: Json = {"source": "the-herald", "published": "2024-06-02"}


def test_append_ask_correct_and_ask_again(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    first = desk.position
    assert desk.board("2020-05-10") == CERTAIN

    desk.correct(event, occurred="2020-05-20", timezone="America/New_York")
    second = desk.position
    assert desk.board("2020-05-10") == NOBODY
    assert desk.board("2020-05-20T03:59:59.999999Z") == NOBODY
    assert desk.board("2020-05-21T03:59:59.999999Z") == CERTAIN
    assert desk.board("2020-05-10", known_at=f"@{first}") == CERTAIN

    desk.retract(event)
    assert desk.board("2024-01-01") == NOBODY
    assert desk.board("2024-01-01", known_at=f"@{second}") == CERTAIN
    assert desk.board("2020-05-10", known_at=f"@{second}") == NOBODY
    assert desk.board("2020-05-10", known_at=f"@{first}") == CERTAIN

    desk.reinstate(event)
    assert desk.board("2024-01-01") == CERTAIN
    assert desk.board("2020-05-10") == NOBODY


def test_the_latest_correction_of_a_field_wins_and_others_stay(desk: Desk) -> None:
    event = desk.departed("ada", "2020-05-10")
    desk.correct(event, data={"manner": "removed", "reason": "A quarrel"})
    desk.correct(event, occurred="2020-06-10")
    desk.correct(event, data={"manner": "retired"})
    [tenure] = desk.career("ada")
    assert (tenure["manner"], tenure["reason"]) == ("retired", "A quarrel")
    assert tenure["end"]["text"] == "2020-06-10"


def test_a_correction_needs_its_reasons(desk: Desk) -> None:
    event = desk.departed("ada", "2020-05-10")
    data = {"event": event, "changes": {"occurred": "2020-05-11"}}
    answer = desk.post({"type": "event.corrected", "data": data})
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        "/data/reason",
        "/data/public_note",
    }


def test_a_correction_must_leave_a_valid_fact(desk: Desk) -> None:
    event = desk.departed("ada", "2020-05-10")
    told = {"reason": "r", "public_note": "n", "event": event}
    for changes, pointer in (
        ({"occurred": "soon"}, "/data/changes/occurred"),
        ({"timezone": "Mars/Olympus"}, "/data/changes/timezone"),
        ({"confidence": "sure"}, "/data/changes/confidence"),
        ({"citations": []}, "/data/changes/citations"),
        ({"data": {"manner": "vanished"}}, "/data/changes/data/manner"),
        ({"data": {"person": "nobody-at-all"}}, "/data/changes/data/person"),
        ({"data": {"salary": 5}}, "/data/changes/data/salary"),
        ({"surprise": 5}, "/data/changes/surprise"),
        ({}, "/data/changes"),
    ):
        answer = desk.post({"type": "event.corrected", "data": {**told, "changes": changes}})
        assert answer.status_code == 422, (changes, answer.text)
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_editorial_events_target_what_is_there(desk: Desk) -> None:
    event = desk.departed("ada", "2020-05-10")
    correction = desk.correct(event, occurred="2020-05-11")
    told: Json = {"reason": "r", "public_note": "n"}
    nowhere = "01890a5d-ac96-774b-bcce-b302099a8058"
    for kind, data in (
        ("event.retracted", {**told, "event": nowhere}),
        ("event.corrected", {**told, "event": correction, "changes": {"occurred": "2020"}}),
        ("event.disputed", {"event": correction, "account": "No.", "what": "when"}),
        ("dispute.settled", {"event": event, "prevailing": "original", "reason": "r"}),
    ):
        answer = desk.post({"type": kind, "data": data, "citations": [CITATION]})
        assert answer.status_code == 422, kind
        assert "/data/event" in [error["pointer"] for error in answer.json()["errors"]]


def test_a_retracted_correction_is_undone_and_reinstated(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    correction = desk.correct(event, occurred="2020-05-20")
    corrected = desk.position
    desk.retract(correction)
    undone = desk.position
    assert desk.board("2020-05-10") == CERTAIN
    assert desk.board("2020-05-10", known_at=f"@{corrected}") == NOBODY
    desk.reinstate(correction)
    assert desk.board("2020-05-10") == NOBODY
    assert desk.board("2020-05-10", known_at=f"@{undone}") == CERTAIN


def test_a_correction_moves_a_fact_to_another_organization(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    desk.record("person.appointed", "2020-05-10", person="bob", organization="other", post="cfo")
    before = desk.position
    desk.correct(event, data={"organization": desk.slug("other")})
    moved = desk.position
    assert desk.board("2021-01-01") == NOBODY
    assert desk.board("2021-01-01", "other") == CERTAIN
    assert desk.board("2021-01-01", known_at=f"@{before}") == CERTAIN
    assert desk.board("2021-01-01", "other", known_at=f"@{before}") == NOBODY
    assert [fact["event"] for fact in desk.timeline("other", type="person.appointed")] != []
    assert desk.timeline(type="person.appointed") == []

    desk.correct(event, data={"organization": desk.slug("acme"), "person": desk.slug("bob")})
    assert desk.board("2021-01-01") == {"bob": "certain"}
    assert desk.board("2021-01-01", "other") == NOBODY
    assert desk.board("2021-01-01", "other", known_at=f"@{moved}") == CERTAIN
    assert desk.board("2021-01-01", known_at=f"@{moved}") == NOBODY


def test_corroboration_adds_sources(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    told = {"type": "event.corroborated", "data": {"event": event, "confidence": "confirmed"}}
    [corroboration] = desk.send({**told, "citations": [OTHER_SOURCE]})
    [fact] = desk.timeline(type="person.appointed")
    assert [citation["source"] for citation in fact["citations"]] == ["the-gazette", "the-herald"]
    assert (fact["independent_sources"], fact["confidence"]) == (2, "confirmed")
    assert desk.career("ada")[0]["confidence"] == "confirmed"
    desk.retract(corroboration)
    [fact] = desk.timeline(type="person.appointed")
    assert (fact["independent_sources"], fact["confidence"]) == (1, "reported")


def test_sources_that_derive_from_another_are_not_independent(desk: Desk) -> None:
    copied = [CITATION, {**OTHER_SOURCE, "derived_from": "the-gazette"}]
    desk.appointed("ada", "2020-05-10", citations=copied)
    assert desk.timeline(type="person.appointed")[0]["independent_sources"] == 1


def test_corrected_citations_replace(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    desk.correct(event, citations=[OTHER_SOURCE], confidence="official")
    [fact] = desk.timeline(type="person.appointed")
    assert [citation["source"] for citation in fact["citations"]] == ["the-herald"]
    assert fact["confidence"] == "official"


def test_a_dispute_keeps_both_accounts(desk: Desk) -> None:
    event = desk.departed("ada", "2020-05-10")
    desk.amend("event.disputed", event, account="She never left.", what="happened")
    [fact] = desk.timeline(type="person.departed")
    assert fact["status"] == "disputed"
    [dispute] = fact["disputes"]
    assert (dispute["account"], dispute["citations"]) == ("She never left.", [CITATION])
    assert [each["type"] for each in fact["amendments"]] == ["event.disputed"]
    told = desk.ask(f"events/{event}/", at_least=None)
    assert told["status"] == "disputed"
    assert told["effective"]["disputes"] == [dispute]
    assert [each["type"] for each in told["amendments"]] == ["event.disputed"]


def test_what_was_retracted_is_shown_where_asked_for(desk: Desk) -> None:
    event = desk.departed("ada", "2020-05-10")
    desk.retract(event)
    assert desk.timeline(type="person.departed") == []
    [fact] = desk.timeline(type="person.departed", status="retracted")
    assert fact["status"] == "retracted"


# --- Names and merges ---------------------------------------------------------------------------


def test_a_merge_makes_two_people_one_and_is_undone(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    desk.appointed("adah", "2020-01-01", post="chair")
    before = desk.position
    merge = desk.merge("adah", "ada")
    merged = desk.position
    assert desk.board("2021-01-01") == CERTAIN
    posts = {one["post"] for one in desk.member("ada", "2021-01-01")["posts"]}
    assert posts == {"director", "chair"}
    both = {"ada": "certain", "adah": "certain"}
    assert desk.board("2021-01-01", known_at=f"@{before}") == both
    assert {tenure["post"] for tenure in desk.career("adah")} == {"director", "chair"}

    desk.retract(merge)
    undone = desk.position
    assert desk.board("2021-01-01") == both
    assert desk.board("2021-01-01", known_at=f"@{merged}") == CERTAIN
    assert [tenure["post"] for tenure in desk.career("adah")] == ["chair"]

    desk.reinstate(merge)
    assert desk.board("2021-01-01") == CERTAIN
    assert desk.board("2021-01-01", known_at=f"@{undone}") == both


def test_facts_recorded_after_a_merge_are_about_what_it_became(desk: Desk) -> None:
    desk.known("ada", "adah")
    desk.merge("adah", "ada")
    desk.appointed("adah", "2020-01-01")
    desk.departed("ada", "2021-01-01")
    assert desk.board("2020-06-01") == CERTAIN
    assert desk.board("2022-01-01") == NOBODY
    assert len(desk.career("ada")) == 1


def test_merged_organizations_have_one_board(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    desk.record(
        "person.appointed", "2020-01-01", person="bob", organization="acne", post="director"
    )
    before = desk.position
    merge = desk.merge("acne", "acme")
    both = {"ada": "certain", "bob": "certain"}
    assert desk.board("2021-01-01") == both
    assert desk.board("2021-01-01", "acne") == both
    assert desk.board("2021-01-01", "acne", known_at=f"@{before}") == {"bob": "certain"}
    desk.retract(merge)
    assert desk.board("2021-01-01") == CERTAIN
    assert desk.board("2021-01-01", "acne") == {"bob": "certain"}


def test_merges_in_a_chain(desk: Desk) -> None:
    desk.appointed("ada", "2020-01-01")
    desk.departed("adah", "2021-01-01")
    desk.known("aida")
    desk.merge("adah", "aida")
    middle = desk.merge("aida", "ada")
    assert desk.board("2020-06-01") == CERTAIN
    assert desk.board("2022-01-01") == NOBODY
    desk.retract(middle)
    assert desk.board("2022-01-01") == CERTAIN
    assert desk.career("adah")[0]["end"]["text"] == "2021-01-01"


def test_a_merge_into_itself_or_round_is_refused(desk: Desk) -> None:
    desk.known("ada", "adah")
    for entity, into in (("ada", "ada"), ("ada", "acme")):
        data = {"entity": desk.slug(entity), "into": desk.slug(into)}
        answer = desk.post({"type": "entity.merged", "data": data})
        assert answer.status_code == 422, (entity, into)
    desk.merge("adah", "ada")
    back = {"entity": desk.slug("ada"), "into": desk.slug("adah")}
    assert desk.post({"type": "entity.merged", "data": back}).status_code == 422


def test_names_as_they_were_known(desk: Desk) -> None:
    name = f"Zebulon{desk.prefix}"
    desk.appointed("ada", "2020-01-01")
    before = desk.position
    entity = {"entity": desk.slug("ada")}
    [alias] = desk.send(
        {"type": "entity.aliased", "data": {**entity, "name": name, "kind": "nickname"}}
    )
    found = desk.ask("resolve/", name=name)
    assert found["query"] == name
    [best] = [one for one in found["candidates"] if one["id"] == desk.slug("ada")]
    assert best.keys() >= {"id", "kind", "name", "matched", "why", "score"}
    assert (best["kind"], best["matched"]) == ("person", name)
    earlier = desk.ask("resolve/", name=name, known_at=f"@{before}")
    assert desk.slug("ada") not in [one["id"] for one in earlier["candidates"]]

    desk.send({"type": "entity.renamed", "data": {**entity, "name": "Ada Byron"}})
    assert desk.member("ada", "2021-01-01")["person"]["name"] == "Ada Byron"
    old = desk.member("ada", "2021-01-01", known_at=f"@{before}")
    assert old["person"]["name"] == "Ada"
    desk.retract(alias)
    gone = desk.ask("resolve/", name=name)
    assert desk.slug("ada") not in [one["id"] for one in gone["candidates"]]


def test_two_of_one_name_are_ambiguous(desk: Desk) -> None:
    name = f"Quentin {desk.prefix}"
    desk.send(desk.person("one", name=name), desk.person("two", name=name))
    found = desk.ask("resolve/", name=name)
    assert found["ambiguous"] is True
    assert {one["id"] for one in found["candidates"][:2]} == {desk.slug("one"), desk.slug("two")}


# --- Before it was known ------------------------------------------------------------------------


def test_not_known_yet(desk: Desk) -> None:
    desk.known("ada")
    before = desk.position - 2
    for path in (
        f"organizations/{desk.slug('acme')}/",
        f"organizations/{desk.slug('acme')}/board/",
        f"organizations/{desk.slug('acme')}/leadership/",
        f"organizations/{desk.slug('acme')}/timeline/",
        f"organizations/{desk.slug('acme')}/board/history/",
        f"people/{desk.slug('ada')}/",
        f"people/{desk.slug('ada')}/career/",
        f"people/{desk.slug('ada')}/timeline/",
    ):
        told = desk.ask(path, known_at=f"@{before}")
        assert told["known"] is False, path
        empty = [value for value in told.values() if isinstance(value, list)]
        assert all(value == [] for value in empty), path
        assert "known" not in desk.ask(path) or desk.ask(path)["known"] is True


def test_an_event_not_known_yet(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-01-01")
    told = desk.ask(f"events/{event}/", at_least=None, known_at=f"@{desk.position - 1}")
    assert told["known"] is False


def test_filed_under_a_story_and_taken_out(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-01-01")
    story = desk.slug("saga")
    data = {"story": story, "title": "The saga", "follows": [desk.slug("acme")]}
    desk.send({"type": "story.opened", "data": data})
    opened = desk.position
    assert desk.ask(f"stories/{story}/timeline/")["results"] == []
    filed = {"event": event, "story": story}
    desk.send({"type": "event.filed", "data": filed})
    assert [f["event"] for f in desk.ask(f"stories/{story}/timeline/")["results"]] == [event]
    told = desk.ask(f"stories/{story}/timeline/", known_at=f"@{opened}")
    assert told["results"] == []
    desk.send({"type": "event.unfiled", "data": filed})
    assert desk.ask(f"stories/{story}/timeline/")["results"] == []
    led = desk.ask(f"stories/{story}/leadership/", as_of="2021-01-01")
    assert [desk.name(one["organization"]) for one in led["organizations"]] == ["acme"]


# --- What a correction reaches ------------------------------------------------------------------


def test_a_corrected_zone_reads_the_date_anew(desk: Desk) -> None:
    event = desk.appointed("ada", "2020-05-10")
    desk.correct(event, timezone="Asia/Tokyo")
    assert desk.board("2020-05-09T15:00:00Z") == POSSIBLE
    assert desk.board("2020-05-10T14:59:59.999999Z") == CERTAIN


def test_a_corrected_confidence_decides_which_account_counts(desk: Desk) -> None:
    desk.appointed("ada", "2000-01-01")
    first = desk.departed("ada", "2010-03-05")
    desk.departed("ada", "2010-06-05")
    assert desk.career("ada")[0]["end"]["text"] == "2010-06-05"
    desk.correct(first, confidence="official")
    assert desk.career("ada")[0]["end"]["text"] == "2010-03-05"


def test_a_retracted_founding_limits_nothing(desk: Desk) -> None:
    desk.observed("ada", "2020-05-10")
    founding = desk.founded("2015")
    founded = desk.position
    desk.retract(founding)
    assert desk.board("2014-12-31") == POSSIBLE
    assert desk.board("2014-12-31", known_at=f"@{founded}") == NOBODY


def test_a_retracted_death_ends_nothing_in_any_organization(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.record("person.appointed", "2010-01-01", person="ada", organization="other", post="cfo")
    died = desk.record("person.died", "2015-05-05", person="ada")
    dead = desk.position
    desk.retract(died)
    assert [tenure["end"] for tenure in desk.career("ada")] == [None, None]
    ended = desk.career("ada", known_at=f"@{dead}")
    assert {tenure["end"]["text"] for tenure in ended} == {"2015-05-05"}


def test_a_death_of_somebody_merged_later(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.known("adah")
    desk.record("person.died", "2015-05-05", person="adah")
    assert desk.board("2016-01-01") == CERTAIN
    merge = desk.merge("adah", "ada")
    assert desk.board("2016-01-01") == NOBODY
    desk.retract(merge)
    assert desk.board("2016-01-01") == CERTAIN


def test_a_death_corrected_to_be_another_s(desk: Desk) -> None:
    desk.appointed("ada", "2010-01-01")
    desk.appointed("bob", "2010-01-01")
    died = desk.record("person.died", "2015-05-05", person="ada")
    assert desk.board("2016-01-01") == {"bob": "certain"}
    desk.correct(died, data={"person": desk.slug("bob")})
    assert desk.board("2016-01-01") == CERTAIN


def test_a_correction_in_the_batch_of_its_fact(desk: Desk) -> None:
    desk.known("ada")
    chosen = "01890a5d-ac96-774b-bcce-b302099a80f1"
    told = {"person": "ada", "organization": "acme", "post": "director"}
    fact = {**desk.fact("person.appointed", "2020-05-10", **told), "id": chosen}
    data = {"event": chosen, "changes": {"occurred": "2021-05-10"}}
    correction = {"type": "event.corrected", "data": {**data, "reason": "r", "public_note": "n"}}
    desk.send(fact, correction)
    assert desk.board("2020-06-01") == NOBODY
    assert desk.board("2020-06-01", known_at=f"@{desk.position - 1}") == CERTAIN


def test_a_post_may_be_defined_otherwise_once_no_fact_uses_it(desk: Desk) -> None:
    event = desk.appointed("ada", "2010-01-01", post="steward")
    data = {"organization": desk.slug("acme"), "post": "steward", "title": "Steward"}
    definition = {"type": "post.defined", "data": {**data, "body": "board", "exclusive": True}}
    assert desk.post(definition).status_code == 422
    desk.retract(event)
    assert desk.post(definition).status_code == 201
