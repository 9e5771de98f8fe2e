// node test/browser/shots.mjs [part of "role path"…]: pictures of every page of the crawl in build/shots, for looking at:
// role, path, width, theme. LANG_SHOTS=en takes the English pages.
import { mkdirSync } from "node:fs";
import { Count, Server, isFile, launch, person, visit } from "./lib.mjs";

const only = process.argv.slice(2);
const lang = process.env.LANG_SHOTS ?? "vi";
const shapes = [[360, "light"], [1280, "light"], [768, "light"], [360, "dark"], [1280, "dark"]];
const count = new Count();
mkdirSync("build/shots", { recursive: true });
const server = await Server.start();
const browser = await launch();
try {
  const pages = server.pages.filter((p) => !isFile(p.path)).filter((p) => !only.length || only.some((part) => `${p.role} ${p.path}`.includes(part)));
  for (const { role, path } of pages)
    await count.test(`${role} ${path}`, async () => {
      const context = await person(browser, server, role, { lang });
      const { page } = await visit(context, path);
      for (const [width, theme] of shapes) {
        await page.emulateMedia({ colorScheme: theme });
        await page.setViewportSize({ width, height: 900 });
        const name = `${role}${path.replaceAll("/", "-")}-${width}${theme === "dark" ? "-dark" : ""}.png`;
        await page.screenshot({ path: `build/shots/${name}`, fullPage: true });
      }
      await context.close();
    });
} finally {
  await browser.close();
  await server.stop();
}
process.exit(count.end());
