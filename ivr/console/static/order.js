// Rules can be dragged to another place in their list. Without this, and with keys alone, Up and Down do the same.
"use strict";
for (const list of document.querySelectorAll("[data-order]")) {
  const rules = [...list.children].filter((one) => one.querySelector("form[action$='/move']"));
  let held = null;
  for (const rule of rules) {
    rule.draggable = true;
    rule.addEventListener("dragstart", () => { held = rule; });
    rule.addEventListener("dragend", () => { held = null; });
    rule.addEventListener("dragover", (event) => { if (held && held !== rule) event.preventDefault(); });
    rule.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!held || held === rule) return;
      const form = held.querySelector("form[action$='/move']");
      form.elements.to.value = rule.dataset.at;
      form.submit();
    });
  }
}
