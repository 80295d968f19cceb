"""What is asked for a key and for a person."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group, User

from newsroom.access.models import ApiKey, new_prefix


def _groups() -> Any:
    return Group.objects.order_by("id")


class OneLock(forms.Form):
    """The lock to lift: without a name, or an address, it would be those of everybody."""

    username = forms.CharField(strip=False)
    address = forms.GenericIPAddressField()


class NewKey(forms.Form):
    prefix = "key"

    name = forms.CharField(
        max_length=ApiKey._meta.get_field("name").max_length,
        help_text="Shown in the log as who recorded. Several keys may share a name.",
    )
    group = forms.ModelChoiceField(_groups(), empty_label=None, help_text="What the key may do.")
    expires = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Give a date, such as 2030-12-31."},
        help_text="Works through that day, in the newsroom's zone. Never, if left empty.",
    )
    # The prefix of the key to be issued: a form that is sent twice issues one.
    once = forms.RegexField(
        r"\A[A-Za-z0-9]{8}\Z",
        initial=new_prefix,
        required=False,
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if not name.isprintable():
            raise forms.ValidationError("A name is made of printable characters.")
        return name

    def clean_expires(self) -> datetime | None:
        """The first instant at which it no longer works."""
        day = self.cleaned_data["expires"]
        if day is None:
            return None
        zone = ZoneInfo(settings.NEWSROOM_TIMEZONE)
        try:
            end = datetime.combine(day + timedelta(days=1), time(), zone)
        except OverflowError:
            raise forms.ValidationError("That is too far away; leave it empty for never.") from None
        if end <= datetime.now(UTC):
            raise forms.ValidationError("That day is past.")
        return end


class GroupsField(forms.ModelMultipleChoiceField[Group]):
    def __init__(self) -> None:
        super().__init__(
            _groups(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Rights add up. Without a group nothing is shown.",
        )


class NewPerson(forms.ModelForm[User]):
    """Without a password: whoever it is sets one, by a link."""

    prefix = "person"
    groups = GroupsField()

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "groups")


class PersonForm(forms.ModelForm[User]):
    groups = GroupsField()

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "groups", "is_active", "is_staff")
        labels = {"is_active": "May log in", "is_staff": "Sees the admin's lists"}
        help_texts = {
            "is_active": "Without it every session ends at once. What was recorded stays theirs.",
            "is_staff": "Only what the groups allow is shown there.",
        }

    @property
    def as_it_was(self) -> str:
        """What the account is as the form is made. It is sent as a whole: a form that was opened
        before would set back what somebody else has changed since, such as that they are barred."""
        groups = sorted(group.pk for group in self.initial["groups"])
        told = repr({**self.initial, "groups": groups})
        return sha256(told.encode()).hexdigest()
