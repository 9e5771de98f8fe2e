// The day of each role, as a person does it on a phone with fingers and keys, with JavaScript and without; days.mjs has more of them. R9, R10, R13, R18, R41.
import { leads, must, person, visit } from "./lib.mjs";

export const school = "/t/thcs-mau-0417";
export const text = async (page, what) => must((await page.locator("main").innerText()).includes(what), `“${what}” is not on ${page.url()}`);
export const press = (page, name) => leads(page, () => page.getByRole("button", { name, exact: true }).first().click());
export const follow = (page, name) => leads(page, () => page.getByRole("link", { name, exact: true }).first().click());

// A homeroom teacher opens the class and a pupil; the family reads in its ledger who looked.
async function lookIsTold(browser, server, js) {
  const teacher = await person(browser, server, "giao-vien", { js, width: 360 }), { page } = await visit(teacher, "/hom-nay");
  const name = (await page.locator("h1").innerText()).replace(/^Chào (cô|thầy) |,.*$/g, "");
  must(name.length > 1, "the home does not address the teacher");
  await follow(page, "Lớp 6A2");
  must(await page.locator("tbody tr").count() > 30, "the class has no list");
  const family = await person(browser, server, "phu-huynh", { js, width: 360 }), home = (await visit(family, "/hom-nay")).page;
  await leads(home, () => home.getByRole("link", { name: "Mở hồ sơ của con" }).click());
  const child = await home.locator("h1").innerText();
  await follow(page, child);
  await text(page, "Lần xem này đã được ghi vào sổ");
  await leads(home, () => home.getByRole("link", { name: "Xem cả sổ ghi" }).click());
  await text(home, "giáo viên chủ nhiệm");
  await teacher.close(); await family.close();
}

// A guardian of two children in two schools sees both after one sign-in and switches between them.
async function twoChildren(browser, server, js) {
  const family = await person(browser, server, "phu-huynh", { js, width: 360 }), { page } = await visit(family, "/hom-nay");
  const children = page.locator("nav.switch a");
  must(await children.count() === 2, "the switcher has not two children");
  await leads(page, () => children.nth(1).click());
  await text(page, "Trường Mầm non Mẫu 0082");
  must(!(await page.locator("main .cols").innerText()).includes("THCS"), "the other child's school is still shown");
  await family.close();
}

// The office adds a teacher and makes a slip; the newcomer comes in by its code, chooses a password, and comes again by it.
async function slipToPassword(browser, server, js) {
  const office = await person(browser, server, "van-thu", { js, width: 360 }), { page } = await visit(office, school + "/nhan-su");
  const name = `Nguyễn Thị Thử ${js ? "Một" : "Hai"}`, password = "vườn trường có bảy cây sấu";
  await page.getByLabel("Họ và tên").fill(name);
  await page.getByLabel("Vai trò").selectOption("teacher");
  await press(page, "Thêm");
  await text(page, name);
  await leads(page, () => page.locator("li", { hasText: name }).getByRole("button", { name: "Làm phiếu" }).click());
  const slip = page.locator(".slip", { hasText: name });
  const [user, code] = [await slip.locator("dd").nth(1).innerText(), await slip.locator(".code").innerText()];
  const visitor = await person(browser, server, "visitor", { js, width: 360 }), door = (await visit(visitor, "/ma")).page;
  await door.getByLabel("Mã trên phiếu").fill(code.toLowerCase());
  await press(door, "Vào");
  await door.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await door.getByLabel("Gõ lại mật khẩu mới").fill(password);
  await press(door, "Lưu mật khẩu");
  await text(door, "Đã lưu mật khẩu mới.");
  await visitor.clearCookies();
  await door.goto("/ma");
  await door.getByLabel("Mã trên phiếu").fill(code);
  await press(door, "Vào");
  await text(door, "Mã này chưa đúng, đã dùng hoặc đã hết hạn");
  await door.goto("/dang-nhap");
  await door.getByLabel("Tên đăng nhập hoặc số điện thoại").fill(user);
  await door.getByLabel("Mật khẩu").fill("không phải thế đâu");
  await press(door, "Đăng nhập");
  await text(door, "Tên đăng nhập hoặc mật khẩu chưa đúng");
  must(await door.getByLabel("Tên đăng nhập hoặc số điện thoại").inputValue() === user, "the user name that was typed is gone");
  await door.getByLabel("Mật khẩu").fill(password);
  await press(door, "Đăng nhập");
  must(door.url().endsWith("/hom-nay"), `sign-in leads to ${door.url()}`);
  await office.close(); await visitor.close();
}

