// Without this file the lists, links and exact fields do the same; it adds the sliders.
"use strict";
{
  const WAIT = 200; // ms: moving on through several stops asks for the last one only
  let waiting;

  const listOf = (slider) => document.getElementById(slider.dataset.slider);

  function tell(slider) {
    const label = listOf(slider).options[slider.value].text;
    slider.setAttribute("aria-valuetext", label);
    const axis = slider.closest(".axis");
    axis.querySelector("[data-told]").textContent = label;
    axis.querySelector("[data-change]").textContent = "";
  }

  function ask(form, wait) {
    clearTimeout(waiting);
    // An answer under way would put back the stop that has just been left.
    htmx.trigger(form.closest("#machine"), "htmx:abort");
    waiting = setTimeout(() => form.requestSubmit(), wait);
  }

  document.addEventListener("input", (event) => {
    const slider = event.target.closest("[data-slider]");
    if (!slider) return;
    listOf(slider).selectedIndex = Number(slider.value);
    tell(slider);
    ask(slider.form, WAIT);
  });

  document.addEventListener("change", (event) => {
    const list = event.target.closest("[data-moments] select");
    if (list) ask(list.form, 0);
  });

  // By a class of the page, not of each slider: one swapped in can take the focus at once.
  document.documentElement.classList.add("has-sliders");
}
