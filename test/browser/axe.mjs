// Every page of the crawl, as everybody who may open it, in both languages, and every part: valid HTML, no complaint of the
// browser, no sideways scroll from 320 px on, and nothing that axe finds (WCAG 2.2 AA) on phone and desk, light and dark.
// Every page is asked for and its HTML checked. The browser opens those that may look otherwise than what it saw: in Vietnamese at most
// three of a route that differ without their words (and every home), in English the first of each route. The HTML checker looks once at
// each *kind* of page: the same source, however many rows a list has and whatever its words are. axe looks where something stands in a
// setting that it has not seen. AXE=every leaves that reckoning out: the first page of each route as each person and each home, with every rule, on phone and
// desk, light and dark, in both languages (some ten minutes; `make test-long`).
import { createHash } from "node:crypto";
import { HtmlValidate } from "html-validate";
import { Walker, bringAxe, isFile, must, noSidewaysScroll, person, routeOf, tablesFit, walks } from "./lib.mjs";

const html = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:document"],
  rules: {
    "no-trailing-whitespace": "off",       // generated pages are not read by people
    "long-title": "off",                   // names of schools are long; the title begins with the page
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "tel-non-breaking": "off",
    "no-inline-style": "error",
    "require-sri": ["error", { target: "crossorigin" }],   // our own files are named by their hash
    "prefer-native-element": ["error", { exclude: ["region", "list"] }],
  },
});

const hash = (text) => createHash("sha1").update(text).digest("base64");

// ---- HTML

// The source without its words: what is left decides whether it is valid. Lines that repeat count twice at most.
function sourceKind(text) {
  const bare = text
    .replace(/\b(href|src|value|content|datetime|alt|title|placeholder|aria-label|action)="([^"]*)"/g, (m, name, value) => `${name}=${value ? "x" : ""}`)
    .replace(/\b[0-9a-z]{13}\b/g, "id").replace(/>[^<\n]*[^<\s][^<\n]*/g, ">x").replace(/\d+/g, "0");
  return hash(bare.split("\n").filter((line, i, all) => i < 2 || line !== all[i - 1] || line !== all[i - 2]).join("\n"));
}

// Whether a page's frame or its content is of a kind not met before in its language.
const met = new Set();
function isNew(text, lang) {
  const from = text.indexOf("<main"), to = text.indexOf("</main>");
  if (from < 0) return true;
  const kinds = [text.slice(from, to), text.slice(0, from) + text.slice(to)].map((part) => `${lang} ${sourceKind(part)}`);
  const before = kinds.every((kind) => met.has(kind));
  for (const kind of kinds) met.add(kind);
  return !before;
}

const most = process.env.AXE === "every" ? { vi: 1, en: 1 } : { vi: 3, en: 1 }, openedOf = new Map();
let opened = 0;
function mayOpen(path, lang) {
  const route = `${lang} ${routeOf(path)}`, n = openedOf.get(route) ?? 0;
  if (n >= most[lang] && !/^\/(hom-nay)?$/.test(path)) return false;
  openedOf.set(route, n + 1);
  return opened++, true;
}

const valid = new Set();
async function validHtml(text) {
  const kind = sourceKind(text);
  if (valid.has(kind)) return;
  valid.add(kind);
  const report = await html.validateString(text);
  const first = report.results.flatMap((r) => r.messages).filter((m) => m.severity === 2).slice(0, 5);
  must(first.length === 0, first.map((m) => `html ${m.ruleId} at ${m.line}:${m.column}: ${m.message}`).join("\n"));
}

// ---- axe

// What axe decides by: an element with its classes, roles and attributes, whether it has words and whether they are short, inside its parent and
// that one's (their classes and roles); and the order of headings. The set of these settings, for the content and for the frame around it. Runs in the page.
function pageKind() {
  const shown = new Set(["role", "type", "tabindex", "aria-current", "aria-invalid", "aria-busy", "aria-live", "scope", "class"]);
  const refs = new Set(["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"]);
  const size = (n) => (n === 0 ? 0 : n < 4 ? 1 : 2), own = new Map();
  const one = (e) => {
    if (!e) return "";
    if (!own.has(e)) {
      const attributes = [...e.attributes].map((a) => shown.has(a.name) ? `${a.name}=${a.value}`
        : refs.has(a.name) ? `${a.name}=${a.value.split(" ").every((id) => document.getElementById(id))}` : `${a.name}${a.value === "" ? "=" : ""}`).sort();
      const words = [...e.childNodes].reduce((n, child) => Math.max(n, child.nodeType === 3 ? size(child.data.trim().length) : 0), 0);
      own.set(e, `<${e.localName} ${attributes.join(" ")}>${words}${e.textContent.trim() ? "t" : ""}`);
    }
    return own.get(e);
  };
  const around = (e) => e ? `<${e.localName} ${e.getAttribute("class") ?? ""} ${e.getAttribute("role") ?? ""}>` : "";
  const settings = (all) => [...new Set([...all].map((e) => `${one(e)} ${around(e.parentElement)} ${around(e.parentElement?.parentElement)}`))];
  const headings = [...document.querySelectorAll("h1, h2, h3, h4")].map((e) => e.localName).filter((h, i, of) => h !== of[i - 1]).join();
  const main = document.querySelector("main"), ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const outside = [...document.querySelectorAll("*")].filter((e) => !main?.contains(e) || e === main);
  return { content: main ? [...settings(main.querySelectorAll("*")), headings] : [], frame: [...settings(outside), `${new Set(ids).size === ids.length}`] };
}

