// Every page of the crawl, as everybody who may open it, in both languages: valid HTML, no complaint of the browser, no
// sideways scroll from 320 px on, and nothing that axe finds (WCAG 2.2 AA) on phone and desk, light and dark.
import { HtmlValidate } from "html-validate";
import { axeSource, isFile, must, noSidewaysScroll, person, visit } from "./lib.mjs";

const html = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:document"],
  rules: {
    "no-trailing-whitespace": "off",       // generated pages are not read by people
    "long-title": "off",                   // names of schools are long; the title begins with the page
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "tel-non-breaking": "off",
    "no-inline-style": "error",
    "require-sri": ["error", { target: "crossorigin" }],   // our own files are named by their hash
    "prefer-native-element": ["error", { exclude: ["region", "list"] }],
  },
});

async function validHtml(text) {
  const report = await html.validateString(text);
  const first = report.results.flatMap((r) => r.messages).filter((m) => m.severity === 2).slice(0, 5);
  must(first.length === 0, first.map((m) => `html ${m.ruleId} at ${m.line}:${m.column}: ${m.message}`).join("\n"));
}

async function axeFindsNothing(page, source) {
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
    });
    return result.violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 3).map((n) => `${n.target}  ${n.html.slice(0, 140)}`).join("\n    ")}`);
  });
  must(found.length === 0, `axe ${source}\n${found.join("\n")}`);
}

async function oneFile(context, path) {
  const answer = await context.request.get(path);
  must(answer.ok(), `${path} answered ${answer.status()}`);
  must((await answer.body()).length > 0 && /attachment/.test(answer.headers()["content-disposition"]), `${path} is not a file to keep`);
}

async function onePage(context, path, lang, axe) {
  if (isFile(path)) return oneFile(context, path);
  const { page, answer, complaints } = await visit(context, path);
  try {
    must(await page.evaluate(() => document.documentElement.lang) === lang, `the page is not marked as ${lang}`);
    await validHtml(await answer.text());
    await page.evaluate(axe);
    // Colours do not depend on the language: English is looked at once in each theme.
    for (const [width, theme] of lang === "vi" ? [[360, "light"], [1280, "light"], [1280, "dark"], [360, "dark"]] : [[360, "light"], [1280, "dark"]]) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await axeFindsNothing(page, `${width} px ${theme}`);
    }
    for (const width of [320, 360, 768, 1280]) await noSidewaysScroll(page, width);
    must(complaints.length === 0, complaints.join("\n"));
  } finally { await page.close(); }
}

export async function run(count, browser, server) {
  const axe = axeSource();
  const pages = server.pages;
  must(pages.length > 0, "khue routes --crawl lists no page");
  const contexts = new Map();              // promises: one sign-in a role and language
  const contextOf = (role, lang) => {
    const who = `${role} ${lang}`;
    if (!contexts.has(who)) contexts.set(who, person(browser, server, role, { lang }));
    return contexts.get(who);
  };
  const work = pages.flatMap((p) => ["vi", "en"].map((lang) => ({ ...p, lang })));
  await count.each(work, 2, ({ role, path, lang }) =>
    count.test(`axe ${role} ${lang} ${path}`, async () => onePage(await contextOf(role, lang), path, lang, axe)));
  for (const context of contexts.values()) await (await context.catch(() => null))?.close();
}
