// Load by wrk (one thread, 64 keep-alive connections) and what the server spent on it; nginx to compare with.
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, pause } from "../test/server.mjs";

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

// User and system time of the processes, in seconds.
export function cpuSeconds(pids) {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    return sum + (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }, 0);
}

export function rssAnonMb(pid) {
  return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

const milliseconds = (text) => {
  const [, number, unit] = /([\d.]+)(us|ms|s|m)/.exec(text);
  return Number(number) * { us: 0.001, ms: 1, s: 1000, m: 60000 }[unit];
};

// { rps, cpu (µs a request), p99 (ms), errors }
export function load(url, headers, pids, seconds) {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const before = cpuSeconds(pids);
  return new Promise((done, fail) => {
    execFile("wrk", ["-t1", "-c64", `-d${seconds}s`, "--latency", ...given, url], (error, text) => {
      if (error) return fail(error);
      const requests = Number(/(\d+) requests in/.exec(text)[1]);
      const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1) ?? [];
      done({
        rps: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]),
        cpu: ((cpuSeconds(pids) - before) / requests) * 1e6,
        p99: milliseconds(/^\s+99%\s+(\S+)/m.exec(text)[1]),
        errors: Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0) + socket.reduce((sum, n) => sum + Number(n), 0),
      });
    });
  });
}

// nginx with a static file of `size` bytes, in a temporary folder, on the loopback only.
export class Nginx {
  static async start(size) {
    const n = new Nginx();
    n.folder = mkdtempSync(join(tmpdir(), "khue-nginx-"));
    n.port = await freePort();
    n.url = `http://127.0.0.1:${n.port}`;
    mkdirSync(join(n.folder, "html"), { mode: 0o755 });
    execFileSync("chmod", ["755", n.folder]);
    writeFileSync(join(n.folder, "html/page.html"), "x".repeat(size));
    writeFileSync(join(n.folder, "nginx.conf"), `
      worker_processes 2; daemon off; pid ${n.folder}/pid; error_log ${n.folder}/error.log;
      events { worker_connections 256; }
      http {
        access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; types { text/html html; }
        client_body_temp_path ${n.folder}/b; proxy_temp_path ${n.folder}/p; fastcgi_temp_path ${n.folder}/f;
        uwsgi_temp_path ${n.folder}/u; scgi_temp_path ${n.folder}/s;
        server { listen 127.0.0.1:${n.port}; root ${n.folder}/html; }
      }`);
    n.process = spawn("/usr/sbin/nginx", ["-e", `${n.folder}/error.log`, "-c", join(n.folder, "nginx.conf"), "-p", n.folder], { stdio: "inherit" });
    process.on("exit", () => n.process.kill("SIGTERM"));
    for (let left = 200; left > 0; left--) {
      try { await fetch(n.url + "/page.html"); return n; } catch { await pause(10); }
    }
    throw new Error("nginx does not answer");
  }

  workers() {
    return readFileSync(`/proc/${this.process.pid}/task/${this.process.pid}/children`, "utf8").trim().split(" ").map(Number);
  }

  async stop() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGTERM");
    await Promise.race([ended, pause(3000)]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
