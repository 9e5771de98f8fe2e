#!/usr/bin/env node
// Notices on a device in a real Firefox: its own client asks a push service (played here, on the loopback, in the words of Mozilla's), takes what Khuê sent to
// it, opens it by its own cryptography and hands it to our worker. What the worker shows is looked at in test/browser/push.mjs: a Firefox without a screen keeps no notices. Ends "N passed, N failed"; skipped where firefox-esr is not installed.
import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session, formWith } from "../../bench/session.mjs";
import { pause, Server } from "../server.mjs";

const fox = process.env.FIREFOX ?? "firefox-esr";
try { execFileSync(fox, ["--version"], { stdio: "ignore" }); } catch { console.log(`skipped: no ${fox}\n1 passed, 0 failed`); process.exit(0); }

let passed = 0, failed = 0;
async function test(what, act) {
  try { await act(); passed++; } catch (error) { failed++; console.log(`FAILED ${what}\n  ${error.stack}`); }
}
function must(held, what) { if (!held) throw new Error(what); }
async function until(what, look, seconds = 120) {
  for (let i = 0; i < seconds * 10; i++) {
    const got = await look();
    if (got) return got;
    await pause(100);
  }
  throw new Error(what);
}

// ---- the push service: a line to the browser (WebSocket), an address for who sends
const frames = { size: (n) => (n < 126 ? Buffer.from([n]) : Buffer.from([126, n >> 8, n & 255])) };
const service = { heads: [], bodies: [], socket: null, channel: "", key: "", acks: [] };
function say(message) {
  const body = Buffer.from(JSON.stringify(message));
  service.socket.write(Buffer.concat([Buffer.from([0x81]), frames.size(body.length), body]));
}
function hears(text) {
  const said = text === "{}" ? {} : JSON.parse(text);
  if (said.messageType === "hello") say({ messageType: "hello", uaid: randomBytes(16).toString("hex"), status: 200, use_webpush: true, broadcasts: {} });
  else if (said.messageType === "register") {
    service.channel = said.channelID;
    service.key = said.key;
    say({ messageType: "register", channelID: said.channelID, status: 200, pushEndpoint: `${origin}/wpush/v2/${randomBytes(24).toString("base64url")}` });
  } else if (said.messageType === "unregister") say({ messageType: "unregister", channelID: said.channelID, status: 200 });
  else if (said.messageType === "ack") service.acks.push(...said.updates);
  else if (!said.messageType) say({});
}
// Frames of a client are masked; one message may come in pieces of the stream.
function reads(socket) {
  let held = Buffer.alloc(0);
  socket.on("data", (piece) => {
    held = Buffer.concat([held, piece]);
    for (;;) {
      if (held.length < 6) return;
      const short = held[1] & 127, skip = short === 126 ? 4 : 2, n = short === 126 ? held.readUInt16BE(2) : short;
      if (held.length < skip + 4 + n) return;
      const mask = held.subarray(skip, skip + 4), body = Buffer.from(held.subarray(skip + 4, skip + 4 + n)).map((b, i) => b ^ mask[i % 4]), kind = held[0] & 15;
      held = held.subarray(skip + 4 + n);
      if (kind === 1) hears(body.toString());
      if (kind === 9) socket.write(Buffer.concat([Buffer.from([0x8a]), frames.size(body.length), body]));
    }
  });
  socket.on("error", () => {});
}
const deliver = (body, encoding) => say({ messageType: "notification", channelID: service.channel, version: randomUUID(), data: body.toString("base64url"), headers: { encoding } });
const http = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part)).on("end", () => {
    service.heads.push(request.headers);
    service.bodies.push(Buffer.concat(parts));
    deliver(Buffer.concat(parts), request.headers["content-encoding"]);
    response.writeHead(201, { Location: `${origin}/m/1` }).end();
  });
});
http.on("upgrade", (request, socket) => {
  const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const protocol = request.headers["sec-websocket-protocol"];
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : ""}\r\n`);
  service.socket = socket;
  reads(socket);
});
await new Promise((done) => http.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${http.address().port}`;

// ---- Firefox, by its own remote protocol (Marionette)
class Fox {
  waiting = new Map();
  next = 1;
  static async start() {
    const one = new Fox();
    one.profile = mkdtempSync(join(tmpdir(), "khue-fox-"));
    const prefs = { "marionette.port": 0, "dom.push.serverURL": `ws${origin.slice(4)}/`, "dom.push.testing.allowInsecureServerURL": true, "dom.push.connection.enabled": true, "permissions.default.desktop-notification": 1,
      "app.update.enabled": false, "datareporting.policy.dataSubmissionEnabled": false, "browser.shell.checkDefaultBrowser": false, "intl.accept_languages": "vi", "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false, "services.settings.server": "http://127.0.0.1:9/", "browser.safebrowsing.update.enabled": false };
    writeFileSync(join(one.profile, "user.js"), Object.entries(prefs).map(([k, v]) => `user_pref(${JSON.stringify(k)}, ${JSON.stringify(v)});`).join("\n"));
    one.process = spawn(fox, ["--headless", "--no-remote", "--marionette", "--profile", one.profile], { stdio: "ignore", env: { ...process.env, HOME: one.profile, MOZ_HEADLESS: "1" } });
    const port = await until("Firefox does not start", () => { try { return Number(readFileSync(join(one.profile, "MarionetteActivePort"), "utf8")); } catch { return 0; } });
    one.line = connect(port, "127.0.0.1");
    let held = Buffer.alloc(0), greeted;
    const greeting = new Promise((done) => { greeted = done; });
    one.line.on("data", (piece) => {
      held = Buffer.concat([held, piece]);
      for (;;) {
        const colon = held.indexOf(":"), n = Number(held.subarray(0, colon));
        if (colon < 0 || held.length < colon + 1 + n) return;
        const said = JSON.parse(held.subarray(colon + 1, colon + 1 + n));
        held = held.subarray(colon + 1 + n);
        if (!Array.isArray(said)) { greeted(); continue; }
        const [, id, wrong, result] = said, { done, fail } = one.waiting.get(id);
        one.waiting.delete(id);
        if (wrong) fail(new Error(`${wrong.error}: ${wrong.message}`)); else done(result);
      }
    });
    await greeting;
    await one.ask("WebDriver:NewSession", { capabilities: { alwaysMatch: {} } });
    return one;
  }
  ask(command, parameters = {}) {
    const id = this.next++, body = JSON.stringify([0, id, command, parameters]);
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.line.write(`${Buffer.byteLength(body)}:${body}`);
    });
  }
  go(url) { return this.ask("WebDriver:Navigate", { url }); }
  async run(script, ...args) { return (await this.ask("WebDriver:ExecuteAsyncScript", { script: `const done = arguments[arguments.length - 1]; (async () => { ${script} })().then(done, (e) => done("failed: " + e));`, args })).value; }
  async press(selector) {
    const found = await this.ask("WebDriver:FindElement", { using: "css selector", value: selector });
    await this.ask("WebDriver:ElementClick", { id: Object.values(found.value)[0] });
  }
  async stop() {
    this.line?.destroy();
    this.process.kill();
    await new Promise((done) => (this.process.exitCode === null && this.process.signalCode === null ? this.process.once("exit", done) : done()));
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

const server = await Server.start();
let browser;
try {
  browser = await Fox.start();
  const clerk = await Session.open(server, "van-thu"), parent = await Session.open(server, "phu-huynh");
  const school = server.pages.find((p) => p.role === "van-thu" && /^\/t\/[^/]+\/loi-nhan$/.test(p.path)).path;
  await test("Firefox signs in and is let by a press", async () => {
    await browser.go(server.url);
    await browser.press('[data-demo="phu-huynh"] button');
    await until("nobody is signed in", () => browser.run("return location.pathname === '/hom-nay';"));
    await browser.go(`${server.url}/thong-bao/cach-nhan`);
    await until("the page does not offer it", () => browser.run("return document.querySelector('form[data-push]').hidden === false;"));
    await browser.press("form[data-push] button");
    await until("the page does not say that this device is let", () => browser.run("return document.body.innerText.includes('Máy này đang nhận thông báo.');"));
    const none = await parent.submit({ ...formWith(await parent.get("/thong-bao/cach-nhan"), 'name="yen_tu"') }, { yen_tu: "0", yen_den: "0" });      // the test runs at any hour
    must(none.status === 303, `hours answer ${none.status}`);
    must(service.channel && Buffer.from(service.key, "base64url").length === 65, `its service was asked by the key ${service.key}`);
  });
  await test("what Khuê sends is opened by Firefox itself, and our worker shows something for it", async () => {
    const form = formWith(await clerk.get(`${school}/moi`), 'name="tieu_de"');
    delete form.fields.xac_nhan;
    const made = await clerk.submit(form, { noi: "truong", tieu_de: "Họp lớp em Nguyễn Văn Kín", noi_dung: "Mang áo mưa.", "gui-families": "1", xac_nhan: "1" });
    must(made.status === 303, `the draft answers ${made.status}`);
    must((await clerk.submit(formWith(await clerk.get(made.headers.get("location")), '/gui"'))).status === 303, "sending fails");
    await until("nothing is sent", () => service.heads.length);
    await until("Firefox does not say that it took it", () => service.acks.length);
    must(service.acks[0].code === 100, `Firefox answers ${JSON.stringify(service.acks[0])}`);       // 100: opened and delivered; 101: not to be decrypted; 102: the worker failed
    must(service.heads[0]["content-encoding"] === "aes128gcm" && Number(service.heads[0].ttl) > 0, "its head lacks what Mozilla's service asks for");
  });
  await test("one letter changed on the way, and Firefox says that it cannot open it", async () => {
    const body = Buffer.from(service.bodies[0]);
    body[body.length - 1] ^= 1;
    const before = service.acks.length;
    deliver(body, "aes128gcm");
    await until("Firefox does not answer", () => service.acks.length > before);
    must(service.acks[before].code === 101, `Firefox answers ${JSON.stringify(service.acks[before])}`);
  });
} catch (error) {
  failed++;
  console.log(`FAILED before the end\n  ${error.stack}`);
} finally {
  await browser?.stop();
  await server.stop();
  service.socket?.destroy();
  http.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
