// The same pages over one school and over the whole invented city (khue demo city), where a principal is signed in; and how long
// the city takes to be made, and the server to start on it. CITY_OF=98: a ninety-eighth of the city. About ten minutes for all.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load, rssAnonMb } from "./load.mjs";
import { formWith, Session } from "./session.mjs";
import { khue, Server } from "../test/server.mjs";

const password = "hoc-sang-tao-2026";
const run = (...words) => execFileSync(khue, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 });

// A server over a folder that is there already; nobody stands on its first page.
class CityServer extends Server {
  static async over(data) {
    const s = new CityServer();
    s.data = data;
    await s.serve(true);
    return s;
  }
  stop() { return this.halt(); }
}

// A lower secondary school of the city and its principal, signed in by a one-time code. { session, school }
async function principal(server, data, wish) {
  const codes = run("school", "list", "--data", data).split("\n").map((line) => line.split("\t")[0]);
  const school = codes.includes(wish) ? wish : codes.find((code) => code.startsWith("thcs-"));
  const [user, code] = run("user", "new", "--data", data, "--school", school, "--role", "principal", "--name", "Nguyễn Thị Minh").trim().split("\t");
  if (!user || !code) throw new Error("khue user new gave no code");
  const session = new Session(server);
  await session.submit(formWith(await session.get("/ma"), 'name="ma"'), { ma: code });
  await session.submit(formWith(await session.get("/mat-khau"), "nhac_lai"), { mat_khau: password, nhac_lai: password });
  return { session, school };
}

// The pages by name: public page, home, list of classes, a class, a search, a month, the map.
async function paths(session, school) {
  const list = `/t/${school}/lop`;
  const one = [...(await session.get(list)).matchAll(new RegExp(`href="(${list}/[0-9a-z]{13})"`, "g"))][0]?.[1];
  if (!one) throw new Error(`${list} leads to no class`);
  return { public: `/t/${school}`, home: "/hom-nay", classes: list, class: one, search: "/tim-kiem?q=nguyen+minh", month: "/lich/thang", map: `/t/${school}/ban-do` };
}

async function measured(data, wish) {
  const server = await CityServer.over(data);
  try {
    const { session, school } = await principal(server, data, wish);
    const all = {}, headers = { Cookie: session.cookie };
    for (const [name, path] of Object.entries(await paths(session, school))) {
      await load(server.url + path, headers, [server.process.pid], 1);
      all[name] = await load(server.url + path, headers, [server.process.pid], 3);
    }
    return { school, pages: all, start: server.startMs, resident: rssAnonMb(server.process.pid) };
  } finally { await server.stop(); }
}

// Lines of figures.
export async function cityFigures() {
  const folder = mkdtempSync(join(tmpdir(), "khue-bench-city-")), lines = [];
  const of = Number(process.env.CITY_OF ?? 1);
  const say = (name, value, unit, bar, ok) => lines.push(`${name} ${value.toFixed(2)} ${unit} bar ${bar} ${ok ? "ok" : "short"}`);
  try {
    const [big, small] = ["city", "school"].map((name) => join(folder, name));
    run("demo", "city", "--of", "500", "--data", small);
    const began = performance.now();
    const told = run("demo", "city", "--of", String(of), "--data", big).trim().split("\n").at(-1);
    const minutes = (performance.now() - began) / 60000;
    console.log(`city                   ${told}`);
    console.log(`city                   ${execFileSync("du", ["-sm", big], { encoding: "utf8" }).split("\t")[0]} MB on disk`);
    say("city-made", minutes, "min", 15, minutes <= 15);
    const one = await measured(small), all = await measured(big, one.school);
    say("city-start", all.start / 1000, "s", 1, all.start <= 1000);
    say("city-resident", all.resident, "MB", 300, all.resident <= 300);
    for (const [name, page] of Object.entries(all.pages)) {
      const alone = one.pages[name];
      console.log(`city ${name.padEnd(10)} ${page.cpu.toFixed(0)} µs CPU, p99 ${page.p99.toFixed(1)} ms; one school ${alone.cpu.toFixed(0)} µs, p99 ${alone.p99.toFixed(1)} ms; errors ${page.errors}`);
      if (name === "map") { say("city-map", page.cpu / 1000, "ms", 20, page.cpu <= 20000 && page.errors === 0); continue; }      // its bar is its own: it counts
      say(`city-${name}-cpu`, page.cpu / alone.cpu, "x-one-school", 1.5, page.cpu <= 1.5 * alone.cpu && page.errors === 0);
      say(`city-${name}-p99`, page.p99 / alone.p99, "x-one-school", 1.5, page.p99 <= Math.max(20, 1.5 * alone.p99));
    }
    return lines;
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
