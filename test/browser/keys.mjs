// The main pages of each role by keyboard alone: Tab in reading order from the head to the foot, nothing skipped and nothing that holds
// the focus; what has it is seen and lies under nothing; the menu and questions close by Escape; forms are filled and sent.
import { leads, must, person, visit } from "./lib.mjs";

const school = "/t/thcs-mau-0417", stopsMost = 400;

// ---- a walk by Tab

// Remembers where the focus stops. Runs in the page.
function watch() {
  const name = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const covered = (e) => {
    const box = e.getBoundingClientRect(), within = (v, most) => Math.min(Math.max(v, 1), most - 2);
    if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) return "beside the screen";
    const top = document.elementFromPoint(within((box.left + Math.min(box.right, box.left + 80)) / 2, innerWidth), within((Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2, innerHeight));
    return !top || e.contains(top) || top.contains(e) || top.closest("label")?.contains(e) ? null : `under ${name(top)}`;
  };
  window.stops = [];
  window.wrong = [];
  let last = null;
  document.addEventListener("focusin", ({ target: e }) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (window.stops.includes(e)) window.wrong.push(`comes back to ${name(e)}`);
    if (last && !(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) window.wrong.push(`goes up from ${name(last)} to ${name(e)}`);
    if (box.width === 0 || box.height === 0 || (style.outlineStyle === "none" && style.boxShadow === "none")) window.wrong.push(`is not seen on ${name(e)}`);
    const over = covered(e);
    if (over) window.wrong.push(`is ${over} on ${name(e)}`);
    window.stops.push(e);
    last = e;
  });
}

// What Tab must reach: all that can be pressed or written in and is shown. Of radios of one name only one is a stop.
function reachable() {
  const groups = new Set();
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter((e) => {
    if (!e.checkVisibility() || e.disabled || e.tabIndex < 0) return false;
    if (e.type !== "radio") return true;
    return !groups.has(`${e.form?.action} ${e.name}`) && groups.add(`${e.form?.action} ${e.name}`);
  }).length;
}

async function walk(page, path) {
  await page.goto(path, { waitUntil: "load" });
  const want = await page.evaluate(reachable);
  must(want > 3 && want < stopsMost, `${path} has ${want} things for the keyboard`);
  await page.evaluate(watch);
  for (let i = 0; i < want; i++) await page.keyboard.press("Tab");
  const got = await page.evaluate(() => ({ stops: window.stops.length, wrong: window.wrong, first: window.stops[0]?.getAttribute("href"), high: document.querySelector("[tabindex]:not([tabindex='0']):not([tabindex='-1'])") !== null }));
  must(got.wrong.length === 0, `on ${path} the focus ${got.wrong.slice(0, 3).join("\nand ")}`);
  must(got.stops === want, `${path}: ${want} things for the keyboard, and Tab stops at ${got.stops}`);
  must(got.first?.startsWith("#") && !got.high, `${path}: the first stop is ${got.first}, not the way past the menu, or the order is forced`);
}

// ---- what one does with it

const focused = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 140));
const enter = (page) => leads(page, () => page.keyboard.press("Enter"));

// Tab until the focus is on what matches; within is a part of the page.
async function tabTo(page, selector, text = "") {
  for (let i = 0; i < stopsMost; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(([s, t]) => document.activeElement.matches(s) && document.activeElement.textContent.includes(t), [selector, text])) return;
  }
  throw new Error(`Tab never comes to ${selector} ${text} on ${page.url()}`);
}

// Past the menu: the next stop after the skip link is in the page itself.
async function skips(page) {
  await page.goto("/hom-nay", { waitUntil: "load" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  must(await page.evaluate(() => document.activeElement.matches("main")), `the way past the menu leads to ${await focused(page)}`);
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement.closest("main") !== null && document.activeElement.localName !== "main"), `behind the menu comes ${await focused(page)}`);
}

