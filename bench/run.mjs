// make bench: the figures of docs/benchmarks.md, measured here and now beside nginx. One line a figure at the end:
//   NAME VALUE UNIT bar BAR ok|short
// VALUE is what the bar speaks of: a ratio to nginx, milliseconds, megabytes. Requests/s vary on a shared machine, CPU per
// request hardly: where the two disagree about a bar, CPU decides and is shown. `make bench T=page` runs the names with "page".
import { execFileSync } from "node:child_process";
import { Session } from "./session.mjs";
import { load, Nginx, rssAnonMb } from "./load.mjs";
import { Server } from "../test/server.mjs";
import { buildTimes } from "./build.mjs";
import { Floor } from "./floor.mjs";
import { dataFigures } from "./data.mjs";
import { recordFigures } from "./record.mjs";
import { importTimes } from "./import.mjs";
import { liveFigures } from "./live.mjs";
import { jobFigures } from "./jobs.mjs";
import { searchFigures } from "./search.mjs";
import { cityFigures } from "./city.mjs";
import { stormFigures } from "./storm.mjs";
import { xapiFigures } from "./xapi.mjs";

const only = process.argv.slice(2);
const wanted = (name) => !only.length || only.some((part) => name.includes(part));
const lines = [];

function figure(name, value, unit, bar, ok) {
  const shown = value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  lines.push(`${name} ${shown} ${unit} bar ${bar} ${ok ? "ok" : "short"}`);
}

// A page beside nginx with a static file of the same size, twice in turn; bar is a ratio of requests/s.
async function page(name, server, path, bar, { cookie, cpuBar, encoding } = {}) {
  if (!wanted(name)) return;
  const headers = { ...(cookie ? { Cookie: cookie } : {}), ...(encoding ? { "Accept-Encoding": encoding } : {}) };
  const plain = await fetch(server.url + path, { headers: { ...headers, "Accept-Encoding": "identity" }, redirect: "manual" });
  if (plain.status !== 200) throw new Error(`${name}: ${path} answers ${plain.status}`);
  const size = (await plain.arrayBuffer()).byteLength;
  const nginx = await Nginx.start(size);
  const ours = [], theirs = [];
  try {
    await load(server.url + path, headers, [server.process.pid], 1);
    for (let i = 0; i < 2; i++) {
      ours.push(await load(server.url + path, headers, [server.process.pid], 3));
      theirs.push(await load(nginx.url + "/page.html", {}, nginx.workers(), 3));
    }
  } finally { await nginx.stop(); }
  const us = mean(ours), them = mean(theirs);
  console.log(`${name.padEnd(22)} ${path}  ${(size / 1024).toFixed(1)} KB
    khue  ${us.rps.toFixed(0).padStart(7)} req/s  ${us.cpu.toFixed(0).padStart(5)} µs CPU  p99 ${us.p99.toFixed(1)} ms  errors ${us.errors}
    nginx ${them.rps.toFixed(0).padStart(7)} req/s  ${them.cpu.toFixed(0).padStart(5)} µs CPU  p99 ${them.p99.toFixed(1)} ms`);
  const byRate = us.rps / them.rps, byCpu = them.cpu / us.cpu;
  const agree = (byRate >= bar) === (byCpu >= bar);
  const ratio = agree ? byRate : byCpu;
  figure(`${name}${agree ? "" : "-cpu"}`, ratio, "x-nginx", bar, ratio >= bar && us.errors === 0);
  const p99Bar = Math.max(20, 2 * them.p99);
  figure(`${name}-p99`, us.p99, "ms", p99Bar.toFixed(1), us.p99 <= p99Bar);
  if (cpuBar) figure(`${name}-cpu-each`, us.cpu, "us", cpuBar, us.cpu <= cpuBar);
}

function mean(runs) {
  const of = (key) => runs.reduce((sum, r) => sum + r[key], 0) / runs.length;
  return { rps: of("rps"), cpu: of("cpu"), p99: Math.min(...runs.map((r) => r.p99)), errors: runs.reduce((sum, r) => sum + r.errors, 0) };
}

