// The studio: the editor, all problems live beside their lines, forms that write into the text, and tries below it.
// Without it the page works as a plain text area, and every button leads to a page.
import { editorOver } from "./editor.js";
import { triesIn } from "./tries.js";

const form = document.querySelector("[data-studio]");
const area = form.elements.text;
const list = form.querySelector("[data-problems]");
const said = form.querySelector("[data-said]");
const place = form.querySelector("[data-editor]");
const forms = form.querySelector("[data-forms]");
const conflict = form.querySelector("[data-conflict]");
const tried = document.querySelector("[data-tried]");
const CHECK_AFTER = 350;
const SAVE_AFTER = 4000;
let checking, saving;
let asked = 0;
let unsaved = false;
let theirs = null;
// Saves go one after the other, so that an older one never lands on a newer one.
let queue = Promise.resolve();

async function post(address, body, leaving = false) {
  // What is sent while the page is left may not be large; then it is sent as ever, and most often arrives.
  const keepalive = leaving && body.get("text").length < 20000;
  const answer = await fetch(address, { method: "POST", body, keepalive, headers: { Accept: "application/json" } });
  if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
  return answer.json();
}

function send(address, fields, leaving) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return post(address, body, leaving);
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

function save(leaving = false) {
  clearTimeout(saving);
  // Two wrote at once: nothing is sent until somebody has chosen.
  if (!unsaved || theirs) return;
  unsaved = false;
  queue = queue.then(async () => {
    const sent = { text: editor.text(), from_version: form.elements.from_version.value };
    const answer = await send(form.action, sent, leaving);
    said.textContent = answer.said;
    if (!answer.conflict) {
      form.elements.from_version.value = answer.version;
      return;
    }
    unsaved = true;
    theirs = { text: answer.theirs, version: answer.version };
    conflict.innerHTML = answer.html;
  }).catch(() => {
    unsaved = true;
    said.textContent = form.dataset.unsaved;
    saving = setTimeout(save, SAVE_AFTER);
  });
}

function changed() {
  unsaved = true;
  if (!theirs) said.textContent = form.dataset.writing;
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

// A form beside the editor: it is asked for, filled in, and the new text is taken over as one change to be undone.
async function open(address, fields) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("text", editor.text());
  const at = await post(address, body).catch((fault) => ({ fault }));
  if (at.fault) {
    said.textContent = form.dataset.unsaved;
    return;
  }
  forms.innerHTML = at.html;
  if (at.line) {
    editor.replace(at.text);
    said.textContent = at.said;
    editor.go(at.line);
  } else {
    forms.querySelector("[role=alert], .form-open")?.focus();
  }
}

function fieldsOf(button) {
  return button.name ? { [button.name]: button.value } : {};
}

function preview() {
  form.querySelector("[data-try]").click();
}

function manual(operation) {
  const side = form.querySelector("[data-forms-side]");
  side.open = true;
  open(form.dataset.manual, { op: operation, find: "" });
}

place.hidden = false;
const keys = { save: () => { unsaved = true; save(); }, preview, manual };
const editor = editorOver(area, place, { changed, complete, ...keys });
area.hidden = true;
form.querySelector("label[for=text]").removeAttribute("for");
for (const one of form.querySelectorAll("[data-scripted]")) one.hidden = false;
const run = triesIn(tried, form.dataset.unreached);

form.addEventListener("click", (event) => {
  const line = event.target.closest("[data-go]")?.dataset.go;
  const button = event.target.closest("button");
  if (line) {
    event.preventDefault();
    editor.go(Number(line));
  } else if (button?.matches("[data-form-button]")) {
    event.preventDefault();
    open(button.formAction, fieldsOf(button));
  } else if (button?.matches("[data-try]")) {
    event.preventDefault();
    const body = new FormData(form);
    body.set("text", editor.text());
    tried.scrollIntoView({ block: "nearest" });
    run(button.formAction, body);
  } else if (button?.matches("[data-mine]")) {
    event.preventDefault();
    form.elements.from_version.value = button.dataset.mine;
    settle();
    save();
  } else if (event.target.closest("[data-theirs]") && theirs) {
    event.preventDefault();
    form.elements.from_version.value = theirs.version;
    editor.replace(theirs.text);
    settle();
    clearTimeout(saving);
    unsaved = false;
    said.textContent = form.dataset.kept;
  }
});

function settle() {
  theirs = null;
  conflict.replaceChildren();
}

// Enter in a field of a form does what the form is for, and does not send the page.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-forms] input")) return;
  event.preventDefault();
  const near = event.target.closest(".finder");
  (near ? near.querySelector("[data-enter]") : forms.querySelector("[name=do]"))?.click();
});
document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
form.addEventListener("submit", () => { clearTimeout(saving); unsaved = false; });
check();
