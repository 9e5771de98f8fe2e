// node test/browser/shots.mjs [word…]: pictures for looking at, in build/shots. Words choose, all others stay out:
//   a person (giao-vien), a part of a path (/hom-nay, /dev/), a width (360 768 1280), light or dark, vi or en
//   once: each kind of page once, whoever opens it and however many of its rows it has
//   round: the same in four shapes: 360 light and 1280 dark in Vietnamese, 768 dark and 1280 light in English
//   state: every part of /dev/parts and each person's home with forced colours, more contrast, text of 200 %, hovered and focused
//   old: as a browser of five years ago shows them
//   print: the printable pages as A4 (PDF, and PNG where pdftoppm is there)
// `make shots` takes everything; `make shots T="giao-vien 360 dark"` some; `make shots T=round` is what to look at after a change.
// Look at the sheets: sheet-SHAPE-N.png is one screen full of pages in one shape, from top to bottom, the next column to the right;
// a page goes on in the next column where it does not fit. build/shots/index.html leads to each picture in full size, one row a page.
// Old pictures of the same name are replaced, others stay.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { Count, Server, Walker, isFile, launch, must, walks } from "./lib.mjs";
import { withOldSheet } from "./phone.mjs";
import { force } from "./states.mjs";

const folder = "build/shots";
const words = process.argv.slice(2);
const pick = (all) => { const said = words.filter((w) => all.includes(w)); return said.length ? said : all; };
const widths = pick(["360", "768", "1280"]).map(Number), themes = pick(["light", "dark"]), langs = pick(["vi", "en"]);
const kinds = words.filter((w) => w === "state" || w === "print" || w === "old");
const round = words.includes("round"), once = round || words.includes("once");
const rest = words.filter((w) => !/^(360|768|1280|light|dark|vi|en|state|print|old|once|round)$/.test(w));
const rounds = { vi: [[360, "light"], [1280, "dark"]], en: [[768, "dark"], [1280, "light"]] };
const shapes = (lang) => (round ? rounds[lang] : widths.flatMap((width) => themes.map((theme) => [width, theme])));

const server = await Server.start();
const walk = walks(server);
const roles = rest.filter((w) => walk.some(({ role }) => role === w)), parts = rest.filter((w) => !roles.includes(w));
const wanted = walk.filter(({ role }) => !roles.length || roles.includes(role))
  .map(({ role, paths }) => ({ role, paths: paths.filter((p) => !isFile(p) && (!parts.length || parts.some((part) => p.includes(part)))) }));

const count = new Count();
mkdirSync(folder, { recursive: true });
const browser = await launch();
const short = (path) => path.replace(/[0-9a-z]{13}/g, "id").replaceAll("/", "-").replace(/[^\w.-]/g, "_");
const rows = [];                       // { who, path, shots: [{ file, label }] }

// ---- taking

async function shot(walker, file, label) {
  walker.cdp ??= await walker.context.newCDPSession(walker.page);
  const { width } = walker.page.viewportSize(), height = Math.max(900, Math.min(await walker.page.evaluate(() => document.fonts.ready.then(() => document.documentElement.scrollHeight)), 8000));
  if (height > 900) await walker.page.setViewportSize({ width, height });                   // what is fixed to the foot stands at the foot
  await walker.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const clip = { x: 0, y: 0, width, height, scale: 1 };
  const { data } = await walker.cdp.send("Page.captureScreenshot", { format: "jpeg", quality: 80, optimizeForSpeed: true, clip });
  writeFileSync(`${folder}/${file}`, Buffer.from(data, "base64"));
  return { file, label, width, height };
}

// Elements and classes in their order, rows that repeat once: what makes two pages the same to the eye. Runs in the page.
function skeleton() {
  const of = (e) => {
    const inside = [];
    for (const child of e.children) {
      const one = of(child);
      if (!inside.includes(one)) inside.push(one);
    }
    return `<${e.localName} ${e.className.baseVal ?? e.className}>${inside.join("")}`;
  };
  return of(document.querySelector("main"));
}
const met = new Set();
async function isNew(walker, lang) {
  const key = lang + await walker.page.evaluate(skeleton);
  return !met.has(key) && met.add(key);
}

