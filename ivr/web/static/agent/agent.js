// Keeps the page as it stands with the call; without it the page reloads itself while the telephone rings.
"use strict";
const ASK_EACH_MS = 1000;
async function look() {
  const before = document.getElementById("call");
  if (!before || before.dataset.state === "over") return;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("call");
    if (!now) { location.reload(); return; }
    // While the call is the agent's, a choice half made must not be lost, nor the place of the keyboard.
    const changed = now.dataset.state !== before.dataset.state || (now.dataset.state !== "talking" && now.innerHTML !== before.innerHTML);
    if (changed) { before.replaceWith(document.adoptNode(now)); document.title = page.title; }
  } catch { /* asked again in a second */ }
  setTimeout(look, ASK_EACH_MS);
}
setTimeout(look, ASK_EACH_MS);
