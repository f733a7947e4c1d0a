// Comforts only: an amount opens its calculation beside the plan instead of on a page of its own.
"use strict";

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "explain-body") return;
  const dialog = document.getElementById("explain");
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  const heading = dialog.querySelector("h2");
  if (heading) heading.focus();
});
