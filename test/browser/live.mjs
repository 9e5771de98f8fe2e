// What changes while a page is open, and what goes by mail.
import { must, person, visit } from "./lib.mjs";

const password = "hoc-sang-tao-2026";               // of every account of the demo, before and after

const press = (page, button) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), button.click()]);
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
  await one.page.waitForTimeout(1500);
  must(streams === 1, `two tabs opened ${streams} streams`);
  const count = (page) => page.locator("#chuong .count").innerText({ timeout: 200 }).catch(() => "0");
  const before = Number(await count(one.page));
  const clerk = await visit(office, path);
  await clerk.page.fill("[name=phuong_cham]", `Học thật, lần ${Date.now()}`);
  await press(clerk.page, clerk.page.locator("button[name=viec][value=gui]"));
  for (const { page } of [one, two]) {                          // a tab in the background renews itself when it is seen
    await page.bringToFront();
    await page.waitForFunction((n) => Number(document.querySelector("#chuong .count")?.textContent ?? 0) > n, before, { timeout: 8000 });
  }
  await one.page.bringToFront();
  await one.page.goto("/thong-bao");
  await send(one.page, "/thong-bao/doc-het");
  await two.page.bringToFront();
  await two.page.waitForFunction(() => !document.querySelector("#chuong .count"), null, { timeout: 8000 });
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
    await where.locator("article").first().locator("a.btn").click();
    await where.waitForLoadState();
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

export async function run(count, browser, server, forget) {
  await count.test("live bell in all tabs over one stream", () => bell(browser, server));
  for (const js of [true, false])
    await count.test(`mail forgotten password ${js ? "with" : "without"} JavaScript`, () => forgotten(browser, server, js));
  forget();                                                      // their sessions ended
}
