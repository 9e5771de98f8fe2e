// Without a network, on pages of somebody who is signed in on a device of their own: registers the worker (sw.js), says when a page is a
// copy and from when, says what waits to be sent, and puts what waits back into its form to be mended. Words come with the element.
(() => {
  const say = document.currentScript.dataset, root = document.documentElement, main = document.querySelector("main"), worker = navigator.serviceWorker;
  const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_, name) => words[name] ?? "");

  // ---- the time of a copy, in words
  function when(ms, now) {
    const clock = (options) => new Intl.DateTimeFormat(root.lang, { timeZone: "Asia/Ho_Chi_Minh", ...options });
    const day = clock({ day: "2-digit", month: "2-digit", year: "numeric" }), gio = clock({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms), ngay = day.format(ms);
    if (ngay === day.format(now)) return fill(say.today, { gio });
    return fill(ngay === day.format(now - 86400000) ? say.yesterday : say.day, { gio, ngay });
  }

  function bar(id, text, button) {
    document.getElementById(id)?.remove();
    const p = document.createElement("p"), span = document.createElement("span");
    p.id = id;
    p.className = "offline-bar";
    p.setAttribute("role", "status");
    span.textContent = text;
    p.append(span, ...(button ? [" ", button] : []));
    main.prepend(p);
    return p;
  }
  function button(text, press) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    b.addEventListener("click", press);
    return b;
  }
  function link(text, href) {
    const a = document.createElement("a");
    a.textContent = text;
    a.href = href;
    return a;
  }

  const mayWait = (form) => Boolean(form.elements._ai) && Boolean(worker?.controller);
  const waitsHere = () => [...document.forms].some((form) => form.method === "post" && form.classList.contains("stack") && mayWait(form));

  async function keptBar() {
    const now = await khue.now().catch(() => Date.now()), text = fill(say.kept, { luc: when(Number(root.dataset.kept), now) });
    bar("ban-luu", waitsHere() ? `${text} ${say.may}` : text, button(say.again, () => location.reload())).classList.add("kept");
  }

  // ---- what waits
  const hear = new BroadcastChannel("khue-queue");
  let pending = 0;
  async function waitsBar() {
    const { n, look } = await khue.count(say.me).catch(() => ({ n: 0, look: 0 }));
    pending = n;
    document.getElementById("cho-gui-bao")?.remove();
    if (n > 0 && location.pathname !== "/cho-gui") bar("cho-gui-bao", look ? fill(say.look, { n: look }) : fill(say.waits, { n }), link(say.see, "/cho-gui"));
  }
  hear.addEventListener("message", async ({ data }) => {
    await waitsBar();
    if (data.sent > 0) bar("da-gui", fill(say.sent, { n: data.sent })).classList.add("sent");
  });
  const toWorker = async (message) => (await worker.ready).active.postMessage(message);

  // ---- forms: those that may wait say so while there is no network; others are not sent into nowhere
  addEventListener("submit", (e) => {
    const form = e.target, out = new URL(form.action).pathname === "/dang-xuat";
    if (out && navigator.onLine && pending > 0) {                   // once: what waits stays behind
      e.preventDefault();
      bar("can-mang-bao", fill(say.leave, { n: pending }), link(say.see, "/cho-gui"));
      scrollTo(0, 0);
      pending = 0;
    }
    if (navigator.onLine || form.method !== "post" || mayWait(form)) return;
    e.preventDefault();
    if (out) toWorker({ wipe: true });
    bar("can-mang-bao", out ? say.out : say.need);
    scrollTo(0, 0);
  }, true);
  const network = () => {
    const told = document.querySelector("#ngoai-tuyen");
    if (told && waitsHere()) told.textContent = say.may;
    if (navigator.onLine) document.getElementById("can-mang-bao")?.remove();
  };

  // ---- mending: /path#cho-7 puts what was written back into the form; sent, it goes through the queue again
  async function mend(n) {
    const item = (await khue.list(say.me)).find((one) => one.n === n);
    const form = item && [...document.forms].find((one) => new URL(one.action).pathname === item.what.action);
    if (!form) return;
    for (const box of form.elements) {
      if (!box.name || box.type === "hidden" || box.type === "submit") continue;
      const mine = item.what.fields.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box.type === "checkbox" || box.type === "radio") box.checked = mine.includes(box.value);
      else if (box.type === "select-multiple") for (const o of box.options) o.selected = mine.includes(o.value);
      else if (mine.length) box.value = mine[0];
    }
    bar("sua-lai", say.mended);
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      e.stopPropagation();
      const fields = [...new FormData(form, e.submitter)].filter(([name]) => !name.startsWith("_"));
      // Under its key the first words may have arrived, though no answer came: these go under another. What was refused left nothing behind.
      const key = item.state === "waits" ? khue.newKey() : item.key;
      await khue.put({ ...item, key, sealed: undefined, state: "waits", sure: true, what: { action: item.what.action, page: item.what.page, fields } });
      await toWorker({ send: true });
      location.assign("/cho-gui");
    }, true);
  }

  // ---- the page that stands in: what is here to be read
  async function here() {
    const list = document.getElementById("trong-may"), need = document.getElementById("can-mang");
    need.querySelector("button").addEventListener("click", () => location.reload());
    need.hidden = location.pathname === "/ngoai-tuyen";
    for (const name of await caches.keys()) {
      if (!name.startsWith("khue-of-")) continue;
      const cache = await caches.open(name), now = await khue.now();
      for (const request of await cache.keys()) {
        const copy = await cache.match(request, { ignoreVary: true }), title = (await copy.text()).match(/<title>([^<]*?) ·/)?.[1];
        const li = document.createElement("li"), { pathname, search } = new URL(request.url), small = document.createElement("small");
        const words = document.createElement("textarea");
        words.innerHTML = title ?? pathname;
        small.className = "muted";
        small.textContent = when(Date.parse(copy.headers.get("Date")), now);
        const week = new URLSearchParams(search).get("tuan")?.split("-").reverse().join("/");
        li.append(link(week ? `${words.value} ${week}` : words.value, pathname + search), " ", small);
        list.append(li);
      }
    }
    list.hidden = !list.children.length;
    document.getElementById("trong-may-khong").hidden = !list.hidden;
  }

  Object.assign(khue, { when, fill, me: say.me, toWorker });
  if (root.dataset.kept && location.pathname !== "/cho-gui") keptBar();            // what that page shows lies in the browser itself
  if (!worker || !("locks" in navigator)) return;
  if (document.getElementById("trong-may")) here();
  if (!say.me) return;
  addEventListener("online", () => { toWorker({ send: true }); network(); });
  addEventListener("offline", () => setTimeout(network));
  network();
  waitsBar();
  const mending = location.hash.match(/^#cho-(\d+)$/);
  if (mending) mend(Number(mending[1]));
  addEventListener("load", async () => {
    try {
      await worker.register("/sw.js", { updateViaCache: "all" });
      await toWorker({ hello: { tag: say.me, seal: say.seal, lang: root.lang } });
    } catch { /* a browser that refuses: everything works as without it */ }
  });
})();