// The deputy writes, the principal returns it with a reason, the deputy mends it, the principal publishes, everybody reads.
async function valuesPublished(browser, server, js) {
  const deputy = await person(browser, server, "pho-hieu-truong", { js, width: 360 }), { page } = await visit(deputy, school + "/gia-tri");
  const principal = await person(browser, server, "hieu-truong", { js, width: 360 }), desk = (await visit(principal, school + "/gia-tri")).page;
  const motto = `Học từ phố, làm cho phố, bản ${js ? "có" : "không"} JavaScript.`;
  const write = async (words) => { await page.getByLabel("Phương châm chất lượng").fill(words); await press(page, "Gửi hiệu trưởng duyệt"); await text(page, "đang chờ hiệu trưởng duyệt"); };
  await page.getByLabel("Văn hóa").fill("");
  await press(page, "Gửi hiệu trưởng duyệt");
  await text(page, "Chưa gửi được");
  await page.goto(school + "/gia-tri");
  await write("Bản viết vội.");
  await desk.goto(school + "/gia-tri");
  await press(desk, "Trả lại để sửa");
  await text(desk, "Hãy ghi lí do");
  await desk.getByLabel("Lí do, nếu trả lại").fill("Viết rõ hơn.");
  await press(desk, "Trả lại để sửa");
  await page.goto(school + "/gia-tri");
  await text(page, "Viết rõ hơn.");
  await write(motto);
  await desk.goto(school + "/gia-tri");
  await press(desk, "Duyệt và công bố");
  const anybody = await person(browser, server, "visitor", { js, width: 360 }), open = (await visit(anybody, school)).page;
  await text(open, motto);
  await leads(open, () => open.getByRole("link", { name: "Các phiên bản trước" }).click());
  must(await open.locator("main li a").count() >= 3, "the history lacks versions");
  await deputy.close(); await principal.close(); await anybody.close();
}

