// Parts of a page that take a moment to work out are fetched once the page stands. Without this, a link leads to them.
for (const room of document.querySelectorAll("[data-part]")) {
  room.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(room.dataset.part);
    if (!answer.ok) throw new Error(String(answer.status));
    room.innerHTML = await answer.text();
  } catch {
    const said = document.createElement("p");
    said.className = "soft";
    said.textContent = room.dataset.failed;
    room.append(said);
  }
  room.removeAttribute("aria-busy");
}
