"""The forms by which events are recorded, as a browser without scripts sends them."""

from __future__ import annotations

from html.parser import HTMLParser


class SheetForm(HTMLParser):
    """What is on the form: its entries as they would be sent, and its buttons."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.entries: dict[str, str] = {}
        self.buttons: list[str] = []
        self._inside = False
        self._open: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "sheet-form"
        if not self._inside:
            return
        if tag == "button":
            self.buttons.append(given["value"])
        elif tag in ("input", "select", "textarea") and "name" in given:
            self.entries[given["name"]] = given.get("value", "")
            self._open = given["name"]
        elif tag == "option" and "selected" in given and self._open:
            self.entries[self._open] = given["value"]

    def handle_data(self, data: str) -> None:
        if self._inside and self._open and self.lasttag == "textarea":
            self.entries[self._open] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._open = None
        if tag == "form":
            self._inside = False
