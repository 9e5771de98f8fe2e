// What this browser holds for Khuê: whose it is (meta), and forms that wait to be sent (queue). Used by pages and by the worker.
// What stays true: (1) what a person wrote lies here only sealed (AES-GCM), and the key is here only while that person is signed in
// here; (2) order is that of the counter n, never of the device's clock; (3) times are the server's, by what its last answer said.
self.khue = (() => {
  const day = 86400000, oldDays = 30;
  let opened = null;

  const open = () => new Promise((done, fail) => {
    const asked = indexedDB.open("khue", 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore("meta"); asked.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true }); };
    asked.onsuccess = () => { asked.result.onversionchange = () => { asked.result.close(); opened = null; }; done(asked.result); };
    asked.onerror = () => { opened = null; fail(asked.error); };
  });

  async function on(store, mode, work) {
    const db = await (opened ??= open()), tx = db.transaction(store, mode), asked = work(tx.objectStore(store));
    return new Promise((done, fail) => { tx.oncomplete = () => done(asked.result); tx.onerror = tx.onabort = () => fail(tx.error); });
  }
  const get = (name) => on("meta", "readonly", (s) => s.get(name));
  const set = (name, value) => on("meta", "readwrite", (s) => s.put(value, name));
  const forget = (name) => on("meta", "readwrite", (s) => s.delete(name));

  // A request key, as the server makes them.
  const letters = "0123456789abcdefghjkmnpqrstvwxyz";
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(26))].map((b) => letters[b & 31]).join("");

  // ---- whose
  const cacheOf = (me) => `khue-of-${me.me}`;
  const isOld = (item, at) => !item.sure && Math.abs(at - item.at) > oldDays * day;
  const now = async () => Date.now() + (await get("skew") ?? 0);

  // Copies and the key go; what waits stays, and nobody can read it until its writer signs in again.
  async function wipe(butTag) {
    for (const name of await caches.keys()) if (name.startsWith("khue-of-")) await caches.delete(name);
    const me = await get("me");
    if (me?.tag !== butTag) await forget("me");
    await forget("gathered");
  }

  async function keyOf(seal) {
    const raw = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(seal));
    return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  // ---- what waits
  async function seal(key, what) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(what))) };
  }
  async function unseal(key, { iv, data }) {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
  }

  // Those of one person in the order in which they were written: [{ n, at, key, state, what: { action, page, fields, answer } }].
  async function list(tag) {
    const me = await get("me"), all = await on("queue", "readonly", (s) => s.getAll()), out = [];
    if (!me?.key || me.tag !== tag) return [];
    for (const item of all.filter((one) => one.tag === tag)) {
      try { out.push({ ...item, what: await unseal(me.key, item.sealed) }); } catch {      // sealed under another secret of the server
        out.push({ ...item, state: "refused", locked: true, what: { action: "", page: "", fields: [] } });
      }
    }
    return out;
  }
  async function put(item) {
    const me = await get("me"), { what, ...open } = item;
    if (!me?.key || me.tag !== item.tag) throw new Error("not theirs");
    const sealed = await seal(me.key, what);
    return on("queue", "readwrite", (s) => s.put({ ...open, sealed }));
  }
  const drop = (n) => on("queue", "readwrite", (s) => s.delete(n));
  // How many of one person, and how many of them need a look before they can go.
  async function count(tag) {
    const own = (await on("queue", "readonly", (s) => s.getAll())).filter((one) => one.tag === tag), at = await now();
    return { n: own.length, look: own.filter((one) => one.state !== "waits" || isOld(one, at)).length };
  }

  return { day, isOld, on, get, set, forget, cacheOf, now, wipe, keyOf, seal, unseal, list, put, drop, count, newKey };
})();
