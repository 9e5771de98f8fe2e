// Build from clean with two jobs, and after one rule file of a room changed, in a folder of its own.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const seconds = (run) => { const began = performance.now(); run(); return (performance.now() - began) / 1000; };

export function buildTimes() {
  const folder = mkdtempSync(join(tmpdir(), "khue-build-"));
  const build = () => execFileSync("make", ["-j2", `B=${folder}`, "MODE=release", "build"], { stdio: ["ignore", "ignore", "inherit"] });
  const changed = ["rooms/roster/roster.c", "rooms/people/people.c", "src/base/str.c"].find(existsSync);
  try {
    const clean = seconds(build);
    utimesSync(changed, new Date(), new Date());
    return [["build-clean", clean, 90], ["build-one-file", seconds(build), 2]];
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