// What the theme decides, what the width decides, what the language decides; all the rest is looked at once, on a phone.
const inTheme = ["color-contrast", "link-in-text-block"], inWidth = ["target-size", "scrollable-region-focusable"];
const inLanguage = ["html-has-lang", "html-lang-valid", "valid-lang", "document-title", "button-name", "link-name", "label", "select-name", "input-button-name", "image-alt",
  "svg-img-alt", "role-img-alt", "summary-name", "empty-heading", "empty-table-header", "aria-command-name", "aria-input-field-name", "aria-toggle-field-name",
  "aria-dialog-name", "aria-progressbar-name", "aria-tooltip-name", "aria-treeitem-name", "frame-title", "label-title-only", "landmark-unique", "identical-links-same-purpose"];
const rules = (values) => ({ runOnly: { type: "rule", values } });
const all = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const colours = rules(inTheme), desk = rules([...inTheme, ...inWidth]), names = rules(inLanguage);
const phone = { ...all, rules: { "color-contrast": { enabled: false } } };                              // the desk's colours are the phone's

export async function axeFindsNothing(page, where, look = all, part = "html") {
  const found = await page.evaluate(async ([options, selector]) => {
    const result = await window.axe.run(selector === "html" ? document : selector, { ...options, resultTypes: ["violations"], preload: false });
    return result.violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 3).map((n) => `${n.target}  ${n.html.slice(0, 140)}`).join("\n    ")}`);
  }, [look, part]);
  must(found.length === 0, `axe ${where}\n${found.join("\n")}`);
}

export const onlyColours = colours;

// A frame (what stands around <main>) in which everything stands as axe has seen it is left out; a page is looked at whole when its frame is new, with
// every rule at both widths. Content in which something stands as it never did meets every rule on the phone, and what width and theme decide on the
// desk, light and dark. In English the same once more for names: what has none there, or says its language wrongly. Its colours are the Vietnamese page's.
const seen = new Set();
let looked = 0;
function isNewSetting(settings, of = "") {
  let first = false;
  for (const one of settings) {
    const key = hash(of + one);
    first ||= !seen.has(key);
    seen.add(key);
  }
  return first;
}

const every = process.env.AXE === "every";
async function axeLooksAtAll(walker) {
  looked++;
  for (const width of [320, 360, 768, 1280]) {
    await noSidewaysScroll(walker.page, width);
    if (width === 320 || width === 768) continue;
    if (width === 360) await tablesFit(walker.page);
    await axeFindsNothing(walker.page, `${width} px light`);
    await walker.page.emulateMedia({ colorScheme: "dark" });
    await axeFindsNothing(walker.page, `${width} px dark`, onlyColours);
    await walker.page.emulateMedia({ colorScheme: "light" });
  }
}

async function axeLooks(walker, lang) {
  const { page } = walker, { content, frame } = await page.evaluate(pageKind);
  const newFrame = isNewSetting(frame), first = isNewSetting(content) || newFrame, part = newFrame ? "html" : "main";
  const again = lang !== "vi" && isNewSetting(content, lang) && !first;
  looked += first || again;
  await noSidewaysScroll(page, 320);
  await tablesFit(page);
  if (again) await axeFindsNothing(page, `320 px light, ${lang}`, names, "html");
  if (first) {
    await noSidewaysScroll(page, 360);
    await axeFindsNothing(page, "360 px light", newFrame ? all : phone, part);
    if (newFrame) await inDark(page, 360, part);
  }
  await noSidewaysScroll(page, 768);
  await noSidewaysScroll(page, 1280);
  if (!first) return;
  await axeFindsNothing(page, "1280 px light", newFrame ? all : desk, part);
  await inDark(page, 1280, part);
}

async function inDark(page, width, part) {
  await page.emulateMedia({ colorScheme: "dark" });
  await axeFindsNothing(page, `${width} px dark`, colours, part);
  await page.emulateMedia({ colorScheme: "light" });
}

// A page that no link leads to: as it stands, on phone and desk, light and dark, with every rule.
export async function looksRight(page, where) {
  await bringAxe(page);
  for (const width of [320, 360, 768, 1280]) await noSidewaysScroll(page, width);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await axeFindsNothing(page, `${where}, ${width} px light`, width === 360 ? all : desk);
    await page.emulateMedia({ colorScheme: "dark" });
    await axeFindsNothing(page, `${where}, ${width} px dark`, colours);
    await page.emulateMedia({ colorScheme: "light" });
  }
}

// What the crawl does not reach: pages of a refusal, a form with what is wrong in it, and what a post draws: slips and cards to print. The page between the
// two steps of a sign-in is looked at in flows.mjs; /gui-lai draws what the post that was kept draws.
async function behindPosts(browser, server, lang) {
  const path = (role, pattern) => server.pages.find((p) => p.role === role && pattern.test(p.path)).path;
  const at = async (role, address, act) => {
    const context = await person(browser, server, role, { lang, width: 360 }), page = await context.newPage(), complaints = [];
    page.on("pageerror", (e) => complaints.push(e.message));
    await page.goto(address);
    if (act) await Promise.all([page.waitForNavigation({ waitUntil: "load" }), act(page)]);
    must(await page.evaluate(() => document.documentElement.lang) === lang, `${address} is not in ${lang}`);
    if (lang === "vi") await looksRight(page, address);
    else { await bringAxe(page); await noSidewaysScroll(page, 320); await axeFindsNothing(page, `${address} ${lang}`, names); }
    must(complaints.length === 0, complaints.join("\n"));
    await context.close();
  };
  const send = (action) => (page) => page.locator(`form[action$="${action}"] button[type=submit]`).first().click();
  const add = path("van-thu", /\/them-em$/), slips = path("giao-vien", /\/lop\/[^/]+\/phieu$/), cards = path("giao-vien-tieu-hoc", /\/the$/);
  await at("visitor", "/khong-co-trang-nay");
  await at("hoc-sinh", add);                                  // 403
  await at("giao-vien-tieu-hoc", add);                        // 404, of a school
  await at("van-thu", add, async (page) => { await page.fill("[name=ngay_sinh]", "31/02/2015"); await send("/them-em")(page); });
  await at("visitor", "/dang-nhap", async (page) => { await page.fill("[name=ten]", "khong-ai"); await page.fill("[name=mat_khau]", "khong phai the"); await send("/dang-nhap")(page); });
  await at("visitor", "/ma", async (page) => { await page.fill("[name=ma]", "aaaa-bbbb-cccc"); await send("/ma")(page); });
  await at("giao-vien", slips, send("/phieu"));
  await at("giao-vien-tieu-hoc", cards, (page) => page.locator("form[action$='/mot'] button").nth(lang === "vi" ? 4 : 5).click());
}

// ---- the walk

async function oneFile(context, path) {
  const answer = await context.request.get(path);
  must(answer.ok(), `${path} answered ${answer.status()}`);
  const { "content-disposition": way = "", "content-type": type = "" } = answer.headers();
  must((await answer.body()).length > 0 && (/attachment/.test(way) || /^image\/|^application\/((ld\+)?json|atom\+xml)|^text\/calendar/.test(type)), `${path} is neither a file to keep, nor a picture, nor data`);
}

async function onePlain(context, path, lang) {
  const answer = await context.request.get(path, { headers: { accept: "text/html", "accept-language": lang }, maxRetries: 1 });      // the server may have closed an idle connection
  const text = await answer.text();
  must(answer.status() === 200, `${path} answered ${answer.status()}`);
  must(text.includes(`<html lang="${lang}"`), `the page is not marked as ${lang}`);
  return text;
}

async function onePage(walker, path, lang) {
  if (isFile(path)) return oneFile(walker.context, path);
  const text = await onePlain(walker.context, path, lang);
  if (!isNew(text, lang) && !every) return;
  await validHtml(text);
  if (!mayOpen(path, lang)) return;
  await walker.go(path);
  await (every ? axeLooksAtAll(walker) : axeLooks(walker, lang));
  must(walker.complaints.length === 0, walker.complaints.join("\n"));
}

export async function run(count, browser, server) {
  must(server.pages.length > 0, "khue routes --crawl lists no page");
  const work = walks(server).flatMap((w) => ["vi", "en"].map((lang) => ({ ...w, lang })));
  await count.each(work, 2, async ({ role, paths, lang }) => {
    const named = paths.map((path) => ({ path, name: `axe ${role} ${lang} ${path}` })).filter(({ name }) => count.wants(name));
    if (named.length === 0) return;
    const walker = await Walker.start(browser, server, role, { lang });
    for (const { path, name } of named) await count.test(name, () => onePage(walker, path, lang));
    await walker.close();
  });
  for (const lang of ["vi", "en"]) await count.test(`axe behind posts ${lang}`, () => behindPosts(browser, server, lang));
  if (process.env.TRACE) console.log(`${opened} pages opened; axe looked at ${looked} with ${seen.size} settings, the HTML checker at ${valid.size} kinds`);
}
