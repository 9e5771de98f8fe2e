// 1,000 open streams (bench/live.c): what each costs in memory, what is left after all clients have gone, and how pages fare beside.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { load, rssAnonMb } from "./load.mjs";
import { freePort, pause } from "../test/server.mjs";

const streams = 1000;

const sockets = (pid) => readdirSync(`/proc/${pid}/fd`).length;
const open = (port, cookie) => new Promise((done, fail) => {
  const socket = connect(port, "127.0.0.1", () => socket.write(`GET /su-kien HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`));
  socket.on("error", fail);
  socket.once("data", (data) => (String(data).startsWith("HTTP/1.1 200") ? done(socket) : fail(new Error(String(data)))));
});

// { kb: memory of one stream, leaked: descriptors left, p99 beside, alone }
export async function liveFigures() {
  const folder = mkdtempSync(join(tmpdir(), "khue-live-")), port = await freePort();
  const server = spawn("build/release/bench/live", [join(folder, "data"), String(port), String(streams)], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => server.kill("SIGKILL"));
  try {
    const cookies = [];
    for await (const line of createInterface(server.stdout)) { if (line === "ready") break; cookies.push(line); }
    const url = `http://127.0.0.1:${port}/trang`, headers = { Cookie: cookies[0] };
    const alone = await load(url, headers, [server.pid], 3);                 // also makes what the loops keep
    await pause(500);
    const before = rssAnonMb(server.pid), descriptors = sockets(server.pid);
    const all = [];
    for (let i = 0; i < streams; i += 50) all.push(...await Promise.all(cookies.slice(i, i + 50).map((cookie) => open(port, cookie))));
    await pause(1000);
    const kb = ((rssAnonMb(server.pid) - before) * 1024) / streams;
    const beside = await load(url, headers, [server.pid], 3);
    for (const socket of all) socket.destroy();
    let leaked = streams;
    for (let left = 100; left > 0 && leaked > 0; left--) { await pause(50); leaked = Math.max(0, sockets(server.pid) - descriptors); }
    return { kb, leaked, beside: beside.p99, alone: alone.p99, errors: beside.errors };
  } finally {
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGTERM");
    await Promise.race([ended, pause(8000)]);
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}
