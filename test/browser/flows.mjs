// What people do, from the first page to the last, in a real browser, with JavaScript and without.
import { createHmac } from "node:crypto";
import { looksRight } from "./axe.mjs";
import { Walker, forget, isFile, leads, must, person, until, visit } from "./lib.mjs";

const password = "hoc-sang-tao-2026";               // of every account of the demo

const pageOf = (server, role, pattern) => {
  const found = server.pages.find((p) => p.role === role && pattern.test(p.path));
  must(found, `${role} has no page like ${pattern}`);
  return found.path;
};

// Presses a button and waits for the page that answers.
const press = (page, button) => leads(page, () => button.click());

const send = (page, action) => press(page, page.locator(`form[action$="${action}"] button[type=submit]`).first());

async function has(page, text) {
  const all = await page.locator("body").innerText();
  must(all.includes(text), `${page.url()} does not say "${text}" but\n${all.slice(0, 1200)}`);
}

const pathname = (page) => new URL(page.url()).pathname;

async function open(browser, server, role, path, options) {
  const context = await person(browser, server, role, options);
  const { page, complaints } = await visit(context, path);
  return { page, complaints, close: async () => { must(complaints.length === 0, complaints.join("\n")); await context.close(); } };
}

// ---- coming in

async function slip(browser, server, js) {
  const teacher = await open(browser, server, "giao-vien", pageOf(server, "giao-vien", /\/lop\/[^/]+\/phieu$/), { js });
  await send(teacher.page, "/phieu");
  const card = teacher.page.locator(".slip").nth(js ? 0 : 1);
  const code = await card.locator(".code").innerText();
  const userName = (await card.locator("dd").nth(1).innerText()).trim();
  await teacher.close();

  const { page, close } = await open(browser, server, "visitor", "/ma", { js });
  await page.fill("[name=ma]", code.toLowerCase());
  await send(page, "/ma");
  must(pathname(page) === "/mat-khau", `the code leads to ${pathname(page)}`);
  await page.fill("[name=mat_khau]", "mot cau de nho 2026");
  await page.fill("[name=nhac_lai]", "mot cau de nho 2027");
  await send(page, "/mat-khau");
  must(await page.locator("[aria-invalid=true]").count() > 0, "two different passwords are not marked");
  await page.fill("[name=mat_khau]", "mot cau de nho 2026");
  await page.fill("[name=nhac_lai]", "mot cau de nho 2026");
  await send(page, "/mat-khau");
  await page.goto("/hom-nay");
  await signOut(page);
  await page.goto("/ma");
  await page.fill("[name=ma]", code);
  await send(page, "/ma");
  must(pathname(page) === "/ma", "a used code works again");
  await signInByPassword(page, userName, "mot cau de nho 2026");
  await close();
}

async function signOut(page) {
  await page.locator('form[action="/dang-xuat"]').first().evaluate((form) => form.submit());
  await page.waitForURL((url) => !url.pathname.startsWith("/hom-nay"));
  await page.goto("/hom-nay");
  must(pathname(page) === "/dang-nhap", `signed out, /hom-nay is still ${pathname(page)}`);
}

async function signInByPassword(page, userName, secret) {
  await page.goto("/dang-nhap");
  await page.fill("[name=ten]", userName);
  await page.fill("[name=mat_khau]", secret);
  await send(page, "/dang-nhap");
  must(pathname(page) === "/hom-nay" || pathname(page) === "/", `signing in leads to ${page.url()}`);
}

async function wrongPassword(browser, server, js) {
  const { page, close } = await open(browser, server, "visitor", "/dang-nhap", { js });
  await page.fill("[name=ten]", "van-thu");
  await page.fill("[name=mat_khau]", "khong phai mat khau");
  await send(page, "/dang-nhap");
  must(await page.inputValue("[name=ten]") === "van-thu", "the user name that was typed is gone");
  must(await page.inputValue("[name=mat_khau]") === "", "the password stands on the page");
  await close();
}

