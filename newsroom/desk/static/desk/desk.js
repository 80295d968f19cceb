// Everything works without this file; it adds keys, dialogs, themes and announcements.
"use strict";

const SHORTCUTS = "shortcuts";
const shortcutsOn = () => localStorage.getItem(SHORTCUTS) !== "off";
const keyed = () => [...document.querySelectorAll("[data-key]")];
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

function listShortcuts() {
  const body = document.querySelector("[data-shortcut-list]");
  const entries = keyed().map((e) => [e.dataset.key, e.dataset.says || e.textContent.trim()]);
  entries.push(["?", "This list"]);
  body.replaceChildren(...entries.map(([key, says]) => {
    const row = document.createElement("tr");
    const cell = document.createElement("th");
    cell.scope = "row";
    const name = document.createElement("kbd");
    name.textContent = key;
    cell.append(name);
    const what = document.createElement("td");
    what.textContent = says;
    row.append(cell, what);
    return row;
  }));
}

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (id === "shortcuts") listShortcuts();
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    openDialog("shortcuts");
    return;
  }
  const target = keyed().find((element) => element.dataset.key === event.key);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, select, textarea")) target.focus();
  else target.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) openDialog(opener.dataset.open);
  if (event.target.closest("[data-theme-switch]")) switchTheme();
});

function switchTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
  announce(`Theme: ${next}`);
}

// Says to a screen reader what changed elsewhere on the page. Two parts that change at once are both
// heard: each has a line of its own.
function announce(text, part = "page") {
  const announcer = document.getElementById("announcer");
  let line = [...announcer.children].find((one) => one.dataset.part === part);
  if (!line) {
    line = document.createElement("p");
    line.dataset.part = part;
    announcer.append(line);
  }
  line.textContent = text;
}

// A part loaded by htmx may carry what is to be said of it.
document.addEventListener("htmx:afterSwap", (event) => {
  const said = event.detail.target.querySelector("[data-announce]");
  if (said) announce(said.dataset.announce, event.detail.target.id);
});

// A part that is replaced may take along what had the focus, unless the new one has something under
// the same id: then the part itself has it, and whoever works by keys goes on from there.
let focusWasIn = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  focusWasIn = detail.target.contains(document.activeElement) ? detail.target.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  const part = focusWasIn && document.getElementById(focusWasIn);
  if (!part || document.activeElement !== document.body) return;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
});

// An answer that refuses is shown where the answer would have stood; if what was written was not even
// looked at, in the page's own place for that if it has one, so that nothing written is replaced.
const UNHEARD = [400, 401, 403, 413];

document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  if (![...UNHEARD, 409, 422].includes(status)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  const refused = document.getElementById("refused");
  if (refused && UNHEARD.includes(status)) {
    event.detail.target = refused;
    event.detail.swapOverride = "innerHTML";
  }
});

// An answer that fails, or that never comes, is said as well, once: a part that asks again and again
// must not be announced each time. The next answer takes it away.
const FAILED = {
  0: "The newsroom cannot be reached.",
  429: "The newsroom was asked too often. Wait a moment.",
  503: "The newsroom is busy: its views are still taking up what was recorded.",
};

function tellTrouble(status) {
  const failed = FAILED[status] || `The newsroom could not answer (${status}).`;
  const kept = document.getElementById("sheet")
    ? "What you typed is kept. Go on, or try again: nothing is recorded twice."
    : "What you see may be out of date. Try again.";
  const told = `${failed} ${kept}`;
  const place = document.getElementById("trouble");
  if (place.textContent === told) return;
  const alert = document.createElement("p");
  alert.setAttribute("role", "alert");
  alert.textContent = told;
  place.replaceChildren(alert);
}

document.addEventListener("htmx:responseError", (event) => tellTrouble(event.detail.xhr.status));
document.addEventListener("htmx:sendError", () => tellTrouble(0));
document.addEventListener("htmx:timeout", () => tellTrouble(0));
document.addEventListener("htmx:afterSwap", () => document.getElementById("trouble").replaceChildren());

// The token of forms is that of the last login, which may have been made in another tab.
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

document.addEventListener("htmx:configRequest", (event) => {
  const token = csrfToken();
  if (!token) return;
  event.detail.headers["X-CSRFToken"] = token;
  if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token;
});

document.addEventListener("submit", (event) => {
  const field = event.target.querySelector("input[name=csrfmiddlewaretoken]");
  if (field) field.value = csrfToken() || field.value;
});

document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-shortcuts-on]");
  box.checked = shortcutsOn();
  box.addEventListener("change", () => localStorage.setItem(SHORTCUTS, box.checked ? "on" : "off"));
});
