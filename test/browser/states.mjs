// What readers and machines do to a page: hover and focus, forced colours, more contrast, text of 200 %, no network, paper.
// Looked at on /dev/parts, where every part stands, and on the teacher's home; other homes are made of the same parts: there the text of 200 % and
// the paper are looked at, which lengths decide.
import { Walker, must, noSidewaysScroll } from "./lib.mjs";
import { axeFindsNothing, onlyColours } from "./axe.mjs";

// Puts everything that can be pressed or written in into a state, as the pointer or the keyboard would; [] lets go.
export async function force(walker, states) {
  walker.cdp ??= await walker.context.newCDPSession(walker.page);
  const { cdp } = walker;
  await cdp.send("DOM.enable");
  await cdp.send("CSS.enable");
  const { root } = await cdp.send("DOM.getDocument", { depth: 1 });
  const { nodeIds } = await cdp.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "a, button, summary, label, input, select, textarea, tbody tr" });
  for (const nodeId of nodeIds) await cdp.send("CSS.forcePseudoState", { nodeId, forcedPseudoClasses: states });
}

// What the machine says, and two frames for the page to follow.
export async function media(walker, wish) {
  await walker.page.emulateMedia(wish);
  await walker.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

const plain = { media: "screen", colorScheme: "light", forcedColors: "none", contrast: "no-preference" };

// The text of what is hovered is as easy to read as before.
async function hovered(walker) {
  await force(walker, ["hover"]);
  for (const colorScheme of ["light", "dark"]) {
    await media(walker, { colorScheme });
    await axeFindsNothing(walker.page, `hovered ${colorScheme}`, onlyColours);
  }
  await force(walker, []);
}

// What has the focus shows it by a line of 2 px at least, in a colour that stands out from the page (WCAG 1.4.11, 2.4.13).
async function focused(walker) {
  await force(walker, ["focus", "focus-visible"]);
  for (const colorScheme of ["light", "dark"]) {
    await media(walker, { colorScheme });
    const unseen = await walker.page.evaluate(() => {
      const light = (text) => {
        const [r, g, b] = text.match(/[\d.]+/g).map(Number).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const paper = light(getComputedStyle(document.documentElement).backgroundColor);
      return [...document.querySelectorAll("a, button, summary, input, select, textarea")].filter((e) => {
        const style = getComputedStyle(e), ring = light(style.outlineColor);
        const ratio = (Math.max(ring, paper) + 0.05) / (Math.min(ring, paper) + 0.05);
        return e.checkVisibility() && !e.disabled && !e.matches(".skip, dialog *, .sr *") && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 || ratio < 3);
      }).map((e) => e.outerHTML.slice(0, 140));
    });
    must(unseen.length === 0, `the focus cannot be seen (${colorScheme}) on\n${unseen.slice(0, 4).join("\n")}`);
  }
  await force(walker, []);
}

// With the colours of the reader's machine: borders take the place of grounds, and nothing keeps a ground or a colour of its own.
async function forcedColours(walker) {
  await media(walker, { forcedColors: "active" });
  const wrong = await walker.page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !e.matches(".btn.quiet, .skip"));
    const bare = shown(".btn, .chip, .card, .fig, .work, .notice, .comp, .toast, .field input:not([type=checkbox]):not([type=radio]), select, textarea").filter((e) => parseFloat(getComputedStyle(e).borderTopWidth) === 0);
    if (bare.length) return `without grounds there is no edge on ${bare[0].outerHTML.slice(0, 140)}`;
    const own = shown("body *").filter((e) => !e.closest("svg") && getComputedStyle(e).forcedColorAdjust === "none");
    return own.length ? `keeps its own colours: ${own[0].outerHTML.slice(0, 140)}` : null;
  });
  must(!wrong, wrong);
}

async function moreContrast(walker) {
  for (const colorScheme of ["light", "dark"]) {
    await media(walker, { colorScheme, contrast: "more" });
    await axeFindsNothing(walker.page, `more contrast ${colorScheme}`, { runOnly: { type: "rule", values: ["color-contrast"] } });
  }
}

// Text of twice the size: nothing is cut off, nothing stands beside the screen (WCAG 1.4.4).
async function largeText(walker) {
  await walker.textSize(32);
  for (const width of [360, 768, 1280]) await noSidewaysScroll(walker.page, width);
  await walker.textSize(16);
}

// Nothing moves for those who do not want it.
async function stillness(walker) {
  await walker.page.emulateMedia({ reducedMotion: "reduce" });
  const moving = await walker.page.evaluate(() => document.getAnimations().length);
  must(moving === 0, `${moving} things move`);
}

