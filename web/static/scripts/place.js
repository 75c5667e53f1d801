// The map of the picker of a place: touch a place, draw around it, or set a point and how far it reaches.
// The list and the fields of the page do the same without it; all that counts stands in them.
import { countryFeatures } from "./topology.js";

const root = document.querySelector("[data-place]");
const form = root.closest("form");
const find = (name) => root.querySelector(`[data-place-${name}]`);
const field = (name) => root.querySelector(`[name="${name}"]`);
const tool = (name) => root.querySelector(`[data-tool="${name}"]`);
const list = field("space.place");
const outline = field("space.geometry");
const radius = field("space.radius");
const file = field("space.place.file");
const told = find("told");
const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
const USUAL_RADIUS = "3";

let L, map, places, shown, sketch;
let corners = [];
let using = "touch";
let asked = 0;

function said(text, wrong = false) {
  told.textContent = text;
  told.classList.toggle("wrong", wrong);
}

// The page's own script saves what is typed; what the map fills in is typed too.
function changed(input) {
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

async function tell() {
  const mine = ++asked;
  const sent = new FormData();
  for (const input of root.querySelectorAll("[name]")) {
    if (input.type !== "file") sent.set(input.name, input.value);
    else if (input.files[0]) sent.set(input.name, input.files[0]);
  }
  sent.set("csrf_token", form.elements.csrf_token?.value ?? "");
  const answer = await fetch(root.dataset.told, { method: "POST", body: sent, headers: { Accept: "application/json" } });
  if (mine !== asked || (!answer.ok && answer.status !== 422)) return null;
  const found = await answer.json();
  said(found.problems?.join(" ") || found.words || "", Boolean(found.problems?.length));
  return found;
}

function show(geometry, { near = true } = {}) {
  if (!map) return;
  shown.clearLayers();
  if (!geometry) return;
  const style = { color: colour("madder"), weight: 3, fillOpacity: 0.25 };
  const layer = L.geoJSON(geometry, { style, interactive: false, pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 7 }) });
  shown.addLayer(layer);
  if (near) map.fitBounds(layer.getBounds(), { maxZoom: 11, padding: [24, 24], animate: false });
}

async function choose(value) {
  list.value = value;
  await follow();
  changed(list);
}

// The chosen line of the list, shown on the map and told in words.
async function follow() {
  const known = places?.find((place) => place.id === list.value);
  if (known) show(known.geometry);
  const found = await tell();
  if (!known) show(found?.geometry ?? null);
}

async function drawn(geometry) {
  outline.value = JSON.stringify(geometry);
  list.value = "drawn";
  find("own").open = true;
  const found = await tell();
  show(found?.geometry ?? null);
  changed(outline);
}

function use(name) {
  using = name;
  for (const one of ["touch", "draw", "circle"]) tool(one).setAttribute("aria-pressed", String(one === name));
  find("hint").textContent = find("hint").dataset[name];
  startAgain();
}

function startAgain() {
  corners = [];
  redraw();
}

function redraw() {
  sketch.clearLayers();
  const style = { color: colour("madder"), weight: 3, interactive: false };
  if (corners.length > 1) sketch.addLayer(L.polyline(corners, { ...style, dashArray: "6 6" }));
  for (const corner of corners) sketch.addLayer(L.circleMarker(corner, { ...style, radius: 6, fillOpacity: 1 }));
  tool("close").hidden = corners.length < 3;
  tool("back").hidden = tool("clear").hidden = corners.length === 0;
}

const rounded = ({ lat, lng }) => [Number(lng.toFixed(5)), Number(lat.toFixed(5))];

async function close() {
  const ring = corners.map(rounded);
  startAgain();
  await drawn({ type: "Polygon", coordinates: [[...ring, ring[0]]] });
}

function setPoint(at) {
  radius.value ||= USUAL_RADIUS;
  return drawn({ type: "Point", coordinates: rounded(at) });
}

function touched(event, value) {
  if (using === "draw") {
    corners.push(event.latlng);
    redraw();
  } else if (using === "circle") {
    setPoint(event.latlng);
  } else if (value) {
    choose(value);
  }
}

