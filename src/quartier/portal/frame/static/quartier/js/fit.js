// Comforts of the page on what fits: where the keyboard goes on after a part of the page was replaced.
"use strict";

const goOn = (id) => {
  const target = document.getElementById(id);
  if (target) target.focus({ preventScroll: true });
};

// After an answer the question is gone: go on at the heading of the questions, or at what is wrong with the answer.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "fit-top") return;
  goOn(document.getElementById("form-errors") ? "form-errors" : "fit-questions");
});

// „Mehr zeigen“: go on at the first programme that is new.
document.addEventListener("htmx:afterSettle", (event) => {
  const button = event.detail.requestConfig && event.detail.requestConfig.elt;
  if (button && button.dataset && button.dataset.focus) goOn(button.dataset.focus);
});
