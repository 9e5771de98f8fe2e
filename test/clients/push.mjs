#!/usr/bin/env node
// A push service and an SMS gateway of our own, on the loopback: what the server sends is taken, proven to be ours and opened as a browser would (RFC 8291,
// RFC 8292), by node's own cryptography and by none of ours. Ends "N passed, N failed".
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import { Session, formWith } from "../../bench/session.mjs";
import { Server, until } from "../server.mjs";

let passed = 0, failed = 0;
async function test(what, act) {
  try { await act(); passed++; } catch (error) { failed++; console.log(`FAILED ${what}\n  ${error.stack}`); }
}
function must(held, what) { if (!held) throw new Error(what); }
const text = (buffer) => Buffer.from(buffer).toString("base64url"), bytes = (words) => Buffer.from(words, "base64url");
const hmac = (key, ...parts) => parts.reduce((h, part) => h.update(part), createHmac("sha256", key)).digest();

// A browser: its keys, what it gives to a site, and how it opens what comes.
class Browser {
  constructor(endpoint) {
    this.endpoint = endpoint;
    this.ecdh = createECDH("prime256v1");
    this.point = this.ecdh.generateKeys();
    this.auth = randomBytes(16);
  }
  get fields() { return { dia_chi: this.endpoint, khoa: text(this.point), bi_mat: text(this.auth) }; }

  open(body) {
    const salt = body.subarray(0, 16), size = body.readUInt32BE(16), length = body[20], theirs = body.subarray(21, 21 + length), sealed = body.subarray(21 + length);
    must(size >= sealed.length, "more than one record");
    const ikm = hmac(hmac(this.auth, this.ecdh.computeSecret(theirs)), "WebPush: info\0", this.point, theirs, "\x01"), prk = hmac(salt, ikm);
    const key = hmac(prk, "Content-Encoding: aes128gcm\0\x01").subarray(0, 16), nonce = hmac(prk, "Content-Encoding: nonce\0\x01").subarray(0, 12);
    const cipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    const end = plain.lastIndexOf(2);
    must(end >= 0 && plain.subarray(end + 1).every((b) => b === 0), "no delimiter of a last record");
    return JSON.parse(plain.subarray(0, end).toString());
  }
}

// Who sends it says so with the key that the page gave to the browser.
function signedBy(header, key, origin) {
  const [, jwt, k] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
  must(k === key, `signed with ${k} and not with the page's key`);
  const [head, claims, sign] = jwt.split("."), point = bytes(k);
  const jwk = { kty: "EC", crv: "P-256", x: text(point.subarray(1, 33)), y: text(point.subarray(33)) };
  must(JSON.parse(bytes(head)).alg === "ES256", "not ES256");
  must(verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, bytes(sign)), "the signature does not hold");
  const said = JSON.parse(bytes(claims)), left = said.exp - Date.now() / 1000;
  must(said.aud === origin, `aud is ${said.aud}`);
  must(left > 0 && left <= 24 * 3600, `exp is ${left} s from now`);
  must(/^(mailto:|https?:)/.test(said.sub), `sub is ${said.sub}`);
}

