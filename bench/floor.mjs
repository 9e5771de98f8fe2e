// build/release/bench/floor: the HTTP floor, a page built from memory (bench/floor.c).
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, pause } from "../test/server.mjs";

export class Floor {
  static async start() {
    const f = new Floor();
    f.folder = mkdtempSync(join(tmpdir(), "khue-floor-"));
    const port = await freePort();
    f.url = `http://127.0.0.1:${port}`;
    f.process = spawn("build/release/bench/floor", [join(f.folder, "data"), String(port)], { stdio: ["ignore", "ignore", "inherit"] });
    process.on("exit", () => f.process.kill("SIGKILL"));
    for (let left = 500; left > 0 && f.process.exitCode === null; left--) {
      try { await fetch(f.url + "/floor"); return f; } catch { await pause(10); }
    }
    throw new Error("bench/floor does not answer");
  }

  async stop() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGTERM");
    await Promise.race([ended, pause(5000)]);
    this.process.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
