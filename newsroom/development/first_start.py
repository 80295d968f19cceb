"""What a newsroom needs before it can be used: a login, an API key, the example story; after an
upgrade, views by its rules."""

import secrets
from contextlib import suppress
from dataclasses import dataclass

from newsroom.development.folder import DataFolder

LOGIN = "admin"
KEY_NAME = "first-key"
FILE = "credentials.txt"
LOADING = "loading.txt"
EXAMPLE = "examples/openai-leadership.yaml"
ABOUT_THE_EXAMPLE = "organizations/openai/board/?as_of=2023-11-17"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What `make run` prints, and keeps in the data folder from one start to the next."""

    login: str
    password: str  # empty where an account of this name was there before us
    api_key: str

    def as_text(self) -> str:
        return f"login: {self.login}\npassword: {self.password}\napi_key: {self.api_key}\n"

    @classmethod
    def from_text(cls, text: str) -> "Credentials":
        found = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
        return cls(found["login"], found.get("password", ""), found["api_key"])


def read_credentials(folder: DataFolder) -> Credentials | None:
    path = folder.path / FILE
    return Credentials.from_text(path.read_text()) if path.exists() else None


def ensure_credentials(folder: DataFolder) -> Credentials:
    """Those kept in the folder if the database still knows them, else new ones.

    The groups come from migrating. An account that somebody else made is left as it is.
    """
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from newsroom.access.keys import KeyHolder, holder_of
    from newsroom.access.models import ApiKey

    kept = read_credentials(folder)
    users = get_user_model().objects
    known = users.filter(username=LOGIN).exists()
    if kept and known and isinstance(holder_of(kept.api_key), KeyHolder):
        return kept
    password = kept.password if kept and known else ""
    if not known:
        password = secrets.token_urlsafe(12)
        users.create_superuser(LOGIN, password=password)
    editors = Group.objects.get(name="editor")
    _key, text = ApiKey.objects.issue(name=KEY_NAME, group=editors)
    credentials = Credentials(LOGIN, password, text)
    folder.write(FILE, credentials.as_text())
    return credentials


def load_example(folder: DataFolder, choice: str) -> bool:
    """Into an empty log only; `none` leaves it out, anything else is a file to load instead.

    What a start did that was ended in the middle of a large file, the next goes on with. It is in
    the views when this returns, so that whoever asks first is answered.
    """
    from django.core.management import call_command

    from events.log.read import head
    from stories.engine.advance import catch_up

    begun = folder.path / LOADING
    recorded = head() > 0
    if choice == "none" or (recorded and not begun.exists()):
        return False
    file = begun.read_text() if recorded else choice or EXAMPLE
    folder.write(LOADING, file)
    call_command("load_story", file)
    catch_up()
    begun.unlink()
    return True


def renew_views() -> list[str]:
    """Enter a rebuild of each projection whose rules have changed since it was derived: the
    workers find it there, and readers see the old rows until it is done."""
    from stories.engine.rebuild import AlreadyRebuilding, request
    from stories.engine.status import due

    begun = due()
    for name in begun:
        with suppress(AlreadyRebuilding):
            request(name)
    return begun


def first_question() -> str:
    """A path of the API that has an answer here, whatever story was loaded."""
    from events.log.read import version_of

    return ABOUT_THE_EXAMPLE if version_of("organization/openai") else "stories/"
