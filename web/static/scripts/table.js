// The thing on the table: a number that is moved is counted at once beside the old counts, and a line of one's own is
// drawn across the years with a slider, a finger or the keyboard. Without this the same forms lead to the same page.
import { slidersIn, triesIn } from "./tries.js";

const moving = document.querySelector("[data-moving]");
const came = document.querySelector("[data-came]");
const next = document.getElementById("next-version");

if (moving && came && next) {
  slidersIn(moving);
  const run = triesIn(came, came.dataset.failed);
  const sliders = new Map([...moving.querySelectorAll("[data-slides]")].map((one) => [one.dataset.slides, one]));
  moving.addEventListener("change", (event) => {
    const slider = sliders.get(event.target.id);
    const number = Number.parseFloat(event.target.value.replace(",", "."));
    if (slider && Number.isFinite(number)) slider.value = number;
    run(moving.dataset.moving, new FormData(next));
  });
  for (const button of document.querySelectorAll(`button[form="next-version"][formaction="${moving.dataset.moving}"]`)) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      run(moving.dataset.moving, new FormData(next));
    });
  }
}

const line = document.querySelector("[data-line]");
const years = [...document.querySelectorAll("[data-years]")];

if (line && years.length) {
  const slider = line.querySelector("[data-slider]");
  const box = line.elements.line;
  const sides = line.querySelector("[data-sides]");
  const pin = line.querySelector("[data-pin-line]");
  const start = line.dataset.start?.split("-").map(Number);
  const agreed = Number(line.dataset.agreed);
  const writing = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  slider.hidden = false;

  // Days from the start of the search, in a year of 365 days.
  const dayOf = (days) => new Date(Date.UTC(2001, start[0] - 1, start[1] + days));
  const words = (value) => (start
    ? new Intl.DateTimeFormat(writing, { day: "numeric", month: "long", timeZone: "UTC" }).format(dayOf(value))
    : `${new Intl.NumberFormat(writing).format(value)} ${line.dataset.unit}`);
  const typed = () => (start
    ? Math.round((Date.UTC(2001, Number(line.elements.line_month.value) - 1, Number(line.elements.line_day.value))
      - dayOf(0)) / 86_400_000 + 365) % 365
    : Number.parseFloat(box.value.replace(",", ".")));

  const counts = (bar, value) => {
    // What did not happen is late, and is short.
    if (bar.dataset.never === "1") return false;
    return start ? Number(bar.dataset.value) <= value : Number(bar.dataset.value) >= value;
  };

  function draw(value) {
    const told = years.map((figure) => {
      const wide = figure.querySelector("svg.wide") ?? figure.querySelector("svg");
      for (const chart of figure.querySelectorAll("svg[data-scale]")) across(chart, value);
      name(figure, "counted", line.dataset.in, value);
      name(figure, "not-counted", line.dataset.out, value);
      const known = [...wide.querySelectorAll("[data-never]")];
      return { within: known.filter((bar) => counts(bar, value)), known };
    });
    sides.replaceChildren(...told.map(({ within, known }) => {
      const list = document.createElement("dl");
      list.className = "sides-of-line";
      const others = known.filter((bar) => !within.includes(bar));
      list.append(side(line.dataset.in, within, known, value), side(line.dataset.out, others, known, value));
      return list;
    }));
    pin.hidden = false;
    pin.querySelector("button").value = `level:${value}`;
    document.querySelectorAll("[data-agreed-key]").forEach((one) => { one.hidden = value === agreed; });
  }

  // The key below the graph says what is counted now.
  function name(figure, state, said, value) {
    const mark = figure.querySelector(`.chart-key .${state}`);
    if (mark) mark.closest("li").lastChild.textContent = said.replace("{line}", words(value));
  }

  function side(what, bars, known, value) {
    const group = document.createElement("div");
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    const list = document.createElement("small");
    term.textContent = what.replace("{line}", words(value));
    const [before, after] = line.dataset.of.replace("{known}", known.length).split("{n}");
    const number = document.createElement("strong");
    number.textContent = bars.length;
    said.append(before, number, after);
    list.textContent = bars.map((bar) => bar.querySelector("title").textContent.split(":")[0]).join(", ");
    said.append(list);
    group.append(term, said);
    return group;
  }

  function across(chart, value) {
    const y = Number(chart.dataset.zero) - value * Number(chart.dataset.scale);
    const own = chart.querySelector(".threshold");
    const label = chart.querySelector(".halo");
    for (const end of ["y1", "y2"]) own.setAttribute(end, y);
    label.setAttribute("y", y - 6);
    label.textContent = words(value);
    for (const bar of chart.querySelectorAll("[data-value]")) {
      const within = counts(bar, value);
      const shape = bar.firstElementChild;
      shape.classList.toggle("counted", within);
      shape.classList.toggle("not-counted", !within);
    }
  }

  function put(value, from) {
    if (!Number.isFinite(value)) return;
    if (from !== slider) slider.value = value;
    if (start && from !== box) {
      const day = dayOf(value);
      line.elements.line_day.value = day.getUTCDate();
      line.elements.line_month.value = String(day.getUTCMonth() + 1).padStart(2, "0");
    } else if (!start && from !== box) {
      box.value = String(value);
    }
    draw(value);
  }

  slider.addEventListener("input", () => { put(Number(slider.value), slider); });
  line.addEventListener("change", (event) => { if (event.target !== slider) put(typed(), box ?? line.elements.line_day); });
  line.addEventListener("submit", (event) => {
    // A remark about the line goes its own way.
    if (event.submitter?.name === "about") return;
    event.preventDefault();
    put(typed(), null);
  });
  for (const chart of document.querySelectorAll("[data-years] svg[data-scale]")) {
    const step = Number(slider.step) || 1;
    const drag = (event) => {
      const seen = chart.getBoundingClientRect();
      const y = (event.clientY - seen.top) / seen.height * chart.viewBox.baseVal.height;
      const value = (Number(chart.dataset.zero) - y) / Number(chart.dataset.scale);
      put(Math.min(Number(slider.max), Math.max(0, Math.round(value / step) * step)), null);
    };
    chart.classList.add("to-drag");
    chart.addEventListener("pointerdown", (event) => { chart.setPointerCapture(event.pointerId); drag(event); });
    chart.addEventListener("pointermove", (event) => { if (chart.hasPointerCapture(event.pointerId)) drag(event); });
  }
}
