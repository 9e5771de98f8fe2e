// What people of the school do with each other in a day, on phones, with JavaScript and without: each is begun by one person and seen by the next, and what
// was begun is taken back where the house lets one take it back. R9, R10, R11, R12, R13, R14, R18, R54.
import { must, person, tablesFit, visit } from "./lib.mjs";
import { follow, noClass, phone, press, school, text } from "./roles.mjs";

const nobody = async (page, what) => must(!(await page.locator("main").innerText()).includes(what), `“${what}” is on ${page.url()}`);
const pressed = async (page, button) => { await Promise.all([page.waitForNavigation({ waitUntil: "load" }), button.click()]); };
const teacherOf = (browser, server, js) => phone(browser, server, js, "giao-vien", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường");
const pupilOf = (browser, server, js) => phone(browser, server, js, "hoc-sinh", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường");
const headOf = (browser, server, js) => phone(browser, server, js, "hieu-truong", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường, Quản lý");
const clerkOf = (browser, server, js) => phone(browser, server, js, "van-thu", "Hôm nay, Lớp học, Lịch, Nhà trường, Quản lý");

// A child of grade 1 gets a new card, comes in by its code and three pictures and sees the own page alone; the card is lost, and the next click is the last.
async function childByCard(browser, server, js) {
  const teacher = await person(browser, server, "giao-vien-tieu-hoc", { js, width: 360 }), { page } = await visit(teacher, "/hom-nay");
  await follow(page, "Lớp 1A1");
  await page.locator("summary", { hasText: "lời đồng ý" }).click();
  await follow(page, "Thẻ đăng nhập");
  const list = page.url(), row = () => page.locator(".carded li").nth(js ? 0 : 1), name = await row().locator("b").innerText();
  await pressed(page, row().getByRole("button", { name: "Làm thẻ mới" }));
  const code = await page.locator(".slip .code").innerText();
  const pictures = await page.locator(".picture-name use").evaluateAll((all) => all.slice(0, 3).map((e) => e.getAttribute("href").replace(/.*#i-/, "")));
  must(pictures.length === 3, `the card has ${pictures.length} pictures`);
  const visitor = await person(browser, server, "visitor", { js, width: 360 }), door = (await visit(visitor, "/the")).page;
  const enter = async (shown) => {
    await door.goto("/the");
    await door.getByLabel("Mã trên thẻ").fill(code.toLowerCase());
    for (const picture of shown) await door.locator(`input[name="hinh-${picture}"]`).check({ force: true });
    await press(door, "Vào");
  };
  const other = await door.locator("input[name^=hinh-]").evaluateAll((all, own) => all.map((e) => e.name.slice(5)).find((n) => !own.includes(n)), pictures);
  await enter([pictures[0], pictures[1], other]);
  must(!door.url().endsWith("/hom-nay"), "three other pictures open the door");
  await enter(pictures);
  must(door.url().endsWith("/hom-nay"), `the card leads to ${door.url()}`);
  await text(door, name.split(" ").at(-1));
  must(await door.locator("main a[href^='/ho-so/']").count() === 0, "a card opens the child's file");
  await page.goto(list);
  await pressed(page, row().getByRole("button", { name: "Báo mất" }));
  await door.goto("/hom-nay");
  must(!door.url().endsWith("/hom-nay"), "a lost card is still in");
  await teacher.close(); await visitor.close();
}

// A pupil asks for a group that the homeroom teacher leads; the teacher finds it on the home and takes the pupil; the pupil reads it; the teacher ends it again.
async function wishAnswered(browser, server, js) {
  const group = "Dự án Nghề của làng, phố của nghề", pupil = await pupilOf(browser, server, js), { page } = pupil;
  await follow(page, "Mở hồ sơ của em");
  const file = page.url(), name = await page.locator("h1").innerText();
  await page.goto(`${file}/nhom`);
  await press(page, `Xin vào ${group}`);
  await text(page, "Chờ thầy cô trả lời");
  const teacher = await teacherOf(browser, server, js), desk = teacher.page;
  await pressed(desk, desk.locator("li", { hasText: `em xin vào nhóm ${group}` }).getByRole("link", { name: "Trả lời" }));
  const wish = desk.locator("li", { has: desk.getByRole("button", { name: "Nhận em" }) }).filter({ hasText: name });
  await pressed(desk, wish.getByRole("button", { name: "Nhận em" }));
  await page.goto(`${file}/nhom`);
  const wishes = () => page.getByRole("button", { name: `Xin vào ${group}` }).count();
  must(await wishes() === 0, "whoever is in the group may ask for it again");
  const member = desk.locator("li", { hasText: name }).filter({ hasText: "Cho ra" });
  await member.locator("summary").click();
  await pressed(desk, member.getByRole("button", { name: "Ghi em ra khỏi nhóm" }));
  await page.goto(`${file}/nhom`);
  must(await wishes() === 1, "who left the group may not ask for it again");
  await pupil.context.close(); await teacher.context.close();
}

// A use of a child's picture: nothing is answered beforehand; the child's yes alone is none; the guardian's yes beside it is one; either takes it back and it ends.
async function wordOfTwo(browser, server, js) {
  const use = "Ảnh hoạt động của lớp", pupil = await pupilOf(browser, server, js), { page } = pupil;
  await follow(page, "Mở hồ sơ của em");
  const path = `${new URL(page.url()).pathname}/dong-y`;
  const box = (at) => at.locator("section, article").filter({ has: at.getByRole("heading", { name: use, exact: true }) }).last();
  const say = async (at, word) => { await at.goto(path); await pressed(at, box(at).getByRole("button", { name: word, exact: true })); await at.goto(path); return box(at).locator(".chip").first().innerText(); };
  await page.goto(path);
  must(await page.locator("main :checked").count() === 0, "an answer is ticked beforehand");
  const alone = await say(page, "Đồng ý");
  must(!/^được dùng/i.test(alone), `one word of two says “${alone}”`);
  const family = await phone(browser, server, js, "phu-huynh", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường"), home = family.page;
  const both = await say(home, "Đồng ý");
  must(both !== alone, `both words say “${both}”, as one did`);
  const ended = await say(page, "Rút lời đồng ý");
  must(ended !== both, `after the child took it back it still says “${ended}”`);
  const still = await say(home, "Rút lời đồng ý");
  must(still !== both, `after both took theirs back it says “${still}”`);
  await pupil.context.close(); await family.context.close();
}

// Papers come back to the class: the homeroom teacher writes two of them down on one page, forgets the day, loses nothing, and finds both answered.
async function papersOfClass(browser, server, js) {
  const { context, page } = await teacherOf(browser, server, js);
  await follow(page, "Lớp 6A2");
  await page.goto(`${page.url()}/dong-y`);
  await follow(page, "Ghi phiếu của cả lớp");
  must(await page.locator("main option:checked:not([value=''])").count() === 0, "a word is chosen beforehand");
  const rows = page.locator("main tbody tr"), all = await rows.count(), names = [];
  for (const at of [all - 2, all - 1]) {
    names.push((await rows.nth(at).locator("a").innerText()).trim());
    await rows.nth(at).locator("select").nth(0).selectOption({ index: 1 });
    await rows.nth(at).locator("select").nth(1).selectOption({ label: "Đồng ý mọi việc" });
  }
  await press(page, "Ghi các phiếu này");
  await text(page, "Ngày kí: hãy điền ô này");
  must(await page.locator("main option:checked:not([value=''])").count() === 4, "what was chosen is gone");
  await page.getByLabel("Ngày kí").fill("20/11/2026");
  await press(page, "Ghi các phiếu này");
  await text(page, "Đã ghi phiếu của 2 em");
  must(await rows.count() === all - 2, "who has answered is still asked");
  await page.goto(page.url().replace(/\/ghi$/, ""));
  for (const name of names) must(await page.locator("tbody tr", { hasText: name }).locator(".chip").filter({ hasText: "Đồng ý" }).count() === 4, `${name} has not agreed to all`);
  await context.close();
}

// An assistant has the class and its pupils, each look told to the family, and neither slips, nor messages to the class, nor its duties.
async function assistantsDay(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "tro-giang", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường");
  await text(page, "Trợ giảng");
  await follow(page, "Lớp 6A2");
  must(await page.locator("tbody tr").count() > 30, "the class has no list");
  const at = new URL(page.url()).pathname;
  for (const door of ["/phieu", "/loi-nhan", "/phan-cong", "/lich-su", "/dong-y"]) {
    must(await page.locator(`main a[href="${at}${door}"]`).count() === 0, `an assistant is shown ${door}`);
    must((await context.request.get(at + door)).status() === 403, `an assistant opens ${door}`);
  }
  await page.locator("tbody tr a").first().click();
  await page.waitForLoadState("load");
  await text(page, "Lần xem này đã được ghi vào sổ");
  await context.close();
}

// A mentor reads names of the own group on the phone, and nothing leads further.
async function mentorsDay(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "nguoi-huong-dan", "Hôm nay, Mạng lưới");
  await follow(page, "Xem nhóm");
  await text(page, "Bạn chỉ thấy tên");
  must(await page.locator("main li").count() > 5, "the group has no names");
  must(await page.locator("main a[href*='/em/'], main a[href*='/ho-so/'], main a[href^='tel:']").count() === 0, "a name leads to a pupil");
  await noClass(context);
  await context.close();
}

// The principal answers what a pupil asked about the own data, first with words that lack; the pupil reads the answer.
async function dataAnswered(browser, server, js) {
  const { context, page } = await headOf(browser, server, js), words = js ? "Nhà trường bỏ tên em khỏi bảng trước thứ Sáu." : "Tên em không còn ở bảng nào.";
  await pressed(page, page.locator("li", { hasText: "yêu cầu về dữ liệu" }).getByRole("link", { name: "Xem và trả lời" }));
  await pressed(page, page.getByRole("link", { name: /^Phản đối một việc dùng/ }).first());
  await press(page, "Từ chối");
  must(await page.locator("[aria-invalid=true]").count() === 1, "a refusal without a reason is taken");
  await page.getByLabel("Lời trả lời").fill(words);
  await press(page, js ? "Trả lời, sẽ làm" : "Đã làm xong");
  const pupil = await pupilOf(browser, server, js), mine = pupil.page;
  await follow(mine, "Mở hồ sơ của em");
  await pressed(mine, mine.getByRole("link", { name: /^Quyền về dữ liệu/ }));
  await text(mine, words);
  await context.close(); await pupil.context.close();
}

// The clerk adds one child on the phone: a day that is not in the calendar is said at its field and nothing typed is lost; the child is in the class; taken back, it is not.
async function childAdded(browser, server, js) {
  const { context, page } = await clerkOf(browser, server, js), name = `Vũ Thử ${js ? "Có" : "Không"} Máy`;
  await follow(page, "Xem các dòng");
  await tablesFit(page);
  await page.goto(`${school}/lop`);
  await follow(page, "6A1");
  const list = page.url();
  await page.locator("summary", { hasText: "lời đồng ý" }).click();
  await follow(page, "Thêm một em");
  await page.getByLabel("Họ và tên", { exact: true }).fill(name);
  await page.getByLabel("Ngày sinh").fill("31/02/2015");
  await press(page, "Thêm vào lớp");
  must(await page.getByLabel("Họ và tên", { exact: true }).inputValue() === name, "what was typed is gone");
  await page.getByLabel("Ngày sinh").fill("28/02/2015");
  await press(page, "Thêm vào lớp");
  await page.goto(list);
  await text(page, name);
  await page.goto(`${school}/hoan-tac`);
  await pressed(page, page.locator("main a[href*='/hoan-tac/']").first());
  await text(page, name);
  await page.getByLabel("Lí do hoàn tác").fill("Ghi nhầm lớp");
  await press(page, "Hoàn tác cả đợt");
  await page.goto(list);
  await nobody(page, name);
  await context.close();
}

// The clerk writes a breach down; the principal finds it first on the home, says what was done, and closes it.
async function breachTold(browser, server, js) {
  const clerk = await clerkOf(browser, server, js), words = `Máy tính xách tay của trường bị mất, ${js ? "tầng 1" : "tầng 2"}.`;
  await follow(clerk.page, "Quản lý");
  await follow(clerk.page, "Sự cố dữ liệu");
  await clerk.page.getByLabel("Chuyện gì đã xảy ra").fill(words);
  await press(clerk.page, "Ghi và báo ban giám hiệu");
  must(await clerk.page.locator("[aria-invalid=true]").count() === 1, "which data it is may be left out");
  must(await clerk.page.getByLabel("Chuyện gì đã xảy ra").inputValue() === words, "what was typed is gone");
  await clerk.page.getByLabel("Dữ liệu nào, của ai").fill("Danh sách lớp, không có số điện thoại.");
  await press(clerk.page, "Ghi và báo ban giám hiệu");
  await text(clerk.page, words);
  must(await clerk.page.getByRole("button", { name: "Đã báo cơ quan" }).count() === 0, "a clerk is offered what only the heads do");
  const { context, page } = await headOf(browser, server, js);
  must((await page.locator("ul.work li").first().innerText()).includes("Có sự cố dữ liệu chưa báo cơ quan"), "the breach does not stand first on the home");
  await follow(page, "Xem và báo");
  const box = page.locator("section.panel", { hasText: words });
  await box.getByLabel("Đã làm gì").fill("Báo bằng công văn, đổi mọi mật khẩu trên máy.");
  await pressed(page, box.getByRole("button", { name: "Đã báo cơ quan" }));
  await box.getByText("Đã báo cơ quan, chưa khép").waitFor();
  await box.locator("summary", { hasText: "Ghi việc đã làm" }).click();
  await box.getByLabel("Đã làm gì").fill("Tìm lại được máy.");
  await pressed(page, box.getByRole("button", { name: "Khép lại" }));
  await box.getByText("Đã khép lại").waitFor();
  await clerk.context.close(); await context.close();
}

const days = { breachTold, childByCard, wishAnswered, wordOfTwo, papersOfClass, assistantsDay, mentorsDay, dataAnswered, childAdded };

export async function run(count, browser, server) {
  await count.each(Object.entries(days), 2, async ([name, day]) => {
    for (const js of [true, false]) await count.test(`day ${name} ${js ? "" : "without JavaScript"}`, () => day(browser, server, js));
  });
}
