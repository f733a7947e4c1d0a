// Comforts while describing a project: sums while typing, and nothing typed is lost when the connection is.
"use strict";

const euros = (text) => {
  const plain = text.replace(/[\s€]/g, "");
  const german = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$|^\d+,\d{1,2}$/.test(plain) ? plain.replace(/\./g, "").replace(",", ".") : plain;
  const cents = Math.round(Number(german) * 100);
  return Number.isFinite(cents) ? cents : 0;
};

const showSums = (table) => {
  for (const cell of table.querySelectorAll("[data-sum]")) {
    const fields = table.querySelectorAll(`input[name$="-${cell.dataset.sum}"]`);
    const cents = [...fields].reduce((sum, field) => sum + euros(field.value), 0);
    const places = cents % 100 ? 2 : 0;
    cell.textContent = (cents / 100).toLocaleString("de-DE", { minimumFractionDigits: places }) + " €";
  }
};

// What the texts of a form said when the page came: what was typed is given back only where that has not changed since.
// Otherwise it was saved meanwhile, rows have moved or others have written, and giving back would overwrite that.
const begun = new WeakMap();
const said = (form) => JSON.stringify(
  [...form.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea")]
    .map((field) => [field.name, field.value]).filter(([, value]) => value));

const keep = (form) => {
  const values = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "revision"].includes(name));
  try { sessionStorage.setItem(form.dataset.keep, JSON.stringify({ before: begun.get(form), values })); } catch { /* a full or forbidden store only loses this comfort */ }
};

const forget = (form) => { try { sessionStorage.removeItem(form.dataset.keep); } catch { /* as above */ } };

const giveBack = (form) => {
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(form.dataset.keep)); } catch { return; }
  if (!kept || document.getElementById("form-errors")) return;
  if (kept.before !== begun.get(form)) return forget(form);
  for (const [name, value] of kept.values) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && !["checkbox", "radio", "hidden", "file"].includes(field.type)) field.value = value;
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
  }
};

document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("[data-sums]")) table.addEventListener("input", () => showSums(table));
  for (const form of document.querySelectorAll("form[data-keep]")) {
    begun.set(form, said(form));
    giveBack(form);
    form.addEventListener("input", () => keep(form));
  }
});
document.body?.addEventListener("saved", () => document.querySelectorAll("form[data-keep]").forEach((form) => {
  begun.set(form, said(form));
  forget(form);
}));
