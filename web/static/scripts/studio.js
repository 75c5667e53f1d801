// The studio: the editor, and all problems live beside their lines. Without it the page works as a plain text area.
import { editorOver } from "./editor.js";

const form = document.querySelector("[data-studio]");
const area = form.elements.text;
const list = form.querySelector("[data-problems]");
const said = form.querySelector("[data-said]");
const place = form.querySelector("[data-editor]");
const CHECK_AFTER = 350;
const SAVE_AFTER = 6000;
let checking, saving;
let asked = 0;
let unsaved = false;
// Saves go one after the other, so that an older one never lands on a newer one.
let queue = Promise.resolve();

async function send(address, fields) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
  return answer.json();
}

function told(problem) {
  const entry = document.createElement("li");
  entry.className = problem.warning ? "notice" : "fault";
  if (problem.line) {
    const link = document.createElement("a");
    link.href = "#text";
    link.dataset.go = problem.line;
    link.textContent = `${form.dataset.line} ${problem.line}`;
    entry.append(link, " ");
  }
  entry.append(problem.text);
  return entry;
}

async function check() {
  const mine = ++asked;
  try {
    const answer = await send(form.dataset.check, { text: editor.text() });
    // An answer to an older text tells of lines that have moved since.
    if (mine !== asked) return;
    editor.tell(answer.problems);
    const nothing = document.createElement("li");
    nothing.className = "soft";
    nothing.textContent = form.dataset.clean;
    list.replaceChildren(...(answer.problems.length ? answer.problems.map(told) : [nothing]));
    form.querySelector("[data-flow]").innerHTML = answer.flow;
  } catch {
    // The next change asks again; Check and Save do so too.
  }
}

function save() {
  clearTimeout(saving);
  if (!unsaved) return;
  unsaved = false;
  queue = queue.then(async () => {
    const answer = await send(form.action, { text: editor.text(), from_version: form.elements.from_version.value });
    said.textContent = answer.said;
    if (!answer.conflict) form.elements.from_version.value = answer.version;
  }).catch(() => {
    unsaved = true;
    said.textContent = form.dataset.unsaved;
    saving = setTimeout(save, SAVE_AFTER);
  });
}

function changed() {
  unsaved = true;
  clearTimeout(checking);
  clearTimeout(saving);
  checking = setTimeout(check, CHECK_AFTER);
  saving = setTimeout(save, SAVE_AFTER);
}

async function complete(text, line, column) {
  try {
    return await send(form.dataset.complete, { text, line, column });
  } catch {
    return null;
  }
}

place.hidden = false;
const editor = editorOver(area, place, { changed, complete, save: () => { unsaved = true; save(); } });
area.hidden = true;
list.addEventListener("click", (event) => {
  const line = event.target.closest("[data-go]")?.dataset.go;
  if (!line) return;
  event.preventDefault();
  editor.go(Number(line));
});
form.querySelector("[data-find]")?.addEventListener("input", ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/);
  for (const entry of form.querySelectorAll("[data-operation]")) {
    entry.hidden = !words.every((word) => entry.dataset.operation.toLowerCase().includes(word));
  }
});
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
form.addEventListener("submit", () => { clearTimeout(saving); unsaved = false; });
check();
