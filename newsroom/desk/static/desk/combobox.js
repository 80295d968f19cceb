// Editable comboboxes with list autocomplete, after the pattern of the ARIA Authoring Practices. The
// first suggestion is active: Enter takes it, Tab leaves what was typed.
"use strict";

(() => {
  const WAIT = 120;
  let timer = null;
  let asked = 0; // of requests only the last one's answer counts
  let awaited = null; // the field whose suggestions are on their way
  let takeFirst = false; // Enter was pressed before they were there

  const boxOf = (element) => element.closest?.("[role=combobox]");
  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
  const idOf = (input) => input.form.elements[input.dataset.suggests === "type" ? "type" : `${input.name}:id`];
  const isOpen = (input) => input.getAttribute("aria-expanded") === "true";
  const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]")];
  const valueOf = (form, name) => form.elements[name]?.value || "";

  // What the form says of somebody beside the field: in the same entry, else further out.
  function beside(input, role) {
    const parts = input.name.split(".");
    for (let length = parts.length - 1; length >= 0; length -= 1) {
      const name = [...parts.slice(0, length), role].join(".");
      const found = valueOf(input.form, `${name}:id`);
      if (found) return found;
    }
    return "";
  }

  function query(input) {
    const { form } = input;
    return new URLSearchParams({
      kind: input.dataset.suggests,
      q: input.value,
      field: input.name,
      story: valueOf(form, "stories.0:id"),
      type: valueOf(form, "type"),
      occurred: valueOf(form, "occurred"),
      timezone: valueOf(form, "timezone"),
      person: beside(input, "person"),
      organization: beside(input, "organization"),
    });
  }

  async function suggest(input) {
    const turn = (asked += 1);
    const options = await optionsFor(input);
    if (turn !== asked || !input.isConnected) return;
    const taken = takeFirst;
    close(input);
    listOf(input).innerHTML = options;
    if (document.activeElement !== input) return;
    if (!optionsOf(input).length) {
      announce("No suggestions");
      return;
    }
    open(input);
    if (taken) choose(input, active(input));
  }

  // Nothing is suggested where the server refuses or cannot be reached; the preview says why.
  async function optionsFor(input) {
    const address = `${input.form.dataset.suggestions}?${query(input)}`;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      return answer.ok ? await answer.text() : "";
    } catch (error) {
      console.warn("No suggestions:", error);
      return "";
    }
  }

  function open(input) {
    const options = optionsOf(input);
    listOf(input).hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(input, options[0]);
    announce(`${options.length} ${options.length === 1 ? "suggestion" : "suggestions"}`);
  }

  function close(input) {
    clearTimeout(timer);
    awaited = null;
    takeFirst = false;
    listOf(input).hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function activate(input, option) {
    for (const one of optionsOf(input)) one.setAttribute("aria-selected", String(one === option));
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  const active = (input) => optionsOf(input).find((one) => one.getAttribute("aria-selected") === "true");

  function move(input, by) {
    const options = optionsOf(input);
    const next = (options.indexOf(active(input)) + by + options.length) % options.length;
    activate(input, options[next]);
  }

  function choose(input, option) {
    const { value, label, does } = option.dataset;
    close(input);
    asked += 1;
    if (!does) {
      input.value = label;
      if (idOf(input)) idOf(input).value = value;
      fill(input, option);
    }
    input.dispatchEvent(new CustomEvent("combobox:chosen", { bubbles: true, detail: { does } }));
  }

  // Fields of the same entry that the choice says too: `data-fill-publisher="Example"`.
  function fill(input, option) {
    const start = input.name.slice(0, input.name.lastIndexOf(".") + 1);
    for (const { name, value } of option.attributes) {
      const field = name.startsWith("data-fill-") && input.form.elements[start + name.slice(10)];
      if (field) field.value = value;
    }
  }

  function suggestSoon(input, wait) {
    clearTimeout(timer);
    asked += 1;
    awaited = input;
    timer = setTimeout(() => suggest(input), wait);
  }

  document.addEventListener("input", (event) => {
    const input = boxOf(event.target);
    if (!input) return;
    if (idOf(input) && input.dataset.suggests !== "type") idOf(input).value = "";
    suggestSoon(input, WAIT);
  });

  document.addEventListener("combobox:suggest", (event) => suggestSoon(event.target, 0));

  document.addEventListener("keydown", (event) => {
    const input = boxOf(event.target);
    if (!input || event.ctrlKey || event.metaKey) return;
    const opened = isOpen(input);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (opened) move(input, event.key === "ArrowDown" ? 1 : -1);
      else suggestSoon(input, 0);
    } else if (event.key === "Enter" && opened) {
      event.preventDefault();
      choose(input, active(input));
    } else if (event.key === "Enter" && awaited === input && input.value) {
      event.preventDefault();
      takeFirst = true;
    } else if (event.key === "Escape" && (opened || awaited === input)) {
      event.preventDefault();
      asked += 1;
      close(input);
    }
  });

  // Pressing the mouse on an option must not take the focus from the field first.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[role=listbox]")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    const input = option && document.querySelector(`[aria-controls="${option.parentElement.id}"]`);
    if (input) choose(input, option);
  });

  document.addEventListener("focusout", (event) => {
    const input = boxOf(event.target);
    if (input) close(input);
  });
})();
