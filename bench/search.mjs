// Search over a whole city on both engines: bench/search.c in a folder of its own, and on a private PostgreSQL. Takes some minutes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const onPostgres = 'psql -q -d "$KHUE_TEST_DB_OWNER" -c "CREATE DATABASE bench" && build/release/bench/search "$0" "${KHUE_TEST_DB_OWNER%/*}/bench"';

// Answers the lines that are figures; prints the rest.
export function searchFigures() {
  const figures = [];
  for (const postgres of [false, true]) {
    const folder = mkdtempSync(join(tmpdir(), "khue-bench-search-"));
    try {
      const [program, words] = postgres ? ["test/pg.sh", ["bash", "-c", onPostgres, folder]] : ["build/release/bench/search", [folder]];
      const out = execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n");
      for (const line of out) if (!/ bar /.test(line)) console.log(line);
      figures.push(...out.filter((line) => / bar /.test(line)));
    } finally { rmSync(folder, { recursive: true, force: true }); }
  }
  return figures;
}