const got = [];
let status = 201;
const service = createServer((request, answer) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => { got.push({ path: request.url, headers: request.headers, body: Buffer.concat(parts) }); answer.writeHead(status).end(); });
});
await new Promise((done) => service.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${service.address().port}`;
const came = (n) => until(`${n} messages come`, () => got.length >= n);

const server = await Server.start();
try {
  const parent = await Session.open(server, "phu-huynh"), clerk = await Session.open(server, "van-thu"), admin = await Session.open(server, "quan-tri");
  const school = server.pages.find((p) => p.role === "van-thu" && /^\/t\/[^/]+\/loi-nhan$/.test(p.path)).path;
  const browser = new Browser(`${origin}/push/${randomBytes(16).toString("hex")}`);
  let key = "";

  // A message of the school to all families: its words must reach the bell, and no screen.
  async function announce(title, confirm) {
    const form = formWith(await clerk.get(`${school}/moi`), 'name="tieu_de"');
    delete form.fields.xac_nhan;
    const made = await clerk.submit(form, { noi: "truong", tieu_de: title, noi_dung: "Mang áo mưa.", "gui-families": "1", ...(confirm ? { xac_nhan: "1" } : {}) });
    must(made.status === 303, `the draft answers ${made.status}`);
    const sent = await clerk.submit(formWith(await clerk.get(made.headers.get("location")), '/gui"'));
    must(sent.status === 303, `sending answers ${sent.status}`);
  }
  // Nothing is told or sent any more.
  const quiet = () => until("the jobs end", () =>
    server.sql("SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND kind IN ('announcements.tell', 'notices.send')").trim().endsWith("\n0"));
  const hourLater = () => server.sql("UPDATE notice_send SET over_at = over_at - 3600000; UPDATE notice_send SET due_at = 0 WHERE state = 'waiting'");
  const due = async () => {
    const done = await admin.submit(formWith(await admin.get("/quan-tri/viec"), 'value="notices.send"'));
    must(done.status === 303, `the job answers ${done.status}`);
  };

  await test("a browser is let by what it says of itself", async () => {
    const page = await parent.get("/thong-bao/cach-nhan");
    key = /data-push="([^"]+)"/.exec(page)[1];
    must(bytes(key).length === 65 && bytes(key)[0] === 4, "the key is no point");
    const answer = await parent.submit(formWith(page, 'data-push="'), browser.fields);
    must(answer.status === 303, `it answers ${answer.status}`);
    must((await parent.get("/thong-bao/cach-nhan")).includes("Máy đang nhận"), "it stands nowhere");
    const none = await parent.submit({ ...formWith(await parent.get("/thong-bao/cach-nhan"), 'name="yen_tu"') }, { yen_tu: "0", yen_den: "0" });      // the test runs at any hour
    must(none.status === 303, `hours answer ${none.status}`);
  });

  await test("a message comes sealed for that browser, from us, and says nothing of what was told", async () => {
    await announce("Họp lớp em Nguyễn Văn Kín", true);
    await came(1);
    await quiet();
    const { path, headers, body } = got[0];
    must(browser.endpoint.endsWith(path), `it went to ${path}`);
    must(headers["content-encoding"] === "aes128gcm" && Number(headers.ttl) > 0 && headers.urgency === "high" && headers.topic === "khue", `its head is ${JSON.stringify(headers)}`);
    signedBy(headers.authorization, key, origin);
    const said = browser.open(body);
    must(JSON.stringify(said) === JSON.stringify({ words: "Có thông báo mới trong Khuê.", path: "/thong-bao", lang: "vi" }), `it says ${JSON.stringify(said)}`);
    let opened = false;
    try { new Browser("x").open(body); opened = true; } catch { /* as it should be */ }
    must(!opened, "another browser opens it");
    const page = await parent.get("/thong-bao");
    must(page.includes("Nguyễn Văn Kín") && page.includes("Đã báo trên máy lúc"), "the bell says nothing of it");
  });

  await test("what follows within the hour waits for the others", async () => {
    await announce("Nghỉ học vì bão", false);
    await quiet();
    await due();
    await quiet();
    must(got.length === 1, `${got.length} messages came`);
    must((await parent.get("/thong-bao")).includes("Sẽ báo trên máy"), "nothing waits");
  });

  await test("a service that is busy is asked again later", async () => {
    status = 503;
    hourLater();
    await due();
    await came(2);
    await quiet();
    await announce("Đổi phòng học", false);
    await came(3);
    await quiet();
    hourLater();
    status = 201;
    await due();
    await came(4);
    await quiet();
    must(browser.open(got[3].body).words === "Có nhiều thông báo mới trong Khuê.", "it is not folded");
  });

  await test("a browser that is gone is asked once more and never again", async () => {
    status = 410;
    hourLater();
    await announce("Lịch thi", true);
    await came(5);
    await quiet();
    must(!(await parent.get("/thong-bao/cach-nhan")).includes("Máy đang nhận"), "it still stands");
    status = 201;
    await announce("Lịch thi mới", true);
    await quiet();
    await due();
    await quiet();
    must(got.length === 5, `${got.length} messages came`);
    must((await parent.get("/thong-bao")).includes("không còn máy nào nhận"), "its person is not told");
  });

  await test("who runs the machine sees how many and why, and nothing of it", async () => {
    const page = await admin.get("/quan-tri/thong-bao");
    must(page.includes("không còn máy nào nhận"), "no reason is there");
    must(!page.includes("Lịch thi") && !page.includes("127.0.0.1"), "it says what was told, or to whom");
  });

  await test("the service worker takes in the part that shows notices", async () => {
    const worker = await (await fetch(`${server.url}/sw.js`)).text(), part = /importScripts\([^)]*"(\/s\/sw-push\.[^"]+)"/.exec(worker)?.[1];
    must(part, "it takes in no such part");
    const answer = await fetch(server.url + part);
    must(answer.status === 200 && /javascript/.test(answer.headers.get("content-type")), `it answers ${answer.status}`);
  });
} finally {
  await server.stop();
  service.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
