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

const keep = (form) => {
  const values = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "revision"].includes(name));
  try { sessionStorage.setItem(form.dataset.keep, JSON.stringify(values)); } catch { /* a full or forbidden store only loses this comfort */ }
};

const forget = (form) => { try { sessionStorage.removeItem(form.dataset.keep); } catch { /* as above */ } };

const giveBack = (form) => {
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(form.dataset.keep)); } catch { return; }
  if (!kept || document.getElementById("form-errors")) return;
  for (const [name, value] of kept) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && !["checkbox", "radio", "hidden", "file"].includes(field.type)) field.value = value;
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
  }
};

document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("[data-sums]")) table.addEventListener("input", () => showSums(table));
  for (const form of document.querySelectorAll("form[data-keep]")) {
    giveBack(form);
    form.addEventListener("input", () => keep(form));
  }
});
document.body?.addEventListener("saved", () => document.querySelectorAll("form[data-keep]").forEach(forget));
