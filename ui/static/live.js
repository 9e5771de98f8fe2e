// Live events for all tabs of a browser over one stream: the tab that holds the lock has it and passes events on. Only on
// signed-in pages; every page works without. What an element shows is asked for anew, never taken from the event:
//   data-live="notice"              when a notice came or was read
//   data-live="job" data-id="…"     when that job went on; the page is loaded anew when it no longer shows the job
//   data-from="/path"               where the element is asked for by its id; the page itself without it
const tabs = "BroadcastChannel" in window && navigator.locks && "EventSource" in window ? new BroadcastChannel("khue-live") : null;
const waiting = new Set();

const fits = (part, event, id) => event === "again" || (part.dataset.live === event && (!part.dataset.id || part.dataset.id === id));

// What the server shows under the part's id now takes its place.
async function renew(from, parts) {
  const answer = await fetch(from, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) {
    const next = fresh.getElementById(part.id);
    if (next) part.replaceWith(document.adoptNode(next));
    else if (part.dataset.live === "job") location.reload();
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
function soon() {
  if (timer || !waiting.size || document.hidden) return;
  timer = setTimeout(async () => {
    const parts = [...waiting].map((id) => document.getElementById(id)).filter(Boolean);
    waiting.clear();
    last = Date.now();
    try { await renewAll(parts); } catch { /* without a network: the next event, or the next page */ }
    timer = 0;
    soon();
  }, Math.max(100, last + 1000 - Date.now()));
}

function heard({ event, id }) {
  for (const part of document.querySelectorAll("[data-live][id]")) if (fits(part, event, id)) waiting.add(part.id);
  soon();
}

// Holds the lock, and with it the stream, until the tab closes. Answers only when the server said not to come back.
function stream() {
  return new Promise((done) => {
    let opened = false, source;
    const say = (event, id) => { heard({ event, id }); tabs.postMessage({ event, id }); };
    const open = () => {
      source = new EventSource("/su-kien");
      source.onopen = () => { if (opened) say("again", ""); opened = true; };         // what was missed meanwhile
      for (const event of ["notice", "job", "again"]) source.addEventListener(event, (e) => say(event, e.data));
      source.addEventListener("end", () => { source.close(); done(); });
      // A browser comes back by itself when the line breaks, but not after an answer like 502 or 503.
      source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(open, 30000 + Math.random() * 30000); };
    };
    open();
  });
}

if (tabs) {
  tabs.onmessage = (m) => heard(m.data);
  document.addEventListener("visibilitychange", soon);
  navigator.locks.request("khue-live", stream);
}