async function everyShape(walker, row, name, lang) {
  for (const [width, theme] of shapes(lang)) {
    await walker.page.setViewportSize({ width, height: 900 });
    await walker.page.emulateMedia({ colorScheme: theme });
    row.shots.push(await shot(walker, `${name}-${width}-${theme}.jpg`, `${width} ${theme}`));
  }
}

// What readers and machines do to a page; each begins where the last one ended.
const states = [
  ["forced", (w) => w.page.emulateMedia({ forcedColors: "active" })],
  ["contrast", (w) => w.page.emulateMedia({ forcedColors: "none", contrast: "more" })],
  ["text200", async (w) => { await w.page.emulateMedia({ contrast: "no-preference" }); await w.textSize(32); }],
  ["hover", async (w) => { await w.textSize(16); await force(w, ["hover"]); }],
  ["focus", (w) => force(w, ["focus", "focus-visible"])],
];

async function everyState(walker, row, name) {
  for (const [state, begin] of states) {
    await begin(walker);
    for (const width of widths) {
      await walker.page.setViewportSize({ width, height: 900 });
      const file = `${name}-${width}-${state}.jpg`;
      row.shots.push(await shot(walker, file, `${width} ${state}`));
    }
  }
  await force(walker, []);
}

// A4 in pixels.
const dpi = 90, a4 = { width: Math.round(8.27 * dpi), height: Math.round(11.69 * dpi) };

async function paper(walker, row, name) {
  const pdf = `${name}.pdf`;
  writeFileSync(`${folder}/${pdf}`, await walker.page.pdf({ preferCSSPageSize: true, printBackground: false }));
  try { execFileSync("pdftoppm", ["-r", String(dpi), "-png", `${folder}/${pdf}`, `${folder}/${name}`]); } catch { return row.shots.push({ file: pdf, label: "PDF" }); }
  for (const file of readdirSync(folder).filter((f) => f.startsWith(`${name}-`) && f.endsWith(".png"))) row.shots.push({ file, label: "paper", ...a4 });
}

async function walkOne({ role, paths }, lang) {
  const walker = await Walker.start(browser, server, role, { lang });
  if (kinds.includes("old")) await withOldSheet(walker.context);
  for (const path of paths) {
    await count.test(`${role} ${lang} ${path}`, async () => {
      await walker.go(path);
      if (once && !await isNew(walker, lang)) return;
      const name = `${role}-${lang}${short(path)}`, row = { who: `${role} ${lang}`, path, shots: [] };
      if (kinds.includes("state")) await everyState(walker, row, `${name}-state`);
      if (kinds.includes("print")) await paper(walker, row, `${name}-print`);
      if (kinds.includes("old")) await everyShape(walker, row, `${name}-old`, lang);
      if (kinds.length === 0) await everyShape(walker, row, name, lang);
      rows.push(row);
      must(walker.complaints.length === 0, walker.complaints.join("\n"));
    });
  }
  await walker.close();
}

// ---- showing

const escape = (s) => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const style = "body{font:14px sans-serif;margin:16px;background:#ddd}h2{margin:24px 0 8px;font-size:18px}ul{display:flex;flex-wrap:wrap;gap:8px;padding:0;align-items:flex-start;list-style:none}" +
  "li{background:#fff;padding:4px}img{display:block}.w360{width:190px}.w768{width:310px}.w1280{width:440px}.wpaper{width:310px}small{display:block}";
