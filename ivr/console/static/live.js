// Keeps a page as the server has it, without loading it again. Without this script the page is the same, when loaded.
"use strict";
(() => {
  const region = document.querySelector("[data-stream]");
  const told = document.getElementById("live-state");
  if (!region || !told || !window.EventSource) return;
  const ahead = Date.now() / 1000 - Number(region.dataset.now); // of this clock to the server's
  const ENDS = {
    signed_out: "You are signed out here. Load the page again to sign in.",
    draining: "The service is about to go. Load the page again in a moment.",
    broke: "Not live: the page cannot be kept as it is. Load it again.",
  };
  let source = null, again = 0, over = false;

  const say = text => { if (told.textContent !== text) told.textContent = text; };

  const span = seconds => seconds < 60
    ? `${Math.floor(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;

  function tick() {
    const now = Date.now() / 1000 - ahead;
    for (const one of region.querySelectorAll(".ago")) {
      const text = span(Math.max(0, now - Number(one.dataset.since)));
      if (one.textContent !== text) one.textContent = text;
    }
    for (const one of region.querySelectorAll("[data-late]")) {
      one.querySelector(".late").hidden = now < Number(one.dataset.late);
    }
  }

  // Only what is another is touched: a link that is being pressed stays, and so does where the keyboard is.
  function become(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || (old.id || "") !== (fresh.id || "")) {
      old.replaceWith(fresh);
    } else if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
    } else {
      for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
      for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
      if (!old.classList.contains("ago")) children(old, fresh);
    }
  }

  function children(old, fresh) {
    const byId = new Map([...old.children].filter(one => one.id).map(one => [one.id, one]));
    const all = [...fresh.childNodes];
    all.forEach((wanted, at) => {
      const known = wanted.id && byId.get(wanted.id);
      if (known && old.childNodes[at] !== known) old.insertBefore(known, old.childNodes[at] || null);
      const there = old.childNodes[at];
      if (!there) old.append(wanted);
      else if (!known && there.id) old.insertBefore(wanted, there);
      else become(there, wanted);
    });
    while (old.childNodes.length > all.length) old.lastChild.remove();
  }

  function put(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
    children(region, fresh.content);
    if (focused && document.activeElement.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
    tick();
    helps();
  }

  // One person at a time helps a call: whoever does not hold it sees whose it is, and has no buttons.
  function helps() {
    const held = document.getElementById("held"), buttons = document.getElementById("helps");
    if (!held || !buttons) return;
    const holder = held.dataset.holder, state = document.getElementById("facts").dataset.state;
    const mine = holder === buttons.dataset.me;
    buttons.disabled = state !== "running" || (holder !== "" && !mine);
    document.getElementById("hold").disabled = state !== "running" || holder !== "";
    document.getElementById("let-go").disabled = !mine;
  }

  function close() {
    clearTimeout(again);
    if (source) source.close();
    source = null;
  }

  function open() {
    if (source || over || document.hidden) return;
    source = new EventSource(region.dataset.stream);
    source.onmessage = event => { say("Live: changes show by themselves."); put(JSON.parse(event.data)); };
    source.addEventListener("end", event => { over = true; close(); say(ENDS[event.data] || ENDS.broke); });
    source.onerror = () => {
      say("Not live at the moment. Trying again.");
      if (source && source.readyState === EventSource.CLOSED) { close(); again = setTimeout(open, 5000); }
    };
  }

  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else open(); });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  setInterval(tick, 1000);
  tick();
  open();
})();
