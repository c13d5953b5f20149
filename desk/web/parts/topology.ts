// Outlines of countries come as TopoJSON: borders that two countries share are told once.

export interface Topology {
  objects: { countries: { geometries: { id?: string; properties?: { name: string; at?: [number, number] }; arcs: number[][][] }[] } };
  arcs: [number, number][][];
  transform: { scale: [number, number]; translate: [number, number] };
}

type Place = [number, number];

/** countriesOf gives the countries as GeoJSON, and a point for the name of each. */
export function countriesOf(topology: Topology): { shapes: object; names: object } {
  const { scale, translate } = topology.transform;
  const lines = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]): Place => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (arcs: number[]): Place[] => {
    const out: Place[] = [];
    for (const n of arcs) {
      const line = (n < 0 ? lines[~n]?.toReversed() : lines[n]) ?? [];
      out.push(...(out.length ? line.slice(1) : line));
    }
    // Where a ring crosses 180 degrees its longitudes go on beyond.
    let by = 0;
    return out.map(([lon, lat], i): Place => {
      const step = lon - (out[i - 1]?.[0] ?? lon);
      by += step > 180 ? -360 : step < -180 ? 360 : 0;
      return [lon + by, lat];
    });
  };
  const shapes: object[] = [];
  const names: object[] = [];
  for (const g of topology.objects.countries.geometries) {
    const coordinates = g.arcs.map((polygon) => polygon.map(ring));
    shapes.push({ type: "Feature", properties: { code: g.id ?? "" }, geometry: { type: "MultiPolygon", coordinates } });
    if (g.properties?.at) {
      names.push({ type: "Feature", properties: { name: g.properties.name, size: widest(coordinates) }, geometry: { type: "Point", coordinates: g.properties.at } });
    }
  }
  return { shapes: { type: "FeatureCollection", features: shapes }, names: { type: "FeatureCollection", features: names } };
}

/** widest gives the width of the widest polygon in degrees. */
function widest(polygons: Place[][][]): number {
  let most = 0;
  for (const [outer = []] of polygons) {
    const lons = outer.map((p) => p[0]);
    most = Math.max(most, Math.max(...lons) - Math.min(...lons));
  }
  return most;
}
