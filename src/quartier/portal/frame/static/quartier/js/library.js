// Mediathek: says how much is ticked. Without this script the button works just the same.
"use strict";

for (const status of document.querySelectorAll("[data-selection]")) {
  const form = status.closest("form");
  const atFirst = status.textContent;
  const tell = () => {
    const ticked = [...form.querySelectorAll("input[type=checkbox]:checked")];
    const { one, many, most, tooMany } = status.dataset;
    if (ticked.length === 0) {
      status.textContent = atFirst;
    } else if (ticked.length > Number(most)) {
      status.textContent = tooMany;
    } else {
      const bytes = ticked.reduce((sum, box) => sum + Number(box.dataset.bytes), 0);
      const megabytes = Math.max(bytes / 1e6, 0.1).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
      const text = ticked.length === 1 ? one : many.replace("{number}", ticked.length);
      status.textContent = `${text} (${megabytes}\u00a0MB)`;
    }
  };
  form.addEventListener("change", tell);
  tell();
}
