// Khuê without a network: the browser may install it, pages are read from copies, forms wait and are sent once, nothing is left for
// the next person. The network goes by stopping the server: the browser does not notice before it asks, as on a bad line.
import { createServer } from "node:http";
import { leads, must, pause, until } from "./lib.mjs";

const password = "hoc-sang-tao-2026";               // of every account of the demo
const day = 86400000;

// A browser of one's own, with its worker; signed in by password, on a shared device where that is said.
async function device(browser, server) {
  return browser.newContext({ baseURL: server.url, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width: 360, height: 800 }, serviceWorkers: "allow" });
}
async function signIn(page, name, { shared = false } = {}) {
  await page.goto("/dang-nhap");
  await page.fill("[name=ten]", name);
  await page.fill("[name=mat_khau]", password);
  if (shared) await page.check("[name=may_chung]");
  await Promise.all([page.waitForURL(/hom-nay/), page.locator("main form button[type=submit]").first().click()]);
}

// What lies in the browser: copies by path, and how many forms wait, readable or not.
const kept = (page) => page.evaluate(async () => {
  const out = [];
  for (const name of await caches.keys()) if (name.startsWith("khue-of-")) for (const { url } of await (await caches.open(name)).keys()) out.push(url.slice(location.origin.length));
  return out.sort();
});
const laidIn = (page) => until("the pages of every day are kept", async () => {
  const all = await kept(page);
  return ["/hom-nay", "/lop-hoc", "/lich", "/lich/moi", "/thong-bao", "/loi-nhan", "/cho-gui"].every((p) => all.includes(p)) && all.some((p) => p.startsWith("/lich?tuan="));
});
const text = (page) => page.locator("body").innerText();
const says = (page, words) => until(`${page.url()} says "${words}"`, async () => (await text(page)).includes(words));

// Whatever must be so before anything is sent belongs in here: the browser sends by itself as soon as the server is back.
async function away(server, run) {
  await server.halt();
  try { await run(); } finally { await server.serve(true, server.port); }
}

const ready = async (browser, server, name) => {
  const context = await device(browser, server), page = await context.newPage();
  await signIn(page, name);
  await laidIn(page);
  return { context, page };
};

async function installable(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  const cdp = await context.newCDPSession(page), { errors, data, url } = await cdp.send("Page.getAppManifest");
  must(errors.length === 0 && new URL(url).pathname === "/manifest.webmanifest", `the manifest: ${JSON.stringify(errors)}`);
  const m = JSON.parse(data);
  must(m.lang === "vi" && m.name.startsWith("Khuê") && m.display === "standalone" && m.start_url === "/hom-nay", data);
  for (const icon of m.icons) {
    const answer = await context.request.get(icon.src);
    must(answer.status() === 200 && answer.headers()["content-type"].startsWith(icon.type), `${icon.src} is no ${icon.type}`);
  }
  must(m.icons.some((i) => i.sizes === "192x192") && m.icons.some((i) => i.sizes === "512x512") && m.icons.some((i) => i.purpose === "maskable"), "an icon is missing");
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  const real = installabilityErrors.filter((e) => !/in-incognito/.test(e.errorId));
  must(real.length === 0, JSON.stringify(real));
  must(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL.endsWith("/sw.js") && navigator.serviceWorker.ready.then((r) => r.active.state === "activated")), "no worker is active");
  await context.close();
}

