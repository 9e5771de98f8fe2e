// The data floor beside the bare database library: bench/data.c in a folder of its own on the disk of the temporary files.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Answers the lines that are figures; prints the rest.
export function dataFigures() {
  const folder = mkdtempSync(join(tmpdir(), "khue-bench-data-"));
  try {
    const out = execFileSync("build/release/bench/data", [folder], { encoding: "utf8" }).trim().split("\n");
    for (const line of out) if (!/ bar /.test(line)) console.log(line);
    return out.filter((line) => / bar /.test(line));
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
