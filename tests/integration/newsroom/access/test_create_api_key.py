"""`manage.py create_api_key`: one key on stdout and nothing else."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from newsroom.access.keys import KeyHolder, holder_of
from newsroom.access.models import ApiKey

pytestmark = pytest.mark.django_db


def create(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("create_api_key", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_key_alone_is_printed_and_hints_go_to_stderr() -> None:
    out, err = create("--group", "editor", "--name", "the desk")
    key = out.removesuffix("\n")
    assert "\n" not in key
    assert f"Authorization: Bearer {key}" in err
    holder = holder_of(key)
    assert isinstance(holder, KeyHolder)
    assert (holder.get_username(), holder.has_perm("access.correct")) == ("the desk", True)
    assert not holder.has_perm("access.operate")


def test_only_a_hash_is_kept() -> None:
    out, _ = create("--group", "reader", "--name", "a program")
    secret = out.strip().partition(".")[2]
    [row] = ApiKey.objects.values()
    assert secret
    assert secret not in str(row)


def test_a_key_may_be_replaced_by_another_of_its_name() -> None:
    first, _ = create("--group", "reader", "--name", "a program")
    second, err = create("--group", "reader", "--name", "a program")
    assert first != second
    assert "1 earlier" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--group", "editors", "--name", "x"),
        ("--group", "editor", "--name", " "),
        ("--group", "editor", "--name", "x" * 51),
        ("--group", "editor", "--name", "x\ny"),
        ("--group", "editor", "--name", "x", "--expires", "soon"),
        ("--group", "editor", "--name", "x", "--expires", ""),
        ("--group", "editor", "--name", "x", "--expires", "2020-01-01"),
        ("--group", "editor", "--name", "x", "--expires", "2999-01-01T00:00"),
        ("--group", "editor", "--name", "x", "--expires", "9999999999d"),
    ],
)
def test_what_cannot_be_is_refused_with_exit_code_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        create(*arguments)
    assert refused.value.returncode == 2
    assert not ApiKey.objects.exists()


def test_an_unknown_group_is_refused_with_those_there_are() -> None:
    with pytest.raises(CommandError, match="editor, operator, reader, reporter"):
        create("--group", "nobody", "--name", "x")


@pytest.mark.parametrize(
    ("expires", "days"), [("90d", 90), ("2999-12-31", None), ("2999-12-31T12:00+01:00", None)]
)
def test_a_key_expires(expires: str, days: int | None) -> None:
    create("--group", "reader", "--name", "x", "--expires", expires)
    found = ApiKey.objects.get().expires
    assert found is not None
    expected = {
        "2999-12-31": datetime(3000, 1, 1, tzinfo=UTC),
        "2999-12-31T12:00+01:00": datetime(2999, 12, 31, 11, tzinfo=UTC),
    }
    wanted = expected.get(expires) or datetime.now(UTC) + timedelta(days=days or 0)
    assert abs(found - wanted) < timedelta(minutes=1)


def test_the_groups_are_there_with_their_rights() -> None:
    rights = {
        group.name: set(
            group.permissions.filter(content_type__app_label="access").values_list(
                "codename", flat=True
            )
        )
        for group in Group.objects.all()
    }
    assert rights == {
        "reader": {"read"},
        "reporter": {"read", "append"},
        "editor": {"read", "append", "correct"},
        "operator": {"read", "operate"},
    }