// The account menu: opened, gone into, and shut by Escape, with the focus back where it was; shut too when one goes on.
async function menu(page) {
  const open = () => page.evaluate(() => document.querySelector("details.menu").open);
  await page.goto("/hom-nay", { waitUntil: "load" });
  await tabTo(page, "details.menu > summary");
  await page.keyboard.press("Enter");
  must(await open(), "Enter does not open the menu");
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement.closest(".sheet") !== null), `in the open menu Tab leads to ${await focused(page)}`);
  await page.keyboard.press("Escape");
  must(!await open(), "Escape does not shut the menu");
  must(await page.evaluate(() => document.activeElement.matches("details.menu > summary")), `after Escape the focus is on ${await focused(page)}`);
  await page.keyboard.press("Enter");
  for (let i = 0; i < 20 && await open(); i++) await page.keyboard.press("Tab");
  must(!await open() && await page.evaluate(() => document.activeElement.closest(".menu") === null), "the menu stays open over the page when one goes on");
}

// A question opens as a dialog: the focus stays in it, Escape shuts it and leads back.
async function question(page) {
  await page.goto("/dev/parts/nut", { waitUntil: "load" });
  await tabTo(page, "a[data-ask]");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 6; i++) {
    must(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog[open]") !== null), `under the question lies the focus: ${await focused(page)}`);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  must(await page.evaluate(() => !document.querySelector("dialog:modal") && document.activeElement.matches("a[data-ask]")), `after Escape the focus is on ${await focused(page)}`);
}

// Signs in, is told what is wrong, goes to the wrong field by its link, and comes in; signs out through the menu.
async function signsIn(page) {
  await page.goto("/dang-nhap", { waitUntil: "load" });
  await tabTo(page, "[name=ten]");
  await page.keyboard.type("thu-vien");
  await enter(page);
  await tabTo(page, "a[href='#o-mat_khau']");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement.name !== "ten"), "the link of an error does not lead to its field");
  await page.keyboard.press("Shift+Tab");
  must(await page.evaluate(() => document.activeElement.name === "mat_khau"), `the link of an error leads to ${await focused(page)}`);
  await page.keyboard.type("hoc-sang-tao-2026");
  await enter(page);
  must(page.url().endsWith("/hom-nay"), `by keyboard one comes to ${page.url()}`);
  await tabTo(page, "details.menu > summary");
  await page.keyboard.press("Enter");
  await tabTo(page, ".sheet button", "Đăng xuất");
  await enter(page);
  must(!page.url().endsWith("/hom-nay"), "by keyboard one does not get out");
}

// From the home to a pupil of the class, and back by the crumbs.
async function toPupil(page) {
  await page.goto("/hom-nay", { waitUntil: "load" });
  await tabTo(page, "main a", "Lớp 6A2");
  await enter(page);
  await tabTo(page, "tbody a");
  await enter(page);
  must(/\/em\/[0-9a-z]{13}$/.test(page.url()), `the first name of the list leads to ${page.url()}`);
  await tabTo(page, ".crumbs a", "6A2");
  await enter(page);
  must(/\/lop\/[0-9a-z]{13}$/.test(page.url()), `the crumbs lead to ${page.url()}`);
}

// Searches for somebody by the field in the head.
async function finds(page) {
  await page.goto("/hom-nay", { waitUntil: "load" });
  await tabTo(page, ".find input");
  await page.keyboard.type("6A2");
  await enter(page);
  must((await page.locator("main").innerText()).includes("6A2"), "the search by keyboard finds no class");
}

// A guardian answers about one use of the child's data and takes it back.
async function answers(page) {
  await page.goto("/hom-nay", { waitUntil: "load" });
  await tabTo(page, "main a", "Mở hồ sơ của con");
  await enter(page);
  await tabTo(page, "main a", "Lời đồng ý");
  await enter(page);
  await tabTo(page, "main form button[type=submit]");
  await enter(page);
  must(/\/dong-y/.test(page.url()), `the answer leads to ${page.url()}`);
}