// What an authenticator app shows (RFC 6238), `ahead` half minutes from now; the key as the page writes it.
function appCode(key, ahead) {
  const bits = [...key.replace(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const step = Buffer.alloc(8), bytes = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead));
  const mac = createHmac("sha1", bytes).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}

// A second step is set up, asked for on another device, ended there, and taken off again.
async function secondStep(browser, server, js) {
  const own = await open(browser, server, "giao-vien", "/tai-khoan", { js });
  const userName = (await own.page.locator("dl.facts dd").nth(1).innerText()).trim();
  await press(own.page, own.page.locator('main a[href="/tai-khoan/buoc-hai"]'));
  await own.page.fill("[name=mat_khau]", password);
  await send(own.page, "/buoc-hai");
  const square = await own.page.locator("figure.qr svg").boundingBox();
  must(square?.width > 150 && square.width === square.height, `the picture of the key is ${square?.width} wide`);
  const key = await own.page.locator(".spell").innerText();
  await own.page.fill("[name=ma]", appCode(key, 0));
  await send(own.page, "/xac-nhan");
  must(await own.page.locator(".spell").count() === 10, "there are not ten recovery codes");
  const other = await open(browser, server, "visitor", "/dang-nhap?tiep=/tai-khoan/lich-su", { js });
  await other.page.fill("[name=ten]", userName);
  await other.page.fill("[name=mat_khau]", password);
  await send(other.page, "/dang-nhap");
  must(pathname(other.page) === "/dang-nhap/buoc-hai", `after the password comes ${other.page.url()}`);
  if (js) await looksRight(other.page, "/dang-nhap/buoc-hai");
  await other.page.fill("[name=ma]", appCode(key, 1));
  await send(other.page, "/buoc-hai");
  must(pathname(other.page) === "/tai-khoan/lich-su", `the code leads to ${other.page.url()}`);
  await has(other.page, "Đã vào");
  await own.page.goto("/tai-khoan");
  await press(own.page, own.page.locator('form[action^="/tai-khoan/noi/"] button').first());
  await other.page.goto("/tai-khoan");
  must(pathname(other.page) === "/dang-nhap", "the device that was ended is still signed in");
  await other.close();
  await own.page.goto("/tai-khoan/buoc-hai");
  await own.page.fill("[name=mat_khau_bo]", password);
  await send(own.page, "/bo");
  await has(own.page, "Đã bỏ bước thứ hai.");
  await own.close();
  forget();                                               // the others of this person were ended with it
}

async function afterExpiry(browser, server, js) {
  const { page, close } = await open(browser, server, "van-thu", pageOf(server, "van-thu", /\/gia-tri$/), { js });
  const words = `Học thật ${js ? "mỗi ngày" : "từng ngày"}`;
  await page.fill("[name=phuong_cham]", words);
  server.sql("UPDATE session SET until = 1;");   // every session is over
  forget();
  await press(page, page.locator("button[name=viec][value=luu]"));
  must(pathname(page) === "/dang-nhap", `without a session the form leads to ${page.url()}`);
  await page.fill("[name=ten]", "van-thu");
  await page.fill("[name=mat_khau]", password);
  await send(page, "/dang-nhap");
  if (pathname(page) === "/gui-lai") await press(page, page.locator("main button[type=submit]").first());
  await page.goto(pageOf(server, "van-thu", /\/gia-tri$/));
  must((await page.inputValue("[name=phuong_cham]")).replaceAll("\r", "") === words, "what was typed before the session ended is lost");
  await close();
}

// ---- the office

