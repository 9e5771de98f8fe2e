// The record store as its people use it: a head makes a key, a program tells of a pupil with it, the pupil and the guardian read that in the journey, the heads
// see what the key did, find the statement, count, keep the way of counting, and end the key. With JavaScript and without.
import { leads, must, person, visit } from "./lib.mjs";

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

async function store(browser, server, js) {
  const named = `Kho bài giảng ${js ? "có" : "không"} kịch bản`, lesson = `Đo góc bằng thước ${js ? "1" : "2"}`;
  const child = await childOf(browser, server, js);
  must(child.id, "the journey of a child leads to no number");

  const head = await open(browser, server, "hieu-truong", `${school}/khoa-he-thong`, js), { page } = head;
  await page.fill("[name=ten]", named);
  await page.check("[name=quyen-write]");
  await send(page, "/khoa-he-thong");
  await has(page, "Chép ngay: bí mật chỉ hiện lần này.");
  const facts = page.locator(`section[aria-label="Khóa vừa tạo"] dd`);
  const [address, key, secret] = (await facts.allInnerTexts()).map((s) => s.trim()), homePage = new URL(address).origin;

  const statement = { actor: { account: { homePage, name: child.id } }, verb: { id: `${verbs}completed` },
    object: { id: `https://kho.example/bai/do-goc-${js}`, definition: { type: "http://adlnet.gov/expapi/activities/lesson", name: { vi: lesson } } }, result: { score: { raw: 9, max: 10 } } };
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
    await family.page.goto("/hanh-trinh");
    await press(family.page, family.page.locator(`li:has-text("${lesson}") a:has-text("Chưa đúng?")`).first());
    const about = await family.page.locator("main").evaluate((main) => main.innerText + [...main.querySelectorAll("textarea, input")].map((e) => e.value).join(" "));
    must(about.includes(lesson), "the request does not know which line it is about");
    await family.close();
  }

  await page.goto(`${school}/kho-phat-bieu`);
  await has(page, named);
  await has(page, "POST /xapi/statements");
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

  await page.goto(`${school}/khoa-he-thong`);
  const row = page.locator(`main li:has(b:text-is("${named}"))`);
  await row.locator("details").last().evaluate((d) => { d.open = true; });
  await press(page, row.locator('form[action$="/thoi"] button'));
  await has(page, "Đã thu hồi");
  must((await tell(server, key, secret, statement)).status === 401, "a key that was ended still opens");
  await head.close();
}

export async function run(count, browser, server) {
  for (const js of [true, false]) await count.test(`store ${js ? "with" : "without"} JavaScript`, () => store(browser, server, js));
}
