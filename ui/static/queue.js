// The page of what waits to be sent: each can be looked at, sent, mended, or thrown away; where the place was changed meanwhile, both
// versions stand side by side. The worker does the sending (sw.js); how a line looks comes from the page's templates.
(() => {
  const list = document.getElementById("viec-cho"), none = document.getElementById("khong-cho"), say = document.getElementById("ten-viec"), ask = document.getElementById("hoi-bo");
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const nameOf = (action) => [...say.children].find((one) => new RegExp(one.dataset.path).test(action.split("?")[0]))?.textContent ?? (action || document.title.split(" · ")[0]);
  const formIn = (doc, action) => [...(doc?.forms ?? [])].find((form) => form.getAttribute("action") === action);
  const boxes = (form) => [...(form?.elements ?? [])].filter((box) => box.name && !["hidden", "submit", "button"].includes(box.type));

  // The page with the form. The copy suffices to name the fields; what stands there now is asked of the server.
  async function copyOf(path) {
    for (const name of await caches.keys()) {
      const copy = name.startsWith("khue-of-") && await (await caches.open(name)).match(path, { ignoreVary: true });
      if (copy) return parse(await copy.text());
    }
    return null;
  }
  async function served(path) {
    const answer = await fetch(path, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(4000) });
    return answer.ok && !answer.redirected ? parse(await answer.text()) : null;
  }
  async function pageOf({ state, what: { page } }) {
    if (!page) return null;
    const copy = state !== "differs" && await copyOf(page);
    return copy || served(page).catch(() => copyOf(page));
  }

  const labelOf = (form, box) => (box.closest("fieldset")?.querySelector("legend") ?? form.querySelector(`label[for="${CSS.escape(box.id)}"]`))?.firstChild?.textContent.trim() || box.name;
  const choice = (form, name, value) => boxes(form).find((b) => b.name === name && b.value === value && b.id && /checkbox|radio/.test(b.type));

  // What a form holds, as a person reads it: [name, label, value].
  function heldBy(form) {
    const out = new Map();
    for (const box of boxes(form)) {
      if (/checkbox|radio/.test(box.type) && !box.checked) { if (!out.has(box.name)) out.set(box.name, [labelOf(form, box), ""]); continue; }
      out.set(box.name, [labelOf(form, box), reading(form, box.name, box.value)]);
    }
    return out;
  }
  function reading(form, name, value) {
    const option = [...(form?.elements[name]?.options ?? [])].find((o) => o.value === value), box = choice(form, name, value);
    if (option) return option.textContent.trim();
    if (!box) return value;
    return (box.type === "checkbox" ? say.dataset.yes : form.querySelector(`label[for="${CSS.escape(box.id)}"]`)?.textContent.trim()) || value;
  }

  function rowsOf(item, form, differs) {
    const now = heldBy(form), mine = new Map(), rows = [];
    for (const [name, value] of item.what.fields) if (!form || now.has(name)) mine.set(name, reading(form, name, value));
    for (const name of new Set([...now.keys(), ...mine.keys()])) {
      const [label, theirs] = now.get(name) ?? [name, ""], own = mine.get(name) ?? "";
      if (differs ? own !== theirs : own) rows.push({ name, label, own, theirs });
    }
    return rows;
  }

  function draw(item, state, form, now) {
    const line = document.getElementById(`mau-${state}`).content.firstElementChild.cloneNode(true), slot = (name) => line.querySelector(`[data-slot=${name}]`);
    slot("what").textContent = [nameOf(item.what.action), boxes(form).length === 0 && form?.closest("article, main")?.querySelector("h1, h2, h3")?.textContent].filter(Boolean).join(": ");
    slot("when").textContent = khue.fill(say.dataset.when, { luc: khue.when(item.at, now) });
    const rows = rowsOf(item, form, state === "differs"), body = slot("rows");
    for (const { label, own, theirs } of rows) {
      const tr = body.insertRow(), th = document.createElement("th");
      th.scope = "row";
      th.textContent = label;
      tr.append(th);
      tr.insertCell().textContent = own;
      if (state === "differs") tr.insertCell().textContent = theirs;
    }
    if (rows.length === 0) line.querySelector("table").hidden = true;
    if (slot("says")) slot("says").textContent = item.locked ? say.dataset.locked : saidBy(item) || say.dataset.gone;
    const edit = slot("edit"), page = item.what.page;
    if (edit && !page) edit.remove();
    else if (edit && boxes(form).length > 0) edit.href = `${page}#cho-${item.n}`;
    else if (edit) edit.href = page, edit.textContent = say.dataset.page;
    // One's own words can only win where there are words: a message that was corrected is to be read first.
    if (state === "differs" && rows.length === 0) line.querySelector("[data-do=mine]").remove();
    for (const press of line.querySelectorAll("[data-do]")) press.addEventListener("click", () => doIt(press.dataset.do, item, form).catch(() => tell(line)));
    return line;
  }

  // Why the server did not take it, in its own words.
  function saidBy(item) {
    const doc = item.what.answer && parse(item.what.answer), alert = doc && (doc.querySelector("main [role=alert] ul") ?? doc.querySelector("main [role=alert] p") ?? doc.querySelector("main .stack > p"));
    return alert?.textContent.trim() ?? "";
  }

  function tell(line) {
    const p = line.querySelector(".offline-bar") ?? line.appendChild(document.createElement("p"));
    p.className = "offline-bar";
    p.setAttribute("role", "status");
    p.textContent = say.dataset.nonet;
  }

  function sure() {
    ask.showModal();
    return new Promise((done) => ask.addEventListener("close", () => done(ask.returnValue === "bo"), { once: true }));
  }

  async function doIt(what, item) {
    const { sealed, ...open } = item;
    if (what === "drop" || what === "theirs") {
      ask.returnValue = "";
      if (!await sure()) return;
      await khue.drop(item.n);
      return show();
    }
    if (what === "mine") {
      const form = formIn(await served(item.what.page), item.what.action), rev = form?.elements.rev?.value;
      const fields = item.what.fields.map(([name, value]) => [name, name === "rev" && rev !== undefined ? rev : value]);
      await khue.put({ ...open, state: "waits", sure: true, what: { ...item.what, fields, answer: undefined } });
    } else await khue.put({ ...open, sure: true });
    await khue.toWorker({ send: true });
  }

  let drawing = 0;
  async function show() {
    const turn = ++drawing, items = await khue.list(khue.me), now = await khue.now(), lines = [];
    for (const item of items) {
      const doc = await pageOf(item), form = formIn(doc, item.what.action);
      const old = item.state === "waits" && khue.isOld(item, now);
      const state = item.state === "differs" && !form ? "refused" : old ? "old" : item.state;
      lines.push(draw(item, state, form, now));
    }
    if (turn !== drawing) return;
    const held = list.contains(document.activeElement);
    list.replaceChildren(...lines);
    none.hidden = lines.length > 0;
    if (held) (list.querySelector("button, a") ?? document.querySelector("main")).focus();
  }
  new BroadcastChannel("khue-queue").addEventListener("message", async ({ data }) => {
    await show();
    if (data.failed) for (const line of list.children) tell(line);
  });
  show();
})();