// The ecosystem map: a figure of the drawing leads to its rows, the table says all ten pairs and leads to what joins one; on a phone the drawing is
// a picture without links, and the lists and the table say the same.
async function readsMap(page) {
  await page.goto("/nha-truong", { waitUntil: "load" });
  await tabTo(page, "main a", "Bản đồ hệ sinh thái");
  await enter(page);
  const map = page.url();
  await tabTo(page, ".eco a");
  must(/^1\. Học sinh: [\d.]+$/.test(await page.evaluate(() => document.activeElement.getAttribute("aria-label"))), `the first figure is ${await focused(page)}`);
  await enter(page);
  must(page.url().endsWith("/nguoi?vai=pupil"), `the pupils of the map lead to ${page.url()}`);
  await page.goto(map, { waitUntil: "load" });
  const rows = await page.locator("#moi-noi").evaluate((h) => [...h.closest("section").querySelectorAll("tbody tr")].map((r) => [r.cells[0].localName, ...[...r.cells].map((c) => c.textContent.trim())]));
  must(rows.length === 10 && rows.every(([head, pair, state]) => head === "th" && pair.includes(" – ") && /^(Đã nối|Lỏng lẻo|Chưa nối)$/.test(state)), `the table says ${JSON.stringify(rows)}`);
  await tabTo(page, "#moi-noi ~ .scroll a, section[aria-labelledby=moi-noi] tbody a");
  await enter(page);
  must(page.url().includes("/ban-do/cap?giua=people-knowledge"), `the first pair leads to ${page.url()}`);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(map, { waitUntil: "load" });
  must(!await page.locator(".eco-wide").isVisible(), "on a phone cells smaller than fingers are links");
  must(await page.locator(".eco-phone").isVisible() && await page.locator(".eco-phone a").count() === 0, "on a phone the window is no picture");
  must(await page.locator(".masonry a").first().isVisible() && await page.locator("section[aria-labelledby=moi-noi] tbody a").count() === 10, "on a phone the figures are not in lists and the table");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(map, { waitUntil: "load" });
  const sheets = Number(/\/Count (\d+)/.exec((await page.pdf({ preferCSSPageSize: true })).toString("latin1"))[1]);
  must(sheets === 1, `the map is printed on ${sheets} sheets`);
}

const main = {
  "giao-vien": { paths: ["/hom-nay", "/lop-hoc", "=lop", "=em", `${school}/nhom`, "/thong-bao", "/tai-khoan"], does: { menu, question, toPupil, finds } },
  "phu-huynh": { paths: ["/hom-nay", "=ho-so", "=dong-y", "=quyen", "/tin"], does: { skips, answers }, width: 360 },
  "hieu-truong": { paths: ["/hom-nay", "/quan-ly", `${school}/quan-ly`, `${school}/gia-tri/muc-tieu`, `${school}/quyen-du-lieu`, `${school}/ban-do`], does: { readsMap } },
  "van-thu": { paths: ["/hom-nay", `${school}/nhap`, "=nhap", `${school}/nhan-su`, `${school}/nam-hoc`], does: {} },
  "hoc-sinh": { paths: ["/hom-nay", "=lop-em", "/hanh-trinh", "=ho-so"], does: { skips }, width: 360 },
  "visitor": { paths: ["/", "/dang-nhap", school, `${school}/he-sinh-thai`], does: { signsIn } },
};
const kind = { lop: /^\/t\/[^/]+\/lop\/[0-9a-z]{13}$/, em: /^\/t\/[^/]+\/em\/[0-9a-z]{13}$/, "ho-so": /^\/ho-so\/[0-9a-z]{13}$/, "dong-y": /^\/ho-so\/[0-9a-z]{13}\/dong-y$/,
  quyen: /^\/ho-so\/[0-9a-z]{13}\/quyen-du-lieu$/, nhap: /^\/t\/[^/]+\/nhap\/[0-9a-z]{13}$/, "lop-em": /^\/lop\/[0-9a-z]{13}$/ };

export async function run(count, browser, server) {
  const work = Object.entries(main).filter(([role, { paths, does }]) => [...paths, ...Object.keys(does)].some((what) => count.wants(`keys ${role} ${what}`)));
  await count.each(work, 2, async ([role, { paths, does, width = 1280 }]) => {
    const context = await person(browser, server, role, { width }), { page } = await visit(context, "/");
    for (const path of paths)
      await count.test(`keys ${role} ${path}`, async () => {
        const found = path.startsWith("=") ? server.pages.find((p) => p.role === role && kind[path.slice(1)].test(p.path))?.path : path;
        must(found, `${role} has no page of the kind ${path}`);
        await walk(page, found);
      });
    for (const [name, act] of Object.entries(does)) await count.test(`keys ${role} ${name}`, () => act(page));
    await context.close();
  });
}
