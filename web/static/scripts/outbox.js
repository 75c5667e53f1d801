// What is said on a phone is kept on it until the server has answered. Each thing carries a mark (act), so that it is
// written once, however often it is sent. No secure context is needed: a hall has plain HTTP.
const AGAIN = 2000;
const form = document.querySelector("form[data-outbox]");

if (form && storage()) {
  const name = `outbox:${form.action}:${form.dataset.outbox}`;
  const list = form.querySelector(".outbox");
  const kept = () => JSON.parse(localStorage.getItem(name) ?? "[]");
  const keep = (all) => { localStorage.setItem(name, JSON.stringify(all)); show(all); };
  let sending = false;
  let later = 0;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.elements.act.value = mark();
    const fields = [...new FormData(form)].filter(([key]) => key !== "csrf_token");
    keep([...kept(), { act: form.elements.act.value, fields }]);
    form.reset();
    form.elements.words.focus();
    send();
  });
  addEventListener("online", send);
  show(kept());
  send();

  async function send() {
    clearTimeout(later);
    if (sending) return;
    sending = true;
    for (const one of kept().filter((each) => !each.refused)) {
      if (await sent(one)) continue;
      later = setTimeout(send, AGAIN);
      break;
    }
    sending = false;
  }

  // True where nothing is left to do for it: it is written, or it was refused, and then stays with the reason.
  async function sent(one) {
    try {
      const body = new FormData();
      for (const [key, value] of one.fields) body.append(key, value);
      body.append("csrf_token", form.elements.csrf_token.value);
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) {
        keep(kept().filter((each) => each.act !== one.act));
        return true;
      }
      if (answer.status >= 500) return false;
      const told = await answer.json().catch(() => ({}));
      const why = (told.problems ?? []).map((each) => each.what).join(" ") || String(answer.status);
      keep(kept().map((each) => (each.act === one.act ? { ...each, refused: why } : each)));
      return true;
    } catch {
      return false;
    }
  }

  function show(all) {
    list.hidden = !all.length;
    list.replaceChildren(...all.map((one) => {
      const item = document.createElement("li");
      const words = one.fields.find(([key]) => key === "words")?.[1] ?? "";
      item.textContent = `${words} — ${one.refused ?? form.dataset.kept}`;
      if (!one.refused) return item;
      const back = document.createElement("button");
      back.type = "button";
      back.className = "button quiet";
      back.textContent = form.dataset.again;
      back.addEventListener("click", () => {
        form.elements.words.value = words;
        keep(kept().filter((each) => each.act !== one.act));
        form.elements.words.focus();
      });
      item.append(" ", back);
      return item;
    }));
  }
}

function storage() {
  try {
    localStorage.setItem("outbox", "");
    localStorage.removeItem("outbox");
    return true;
  } catch {
    return false;
  }
}

function mark() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
