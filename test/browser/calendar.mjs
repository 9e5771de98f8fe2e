// The calendar in a real browser: a month by mouse, by keyboard and without JavaScript, on a phone and on paper; a file brought in, again, and taken back.
import { leads, must, noSidewaysScroll, person, visit } from "./lib.mjs";

async function open(browser, server, role, path, options) {
  const context = await person(browser, server, role, options);
  const { page, complaints } = await visit(context, path);
  return { page, close: async () => { must(complaints.length === 0, complaints.join("\n")); await context.close(); } };
}

const days = (page) => page.locator(".month > li:visible").count();
const heading = (page) => page.locator(".page-head .lede, .page-head p").first().innerText();

async function has(page, text, wanted = true) {
  const all = await page.locator("main").innerText();
  must(all.includes(text) === wanted, `${page.url()} ${wanted ? "does not say" : "says"} "${text}":\n${all.slice(0, 1500)}`);
}

// "Tháng 11/2026" -> months since the year 0
const month = async (page) => { const [, m, y] = (await heading(page)).match(/(\d+)\/(\d{4})/); return Number(y) * 12 + Number(m); };

async function months(browser, server, js) {
  const { page, close } = await open(browser, server, "giao-vien", "/lich", { js });
  await leads(page, () => page.getByRole("link", { name: "Xem tháng" }).click());
  const now = await month(page), shown = await days(page);
  must([28, 35, 42].includes(shown), `a month of ${shown} days`);
  must(await page.locator(".month > .today").count() === 1, "today is not marked once");
  for (const [name, to] of [["Tháng sau", now + 1], ["Tháng sau", now + 2], ["Tháng trước", now + 1], ["Tháng này", now], ["Tháng trước", now - 1]]) {
    await leads(page, () => page.getByRole("link", { name }).click());
    must(await month(page) === to, `"${name}" leads to ${await heading(page)}`);
  }
  await leads(page, () => page.locator(".month > li:not(.beside) h2 a").first().click());
  must(await page.locator(".week > li").count() === 7, "a day of the month does not lead to its week");
  await close();
}

async function byKeyboard(browser, server) {
  const { page, close } = await open(browser, server, "giao-vien", "/lich/thang");
  const tabTo = async (name) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement.textContent.trim())) === name) return;
    }
    throw new Error(`Tab never comes to "${name}"`);
  };
  const now = await month(page);
  await tabTo("Tháng sau");
  must(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none"), "the focus cannot be seen");
  await leads(page, () => page.keyboard.press("Enter"));
  must(await month(page) === now + 1, "Enter on the next month leads elsewhere");
  const order = [];
  await tabTo("In");
  for (let i = 0; i < 8; i++) { await page.keyboard.press("Tab"); order.push(await page.evaluate(() => document.activeElement.querySelector("time")?.dateTime ?? "")); }
  const reached = order.filter(Boolean);
  must(reached.length > 0 && reached.join() === [...reached].sort().join(), `the days are reached in the order ${order}`);
  await close();
}

async function onAPhone(browser, server) {
  const { page, close } = await open(browser, server, "hoc-sinh", "/lich/thang", { width: 360 });
  await noSidewaysScroll(page, 360);
  const all = await page.locator(".month > li").count(), shown = await days(page);
  must(shown > 0 && shown < all, `of ${all} days ${shown} are shown on a phone`);
  must(await page.locator(".month > li:visible .event, .month > li:visible b, .month > .today").count() > 0, "the days that are shown hold nothing");
  await close();
}

const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;

async function onPaper(browser, server) {
  for (const [role, path] of [["giao-vien", "/lich"], ["giao-vien", "/lich/thang"], ["giao-vien", "/lich/thang?thang=2026-11-01"]]) {
    const { page, close } = await open(browser, server, role, path);
    must(await page.getByRole("button", { name: "In" }).isVisible(), "there is no button to print");
    const pdf = await page.pdf({ preferCSSPageSize: true });
    must(sheets(pdf) === 1, `${path} comes to ${sheets(pdf)} sheets`);
    must(/\/MediaBox \[0 0 84\d[.\d]* 59\d/.test(pdf.toString("latin1")), `${path} does not lie on A4`);
    await close();
  }
}

const file = (seq, day, more = "") => Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:hop@x${more}\r\nSEQUENCE:${seq}\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:${day}T140000\r\nDURATION:PT1H\r\nSUMMARY:Họp thử ${more || "chung"}\r\nEND:VEVENT\r\n` +
  "BEGIN:VEVENT\r\nUID:la\r\nDTSTART;TZID=Sao Hỏa:20261130T140000\r\nSUMMARY:Không rõ giờ\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

async function upload(page, buffer, name = "thu.ics") {
  await page.setInputFiles("[name=tep]", { name, mimeType: "text/calendar", buffer });
  await leads(page, () => page.getByRole("button", { name: "Tải lên và xem trước" }).click());
}

// One who may plan for the school brings a file, the same again, and takes it back; the words differ by with and without JavaScript, so that both find nothing of the other.
async function bring(browser, server, js) {
  const tag = js ? "co" : "khong", soon = new Date(Date.now() + 3 * 864e5).toISOString().slice(0, 10), day = soon.replaceAll("-", "");
  const { page, close } = await open(browser, server, "giao-vien", "/lich", { js });
  await leads(page, () => page.getByRole("link", { name: "Nhập tệp lịch" }).click());
  await upload(page, file(0, day, tag));
  await has(page, `Họp thử ${tag}`), await has(page, "thêm 1 việc"), await has(page, "Không rõ giờ"), await has(page, "múi giờ Sao Hỏa không rõ");
  const seen = page.url();
  await page.goto(new URL(`/lich?tuan=${soon}`, seen).href);
  await has(page, `Họp thử ${tag}`, false);
  await page.goto(seen);
  await leads(page, () => page.getByRole("button", { name: "Nhập vào lịch" }).click());
  await has(page, "Đã nhập: thêm 1 việc");
  await leads(page, () => page.getByRole("link", { name: "Nhập tệp khác" }).click());
  await upload(page, file(0, day, tag));
  await has(page, "không có gì để nhập");
  await page.goto(seen);
  await leads(page, () => page.getByRole("button", { name: "Hoàn tác" }).click());
  await page.goto(new URL(`/lich?tuan=${soon}`, seen).href);
  await has(page, `Họp thử ${tag}`, false);
  await close();
}

async function broken(browser, server, js) {
  const { page, close } = await open(browser, server, "hoc-sinh", "/lich/nhap", { js });
  await upload(page, file(0, "20261130").subarray(0, 120));
  await has(page, "không khép lại đúng chỗ");
  must(await page.locator("[aria-invalid=true]").count() === 1, "the field of the file is not marked");
  await close();
}

export async function run(count, browser, server) {
  for (const js of [true, false]) {
    const how = js ? "with" : "without";
    await count.test(`calendar months ${how} JavaScript`, () => months(browser, server, js));
    await count.test(`calendar bring a file ${how} JavaScript`, () => bring(browser, server, js));
    await count.test(`calendar a broken file ${how} JavaScript`, () => broken(browser, server, js));
  }
  await count.test("calendar a month by keyboard", () => byKeyboard(browser, server));
  await count.test("calendar a month on a phone", () => onAPhone(browser, server));
  await count.test("calendar week and month on one sheet", () => onPaper(browser, server));
}