async function importList(browser, server, js) {
  const { page, close } = await open(browser, server, "van-thu", pageOf(server, "van-thu", /\/nhap$/), { js });
  const name = js ? "Thử" : "Nghiệm";
  await page.setInputFiles("[name=tep]", { name: "lop-6A1.csv", mimeType: "text/csv", buffer: Buffer.from(
    "STT,Họ và tên,Ngày sinh,Giới tính,Lớp,Họ tên mẹ,SĐT mẹ\n" +
    `1,Nguyễn Khánh ${name},05/09/2015,Nữ,6A1,Nguyễn Thị Mẫu,0961234567\n` +
    `2,Trần Gia ${name},31/02/2015,Nam,6A1,Trần Thị Mẫu,0961234568\n`) });
  await send(page, "/nhap");
  must(/\/nhap\/[0-9a-z]{13}$/.test(pathname(page)), `the upload leads to ${page.url()}`);
  must(await page.locator("table.edit tbody tr").count() >= 1, "the impossible day is not among the lines to mend");
  const row = page.locator("table.edit tbody tr").filter({ hasText: "31/02/2015" });
  await row.locator("input[type=text]").fill("28/02/2015");
  await press(page, page.locator('form[action$="/sua"] button[type=submit]').first());
  const take = page.locator('button[formaction$="/nhap"]').first();
  must((await take.innerText()).includes("2"), `not both lines are ready: ${await take.innerText()}`);
  await press(page, take);
  must(/\/viec\/[0-9a-z]{13}$/.test(pathname(page)), `taking in leads to ${page.url()}`);
  await page.getByText(/^Đã nhập \d+ dòng/).waitFor();               // the page comes anew by itself
  await press(page, page.getByRole("link", { name: "Mở danh sách" }));
  const list = pathname(page);
  await page.goto(await page.locator('a[href*="/hoan-tac/"]').first().getAttribute("href"));
  await page.fill("[name=li_do]", "nhập thử");
  await press(page, page.locator("main .btn.danger"));
  await page.goto(list);
  await has(page, "Đã hoàn tác");
  await press(page, page.locator('button[form="bo"]'));
  await close();
}

async function values(browser, server, js) {
  const path = pageOf(server, "hieu-truong", /\/gia-tri$/), words = `Tự học suốt đời ${js ? "một" : "hai"}`;
  const clerk = await open(browser, server, "van-thu", path, { js });
  await clerk.page.fill("[name=phuong_cham]", words);
  await press(clerk.page, clerk.page.locator("button[name=viec][value=gui]"));
  await clerk.close();
  const before = await open(browser, server, "visitor", path.replace(/\/gia-tri$/, ""), { js });
  must(!(await before.page.locator("body").innerText()).includes(words), "a draft is public before it is approved");
  await before.close();
  const principal = await open(browser, server, "hieu-truong", path, { js });
  await press(principal.page, principal.page.locator("button[name=quyet][value=duyet]"));
  await principal.close();
  const after = await open(browser, server, "visitor", path.replace(/\/gia-tri$/, ""), { js });
  await has(after.page, words);
  await after.close();
}

// ---- families

async function ledger(browser, server, js) {
  const child = pageOf(server, "hoc-sinh", /^\/ho-so\/[^/]+$/).split("/")[2];
  const school = pageOf(server, "giao-vien", /^\/t\/[^/]+$/);
  const teacher = await open(browser, server, "giao-vien", `${school}/em/${child}`, { js });
  const name = (await teacher.page.locator("h1").innerText()).trim();
  await teacher.close();
  const pupil = await open(browser, server, "hoc-sinh", `/ho-so/${child}/so-ghi`, { js });
  await has(pupil.page, "Lê Thu Hằng");
  must(name.length > 3, "the pupil's page has no name");
  await pupil.close();
}

// ---- who may not

async function foreign(browser, server, js) {
  const path = pageOf(server, "giao-vien", /^\/t\/[^/]+\/lop\/[^/]+$/);
  for (const role of ["giao-vien-tieu-hoc", "hieu-truong-mam-non"]) {
    const context = await person(browser, server, role, { js });
    await visit(context, path, { status: 404 });
    await context.close();
  }
  const { page, close } = await open(browser, server, "visitor", path, { js });
  must(pathname(page) === "/dang-nhap", `nobody's visit to a class leads to ${page.url()}`);
  await page.fill("[name=ten]", "giao-vien");
  await page.fill("[name=mat_khau]", password);
  await send(page, "/dang-nhap");
  must(pathname(page) === path, `after signing in the class is not there but ${page.url()}`);
  await close();
}

// ---- messages

