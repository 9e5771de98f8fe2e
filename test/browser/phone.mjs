// A phone of five years ago on a slow line. Its browser leaves out every rule that it does not know; the page must still be
// readable: nothing cut off or beside the screen, nothing over each other, colours and targets as before. And it must be light.
import { request as http } from "node:http";
import { Walker, isFile, must, noSidewaysScroll, routeOf, walks } from "./lib.mjs";
import { axeFindsNothing } from "./axe.mjs";

// ---- the style sheet as an old browser keeps it

const unknownAt = /^@(layer|container|supports|property|scope|starting-style)/;
const unknownSelector = /:has\(|:is\(|:where\(|:focus-visible|::details-content|::file-selector-button|::backdrop/;
const unknownValue = /color-mix\(|\d[dsl]v[hw]\b|\banywhere\b|\brevert\b/;
const unknownName = /^(inset|text-wrap|accent-color|aspect-ratio|translate|scale|rotate|zoom|content-visibility|(padding|margin|inset|border)-(inline|block)(-\w+)?|overflow-clip-margin)$/;

function declarations(body) {
  const all = body.split(/;(?![^(]*\))/).map((d) => d.trim()).filter(Boolean);
  const flex = all.some((d) => /^display\s*:\s*(inline-)?flex/.test(d));              // no gap in flex rows before 2021
  return all.filter((d) => {
    const name = d.slice(0, d.indexOf(":")).trim(), value = d.slice(d.indexOf(":") + 1);
    return name.startsWith("--") || !(unknownName.test(name) || unknownValue.test(value) || (flex && /^(row-|column-)?gap$/.test(name)));
  }).join(";");
}

export function oldSheet(css) {
  let out = "", at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at), stop = css.indexOf(";", at), close = css.indexOf("}", at);
    if (close >= 0 && (open < 0 || close < open)) { out += "}"; at = close + 1; continue; }         // the end of a group
    if (open < 0) break;
    if (stop >= 0 && stop < open) { at = stop + 1; continue; }                                       // @import and its kin
    const head = css.slice(at, open).trim();
    let deep = 1, end = open + 1;
    while (deep > 0 && end < css.length) { deep += css[end] === "{" ? 1 : css[end] === "}" ? -1 : 0; end++; }
    if (unknownAt.test(head)) { at = end; continue; }
    if (/^@media/.test(head)) { out += `${head}{`; at = open + 1; continue; }
    if (!head.startsWith("@") && unknownSelector.test(head)) { at = end; continue; }
    out += head.startsWith("@") ? css.slice(at, end) : `${head}{${declarations(css.slice(open + 1, end - 1))}}`;
    at = end;
  }
  return out;
}

const sheets = new Map();                                  // by address, which is by content
export async function withOldSheet(context) {
  await context.route("**/s/app.*.css", async (route) => {
    const url = route.request().url();
    if (!sheets.has(url)) sheets.set(url, oldSheet(await (await route.fetch()).text()));
    await route.fulfill({ contentType: "text/css", body: sheets.get(url) });
  });
}

// ---- what must hold

async function readable(walker, path) {
  await walker.go(path);
  const { page } = walker;
  for (const width of [320, 360]) await noSidewaysScroll(page, width);
  const over = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("main a, main button, main input, main select, main textarea, main h1, main h2, main label, .top a, .top summary")]
      .filter((e) => e.checkVisibility() && !e.closest(".sr, svg") && !e.matches(".skip, [type=hidden]")).map((e) => ({ e, r: e.getBoundingClientRect() })).filter(({ r }) => r.width > 1 && r.height > 1);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1)) {
        if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
        const wide = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left), high = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
        if (wide > 2 && high > 2) return `${a.e.outerHTML.slice(0, 100)} lies over ${b.e.outerHTML.slice(0, 100)}`;
      }
    return null;
  });
  must(!over, over);
  await axeFindsNothing(page, "in an old browser", { runOnly: { type: "rule", values: ["color-contrast", "target-size", "scrollable-region-focusable"] } });
}

// ---- weight: the first view of a home, compressed, without fonts

function bytes(server, path, cookie) {
  return new Promise((done, fail) => http(`${server.url}${path}`, { headers: { "accept-encoding": "gzip, br", cookie, accept: "text/html,*/*" } }, (answer) => {
    let n = 0, text = [];
    answer.on("data", (part) => { n += part.length; text.push(part); });
    answer.on("end", () => done({ n, status: answer.statusCode }));
  }).on("error", fail).end());
}

const most = 30 * 1024;
async function light(walker, server, path) {
  await walker.go(path);
  const used = await walker.page.evaluate(() => performance.getEntriesByType("resource").map((r) => new URL(r.name).pathname));
  const cookie = (await walker.context.cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
  const weights = [];
  for (const one of [path, ...new Set(used.filter((p) => !/\.woff2$|^\/su-kien/.test(p)))]) {
    const { n, status } = await bytes(server, one, cookie);
    must(status === 200, `${one} answered ${status}`);
    weights.push({ one, n });
  }
  const sum = weights.reduce((n, w) => n + w.n, 0), list = weights.map((w) => `${w.one} ${w.n}`).join(", ");
  if (process.env.TRACE) console.log(`${path} ${sum} bytes: ${list}`);
  must(weights.length >= 3 && sum <= most, `the first view of ${path} is ${sum} bytes, more than ${most}: ${list}`);
}

// ---- the walk: each kind of page once, and each home

export async function run(count, browser, server) {
  const kinds = new Set();
  const main = walks(server).map(({ role, paths }) => ({ role, paths: paths.filter((path) => {
    const kind = path === "/hom-nay" ? `${role} ${path}` : routeOf(path);
    return !isFile(path) && !kinds.has(kind) && kinds.add(kind);
  }) }));
  await count.each(main, 2, async ({ role, paths }) => {
    const named = paths.map((path) => ({ path, name: `phone ${role} ${path}` })).filter(({ name }) => count.wants(name));
    if (named.length === 0) return;
    const walker = await Walker.start(browser, server, role, { width: 360 });
    await withOldSheet(walker.context);
    for (const { path, name } of named) await count.test(name, () => readable(walker, path));
    await walker.close();
  });
  for (const { role, paths } of main) {
    const home = paths.find((p) => p === "/hom-nay" || p === "/");
    if (!home || !count.wants(`weight ${role} ${home}`)) continue;
    const walker = await Walker.start(browser, server, role, { width: 360 });
    await count.test(`weight ${role} ${home}`, () => light(walker, server, home));
    await walker.close();
  }
}
