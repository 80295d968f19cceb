import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import connections, env


@pytest.fixture(autouse=True)
def as_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_DB_ROLE", "")


def test_database_over_tcp(tmp_path: Path) -> None:
    found = connections.database("postgres://me:p%40ss@db:6543/news?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"]) == ("me", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db", "6543", "news")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["connect_timeout"] == "5"
    patient = connections.database("postgres://db/news?connect_timeout=60", tmp_path)
    assert patient["OPTIONS"]["connect_timeout"] == "60"


def test_statements_that_ask_to_be_prepared_are(tmp_path: Path) -> None:
    """Django says otherwise where nothing is said: None means never."""
    found = connections.database("postgres://db/news", tmp_path)
    assert found["OPTIONS"]["prepare_threshold"] is not None
    told = connections.database("postgres://db/news?options=-c%20x%3Dy", tmp_path)
    assert "plan_cache_mode=force_generic_plan" in told["OPTIONS"]["options"]


def test_database_over_a_unix_socket(tmp_path: Path) -> None:
    found = connections.database("postgresql://me@/news?host=/run/pg", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/pg", "", "news")


def test_no_part_of_the_data_folder_is_taken_for_another_host() -> None:
    """Where no server runs: after a comma libpq would read the next host, and look it up."""
    found = connections.database(None, Path("/data/mine, and yours"))
    assert found["HOST"].startswith("/data/mine")
    assert "," not in found["HOST"]


def test_role_is_added_to_the_options_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_DB_ROLE", "reader")
    url = "postgresql://db/news?options=-c%20statement_timeout%3D5s"
    found = connections.database(url, tmp_path)
    assert found["OPTIONS"]["options"] == (
        "-c statement_timeout=5s -c plan_cache_mode=force_generic_plan -c role=reader"
    )


@pytest.mark.parametrize(
    ("command", "role"),
    [
        (["manage.py", "migrate"], ""),
        (["/somewhere/manage.py", "makemigrations", "--check"], ""),
        (["manage.py", "verify_log"], "newsroom_runtime"),
        (["manage.py", "load_story", "migrate"], "newsroom_runtime"),
        (["/venv/bin/celery", "-A", "newsroom", "worker"], "newsroom_runtime"),
        (["gunicorn"], "newsroom_runtime"),
    ],
)
def test_role_follows_the_command(
    monkeypatch: pytest.MonkeyPatch, command: list[str], role: str
) -> None:
    monkeypatch.delenv("NEWSROOM_DB_ROLE")
    monkeypatch.delenv("NEWSROOM_RUNTIME_ROLE", raising=False)
    monkeypatch.setattr("sys.argv", command)
    assert connections.database_role() == role


@pytest.mark.parametrize(
    ("redis", "celery"),
    [
        ("redis://:pw@cache:6379/2", "redis://:pw@cache:6379/2"),
        ("rediss://cache/0", "rediss://cache/0"),
        ("redis://:p%40w@cache:6379/?db=2&timeout=5", "redis://:p%40w@cache:6379/2?timeout=5"),
        ("redis://cache?db=1", "redis://cache/1"),
        ("unix:///run/v.sock?db=3", "redis+socket:///run/v.sock?virtual_host=3"),
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0"),
    ],
)
def test_without_a_broker_of_its_own_redis_is(redis: str, celery: str) -> None:
    url, options = connections.broker(redis)
    assert url == celery
    assert options["global_keyprefix"] == "newsroom:celery:"


def test_another_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROKER_URL", "amqp://me:pw@rabbit//")
    assert connections.broker("redis://cache") == ("amqp://me:pw@rabbit//", {})


def test_sentinels_must_be_told_whom_they_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROKER_URL", "sentinel://one:26379;sentinel://two:26379/0")
    with pytest.raises(ImproperlyConfigured, match="Set BROKER_SENTINEL_MASTER"):
        connections.broker("redis://cache")
    monkeypatch.setenv("BROKER_SENTINEL_MASTER", "newsroom")
    monkeypatch.setenv("BROKER_SENTINEL_PASSWORD", "pw")
    _url, options = connections.broker("redis://cache")
    assert options["master_name"] == "newsroom"
    assert options["sentinel_kwargs"] == {"password": "pw"}


def test_secret_key_is_never_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert env.secret_key(tmp_path) == ""
    (tmp_path / "secret_key").write_text("from the folder\n")
    assert env.secret_key(tmp_path) == "from the folder"
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    assert env.secret_key(tmp_path) == "from the environment"


def test_a_setting_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert env.given("REDIS_URL") == ""
    secret = tmp_path / "secret"
    secret.write_text("redis://cache\n")
    monkeypatch.setenv("REDIS_URL_FILE", str(secret))
    assert env.given("REDIS_URL") == "redis://cache"
    monkeypatch.setenv("REDIS_URL", "redis://other")
    with pytest.raises(ImproperlyConfigured, match="Set REDIS_URL or REDIS_URL_FILE, not both"):
        env.given("REDIS_URL")


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY_FILE=.*/none cannot be read"):
        env.secret_key(tmp_path)


def test_running_servers_are_found_through_the_data_folder(tmp_path: Path) -> None:
    assert env.running(tmp_path) == {}
    (tmp_path / "running.json").write_text(json.dumps({"redis_url": "unix:///x"}))
    assert env.running(tmp_path) == {"redis_url": "unix:///x"}


def test_data_folder_is_relative_to_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSROOM_DATA", raising=False)
    assert env.data_folder() == env.CHECKOUT / ".data"
    monkeypatch.setenv("NEWSROOM_DATA", "other place")
    assert env.data_folder() == env.CHECKOUT / "other place"
    monkeypatch.setenv("NEWSROOM_DATA", "/srv/news")
    assert env.data_folder() == Path("/srv/news")


@pytest.mark.parametrize(
    ("url", "spelt"),
    [
        ("unix:///run/r.sock?db=1", "redis+socket:///run/r.sock?virtual_host=1"),
        ("redis://other:6379?db=3", "redis://other:6379/3"),
        ("redis://other:6379/3", "redis://other:6379/3"),
    ],
)
def test_another_redis_may_be_spelt_as_redis_url_is(
    monkeypatch: pytest.MonkeyPatch, url: str, spelt: str
) -> None:
    monkeypatch.setenv("BROKER_URL", url)
    assert connections.broker("redis://here")[0] == spelt


@pytest.mark.parametrize("url", ["nonsense", "http://x", "sqs://", "rabbit-a:5672"])
def test_a_broker_of_no_kind_that_is_known_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BROKER_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"BROKER_URL .* begins with one of redis://"):
        connections.broker("redis://here")


@pytest.mark.parametrize(
    ("given", "zone"), [(None, "UTC"), ("", "UTC"), ("Asia/Shanghai", "Asia/Shanghai")]
)
def test_the_newsrooms_zone(monkeypatch: pytest.MonkeyPatch, given: str | None, zone: str) -> None:
    monkeypatch.delenv("NEWSROOM_TIMEZONE", raising=False)
    if given is not None:
        monkeypatch.setenv("NEWSROOM_TIMEZONE", given)
    assert env.timezone() == zone


def test_a_zone_that_is_none_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_TIMEZONE", "Europe/Berlim")
    with pytest.raises(ImproperlyConfigured, match=r"^NEWSROOM_TIMEZONE: .*mean Europe/Berlin "):
        env.timezone()


@pytest.mark.parametrize(
    ("given", "slices"),
    [
        (None, {}),
        ("", {}),
        ("tenures=4", {"tenures": 4}),
        ("tenures=4, facts=12,", {"tenures": 4, "facts": 12}),
    ],
)
def test_slices(monkeypatch: pytest.MonkeyPatch, given: str | None, slices: dict[str, int]) -> None:
    monkeypatch.delenv("NEWSROOM_SLICES", raising=False)
    if given is not None:
        monkeypatch.setenv("NEWSROOM_SLICES", given)
    assert env.slices() == slices


@pytest.mark.parametrize(
    "given", ["tenures", "tenures=", "tenures=x", "tenures=0", "=4", "a=1;b=2"]
)
def test_slices_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("NEWSROOM_SLICES", given)
    with pytest.raises(ImproperlyConfigured, match=r"NEWSROOM_SLICES .* tenures=4,facts=2"):
        env.slices()


@pytest.mark.parametrize(
    ("told", "found"), [(None, 7), ("", 7), (" ", 7), ("0", 0), ("12", 12), ("1_000", 1000)]
)
def test_numbers(monkeypatch: pytest.MonkeyPatch, told: str | None, found: int) -> None:
    monkeypatch.delenv("NEWSROOM_REBUILD_PARTS", raising=False)
    if told is not None:
        monkeypatch.setenv("NEWSROOM_REBUILD_PARTS", told)
    assert env.number("NEWSROOM_REBUILD_PARTS", 7) == found


@pytest.mark.parametrize("told", ["-1", "many", "1.5", "1e3", "9" * 5000])
def test_numbers_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("NEWSROOM_REBUILD_PARTS", told)
    with pytest.raises(ImproperlyConfigured, match=r"NEWSROOM_REBUILD_PARTS .* of at least 0, not"):
        env.number("NEWSROOM_REBUILD_PARTS", 7)


def test_a_number_may_have_to_be_above_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_LARGEST_BODY", "0")
    with pytest.raises(ImproperlyConfigured, match="of at least 1, not 0"):
        env.number("NEWSROOM_LARGEST_BODY", 7, least=1)


@pytest.mark.parametrize(("told", "found"), [(None, 5.0), ("", 5.0), ("0", 0.0), ("0.25", 0.25)])
def test_seconds(monkeypatch: pytest.MonkeyPatch, told: str | None, found: float) -> None:
    monkeypatch.delenv("NEWSROOM_READ_WAIT_SECONDS", raising=False)
    if told is not None:
        monkeypatch.setenv("NEWSROOM_READ_WAIT_SECONDS", told)
    assert env.seconds("NEWSROOM_READ_WAIT_SECONDS", 5.0) == found


@pytest.mark.parametrize("told", ["-1", "soon", "nan", "inf"])
def test_seconds_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("NEWSROOM_READ_WAIT_SECONDS", told)
    with pytest.raises(ImproperlyConfigured, match=f"READ_WAIT_SECONDS is .* seconds, not {told}"):
        env.seconds("NEWSROOM_READ_WAIT_SECONDS", 5.0)


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize(
    ("told", "found"),
    [
        (None, None),
        ("", None),
        ("1", True),
        ("On", True),
        ("yes", True),
        ("0", False),
        ("off", False),
    ],
)
def test_flags(
    monkeypatch: pytest.MonkeyPatch, told: str | None, found: bool | None, default: bool
) -> None:
    monkeypatch.delenv("NEWSROOM_HTTPS", raising=False)
    if told is not None:
        monkeypatch.setenv("NEWSROOM_HTTPS", told)
    assert env.flag("NEWSROOM_HTTPS", default) is (default if found is None else found)


def test_what_is_neither_on_nor_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the pen would else have cookies sent in the clear."""
    monkeypatch.setenv("NEWSROOM_HTTPS", "ture")
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_HTTPS is true or false, not ture"):
        env.flag("NEWSROOM_HTTPS", True)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (None, []),
        ("", []),
        ("a.example", ["a.example"]),
        (" a.example, b.example,", ["a.example", "b.example"]),
    ],
)
def test_blanks_are_no_part_of_what_is_listed(
    monkeypatch: pytest.MonkeyPatch, told: str | None, found: list[str]
) -> None:
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)
    if told is not None:
        monkeypatch.setenv("ALLOWED_HOSTS", told)
    assert env.listed("ALLOWED_HOSTS") == found