// A teacher writes to the class and sends it; a guardian on a telephone finds it first on the home and confirms with one press; the teacher sees who has not,
// ticks a slip that came back signed, prints the others.
async function messages(browser, server, js) {
  const title = `Mang áo mưa ${js ? "sáng" : "chiều"} mai`, list = pageOf(server, "giao-vien", /\/lop\/[^/]+\/loi-nhan$/);
  const teacher = await open(browser, server, "giao-vien", list, { js });
  await press(teacher.page, teacher.page.locator(`main a[href="${list}/moi"]`));
  await teacher.page.fill("[name=noi_dung]", "Trời mưa cả ngày.");
  await send(teacher.page, "/moi");
  must(await teacher.page.inputValue("[name=noi_dung]") === "Trời mưa cả ngày.", "what was typed is gone");
  await teacher.page.fill("[name=tieu_de]", title);
  await send(teacher.page, "/moi");
  await has(teacher.page, "Bản nháp");
  await send(teacher.page, "/gui");
  const told = new URL(teacher.page.url()).pathname;

  const guardian = await open(browser, server, "phu-huynh", "/hom-nay", { js, width: 360 });
  const first = guardian.page.locator("#viec").locator("xpath=ancestor::section").locator("a.btn").first();
  must(await first.getAttribute("href") === "/loi-nhan", "messages that wait do not stand first");
  await until("the message reaches the guardian", async () => {       // by the job that tells
    await guardian.page.goto("/loi-nhan");
    return (await guardian.page.locator("main").innerText()).includes(title);
  });
  const wide = await guardian.page.evaluate(() => document.documentElement.scrollWidth);
  must(wide <= 360, `the page of messages is ${wide} wide on a telephone`);
  await press(guardian.page, guardian.page.locator("article", { hasText: title }).locator("button[type=submit]"));
  await has(guardian.page, "Đã xác nhận. Nhà trường thấy bạn đã đọc.");
  must(await guardian.page.locator("article", { hasText: title }).count() === 0, "a message that was confirmed still waits");
  await guardian.close();

  await teacher.page.goto(told);
  await has(teacher.page, "trong 39 gia đình đã xác nhận");
  await has(teacher.page, "Đã xác nhận: 1 gia đình");
  await teacher.page.locator("input[name^='em-']").first().check();
  await send(teacher.page, "/giay");
  await has(teacher.page, "Đã xác nhận: 2 gia đình");
  await press(teacher.page, teacher.page.locator(`main a[href="${told}/phieu"]`));
  await press(teacher.page, teacher.page.locator(`main a[href="${told}/phieu?ai=chua"]`));
  must(await teacher.page.locator(".slips .slip").count() === 37, `${await teacher.page.locator(".slips .slip").count()} slips for 37 families`);
  await teacher.page.goto(told);
  await send(teacher.page, "/nhac");
  await has(teacher.page, "Hôm nay đã nhắc.");
  await teacher.close();
}

