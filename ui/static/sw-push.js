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

// The page that shows them comes to the front, or a new one opens: no open page is led away from what somebody is typing on it.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const path = event.notification.data?.path ?? "/thong-bao", open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = open.find((one) => new URL(one.url).pathname === path);
    if (there) { await there.focus(); await there.navigate(there.url).catch(() => {}); } else await self.clients.openWindow(path);
  })());
});
