// What people do, from the first page to the last, in a real browser. Each flow also runs without JavaScript.
import { must, person, visit } from "./lib.mjs";

// The keyboard reaches the main part by the skip link, and every stop of the tab key can be seen.
async function keyboard(context, path) {
  const { page } = await visit(context, path);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  must(first?.startsWith("#"), `the first stop of Tab is ${first}, not the skip link`);
  await page.keyboard.press("Enter");
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return true;
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      return box.width > 0 && box.height > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none");
    });
    must(seen, `stop ${i + 1} of Tab has no visible focus on ${path}`);
  }
  await page.close();
}

export async function run(count, browser, server) {
  for (const js of [true, false]) {
    await count.test(`flow visitor opens the first page ${js ? "" : "without JavaScript"}`, async () => {
      const context = await person(browser, server, "visitor", { js });
      const { page, complaints } = await visit(context, "/");
      must(await page.locator("h1").count() === 1, "the first page has not one h1");
      must(complaints.length === 0, complaints.join("\n"));
      await context.close();
    });
  }
  const roles = [...new Set(server.pages.map((p) => p.role))];
  for (const role of roles)
    await count.test(`flow ${role} reaches the page by keyboard`, async () => {
      const context = await person(browser, server, role);
      await keyboard(context, "/");
      await context.close();
    });
}
