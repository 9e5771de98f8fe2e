// Deeds beside raw inserts of the same rows: bench/record.c on SQLite and, where it is installed, on a PostgreSQL that waits for
// the disk.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

function run(command, args) {
  const folder = mkdtempSync(join(tmpdir(), "khue-bench-record-"));
  try {
    const out = execFileSync(command, args(folder), { encoding: "utf8" }).trim().split("\n");
    for (const line of out) if (!/ bar /.test(line)) console.log(line);
    return out.filter((line) => / bar /.test(line));
  } finally { rmSync(folder, { recursive: true, force: true }); }
}

// Answers the lines that are figures; prints the rest.
export function recordFigures() {
  const make = "CREATE DATABASE khue_bench TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'";
  const program = "build/release/bench/record";
  return [...run(program, (folder) => [folder]),
          ...run("test/pg.sh", (folder) => ["--durable", "sh", "-c", `psql -q "$KHUE_TEST_DB_OWNER" -c "${make}" && ${program} ${folder} "\${KHUE_TEST_DB_OWNER%/*}/khue_bench"`])];
}
