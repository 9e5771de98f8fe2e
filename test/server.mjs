// A server for tests and measurements: a fresh demo in a temporary folder, served on a free port of the loopback.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const khue = process.env.KHUE ?? "build/khue";

// Time for what must not happen, and for work to go on before a crash. What must happen is waited for: until().
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Minutes, which only a broken program takes.
export const patience = 300000;

// Asks again until `ask` answers something true, and answers that. What it throws means: not yet.
export async function until(what, ask) {
  let last = "";
  for (const end = performance.now() + patience; performance.now() < end; await pause(20)) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) { last = `: ${error.message}`; }
  }
  throw new Error(`never: ${what}${last}`);
}

// Below those that the system gives to whoever connects: a server that stops and comes back finds its own again.
export async function freePort() {
  const free = (port) => new Promise((done) => {
    const probe = createServer();
    probe.on("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
  for (;;) {
    const port = 10000 + Math.floor(Math.random() * 10000);
    if (await free(port)) return port;
  }
}

// The pages for makers (ui/dev.c), by the links of their first page.
const partsOf = async (url) => ["/dev/parts", ...[...(await (await fetch(`${url}/dev/parts`)).text()).matchAll(/href="(\/dev\/parts\/[^"]+)"/g)].map((m) => m[1])];

// Somebody of the three small schools, or of the same kind of staff, has the pages of somebody in the same role: a kind of page that both have is gone
// to as the first. Homes differ.
const same = { "hoc-sinh-thpt": "hoc-sinh", "giao-vien-lien-cap": "giao-vien", "giao-vien-tu-thuc": "giao-vien", "ba-ngoai": "phu-huynh",
  "to-truong": "giao-vien", "tro-giang": "giao-vien", "thiet-bi": "thu-vien", "y-te": "thu-vien", "tu-van": "thu-vien", "can-bo-so": "can-bo-phuong",
  "chuyen-vien": "van-phong" };

// Every page that somebody of the demo can open: [{ role, path }]. No server may hold the folder.
function crawl(data) {
  const text = execFileSync(khue, ["routes", "--crawl", "--data", data], { encoding: "utf8", maxBuffer: 1 << 24 }), met = new Set();
  return text.split("\n").filter(Boolean).map((line) => {
    const [role, path] = line.split("\t");               // role: user name of a card; - is nobody
    return { role: role === "-" ? "visitor" : role, path };
  }).filter(({ role, path }) => {
    const kind = `${same[role] ?? role} ${path.replace(/[0-9a-z]{13}/g, ":id").replace(/^\/t\/[^/]+/, "/t/:truong")}`;
    return !(met.has(kind) && same[role] && path !== "/hom-nay") && met.add(kind);
  });
}

export class Server {
  // A demo in a new folder (removed by stop), served on a free port. test: rate limits off, clock and mail observable.
  static async start({ test = true } = {}) {
    const s = new Server();
    s.folder = mkdtempSync(join(tmpdir(), "khue-server-"));
    s.data = join(s.folder, "data");
    s.demoSays = execFileSync(khue, ["demo", "--data", s.data], { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", maxBuffer: 1 << 24 });
    s.pages = crawl(s.data);
    process.on("exit", () => s.process?.kill("SIGKILL"));
    await s.serve(test);
    s.parts = test ? await partsOf(s.url) : [];
    return s;
  }

  // Starts the process and waits for its first answer; this.startMs is how long that took.
  async serve(test, port = 0) {
    this.port = port || await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    this.log = "";
    const began = performance.now();
    this.process = spawn(khue, ["serve", "--data", this.data, "--listen", `127.0.0.1:${this.port}`, ...(test ? ["--test"] : [])],
      { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on("data", (part) => { this.log = (this.log + part).slice(-20000); });
    await this.answering();
    this.startMs = performance.now() - began;
  }

  async answering() {
    const ended = () => this.process.exitCode !== null || this.process.signalCode !== null;
    await until("the server answers", async () => ended() || await fetch(this.url + "/", { redirect: "manual" }));
    if (ended()) throw new Error(`the server ended with ${this.process.exitCode ?? this.process.signalCode}:\n${this.log}`);
  }

  // kill -9, and the same folder served again at the same address.
  async crash() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGKILL");
    await ended;
    await this.serve(true, this.port);
  }

  // Straight into the database, beside the server.
  sql(text) { return execFileSync("sqlite3", [join(this.data, "khue.db"), `PRAGMA busy_timeout = ${patience}; ${text}`], { encoding: "utf8" }); }

  // Answers the exit status of the process.
  async stop() {
    const code = await this.halt();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  async halt() {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const ended = new Promise((done) => this.process.once("exit", done)), late = setTimeout(() => this.process.kill("SIGKILL"), patience);
    this.process.kill("SIGTERM");
    const code = await ended;
    clearTimeout(late);
    return code ?? this.process.signalCode;
  }
}
