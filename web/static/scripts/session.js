// The time that is left, counted down from what the server said; and a note that stays in this browser.
const MINUTE = 60_000;

function count() {
  for (const ends of document.querySelectorAll("[data-ends]")) {
    const left = Math.ceil((Date.parse(ends.dataset.ends) - Date.now()) / MINUTE);
    const words = left > 0 ? ends.dataset.left.replace("{}", left) : ends.dataset.over;
    if (ends.textContent !== words) ends.textContent = words;
    ends.classList.toggle("over", left <= 0);
  }
}
count();
setInterval(count, 5000);
document.addEventListener("brought", count);

for (const room of document.querySelectorAll("[data-note]")) {
  const box = room.querySelector("textarea");
  const name = `note:${room.dataset.note}`;
  try {
    box.value = localStorage.getItem(name) ?? "";
    box.addEventListener("input", () => { localStorage.setItem(name, box.value); });
    room.hidden = false;
  } catch {
    // Without storage there is no place that would keep it.
  }
}
