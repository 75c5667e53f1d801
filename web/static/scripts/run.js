// Asks how far the run is and shows it; goes to the product when it is done. Without script the page reloads itself.
const page = document.querySelector("[data-run]");
const bar = page.querySelector("progress");
const doing = page.querySelector("[data-doing]");
const EVERY = 1000;
const AFTER_A_FAULT = 4000;

async function ask() {
  try {
    const answer = await fetch(page.dataset.run, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const run = await answer.json();
    if (run.next) {
      location.replace(run.next);
      return;
    }
    bar.value = run.share;
    if (doing.textContent !== run.doing) doing.textContent = run.doing;
    setTimeout(ask, EVERY);
  } catch {
    setTimeout(ask, AFTER_A_FAULT);
  }
}
setTimeout(ask, EVERY);
