// The door /xapi at a million stored statements: what it takes and answers durably beside the bare library writing the same rows into a copy of the same
// database in the same run (up to BARE_MOST rows; above that Khuê alone), on SQLite and on a PostgreSQL that waits for the disk; and how long it takes to find
// some of them.
//   node bench/xapi.mjs [ROWS [FOLDER]]    alone, with other numbers; a FOLDER is kept and gone on with: make bench-record-20m
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { rssAnonMb } from "./load.mjs";
import { freePort, khue, pause } from "../test/server.mjs";

const run = promisify(execFile), school = "thcs-mau-0417", raw = "build/release/bench/xapi", BARE_MOST = 2000000;

async function wrk(url, auth, size, clients, seconds) {
  const { stdout } = await run("wrk", ["-t1", `-c${clients}`, `-d${seconds}s`, "--timeout", "60s", "--latency", "-s", "bench/xapi.lua", `${url}/xapi/statements`],
    { env: { ...process.env, AUTH: auth, SIZE: String(size) } });
  const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)?.slice(1) ?? [];
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]) * size, sent: Number(/(\d+) requests in/.exec(stdout)[1]) * size,
           errors: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0) + socket.reduce((sum, n) => sum + Number(n), 0) };
}

class Store {
  // words: how khue finds its data, --data DIR [--db …]
  static async open(words, owner) {
    const s = new Store();
    Object.assign(s, { words, port: await freePort() });
    s.url = `http://127.0.0.1:${s.port}`;
    const [key, secret] = execFileSync(khue, ["key", "new", ...words, ...owner, "--school", school, "--scopes", "all", "--name", "bench", "--trusted"], { encoding: "utf8" }).trim().split(/\s+/);
    s.auth = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    await s.serve();
    return s;
  }
  async serve() {
    this.process = spawn(khue, ["serve", ...this.words, "--listen", `127.0.0.1:${this.port}`, "--test"], { stdio: "ignore" });
    process.on("exit", () => this.process.kill("SIGKILL"));
    for (let left = 2000; left > 0; left--) { try { await fetch(`${this.url}/xapi/about`); return; } catch { await pause(10); } }
    throw new Error("the server does not answer");
  }
  async stop() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGTERM");
    await ended;
  }
  async get(query) {
    const began = performance.now(), headers = { Authorization: this.auth, "X-Experience-API-Version": "2.0.0" };
    const answer = await fetch(query.startsWith("/") ? this.url + query : `${this.url}/xapi/statements?${query}`, { headers }), body = await answer.json();
    if (answer.status !== 200) throw new Error(`${query}: ${answer.status} ${JSON.stringify(body)}`);
    return { ms: performance.now() - began, body };
  }
}

// Each way of finding, 100 times after 20 for warmth: the 95th of a hundred in ms.
async function finding(store) {
  const { statements } = (await store.get("limit=100")).body, one = (i) => statements[i % statements.length], found = {};
  const agent = (i) => encodeURIComponent(JSON.stringify({ account: { homePage: "https://lms.example.org", name: `hs${1 + (i * 37) % 2000}` } }));
  const ways = {
    id: (i) => `statementId=${one(i).id}`, agent: (i) => `limit=25&agent=${agent(i)}`,
    "related-agent": (i) => `limit=25&related_agents=true&agent=${agent(i)}`,
    activity: (i) => `limit=25&activity=${encodeURIComponent(`https://lms.example.org/bai/${1 + (i * 41) % 5000}`)}`,
    "agent-verb": (i) => `limit=25&agent=${agent(i)}&verb=${encodeURIComponent("http://adlnet.gov/expapi/verbs/passed")}`,
    registration: (i) => `registration=${one(i).context.registration}`,
    since: (i) => `limit=25&ascending=true&since=${one(i).stored}`, until: (i) => `limit=25&until=${one(i).stored}`,
  };
  for (const [name, way] of Object.entries(ways)) {
    const took = [];
    for (let i = 0; i < 120; i++) took.push((await store.get(way(i))).ms);
    found[name] = took.slice(20).sort((a, b) => a - b)[94];
  }
  const took = [];
  for (let i = 0, next = "limit=25"; i < 120; i++) {
    const { ms, body } = await store.get(next);
    took.push(ms);
    next = body.more;
  }
  found.more = took.slice(20).sort((a, b) => a - b)[94];
  return found;
}

const round = (n) => Math.round(n).toLocaleString("en");

