// The three nodes of test/crash/patroni, the demo on them, and writers that press again when no answer came.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, khue, pause, Server, until } from "../server.mjs";
import { missingOf, writing } from "./writers.mjs";

const { PATRONI_HOME: home, PATRONI_BIN: bin } = process.env, names = ["a", "b", "c"];
const root = process.getuid() === 0, number = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
const who = root ? { uid: number("-u"), gid: number("-g") } : {};
const nodes = {};
for (const name of names)
  nodes[name] = { name, pg: await freePort(), rest: await freePort(), client: await freePort(), peer: await freePort(), folder: `${home}/${name}`, etcd: null, patroni: null };
const all = Object.values(nodes);
let passed = 0, failed = 0;
const must = (good, words) => { if (good) passed++; else { failed++; console.log(`FAILED ${words}`); } };

const url = (role) => `postgres://${role}@${all.map((n) => `127.0.0.1:${n.pg}`).join(",")}/school?target_session_attrs=read-write`;
const sql = (node, ...words) => execFileSync(`${bin}/psql`, ["-qAt", "-h", "127.0.0.1", "-p", String(node.pg), "-U", "postgres", "-d", "school", "-v", "ON_ERROR_STOP=1",
  ...words.flatMap((w) => ["-c", w])], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

// ---- the nodes

// Written as JSON, which is YAML. ttl is the least that Patroni takes: so long a dead leader's place is kept for it.
function settings(node) {
  return JSON.stringify({
    scope: "school", name: node.name, restapi: { listen: `127.0.0.1:${node.rest}`, connect_address: `127.0.0.1:${node.rest}` },
    etcd3: { hosts: all.map((n) => `127.0.0.1:${n.client}`) },
    bootstrap: {
      dcs: { ttl: 20, loop_wait: 2, retry_timeout: 5, maximum_lag_on_failover: 1048576, synchronous_mode: true, synchronous_mode_strict: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 100, max_locks_per_transaction: 256, max_wal_senders: 10, wal_log_hints: "on" } } },
      initdb: [{ encoding: "UTF8" }, { locale: "C.UTF-8" }, "data-checksums"],
    },
    postgresql: {
      listen: `127.0.0.1:${node.pg}`, connect_address: `127.0.0.1:${node.pg}`, data_dir: `${node.folder}/data`, bin_dir: bin, pgpass: `${node.folder}/pgpass`,
      pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"],
      authentication: { superuser: { username: "postgres", password: "none" }, replication: { username: "copies", password: "none" }, rewind: { username: "rewinds", password: "none" } },
      parameters: { unix_socket_directories: node.folder, shared_buffers: "32MB" },
    },
  });
}

