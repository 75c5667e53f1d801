// What is said or answered on a phone is kept on it until the server has answered, and what is half written is kept
// too. Each thing carries a mark (act), so that it is written once, however often it is sent. No secure context is
// needed: a hall has plain HTTP. The page waits for this file before it shows the form: nothing is sent past it.
(() => {
  const AGAIN = 2000;
  const AT_MOST = 20_000;
  const box = storage();
  let sending = false;
  let later = 0;
  if (!box) return;

  const forms = () => [...document.querySelectorAll("form[data-outbox]")];
  const outbox = (form) => `outbox:${form.dataset.outbox}`;
  const draft = (form) => `draft:${form.dataset.outbox}:${form.action}`;
  const kept = (form) => JSON.parse(box.getItem(outbox(form)) ?? "[]");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-outbox]")) return;
    const act = mark();
    form.elements.act.value = act;
    const fields = [...new FormData(form)].filter(([key]) => key !== "csrf_token");
    keep(form, [...kept(form), { act, fields, to: form.action, words: words(form) }]);
    // Kept first: where this phone has no room for it, the browser sends the form by itself.
    event.preventDefault();
    box.removeItem(draft(form));
    form.reset();
    form.querySelector("textarea")?.focus();
    send();
  });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches("form[data-outbox]")) return;
    const typed = written(form).filter((one) => one.value).map((one) => [one.name, one.value]);
    try {
      box.setItem(draft(form), JSON.stringify(typed));
    } catch {
      // No room on this phone: the words still stand on the page.
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const form of forms()) {
      for (const [name, value] of JSON.parse(box.getItem(draft(form)) ?? "[]")) {
        const field = written(form).find((one) => one.name === name);
        if (field && !field.value) field.value = value;
      }
      show(form, kept(form));
    }
    send();
  });
  document.addEventListener("brought", () => { for (const form of forms()) show(form, kept(form)); });
  addEventListener("online", send);

  async function send() {
    clearTimeout(later);
    const form = forms()[0];
    if (sending || !form) return;
    sending = true;
    let next = "";
    for (let one = first(form); one; one = first(form)) {
      const told = await sent(form, one);
      if (!told) {
        later = setTimeout(send, AGAIN);
        break;
      }
      // While this was on its way another may have been kept: the list is read anew.
      const rest = kept(form).filter((each) => each.act !== one.act);
      keep(form, told.refused ? [...rest, { ...one, ...told }] : rest);
      if (one.to === form.action && told.next) next = told.next;
    }
    sending = false;
    if (next) location.assign(next);
  }

  function first(form) {
    return kept(form).find((one) => !one.refused);
  }

  // What the server said of it; null where it has not answered, or something between it and us did.
  async function sent(form, one) {
    const body = new FormData();
    for (const [key, value] of one.fields) body.append(key, value);
    body.append("csrf_token", form.elements.csrf_token.value);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), AT_MOST);
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(one.to, { method: "POST", body, headers, signal: ending.signal });
      if (answer.status >= 500 || answer.status === 429) return null;
      const told = await answer.json();
      if (told.ok) return told;
      return { refused: told.problems.map((each) => each.said).join(" ") };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  function keep(form, all) {
    box.setItem(outbox(form), JSON.stringify(all));
    show(form, all);
  }

  function show(form, all) {
    const list = form.querySelector(".outbox");
    list.hidden = !all.length;
    list.replaceChildren(...all.map((one) => {
      const item = document.createElement("li");
      item.textContent = `${one.words} — ${one.refused ?? form.dataset.kept}`;
      if (!one.refused) return item;
      const back = document.createElement("button");
      back.type = "button";
      back.className = "button quiet";
      back.textContent = form.dataset.again;
      back.addEventListener("click", () => { takeBack(form, one); });
      item.append(" ", back);
      return item;
    }));
  }

  function takeBack(form, one) {
    const fields = one.to === form.action ? one.fields : [["words", one.words]];
    for (const [name, value] of fields) {
      const field = written(form).find((each) => each.name === name);
      if (field) field.value = value;
    }
    keep(form, kept(form).filter((each) => each.act !== one.act));
    written(form)[0]?.focus();
  }

  // As its writer knows it again: the words, else the answer that was chosen.
  function words(form) {
    const chosen = form.querySelector("input[type=radio]:checked")?.labels[0]?.textContent.trim();
    const typed = written(form).map((one) => one.value.trim());
    return [chosen, ...typed].filter(Boolean).join(" · ");
  }

  function written(form) {
    return [...form.querySelectorAll("textarea, input[type=text]")];
  }

  function storage() {
    try {
      localStorage.setItem("outbox", "");
      localStorage.removeItem("outbox");
      return localStorage;
    } catch {
      return null;
    }
  }

  function mark() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
})();
