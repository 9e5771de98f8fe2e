// 10,000 notices queued (bench/notices.c) on SQLite and on a private PostgreSQL that waits for the disk; and how pages fare while that goes on without pause.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { load } from "./load.mjs";
import { freePort, pause } from "../test/server.mjs";

const program = "build/release/bench/notices";

// On PostgreSQL in a database of its own, which the role of the house may fill.
const onPostgres = 'psql -q "$KHUE_TEST_DB_OWNER" -c "CREATE DATABASE khue_bench" && KHUE_TEST_DB=${KHUE_TEST_DB_OWNER%/postgres}/khue_bench exec "$@"';

function queued() {
  const lines = [];
  for (const server of [[], ["test/pg.sh", "--durable", "bash", "-c", onPostgres, "bash"]]) {
    const folder = mkdtempSync(join(tmpdir(), "khue-bench-notices-"));
    try {
      const [first, ...args] = [...server, program, join(folder, "data")];
      lines.push(...execFileSync(first, args, { encoding: "utf8" }).trim().split("\n").filter((l) => / bar /.test(l)));
    } finally { rmSync(folder, { recursive: true, force: true }); }
  }
  return lines;
}

// { alone, beside: p99 in ms; rounds: how often all were queued meanwhile; errors }
async function pages() {
  const folder = mkdtempSync(join(tmpdir(), "khue-bench-notices-")), port = await freePort();
  const server = spawn(program, [join(folder, "data"), String(port)], { stdio: ["pipe", "pipe", "inherit"] });
  process.on("exit", () => server.kill("SIGKILL"));
  try {
    const lines = createInterface(server.stdout)[Symbol.asyncIterator](), next = async () => (await lines.next()).value;
    const cookie = await next();
    await next();
    const url = `http://127.0.0.1:${port}/trang`, headers = { Cookie: cookie };
    await load(url, headers, [server.pid], 1);
    const alone = await load(url, headers, [server.pid], 4);
    let on = true, rounds = 0;
    const queueing = (async () => { while (on) { server.stdin.write("\n"); await next(); rounds++; } })();
    await pause(300);
    const beside = await load(url, headers, [server.pid], 4);
    on = false;
    await queueing;
    return { alone: alone.p99, beside: beside.p99, rounds, errors: beside.errors };
  } finally {
    const ended = new Promise((done) => server.once("exit", done));
    server.stdin.end();
    await Promise.race([ended, pause(8000)]);
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function noticeFigures(figure) {
  const { alone, beside, rounds, errors } = await pages(), bar = Math.max(20, 2 * alone);
  console.log(`notices                p99 of a page ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside ${rounds} times 10,000 notices`);
  figure("notices-page-p99", beside, "ms", bar.toFixed(1), beside <= bar && errors === 0 && rounds > 0);
  return queued();
}
