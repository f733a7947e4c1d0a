// A comfort while carrying a plan out: what was typed and not yet saved is still there when the connection was lost.
"use strict";

const typed = (form) =>
  [...form.elements].filter((field) => field.name && /^(text|date|month|number|textarea)$/.test(field.type) && field.value !== field.defaultValue);

const keep = (form) => {
  const values = typed(form).map((field) => [field.name, field.defaultValue, field.value]);
  try { sessionStorage.setItem(form.dataset.keep, JSON.stringify(values)); } catch { /* a full or forbidden store only loses this comfort */ }
};

const forget = (form) => { try { sessionStorage.removeItem(form.dataset.keep); } catch { /* as above */ } };

// Only where the page still shows what it showed then: what others saved meanwhile is not written over.
const giveBack = (form) => {
  let kept = [];
  try { kept = JSON.parse(sessionStorage.getItem(form.dataset.keep)) ?? []; } catch { return; }
  const given = kept.filter(([name, before, value]) => {
    const field = form.elements.namedItem(name);
    if (!field || field.defaultValue !== before) return false;
    field.value = value;
    return true;
  });
  const note = form.querySelector("[data-kept]");
  if (note && given.length) note.hidden = false;
};

document.addEventListener("DOMContentLoaded", () => {
  const saved = document.querySelector("#messages")?.textContent.trim();
  for (const form of document.querySelectorAll("form[data-keep]")) {
    if (saved || document.querySelector("[role=alert]")) forget(form);
    else giveBack(form);
    form.addEventListener("input", () => keep(form));
  }
});
