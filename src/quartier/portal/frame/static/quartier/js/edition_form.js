// The form for programme editions: what is typed while it is being drawn anew is put back into its new fields.
"use strict";

const typed = new Map();

document.addEventListener("input", (event) => {
  if (event.target.id && event.target.closest("#edition-form")) typed.set(event.target.id, event.target);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.id === "edition-work") typed.clear();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "edition-work" && event.detail.elt.id !== "edition-work") return;
  for (const [id, old] of typed) {
    const field = document.getElementById(id);
    if (!field || field === old || field.value === old.value || old.type === "checkbox") continue;
    field.value = old.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  typed.clear();
});
