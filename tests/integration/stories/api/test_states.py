"""Board, leadership, career: through recording, projection and HTTP."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from stories.engine.parking import Retried, retry
from stories.engine.registry import projection as projection_named
from stories.models import ParkedTrack
from tests.integration.stories.api.conftest import Desk
from tests.integration.upheaval import PACIFIC, event

Tell = Callable[[], Desk]
NOON = "2023-11-17T12:00:00-08:00"
BEFORE = "2023-11-17T11:59:59-08:00"


def people(items: list[dict[str, Any]], **wanted: Any) -> list[str]:
    chosen = (i for i in items if all(i[name] == value for name, value in wanted.items()))
    return sorted(item["person"]["id"] for item in chosen)


class TestBoard:
    def test_before_and_at_the_moment_of_a_removal(self, told: Tell) -> None:
        desk = told()
        before = desk.ask("organizations/acme/board/", as_of=BEFORE)
        assert people(before["members"], presence="certain") == ["ada", "bob", "cem"]
        assert before["size"] == {"certain": 3, "possible": 0}
        assert [c["person"]["name"] for c in before["chair"]] == ["Bob Ray"]
        after = desk.ask("organizations/acme/board/", as_of=NOON)
        assert people(after["members"]) == ["bob", "cem"]

    def test_answer_says_what_was_asked_and_what_that_means(self, told: Tell) -> None:
        answer = told().ask("organizations/acme/board/", as_of="2023-11-17")
        assert answer["organization"] == {"id": "acme", "name": "Acme"}
        assert answer["as_of"] == {
            "requested": "2023-11-17",
            "instant": "2023-11-18T07:59:59.999999Z",
            "timezone": "America/Los_Angeles",
        }
        assert answer["known_at"]["requested"] is None
        assert answer["known_at"]["position"] == 14

    def test_a_date_is_the_end_of_its_day_in_the_zone_asked_for(self, told: Tell) -> None:
        desk = told()
        pacific = desk.ask("organizations/acme/board/", as_of="2023-11-17")
        assert people(pacific["members"]) == ["bob", "cem"]
        [change] = pacific["during_day"]
        assert (change["person"]["id"], change["change"], change["manner"], change["post"]) == (
            *("ada", "left", "removed", "director"),
        )
        shanghai = desk.ask("organizations/acme/board/", as_of="2023-11-17", tz="Asia/Shanghai")
        assert people(shanghai["members"]) == ["ada", "bob", "cem"]
        assert shanghai["during_day"] == []
        assert shanghai["as_of"]["timezone"] == "Asia/Shanghai"

    def test_what_was_not_known_on_a_date_is_asked_in_one_zone(self, told: Tell) -> None:
        parameters = {"as_of": "2020-01-01", "known_at": "2020-01-01"}
        answer = told().ask("organizations/acme/board/", **parameters)
        assert answer["known"] is False
        for name in ("as_of", "known_at"):
            asked = answer[name]
            assert asked["instant"] == "2020-01-02T07:59:59.999999Z"
            assert asked["timezone"] == "America/Los_Angeles"

    def test_possible_within_a_month(self, told: Tell) -> None:
        answer = told().ask("organizations/acme/board/", as_of="2020-02-10")
        assert people(answer["members"], presence="possible") == ["cem"]
        assert answer["size"] == {"certain": 2, "possible": 1}

    def test_as_known_before(self, told: Tell) -> None:
        answer = told().ask("organizations/acme/board/", as_of=NOON, known_at="@11")
        assert people(answer["members"]) == ["ada", "bob", "cem"]
        assert answer["known_at"]["position"] == 11
        assert answer["known_at"]["requested"] == "@11"

    def test_queries_are_few_whatever_the_size(
        self, told: Tell, django_assert_max_num_queries: Any
    ) -> None:
        desk = told()
        slugs = [f"member-{number}" for number in range(30)]
        desk.append(
            *(event("person.introduced", person=slug, name=slug.title()) for slug in slugs),
            *(
                event("person.appointed", "2021", person=s, organization="acme", post="director")
                for s in slugs
            ),
        )
        with django_assert_max_num_queries(9):
            answer = desk.ask("organizations/acme/board/", as_of="2023-11-17")
        assert answer["size"]["certain"] == 32


class TestChangesAndHistory:
    def test_changes_between_two_dates(self, told: Tell) -> None:
        answer = told().ask(
            "organizations/acme/board/changes/", from_="2023-11-16", to="2023-11-17"
        )
        assert people(answer["left"]) == ["ada"]
        assert answer["left"][0]["manner"] == "removed"
        assert answer["from"]["instant"] == "2023-11-17T07:59:59.999999Z"
        kinds = ("joined", "confirmed", "doubted", "appeared", "dropped", "changed")
        assert all(answer[kind] == [] for kind in kinds)

    def test_changes_echo_the_moment_that_was_asked_for(self, told: Tell) -> None:
        desk = told()
        path = "organizations/acme/board/changes/"
        until = desk.ask(path, from_="2023-11-16", as_of="2023-11-17")
        assert until["as_of"] == until["to"]
        assert until["to"]["requested"] == "2023-11-17"
        assert "as_of" not in desk.ask(path, from_="2023-11-16", to="2023-11-17")

    def test_changes_of_the_leadership(self, told: Tell) -> None:
        answer = told().ask("organizations/acme/leadership/changes/", from_=BEFORE, to=NOON)
        assert people(answer["left"]) == ["ada"]
        assert people(answer["joined"]) == ["dot"]
        assert answer["joined"][0]["posts"] == ["ceo"]

    def test_from_is_needed_and_comes_first(self, told: Tell) -> None:
        desk = told()
        path = "organizations/acme/board/changes/"
        assert desk.get(path).json()["errors"][0]["code"] == "required"
        late = desk.get(path, from_="2024-01-02", to="2024-01-01")
        assert late.json()["errors"][0]["pointer"] == "/from"

    def test_history_of_the_answer(self, told: Tell) -> None:
        desk = told()
        departed = desk.ask("organizations/acme/board/", as_of="2023-11-17")["during_day"]
        desk.append(
            event("event.retracted", event=departed[0]["events"][0], reason="r", public_note="n")
        )
        steps = desk.ask("organizations/acme/board/history/", as_of="2023-11-18")["steps"]
        assert [step["position"] for step in steps] == [7, 8, 9, 13, 15]
        assert people(steps[3]["left"]) == ["ada"]
        assert people(steps[4]["joined"]) == ["ada"]
        assert steps[4]["type"] == "event.retracted"
        assert steps[3]["event"] == departed[0]["events"][0]
        assert steps[3]["summary"].startswith("Ada Lee")

    def test_history_of_one_that_was_merged_for_a_while(self, told: Tell) -> None:
        """Each step is a difference between the answers of the time, whomever they were about."""
        desk = told()
        desk.append(
            event("organization.introduced", organization="acmo", name="Acmo", kind="company"),
            event("person.appointed", "2021", person="dot", organization="acmo", post="director"),
        )
        [merge] = desk.append(event("entity.merged", entity="acmo", into="acme"))
        merged = desk.ask("organizations/acmo/board/history/", as_of="2023-11-18")
        desk.append(event("event.retracted", event=merge["id"], reason="r", public_note="n"))
        parted = desk.ask("organizations/acmo/board/history/", as_of="2023-11-18")
        assert merged["steps"][0]["position"] == 7  # of what it is by now
        assert people(parted["steps"][1]["joined"]) == ["bob", "cem"]
        assert people(parted["steps"][2]["left"]) == ["bob", "cem"]
        for step in parted["steps"]:
            at, before = (
                desk.ask("organizations/acmo/board/", as_of="2023-11-18", known_at=f"@{position}")
                for position in (step["position"], step["position"] - 1)
            )
            came = set(people(at["members"])) - set(people(before["members"]))
            assert set(people(step["joined"])) == came


class TestLeadership:
    @pytest.mark.parametrize(
        ("as_of", "status", "holder"), [(BEFORE, "held", "ada"), (NOON, "interim", "dot")]
    )
    def test_chief_executive(self, told: Tell, as_of: str, status: str, holder: str) -> None:
        answer = told().ask("organizations/acme/leadership/", as_of=as_of)
        posts = {post["post"]: post for post in answer["posts"]}
        assert list(posts) == ["ceo", "chair"]
        assert posts["ceo"]["status"] == status
        assert people(posts["ceo"]["holders"]) == [holder]

    def test_predecessor(self, told: Tell) -> None:
        answer = told().ask("organizations/acme/leadership/", as_of="2023-11-18")
        before = answer["posts"][0]["predecessor"]
        assert (before["person"]["name"], before["manner"]) == ("Ada Lee", "removed")

    def test_of_a_story(self, told: Tell) -> None:
        answer = told().ask("stories/upheaval/leadership/", as_of="2023-11-18")
        [acme] = answer["organizations"]
        assert acme["organization"] == {"id": "acme", "name": "Acme"}
        assert acme["posts"][0]["status"] == "interim"


class TestCareer:
    def test_all_tenures(self, told: Tell) -> None:
        answer = told().ask("people/ada/career/")
        posts = [(t["post"], t["manner"], t["end"] is None) for t in answer["tenures"]]
        assert sorted(posts) == [("ceo", "removed", False), ("director", "removed", False)]
        assert "presence" not in answer["tenures"][0]

    def test_with_presence(self, told: Tell) -> None:
        answer = told().ask("people/ada/career/", as_of=BEFORE)
        assert {tenure["presence"] for tenure in answer["tenures"]} == {"certain"}


class TestKnowledge:
    def test_never_introduced(self, told: Tell) -> None:
        desk = told()
        for path in ("organizations/nobody/board/", "people/acme/", "stories/acme/", "people/x.y/"):
            response = desk.get(path)
            assert response.status_code == 404, path
            assert response["Content-Type"] == "application/problem+json"

    def test_not_known_yet(self, told: Tell) -> None:
        desk = told()
        answer = desk.ask("organizations/acme/board/", known_at="@0")
        assert answer["known"] is False
        assert answer["members"] == []
        assert answer["organization"] == {"id": "acme", "name": None}
        for path in ("people/dot/career/", "people/dot/timeline/", "people/dot/"):
            assert desk.ask(path, known_at="@1")["known"] is False

    def test_a_manner_that_another_account_refuted_is_no_longer_told(self, told: Tell) -> None:
        desk = told()
        left = desk.ask("people/ada/timeline/", type="person.departed")["results"][0]["event"]
        cited = {"citations": [{"source": "rival"}]}
        account = {"account": "She resigned.", "what": "manner"}
        [dispute] = desk.append(event("event.disputed", event=left, **account) | cited)
        settlement = {"prevailing": "account", "reason": "The minutes say so."}
        desk.append(event("dispute.settled", event=dispute["id"], **settlement))

        def manners(**asked: str) -> list[str]:
            career = desk.ask("people/ada/career/", **asked)["tenures"]
            posts = desk.ask("organizations/acme/leadership/", **asked)["posts"]
            return [career[0]["manner"], posts[0]["predecessor"]["manner"]]

        assert manners() == ["unknown", "unknown"]
        assert manners(known_at="@15") == ["removed", "removed"]
        [fact, _] = desk.ask("people/ada/timeline/", type="person.departed")["results"]
        assert (fact["status"], fact["summary"]) == ("standing", "Ada Lee left as CEO of Acme")
        changes, why = {"data": {"manner": "resigned"}}, {"reason": "r", "public_note": "n"}
        desk.append(event("event.corrected", event=left, changes=changes, **why))
        assert manners() == ["resigned", "resigned"]

    @pytest.mark.parametrize("withdrawn", [True, False])
    def test_nothing_is_told_of_what_is_not_known(self, desk: Desk, withdrawn: bool) -> None:
        """Facts may come before the introduction in a batch, and outlast its retraction."""
        firm = {"name": "Firm", "kind": "company"}
        of_firm = {"person": "eve", "organization": "firm"}
        cited = {"organization": "firm", "about": ["eve"]}
        *_, eve, firm_introduced = desk.append(
            event("person.appointed", "2020", **of_firm, post="ceo"),
            event("person.appointed", "2020", **of_firm, post="director"),
            event("control.established", "2020", controller="eve", controlled="firm", kind="full"),
            event("decision.made", "2020", **cited, decision="Go on."),
            event("story.opened", story="upheaval", title="Upheaval", follows=["firm"]),
            event("person.introduced", person="eve", name="Eve"),
            event("organization.introduced", organization="firm", **firm),
        )
        known_at = "@5"
        if withdrawn:
            why = {"reason": "r", "public_note": "n"}
            *_, last = desk.append(
                event("event.retracted", event=eve["id"], **why),
                event("event.retracted", event=firm_introduced["id"], **why),
            )
            known_at = f"@{last['position']}"
        for address, empty in {
            "people/eve/career/": ("tenures",),
            "people/eve/timeline/": ("results",),
            "organizations/firm/board/": ("members", "chair", "during_day"),
            "organizations/firm/board/changes/?from=2019-01-01": ("joined",),
            "organizations/firm/board/history/": ("steps",),
            "organizations/firm/leadership/": ("posts", "during_day"),
            "organizations/firm/leadership/changes/?from=2019-01-01": ("joined",),
            "organizations/firm/ownership/": ("above", "below", "claims"),
        }.items():
            path, _, query = address.partition("?")
            asked = dict([query.split("=")]) if query else {}
            then = desk.ask(path, **asked, known_at="@7")
            answer = desk.ask(path, **asked, known_at=known_at)
            assert answer["known"] is False
            assert {name: answer[name] for name in empty} == {name: [] for name in empty}
            assert any(then[name] for name in empty)

    def test_merged(self, told: Tell) -> None:
        desk = told()
        desk.append(
            event("person.introduced", person="ada-l", name="A. Lee"),
            event("person.appointed", "2022", person="ada-l", organization="acme", post="advisor"),
        )
        [merge] = desk.append(event("entity.merged", entity="ada-l", into="ada"))
        answer = desk.ask("people/ada-l/career/")
        assert answer["merged_into"] == "ada"
        assert answer["person"] == {"id": "ada", "name": "Ada Lee"}
        assert len(answer["tenures"]) == 3
        before = desk.ask("people/ada-l/career/", known_at=f"@{merge['position'] - 1}")
        assert "merged_into" not in before
        assert len(before["tenures"]) == 1

    def test_names_are_those_known_then(self, told: Tell) -> None:
        desk = told()
        [renamed] = desk.append(event("entity.renamed", entity="acme", name="Apex"))
        path = "organizations/acme/board/"
        assert desk.ask(path)["organization"]["name"] == "Apex"
        known_at = f"@{renamed['position'] - 1}"
        assert desk.ask(path, known_at=known_at)["organization"]["name"] == "Acme"
        names = desk.ask("organizations/acme/")["names"]
        kinds = {name["name"]: name["kind"] for name in names}
        assert kinds == {"Apex": "canonical", "Acme": "former"}


class TestFreshness:
    def test_views_that_lag_answer_503(self, told: Tell) -> None:
        desk = told()
        [recorded] = desk.record(event("entity.renamed", entity="acme", name="Apex"))
        path = "organizations/acme/board/"
        response = desk.get(path, at_least=recorded["position"])
        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
        assert desk.ask(path)["known_at"]["position"] == recorded["position"] - 1
        assert desk.get(path, known_at=f"@{recorded['position']}").status_code == 503
        desk.project()
        assert desk.ask(path, at_least=recorded["position"])["organization"]["name"] == "Apex"

    def test_a_position_never_recorded(self, told: Tell) -> None:
        desk = told()
        path = "organizations/acme/board/"
        assert desk.get(path, at_least=999).status_code == 503
        response = desk.get(path, known_at="@999")
        assert response.status_code == 400
        assert response.json()["errors"][0]["pointer"] == "/known_at"

    def test_a_day_is_read_in_the_zone_of_what_was_just_introduced(
        self, desk: Desk, settings: Any
    ) -> None:
        settings.NEWSROOM_TIMEZONE = "Pacific/Pago_Pago"  # 25 hours behind, where it is yesterday
        zone = "Pacific/Kiritimati"
        atoll = {"organization": "atoll", "name": "Atoll", "kind": "company", "timezone": zone}
        [recorded] = desk.record({"type": "organization.introduced", "data": atoll})
        today = str(datetime.now(ZoneInfo(zone)).date())
        asked = {"known_at": today, "at_least": recorded["position"]}
        assert desk.get("organizations/atoll/board/", **asked).status_code == 503
        desk.project()
        assert desk.ask("organizations/atoll/board/", **asked)["known_at"]["timezone"] == zone


class TestStale:
    def test_rows_that_wait_for_a_retry_mark_the_answer(self, told: Tell) -> None:
        desk = told()
        path = "organizations/acme/board/"
        query = {"as_of": "2023-11-17", "known_at": "@14"}
        fresh = desk.get(path, **query)
        ParkedTrack.objects.create(
            projection="tenures", generation=1, track="acme", position=14, error="E"
        )
        stale = desk.get(path, **query)
        assert stale.json()["stale"] is True
        assert stale["Cache-Control"] == "private, no-cache"
        assert stale["ETag"] != fresh["ETag"]
        assert "stale" not in desk.ask(path, as_of="2023-11-17", known_at="@13")

    def test_names_that_waited_are_told_once_they_were_retried(
        self, told: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = told()

        def fails(*_: Any) -> None:
            raise ZeroDivisionError

        with monkeypatch.context() as broken:
            broken.setattr(projection_named("names"), "derive", fails, raising=False)
            desk.append(event("entity.renamed", entity="ada", name="Ada King"))
        path, query = "organizations/acme/board/", {"as_of": "2023-11-16", "known_at": "@15"}
        waiting = desk.get(path, **query)
        assert "Ada Lee" in waiting.content.decode()
        assert waiting["Cache-Control"] == "private, no-cache"
        assert retry("names") == Retried(["ada"], [])
        right = desk.get(path, headers={"If-None-Match": waiting["ETag"]}, **query)
        assert "Ada King" in right.content.decode()
        assert "immutable" in right["Cache-Control"]

    @pytest.mark.parametrize(
        ("projection", "track", "stale"),
        [
            ("contradictions", "mill/once", {"mill", "eve", "strike"}),
            ("contradictions", "mill/person/eve", {"mill", "eve", "strike"}),
            ("contradictions", "acme/board", {"acme", "ada", "dot", "upheaval", "wake"}),
            ("contradictions", "eve", {"mill", "eve", "strike"}),
            ("contradictions", "strike/disputed/x", {"mill", "eve", "strike"}),
            ("contradictions", "dot/once", {"acme", "ada", "dot", "upheaval", "wake"}),
            ("tenures", "mill/person/eve", {"mill", "eve", "strike"}),
            ("tenures", "acme/post/ceo", {"acme", "ada", "dot", "upheaval", "wake"}),
        ],
    )
    def test_what_is_never_named_with_it_is_not_marked(
        self, told: Tell, projection: str, track: str, stale: set[str]
    ) -> None:
        desk = told()
        said = {"person": "eve", "organization": "mill", "post": "ceo"}
        with_dot = {"organization": "acme", "title": "Board", "attended": ["ada", "dot"]}
        desk.append(
            event("organization.introduced", organization="mill", name="Mill", kind="company"),
            event("person.introduced", person="eve", name="Eve"),
            event("story.opened", story="strike", title="Strike", follows=["mill"]),
            event("story.opened", story="wake", title="Wake", follows=[]),
            event("person.appointed", "2020", **said) | {"stories": ["strike"]},
            event("person.died", "2024", person="dot") | {"stories": ["wake"]},
            event("meeting.held", "2020", **with_dot) | {"stories": ["upheaval"]},
        )
        ParkedTrack.objects.create(
            projection=projection, generation=1, track=track, position=1, error="E"
        )
        if projection == "contradictions":
            paths = ["organizations/{}/contradictions/", "stories/{}/contradictions/"]
            asked = [paths[0].format(one) for one in ("acme", "mill")]
            asked += [paths[1].format(one) for one in ("upheaval", "strike", "wake")]
        else:
            asked = [f"organizations/{one}/board/" for one in ("acme", "mill")]
            asked += [f"people/{one}/career/" for one in ("ada", "eve", "dot")]
            asked += [f"stories/{one}/leadership/" for one in ("upheaval", "strike", "wake")]
        assert {path for path in asked if desk.ask(path).get("stale")} == {
            path for path in asked if path.split("/")[1] in stale
        }


class TestDatesOfKnowing:
    def test_are_read_in_the_zone_of_the_organisation(self, told: Tell) -> None:
        desk = told()
        path = "organizations/acme/board/"
        today = datetime.now(ZoneInfo(PACIFIC)).date()
        answer = desk.ask(path, known_at=str(today))
        assert answer["known_at"]["timezone"] == PACIFIC
        assert answer["known_at"]["position"] == 14
        yesterday = desk.ask(path, known_at=str(today - timedelta(days=2)))
        assert yesterday["known"] is False
        assert desk.get(path, known_at=str(today + timedelta(days=2))).status_code == 400


class TestBadQuestions:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("as_of", "2023-11-17T12:00:00"),
            ("as_of", "Friday"),
            ("as_of", "2023-11"),
            ("known_at", "2999-01-01"),
            ("known_at", "@x"),
            ("tz", "Mars/Olympus"),
            ("at_least", "-1"),
            ("when", "2023-11-17"),
        ],
    )
    def test_name_the_parameter(self, told: Tell, name: str, value: str) -> None:
        response = told().get("organizations/acme/board/", **{name: value})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["errors"][0]["pointer"] == f"/{name}"

    def test_all_faults_at_once(self, told: Tell) -> None:
        response = told().get("organizations/acme/board/", as_of="x", tz="y", known_at="z", w="1")
        pointers = {error["pointer"] for error in response.json()["errors"]}
        assert pointers == {"/as_of", "/tz", "/known_at", "/w"}

    @pytest.mark.parametrize(
        "query",
        [
            {"as_of": "x", "to": "y"},
            {"from_": "x", "to": "y", "w": "1"},
            {"as_of": "x", "from_": "y", "to": "z"},
            {"to": "y", "w": "1"},
        ],
        ids=" ".join,
    )
    def test_so_are_those_of_the_span(self, told: Tell, query: dict[str, str]) -> None:
        response = told().get("organizations/acme/board/changes/", **query)
        wanted = {"/from", *(f"/{name.rstrip('_')}" for name in query)}
        assert {error["pointer"] for error in response.json()["errors"]} == wanted


class TestRights:
    def test_nothing_without_credentials(self, told: Tell) -> None:
        desk = told()
        desk.client.force_authenticate(user=None)
        for path in ("organizations/acme/board/", "resolve/", "projections/", "stories.csv"):
            assert desk.get(path).status_code in (401, 403), path

    def test_operating_needs_its_right(self, told: Tell) -> None:
        desk = told()
        desk.log_in("read")
        for action in ("rebuild", "retry"):
            response = desk.client.post(f"/api/v1/projections/names/{action}/")
            assert response.status_code == 403