const index = () => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Khuê</title><style>${style}</style><h1>Khuê</h1>` +
  rows.map((r) => `<h2>${escape(`${r.who}  ${r.path}`)}</h2><ul>${r.shots.map((s) => `<li><a href="${s.file}"><img class="w${s.label.split(" ")[0]}" src="${s.file}" alt="" loading="lazy"></a><small>${escape(s.label)}</small></li>`).join("")}</ul>`).join("");

// A sheet is one screen full, small enough to be read as a whole: its size, and how large a page of each width stands on it.
const wide = 1440, high = 900, gap = 12, line = 16, scale = { 360: 0.75, 768: 0.6, 1280: 0.54, [a4.width]: 0.61 };

// Columns from left to right; a page stands below the last one and goes on in the next column.
function columns(pages, width) {
  const size = width * scale[width], each = Math.floor((wide - gap) / (size + gap)), least = 120, sheets = [];
  let x = each, y = 0;
  for (const page of pages) {
    const tall = page.height * scale[width];
    for (let from = 0, part; from < tall; from += part) {
      if (y > 0 && (from > 0 || high - y - line < Math.min(tall, least))) { x++; y = 0; }
      if (x >= each) { sheets.push([]); x = 0; y = 0; }
      part = Math.min(high - y - line, tall - from);
      sheets.at(-1).push({ page, from, part, x: gap + x * (size + gap), y: y + line, size });
      y += part + line + gap;
    }
  }
  return sheets;
}

const sheetPage = (cells) => `<!doctype html><html lang="vi"><meta charset="utf-8"><style>body{margin:0;background:#ccc;font:11px sans-serif}div,p{position:absolute;margin:0;overflow:hidden}p{white-space:nowrap}img{position:absolute;left:0}</style>` +
  cells.map(({ page, from, part, x, y, size }) => `<p style="left:${x}px;top:${y - line}px;width:${size}px">${escape(`${from ? "… " : ""}${page.who} ${page.path}`)}</p>` +
    `<div style="left:${x}px;top:${y}px;width:${size}px;height:${part}px"><img src="${page.file}" style="width:${size}px;top:${-from}px" alt=""></div>`).join("");

async function sheets() {
  writeFileSync(`${folder}/index.html`, index());
  const page = await browser.newPage({ viewport: { width: wide, height: high } });
  page.setDefaultTimeout(180000);
  const shown = rows.flatMap((r) => r.shots.filter((s) => s.height).map((s) => ({ ...s, who: r.who.split(" ")[0], path: r.path, shape: `${r.who.split(" ")[1]} ${s.label}` })));
  for (const shape of new Set(shown.map((s) => s.shape))) {
    const pages = shown.filter((s) => s.shape === shape);
    for (const [n, cells] of columns(pages, pages[0].width).entries()) {
      const name = `${folder}/sheet-${[...kinds, ...shape.split(" "), String(n + 1).padStart(2, "0")].join("-")}`;
      writeFileSync(`${name}.html`, sheetPage(cells));
      await page.goto(`file://${process.cwd()}/${name}.html`, { waitUntil: "load" });
      await page.screenshot({ path: `${name}.png` });
    }
  }
  await page.close();
}

const began = performance.now();
try {
  const printable = (p) => /\/(lop|em|phieu|phien-ban|gia-tri|ho-so|giay|bang|danh-sach)(\/|$)|^\/t\/[^/]+$/.test(p);
  const homes = ({ role, paths }) => ({ role, paths: paths.filter((p) => p.startsWith("/dev/") || p === "/hom-nay" || p === "/") });
  let list = kinds.includes("state") ? wanted.map(homes) : wanted;
  if (kinds.includes("print")) list = list.map(({ role, paths }) => ({ role, paths: paths.filter(printable) }));
  await count.each(list.filter((w) => w.paths.length).flatMap((w) => langs.map((lang) => [w, lang])), 2, ([w, lang]) => walkOne(w, lang));
  await sheets();
  console.log(`${rows.reduce((n, r) => n + r.shots.length, 0)} pictures of ${rows.length} pages in ${((performance.now() - began) / 1000).toFixed(0)} s: ${folder}/index.html`);
} finally {
  await browser.close();
  await server.stop();
}
process.exit(count.end());
