// Passkeys need JavaScript: show their buttons only where the browser knows them, and say when something went wrong.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey]").forEach((part) => { part.hidden = false; });
});

document.addEventListener("allauth.error", (event) => {
  const note = document.getElementById("passkey-error");
  if (!note) return;
  event.preventDefault();
  note.hidden = false;
});