function run(node, name, words) {
  const log = openSync(`${node.folder}/${name}.log`, "a");
  return spawn(name, words, { cwd: node.folder, stdio: ["ignore", log, log], ...who, env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", HOME: node.folder } });
}

function begin(node) {
  const at = (port) => `http://127.0.0.1:${port}`;
  node.etcd = run(node, "etcd", ["--name", node.name, "--data-dir", `${node.folder}/etcd`, "--listen-client-urls", at(node.client), "--advertise-client-urls", at(node.client),
    "--listen-peer-urls", at(node.peer), "--initial-advertise-peer-urls", at(node.peer), "--initial-cluster", all.map((n) => `${n.name}=${at(n.peer)}`).join(","),
    "--initial-cluster-state", "new", "--initial-cluster-token", "school", "--heartbeat-interval", "500", "--election-timeout", "5000"]);   // others work on these cores too
  node.patroni = run(node, "patroni", [`${node.folder}/patroni.yml`]);
}

const postmaster = (node) => Number(readFileSync(`${node.folder}/data/postmaster.pid`, "utf8").split("\n")[0]);

// A process and all that it began; PostgreSQL's have sessions of their own.
function family(pid) {
  const parents = readdirSync("/proc").filter((p) => /^\d+$/.test(p)).map((p) => {
    try { return [Number(p), Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${p}/stat`, "utf8"))[1])]; } catch { return [0, 0]; }
  });
  const found = [pid];
  for (let i = 0; i < found.length; i++) found.push(...parents.filter(([, parent]) => parent === found[i]).map(([p]) => p));
  return found;
}

function kill(pids) { for (const pid of pids) try { process.kill(pid, "SIGKILL"); } catch { /* it is gone */ } }

const postgres = (node) => { try { return family(postmaster(node)); } catch { return []; } };

function killNode(node) {
  const pids = [...postgres(node), ...family(node.patroni.pid), node.etcd.pid];
  kill(pids);
}

const cluster = async (node) => (await (await fetch(`http://127.0.0.1:${node.rest}/cluster`)).json()).members;

async function leader() {
  for (const node of all)
    try { if (sql(node, "SELECT pg_is_in_recovery()") === "f") return node; } catch { /* it is down */ }
  return null;
}

// All three are there, one of the two others is in step, and both have all that the leader wrote.
const whole = (words) => until(words, async () => {
  const first = await leader(), members = await cluster(first);
  return members.length === 3 && members.filter((m) => m.role === "leader").length === 1 && members.some((m) => m.role === "sync_standby")
    && members.every((m) => m.role === "leader" || (/^(running|streaming)$/.test(m.state) && Number(m.lag) === 0))
    && Number(sql(first, "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")) === 2;
});

async function clusters() {
  for (const node of all) {
    mkdirSync(node.folder, { mode: 0o700 });
    writeFileSync(`${node.folder}/patroni.yml`, settings(node));
    if (root) execFileSync("chown", ["-R", "postgres", node.folder]);
    begin(node);
  }
  let first;
  await until("Patroni has a leader", async () => { for (const n of all) for (const m of await cluster(n).catch(() => [])) if (m.role === "leader" && m.state === "running") first = nodes[m.name]; return first; });
  execFileSync(`${bin}/psql`, ["-q", "-h", "127.0.0.1", "-p", String(first.pg), "-U", "postgres", "-d", "postgres", "-c", "CREATE ROLE khue LOGIN CREATEDB", "-c", "CREATE ROLE khue_server LOGIN",
    "-c", "CREATE DATABASE school OWNER khue"]);
  await whole("the three nodes are whole");
}

// ---- losses

const losses = {
  node: { words: "its whole node", kill: killNode, back: begin },
  postgres: { words: "PostgreSQL alone, Patroni lives", kill: (node) => kill(postgres(node)), back: () => {} },
};

async function lose(server, round, how) {
  const people = await writing(server, round), was = await leader();
  people.begin();
  await until("they are answered", () => people.answered() > 40);
  const before = people.answered();
  losses[how].kill(was);
  const lostAt = performance.now();
  await until("another leads", leader);
  const ledAfter = performance.now() - lostAt;
  await until("writes are answered", () => people.answered() > before + 40);
  const backAfter = performance.now() - lostAt, now = await leader();
  losses[how].back(was);
  const { answered, again } = await people.stop();
  console.log(`round ${round}: ${was.name} lost (${losses[how].words}); ${now.name} leads; ${answered.length} answered, ${again} pressed again, a leader ${(ledAfter / 1000).toFixed(1)} s and writes ${(backAfter / 1000).toFixed(1)} s after the loss`);
  must((await people.session.get("/hom-nay")) !== "", "no page is answered");
  return answered;
}

const server = new Server(), answered = [];
server.folder = mkdtempSync(join(tmpdir(), "khue-patroni-data-"));
server.data = join(server.folder, "data");
try {
  await clusters();
  execFileSync(khue, ["demo", "--data", server.data, "--db", url("khue_server"), "--db-owner", url("khue")], { stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1 << 24 });
  appendFileSync(join(server.data, "khue.conf"), `db = ${url("khue_server")}\n`);
  await server.serve(true);
  let round = 0;
  for (const how of ["node", "postgres", "node", "postgres", "node"]) {
    answered.push(...await lose(server, ++round, how));
    await whole(`after round ${round} the three nodes are whole again`);
    for (const node of all) {
      const { missing, twice } = missingOf(answered, (...words) => sql(node, ...words));
      must(missing.length === 0, `round ${round}: answered and missing on ${node.name}: ${missing.length}, ${missing.slice(0, 5).join(", ")}`);
      must(twice.length === 0, `round ${round}: written twice on ${node.name}: ${twice.slice(0, 5).join(", ")}`);
    }
  }
  await server.halt();
  const says = execFileSync(khue, ["verify", "--data", server.data], { encoding: "utf8" });
  must(!/ [1-9][0-9]* wrong/.test(says), `verify: ${says}`);
} catch (error) {
  failed++;
  console.log(`FAILED ${error.stack}\n${server.log ?? ""}`);
  for (const node of all) for (const name of ["patroni", "etcd"]) try { console.log(`-- ${node.name} ${name}\n${readFileSync(`${node.folder}/${name}.log`, "utf8").slice(-3000)}`); } catch { /* it never began */ }
} finally {
  server.process?.kill("SIGKILL");
  for (const node of all) if (node.etcd) killNode(node);
  rmSync(server.folder, { recursive: true, force: true });
}
await pause(500);                                        // the killed have let go of their folders
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
