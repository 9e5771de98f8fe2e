// The record store as its people use it: a head makes a key, a program tells of a pupil with it, the pupil and the guardian read that in the journey, the heads
// see what the key did, find the statement, count, keep the way of counting, and end the key. And what is told of an account that nobody knows: a head says whose it
// is, the journey has what it learned, and has it no more when that is taken back. With JavaScript and without.
import { leads, must, person, until, visit } from "./lib.mjs";

const school = "/t/thcs-mau-0417", verbs = "http://adlnet.gov/expapi/verbs/";

const press = (page, button) => leads(page, () => button.click());
const send = (page, action) => press(page, page.locator(`form[action$="${action}"] button[type=submit]`).first());

async function has(page, text) {
  const all = await page.locator("body").innerText();
  must(all.includes(text), `${page.url()} does not say "${text}" but\n${all.slice(0, 1600)}`);
}
async function lacks(page, text) {
  must(!(await page.locator("main").innerText()).includes(text), `${page.url()} says "${text}"`);
}

async function open(browser, server, role, path, js) {
  const context = await person(browser, server, role, { js });
  const { page, complaints } = await visit(context, path);
  return { page, close: async () => { must(complaints.length === 0, complaints.join("\n")); await context.close(); } };
}

// What a program sends. { status, words }
async function tell(server, key, secret, statement) {
  const answer = await fetch(`${server.url}/xapi/statements`, { method: "POST", body: JSON.stringify(statement), headers: {
    "Content-Type": "application/json", "X-Experience-API-Version": "2.0.0", Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}` } });
  return { status: answer.status, words: await answer.text() };
}

// The number and the name of the child of a guardian, from the address of its journey.
async function childOf(browser, server, js) {
  const { page, close } = await open(browser, server, "phu-huynh", "/hanh-trinh", js);
  const name = (await page.locator("h1").innerText()).replace(/^Hành trình của /, "");
  const id = (await page.locator('main a[href^="/ho-so/"]').first().getAttribute("href")).match(/[0-9a-z]{13}/)?.[0];
  await close();
  return { id, name };
}

// A key that may write, made on the page of keys: { address, key, secret }.
async function makeKey(page, named) {
  await page.fill("[name=ten]", named);
  await page.check("[name=quyen-write]");
  await send(page, "/khoa-he-thong");
  await has(page, "Chép ngay: bí mật chỉ hiện lần này.");
  const [address, key, secret] = (await page.locator(`section[aria-label="Khóa vừa tạo"] dd`).allInnerTexts()).map((s) => s.trim());
  return { address, key, secret };
}

async function endKey(page, named) {
  await page.goto(`${school}/khoa-he-thong`);
  const row = page.locator(`main li:has(b:text-is("${named}"))`);
  await row.locator("details").last().evaluate((d) => { d.open = true; });
  await press(page, row.locator('form[action$="/thoi"] button'));
  await has(page, "Đã thu hồi");
}

async function store(browser, server, js) {
  const named = `Kho bài giảng ${js ? "có" : "không"} kịch bản`, lesson = `Đo góc bằng thước ${js ? "1" : "2"}`;
  const child = await childOf(browser, server, js);
  must(child.id, "the journey of a child leads to no number");

  const head = await open(browser, server, "hieu-truong", `${school}/khoa-he-thong`, js), { page } = head;
  const { address, key, secret } = await makeKey(page, named), homePage = new URL(address).origin;

  const statement = { actor: { account: { homePage, name: child.id } }, verb: { id: `${verbs}completed` },
    object: { id: `https://kho.example/bai/do-goc-${js}`, definition: { type: "http://adlnet.gov/expapi/activities/lesson", name: { vi: lesson } } }, result: { score: { raw: 9, max: 10 } },
    context: { extensions: { [`${homePage}/xapi/mo-rong/mon-hoc`]: "Hình học" }, contextActivities: { other: [{ id: "https://kho.example/nang-luc/do",
      definition: { type: "http://adlnet.gov/expapi/activities/objective", name: { vi: "Đo và ước lượng" } } }] } } };
  const told = await tell(server, key, secret, statement);
  must(told.status === 200, `the statement was answered ${told.status} ${told.words}`);
  const refused = await tell(server, key, secret, { ...statement, verb: { id: "khong phai dia chi" } });
  must(refused.status === 400, `a verb that is no IRI was answered ${refused.status}`);

  {
    const family = await open(browser, server, "phu-huynh", "/hanh-trinh", js);
    await has(family.page, lesson);
    await has(family.page, "9/10 điểm");
    await has(family.page, named);
    await family.page.goto("/hanh-trinh?loai=told_lesson");
    await has(family.page, lesson);
    await family.page.goto("/hanh-trinh?loai=told_game");
    await lacks(family.page, lesson);
    for (const [filter, value] of [["mon", "Hình học"], ["nl", "Đo và ước lượng"]]) {
      await family.page.goto("/hanh-trinh");
      await family.page.locator(`details:has([name=${filter}])`).evaluate((d) => { d.open = true; });
      await family.page.selectOption(`select[name=${filter}]`, value);
      await press(family.page, family.page.locator('form[method=get][action^="/hanh-trinh"] button[type=submit]'));
      await has(family.page, lesson);
      await lacks(family.page, "đã bắt đầu dùng");
    }
    await family.page.goto("/hanh-trinh");
    await press(family.page, family.page.locator(`li:has-text("${lesson}") a:has-text("Chưa đúng?")`).first());
    const about = await family.page.locator("main").evaluate((main) => main.innerText + [...main.querySelectorAll("textarea, input")].map((e) => e.value).join(" "));
    must(about.includes(lesson), "the request does not know which line it is about");
    await family.close();
  }

  await page.goto(`${school}/kho-phat-bieu`);
  await has(page, named);
  await has(page, "POST /xapi/statements");
  await has(page, "phải là một IRI có lược đồ");                       // why, in words
  await press(page, page.locator("nav.tabs a", { hasText: "Phát biểu" }));
  await page.locator("details:has([name=nguoi])").evaluate((d) => { d.open = true; });
  await page.fill("[name=hoat_dong]", statement.object.id);
  await press(page, page.locator('form[action$="/tim"] button[type=submit]').last());
  await press(page, page.locator(`main a:has-text("${lesson}")`).first());
  await has(page, '"raw": 9');
  await has(page, child.name);

  await page.goto(`${school}/kho-phat-bieu/so-lieu`);
  await page.selectOption("[name=nhom]", "hoat_dong");
  await page.selectOption('select[name="khoa"]', key);
  await press(page, page.locator('form[method=get][action$="/so-lieu"] button[type=submit]'));
  must((await page.locator(`tr:has(th:has-text("${lesson}")) td`).last().innerText()) === "1", "the lesson is not counted once");
  const file = await page.context().request.get(await page.locator('a[href*="so-lieu.csv"]').getAttribute("href"));
  must((await file.text()).includes(`${lesson},0,1`), "the file does not count the lesson once");
  await page.fill("[name=ten]", `Theo bài ${js}`);
  await send(page, "/so-lieu/luu");
  await press(page, page.locator(`aside a:has-text("Theo bài ${js}")`));
  await has(page, lesson);
  const kept = page.locator(`aside li:has(a:text-is("Theo bài ${js}"))`);
  await kept.locator("details").evaluate((d) => { d.open = true; });
  await kept.locator("[name=ten_moi]").fill(`Theo bài học ${js}`);
  await press(page, kept.locator('form[action$="/doi-ten"] button'));
  await has(page, `Theo bài học ${js}`);

  await endKey(page, named);
  must((await tell(server, key, secret, statement)).status === 401, "a key that was ended still opens");
  await head.close();
}

async function account(browser, server, js) {
  const named = `Trang luyện đọc ${js ? "có" : "không"} kịch bản`, mail = `em.luyen.doc.${js}@hoc.example`, first = `Đọc thầm ${js ? "1" : "2"}`, later = `Đọc diễn cảm ${js ? "1" : "2"}`;
  const called = `Bé Thỏ ${js ? "Một" : "Hai"}`, child = await childOf(browser, server, js), reason = `Em khai trong phiếu đăng kí ${js ? "một" : "hai"}`;
  const head = await open(browser, server, "hieu-truong", `${school}/khoa-he-thong`, js), { page } = head;
  const { key, secret } = await makeKey(page, named);
  const learned = async (lesson) => {
    const told = await tell(server, key, secret, { actor: { name: called, mbox: `mailto:${mail}` }, verb: { id: `${verbs}completed` },
      object: { id: `https://doc.example/${encodeURIComponent(lesson)}`, definition: { type: "http://adlnet.gov/expapi/activities/lesson", name: { vi: lesson } } } });
    must(told.status === 200, `the statement was answered ${told.status} ${told.words}`);
  };
  const family = await open(browser, server, "phu-huynh", "/hanh-trinh", js);
  const journey = async () => { await family.page.goto("/hanh-trinh"); return family.page.locator("main").innerText(); };

  await learned(first);
  must(!(await journey()).includes(first), "what an account learned of whom nobody said whose it is stands in a journey");

  await page.goto(`${school}/khoa-he-thong`);
  await press(page, page.locator("main a", { hasText: "Tài khoản của học sinh ở hệ thống khác" }));
  const stranger = page.locator("main li", { hasText: mail });
  must((await stranger.innerText()).includes(called) && (await stranger.innerText()).includes(named), "the list of accounts does not say how the program calls them, and which told of them");
  await press(page, stranger.locator("a", { hasText: "Là ai?" }));
  await has(page, `Phần mềm gọi người này là ${called}.`);
  await page.fill("[name=ten][type=search]", "khongcoaitenthe");
  await press(page, page.locator('form[method=get][action$="/tai-khoan"] button[type=submit]'));
  await has(page, "Không có ai của trường mang tên ấy.");
  await page.fill("[name=ten][type=search]", "anh");                      // many are called so: no choice may look whole that is not
  await press(page, page.locator('form[method=get][action$="/tai-khoan"] button[type=submit]'));
  await has(page, "Mới hiện 12 người đầu.");
  must(await page.locator("[name=nguoi]").count() === 12, "not the first 12 are shown");
  await page.fill("[name=ten][type=search]", child.name);
  await press(page, page.locator('form[method=get][action$="/tai-khoan"] button[type=submit]'));
  await lacks(page, "Mới hiện 12 người đầu.");
  await page.check(`[name=nguoi][value="${child.id}"]`);
  await page.fill("[name=ly_do]", reason);
  await press(page, page.locator('form[method=post][action$="/tai-khoan"] button[type=submit]'));
  await has(page, "Đã nối. Những gì tài khoản ấy đã học vào hành trình");
  await has(page, reason);
  await lacks(page, called);                                           // no stranger any more

  await until("what the account had learned stands in the journey", async () => (await journey()).includes(first));
  await learned(later);
  await until("what the account learns from now on stands in the journey", async () => (await journey()).includes(later));
  must((await journey()).includes(named), "the journey does not say which program told of it");

  const joined = page.locator("main li", { hasText: reason });
  must((await joined.innerText()).includes(child.name), "the list does not say whose the account is");
  await joined.locator("summary").click();
  await press(page, joined.locator('form[action$="/bo"] button'));
  await has(page, "Đã bỏ nối.");
  await lacks(page, reason);
  await until("the journey forgets the account", async () => { const text = await journey(); return !text.includes(first) && !text.includes(later); });
  await page.goto(`${school}/khoa-he-thong/tai-khoan`);
  await has(page, called);                                             // and may be joined again
  await endKey(page, named);
  await family.close();
  await head.close();
}

export async function run(count, browser, server) {
  for (const js of [true, false]) {
    await count.test(`store ${js ? "with" : "without"} JavaScript`, () => store(browser, server, js));
    await count.test(`store of an account elsewhere ${js ? "with" : "without"} JavaScript`, () => account(browser, server, js));
  }
}
