// What changes while a page is open, and what goes by mail.
import { leads, must, pause, person, until, visit } from "./lib.mjs";

const password = "hoc-sang-tao-2026";               // of every account of the demo, before and after

const press = (page, button) => leads(page, () => button.click());
const send = (page, action) => press(page, page.locator(`form[action="${action}"] button[type=submit]`).first());

// The clerk sends a draft; the principal's open tabs hear of it over one stream, without being touched.
async function bell(browser, server) {
  const path = server.pages.find((p) => p.role === "hieu-truong" && /\/gia-tri$/.test(p.path)).path;
  const office = await person(browser, server, "van-thu"), head = await person(browser, server, "hieu-truong");
  const old = await visit(head, "/thong-bao");                  // the same words are not said twice to who has not read them
  if (await old.page.locator('form[action="/thong-bao/doc-het"]').count()) await send(old.page, "/thong-bao/doc-het");
  await old.page.close();
  let streams = 0;
  head.on("request", (r) => { if (new URL(r.url()).pathname === "/su-kien") streams++; });
  const one = await visit(head, "/hom-nay"), two = await visit(head, "/lop-hoc");
  await until("one tab listens", () => streams > 0);
  await pause(1500);
  must(streams === 1, `two tabs opened ${streams} streams`);
  const count = (page) => page.evaluate(() => document.querySelector("#chuong .count")?.textContent ?? 0);
  const before = Number(await count(one.page));
  const clerk = await visit(office, path);
  await clerk.page.fill("[name=phuong_cham]", `Học thật, lần ${Date.now()}`);
  await press(clerk.page, clerk.page.locator("button[name=viec][value=gui]"));
  for (const { page } of [one, two]) {                          // a tab in the background renews itself when it is seen
    await page.bringToFront();
    await page.waitForFunction((n) => Number(document.querySelector("#chuong .count")?.textContent ?? 0) > n, before);
  }
  await one.page.bringToFront();
  await one.page.goto("/thong-bao");
  await send(one.page, "/thong-bao/doc-het");
  await two.page.bringToFront();
  await two.page.waitForFunction(() => !document.querySelector("#chuong .count"));
  must(!one.complaints.length && !two.complaints.length, [...one.complaints, ...two.complaints].join("\n"));
  await office.close();
  await head.close();
}

// An address is confirmed, the password forgotten and chosen anew, each by the link of a mail.
async function forgotten(browser, server, js) {
  const role = js ? "hieu-truong-mam-non" : "pho-hieu-truong", context = await person(browser, server, role, { js });
  const { page } = await visit(context, "/tai-khoan/thu");
  await page.fill("[name=thu]", `${role}@example.edu.vn`);
  await page.fill("[name=mat_khau]", password);
  await send(page, "/tai-khoan/thu");
  const mail = async (where) => {
    await where.goto("/thu-mau");
    await leads(where, () => where.locator("article").first().locator("a.btn").click());
  };
  await mail(page);
  await press(page, page.locator("main form button[type=submit]").first());
  await page.goto("/tai-khoan/thu");
  must((await page.locator("main").innerText()).includes(`${role}@example.edu.vn`), "the confirmed address is not shown");

  const stranger = await person(browser, server, "visitor", { js });
  const other = await visit(stranger, "/quen-mat-khau");
  await other.page.fill("[name=ten]", role);
  await send(other.page, "/quen-mat-khau");
  await mail(other.page);
  await other.page.fill("[name=mat_khau]", password);
  await other.page.fill("[name=nhac_lai]", password);
  await press(other.page, other.page.locator("main form button[type=submit]").first());
  must(new URL(other.page.url()).pathname === "/hom-nay", `the new password leads to ${other.page.url()}`);
  await page.goto("/hom-nay");
  must(new URL(page.url()).pathname === "/dang-nhap", "the former session still stands");
  await stranger.close();
  await context.close();
}

// ---- a long job: its page goes on in its place

const pageOf = (server, role, pattern) => server.pages.find((p) => p.role === role && pattern.test(p.path)).path;

// Lists that are taken in wait from now on.
const hold = (server) => server.sql(`CREATE TRIGGER hold AFTER INSERT ON job WHEN NEW.kind = 'roster.intake'
  BEGIN UPDATE job SET due_at = 9999999999999, made_at = made_at - 700000 WHERE id = NEW.id; END;`);
const release = (server) => server.sql("DROP TRIGGER hold; UPDATE job SET due_at = 1 WHERE state = 'waiting' AND kind = 'roster.intake';");