// A teacher puts a half-written message away, finds it by the home and finishes it; gives it a time by the keyboard alone, changes the time, calls it off, and sends it.
async function later(browser, server, js) {
  const title = `Mang giày thể thao ${js ? "sáng" : "chiều"} mai`, list = pageOf(server, "giao-vien", /\/lop\/[^/]+\/loi-nhan$/);
  const { page, close } = await open(browser, server, "giao-vien", `${list}/moi`, { js, width: 360 });
  await page.fill("[name=tieu_de]", title);
  await press(page, page.locator("button[name=cat]"));
  await has(page, "Đã cất vào thư nháp");
  await page.goto("/hom-nay");
  await has(page, "Thư nháp");
  await press(page, page.locator("a[href='/thu-nhap']").first());
  await press(page, page.locator("main a", { hasText: title }));
  await has(page, "Còn thiếu tiêu đề, nội dung hoặc người nhận.");
  await press(page, page.locator("main a.btn.do"));
  await page.fill("[name=noi_dung]", "Tiết thể dục ở sân trường.");
  await send(page, "/sua");
  await page.locator("form[action$='/gui'] button[type=submit]").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("select[name=ngay]").waitFor({ state: "visible" });
  const days = await page.locator("select[name=ngay] option").allInnerTexts();
  must(days.length === 62 && days.slice(1).every((d) => /[Tt]hứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ [Nn]hật/.test(d)), `days without a weekday: ${days.slice(0, 4).join("; ")}`);
  await page.selectOption("[name=ngay]", { index: 4 });
  await page.selectOption("[name=gio]", "17:30");
  await page.locator("[name=gio]").focus();
  await page.keyboard.press("Tab");
  await leads(page, () => page.keyboard.press("Enter"));
  await has(page, "Gửi lúc 17:30");
  const told = pathname(page);
  await page.goto(list);
  await has(page, "Chờ gửi");
  await press(page, page.locator("section", { hasText: "Chờ gửi" }).locator("a", { hasText: title }));
  await page.locator("summary", { hasText: "Đổi giờ gửi" }).click();
  await page.selectOption("[name=gio]", "06:45");
  await send(page, "/hen");
  await has(page, "Gửi lúc 06:45");
  await send(page, "/thoi-hen");
  await has(page, "Bản nháp");
  must(pathname(page) === told, `after calling it off the page is ${page.url()}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  must(wide <= 360, `the page of a draft is ${wide} wide on a telephone`);
  await send(page, "/gui");
  await has(page, "Thu hồi");
  await close();
}

// ---- everybody

async function preferences(browser, server, js) {
  const { page, close } = await open(browser, server, "visitor", "/", { js });
  await press(page, page.locator("button[name=lang][value=en]").first());
  must(await page.getAttribute("html", "lang") === "en", "English was chosen and is not shown");
  await press(page, page.locator("button[name=theme][value=dark]").first());
  must(await page.getAttribute("html", "data-theme") === "dark", "dark was chosen and is not shown");
  await page.goto("/dang-nhap");
  must(await page.getAttribute("html", "lang") === "en" && await page.getAttribute("html", "data-theme") === "dark", "language and theme are forgotten");
  await close();
}

// The keyboard reaches the main part by the skip link, and every stop of the tab key can be seen.
async function keyboard(walker, path) {
  await walker.go(path);
  const { page, complaints } = walker;
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  must(first?.startsWith("#"), `the first stop of Tab is ${first}, not the skip link`);
  await page.keyboard.press("Enter");
  await page.evaluate(() => {
    window.stops = [];
    document.addEventListener("focusin", ({ target }) => {
      const box = target.getBoundingClientRect(), style = getComputedStyle(target);
      const seen = box.width > 0 && box.height > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none");
      window.stops.push(seen ? "" : target.outerHTML.slice(0, 120));
    });
  });
  for (let i = 0; i < 15; i++) await page.keyboard.press("Tab");
  const stops = await page.evaluate(() => window.stops);
  must(stops.length > 1, `${path} has ${stops.length} stops of Tab behind the skip link`);
  const unseen = stops.findIndex(Boolean);
  must(unseen < 0, `stop ${unseen + 1} of Tab cannot be seen on ${path}: ${stops[unseen]}`);
  must(complaints.length === 0, complaints.join("\n"));
}

const flows = { slip, wrongPassword, secondStep, afterExpiry, importList, values, ledger, foreign, messages, later, preferences };

export async function run(count, browser, server) {
  for (const [name, flow] of Object.entries(flows))
    for (const js of [true, false])
      await count.test(`flow ${name} ${js ? "with" : "without"} JavaScript`, () => flow(browser, server, js));
  const kindOf = ({ path }) => path.replace(/[0-9a-z]{13}/g, ":id").replace(/^\/t\/[^/]+/, "/t/:truong");
  const first = new Map(server.pages.filter((p) => !isFile(p.path)).map((p) => [kindOf(p), p]));                                    // each kind of page once
  for (const role of new Set([...first.values()].map((p) => p.role))) {
    const named = [...first.values()].filter((p) => p.role === role).map(({ path }) => ({ path, name: `flow keyboard ${role} ${path}` })).filter(({ name }) => count.wants(name));
    if (named.length === 0) continue;
    const walker = await Walker.start(browser, server, role);
    for (const { path, name } of named) await count.test(name, () => keyboard(walker, path));
    await walker.close();
  }
}
