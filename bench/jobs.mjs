// 10,000 jobs queued and drained on SQLite and on a private PostgreSQL (bench/jobs.c), beside the same rows raw.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function jobFigures() {
  const lines = [];
  for (const server of [[], ["test/pg.sh", "--durable"]]) {
    const folder = mkdtempSync(join(tmpdir(), "khue-bench-jobs-"));
    try {
      const [program, ...args] = [...server, "build/release/bench/jobs", join(folder, "data")];
      lines.push(...execFileSync(program, args, { encoding: "utf8" }).trim().split("\n").filter((l) => / bar /.test(l)));
    } finally { rmSync(folder, { recursive: true, force: true }); }
  }
  return lines;
}