// The clerk sends a list in and stands on the page of its job, which is marked: a page that was loaded again has lost the mark.
async function listSent(browser, server, name) {
  const context = await person(browser, server, "van-thu");
  const { page, complaints } = await visit(context, pageOf(server, "van-thu", /\/nhap$/));
  await page.setInputFiles("[name=tep]", { name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(`STT,Họ và tên,Ngày sinh,Giới tính,Lớp\n1,Nguyễn Khánh ${name},05/09/2015,Nữ,6A1\n`) });
  await send(page, pageOf(server, "van-thu", /\/nhap$/));
  const listening = context.waitForEvent("response", { predicate: (r) => new URL(r.url()).pathname === "/su-kien" && r.frame().url().includes("/viec/") });
  await press(page, page.locator('button[formaction$="/nhap"]').first());
  await page.locator("#viec progress").waitFor();
  return { context, page, complaints, listening, path: new URL(page.url()).pathname };
}

async function markAll(page, every) {
  await page.evaluate((seconds) => {
    document.getElementById("viec").dataset.every = seconds;
    window.mark = document.querySelector("#viec [role=status]");
  }, every);
}
const marked = (page) => page.evaluate(() => window.mark !== undefined && window.mark === document.querySelector("#viec [role=status]"));
const taken = (page) => page.locator("#viec").getByText(/^Đã nhập 1 dòng/).waitFor();

// The asker by live events; the principal, who did not ask, because the page asks by itself.
async function goesOn(browser, server) {
  hold(server);
  const clerk = await listSent(browser, server, "An");
  const head = await person(browser, server, "hieu-truong"), other = await visit(head, clerk.path);
  await clerk.listening;
  await markAll(clerk.page, 1e6);                        // asked for so seldom that only a live event can renew it
  await markAll(other.page, 1);
  await clerk.page.locator("#viec form button").focus();
  release(server);
  for (const page of [clerk.page, other.page]) {
    await page.bringToFront();
    await taken(page);
    must(await marked(page), "the page was loaded anew, or its status line was made anew");
    must(await page.locator("#viec a.btn.do").isVisible(), "the link to the result did not appear");
    must(await page.locator("#viec progress, #viec form, #viec[data-live]").count() === 0, "the page still waits");
  }
  must(await clerk.page.evaluate(() => document.activeElement.id) === "viec", "the focus fell off the page with the button");
  must(!clerk.complaints.length && !other.complaints.length, [...clerk.complaints, ...other.complaints].join("\n"));
  await head.close();
  await clerk.context.close();
}

// A server that died under a job takes it up again when it starts, and the page that was open goes on.
async function afterCrash(browser, server) {
  hold(server);
  const { page, context } = await listSent(browser, server, "Bình");
  await markAll(page, 1);
  server.sql(`UPDATE job SET state = 'running', attempt = 1, runner = 5, lease_until = ${Date.now() + 3600000}, done_n = 1, of_n = 3, due_at = 1 WHERE state = 'waiting' AND kind = 'roster.intake'; DROP TRIGGER hold;`);
  await page.waitForFunction(() => document.querySelector("#viec progress")?.value === 1);
  await server.crash();
  await taken(page);
  must(await marked(page), "the page was loaded anew");
  await context.close();
}

// One press prints the slips of all classes, each on paper of its own; one class can be opened again.
async function slips(browser, server) {
  const context = await person(browser, server, "van-thu"), path = pageOf(server, "van-thu", /^\/t\/[^/]+\/phieu$/);
  const { page, complaints } = await visit(context, path);
  await send(page, path);
  await page.locator("#viec").getByText(/^Đã làm [\d.]+ phiếu của \d+ lớp/).waitFor();
  await press(page, page.locator("#viec a.btn.do"));
  const classes = await page.locator(`form[action^="${path}/0"]`).count();
  must(classes > 1, `${classes} classes wait to be printed`);
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await send(page, `${path}/tat-ca`);
  must(await page.locator(".slips-of").count() === classes, "not every class is in the document");
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.locator("[data-print]").click();
  must(await page.evaluate(() => window.printed), "the button does not print");
  await page.emulateMedia({ media: "print" });
  const breaks = await page.locator(".slips-of + .slips-of").evaluateAll((all) => all.every((one) => getComputedStyle(one).breakBefore === "page"));
  must(breaks, "a class begins in the middle of a page");
  await page.emulateMedia({ media: "screen" });
  await page.goto(path);
  await send(page, `${path}/xong`);
  must(await page.locator(`form[action^="${path}/0"]`).count() === 0, "codes are left after printing");
  must(!complaints.length, complaints.join("\n"));
  await context.close();
}

export async function run(count, browser, server, forget) {
  await count.test("live bell in all tabs over one stream", () => bell(browser, server));
  for (const js of [true, false])
    await count.test(`mail forgotten password ${js ? "with" : "without"} JavaScript`, () => forgotten(browser, server, js));
  await count.test("live page of a job goes on in its place", () => goesOn(browser, server));
  await count.test("live page of a job goes on after kill -9", () => afterCrash(browser, server));
  await count.test("live slips of a whole school in one document", () => slips(browser, server));
  forget();                                                      // their sessions ended
}
