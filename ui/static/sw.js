// The worker behind the pages: copies to read without a network, forms that wait for one. Which paths may be kept or may wait comes with
// /sw.js (self.khueHouse); whose a page is and whether it may be kept, with each answer (src/web/offline.h).
// What stays true: (1) only an answer that says Khue-Keep is kept, under the person whom it names; (2) the first answer that names another
// person, other relations or nobody wipes all copies; an answer that names none (a proxy, a portal) wipes nothing; (3) a form is sent under
// its own request key, so once, whatever became of the first answer; (4) a copy's forms get keys of their own each time it is shown.
const house = self.khueHouse, { get, set, now, wipe } = self.khue;
const filesCache = "khue-files", patience = 4000, sending = 15000, broken = new Set([502, 503, 504]);
const waits = house.waits.map((p) => new RegExp(p)), keeps = house.keeps.map((p) => new RegExp(p));
const standIns = ["/ngoai-tuyen?lang=vi", "/ngoai-tuyen?lang=en"];
const pause = (ms) => new Promise((done) => setTimeout(done, ms, undefined));
const tell = new BroadcastChannel("khue-queue");

addEventListener("install", (e) => e.waitUntil((async () => {
  const cache = await caches.open(filesCache);
  await cache.addAll(house.files);
  for (const path of standIns) await cache.add(new Request(path, { credentials: "omit" }));
  await self.skipWaiting();
})()));

addEventListener("activate", (e) => e.waitUntil((async () => {
  const cache = await caches.open(filesCache), wanted = new Set([...house.files, ...standIns]);
  for (const { url } of await cache.keys()) if (!wanted.has(url.slice(location.origin.length)) && !url.endsWith(".woff2")) await cache.delete(url);
  await self.clients.claim();
})()));

// ---- whose answer this is

// What a page shows only to who is there (the ledger of looks), and what the key is made of, lie in no copy.
async function withoutOwn(copy) {
  const text = (await copy.text()).replace(/<!--khong-giu-->[^]*?<!--het-->/g, "").replace(/ data-seal="[^"]*"/g, "");
  return new Response(text, { status: copy.status, headers: copy.headers });
}

// Answers are looked at in the order in which they were asked for, one at a time: a late one of the person before brings nothing back.
let asked = 0, seen = 0;
const look = (answer, path, n, copy) => navigator.locks.request("khue-keep", async () => {
  const me = answer.headers.get("Khue-Me"), date = Date.parse(answer.headers.get("Date"));
  const old = await get("me"), tag = me?.slice(0, me.indexOf("."));
  if (!me || (n < seen && old?.me !== me)) return;
  seen = Math.max(n, seen);
  if (me === "-") return wipe();
  if (old?.me !== me) {
    await wipe(tag);
    await set("me", { key: old?.tag === tag ? old.key : undefined, tag, me });
  }
  if (date) await set("skew", date - Date.now());
  const cache = await caches.open(`khue-of-${me}`);
  if (copy) await cache.put(path, await withoutOwn(copy));
  else if (answer.status === 403 || answer.status === 404) await cache.delete(path);
});

// Fetches, and looks at what came: at once, so that the body is still there to be copied.
function ask(request, path, life) {
  const n = ++asked, coming = fetch(request);
  life(coming.then((answer) => look(answer, path, n, answer.headers.has("Khue-Keep") && answer.ok ? answer.clone() : null)).catch(() => {}));
  return coming;
}

// ---- pages

const pathOf = (url) => { const { pathname, search } = new URL(url); return pathname + search; };

// What is too old, or from a time that cannot be, is no copy.
async function copyOf(path) {
  const me = await get("me");
  if (!me) return null;
  const cache = await caches.open(self.khue.cacheOf(me)), copy = await cache.match(path, { ignoreVary: true });
  if (!copy) return null;
  const age = await now() - Date.parse(copy.headers.get("Date"));
  if (Math.abs(age) <= Number(copy.headers.get("Khue-Keep")) * self.khue.day) return copy;
  await cache.delete(path);
  return null;
}

// Whatever is too old goes, also what nobody asks for: copies after a week; sealed forms of somebody who has not come back for half a year.
async function tidy() {
  const me = await get("me"), at = await now();
  for (const { n, tag, at: written } of await self.khue.on("queue", "readonly", (s) => s.getAll()))
    if (tag !== me?.tag && at - written > 180 * self.khue.day) await self.khue.drop(n);
  for (const name of await caches.keys()) {
    if (!name.startsWith("khue-of-")) continue;
    for (const { url } of await (await caches.open(name)).keys()) await copyOf(pathOf(url));
  }
}

