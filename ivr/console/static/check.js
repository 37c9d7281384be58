// A form that sets rules is looked at as it is typed: what is wrong stands beside each field. Nothing is saved by it.
"use strict";
for (const form of document.querySelectorAll("form[data-check]")) {
  let waiting = null;
  let asked = 0;

  const show = (found) => {
    for (const place of form.querySelectorAll("[data-problem]")) {
      const told = found.problems[place.dataset.problem] || "";
      place.textContent = told;
      place.hidden = !told;
      const field = form.elements["f-" + place.dataset.problem];
      if (field instanceof HTMLElement) field.setAttribute("aria-invalid", told ? "true" : "false");
    }
    const reads = form.querySelector("[data-reads]");
    if (reads) reads.textContent = found.reads || "";
  };

  const look = async () => {
    const mine = ++asked;
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer && answer.ok && mine === asked) show(await answer.json());
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 300);
  });
}