// The office brings a class list with mistakes in: sees each by row, mends one, takes in what is ready, and undoes it all.
async function rosterIn(browser, server, js) {
  const office = await person(browser, server, "van-thu", { js, width: 360 }), { page } = await visit(office, school + "/nhap");
  await page.getByLabel("Tệp danh sách").setInputFiles("test/rosters/09_nhieu_loi.xlsx");
  await press(page, "Tải lên và kiểm tra");
  const preview = page.url();
  await text(page, "Ngày sinh “29/02/2015” không có trong lịch");
  const before = await page.locator("a.fig, .fig").first().innerText();
  await page.getByLabel("Ngày sinh, dòng 3", { exact: true }).fill("28/02/2015");
  await press(page, "Lưu chỗ sửa và kiểm tra lại");
  must(!(await page.locator("main").innerText()).includes("29/02/2015” không có trong lịch"), "the mended row is still wrong");
  must(await page.locator("a.fig, .fig").first().innerText() !== before, "one more row should be ready");
  await page.getByRole("button", { name: /^Nhập \d+ dòng, để lại \d+ dòng$/ }).click();
  await page.getByText(/^Đã nhập \d+ dòng/).waitFor();               // by its job, whose page comes anew by itself
  await page.goto(school + "/nguoi?q=kieu+quang+an");
  await text(page, "Kiều Quang An");
  await page.goto(preview);
  await follow(page, "In phiếu đăng nhập");
  await text(page, "6A1");
  await page.goto(preview);
  await follow(page, "Hoàn tác lần nhập mới nhất");
  await page.getByLabel("Lí do hoàn tác").fill("Nhầm tệp");
  await press(page, "Hoàn tác cả đợt");
  await page.goto(school + "/nguoi?q=kieu+quang+an");
  await text(page, "Không thấy ai tên như vậy.");
  await page.goto(school + "/nhap");
  await page.getByLabel("Tệp danh sách").setInputFiles({ name: "cu.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("d0cf11e0a1b11ae1" + "00".repeat(600), "hex") });
  await press(page, "Tải lên và kiểm tra");
  await text(page, "Excel kiểu cũ");
  await office.close();
}

// A pupil finds class, teachers and classmates, and no door to management.
async function pupilsDay(browser, server, js) {
  const pupil = await person(browser, server, "hoc-sinh", { js, width: 360 }), { page } = await visit(pupil, "/hom-nay");
  must(await page.getByRole("link", { name: "Quản lý" }).count() === 0, "a pupil is shown the door to management");
  await follow(page, "Lớp 6A2");
  must(await page.locator(".names li").count() > 30, "a pupil does not see the classmates");
  await page.goto("/lop-hoc");
  await text(page, "Lớp của em");
  await pupil.close();
}

// ---- on a phone, those who come to the house for little: each opens the one thing that is theirs, and finds no door to a class

export async function phone(browser, server, js, role, places) {
  const context = await person(browser, server, role, { js, width: 360 }), { page } = await visit(context, "/hom-nay");
  const shown = (await page.locator("nav.places li a").allInnerTexts()).map((t) => t.trim()).join(", ");
  must(shown === places, `the places of ${role} are ${shown}`);
  return { context, page };
}

export async function noClass(context) {
  for (const path of ["/lop", "/nguoi", "/hoat-dong"]) {
    const answer = await context.request.get(school + path, { maxRedirects: 0 });
    must([403, 404].includes(answer.status()), `${path} of the school answers ${answer.status()}`);
  }
}

async function partnersDay(browser, server, js) {
  for (const [role, says] of [["doi-tac", "Xưởng gốm Mẫu, Bát Tràng"], ["nguoi-huong-dan", "Nhà trường đã xác minh, đến"]]) {
    const { context, page } = await phone(browser, server, js, role, "Hôm nay, Mạng lưới");
    await follow(page, "Mạng lưới");
    await text(page, says);
    await noClass(context);
    await context.close();
  }
}

// An alumna is asked once, joins, and takes it back.
async function alumnasDay(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "cuu-hoc-sinh", "Hôm nay, Mạng lưới");
  await leads(page, () => page.getByRole("link", { name: "Xem và trả lời" }).first().click());
  await press(page, "Vào mạng lưới cựu học sinh");
  await page.goto("/hom-nay");
  await text(page, "không có việc nào chờ");
  await follow(page, "Mạng lưới");
  await press(page, "Rút khỏi mạng lưới");
  await page.getByRole("button", { name: "Vào mạng lưới cựu học sinh" }).waitFor();
  await noClass(context);
  await context.close();
}

// An officer reads numbers of the schools of the ward, or of the city, and no name of a pupil.
async function officersDay(browser, server, js) {
  for (const [role, schools] of [["can-bo-phuong", 1], ["can-bo-so", 6]]) {
    const { context, page } = await phone(browser, server, js, role, "Hôm nay, Khu vực");
    await follow(page, "Khu vực");
    await text(page, "Trường THCS Mẫu 0417");
    must(await page.locator("tbody tr").count() === schools, `${role} oversees ${await page.locator("tbody tr").count()} schools`);
    must(await page.locator("main a[href*='/em/'], main a[href*='/lop/']").count() === 0, "a page of numbers leads to a class or a pupil");
    await noClass(context);
    await context.close();
  }
}

// The office of the programme reads how all schools stand and takes the table along, and reads no name.
async function programmesDay(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "van-phong", "Hôm nay, Chương trình");
  await text(page, "6 trên 6 trường đã bắt đầu");
  await follow(page, "Xem số liệu");
  await text(page, "Trường THCS Mẫu 0417");
  must(await page.locator("tbody tr th a").count() === 6, "the office does not see all schools");
  must(await page.locator("main a[href*='/em/'], main a[href*='/lop/']").count() === 0, "a page of numbers leads to a class or a pupil");
  await follow(page, "Còn chỗ trống");
  await text(page, "Còn trống:");
  const file = await page.request.get(await page.getByRole("link", { name: "Tải bảng CSV" }).getAttribute("href"));
  must(file.status() === 200 && (await file.text()).split("\n").filter((l) => l.includes("Trường")).length === 6, "the file does not hold the six schools");
  await noClass(context);
  await context.close();
}

