// Live events for all tabs of a browser over one stream: the tab that holds the lock has it and passes events on. Only on
// signed-in pages; every page works without. What an element shows is asked for anew, never taken from the event:
//   data-live="notice"              when a notice came or was read
//   data-live="job" data-id="…"     when that job went on; at its end the server's part has no data-live any more
//   data-from="/path"               where the element is asked for by its id; the page itself without it
//   data-every="3"                  also when so many seconds went by without an event: where there is no stream (an old browser, a
//                                   server that starts again), or for somebody else than who asked for the job
const tabs = "BroadcastChannel" in window && navigator.locks && "EventSource" in window ? new BroadcastChannel("khue-live") : null;
const waiting = new Set();

const fits = (part, event, id) => event === "again" || (part.dataset.live === event && (!part.dataset.id || part.dataset.id === id));

// Makes `old` what `next` is and touches only what differs, so that a bar moves, a focus stays, and a screen reader hears what is new.
// A form that is being sent is left alone.
function mend(old, next) {
  if (old.isEqualNode(next) || old.dataset?.sent) return;
  if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== next.nodeName) { old.replaceWith(next); return; }
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...next.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const was = [...old.childNodes], now = [...next.childNodes];
  now.forEach((one, i) => { if (i < was.length) mend(was[i], one); else old.append(one); });
  was.slice(now.length).forEach((one) => one.remove());
}

// The focus does not fall off the page with a button that went.
function mendPart(part, next) {
  const held = part.contains(document.activeElement);
  mend(part, document.adoptNode(next));
  if (!held || part.contains(document.activeElement)) return;
  part.tabIndex = -1;
  part.focus();
}

// What the server shows under the part's id now takes its place. A job that may not be seen any more says why by its own page.
async function renew(from, parts) {
  const answer = await fetch(from, { headers: { Accept: "text/html" } });
  const shown = answer.ok && !answer.redirected, gone = answer.redirected || (answer.status >= 400 && answer.status < 429);
  const fresh = shown ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  for (const part of parts) {
    const next = fresh?.getElementById(part.id);
    if (next) mendPart(part, next);
    else if ((shown || gone) && part.dataset.live === "job") location.reload();
  }
}

async function renewAll(parts) {
  const places = new Map();
  for (const part of parts) {
    const from = part.dataset.from ?? location.href;
    places.set(from, [...(places.get(from) ?? []), part]);
  }
  for (const [from, those] of places) await renew(from, those);
}

// Many events become one request, at most one a second; a tab that nobody sees waits until somebody does.
let last = 0, timer = 0;
const asked = new Map(), opened = Date.now();
function soon() {
  if (timer || !waiting.size || document.hidden) return;
  timer = setTimeout(async () => {
    const parts = [...waiting].map((id) => document.getElementById(id)).filter(Boolean);
    waiting.clear();
    last = Date.now();
    for (const part of parts) asked.set(part.id, last);
    try { await renewAll(parts); } catch { /* without a network: the next event, or the next page */ }
    timer = 0;
    soon();
  }, Math.max(100, last + 1000 - Date.now()));
}

function heard({ event, id }) {
  for (const part of document.querySelectorAll("[data-live][id]")) if (fits(part, event, id)) waiting.add(part.id);
  soon();
}

function unheard() {
  for (const part of document.querySelectorAll("[data-every][id]"))
    if (Date.now() - (asked.get(part.id) ?? opened) >= part.dataset.every * 1000) waiting.add(part.id);
  soon();
}

// Holds the lock, and with it the stream, until the tab closes. Answers only when the server said not to come back.
function stream() {
  return new Promise((done) => {
    let before = false, source;
    const say = (event, id) => { heard({ event, id }); tabs.postMessage({ event, id }); };
    const open = () => {
      source = new EventSource("/su-kien");
      source.onopen = () => { if (before) say("again", ""); before = true; };         // what was missed meanwhile
      for (const event of ["notice", "job", "again"]) source.addEventListener(event, (e) => say(event, e.data));
      source.addEventListener("end", () => { source.close(); done(); });
      // A browser comes back by itself when the line breaks, but not after an answer like 502 or 503.
      source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(open, 30000 + Math.random() * 30000); };
    };
    open();
  });
}

if (document.querySelector("[data-every]")) setInterval(unheard, 1000);
if (tabs) {
  tabs.onmessage = (m) => heard(m.data);
  document.addEventListener("visibilitychange", soon);
  navigator.locks.request("khue-live", stream);
}
