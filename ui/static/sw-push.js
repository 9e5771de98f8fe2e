// The part of the service worker that shows a word from us on this device. The words are sealed for this browser and say nothing of what was told
// (docs/decisions/0116); a message that cannot be read still shows the sentence, since a browser takes the right away from who shows nothing.
self.addEventListener("push", (event) => {
  let said = {};
  try { said = event.data?.json() ?? {}; } catch { /* not ours, or damaged */ }
  const path = typeof said.path === "string" && /^\/(?![/\\])/.test(said.path) ? said.path : "/thong-bao";
  event.waitUntil(self.registration.showNotification("Khuê", {
    body: said.words ?? "Có thông báo mới trong Khuê.", lang: said.lang ?? "vi", tag: "khue", renotify: true, data: { path },
  }));
});

// A page of ours that is open goes there; otherwise a new one opens.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true }), path = event.notification.data?.path ?? "/thong-bao";
    for (const one of open) if ("focus" in one) { await one.focus(); if ("navigate" in one) await one.navigate(path).catch(() => self.clients.openWindow(path)); return; }
    await self.clients.openWindow(path);
  })());
});
