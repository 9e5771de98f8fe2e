// 10,000 jobs queued and drained on SQLite and on a private PostgreSQL (bench/jobs.c), beside the same rows raw.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function jobFigures() {
  const lines = [];
  // On PostgreSQL in a database of its own, which the role of the house may fill.
  const onPostgres = 'psql -q "$KHUE_TEST_DB_OWNER" -c "CREATE DATABASE khue_bench" && KHUE_TEST_DB=${KHUE_TEST_DB_OWNER%/postgres}/khue_bench exec "$@"';
  for (const server of [[], ["test/pg.sh", "--durable", "bash", "-c", onPostgres, "bash"]]) {
    const folder = mkdtempSync(join(tmpdir(), "khue-bench-jobs-"));
    try {
      const [program, ...args] = [...server, "build/release/bench/jobs", join(folder, "data")];
      lines.push(...execFileSync(program, args, { encoding: "utf8" }).trim().split("\n").filter((l) => / bar /.test(l)));
    } finally { rmSync(folder, { recursive: true, force: true }); }
  }
  return lines;
}