async function firstView(server, path, cookie) {
  // The page and every style and script it asks for, as a browser that takes gzip and brotli gets them; fonts apart.
  const sizeOf = (url) => Number(execFileSync("curl", ["-s", "-o", "/dev/null", "-w", "%{size_download}",
    "-H", "Accept-Encoding: br, gzip", "-H", `Cookie: ${cookie}`, url], { encoding: "utf8" }));
  const html = await (await fetch(server.url + path, { headers: { Cookie: cookie } })).text();
  const parts = [...html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="(\/s\/[^"#]+)/g)].map((m) => m[1]).filter((p) => !/\.woff2/.test(p));
  const total = sizeOf(server.url + path) + [...new Set(parts)].reduce((sum, p) => sum + sizeOf(server.url + p), 0);
  figure("first-view", total / 1024, "KB", 30, total <= 30 * 1024);
}

function pathOf(crawl, role, pattern) {
  return crawl.find((p) => (role === null || p.role === role) && pattern.test(p.path));
}

async function pages() {
  const server = await Server.start();
  try {
    const crawl = server.pages;
    const publicPage = pathOf(crawl, null, /^\/t\/[^/]+$/);
    const classPage = pathOf(crawl, null, /^\/t\/[^/]+\/lop\/[^/]+$/);
    const home = pathOf(crawl, classPage?.role ?? null, /^\/hom-nay$/);
    if (publicPage) {
      await page("public-page", server, publicPage.path, 0.5);
      await page("public-page-gzip", server, publicPage.path, 0.25, { encoding: "gzip" });
    }
    if (home) {
      const session = await Session.open(server, home.role);
      await page("home", server, home.path, 0.2, { cookie: session.cookie, cpuBar: 150 });
      await firstView(server, home.path, session.cookie);
    }
    if (classPage) {
      const session = await Session.open(server, classPage.role);
      await page("class-page", server, classPage.path, 0.3, { cookie: session.cookie });
    }
    if (wanted("import"))
      for (const [name, seconds, bar] of await importTimes(server)) figure(name, seconds, "s", bar, seconds <= bar);
    if (home && wanted("storm")) {
      const session = await Session.open(server, home.role);
      const storm = await stormFigures(server, home.path, session.cookie);
      console.log(`storm                  p99 of the home ${storm.alone.toFixed(1)} ms alone, ${storm.beside.toFixed(1)} ms beside ${storm.answered} sign-ins answered, ${storm.full} told to wait`);
      const bar = Math.max(20, 2 * storm.alone);
      figure("storm-page-p99", storm.beside, "ms", bar.toFixed(1), storm.beside <= bar && storm.errors === 0);
    }
    const resident = rssAnonMb(server.process.pid);                    // after all the load
    figure("resident", resident, "MB", 60, resident <= 60);
    await server.halt();
    await server.serve(true);
    figure("start", server.startMs / 1000, "s", 1, server.startMs <= 1000);
  } finally { await server.stop(); }
}

// One that breaks off is said, and the others are measured all the same.
let broken = 0;
async function measure(name, run) {
  if (!wanted(name)) return;
  try { await run(); } catch (error) {
    broken++;
    console.log(`BROKEN ${name}\n${error.stack}`);
  }
}

await measure("floor", async () => {
  const floor = await Floor.start();
  try { await page("floor", floor, "/floor", 0.7); } finally { await floor.stop(); }
});
await measure("live", async () => {
  const live = await liveFigures();
  console.log(`live                   1,000 streams: page p99 ${live.beside.toFixed(1)} ms beside them, ${live.alone.toFixed(1)} ms alone`);
  figure("live-memory", live.kb, "KB", 64, live.kb <= 64);
  figure("live-leaked", live.leaked, "streams", 0, live.leaked === 0);
  const bar = Math.max(20, 2 * live.alone);
  figure("live-page-p99", live.beside, "ms", bar.toFixed(1), live.beside <= bar && live.errors === 0);
});
await measure("data", async () => lines.push(...dataFigures()));
await measure("record", async () => lines.push(...recordFigures()));
await measure("xapi", () => xapiFigures(figure));
await measure("jobs", async () => lines.push(...jobFigures()));
await measure("search", async () => lines.push(...searchFigures()));
await measure("city", async () => lines.push(...await cityFigures()));
// Names with a measurement of their own; everything else is a page.
const own = /^(floor|build|data|record|xapi|live|jobs|search|city)/;
if (!only.length || only.some((part) => !own.test(part))) await measure(only.find((part) => !own.test(part)) ?? "", pages);
await measure("build", async () => { for (const [name, seconds, bar] of buildTimes()) figure(name, seconds, "s", bar, seconds <= bar); });
console.log(lines.join("\n"));
process.exit(broken ? 1 : 0);
