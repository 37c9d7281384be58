"use strict";
// A page that shows how far something is looks again by itself, and loads itself anew when that is over.
const again = async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok) return;
  const seen = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("again");
  if (!seen) {
    location.reload();
    return;
  }
  document.getElementById("again").replaceChildren(...seen.childNodes);
  setTimeout(again, 1000);
};
setTimeout(again, 1000);
