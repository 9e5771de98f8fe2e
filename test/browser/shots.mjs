// node test/browser/shots.mjs [word…]: pictures for looking at, in build/shots. Words choose, all others stay out:
//   a person (giao-vien), a part of a path (/hom-nay, /dev/), a width (360 768 1280), light or dark, vi or en,
//   state: every part of /dev/parts and each person's home with forced colours, more contrast, text of 200 %, hovered and focused
//   old: as a browser of five years ago shows them
//   print: the printable pages as A4 (PDF, and PNG where pdftoppm is there)
// `make shots` takes everything; `make shots T="giao-vien 360 dark"` some. build/shots/index.html shows them side by side, one row
// a page; sheet-*.png is the same as a picture. Old pictures of the same name are replaced, others stay.
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
const rest = words.filter((w) => !/^(360|768|1280|light|dark|vi|en|state|print|old)$/.test(w));

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

async function shot(walker, file) {
  walker.cdp ??= await walker.context.newCDPSession(walker.page);
  const { width } = walker.page.viewportSize(), height = Math.min(await walker.page.evaluate(() => document.documentElement.scrollHeight), 8000);
  if (height > 900) await walker.page.setViewportSize({ width, height });                   // what is fixed to the foot stands at the foot
  const clip = { x: 0, y: 0, width, height: Math.max(height, 900), scale: 1 };
  const { data } = await walker.cdp.send("Page.captureScreenshot", { format: "jpeg", quality: 80, captureBeyondViewport: true, clip });
  writeFileSync(`${folder}/${file}`, Buffer.from(data, "base64"));
}

async function everyShape(walker, row, name) {
  for (const width of widths) {
    await walker.page.setViewportSize({ width, height: 900 });
    for (const theme of themes) {
      await walker.page.emulateMedia({ colorScheme: theme });
      const file = `${name}-${width}-${theme}.jpg`;
      await shot(walker, file);
      row.shots.push({ file, label: `${width} ${theme}` });
    }
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
      await shot(walker, file);
      row.shots.push({ file, label: `${width} ${state}` });
    }
  }
  await force(walker, []);
}

async function paper(walker, row, name) {
  const pdf = `${name}.pdf`;
  writeFileSync(`${folder}/${pdf}`, await walker.page.pdf({ preferCSSPageSize: true, printBackground: false }));
  try { execFileSync("pdftoppm", ["-r", "60", "-png", `${folder}/${pdf}`, `${folder}/${name}`]); } catch { return row.shots.push({ file: pdf, label: "PDF" }); }
  for (const file of readdirSync(folder).filter((f) => f.startsWith(`${name}-`) && f.endsWith(".png"))) row.shots.push({ file, label: file.slice(name.length + 1, -4) });
}

async function walkOne({ role, paths }, lang) {
  const walker = await Walker.start(browser, server, role, { lang });
  if (kinds.includes("old")) await withOldSheet(walker.context);
  for (const path of paths) {
    await count.test(`${role} ${lang} ${path}`, async () => {
      await walker.go(path);
      const name = `${role}-${lang}${short(path)}`, row = { who: `${role} ${lang}`, path, shots: [] };
      if (kinds.includes("state")) await everyState(walker, row, `${name}-state`);
      if (kinds.includes("print")) await paper(walker, row, `${name}-print`);
      if (kinds.includes("old")) await everyShape(walker, row, `${name}-old`);
      if (kinds.length === 0) await everyShape(walker, row, name);
      rows.push(row);
      must(walker.complaints.length === 0, walker.complaints.join("\n"));
    });
  }
  await walker.close();
}

// ---- showing

const escape = (s) => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const style = "body{font:14px sans-serif;margin:16px;background:#ddd}h2{margin:24px 0 8px;font-size:18px}ul{display:flex;flex-wrap:wrap;gap:8px;padding:0;list-style:none}" +
  "li{background:#fff;padding:4px}img{display:block;height:640px;object-fit:cover;object-position:top left}.w360{width:190px}.w768{width:310px}.w1280{width:440px}small{display:block}";
const sheet = (title, some) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style><h1>${escape(title)}</h1>` +
  some.map((r) => `<h2>${escape(`${r.who}  ${r.path}`)}</h2><ul>${r.shots.map((s) => `<li><a href="${s.file}"><img class="w${s.label.split(" ")[0]}" src="${s.file}" alt=""></a><small>${escape(s.label)}</small></li>`).join("")}</ul>`).join("");

// Three pages a picture: taller ones can hardly be looked at.
async function sheets() {
  writeFileSync(`${folder}/index.html`, sheet("Khuê", rows));
  const page = await browser.newPage({ viewport: { width: 2000, height: 1200 } });
  page.setDefaultTimeout(180000);
  for (const who of new Set(rows.map((r) => r.who))) {
    const some = rows.filter((r) => r.who === who);
    for (let from = 0; from < some.length; from += 3) {
      const name = `sheet-${[...who.split(" "), ...kinds, from / 3 + 1].join("-")}`;
      writeFileSync(`${folder}/${name}.html`, sheet(who, some.slice(from, from + 3)));
      await page.goto(`file://${process.cwd()}/${folder}/${name}.html`, { waitUntil: "load" });
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
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
