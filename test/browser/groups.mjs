// Two schools share a group: the head of one invites, the head of the other answers, on a phone, with JavaScript and without.
import { leads, must, person, visit } from "./lib.mjs";

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

export async function run(count, browser, server) {
  await count.test("groups: two heads share a group on a phone", () => shared(browser, server, true, "Dự án Nghề của làng, phố của nghề"));
  await count.test("groups: the same without JavaScript", () => shared(browser, server, false, "Dự án Vườn rau sân sau"));
}
