// A passkey in a real browser, with the virtual authenticator of Chromium: added, used on another visit, ended. On localhost, where
// browsers allow it without https.
import { leads, must } from "./lib.mjs";

const password = "hoc-sang-tao-2026";               // of every account of the demo

async function passkey(browser, server) {
  const base = server.url.replace("127.0.0.1", "localhost"), context = await browser.newContext({ baseURL: base, locale: "vi-VN" }), page = await context.newPage();
  const press = (name) => leads(page, () => page.getByRole("button", { name, exact: true }).click());
  const says = async (text) => { const all = await page.locator("body").innerText(); must(all.includes(text), `${page.url()} does not say "${text}" but\n${all.slice(0, 800)}`); };
  try {
    const device = await context.newCDPSession(page);
    await device.send("WebAuthn.enable");
    await device.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true } });
    await page.goto("/dang-nhap");
    await page.getByLabel("Tên đăng nhập hoặc số điện thoại").fill("van-thu");
    await page.getByLabel("Mật khẩu").fill(password);
    await press("Đăng nhập");
    await page.goto("/tai-khoan/khoa");
    await page.getByLabel("Mật khẩu đang dùng").fill(password);
    await press("Tiếp tục");
    await page.getByLabel("Tên khóa").fill("Máy ở văn phòng");
    await press("Tạo khóa");
    await says("Đã thêm khóa thiết bị");
    await says("Máy ở văn phòng");
    await context.clearCookies();
    await page.goto("/dang-nhap?tiep=/tai-khoan/khoa");
    await press("Đăng nhập bằng khóa thiết bị");
    must(new URL(page.url()).pathname === "/tai-khoan/khoa", `the passkey led to ${page.url()}`);
    await says("dùng lần cuối");
    await press("Bỏ khóa");
    await says("không còn đăng nhập được");
    await context.clearCookies();
    await page.goto("/dang-nhap");
    await press("Đăng nhập bằng khóa thiết bị");
    await says("Khóa thiết bị này không dùng được ở đây");
  } finally { await context.close(); }
}

export async function run(count, browser, server) {
  await count.test("passkey signs in, and not after it was ended", () => passkey(browser, server));
}
