// The outlines of the countries, from TopoJSON to features that a map can draw.

function arcPoints(steps, [across, up]) {
  let x = 0, y = 0;
  return steps.map(([dx, dy]) => [(x += dx) * across, (y += dy) * up]);
}

// Over the date line an outline goes on, and does not leap around the world; one around the pole goes by the pole.
function unrolled(ring) {
  let turn = 0, last = ring[0][0];
  const points = ring.map(([lon, lat]) => {
    if (lon - last < -180) turn += 360;
    else if (lon - last > 180) turn -= 360;
    last = lon;
    return [lon + turn, lat];
  });
  if (turn === 0) return points;
  const pole = points[0][1] < 0 ? -85 : 85;
  return [...points, [points.at(-1)[0], pole], [points[0][0], pole], points[0]];
}

export function countryFeatures(topology) {
  const arcs = topology.arcs.map((steps) => arcPoints(steps, topology.transform.scale));
  const ring = (numbers) => unrolled(numbers.flatMap((number, n) => {
    const arc = number >= 0 ? arcs[number] : [...arcs[~number]].reverse();
    return n ? arc.slice(1) : arc;
  }));
  return topology.objects.countries.geometries.map((country) => ({
    type: "Feature", id: country.id, properties: country.properties,
    geometry: { type: "MultiPolygon", coordinates: country.arcs.map((rings) => rings.map(ring)) },
  }));
}
