// A turn of a recording is played in the player above, where there are scripts; without them the link plays it by itself.
"use strict";
for (const link of document.querySelectorAll("a[data-second]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.getElementById("recording");
    player.currentTime = Number(link.dataset.second);
    player.play();
  });
}