const { newKey } = self.khue;

// The copy says of itself when it was made; its forms are new attempts.
async function shown(copy) {
  const headers = new Headers(copy.headers), text = await copy.text();
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(text.replace("<html ", `<html data-kept="${Date.parse(copy.headers.get("Date"))}" `)
    .replace(/(name="_khoa" value=")[0-9a-z]{26}"/g, (_, before) => `${before}${newKey()}"`), { headers });
}

const standIn = async () => (await (await caches.open(filesCache)).match((await get("lang")) === "en" ? standIns[1] : standIns[0])) ?? Response.error();

// The network first. Where it is slow or gone, the copy; where there is none, it is waited for.
async function page(e) {
  const path = pathOf(e.request.url), coming = ask(e.request, path, (p) => e.waitUntil(p)), copy = await copyOf(path);
  const answer = await Promise.race([coming.catch(() => null), ...(copy ? [pause(patience)] : [])]);
  if (answer && !(broken.has(answer.status) && copy)) return answer;
  e.waitUntil(tidy().catch(() => {}));
  if (!copy) return standIn();
  // Too late to be followed: where it leads tells whether the session still stands.
  if (answer === undefined) e.waitUntil(coming.then((late) => late.type === "opaqueredirect" && ask(path, path, (p) => e.waitUntil(p))).catch(() => {}));
  return shown(copy);
}

// Files never change under their name. A copy of before an update may name one that is gone: then today's of that name.
async function file(request, path) {
  const cache = await caches.open(filesCache), held = await cache.match(path);
  if (held) return held;
  const answer = await fetch(request).catch(() => null);
  if (answer?.ok && !answer.redirected) await cache.put(path, answer.clone());
  if (answer?.ok) return answer;
  const [, name, ending] = path.match(/^\/s\/(.+)\.[0-9a-f]{8}\.(\w+)$/) ?? [], today = house.files.find((f) => name && f.startsWith(`/s/${name}.`) && f.endsWith(`.${ending}`));
  return (today && await cache.match(today)) ?? answer ?? Response.error();
}

// ---- forms

// Only where the form says whose it is, and that is whose this browser is; no files.
async function keepForm(request) {
  const all = [...(await request.formData())], tag = all.find(([name]) => name === "_ai")?.[1], me = await get("me");
  if (!tag || !me?.key || me.tag !== tag || all.some(([, value]) => typeof value !== "string")) return false;
  const fields = all.filter(([name]) => !name.startsWith("_")), sent = all.find(([name]) => name === "_khoa")?.[1];
  const what = { action: pathOf(request.url), page: request.referrer.startsWith(location.origin) ? pathOf(request.referrer) : "", fields };
  const before = (await self.khue.list(tag)).find((one) => one.key === sent);
  if (before && JSON.stringify(before.what.fields) === JSON.stringify(fields)) return true;      // the same press again
  await self.khue.put({ tag, key: before || !sent ? newKey() : sent, at: await now(), state: "waits", what });
  tell.postMessage({});
  self.registration.sync?.register("khue").catch(() => {});
  return true;
}

// Asks the server; where it is not to be reached, or answers after an age, the form waits. Nothing is lost if it was reached after all.
async function post(e) {
  const copy = e.request.clone(), answer = await Promise.race([fetch(e.request).catch(() => null), pause(sending)]);
  if (answer && !(broken.has(answer.status) && !answer.headers.has("Khue-Me"))) return answer;
  return await keepForm(copy).catch(() => false) ? Response.redirect("/cho-gui", 303) : answer ?? Response.error();
}

// ---- sending what waited

const html = { headers: { Accept: "text/html" } };

async function sendOne(item, token) {
  const body = new URLSearchParams([...item.what.fields, ["_the", token], ["_khoa", item.key], ["_cho", "1"]]);
  const answer = await fetch(item.what.action, { method: "POST", body, ...html });
  if (answer.headers.has("Khue-Done")) return await self.khue.drop(item.n), "sent";
  const named = answer.headers.has("Khue-Me");
  if (named && answer.status >= 500) return "later";                                             // this one alone may be the cause: the others go on
  if (answer.ok || answer.status === 429 || (!named && answer.status !== 413)) return "stop";      // sign-in, a portal, a busy server: later
  const state = answer.status === 409 ? "differs" : answer.status === 422 ? "wrong" : "refused";
  if (state === "differs" && item.what.page) await layIn(item.what.page).catch(() => {});      // what stands there now, to be compared later without a network
  await self.khue.put({ ...item, sealed: undefined, state, what: { ...item.what, answer: await answer.text() } });
  return state;
}

// In order; one that needs an answer of its writer holds back only what goes to the same place.
async function sendAll(told) {
  const me = await get("me"), items = me ? await self.khue.list(me.tag) : [], due = items.filter((one) => one.state === "waits");
  if (due.length === 0) return;
  told.any = true;
  const page = await ask("/cho-gui", "/cho-gui", (p) => p), token = (await page.text()).match(/name="_the" value="([0-9a-z]{26})"/)?.[1];
  if (!token || !page.headers.get("Khue-Me")?.startsWith(`${me.tag}.`)) throw new Error("not signed in");
  const held = new Set(items.filter((one) => one.state !== "waits").map((one) => one.what.action)), at = await now();
  for (const item of due) {
    if (held.has(item.what.action)) continue;
    const came = self.khue.isOld(item, at) ? "old" : await sendOne(item, token);
    if (came === "stop") throw new Error("not now");
    if (came === "sent") told.sent++;
    else held.add(item.what.action);
    if (came === "later") told.failed = true;
  }
}
const send = () => navigator.locks.request("khue-send", async () => {
  const told = { sent: 0 };
  try { await sendAll(told); } catch { told.failed = true; }
  if (told.any) tell.postMessage(told);
});

// ---- laying in what is read every day

async function layIn(path) {
  const n = ++asked, answer = await fetch(path, html), copy = answer.headers.has("Khue-Keep") && answer.ok && !answer.redirected ? answer.clone() : null;
  await look(answer, path, n, copy);
  return copy ? answer.text() : "";
}

// Once a day: the pages without an id, the classes of "my classes", the week after this one.
async function gather(lock) {
  const me = await get("me"), today = me && `${me.me} ${new Date(await now() + 7 * 3600000).toISOString().slice(0, 10)}`;
  if (!lock || !me || navigator.connection?.saveData || await get("gathered") === today) return;
  const more = new Set(), links = (text) => [...text.matchAll(/href="(\/[^"#]*)"/g)].map((m) => m[1]);
  for (const path of house.always) {
    const found = links(await layIn(path));
    if (path === "/lop-hoc") found.filter((p) => /\/lop\/[^/]+$/.test(p) && keeps.some((k) => k.test(p))).slice(0, 12).forEach((p) => more.add(p));
    if (path === "/lich") found.filter((p) => p.startsWith("/lich?tuan=")).sort().slice(-1).forEach((p) => more.add(p));
  }
  for (const path of more) await layIn(path);
  await set("gathered", today);
}

// A page says hello: its person's key, if the last answer named that person too.
async function hello({ tag, seal, lang }) {
  await set("lang", lang);
  if (!(await get("me"))) await layIn("/cho-gui");
  const key = await self.khue.keyOf(seal), mine = await navigator.locks.request("khue-keep", async () => {
    const me = await get("me");
    if (me?.tag === tag && !me.key) await set("me", { ...me, key });
    return me?.tag === tag;
  });
  if (!mine) return;
  if (!await copyOf("/cho-gui")) await layIn("/cho-gui");
  await send();
  await tidy();
  await pause(2000);
  await navigator.locks.request("khue-gather", { ifAvailable: true }, gather);
}

addEventListener("message", (e) => {
  if (e.data.hello) e.waitUntil(hello(e.data.hello).catch(() => {}));
  if (e.data.send) e.waitUntil(send());
  if (e.data.wipe) e.waitUntil(wipe());
});
addEventListener("sync", (e) => { if (e.tag === "khue") e.waitUntil(send()); });

addEventListener("fetch", (e) => {
  const { request } = e, { origin, pathname, search } = new URL(request.url), get_ = request.method === "GET", goes = request.mode === "navigate";
  if (origin !== location.origin) return;
  if (get_ && pathname.startsWith("/s/")) e.respondWith(file(request, pathname));
  else if (get_ && goes) e.respondWith(page(e));
  else if (get_ && request.headers.get("Accept")?.includes("text/html")) e.respondWith(ask(request, pathname + search, (p) => e.waitUntil(p)));
  else if (goes && pathname === "/dang-xuat") e.waitUntil(wipe());
  else if (goes && waits.some((w) => w.test(pathname))) e.respondWith(post(e));
});
