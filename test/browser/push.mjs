// Notices on a device: the page asks the browser (whose push service is played here, since the real one lies outside), the worker shows what comes. The
// sealed way from the server to such a browser is test/clients/push.mjs.
import { createECDH, randomBytes } from "node:crypto";
import { leads, must, person, until } from "./lib.mjs";

const text = (buffer) => Buffer.from(buffer).toString("base64url");

// A browser that was let, in the page: what it would get from its maker's service.
function played({ endpoint, point, auth }) {
  const bytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)).buffer;
  const subscription = { endpoint, getKey: (name) => bytes(name === "auth" ? auth : point), unsubscribe: async () => { localStorage.removeItem("let"); return true; } };
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("let") ? subscription : null);
  PushManager.prototype.subscribe = async (options) => { localStorage.setItem("let", String(options.applicationServerKey.length)); return subscription; };
  Notification.requestPermission = async () => localStorage.getItem("answer") ?? "granted";
}

async function push(browser, server) {
  const context = await person(browser, server, "giao-vien", { worker: true }), ecdh = createECDH("prime256v1");
  try {
    await context.grantPermissions(["notifications"]);
    await context.addInitScript(played, { endpoint: "https://push.example/abc", point: text(ecdh.generateKeys()), auth: text(randomBytes(16)) });
    const page = await context.newPage(), on = page.getByRole("button", { name: "Bật thông báo trên máy này" });
    await page.goto("/thong-bao/cach-nhan");
    await page.evaluate(() => localStorage.setItem("answer", "denied"));
    await on.click();
    await page.getByText("Trình duyệt đang chặn thông báo của Khuê.").waitFor();
    await page.evaluate(() => localStorage.setItem("answer", "granted"));
    await leads(page, () => on.click());
    await page.getByText("Máy này sẽ nhận thông báo.").waitFor();
    must(await page.evaluate(() => localStorage.getItem("let")) === "65", "the browser was asked with another key than a point");
    await page.getByText("Máy này đang nhận thông báo.").waitFor();          // told apart from others by its address
    must(await on.isHidden(), "it is offered again");
    must(await page.locator('select[name^="may_"]').count() === 3, "nothing to choose for the device");

    const cdp = await context.newCDPSession(page), registered = new Promise((done) => cdp.on("ServiceWorker.workerRegistrationUpdated", (e) => e.registrations.length && done(e.registrations[0])));
    await cdp.send("ServiceWorker.enable");
    const { registrationId } = await registered;
    // This browser has no screen to show anything on: what would be shown is looked at in the worker.
    const worker = context.serviceWorkers()[0] ?? await context.waitForEvent("serviceworker");
    await worker.evaluate(() => { ServiceWorkerRegistration.prototype.showNotification = async (title, options) => { self.said = { title, body: options.body, path: options.data.path }; }; });
    const shown = async (data) => {
      await worker.evaluate(() => { self.said = null; });
      await cdp.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId, data });
      return until("something is shown", () => worker.evaluate(() => self.said));
    };
    const said = await shown(JSON.stringify({ words: "Có thông báo mới trong Khuê.", path: "/thong-bao", lang: "vi" }));
    must(said.body === "Có thông báo mới trong Khuê." && said.path === "/thong-bao", `it shows ${JSON.stringify(said)}`);
    const odd = await shown(JSON.stringify({ words: "Bấm vào đây", path: "//xau.example/" }));
    must(odd.path === "/thong-bao", `a message leads out: ${odd.path}`);
    must((await shown("hỏng")).body === "Có thông báo mới trong Khuê.", "a message that cannot be read shows nothing");

    await page.getByRole("button", { name: "Bỏ máy" }).click();
    await page.getByText("Máy ấy thôi nhận thông báo.").waitFor();
    await page.evaluate(async () => { localStorage.clear(); for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister(); });
  } finally { await context.close(); }

  const still = await person(browser, server, "giao-vien", { js: false });
  try {
    const page = await still.newPage();
    await page.goto("/thong-bao/cach-nhan");
    must((await page.locator("body").innerText()).includes("Bật thông báo trên máy cần JavaScript."), "without a script nothing is said");
    must(await page.locator("form[data-push]").isHidden(), "a form is shown that can do nothing");
  } finally { await still.close(); }
}

export const run = (count, browser, server) => count.test("push", () => push(browser, server));