// What the worker loads at its first start, compressed, fonts apart.
async function light(browser, server) {
  const worker = await (await fetch(`${server.url}/sw.js`)).text();
  const paths = new Set(["/sw.js", "/ngoai-tuyen?lang=vi", "/ngoai-tuyen?lang=en", ...[...worker.matchAll(/"(\/s\/[^"]+)"/g)].map((m) => m[1])]);
  let sum = 0;
  for (const path of paths) {
    const { request } = await import("node:http");
    sum += await new Promise((done, fail) => request(`${server.url}${path}`, { headers: { "accept-encoding": "gzip, br" } }, (a) => { let n = 0; a.on("data", (p) => { n += p.length; }); a.on("end", () => done(n)); }).on("error", fail).end());
  }
  if (process.env.TRACE) console.log(`the worker's first load is ${sum} bytes`);
  must(paths.size > 8 && sum <= 60 * 1024, `the worker's first load is ${sum} bytes`);
}

async function reads(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await page.goto("/lop-hoc");
  const of = await page.locator('main a[href*="/lop/"]').first().getAttribute("href");
  await until("the class is kept", async () => (await kept(page)).includes(of));
  await away(server, async () => {
    for (const [path, words] of [["/hom-nay", "Hôm nay"], [of, "Danh sách"], ["/lich", "Lịch"], [(await kept(page)).find((p) => p.startsWith("/lich?tuan=")), "Lịch"], ["/thong-bao", "Thông báo"]]) {
      await page.goto(path);
      await says(page, words);
      await page.waitForSelector("#ban-luu");
      must(/^Đang xem bản lưu lúc \d\d:\d\d (hôm nay|hôm qua)\./.test(await page.locator("#ban-luu").innerText()), `the sign says ${await page.locator("#ban-luu").innerText()}`);
      must(await page.evaluate(() => getComputedStyle(document.querySelector(".house")).display !== "inline" && document.styleSheets.length > 0), "the copy has no style sheet");
    }
    must(await page.evaluate(() => fetch("/s/app.00000000.css").then(async (r) => (await r.text()).includes("--paper"))), "a copy from before an update has no style sheet");
    await page.goto("/tai-khoan");
    await says(page, "Trang vừa mở cần mạng.");
    await page.locator('#trong-may a[href="/hom-nay"]').waitFor();        // the page that stands in lists what is here
  });
  await page.goto("/hom-nay");
  must(await page.locator("#ban-luu").count() === 0, "a fresh page says that it is old");
  await context.close();
}

// Only what the rows allow is kept, though more was opened.
async function allowed(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  for (const path of ["/tai-khoan", "/tai-khoan/buoc-hai", "/tim-kiem?q=an"]) await page.goto(path);
  await page.goto("/lop-hoc");
  await leads(page, () => page.locator('main a[href*="/lop/"]').first().click());
  await leads(page, () => page.locator('main th a[href*="/em/"]').first().click());
  must(/\/em\//.test(page.url()), `not the page of a child but ${page.url()}`);
  await pause(500);
  const wrong = (await kept(page)).filter((p) => /tai-khoan|tim-kiem|\/em\/|so-ghi|phieu/.test(p));
  must(wrong.length === 0, `kept: ${wrong}`);
  const body = await page.evaluate(async () => { let all = ""; for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) all += await (await (await caches.open(name)).match(r, { ignoreVary: true })).text(); return all; });
  must(!/href="tel:|\+84\d{9}|\b0\d{9}\b/.test(body), "a telephone number lies in the browser");
  await context.close();
}

async function signedOut(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await page.locator("details.menu summary").click();
  await leads(page, () => page.locator('form[action="/dang-xuat"] button').click());
  await until("the copies are gone", async () => (await kept(page)).length === 0);
  await away(server, async () => {
    await page.goto("/hom-nay").catch(() => {});
    must(!(await text(page)).includes("Nguyễn Thị Thu Hằng") && await page.locator("#ban-luu").count() === 0, "a page can be read after signing out");
  });
  await context.close();
}

// The server ended the session: the next contact wipes.
async function ended(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  server.sql("UPDATE session SET until = 1 WHERE person_id IN (SELECT person_id FROM account WHERE user_name = 'giao-vien')");
  await page.goto("/lich");
  must(/dang-nhap/.test(page.url()), `an ended session shows ${page.url()}`);
  await until("the copies are gone", async () => (await kept(page)).length === 0);
  await context.close();
}

// A week is the most that a copy lives, by whatever clock.
async function forgets(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  const age = (path, days) => page.evaluate(async ([p, d]) => {
    const name = (await caches.keys()).find((one) => one.startsWith("khue-of-")), cache = await caches.open(name), copy = await cache.match(p, { ignoreVary: true });
    const headers = new Headers(copy.headers);
    headers.set("Date", new Date(Date.now() - d * 86400000).toUTCString());
    await cache.put(p, new Response(await copy.text(), { headers }));
  }, [path, days]);
  await age("/thong-bao", 8);
  await age("/loi-nhan", -8);
  await age("/hom-nay", 1);
  await away(server, async () => {
    await page.goto("/hom-nay");
    must(/lúc \d\d:\d\d hôm qua\./.test(await page.locator("#ban-luu").innerText()), `a copy of yesterday says ${await page.locator("#ban-luu").innerText()}`);
    await page.goto("/thong-bao");
    await says(page, "Trang vừa mở cần mạng.");
    await until("what is too old is deleted", async () => !(await kept(page)).some((p) => p === "/thong-bao" || p === "/loi-nhan"));
  });
  await context.close();
}

// What the server does not show any more is no copy either; a proxy that stands before a broken server wipes nothing.
async function gone(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await write(page, "Sẽ bỏ đi");
  const id = await page.locator('main a[href^="/lich/0"]', { hasText: "Sẽ bỏ đi" }).first().getAttribute("href");
  await page.goto(id);
  await until("it is kept", async () => (await kept(page)).includes(id));
  await leads(page, () => page.locator(`form[action="${id}/bo"] button`).click());
  must((await page.goto(id)).status() === 404, "what was removed is still shown");
  await until("its copy is gone", async () => !(await kept(page)).includes(id));
  const proxy = createServer((_, answer) => { answer.writeHead(502, { "content-type": "text/html" }); answer.end("<h1>Bad Gateway</h1>"); });
  await away(server, async () => {
    await new Promise((done) => proxy.listen(server.port, "127.0.0.1", done));
    try {
      await page.goto("/lich");
      await page.waitForSelector("#ban-luu");
      must((await kept(page)).includes("/hom-nay"), "a proxy's error wiped the copies");
    } finally { proxy.closeAllConnections(); await new Promise((done) => proxy.close(done)); }
  });
  await context.close();
}

// A line on which nothing comes: the copy after a few seconds; a form after a quarter minute, and it is there once though the server had it.
async function stuck(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await page.goto("/lich/moi");
  await page.fill("[name=viec]", "Gửi trên đường hầm");
  await page.fill("[name=tu_ngay]", "15/12/2026");
  server.process.kill("SIGSTOP");
  try {
    const began = Date.now();
    await Promise.all([page.waitForURL(/cho-gui/), page.locator("main form button[type=submit]").first().click()]);
    must(Date.now() - began > 10000, "it did not wait for the server");
    await says(page, "Gửi trên đường hầm");
    await page.goto("/hom-nay");
    await page.waitForSelector("#ban-luu");
  } finally { server.process.kill("SIGCONT"); }
  await until("it has arrived", async () => events(server, "Gửi trên đường hầm") === 1);
  await page.goto("/hom-nay");
  await until("nothing waits", async () => await waiting(page) === 0);
  must(events(server, "Gửi trên đường hầm") === 1, `it is there ${events(server, "Gửi trên đường hầm")} times`);
  await context.close();
}

async function another(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  const old = (await page.evaluate(() => caches.keys())).find((name) => name.startsWith("khue-of-"));
  await context.clearCookies();
  const next = await context.newPage();
  await signIn(next, "phu-huynh");
  await until("the copies of the person before are gone", async () => !(await next.evaluate(() => caches.keys())).includes(old));
  await laidIn(next);
  await away(server, async () => {
    await next.goto("/hom-nay");
    await next.waitForSelector("#ban-luu");
    must(!(await text(next)).includes("Nguyễn Thị Thu Hằng"), "the page of the person before is shown");
  });
  await context.close();
}

async function shared(browser, server) {
  const context = await device(browser, server), page = await context.newPage();
  await signIn(page, "giao-vien", { shared: true });
  for (const path of ["/lop-hoc", "/lich", "/lich/moi"]) await page.goto(path);
  await pause(1500);
  must((await page.evaluate(() => caches.keys())).length === 0 && (await page.evaluate(() => navigator.serviceWorker.getRegistrations())).length === 0, "something is kept on a shared device");
  must(await page.locator("[name=_ai]").count() === 0, "a form would wait on a shared device");
  await page.goto("/cho-gui");
  await says(page, "máy dùng chung");
  await context.close();
  const own = await ready(browser, server, "giao-vien");             // a device that was one's own, and is shared from now on
  await own.context.clearCookies();
  await signIn(own.page, "giao-vien", { shared: true });
  await until("the copies are gone", async () => (await kept(own.page)).length === 0);
  await own.context.close();
}

// ---- forms

const events = (server, title) => Number(server.sql(`SELECT count(*) FROM calendar_own WHERE title = '${title}'`).trim().split("\n").pop());
const waiting = (page) => page.evaluate(() => khue.count(khue.me).then(({ n }) => n));

async function write(page, title, day_ = "12/12/2026") {
  await page.goto("/lich/moi");
  await page.fill("[name=viec]", title);
  await page.fill("[name=tu_ngay]", day_);
  await Promise.all([page.waitForURL(/cho-gui|lich\?/), page.locator("main form button[type=submit]").first().click()]);
}

async function waitsAndGoes(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await away(server, async () => {
    await write(page, "Viết một khi mất mạng");
    await write(page, "Viết hai khi mất mạng");
    await until("two wait", async () => await page.locator("#viec-cho > li").count() === 2);
    await says(page, "Viết một khi mất mạng");
    await says(page, "Thêm vào lịch riêng");
    await page.goto("/hom-nay");
    await page.waitForSelector("#cho-gui-bao");
    must((await page.locator("#cho-gui-bao").innerText()).includes("Đang chờ gửi: 2 việc"), "the page does not say what waits");
    must(!(await page.evaluate(async () => JSON.stringify(await khue.on("queue", "readonly", (s) => s.getAll())))).includes("Viết một"), "what waits lies open");
    must(events(server, "Viết một khi mất mạng") === 0, "it was there before it was sent");
  });
  await page.evaluate(() => khue.toWorker({ send: true }));            // this page stays, to hear of it whoever sends
  await until("all is sent", async () => await waiting(page) === 0);
  for (const title of ["Viết một khi mất mạng", "Viết hai khi mất mạng"]) must(events(server, title) === 1, `${title}: ${events(server, title)} times`);
  await says(page, "Đã gửi 2 việc đang chờ.");
  await context.close();
}

// The server took it and its answer was lost: sent again under its key, it is there once.
async function lostAnswer(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await page.goto("/lich/moi");
  const fields = await page.evaluate(() => {
    const form = [...document.forms].find((f) => f.getAttribute("action") === "/lich/moi");
    form.elements.viec.value = "Trả lời bị mất", form.elements.tu_ngay.value = "13/12/2026";
    return [...new FormData(form)];
  });
  const key = fields.find(([name]) => name === "_khoa")[1];
  await page.evaluate((all) => fetch("/lich/moi", { method: "POST", body: new URLSearchParams(all) }).then((r) => r.text()), fields);
  must(events(server, "Trả lời bị mất") === 1, "the first sending did not arrive");
  await page.evaluate(([all, k]) => khue.put({ tag: khue.me, key: k, at: Date.now(), state: "waits", what: { action: "/lich/moi", page: "/lich/moi", fields: all.filter(([name]) => !name.startsWith("_")) } }), [fields, key]);
  await page.evaluate(() => khue.toWorker({ send: true }));
  await until("it is sent again", async () => await waiting(page) === 0);
  must(events(server, "Trả lời bị mất") === 1, `it is there ${events(server, "Trả lời bị mất")} times`);
  await context.close();
}

// Two devices at once: the second finds that the place was changed, sees both, and decides; a clock an hour off changes nothing.
async function conflict(browser, server, choose) {
  const one = await ready(browser, server, "giao-vien"), two = await ready(browser, server, "giao-vien"), title = `Họp tổ ${choose}`;
  await write(one.page, title);
  const id = (await one.page.locator('main a[href^="/lich/0"]', { hasText: title }).first().getAttribute("href"));
  for (const { page } of [one, two]) { await page.goto(id); await until("the form is kept", async () => (await kept(page)).includes(id)); }
  await two.page.clock.install({ time: new Date(Date.now() - 3600000) });
  const change = async (page, to) => {
    await page.goto(id);
    await page.fill("[name=viec]", to);
    await Promise.all([page.waitForURL(/cho-gui/), page.locator('main form button[type=submit]').first().click()]);
  };
  await away(server, () => change(one.page, `${title}, máy một`));
  await one.page.goto("/hom-nay");
  await until("the first is sent", async () => await waiting(one.page) === 0);
  await away(server, () => change(two.page, `${title}, máy hai`));       // in the form as it was kept before the first was sent
  await two.page.goto("/cho-gui");
  const line = two.page.locator('#viec-cho > li[data-state="differs"]');
  await line.waitFor();
  const cells = await line.locator("tbody tr").first().locator("th, td").allInnerTexts();
  must(cells[0] === "Việc gì" && cells[1] === `${title}, máy hai` && cells[2] === `${title}, máy một`, `side by side: ${cells}`);
  must(events(server, `${title}, máy một`) === 1 && events(server, `${title}, máy hai`) === 0, "something was overwritten");
  if (choose === "mine") await line.locator("[data-do=mine]").click();
  else {
    await line.locator("[data-do=theirs]").click();
    must(await waiting(two.page) === 1, "it was dropped without a question");
    await two.page.locator("#hoi-bo button[value=bo]").click();
  }
  await until("it is decided", async () => await waiting(two.page) === 0);
  must(events(server, `${title}, máy hai`) === (choose === "mine" ? 1 : 0), `after "${choose}"`);
  await one.context.close();
  await two.context.close();
}

// A form that the server does not take comes back with what was typed and why.
async function mended(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await away(server, () => write(page, "Ngày sai", "31/02/2027"));
  await page.goto("/cho-gui");
  const line = page.locator('#viec-cho > li[data-state="wrong"]');
  await line.waitFor();
  must((await line.innerText()).includes("31/02"), `it does not say what is wrong: ${await line.innerText()}`);
  await line.locator("[data-slot=edit]").click();
  await page.waitForSelector("#sua-lai");
  must(await page.inputValue("[name=viec]") === "Ngày sai" && await page.inputValue("[name=tu_ngay]") === "31/02/2027", "what was typed is not in the form");
  await page.fill("[name=tu_ngay]", "28/02/2027");
  await Promise.all([page.waitForURL(/cho-gui/), page.locator("main form button[type=submit]").first().click()]);
  await until("it is sent", async () => await waiting(page) === 0);
  must(events(server, "Ngày sai") === 1, "it is not there");
  await context.close();
}

// What waited for a month is not sent by itself.
async function lastMonth(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await page.evaluate((at) => khue.put({ tag: khue.me, key: "0123456789abcdefghjkmnpqrs", at, state: "waits", what: { action: "/lich/moi", page: "/lich/moi", fields: [["viec", "Của tháng trước"], ["tu_ngay", "14/12/2026"], ["rev", "0"]] } }), Date.now() - 31 * day);
  await page.goto("/cho-gui");
  const line = page.locator('#viec-cho > li[data-state="old"]');
  await line.waitFor();
  await pause(1500);
  must(events(server, "Của tháng trước") === 0, "it was sent without a question");
  await line.locator("[data-do=send]").click();
  await until("it is sent", async () => await waiting(page) === 0);
  must(events(server, "Của tháng trước") === 1, "it is not there");
  await context.close();
}

// The device's clock decides nothing: the order is that of the counter, times are the server's.
async function clock(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  must(Math.abs(await page.evaluate(() => khue.get("skew"))) < 5000, "how far the clock is off was not learnt");
  const far = await page.evaluate(async () => {
    await khue.set("skew", 3600000);                               // this device is an hour behind
    const before = Date.now() + 3600000, said = await khue.now(), after = Date.now() + 3600000, item = (days) => ({ at: Date.now() + 3600000 - days * 86400000 });
    const judged = [khue.isOld(item(29.99), await khue.now()), khue.isOld(item(30.01), await khue.now()), khue.isOld(item(-31), await khue.now())];
    const put = (viec, key, at) => khue.put({ tag: khue.me, key, at, state: "waits", what: { action: "/lich/moi", page: "/lich/moi", fields: [["viec", viec], ["tu_ngay", "17/12/2026"], ["rev", "0"]] } });
    await put("Viết trước", "1123456789abcdefghjkmnpqrs", Date.now());
    await put("Viết sau", "2123456789abcdefghjkmnpqrs", Date.now() - 7200000);      // the clock was set back between the two
    await khue.toWorker({ send: true });
    return { knows: before <= said && said <= after, judged };
  });
  must(far.knows && far.judged.join() === "false,true,true", JSON.stringify(far));
  await until("both are sent", async () => await waiting(page) === 0);
  const order = server.sql("SELECT title FROM calendar_own WHERE title IN ('Viết trước', 'Viết sau') ORDER BY id").trim().split("\n").slice(-2);
  must(order.join() === "Viết trước,Viết sau", `sent in the order ${order}`);
  await context.close();
}

// What somebody wrote waits for that person: through a sign-out and another's sign-in it lies sealed.
async function forOneOnly(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien");
  await away(server, async () => {
    await write(page, "Chỉ của cô Hằng");
    server.sql("UPDATE session SET until = 1 WHERE person_id IN (SELECT person_id FROM account WHERE user_name = 'giao-vien')");
  });
  await page.goto("/hom-nay");
  await signIn(page, "phu-huynh");
  await laidIn(page);
  must(await waiting(page) === 0, "another's work is counted");
  await page.goto("/cho-gui");
  await says(page, "Không có việc nào chờ gửi.");
  must(events(server, "Chỉ của cô Hằng") === 0, "it was sent as somebody else");
  must(!(await page.evaluate(async () => JSON.stringify(await khue.on("queue", "readonly", (s) => s.getAll())))).includes("Hằng"), "it lies open");
  await context.clearCookies();
  await signIn(page, "giao-vien");
  await until("it is sent", async () => events(server, "Chỉ của cô Hằng") === 1 && await waiting(page) === 0);
  await context.close();
}

// Who signs out while something waits is told so first; it stays, and the key to it goes.
async function leaves(browser, server) {
  const { context, page } = await ready(browser, server, "giao-vien"), out = () => page.locator('form[action="/dang-xuat"] button');
  await page.evaluate(() => khue.put({ tag: khue.me, key: "0123456789abcdefghjkmnpqrt", at: Date.now() - 40 * 86400000, state: "waits", what: { action: "/lich/moi", page: "/lich/moi", fields: [["viec", "Để lại"], ["tu_ngay", "16/12/2026"], ["rev", "0"]] } }));
  await page.goto("/hom-nay");
  await page.waitForSelector("#cho-gui-bao");
  await page.locator("details.menu summary").click();
  await out().click();
  await says(page, "Còn 1 việc chưa gửi.");
  must(new URL(page.url()).pathname === "/hom-nay", "it went out without a word");
  if (!await out().isVisible()) await page.locator("details.menu summary").click();
  await leads(page, () => out().click());
  const left = await page.evaluate(() => new Promise((done) => {
    const asked = indexedDB.open("khue", 1);
    asked.onsuccess = () => {
      const tx = asked.result.transaction(["meta", "queue"]), me = tx.objectStore("meta").get("me"), all = tx.objectStore("queue").getAll();
      tx.oncomplete = () => { asked.result.close(); done({ me: me.result ?? null, n: all.result.length, open: JSON.stringify(all.result).includes("Để lại") }); };
    };
  }));
  must(left.me === null && left.n === 1 && !left.open, JSON.stringify(left));
  await context.close();
}

// A message is confirmed on the bus, and the same page with the same form again is another attempt.
async function confirms(browser, server) {
  const { context, page } = await ready(browser, server, "phu-huynh");
  await page.goto("/loi-nhan");
  must(await page.locator("form[action$='/da-doc']").count() > 0, "the demo has no message to confirm");
  const action = await page.locator("form[action$='/da-doc']").first().getAttribute("action");
  await away(server, async () => {
    await page.goto("/loi-nhan");
    const first = await page.locator("[name=_khoa]").first().inputValue();
    await page.reload();
    must(await page.locator("[name=_khoa]").first().inputValue() !== first, "a copy gives the same key twice");
    await Promise.all([page.waitForURL(/cho-gui/), page.locator(`form[action="${action}"] button`).click()]);
    await says(page, "Xác nhận đã đọc lời nhắn");
  });
  await page.goto("/loi-nhan");
  await until("it is sent", async () => await waiting(page) === 0);
  await page.reload();
  must(await page.locator(`form[action="${action}"]`).count() === 0, "the message still waits");
  await context.close();
}

export async function run(count, browser, server) {
  const all = { installable, light, reads, allowed, forgets, gone, stuck, signedOut, ended, another, shared, waitsAndGoes, lostAnswer,
    conflictMine: (b, s) => conflict(b, s, "mine"), conflictTheirs: (b, s) => conflict(b, s, "theirs"), mended, lastMonth, clock, forOneOnly, leaves, confirms };
  for (const [name, test] of Object.entries(all)) await count.test(`offline ${name}`, () => test(browser, server));
}
