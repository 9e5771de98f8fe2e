#!/usr/bin/env node
// Two clients that learning tools use speak to the door /xapi: @xapi/xapi and TinCanJS. Ends "N passed, N failed".
import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { khue, Server } from "../server.mjs";

const require = createRequire(import.meta.url);
const XAPI = require("@xapi/xapi"), TinCan = require("tincanjs");
let passed = 0, failed = 0;

async function test(what, act) {
  try { await act(); passed++; } catch (error) {
    failed++;
    console.log(`FAILED ${what}\n  ${error.stack}\n  ${JSON.stringify(error.response?.data ?? null)}`);
  }
}
function same(found, wanted, what = "the answer") {
  const [a, b] = [found, wanted].map((v) => JSON.stringify(v));
  if (a !== b) throw new Error(`${what} is ${a} and not ${b}`);
}

const server = await Server.start();
try {
  const [key, secret] = execFileSync(khue, ["key", "new", "--data", server.data, "--school", "thcs-mau-0417", "--scopes", "all", "--name", "Thử"],
    { encoding: "utf8" }).trim().split(/\s+/);
  const agent = { objectType: "Agent", name: "Đặng Thị Ánh", mbox: "mailto:anh@example.org" };
  const activity = { objectType: "Activity", id: "https://example.org/bai/phan-so", definition: { name: { "vi-VN": "Phân số", "en-US": "Fractions" } } };
  const verb = { id: "http://adlnet.gov/expapi/verbs/completed", display: { "en-US": "completed" } };
  const statement = () => ({ id: randomUUID(), actor: agent, verb, object: activity, result: { score: { scaled: 0.95 }, success: true, duration: "PT4M30S" } });

  for (const version of ["1.0.3", "2.0.0"]) for (const adapter of ["axios", "fetch"]) {
    const client = new XAPI({ endpoint: `${server.url}/xapi/`, auth: XAPI.toBasicAuth(key, secret), version, adapter });
    const named = `@xapi/xapi, ${version}, ${adapter}:`;
    await test(`${named} which versions there are`, async () => same((await client.getAbout()).data.version, ["2.0.0", "1.0.3"]));
    await test(`${named} a statement is taken and given back`, async () => {
      const sent = statement();
      same((await client.sendStatement({ statement: sent })).data, [sent.id]);
      const { data } = await client.getStatement({ statementId: sent.id });
      for (const part of ["id", "verb", "result", "object"]) same(data[part], sent[part], part);
    });
    await test(`${named} a batch is found by its registration, page by page`, async () => {
      const registration = randomUUID(), sent = Array.from({ length: 7 }, () => ({ ...statement(), context: { registration } }));
      await client.sendStatements({ statements: sent });
      let { data } = await client.getStatements({ registration, limit: 3, ascending: true });
      const found = data.statements.map((s) => s.id);
      while (data.more) {
        ({ data } = await client.getMoreStatements({ more: data.more }));
        found.push(...data.statements.map((s) => s.id));
      }
      same(found, sent.map((s) => s.id));
    });
    // (In node its axios sends a Blob as application/octet-stream, whatever the type that it was given.)
    if (adapter === "fetch") await test(`${named} a statement with a file comes back with it`, async () => {
      const body = Buffer.from("Bài làm của em: 1/2 + 1/3 = 5/6"), hash = createHash("sha256").update(body).digest("hex");
      const sent = { ...statement(), attachments: [{ usageType: "http://example.org/bai-lam", display: { "vi-VN": "Bài làm" }, contentType: "text/plain", length: body.length, sha2: hash }] };
      await client.sendStatement({ statement: sent, attachments: [body.buffer.slice(body.byteOffset, body.byteOffset + body.length)] });
      const whole = await client.getStatement({ statementId: sent.id, attachments: true });
      const text = JSON.stringify(whole.data);
      for (const part of [sent.id, hash, "1/2 + 1/3"]) if (!text.includes(part)) throw new Error(`${part} is not in ${text}`);
    });
    await test(`${named} a statement is voided`, async () => {
      const sent = statement();
      await client.sendStatement({ statement: sent });
      await client.voidStatement({ actor: agent, statementId: sent.id });
      const gone = await client.getStatement({ statementId: sent.id }).then(() => 200, (error) => error.response?.status ?? JSON.parse(error.message).status);
      same(gone, 404, "the status of a voided statement");
      same((await client.getVoidedStatement({ voidedStatementId: sent.id })).data.id, sent.id);
    });
    await test(`${named} states and profiles are kept, merged, listed and deleted`, async () => {
      const at = { agent, activityId: `${activity.id}/${version}/${adapter}`, stateId: "cho-dang-hoc" };
      await client.setState({ ...at, state: { page: 3 } });
      await client.createState({ ...at, state: { mark: 7 } });
      same((await client.getState(at)).data, { page: 3, mark: 7 });
      same((await client.getStates({ agent, activityId: at.activityId })).data, ["cho-dang-hoc"]);
      await client.deleteState(at);
      same((await client.getStates({ agent, activityId: at.activityId })).data, []);
      const profile = { activityId: at.activityId, profileId: "cach-hien" };
      await client.createActivityProfile({ ...profile, profile: { color: "xanh" } });
      const kept = await client.getActivityProfile(profile);
      await client.setActivityProfile({ ...profile, profile: { color: "đỏ" }, etag: kept.headers.etag ?? kept.headers.get?.("etag"), matchHeader: "If-Match" });
      same((await client.getActivityProfile(profile)).data, { color: "đỏ" });
      const mine = { agent, profileId: `so-thich-${version}-${adapter}` };
      await client.createAgentProfile({ ...mine, profile: { loves: "toán" } });
      same((await client.getAgentProfile(mine)).data, { loves: "toán" });
    });
    await test(`${named} an agent and an activity are described`, async () => {
      same((await client.getAgent({ agent })).data.mbox, [agent.mbox]);
      same((await client.getActivity({ activityId: activity.id })).data.definition, activity.definition);
    });
  }

  // TinCanJS knows versions up to 1.0.3 (it asks for 1.0.2, which a store of 1.0.3 has to take) and calls back.
  const store = new TinCan.LRS({ endpoint: `${server.url}/xapi/`, username: key, password: secret, allowFail: false });
  const asked = (start) => new Promise((done, fail) => start((error, result) => (error ? fail(new Error(`${error} ${result?.responseText ?? ""}`)) : done(result))));
  await test("TinCanJS: a statement is saved and retrieved", async () => {
    const sent = new TinCan.Statement({ ...statement(), timestamp: new Date().toISOString() });
    await asked((callback) => store.saveStatement(sent, { callback }));
    const found = await asked((callback) => store.retrieveStatement(sent.id, { callback }));
    same([found.id, found.verb.id, found.result.score.scaled], [sent.id, verb.id, 0.95]);
  });
  await test("TinCanJS: statements are saved together, queried and followed", async () => {
    const registration = randomUUID(), sent = Array.from({ length: 5 }, () => new TinCan.Statement({ ...statement(), context: { registration } }));
    await asked((callback) => store.saveStatements(sent, { callback }));
    const first = await asked((callback) => store.queryStatements({ params: { registration, limit: 2 }, callback }));
    const next = await asked((callback) => store.moreStatements({ url: first.more, callback }));
    same([...first.statements, ...next.statements].map((s) => s.id), sent.map((s) => s.id).reverse().slice(0, 4));
  });
  await test("TinCanJS: a state is saved and retrieved", async () => {
    const where = { agent: new TinCan.Agent(agent), activity: new TinCan.Activity(activity) };
    await asked((callback) => store.saveState("tincan", "chỗ đang học", { ...where, contentType: "text/plain; charset=utf-8", callback }));
    same((await asked((callback) => store.retrieveState("tincan", { ...where, callback }))).contents, "chỗ đang học");
  });
  await test("TinCanJS: an activity profile is saved and retrieved", async () => {
    const where = { activity: new TinCan.Activity({ ...activity, id: `${activity.id}/tincan` }) };
    await asked((callback) => store.saveActivityProfile("cach-hien", JSON.stringify({ a: 1 }), { ...where, contentType: "application/json", callback }));
    same((await asked((callback) => store.retrieveActivityProfile("cach-hien", { ...where, callback }))).contents, { a: 1 });
  });
  await test("a wrong secret is refused", async () => {
    const thief = new XAPI({ endpoint: `${server.url}/xapi/`, auth: XAPI.toBasicAuth(key, `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`), version: "2.0.0", adapter: "axios" });
    same(await thief.getStatements({}).then(() => 200, (error) => error.response.status), 401, "the status");
  });
} finally { await server.stop(); }
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
