// Shows what others did: hears of it by a line kept open, or by asking each second; then fetches this page anew and
// puts the marked parts in place (a part with an address of its own comes from there). A part is left alone while
// somebody types in it; what was typed and chosen in it before stays. Without script: reload.
const page = document.querySelector("[data-live-page]");
const EVERY = 600;
const AFTER_A_FAULT = 3000;
const shown = {};
let latest = Number(page?.dataset.number ?? 0);
let waiting = Promise.resolve();

function stale(news) {
  return [...document.querySelectorAll("[data-live]")].filter((part) => {
    const seen = shown[part.id] ?? latest;
    const kinds = part.dataset.live.split(" ");
    return kinds.some((kind) => (news.parts[kind] ?? 0) > seen);
  });
}

async function bring(news) {
  const old = stale(news);
  for (const from of new Set(old.map((part) => part.dataset.from ?? location.href))) {
    put(await fetched(from), old.filter((part) => (part.dataset.from ?? location.href) === from));
  }
  if (old.length) document.dispatchEvent(new CustomEvent("brought"));
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function put(fresh, parts) {
  const number = Number(fresh.querySelector("[data-live-page]")?.dataset.number ?? 0);
  for (const part of parts) {
    const other = part.dataset.from ? fresh.body : fresh.getElementById(part.id);
    if (!other || part.contains(document.activeElement) && busy(document.activeElement)) continue;
    replace(part, other);
    shown[part.id] = number;
  }
}

function busy(element) {
  return element.matches("input:not([type=hidden]), textarea, select");
}

function touched(field) {
  return field.type === "radio" || field.type === "checkbox" ? field.checked && !field.defaultChecked
    : field.value !== field.defaultValue;
}

function replace(part, other) {
  const open = new Set([...part.querySelectorAll("details[data-keep-open][open]")].map((one) => one.dataset.keepOpen));
  const typed = [...part.querySelectorAll("textarea[id], input[id]:not([type=hidden]), input[type=radio]")].filter(touched);
  const held = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.replaceChildren(...other.childNodes);
  for (const one of part.querySelectorAll("details[data-keep-open]")) one.open = open.has(one.dataset.keepOpen);
  for (const one of typed) {
    const same = one.id ? document.getElementById(one.id)
      : [...part.querySelectorAll("input[type=radio]")].find((each) => each.name === one.name && each.value === one.value);
    if (same?.type === "radio" || same?.type === "checkbox") same.checked = one.checked;
    else if (same) same.value = one.value;
  }
  if (held) document.getElementById(held)?.focus();
}

function take(news) {
  waiting = waiting.then(() => bring(news)).catch(() => {});
  return waiting;
}

async function ask() {
  let pause = EVERY;
  try {
    const answer = await fetch(page.dataset.livePage, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    await take(await answer.json());
  } catch {
    pause = AFTER_A_FAULT;
  }
  setTimeout(ask, pause);
}

function listen() {
  const line = new EventSource(page.dataset.liveLine);
  line.addEventListener("message", (event) => { take(JSON.parse(event.data)); });
  line.addEventListener("error", () => {
    // A line that ends is opened again by the browser; one that is refused is closed for good.
    if (line.readyState === EventSource.CLOSED) ask();
  });
  addEventListener("pagehide", () => { line.close(); });
}

if (page) {
  if (page.dataset.liveLine && "EventSource" in globalThis) listen();
  else ask();
}