// Staff who teach nobody find the week, the classes and the people of the school, a colleague by name, and no pupil.
async function staffsDay(browser, server, js) {
  const shut = server.pages.filter((p) => p.role === "giao-vien" && /\/(em|lop)\/[0-9a-z]{13}$/.test(p.path)).slice(0, 2).map((p) => p.path);
  for (const [role, title] of [["thu-vien", "Thư viện"], ["thiet-bi", "Thiết bị"], ["y-te", "Y tế"], ["tu-van", "Tư vấn học đường"]]) {
    const { context, page } = await phone(browser, server, js, role, "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường");
    await text(page, title);
    await text(page, "của năm học");
    for (const path of shut) must((await context.request.get(path)).status() === 403, `${role} opens ${path}`);
    if (role === "thu-vien") {
      await follow(page, "Xem các lớp");
      await text(page, "6A2");
      must(await page.locator("main td a, main th a").count() === 0, "the list of classes leads to classes that are shut");
      await page.goto("/hom-nay");
      await follow(page, "Tìm theo tên");
      await page.getByLabel("Tìm theo tên, có dấu hay không dấu").fill("le thu hang");
      await press(page, "Tìm");
      await text(page, "Lê Thu Hằng");
    }
    await context.close();
  }
}

// A head of department sees who of the department teaches what, and changes nothing there.
async function headsDay(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "to-truong", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường");
  await text(page, "Tổ Ngữ văn – Lịch sử – Địa lí");
  await follow(page, "Xem phân công");
  await text(page, "Tổ trưởng");
  must(await page.locator("tbody tr").count() >= 3, "the department has nobody");
  await page.goto(school + "/to-chuyen-mon");
  must(await page.locator("main form").count() === 0, "a head of department is offered what only the office does");
  must((await context.request.get(school + "/nhan-su")).status() === 403, "a head of department opens the office's list of staff");
  await context.close();
}

// Who runs the system lets a chore run now; schools stay shut.
async function administratorsDay(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "quan-tri", "Hôm nay, Việc, Cài đặt, Cơ quan, Nhật kí");
  await follow(page, "Việc");
  await press(page, "Làm ngay");
  await page.getByText("Dọn dữ liệu đã hết hạn giữ").first().waitFor();
  await noClass(context);
  await context.close();
}

// A grandmother of three children in three schools goes from one to the next, and a nursery teacher to the children of the class.
async function familyOfThree(browser, server, js) {
  const { context, page } = await phone(browser, server, js, "ba-ngoai", "Hôm nay, Lớp học, Hành trình, Lịch, Nhà trường");
  const schools = [];
  for (let i = 0; i < 3; i++) {
    await leads(page, () => page.locator("nav.switch a").nth(i).click());
    schools.push(/Trường (THPT|TH&THCS|Mầm non) Mẫu \d+/.exec(await page.locator("main .cols").innerText())?.[0]);
  }
  must(new Set(schools).size === 3 && !schools.includes(undefined), `three children, and the schools are ${schools}`);
  await context.close();
}

async function nurserysDay(browser, server, js) {
  const teacher = await person(browser, server, "co-giao-mam-non", { js, width: 360 }), { page } = await visit(teacher, "/hom-nay");
  await follow(page, "Lớp học");
  await leads(page, () => page.getByRole("link", { name: "MGL A3" }).first().click());
  must(await page.locator("tbody tr").count() > 15, "the nursery class has no list");
  await leads(page, () => page.locator("tbody tr a").first().click());
  await text(page, "Lần xem này đã được ghi vào sổ");
  await teacher.close();
}

const days = { lookIsTold, twoChildren, slipToPassword, valuesPublished, rosterIn, pupilsDay, partnersDay, alumnasDay, officersDay, programmesDay, staffsDay, headsDay, administratorsDay, familyOfThree, nurserysDay };

export async function run(count, browser, server) {
  await count.each(Object.entries(days), 2, async ([name, day]) => {
    for (const js of [true, false]) await count.test(`role ${name} ${js ? "" : "without JavaScript"}`, () => day(browser, server, js));
  });
}
