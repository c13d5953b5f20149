// The map that can be moved. Without it the page shows a picture and a table of the same.

import { countriesOf, type Topology } from "./parts/topology";
import { timeline } from "./parts/timeline";

interface Spot {
  at: [number, number];
  p: number; // UCDP where_prec
  r: number; // km around; 0 for an exact place
  name: string;
  c: string; // country
  d: number[]; // days of the incidents, -1 where not known
  k: (number | null)[]; // how many were killed in them; null where nobody tells
  href: string;
}

/** What is told of a country of which no closer place is known: the spot's place in the list, how many incidents, how many killed, and in how many of them that is told. */
interface Told {
  i: number;
  n: number;
  killed: number;
  tolls: number;
}

interface Points {
  from: string;
  days: number;
  places: Spot[];
}

const country = 6; // of where_prec: nothing closer is known
const kmDegree = 111.2;
const around = 48; // corners of a circle

const box = document.querySelector<HTMLElement>("[data-map]");
if (box) {
  start(box).catch((error: unknown) => {
    box.dataset.state = "picture"; // it is still there
    console.info("the map is a picture:", error);
  });
}

/** colours reads the page's own colours, as they are in light or dark now. */
function colours(): Record<string, string> {
  const probe = document.createElement("i");
  document.body.append(probe);
  const out: Record<string, string> = {};
  for (const name of ["paper", "sheet", "ink", "quiet", "rule", "rule-strong", "accent", "accent-soft", "sea", "land"]) {
    probe.style.color = `var(--${name})`;
    out[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return out;
}

/** circle gives the area within so many km of a place. */
function circle([lon, lat]: [number, number], km: number): number[][][] {
  const high = km / kmDegree;
  const wide = high / Math.max(Math.cos((lat * Math.PI) / 180), 0.05);
  const ring: number[][] = [];
  for (let i = 0; i <= around; i++) {
    const a = (2 * Math.PI * (i % around)) / around;
    ring.push([lon + wide * Math.cos(a), lat + high * Math.sin(a)]);
  }
  return [ring];
}

/** layers gives the layers of the map, from the ground up. */
function layers(c: Record<string, string>, told: Map<string, Told>): any[] {
  const small = ["step", ["zoom"], 1, 3, ["case", [">=", ["get", "r"], 100], 0, 1], 4.5, ["case", [">=", ["get", "r"], 50], 0, 1], 5.5, 0];
  const font = ["Noto Sans Regular"];
  const count = ["to-string", ["get", "n"]];
  return [
    { id: "sea", type: "background", paint: { "background-color": c.sea } },
    { id: "land", type: "fill", source: "world", paint: { "fill-color": ["case", ["in", ["get", "code"], ["literal", [...told.keys()]]], c["accent-soft"], c.land], "fill-antialias": false } },
    { id: "borders", type: "line", source: "world", paint: { "line-color": c["rule-strong"], "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.4, 6, 1.2], "line-opacity": 0.7 } },
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": c.accent, "fill-opacity": 0.13 } },
    { id: "area-edges", type: "line", source: "areas", paint: { "line-color": c.accent, "line-width": 1.2, "line-dasharray": [2, 2] } },
    {
      id: "names", type: "symbol", source: "names", minzoom: 1.2,
      layout: { "text-field": ["get", "name"], "text-font": font, "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 6, 15], "symbol-sort-key": ["-", 0, ["get", "size"]], "text-padding": 6 },
      paint: { "text-color": c.quiet, "text-halo-color": c.land, "text-halo-width": 1.2 },
    },
    {
      id: "rings", type: "circle", source: "places", filter: ["all", ["!", ["has", "point_count"]], [">", ["get", "r"], 0]],
      // a ring where the area is too small to see
      paint: { "circle-radius": 6, "circle-color": c.accent, "circle-opacity": 0, "circle-stroke-color": c.accent, "circle-stroke-width": 1.6, "circle-stroke-opacity": small },
    },
    {
      id: "spots", type: "circle", source: "places", filter: ["all", ["!", ["has", "point_count"]], ["==", ["get", "r"], 0]],
      paint: { "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 5, 10, 16], "circle-color": c.accent, "circle-stroke-color": c.sheet, "circle-stroke-width": 1.4 },
    },
    {
      id: "clusters", type: "circle", source: "places", filter: ["has", "point_count"],
      paint: { "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 13, 30, 34], "circle-color": c.ink, "circle-opacity": 0.88, "circle-stroke-color": c.sheet, "circle-stroke-width": 2 },
    },
    {
      id: "counts", type: "symbol", source: "places", filter: ["has", "point_count"],
      layout: { "text-field": count, "text-font": font, "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": c.paper },
    },
  ];
}

/** features gives what the sources hold in a window of time. */
function features(spots: Spot[], first: number, last: number, whole: boolean) {
  const places: object[] = [];
  const areas: object[] = [];
  const told = new Map<string, Told>();
  let incidents = 0;
  spots.forEach((spot, i) => {
    let n = 0;
    let killed = 0;
    let tolls = 0;
    spot.d.forEach((d, k) => {
      if (whole || (d >= first && d <= last)) {
        n++;
        const toll = spot.k[k] ?? null;
        killed += toll ?? 0;
        tolls += toll === null ? 0 : 1;
      }
    });
    incidents += n;
    if (n === 0) {
      return;
    }
    if (spot.p === country && spot.c) {
      told.set(spot.c, { i, n, killed, tolls }); // no pin in the middle of a country
      return;
    }
    const properties = { i, n, killed, tolls, r: spot.r };
    places.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: spot.at } });
    if (spot.r > 0) {
      areas.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: circle(spot.at, spot.r) } });
    }
  });
  const list = (of: object[]) => ({ type: "FeatureCollection", features: of });
  return { places: list(places), areas: list(areas), told, incidents };
}

async function start(box: HTMLElement): Promise<void> {
  if (!document.createElement("canvas").getContext("webgl2")) {
    throw new Error("there is no WebGL here");
  }
  box.dataset.state = "loading";
  const get = async <T>(address: string): Promise<T> => {
    const answer = await fetch(address);
    if (!answer.ok) {
      throw new Error(`${address}: ${answer.status}`);
    }
    return (await answer.json()) as T;
  };
  const [library, world, points] = await Promise.all([
    import(new URL(box.dataset.library!, location.href).href), get<Topology>(box.dataset.world!), get<Points>(box.dataset.points!)]);
  library.setWorkerUrl(new URL(box.dataset.worker!, location.href).href);
  const spots = points.places;
  const shown = new URLSearchParams(location.search).get("shown") ?? "";
  const status = document.querySelector("[data-shown]")!;
  const say = (n: number): void => void (status.textContent = `${n} ${n === 1 ? "incident" : "incidents"} on the map`);

  let now = features(spots, 0, points.days, true);
  const { shapes, names } = countriesOf(world);
  const ground = document.createElement("div");
  ground.className = "ground";
  box.append(ground);
  const map = new library.Map({
    container: ground, hash: "at", attributionControl: false, renderWorldCopies: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 12, minZoom: 0.6,
    ...view(spots),
    style: {
      version: 8,
      sources: {
        world: { type: "geojson", data: shapes, tolerance: 0.3, maxzoom: 8 },
        names: { type: "geojson", data: names },
        areas: { type: "geojson", data: now.areas },
        places: { type: "geojson", data: now.places, cluster: true, clusterRadius: 38, clusterMaxZoom: 10, clusterProperties: { n: ["+", ["get", "n"]], killed: ["+", ["get", "killed"]] } },
      },
      layers: layers(colours(), now.told),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({}), "bottom-left");
  const paint = (): void => {
    for (const layer of layers(colours(), now.told)) {
      for (const [name, value] of Object.entries(layer.paint)) {
        map.setPaintProperty(layer.id, name, value);
      }
    }
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  map.once("idle", () => (box.dataset.state = "drawn"));
  map.on("error", (event: any) => console.info("the map:", event.error));
  touch(library, map, spots, (code) => now.told.get(code));

  if (points.days > 0) {
    const counts = new Array<number>(points.days + 1).fill(0);
    spots.forEach((spot) => spot.d.forEach((d) => d >= 0 && (counts[d] = (counts[d] ?? 0) + 1)));
    const change = ({ first, last }: { first: number; last: number }): void => {
      now = features(spots, first, last, first === 0 && last === points.days);
      map.getSource("places").setData(now.places);
      map.getSource("areas").setData(now.areas);
      map.setPaintProperty("land", "fill-color", layers(colours(), now.told)[1].paint["fill-color"]);
      say(now.incidents);
    };
    const window = timeline(document.querySelector<HTMLElement>("#timeline")!, points.from, points.days, counts, shown, change);
    say(now.incidents);
    if (shown) {
      map.once("load", () => change(window));
    }
  }
}

/** view gives the part of the world to begin with. */
function view(spots: Spot[]): object {
  if (spots.length === 0) {
    return { center: [15, 15], zoom: 1.2 };
  }
  const lons = spots.map((s) => s.at[0]);
  const lats = spots.map((s) => s.at[1]);
  const ends = (of: number[]): [number, number] => of.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const [west, east] = ends(lons);
  const [south, north] = ends(lats);
  return { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 60, maxZoom: 6 } };
}

/** touch says what happens when somebody clicks or points. */
function touch(library: any, map: any, spots: Spot[], told: (code: string) => Told | undefined): void {
  map.on("click", "clusters", async (event: any) => {
    const cluster = event.features[0];
    const zoom = await map.getSource("places").getClusterExpansionZoom(cluster.properties.cluster_id);
    map.easeTo({ center: cluster.geometry.coordinates, zoom: zoom + 0.3 });
  });
  map.on("click", (event: any) => {
    const found: Told[] = map.queryRenderedFeatures(event.point, { layers: ["spots", "rings", "areas"] }).map((f: any) => f.properties);
    for (const land of map.queryRenderedFeatures(event.point, { layers: ["land"] })) {
      const whole = told(land.properties.code);
      if (whole) {
        found.push(whole);
      }
    }
    if (map.queryRenderedFeatures(event.point, { layers: ["clusters"] }).length > 0 || found.length === 0) {
      return;
    }
    const seen = new Set<number>();
    const list = document.createElement("ul");
    for (const properties of found) {
      const spot = spots[properties.i];
      if (!spot || seen.has(properties.i) || seen.size >= 6) {
        continue;
      }
      seen.add(properties.i);
      list.append(line(spot, properties.n, properties.tolls > 0 ? `${properties.killed} killed` : "no toll told"));
    }
    new library.Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(list).addTo(map);
  });
  for (const layer of ["clusters", "spots", "rings", "areas"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

/** line tells of one place. */
function line(spot: Spot, n: number, toll: string): HTMLElement {
  const out = document.createElement("li");
  const to = document.createElement("a");
  to.href = spot.href;
  to.textContent = spot.name;
  const more = document.createElement("span");
  more.className = "quiet";
  more.textContent = `${n} ${n === 1 ? "incident" : "incidents"}, ${toll}` + (spot.r > 0 ? `; within about ${spot.r} km` : "");
  out.append(to, document.createElement("br"), more);
  return out;
}
