// A try without leaving the page: a preview, two versions side by side, a number moved. The worker's answer is waited
// for, and shown where the page has room for it. Without this the same buttons lead to a page of their own.
const AGAIN = 700;

async function asked(address, body) {
  const how = body ? { method: "POST", body } : {};
  const answer = await fetch(address, { ...how, headers: { Accept: "application/json" } });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error((told.problems ?? []).map((one) => one.said ?? one.what ?? one).join(" ") || String(answer.status));
  return told;
}

export function triesIn(room, failed) {
  let newest = 0;
  async function run(address, body) {
    const mine = ++newest;
    room.setAttribute("aria-busy", "true");
    try {
      let told = await asked(address, body);
      while (mine === newest) {
        show(told);
        if (!told.open) break;
        await new Promise((resolve) => { setTimeout(resolve, AGAIN); });
        told = await asked(told.look);
      }
    } catch (fault) {
      if (mine === newest) room.replaceChildren(note(`${failed} ${fault.message}`));
    }
    if (mine === newest) room.removeAttribute("aria-busy");
  }
  function show(told) {
    // While a moved number is being worked out, what was there stays in sight.
    if (told.open && room.querySelector("[data-move]")) return;
    const held = document.activeElement?.closest?.("[data-move]") ? document.activeElement.id : "";
    const open = room.querySelector("[data-open]")?.open;
    room.innerHTML = told.html;
    if (open) room.querySelector("[data-open]")?.setAttribute("open", "");
    slidersIn(room);
    if (held) document.getElementById(held)?.focus();
  }
  room.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-move]")) return;
    event.preventDefault();
    run(event.target.action, new FormData(event.target));
  });
  room.addEventListener("change", (event) => {
    const form = event.target.closest("[data-move]");
    if (form) form.requestSubmit();
  });
  return run;
}

// A slider is another hand on its box; the box is what is sent.
export function slidersIn(room) {
  for (const slider of room.querySelectorAll("[data-slides]")) {
    const box = document.getElementById(slider.dataset.slides);
    slider.id = `${box.id}-slider`;
    slider.hidden = false;
    slider.addEventListener("input", () => {
      box.value = `${Number(slider.value)} ${slider.dataset.unit}`.trim();
    });
  }
}

function note(text) {
  const said = document.createElement("p");
  said.className = "note bad";
  said.setAttribute("role", "alert");
  said.textContent = text;
  return said;
}
