#!/usr/bin/env node
// kill -9 of the whole server while 8 programs send batches of 50 statements to /xapi: each statement whose batch was answered is found again after
// a restart, no batch is there by half, and `khue verify` finds sums and names equal. KHUE_CRASH_ROUNDS times. Ends "N passed, N failed".
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { khue, Server, pause, until } from "../server.mjs";

const rounds = Number(process.env.KHUE_CRASH_ROUNDS ?? 10), school = "thcs-mau-0417", writers = 8, size = 50;
let passed = 0, failed = 0;

const server = await Server.start();
const [key, secret] = execFileSync(khue, ["key", "new", "--data", server.data, "--school", school, "--scopes", "all", "--name", "Thử"], { encoding: "utf8" }).trim().split(/\s+/);
const headers = { Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`, "X-Experience-API-Version": "2.0.0", "Content-Type": "application/json" };

const batch = (registration) => Array.from({ length: size }, (_, i) => ({ id: randomUUID(),
  actor: { mbox: `mailto:em${i}@example.org` }, verb: { id: "http://adlnet.gov/expapi/verbs/answered" },
  object: { id: `https://example.org/cau-hoi/${i % 7}` }, context: { registration } }));

// Sends batches until the server is gone; answers [registration, was it answered?] of each.
async function write(running) {
  const sent = [];
  while (running.on) {
    const registration = randomUUID(), one = { registration, ids: [], answered: false };
    sent.push(one);
    try {
      const statements = batch(registration), answer = await fetch(`${server.url}/xapi/statements`, { method: "POST", headers, body: JSON.stringify(statements) });
      const text = await answer.text();
      one.ids = statements.map((s) => s.id);
      if (answer.status === 200) one.answered = true, running.answered++;
      else { running.broken = `a batch was answered ${answer.status}: ${text}`; break; }
    } catch (error) { if (running.on) running.broken = error.message; break; }
  }
  return sent;
}

async function found(registration) {
  const answer = await fetch(`${server.url}/xapi/statements?limit=100&registration=${registration}`, { headers });
  return new Set((await answer.json()).statements.map((s) => s.id));
}

async function round(n) {
  const running = { on: true, answered: 0 }, all = Array.from({ length: writers }, () => write(running));
  await until("each of them is answered", () => running.answered >= writers || running.broken);
  await pause(Math.random() * 700);
  running.on = false;
  const crash = server.crash();
  const sent = (await Promise.all(all)).flat();
  await crash;
  let answered = 0;
  for (const one of sent) {
    const there = await found(one.registration);
    if (there.size !== 0 && there.size !== size) throw new Error(`${there.size} of ${size} statements of a batch are there`);
    if (!one.answered) continue;
    answered++;
    if (!one.ids.every((id) => there.has(id))) throw new Error(`an answered batch is not there: ${one.registration}`);
  }
  if (running.broken || answered < writers) throw new Error(running.broken ?? `only ${answered} batches were answered`);
  console.log(`round ${n + 1}: ${answered * size} statements answered, ${sent.length - answered} batches not`);
}

try {
  for (let n = 0; n < rounds; n++)
    try { await round(n); passed++; } catch (error) { failed++; console.log(`FAILED round ${n + 1}: ${error.message}`); }
  await server.halt();
  try { execFileSync(khue, ["verify", "--data", server.data], { encoding: "utf8" }); passed++; }
  catch (error) { failed++; console.log(`FAILED verify: ${error.stdout}`); }
} finally { await server.stop(); }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
