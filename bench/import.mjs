// A class list of 2,000 pupils through the browser's way: uploaded, seen, taken in, slips listed. Seconds, bar 3 for each half.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "../test/server.mjs";
import { formAt, Session } from "./session.mjs";

export async function importTimes(server) {
  const role = server.pages.find((p) => /\/nhap$/.test(p.path))?.role;
  const list = server.pages.find((p) => p.role === role && /\/nhap$/.test(p.path))?.path;
  if (!list) throw new Error("nobody of the demo may import a class list");
  const folder = mkdtempSync(join(tmpdir(), "khue-bench-import-"));
  try {
    const file = join(folder, "2000.xlsx");
    execFileSync("build/release/bench/roster", [file, "2026"]);
    const blob = new Blob([readFileSync(file)]);
    const session = await Session.open(server, role);
    const page = await session.get(list);
    const upload = formAt(page, page.lastIndexOf("<form", page.indexOf('type="file"')));
    let start = performance.now();
    const uploaded = await session.submit(upload, { tep: { blob, name: "2000.xlsx" } });
    if (uploaded.status !== 303) throw new Error(`the upload answers ${uploaded.status}`);
    const path = new URL(uploaded.headers.get("location"), server.url).pathname;
    const preview = await session.get(path);
    const preview_s = (performance.now() - start) / 1000;
    const form = formAt(preview, preview.lastIndexOf("<form", preview.indexOf('name="san_sang"')));
    const ready = Number(form.fields.san_sang);
    if (!(ready > 1500)) throw new Error(`only ${ready} rows are ready`);
    start = performance.now();
    const taken = await session.submit({ ...form, action: `${path}/nhap` });
    if (taken.status !== 303) throw new Error(`taking in answers ${taken.status}`);
    const job = new URL(taken.headers.get("location"), server.url).pathname;
    while (!(await session.get(job)).includes(`${path}/phieu`)) await pause(20);
    await session.get(`${path}/phieu`);
    const commit_s = (performance.now() - start) / 1000;
    console.log(`import                 ${ready} rows ready of 2000, preview ${preview_s.toFixed(2)} s, in and to the slips ${commit_s.toFixed(2)} s`);
    return [["import-preview", preview_s, 3], ["import-commit", commit_s, 3]];
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
