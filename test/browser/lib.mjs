// What the browser tests share: a server with a fresh demo, people signed in, pages in every shape, and a count.
// One server and one browser for a run; every person has a context of their own.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { patience } from "../server.mjs";
export { Server, pause, until } from "../server.mjs";

const axeSource = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
export const widths = [360, 768, 1280];

// ---- counting
export class Count {
  passed = 0;
  failed = 0;
  took = new Map();                                        // seconds by the first word of a test's name
  constructor(only = []) { this.only = only; }

  wants(name) { return this.only.length === 0 || this.only.some((part) => name.includes(part)); }

  // Runs one test; what it throws is its failure.
  async test(name, run) {
    if (!this.wants(name)) return;
    const began = performance.now(), kind = name.split(" ")[0];
    try {
      await run();
      this.passed++;
    } catch (error) {
      this.failed++;
      console.log(`FAILED ${name}\n  ${String(error.message ?? error).trim().replaceAll("\n", "\n  ")}`);
      if (process.env.TRACE) console.log(error.stack);
    } finally { this.took.set(kind, (this.took.get(kind) ?? 0) + (performance.now() - began) / 1000); }
  }

  // Several tests at once, `width` of them at a time, in the order of the list.
  async each(list, width, run) {
    let next = 0;
    const lane = async () => { while (next < list.length) await run(list[next++]); };
    await Promise.all(Array.from({ length: width }, lane));
  }

  end() {
    if (process.env.TRACE) console.log([...this.took].filter(([, s]) => s > 5).map(([kind, s]) => `${kind} ${s.toFixed(0)} s`).join(", "));
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}

export function must(held, message) {
  if (!held) throw new Error(message);
}

// ---- people
// Whatever is waited for has minutes, and a request whose idle connection the server had just closed is sent again.
// SLOW=150 makes each step of a test that many ms late: what hopes to be faster than the browser fails.
export async function launch() {
  const browser = await chromium.launch({
    slowMo: Number(process.env.SLOW ?? 0), timeout: patience, executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    // Two pages at once fill two cores: more threads and processes only cost (a third of the CPU).
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none",
      "--num-raster-threads=1", "--renderer-process-limit=1", "--js-flags=--single-threaded"],
  });
  const make = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await make(options), get = context.request.get.bind(context.request);
    context.setDefaultTimeout(patience);
    context.request.get = (url, more) => get(url, { maxRetries: 3, timeout: patience, ...more });
    return context;
  };
  return browser;
}

// What is pressed or followed leads to another page: does it, and answers when that has come.
export const leads = (page, act) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), act()]);

// Cookies of a signed-in person, kept so that each role signs in once a run.
const kept = new Map();

// A test ended the sessions: the next person signs in anew.
export const forget = () => kept.clear();

// A context in which `role` is signed in ("visitor" is nobody). js: false switches JavaScript off; lang: "vi" or "en".
export async function person(browser, server, role, { js = true, width = 1280, lang = "vi", theme = "light", worker = false } = {}) {
  const who = `${role} ${lang}`;
  if (!kept.has(who)) kept.set(who, await signIn(browser, server, role, lang));
  return browser.newContext({
    baseURL: server.url, storageState: kept.get(who), javaScriptEnabled: js, reducedMotion: "reduce",
    viewport: { width, height: 900 }, colorScheme: theme, locale: lang === "en" ? "en-GB" : "vi-VN", timezoneId: "Asia/Ho_Chi_Minh",
    serviceWorkers: worker ? "allow" : "block",            // what it does is looked at in offline.mjs and push.mjs; elsewhere each page comes from the server
  });
}

// By the card of the demo on the first page: the button in [data-demo="ROLE"]. The language by the form of the page's foot.
async function signIn(browser, server, role, lang) {
  const context = await browser.newContext({ baseURL: server.url, locale: lang === "en" ? "en-GB" : "vi-VN" });
  try {
    const page = await context.newPage();
    await page.goto("/");
    if (role !== "visitor") {
      const card = page.locator(`[data-demo="${role}"]`);
      must(await card.count(), `the first page has no sign-in card for ${role}`);
      await leads(page, () => card.locator("button").first().click());
    }
    await chooseLanguage(page, lang);
    return await context.storageState();
  } finally { await context.close(); }
}

export async function chooseLanguage(page, lang) {
  if (await page.evaluate(() => document.documentElement.lang) === lang) return;    // the browser's own language
  const button = page.locator(`button[name="lang"][value="${lang}"]`).first();
  must(await button.count(), `no button for the language ${lang} on ${page.url()}`);
  // The button may be inside a closed menu; a form that is submitted is the same without the mouse.
  await button.evaluate((b) => b.form.requestSubmit(b));
  await page.waitForFunction((l) => document.documentElement.lang === l, lang);
}

