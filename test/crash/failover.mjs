// The two clusters of test/crash/failover, the demo on them, and writers that press again when no answer came.
import { execFileSync, execSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, khue, pause, Server, until } from "../server.mjs";
import { missingOf, writing } from "./writers.mjs";

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

const postmaster = (one) => Number(readFileSync(`${home}/${one}/postmaster.pid`, "utf8").split("\n")[0]);

// Does `first`, kills `from` under load and promotes `to`; answers what was answered before and after.
async function lose(server, round, from, to, first = () => {}) {
  const people = await writing(server, round);
  await first();                                        // who writes is signed in before
  people.begin();
  await until("they are answered", () => people.answered() > writers * 8);
  process.kill(postmaster(from), "SIGKILL");
  const lostAt = performance.now();
  await pause(500);
  pg(`${bin}/pg_ctl`, "-D", `${home}/${to}`, "-w", "-t", "600", "promote");
  const promoted = performance.now();
  sql(to, "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()");
  await until("a page is answered", async () => (await people.session.get("/hom-nay")) !== "");
  const back = performance.now(), before = people.answered();
  await until("they go on", () => people.answered() > before + writers * 4);
  const { answered, again } = await people.stop();
  console.log(`round ${round}: ${answered.length} answered, ${again} pressed again; promoted ${Math.round(promoted - lostAt)} ms after the loss, pages ${Math.round(back - promoted)} ms after that`);
  return answered;
}

// While the standby is away COMMIT waits for it. Who cancels that wait makes PostgreSQL answer that the commit is done, with a warning; Khuê does not pass such
// an answer on, and waits again.
async function cancelled(server) {
  const people = await writing(server, 0), waits = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
  pg(`${bin}/pg_ctl`, "-D", `${home}/b`, "-m", "immediate", "stop");
  people.begin();
  for (let i = 0; i < 3; i++) {
    await until("a COMMIT waits for the standby", () => Number(sql("a", `SELECT count(*) ${waits}`)) > 0);
    sql("a", `SELECT pg_cancel_backend(pid) ${waits}`);
  }
  await until("somebody waits again", () => Number(sql("a", `SELECT count(*) ${waits}`)) > 0);
  must(people.answered() === 0, `${people.answered()} writes were answered that no standby has`);
  start("b");
  await until("a write is answered", () => people.answered() > 0);
  const { answered } = await people.stop(), now = count("a", answered);
  must(now.missing.length === 0 && now.twice.length === 0, `after cancelled waits missing ${now.missing.length}, twice ${now.twice.length}`);
  await until("the standby is in step", () => sql("a", "SELECT sync_state FROM pg_stat_replication") === "sync");
}

const count = (one, names) => missingOf(names, (...words) => sql(one, ...words));

const server = new Server();
server.folder = mkdtempSync(join(tmpdir(), "khue-failover-data-"));
server.data = join(server.folder, "data");
try {
  clusters();
  execFileSync(khue, ["demo", "--data", server.data, "--db", url("khue_server"), "--db-owner", url("khue")], { stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1 << 24 });
  appendFileSync(join(server.data, "khue.conf"), `db = ${url("khue_server")}\n`);
  await server.serve(true);
  await until("the standby is in step", () => sql("a", "SELECT sync_state FROM pg_stat_replication") === "sync");

  await cancelled(server);
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
