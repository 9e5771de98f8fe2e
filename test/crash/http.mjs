#!/usr/bin/env node
// kill -9 of the whole server under write load through HTTP: every person whose adding was answered with 303 is found again
// after a restart, and the folder opens without a word. KHUE_CRASH_ROUNDS times (3 at most here; the floor's own test does
// more). Ends "N passed, N failed".
import { randomBytes } from "node:crypto";
import { formAt, Session } from "../../bench/session.mjs";
import { Server, pause, until } from "../server.mjs";

const rounds = Math.min(Number(process.env.KHUE_CRASH_ROUNDS ?? 3), Number(process.env.KHUE_HTTP_ROUNDS ?? 3));
const path = "/t/thcs-mau-0417/nhan-su", writers = 8;
let passed = 0, failed = 0;

// Adds people until the server is gone; answers the names whose adding was answered.
async function write(session, form, round, writer, running) {
  const answered = [];
  for (let i = 0; running.on; i++) {
    const name = `Nguyễn Thị Vòng ${"ABCDEFGHIJ"[round]} Tay ${"ABCDEFGH"[writer]} Số ${i}`;
    // Each form has a request key of its own, so that none is taken for a second press.
    form.fields._khoa = [...randomBytes(26)].map((b) => "0123456789abcdefghjkmnpqrstvwxyz"[b & 31]).join("");
    try {
      const answer = await session.submit({ ...form, fields: { ...form.fields } }, { ho_ten: name, vai: "staff" });
      if (answer.status === 303) answered.push(name), running.answered++; else throw new Error(`adding answered ${answer.status}`);
    } catch (error) {
      if (running.on) { console.log(`  writer ${writer}: ${error.message}`); running.broken = true; }
      break;
    }
  }
  return answered;
}

// The names of all who work in the school, page by page of the directory.
async function everybody(session) {
  let names = "", next = "/t/thcs-mau-0417/nguoi?vai=staff";
  while (next) {
    const page = await session.get(next), link = /href="\?vai=staff&amp;sau=([0-9a-z]+)"/.exec(page);
    names += page;
    next = link && `/t/thcs-mau-0417/nguoi?vai=staff&sau=${link[1]}`;
  }
  return names;
}

async function round(server, n) {
  const session = await Session.open(server, "van-thu"), page = await session.get(path), running = { on: true, answered: 0 };
  const form = formAt(page, page.indexOf("<form", page.indexOf("<aside")));
  const all = Array.from({ length: writers }, (_, w) => write(session, structuredClone(form), n, w, running));
  await until("as many are answered as write", () => running.answered >= writers || running.broken);
  await pause(Math.random() * 800);
  running.on = false;
  server.process.kill("SIGKILL");
  const answered = (await Promise.all(all)).flat();
  await new Promise((done) => (server.process.exitCode !== null || server.process.signalCode ? done() : server.process.once("exit", done)));
  await server.serve(true);
  const after = await everybody(await Session.open(server, "van-thu"));
  const lost = answered.filter((name) => !after.includes(name));
  console.log(`round ${n + 1}: ${answered.length} answered, ${lost.length} lost`);
  if (running.broken || answered.length < writers || lost.length > 0) throw new Error(`lost: ${lost.slice(0, 5).join(", ")}`);
}

const server = await Server.start();
try {
  for (let n = 0; n < rounds; n++)
    try { await round(server, n); passed++; } catch (error) { failed++; console.log(`FAILED round ${n + 1}: ${error.message}`); }
} finally { await server.stop(); }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
