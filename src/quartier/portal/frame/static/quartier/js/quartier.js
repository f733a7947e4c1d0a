// Comforts only: every page works without this file.
"use strict";

// Move to the summary of what is wrong in a form, so that a screen reader starts there.
const focusErrors = () => {
  const summary = document.getElementById("form-errors");
  if (summary) summary.focus();
};

document.addEventListener("DOMContentLoaded", focusErrors);
document.addEventListener("htmx:afterSettle", focusErrors);

// htmx needs the token that protects our forms.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