async function engine(name, store, rows, stored, bare, figure) {
  const began = performance.now();
  for (let there = stored(), first = there; there < rows; there = stored()) {
    const { errors } = await wrk(store.url, store.auth, 500, 2, Math.min(60, Math.max(3, Math.ceil((rows - there) / 8000))));
    if (errors) throw new Error(`${errors} answers of ${name} were none`);
    console.log(`    ${name}: ${round(there)} stored, ${round((there - first) / ((performance.now() - began) / 1000))} a second, ${rssAnonMb(store.process.pid).toFixed(0)} MB resident`);
  }
  const before = stored(), batches = await wrk(store.url, store.auth, 50, 8, 10), singles = await wrk(store.url, store.auth, 1, 64, 8);
  const found = await finding(store), rss = rssAnonMb(store.process.pid);
  await store.stop();
  const lost = before + batches.sent + singles.sent - stored();
  console.log(`  ${name} at ${round(before)}: 8 x 50: ${round(batches.rate)}; 64 x 1: ${round(singles.rate)}; ${batches.errors + singles.errors} errors; ${rss.toFixed(0)} MB resident
    found, 95 of 100, ms: ${Object.entries(found).map(([way, ms]) => `${way} ${ms.toFixed(1)}`).join(", ")}`);
  const sound = batches.errors + singles.errors === 0 && lost <= 0, kind = `xapi${name === "sqlite" ? "" : "-pg"}`;
  if (!sound) console.log(`    ${lost} answered statements are not there`);
  if (rows <= BARE_MOST) {                             // the bare side needs the place of a second database
    const plain = bare(40000);
    console.log(`    bare ${round(plain)} statements/s`);
    figure(`${kind}-batches`, batches.rate / plain, "x-raw", 0.6, sound && batches.rate / plain >= 0.6);
    figure(`${kind}-singles`, singles.rate / plain, "x-raw", 0.3, sound && singles.rate / plain >= 0.3);
  }
  const slowest = Math.max(...Object.values(found));
  figure(`${kind}-found`, slowest, "ms", 10, slowest <= 10 && sound);
}

async function onSqlite(rows, folder, figure) {
  const data = join(folder, "data");
  if (!existsSync(data)) execFileSync(khue, ["demo", "--data", data], { stdio: "ignore" });
  const stored = () => Number(execFileSync("sqlite3", [join(data, "khue.db"), "PRAGMA busy_timeout=5000; SELECT count(*) FROM outside_statement"], { encoding: "utf8" }).trim().split("\n").pop());
  const store = await Store.open(["--data", data], []);
  try { await engine("sqlite", store, rows, stored, (n) => Number(execFileSync(raw, [data, String(n)], { encoding: "utf8" })), figure); } finally { store.process.kill("SIGKILL"); }
}

async function onPostgres(rows, folder, figure) {
  const owner = process.env.KHUE_TEST_DB_OWNER.replace(/[^/]*$/, "khue_bench"), server = process.env.KHUE_TEST_DB.replace(/[^/]*$/, "khue_bench"), data = join(folder, "pg");
  const words = ["--data", data, "--db", server], own = ["--db-owner", owner];
  if (!existsSync(data)) {                             // a server of PostgreSQL that stands by itself is gone on with, as a folder of SQLite
    execFileSync("psql", ["-q", process.env.KHUE_TEST_DB_OWNER, "-c", "CREATE DATABASE khue_bench TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"]);
    mkdirSync(data);
    execFileSync(khue, ["migrate", ...words, ...own], { stdio: "ignore" });
    execFileSync(khue, ["demo", ...words], { stdio: "ignore" });
  }
  const stored = () => Number(execFileSync("psql", ["-Atq", owner, "-c", "SET khue.reach = 'all'", "-c", "SELECT count(*) FROM outside_statement"], { encoding: "utf8" }));
  const store = await Store.open(words, []);
  try { await engine("postgres", store, rows, stored, (n) => Number(execFileSync(raw, [owner, String(n)], { encoding: "utf8" })), figure); } finally { store.process.kill("SIGKILL"); }
}

// One line a figure, as bench/run.mjs prints them. PostgreSQL comes by test/pg.sh in a process of its own.
export async function xapiFigures(figure, rows = Number(process.env.ROWS ?? 1000000)) {
  const folder = mkdtempSync(join(tmpdir(), "khue-bench-xapi-"));
  try {
    await onSqlite(rows, folder, figure);
    const out = execFileSync("test/pg.sh", ["--durable", "node", "bench/xapi.mjs", String(rows), folder, "postgres"], { encoding: "utf8" }).trim().split("\n");
    for (const line of out) {
      const [name, value, unit, , bar, ok] = line.split(" ");
      if (/ bar .* (ok|short)$/.test(line)) figure(name, Number(value), unit, bar, ok === "ok"); else console.log(line);
    }
  } finally { rmSync(folder, { recursive: true, force: true }); }
}

if (process.argv[1]?.endsWith("bench/xapi.mjs")) {
  const [rows = 1000000, folder = mkdtempSync(join(tmpdir(), "khue-bench-xapi-")), which = "sqlite"] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const figure = (name, value, unit, bar, ok) => console.log(`${name} ${value.toFixed(2)} ${unit} bar ${bar} ${ok ? "ok" : "short"}`);
  await (which === "sqlite" ? onSqlite : onPostgres)(Number(rows), folder, figure);
  if (process.argv.length < 4) rmSync(folder, { recursive: true, force: true });
}
