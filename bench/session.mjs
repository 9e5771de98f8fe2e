// Somebody signed in without a browser: the sign-in card of the demo, forms read from the page.
export class Session {
  jar = new Map();
  constructor(server) { this.server = server; }

  static async open(server, role) {
    const s = new Session(server);
    const page = await s.get("/");
    const at = page.indexOf(`data-demo="${role}"`);
    if (at < 0) throw new Error(`the first page has no sign-in card for ${role}`);
    // The card is the form itself or an element around it.
    const opening = page.lastIndexOf("<", at);
    const start = page.startsWith("<form", opening) ? opening : page.indexOf("<form", at);
    await s.submit(formAt(page, start));
    return s;
  }

  get cookie() { return [...this.jar].map(([name, value]) => `${name}=${value}`).join("; "); }

  async send(path, init = {}) {
    const answer = await fetch(new URL(path, this.server.url), { redirect: "manual", ...init, headers: {
      Origin: this.server.url, "Sec-Fetch-Site": "same-origin", ...(this.jar.size ? { Cookie: this.cookie } : {}), ...init.headers } });
    const cookies = answer.headers.getSetCookie?.() ?? [answer.headers.get("set-cookie")].filter(Boolean).flatMap((c) => c.split(/,(?=[^ ;]+=)/));
    for (const cookie of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value === "" || /max-age=0/i.test(cookie)) this.jar.delete(name); else this.jar.set(name, value);
    }
    return answer;
  }

  async get(path) {
    const answer = await this.send(path);
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    return answer.text();
  }

  // Sends a form as read by formAt, with other or more fields; answers the response (303 when it went well).
  async submit(form, fields = {}) {
    const all = { ...form.fields, ...fields };
    let body;
    if (form.multipart) {
      body = new FormData();
      for (const [name, value] of Object.entries(all)) value?.blob ? body.append(name, value.blob, value.name) : body.append(name, value);
    } else body = new URLSearchParams(all);
    return this.send(form.action, { method: "POST", body });
  }
}

const unescape = (text) => text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const attribute = (tag, name) => { const m = new RegExp(`\\b${name}="([^"]*)"`).exec(tag); return m && unescape(m[1]); };

// The form whose tag begins at `start`: action, and the fields that it would send untouched (ticks and choices as shown).
export function formAt(page, start) {
  if (start < 0) throw new Error("no such form on the page");
  const text = page.slice(start, page.indexOf("</form>", start));
  const tag = /^<form[^>]*>/.exec(text)[0];
  const fields = {};
  for (const [input] of text.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(input, "type") ?? "text", name = attribute(input, "name");
    if (!name || type === "file" || type === "submit" || ((type === "checkbox" || type === "radio") && !/\bchecked\b/.test(input))) continue;
    fields[name] = attribute(input, "value") ?? "";
  }
  for (const [, select, options] of text.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const option = /<option\b[^>]*\bselected\b[^>]*>/.exec(options) ?? /<option\b[^>]*>/.exec(options);
    if (option && attribute(select, "name")) fields[attribute(select, "name")] = attribute(option[0], "value") ?? "";
  }
  const button = /<button\b[^>]*>/.exec(text)?.[0];
  if (button && attribute(button, "name")) fields[attribute(button, "name")] = attribute(button, "value") ?? "";
  return { action: attribute(tag, "action") ?? "", multipart: /multipart/.test(tag), fields };
}

// The form that has `part` in it (an action, a field's name).
export function formWith(page, part) {
  for (let at = page.indexOf("<form"); at >= 0; at = page.indexOf("<form", at + 1))
    if (page.slice(at, page.indexOf("</form>", at)).includes(part)) return formAt(page, at);
  throw new Error(`no form with ${part} on the page`);
}
