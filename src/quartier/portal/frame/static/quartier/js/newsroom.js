// Copying the address, and the device's own dialogue for sharing. Without this file the address stands in a field.
"use strict";

const share = document.querySelector(".q-share");
const part = (name) => share.querySelector(`[data-share=${name}]`);

if (share && navigator.clipboard) {
  part("copy").hidden = false;
  part("copy").addEventListener("click", async () => {
    const field = document.getElementById("share-url");
    field.select();
    await navigator.clipboard.writeText(field.value);
    part("done").textContent = part("done").dataset.text;
  });
}

if (share && navigator.share) {
  part("device").parentElement.hidden = false;
  part("device").addEventListener("click", () => {
    navigator.share({ title: share.dataset.shareTitle, url: share.dataset.shareUrl }).catch(() => {});
  });
}
