// Two schools share a group: the head of one invites, the head of the other answers. Who leads a club writes to it, the office reads it, the mentor beside finds no page.
// On a phone, with JavaScript and without.
import { leads, must, person, until, visit } from "./lib.mjs";

const school = "/t/thcs-mau-0417", other = "/t/mn-mau-0082";
const press = (page, button) => leads(page, () => button.click());

async function has(page, text, yes = true) {
  const all = await page.locator("body").innerText();
  must(all.includes(text) === yes, `${page.url()} ${yes ? "does not say" : "says"} "${text}":\n${all.slice(0, 1500)}`);
}

async function shared(browser, server, js, name) {
  const options = { js, width: 360 };
  const first = await person(browser, server, "hieu-truong", options), second = await person(browser, server, "hieu-truong-mam-non", options);
  try {
    const { page, complaints } = await visit(first, `${school}/nhom`);
    await press(page, page.getByRole("link", { name, exact: true }));
    const pupils = await page.locator("main li").allInnerTexts();
    await press(page, page.locator("a[href$='/lien-truong']"));
    await page.fill("[name=tim]", "mam non mau");
    await press(page, page.getByRole("button", { name: "Tìm trường" }));
    await page.getByLabel(/Trường Mầm non Mẫu 0082/).check();
    await page.fill("[name=loi]", "Mời các con cùng nặn gốm với anh chị.");
    await press(page, page.getByRole("button", { name: "Gửi lời mời" }));
    await has(page, "Đã gửi lời mời");
    await has(page, "Chờ trả lời");
    const shared = new URL(page.url()).pathname;

    const { page: theirs, complaints: more } = await visit(second, "/hom-nay");
    await has(theirs, "trường mời trường mình cùng nhóm");
    await press(theirs, theirs.locator(`a[href="${other}/loi-moi-nhom"]`).first());
    await has(theirs, "Mời các con cùng nặn gốm với anh chị.");
    for (const line of pupils.filter((l) => l.includes("6A"))) must(!(await theirs.locator("body").innerText()).includes(line.split("\n")[0]), `the other school reads "${line}"`);
    await theirs.locator("[name=lien_he]").fill("Văn phòng trường, 0900 000 082");
    await press(theirs, theirs.getByRole("button", { name: "Nhận lời" }));
    await has(theirs, "Đã nhận lời");
    await has(theirs, "Nhóm chưa có em nào");

    await page.goto(shared);
    await has(page, "0900 000 082");
    await has(page, "chưa có em nào");
    const part = page.locator("main li", { hasText: "Mầm non Mẫu 0082" });
    await part.locator("summary").click();
    await part.locator("[name=li_do]").fill("Hết đợt");
    await press(page, part.getByRole("button", { name: "Thôi chung nhóm với trường này" }));
    await has(page, "Đã thôi");
    await theirs.goto("/thong-bao");
    await has(theirs, "Nhóm của trường mình vẫn còn");
    must(complaints.length + more.length === 0, [...complaints, ...more].join("\n"));
  } finally {
    await first.close();
    await second.close();
  }
}

// The leader writes from the page of the group and sends it; the leader's home says who has not confirmed, a slip is ticked; the office takes it back.
async function written(browser, server, js) {
  const options = { js, width: 360 }, title = `Xưởng cơ khí, mang áo ${js ? "dài tay" : "mưa"}`;
  const first = await person(browser, server, "giao-vien", options), office = await person(browser, server, "van-thu", options), beside = await person(browser, server, "nguoi-huong-dan", options);
  try {
    const { page, complaints } = await visit(first, `${school}/nhom`);
    await press(page, page.getByRole("link", { name: "Câu lạc bộ Khoa học kĩ thuật", exact: true }));
    await press(page, page.getByRole("link", { name: "Lời nhắn của nhóm" }));
    const list = new URL(page.url()).pathname;
    await press(page, page.getByRole("link", { name: "Viết lời nhắn" }));
    must(await page.locator("[name=gui-staff]").count() === 0 && await page.locator("[name=noi]").count() === 0, "a leader may write to more than the group");
    await page.fill("[name=tieu_de]", title);
    await page.fill("[name=noi_dung]", "Giày kín mũi.");
    await press(page, page.getByRole("button", { name: "Lưu và xem lại" }));
    await has(page, "12 gia đình");
    await press(page, page.getByRole("button", { name: "Gửi lời nhắn" }));
    const told = new URL(page.url()).pathname;
    await until("the families are told", async () => {             // by the job that tells
      await page.goto(told);
      return (await page.locator("main").innerText()).includes("trong 12 gia đình đã xác nhận");
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    must(wide <= 360, `the page of the message is ${wide} wide on a telephone`);
    await page.locator("input[name^='em-']").first().check();
    await press(page, page.getByRole("button", { name: "Ghi đã nhận giấy kí" }));
    await has(page, "Đã xác nhận: 1 gia đình");
    await page.goto("/hom-nay");
    must(await page.locator(`a[href="${told}"]`).count() > 0, "the home says nothing of who has not confirmed");

    const { page: desk, complaints: more } = await visit(office, `${school}/loi-nhan`);
    await press(desk, desk.getByRole("link", { name: title }));
    must(new URL(desk.url()).pathname === told, `the office is led to ${desk.url()}`);
    await desk.fill("[name=li_do]", "Xưởng đổi ngày");
    await press(desk, desk.getByRole("button", { name: "Thu hồi lời nhắn" }));
    await has(desk, "Đã thu hồi: Xưởng đổi ngày");
    await visit(beside, list, { status: 404 });
    await visit(beside, told, { status: 404 });
    must(complaints.length + more.length === 0, [...complaints, ...more].join("\n"));
  } finally {
    await first.close();
    await office.close();
    await beside.close();
  }
}

export async function run(count, browser, server) {
  await count.test("groups: two heads share a group on a phone", () => shared(browser, server, true, "Dự án Nghề của làng, phố của nghề"));
  await count.test("groups: the same without JavaScript", () => shared(browser, server, false, "Dự án Vườn rau sân sau"));
  await count.test("groups: who leads a club writes to it on a phone", () => written(browser, server, true));
  await count.test("groups: the same letter without JavaScript", () => written(browser, server, false));
}
