// The two clusters of test/crash/failover, the demo on them, and writers that press again when no answer came.
import { execFileSync, execSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formAt, Session } from "../../bench/session.mjs";
import { freePort, khue, pause, Server, until } from "../server.mjs";

const { FAILOVER_HOME: home, FAILOVER_BIN: bin, FAILOVER_AS: as } = process.env, writers = 8;
const pg = (...words) => execSync(`${as} ${words.join(" ")}`, { cwd: "/", stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
const port = { a: await freePort(), b: await freePort() };
const url = (role) => `postgres://${role}@127.0.0.1:${port.a},127.0.0.1:${port.b}/school`;
const sql = (one, ...words) => execFileSync(`${bin}/psql`, ["-qAt", "-h", "127.0.0.1", "-p", String(port[one]), "-U", "postgres", "-d", "school", "-v", "ON_ERROR_STOP=1",
  ...words.flatMap((w) => ["-c", w])], { encoding: "utf8" }).trim();
let passed = 0, failed = 0;
const must = (good, words) => { if (good) passed++; else { failed++; console.log(`FAILED ${words}`); } };

function start(one) {
  pg(`${bin}/pg_ctl`, "-D", `${home}/${one}`, "-l", `${home}/${one}.log`, "-w", "-t", "600", "start", "-o",
    `"-p ${port[one]} -k ${home} -c listen_addresses=127.0.0.1 -c max_connections=100 -c shared_buffers=32MB -c max_locks_per_transaction=256"`);
}

// The primary waits until the standby has its commits on disk; the standby calls itself `b`.
function clusters() {
  pg(`${bin}/initdb`, "-D", `${home}/a`, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
  start("a");
  execFileSync(`${bin}/psql`, ["-q", "-h", "127.0.0.1", "-p", String(port.a), "-U", "postgres", "-d", "postgres", "-c", "CREATE ROLE khue LOGIN CREATEDB", "-c", "CREATE ROLE khue_server LOGIN",
    "-c", "CREATE DATABASE school OWNER khue"]);
  pg(`${bin}/pg_basebackup`, "-D", `${home}/b`, "-R", "-X", "stream", "-c", "fast", "-d", `"host=127.0.0.1 port=${port.a} user=postgres application_name=b"`);
  start("b");
  sql("a", "ALTER SYSTEM SET synchronous_standby_names = 'b'", "SELECT pg_reload_conf()");
}

// Adds people until told to stop. Where no answer came, or another than 303, the same form with the same key is sent again, as a person presses again.
async function write(session, form, round, writer, running) {
  const answered = [];
  for (let i = 0; running.on; i++) {
    const name = `Nguyễn Thị Vòng ${round} Tay ${"ABCDEFGH"[writer]} Số ${i}`;
    form.fields._khoa = [...randomBytes(26)].map((b) => "0123456789abcdefghjkmnpqrstvwxyz"[b & 31]).join("");
    while (running.on) {
      const answer = await session.submit({ ...form, fields: { ...form.fields } }, { ho_ten: name, vai: "staff" }).catch(() => null);
      if (answer?.status === 303) { answered.push(name); running.answered++; break; }
      running.again++;
      await pause(100);
    }
  }
  return answered;
}

const postmaster = (one) => Number(readFileSync(`${home}/${one}/postmaster.pid`, "utf8").split("\n")[0]);

// Does `first`, kills `from` under load and promotes `to`; answers what was answered before and after.
async function lose(server, round, from, to, first = () => {}) {
  const path = "/t/thcs-mau-0417/nhan-su", session = await Session.open(server, "van-thu"), page = await session.get(path);
  const form = formAt(page, page.indexOf("<form", page.indexOf("<aside"))), running = { on: true, again: 0, answered: 0 };
  await first();                                        // who writes is signed in before
  const all = Array.from({ length: writers }, (_, w) => write(session, structuredClone(form), round, w, running));
  await until("they are answered", () => running.answered > writers * 8);
  process.kill(postmaster(from), "SIGKILL");
  const lostAt = performance.now();
  await pause(500);
  pg(`${bin}/pg_ctl`, "-D", `${home}/${to}`, "-w", "-t", "600", "promote");
  const promoted = performance.now();
  sql(to, "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()");
  await until("a page is answered", async () => (await session.get("/hom-nay")) !== "");
  const back = performance.now();
  const before = running.answered;
  await until("they go on", () => running.answered > before + writers * 4);
  running.on = false;
  const answered = (await Promise.all(all)).flat();
  console.log(`round ${round}: ${answered.length} answered, ${running.again} pressed again; promoted ${Math.round(promoted - lostAt)} ms after the loss, pages ${Math.round(back - promoted)} ms after that`);
  return answered;
}

const count = (one, names) => {
  const have = new Map();
  for (const name of sql(one, "SET khue.reach = 'all'", "SELECT full_name FROM person WHERE full_name LIKE 'Nguyễn Thị Vòng%'").split("\n")) have.set(name, (have.get(name) ?? 0) + 1);
  return { missing: names.filter((n) => !have.has(n)), twice: [...have].filter(([, n]) => n > 1).map(([name]) => name) };
};

const server = new Server();
server.folder = mkdtempSync(join(tmpdir(), "khue-failover-data-"));
server.data = join(server.folder, "data");
try {
  clusters();
  execFileSync(khue, ["demo", "--data", server.data, "--db", url("khue_server"), "--db-owner", url("khue")], { stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1 << 24 });
  appendFileSync(join(server.data, "khue.conf"), `db = ${url("khue_server")}\n`);
  await server.serve(true);
  await until("the standby is in step", () => sql("a", "SELECT sync_state FROM pg_stat_replication") === "sync");

  const first = await lose(server, 1, "a", "b"), now = count("b", first);
  must(first.length > writers * 4, `only ${first.length} writes were answered`);
  must(now.missing.length === 0, `answered and missing: ${now.missing.slice(0, 5).join(", ")}`);
  must(now.twice.length === 0, `written twice: ${now.twice.slice(0, 5).join(", ")}`);
  must(sql("b", "SELECT pg_is_in_recovery()") === "f", "the standby is the primary now");

  // The other way with older data: `a` begins anew as a standby of `b`, is cut off, and `b` is lost with what it did since.
  rmSync(`${home}/a`, { recursive: true, force: true });
  pg(`${bin}/pg_basebackup`, "-D", `${home}/a`, "-R", "-X", "stream", "-c", "fast", "-d", `"host=127.0.0.1 port=${port.b} user=postgres application_name=a"`);
  start("a");
  await until("the new standby follows", () => sql("b", "SELECT state FROM pg_stat_replication") === "streaming");
  const second = await lose(server, 2, "b", "a", async () => {
    const here = sql("b", "SELECT pg_current_wal_lsn()");
    await until("the sign-in has come over", () => sql("b", `SELECT replay_lsn >= '${here}' FROM pg_stat_replication`) === "t");
    sql("a", "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=1'", "SELECT pg_reload_conf()");
    await until("the standby follows no more", () => sql("b", "SELECT count(*) FROM pg_stat_replication") === "0");
  });
  const then = count("a", first);
  must(then.missing.length === 0 && then.twice.length === 0, `of the first round missing ${then.missing.length}, twice ${then.twice.length}`);
  must(count("a", second).missing.length > 0, "nothing was lost, so this round showed nothing");
  must(second.length - count("a", second).missing.length > writers, "it did not go on writing on older data");
  await server.halt();
  const says = execFileSync(khue, ["verify", "--data", server.data], { encoding: "utf8" });
  must(!/ [1-9][0-9]* wrong/.test(says), `verify: ${says}`);
} catch (error) {
  failed++;
  console.log(`FAILED ${error.stack}\n${server.log ?? ""}`);
} finally {
  server.process?.kill("SIGKILL");
  rmSync(server.folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
