// Comforts only: every page works without this file.
"use strict";

// Move to the summary of what is wrong in a form, so that a screen reader starts there.
const focusErrors = () => {
  const summary = document.getElementById("form-errors");
  if (summary) summary.focus();
};

document.addEventListener("DOMContentLoaded", focusErrors);
document.addEventListener("htmx:afterSettle", focusErrors);

// A request of a script that does not arrive must not fail in silence.
const connection = (kind) => {
  for (const note of document.querySelectorAll("[data-connection]")) note.hidden = note.dataset.connection !== kind;
};
for (const event of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(event, () => connection("lost"));
document.addEventListener("htmx:responseError", (event) => connection(event.detail.xhr.status >= 500 ? "failed" : "refused"));
document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.xhr.status < 400) connection(""); });

// htmx needs the token that protects our forms.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
