// Only in pages of `make dev`: loads the page again when another process answers, that is after a save and a build.
let first;
setInterval(async () => {
  try {
    const made = await (await fetch("/dev/made")).text();
    first ??= made;
    if (made !== first) location.reload();
  } catch {
    // the server is being started again
  }
}, 300);