// On paper: no navigation, no button, nothing folded up or cut off, and the school's name on top.
async function paper(walker) {
  await media(walker, { media: "print", colorScheme: "dark" });
  await walker.page.setViewportSize({ width: 672, height: 960 });                 // A4 between its margins
  const wrong = await walker.page.evaluate(() => {
    const seen = (e) => e.checkVisibility();
    const shown = [...document.querySelectorAll(".places, .top, .btn, .tabs, .crumbs, .pager, .skip, .foot, dialog")].filter(seen);
    if (shown.length) return `on paper there is still ${shown[0].outerHTML.slice(0, 100)}`;
    const folded = [...document.querySelectorAll("details:not(.menu) > :not(summary)")].filter((e) => !e.getBoundingClientRect().height && e.textContent.trim());
    if (folded.length) return `folded up on paper: ${folded[0].outerHTML.slice(0, 100)}`;
    const dark = getComputedStyle(document.documentElement).backgroundColor;
    if (dark !== "rgb(255, 255, 255)") return `the paper is ${dark}`;
    const wide = [...document.querySelectorAll("main *")].find((e) => seen(e) && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".sr, svg"));
    if (wide) return `wider than the paper: ${wide.outerHTML.slice(0, 120)}`;
    const school = document.querySelector(".house .brand span");
    return school && !document.querySelector(".letter") && !document.querySelector(".print-head")?.checkVisibility() ? "no school on top" : null;
  });
  must(!wrong, wrong);
  await walker.page.setViewportSize({ width: 1280, height: 900 });
}

// Without a network the page says so, and stops when it is back.
async function offline(walker) {
  await walker.go("/dev/parts/nut");
  await walker.context.setOffline(true);
  await walker.page.waitForSelector("#ngoai-tuyen");
  await walker.context.setOffline(false);
  await walker.page.waitForSelector("#ngoai-tuyen", { state: "detached" });
}

// The question opens above the page with a script; without one, the link leads to the page that asks.
async function asks(walker) {
  await walker.go("/dev/parts/nut");
  await walker.page.locator("a[data-ask]").click();
  must(await walker.page.locator("#hoi-xoa").evaluate((d) => d.open && d.matches(":modal")), "the dialog is not modal");
  await walker.page.keyboard.press("Escape");
  must(!await walker.page.locator("#hoi-xoa").evaluate((d) => d.open), "Escape does not close the dialog");
  must(await walker.page.evaluate(() => document.activeElement?.dataset.ask === "hoi-xoa"), "the focus does not come back to the link");
}

// Enter goes down a column of the register, Ctrl+Z takes the last change back.
async function marks(walker) {
  await walker.go("/dev/parts/bang");
  const first = walker.page.locator("#o-d-1-1");
  await first.fill("9,5");
  await first.press("Enter");
  must(await walker.page.evaluate(() => document.activeElement.id) === "o-d-2-1", "Enter does not go to the cell below");
  await walker.page.keyboard.press("Control+z");
  must(await first.inputValue() === "7,0", "Ctrl+Z does not take the mark back");
}

const looks = { hovered, focused, forcedColours, moreContrast, largeText, stillness, paper };

export async function run(count, browser, server) {
  const home = new Map(server.pages.filter((p) => p.path === "/hom-nay" || p.path === "/").map((p) => [p.role, p.path]));
  const work = [{ role: "giao-vien", paths: server.parts }, ...[...home].map(([role, path]) => ({ role, paths: [path] }))];
  await count.each(work, 2, async ({ role, paths }) => {
    const wanted = () => Object.keys(looks).filter((look) => role === "giao-vien" || looks[look] === largeText || looks[look] === paper);
    const named = paths.flatMap((path) => wanted().map((look) => ({ path, look, name: `state ${look} ${role} ${path}` }))).filter(({ name }) => count.wants(name));
    if (named.length === 0) return;
    const walker = await Walker.start(browser, server, role);
    let at = null;
    for (const { path, look, name } of named)
      await count.test(name, async () => {
        if (at !== path) { at = null; await walker.go(path); at = path; }
        try { await looks[look](walker); } catch (error) { at = null; throw error; } finally { await media(walker, plain); }
      });
    await walker.close();
  });
  const walker = await Walker.start(browser, server, "giao-vien");
  for (const [name, look] of Object.entries({ asks, marks, offline })) await count.test(`state ${name}`, () => look(walker));
  await walker.close();
}
