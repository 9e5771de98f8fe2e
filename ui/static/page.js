// What a page gains by a script, on every page; all of it works without. Words come with the element that loads this file.
const words = document.currentScript.dataset;

// ---- asking first: a link to the page that asks opens the same question as a dialog of this page
document.addEventListener("click", (e) => {
  const link = e.target.closest("a[data-ask]");
  const dialog = link && !e.ctrlKey && !e.metaKey && !e.shiftKey && document.getElementById(link.dataset.ask);
  if (!dialog || !dialog.showModal) return;
  e.preventDefault();
  dialog.showModal();
});

// ---- the menu: Escape shuts it and gives the focus back; so does a press elsewhere, and going on by Tab
const menu = document.querySelector("details.menu");
addEventListener("keydown", (e) => {
  if (e.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
for (const event of ["pointerdown", "focusin"]) addEventListener(event, (e) => { if (menu?.open && !menu.contains(e.target)) menu.open = false; });

// ---- sending: the button that was pressed turns, and a second press sends nothing
function again(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
addEventListener("submit", (e) => {
  const form = e.target;
  if (e.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = "1";
  if (e.submitter) e.submitter.setAttribute("aria-busy", "true");
  setTimeout(() => again(form), 10000);                 // an answer that is a file leaves the page as it is
});
// Back in a page that was left: its forms can be sent again.
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-sent]")) again(form); });

// ---- without a network: say so, and that nothing typed is lost
function network() {
  const old = document.getElementById("ngoai-tuyen");
  if (navigator.onLine || document.documentElement.dataset.kept) { if (old) old.remove(); return; }      // a copy says so itself (offline.js)
  if (old) return;
  const bar = document.createElement("p");
  bar.id = "ngoai-tuyen";
  bar.className = "offline-bar";
  bar.setAttribute("role", "status");
  bar.textContent = words.offline;
  document.querySelector("main").prepend(bar);
}
addEventListener("offline", network);
addEventListener("online", network);
network();

// ---- a document for the printer: a button that prints, where there is a script for it
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// ---- on paper, everything that is folded up is open
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open]):not(.menu)")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => { for (const one of folded) one.open = false; });

// ---- the message after a redirect that led into the middle of a page: it lies at the foot of the screen until it is closed
addEventListener("load", () => {
  const flash = document.querySelector("main > .flash");
  if (!flash || flash.getBoundingClientRect().bottom > 0) return;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = words.close;
  close.addEventListener("click", () => flash.remove());
  for (const button of flash.querySelectorAll("button")) button.className = "";
  flash.className = "toast";
  flash.append(close);
});

// ---- the register: Enter goes to the cell below, Ctrl+Z takes back the last cell that was changed
const trail = [];
document.addEventListener("focusin", (e) => { if (e.target.matches(".register td.cell input")) e.target.dataset.was = e.target.value; });
document.addEventListener("change", (e) => { if (e.target.matches(".register td.cell input")) trail.push([e.target, e.target.dataset.was]); });
document.addEventListener("keydown", (e) => {
  if (!e.target.matches(".register td.cell input")) return;
  const cell = e.target.closest("td"), column = cell.cellIndex, row = cell.parentElement;
  const next = e.shiftKey ? row.previousElementSibling : row.nextElementSibling;
  if (e.key === "Enter") {
    e.preventDefault();
    const below = next && next.cells[column].querySelector("input");
    if (below) { below.focus(); below.select(); }
  }
  if (e.key === "z" && (e.ctrlKey || e.metaKey) && e.target.value === e.target.dataset.was && trail.length) {
    e.preventDefault();
    const [input, was] = trail.pop();
    input.value = was;
    input.dataset.was = was;
    input.focus();
  }
});
