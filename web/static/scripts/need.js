// Shortens the way through the need form: the sentence grows as one types, and the need is saved by itself.
// Without it the form works by its buttons.
const form = document.querySelector("[data-need-form]");
const said = form.querySelector("[data-said]");
const PREVIEW_AFTER = 500;
const SAVE_AFTER = 8000;
let previewing, saving;
let changed = false;
let underway = 0;
// Saves go one after the other, so that an older one never lands on a newer one.
let queue = Promise.resolve();

async function send(address) {
  const answer = await fetch(address, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  if (!answer.ok && answer.status !== 422 && answer.status !== 409) throw new Error(String(answer.status));
  return answer.json();
}

function show(answer) {
  showDeadline(answer.deadline);
  for (const place of document.querySelectorAll("[data-sentence]")) {
    const page = place.querySelector(".notebook p");
    page.replaceChildren(...answer.sentence.map(({ text, gap, field }) => {
      if (!gap && !field) return document.createTextNode(text);
      const piece = document.createElement(gap ? "span" : "em");
      if (gap) piece.className = "gap";
      piece.textContent = text;
      return piece;
    }));
  }
}

function showDeadline(words) {
  for (const place of document.querySelectorAll("[data-deadline]")) {
    place.hidden = !words;
    place.querySelector("span").textContent = words;
  }
}

function preview() {
  send(form.dataset.preview).then(show).catch(() => {});
}

function save() {
  clearTimeout(saving);
  if (!changed || !form.dataset.saves) return;
  changed = false;
  underway += 1;
  queue = queue.then(() => send(form.dataset.saves)).then((answer) => {
    said.textContent = answer.said;
    show(answer);
    if (answer.conflict) {
      // Two people wrote. The Save button leads to the page that says so; nothing is saved behind anyone's back.
      delete form.dataset.saves;
      return;
    }
    form.elements.from_version.value = answer.version;
  }).catch(() => {
    changed = true;
    said.textContent = form.dataset.unsaved;
    saving = setTimeout(save, SAVE_AFTER);
  }).finally(() => { underway -= 1; });
}

form.addEventListener("input", () => {
  changed = true;
  clearTimeout(previewing);
  clearTimeout(saving);
  previewing = setTimeout(preview, PREVIEW_AFTER);
  saving = setTimeout(save, SAVE_AFTER);
});
// Going on to the next part of the form, or out of it, is a good moment to save.
for (const part of [form, ...form.querySelectorAll(".part")]) {
  part.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    // A press on a save button saves by itself.
    if (next && next.type !== "submit" && !part.contains(next)) save();
  });
}
// A saving that is still on its way must land first, or this one would start from an older version than it.
form.addEventListener("submit", (event) => {
  clearTimeout(saving);
  // Without a connection the page would go, and with it what was typed: it stays, and is saved when there is one.
  if (!navigator.onLine) {
    event.preventDefault();
    said.textContent = form.dataset.unsaved;
    window.addEventListener("online", () => form.requestSubmit(event.submitter), { once: true });
    return;
  }
  changed = false;
  if (!underway) return;
  event.preventDefault();
  queue.then(() => form.requestSubmit(event.submitter));
});
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
document.getElementById("problems")?.focus();
