// Notices on this device: asks the browser, and puts what it says into the form, which then goes its usual way. Shown only where browsers have it.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const show = (what) => { const one = document.querySelector(`[data-push-${what}]`); if (one) one.hidden = false; };

const form = document.querySelector("form[data-push]");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

// This browser's own line is told apart by its address.
async function here() {
  const worker = await navigator.serviceWorker.getRegistration("/");
  const held = await worker?.pushManager.getSubscription();
  return held ? document.querySelector(`[data-endpoint="${CSS.escape(held.endpoint)}"]`) : null;
}

async function ask() {
  await navigator.serviceWorker.register("/sw.js");
  const worker = await navigator.serviceWorker.ready, held = await worker.pushManager.getSubscription();
  if (held) await held.unsubscribe();                       // of an earlier key, or of somebody else who used this browser
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) });
  form.elements.dia_chi.value = made.endpoint;
  form.elements.khoa.value = text(made.getKey("p256dh"));
  form.elements.bi_mat.value = text(made.getKey("auth"));
}

if (form && !able) show("none");
if (form && able) {
  let asked = false;
  here().then((line) => { form.hidden = Boolean(line); if (line) show("on"); }, () => { form.hidden = false; });
  form.addEventListener("submit", async (e) => {
    if (asked) return;
    e.preventDefault();
    for (const part of document.querySelectorAll("[data-push-denied], [data-push-failed]")) part.hidden = true;
    if (await Notification.requestPermission() !== "granted") { show("denied"); return; }
    try {
      await ask();
      asked = true;
      form.requestSubmit();
    } catch { show("failed"); }
  });
}