export const isFile = (path) => /\.(xlsx|csv|pdf|zip|json|atom|ics)(\?|$)|\/(tep|anh)\/[0-9a-z]{13}(\?|$)|\/anh\?luc=|\/nhap\/loi\?lan=/.test(path);      // the last: pictures

// The route that a path was made from, as far as the path tells.
export const routeOf = (path) => path.replace(/\?.*/, "").replace(/[0-9a-z]{13}/g, ":id").replace(/^\/t\/[^/]+/, "/t/:truong").replace(/\d+/g, "0");

// What the browser complains about from now on: script errors, refused resources, failed requests.
function listen(page) {
  const complaints = [];
  page.on("pageerror", (e) => complaints.push(`script: ${e.message}`));
  page.on("console", (m) => { if (m.type() === "error" && !/the server responded with a status of 4/.test(m.text())) complaints.push(`console: ${m.text()}`); });
  // What a page still loads when the next one is opened is aborted: no complaint.
  page.on("requestfailed", (r) => r.failure()?.errorText !== "net::ERR_ABORTED" && complaints.push(`request: ${r.url()} ${r.failure()?.errorText}`));
  return complaints;
}

export async function visit(context, path, { status = 200 } = {}) {
  const page = await context.newPage();
  const complaints = listen(page);
  const answer = await page.goto(path, { waitUntil: "load" });
  must(answer.status() === status, `${path} answered ${answer.status()}, not ${status}`);
  return { page, answer, complaints };
}

// One tab of one person that goes from page to page: what a crawl needs, without a new process for each page.
export class Walker {
  static async start(browser, server, role, options) {
    const w = new Walker();
    w.context = await person(browser, server, role, options);
    await w.context.addInitScript({ content: axeSource });           // compiled once; sent to each page it took a fifth of all that pages cost
    w.page = await w.context.newPage();
    w.complaints = listen(w.page);
    return w;
  }

  async go(path) {
    this.complaints.length = 0;
    const answer = await this.page.goto(path, { waitUntil: "load" });
    must(answer.status() === 200, `${path} answered ${answer.status()}`);
    return answer;
  }

  // The default size of text, as a person sets it in the browser: 16 is usual, 32 is 200 %.
  async textSize(px) {
    this.cdp ??= await this.context.newCDPSession(this.page);
    await this.cdp.send("Page.setFontSizes", { fontSizes: { standard: px, fixed: px } });
  }

  close() { return this.context.close(); }
}

// The pages of the crawl by person, and the parts as a teacher and a visitor see them: [{ role, paths }], the longest list first.
export function walks(server) {
  const by = new Map();
  for (const { role, path } of server.pages) by.set(role, [...(by.get(role) ?? []), path]);
  by.get("giao-vien").push(...server.parts);
  by.get("visitor").push("/dev/parts/porch", "/dev/parts/truong");
  return [...by].map(([role, paths]) => ({ role, paths: [...new Set(paths)] })).sort((a, b) => b.paths.length - a.paths.length);
}

// On a phone of 360 px no table has to be pushed sideways to be read; a register of marks and the text of a statement may,
// and the page for makers that shows what a table does when it has to.
export async function tablesFit(page) {
  if (new URL(page.url()).pathname.startsWith("/dev/")) return;
  await page.setViewportSize({ width: 360, height: 900 });
  const wide = await page.evaluate(() => [...document.querySelectorAll("main .scroll")].filter((e) => e.scrollWidth > e.clientWidth + 1 && !e.querySelector("pre, .register, .rubric")).map((e) =>
    `${e.scrollWidth} px in ${e.clientWidth}: ${e.innerText.trim().slice(0, 80)}`)[0]);
  must(!wide, `a table scrolls inside itself on a phone: ${wide}`);
}

// For a page to which a Walker does not go by its address.
export const bringAxe = (page) => page.evaluate(axeSource);

// The page is not wider than the screen (WCAG 1.4.10); tables and charts may scroll inside themselves. No word is cut off.
export async function noSidewaysScroll(page, width) {
  await page.setViewportSize({ width, height: 900 });
  const wide = await page.evaluate(() => {
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over <= 0) {
      const cut = [...document.body.querySelectorAll("h1, h2, h3, p, li, td, th, dt, dd, a, button, label, summary")].find((e) => {
        const style = getComputedStyle(e);
        return style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && !e.closest(".scroll, .tabs, .skip, .sr");
      });
      return cut ? `cut off: ${cut.outerHTML.slice(0, 160)}` : null;
    }
    const outer = [...document.body.querySelectorAll("*")].find((e) => e.getBoundingClientRect().right > window.innerWidth + 1);
    return `${over} px too wide: ${outer ? outer.outerHTML.slice(0, 160) : "?"}`;
  });
  must(!wide, `at ${width} px ${wide}`);
}