async function open() {
  L = await import(root.dataset.leaflet);
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: root.dataset.leafletStyle });
  const styled = new Promise((done) => { sheet.onload = done; });
  document.head.append(sheet);
  const [countries, known] = await Promise.all([
    fetch(root.dataset.countries).then((answer) => answer.json()),
    fetch(root.dataset.known).then((answer) => answer.json()), styled,
  ]);
  find("tools").hidden = false;
  const still = find("still");
  if (still) still.hidden = true;
  map = new L.Map(find("map"), {
    renderer: L.canvas({ padding: 0.5, tolerance: 6 }), zoomControl: false, minZoom: 1, maxZoom: 15,
    maxBounds: [[-75, -200], [85, 240]], scrollWheelZoom: false, zoomSnap: 0.5, fadeAnimation: false,
  });
  L.zoom({ position: "topright" }).addTo(map);
  L.scale({ imperial: false }).addTo(map);
  places = known.places;
  // One press, one answer: a layer under it says what it is, and the map takes it from there.
  let under = "";
  const named = (value) => (_, layer) => layer.on("click", () => { under = value(_); });
  const line = { color: colour("edge"), weight: 1, fillColor: colour("sheet"), fillOpacity: 1 };
  L.geoJSON(countryFeatures(countries), {
    style: line, onEachFeature: named((feature) => (feature.id in known.countries ? `country:${feature.id}` : "")),
  }).addTo(map);
  L.geoJSON(places, {
    style: { color: colour("green"), weight: 2, fillOpacity: 0.2 }, onEachFeature: named((feature) => feature.id),
    pointToLayer: (_, at) => L.circleMarker(at, { radius: 8 }),
  }).addTo(map);
  shown = L.layerGroup().addTo(map);
  sketch = L.layerGroup().addTo(map);
  map.on("click", (event) => { touched(event, under); under = ""; });
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  map.setView([8, 20], 2);
  use("touch");
  if (list.value) follow();
  root.dataset.ready = "yes";
}

function search(words) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(words.trim());
  let first = null;
  for (const option of list.options) {
    option.hidden = wanted !== "" && !plain(option.text).includes(wanted);
    if (!option.hidden && option.value && option.value !== "drawn") first ??= option;
  }
  list.size = wanted ? 6 : 0;
  return first;
}

const box = find("search");
box.hidden = false;
box.addEventListener("input", (event) => { event.stopPropagation(); search(box.value); });
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = search(box.value);
  if (first) take(first.value);
});
function take(value) {
  box.value = "";
  search("");
  choose(value);
}
list.addEventListener("change", () => { box.value = ""; search(""); follow(); });
for (const name of ["touch", "draw", "circle"]) tool(name).addEventListener("click", () => use(name));
tool("close").addEventListener("click", close);
tool("back").addEventListener("click", () => { corners.pop(); redraw(); });
tool("clear").addEventListener("click", startAgain);
radius.addEventListener("change", () => { if (list.value === "drawn") follow(); });
outline.addEventListener("change", () => { if (list.value === "drawn") follow(); });
file.addEventListener("change", async () => {
  if (!file.files[0]) return;
  const found = await tell();
  // What was read stands in the fields now; the file need not be sent again.
  file.value = "";
  if (!found?.geometry) return;
  outline.value = JSON.stringify(found.geometry);
  field("space.place.name").value ||= found.name;
  list.value = "drawn";
  show(found.geometry);
  changed(outline);
});
if (window.isSecureContext && navigator.geolocation) {
  tool("here").hidden = false;
  tool("here").addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => setPoint({ lat: coords.latitude, lng: coords.longitude }), () => { tool("here").disabled = true; },
  ));
}
// The page is there first; the map comes when it is looked at.
new IntersectionObserver((seen, watcher) => {
  if (!seen.some((one) => one.isIntersecting)) return;
  watcher.disconnect();
  open().catch(() => { find("tools").hidden = true; });
}).observe(root);
