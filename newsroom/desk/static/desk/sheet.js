// The forms by which events are recorded: goes on to the next field that is needed, records with
// Ctrl+Enter, and keeps what was typed until the server has it.
"use strict";

(() => {
  const sheet = () => document.getElementById("sheet");
  const form = () => document.getElementById("sheet-form");
  const isEmpty = (field) => !field.value.trim();
  const isShown = (field) => field.offsetParent !== null;

  // Presses a button of the form that need not be on it. It is clicked, since htmx sends along the
  // button that was clicked last.
  function press(does) {
    const button = document.createElement("button");
    button.name = "do";
    button.value = does;
    button.hidden = true;
    form().append(button);
    button.click();
    button.remove();
  }

  function advance(from) {
    const needed = [...form().querySelectorAll("[aria-required=true]")].filter((f) => isEmpty(f) && isShown(f));
    const after = needed.find((f) => from.compareDocumentPosition(f) & Node.DOCUMENT_POSITION_FOLLOWING);
    const next = after || needed[0] || document.getElementById("record");
    next.focus();
    if (next.dataset.suggests && next.dataset.suggests !== "type") {
      next.dispatchEvent(new CustomEvent("combobox:suggest", { bubbles: true }));
    }
  }

  document.addEventListener("combobox:chosen", (event) => {
    if (event.detail.does) {
      press(event.detail.does);
      return;
    }
    form().dispatchEvent(new Event("input", { bubbles: true }));
    advance(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      document.getElementById("record").click();
    }
  });

  // The form is sent once at a time, and its answer takes its place. Record, pressed while another
  // button's answer is on its way, is pressed again in the new form. Pressed while something is being
  // recorded it is not: the answer may be a warning that nobody has read yet.
  let underWay = null;
  let thenRecord = null;
  const records = (does) => does.startsWith("record");

  document.addEventListener("submit", (event) => {
    if (event.target !== form() || !underWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const does = event.submitter?.value || "";
    if (records(does) && !records(underWay.does)) thenRecord = does;
  }, true);

  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    if (detail.elt === form()) underWay = { xhr: detail.xhr, does: detail.requestConfig.parameters.do || "" };
  });

  function arrived(xhr, record) {
    if (underWay?.xhr !== xhr) return;
    const does = record && thenRecord;
    underWay = thenRecord = null;
    if (does) press(does);
  }

  // A new form takes part only once it has settled; a failure brings none.
  document.addEventListener("htmx:afterSettle", ({ detail }) => arrived(detail.xhr, true));
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:sendAbort", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail }) => arrived(detail.xhr, false));
  }
  // Gone back to, the page is as it was left: with an answer that took the reader elsewhere.
  addEventListener("pageshow", () => { underWay = thenRecord = null; });

  // Until the server says that it keeps what is written as it is by then, or has recorded it, the
  // browser keeps it: for each form and each person apart.
  const unsaved = () => `unsaved:${sheet().dataset.user}:${sheet().dataset.unsaved}`;
  const forget = () => localStorage.removeItem(unsaved());
  let edits = 0;
  const editsSent = new WeakMap();

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#sheet-form")) return;
    edits += 1;
    document.getElementById("kept")?.remove();  // what it says is of before
    const entries = Object.fromEntries(new FormData(form()));
    delete entries.csrfmiddlewaretoken;
    localStorage.setItem(unsaved(), JSON.stringify(entries));
  });

  document.addEventListener("htmx:beforeSend", (event) => {
    const { verb, parameters } = event.detail.requestConfig;
    if (verb === "post" && !parameters.unkept) editsSent.set(event.detail.xhr, edits);
  });

  // Drafts of new events are kept on the server; of amendments only what is recorded is.
  const isKept = (xhr) => sheet().dataset.unsaved === "append" || xhr.getResponseHeader("HX-Redirect");

  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = event.detail;
    if (!editsSent.has(xhr) || ![200, 409, 422].includes(xhr.status)) return;
    document.getElementById("refused")?.replaceChildren();
    if (editsSent.get(xhr) === edits && isKept(xhr)) forget();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-forget]")) forget();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const entries = JSON.parse(localStorage.getItem(unsaved()) || "null");
    if (!entries) return;
    htmx.ajax("POST", form().getAttribute("action"), {
      target: "#sheet",
      swap: "outerHTML",
      values: { ...entries, do: "restore" },
    });
  });
})();
