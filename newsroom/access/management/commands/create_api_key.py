"""`manage.py create_api_key`: a key for a program, printed once."""

import re
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import CommandError

from events.management.quick import QuickCommand
from newsroom.access.models import ApiKey

NAME_LENGTH = 50


class Command(QuickCommand):
    help = "Creates an API key and prints it, once, on stdout."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--group", required=True, help="reader, reporter, editor or operator")
        parser.add_argument("--name", required=True, help="shown in the log as who recorded")
        parser.add_argument(
            "--expires",
            metavar="WHEN",
            help="a date (valid through it), a date-time with offset or days as 90d; else never",
        )

    def handle(self, *args: Any, group: str, name: str, expires: str | None, **_: Any) -> None:
        name = read_name(name)
        holder = read_group(group)
        expiry = None if expires is None else read_expiry(expires)
        self.hint_at_namesakes(name)
        _key, text = ApiKey.objects.issue(name=name, group=holder, expires=expiry)
        self.stdout.write(text)
        until = f", valid until {expiry.isoformat()}" if expiry else ""
        self.stderr.write(f"A key of group {group} for {name}{until}. It is not shown again.")
        self.stderr.write(f"Use it as:  Authorization: Bearer {text}")

    def hint_at_namesakes(self, name: str) -> None:
        if others := ApiKey.objects.filter(name=name, revoked=False).count():
            self.stderr.write(f"Note: {others} earlier key(s) of this name go on working.")
        if get_user_model().objects.filter(username=name).exists():
            self.stderr.write("Note: a person logs in by this name; the log shows both alike.")


def read_name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        problem = f"--name takes 1 to {NAME_LENGTH} printable characters."
        raise CommandError(problem, returncode=2)
    return name


def read_group(name: str) -> Group:
    group = Group.objects.filter(name=name).first()
    if group is None:
        accepted = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
        problem = f"There is no group {name!r}. --group takes one of: {accepted}."
        raise CommandError(problem, returncode=2)
    return group


def read_expiry(text: str) -> datetime:
    """The first instant at which the key no longer works; refused if that is past."""
    now = datetime.now(UTC)
    try:
        expiry = _instant(text, now)
    except (ValueError, OverflowError):
        accepted = "a date (2030-12-31), a date-time with offset or a number of days (90d)"
        raise CommandError(f"--expires takes {accepted}, not {text!r}.", returncode=2) from None
    if expiry <= now:
        raise CommandError(f"--expires {text} is past.", returncode=2)
    return expiry


def _instant(text: str, now: datetime) -> datetime:
    if days := re.fullmatch(r"(\d+)d", text):
        return now + timedelta(days=int(days[1]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        zone = ZoneInfo(settings.NEWSROOM_TIMEZONE)
        return datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), zone)
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("no offset")
    return instant
