// What every page gets: keys, suggestions, evidence. All pages work without it.

import { evidence } from "./parts/evidence";
import { suggest } from "./parts/suggest";

/** Where a letter is written, no key does anything else. */
const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

const places: Record<string, string> = { o: "/", i: "/incidents", r: "/review", s: "/search", m: "/map", t: "/statements", a: "/actors", c: "/checks", p: "/sources", b: "/codebook" };

let going = -Infinity; // when g was pressed

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || writing(event.target)) {
    return;
  }
  const place = places[event.key];
  if (event.timeStamp - going < 1500 && place) {
    location.href = place;
    return;
  }
  going = event.key === "g" ? event.timeStamp : -Infinity;
  switch (event.key) {
    case "/":
      document.querySelector<HTMLInputElement>("#find")?.focus();
      break;
    case "?":
      location.href = "/keys";
      break;
    case "j":
    case "k":
      step(event.key === "j" ? 1 : -1);
      break;
    default:
      return;
  }
  event.preventDefault();
});

/** step moves the focus among the links that name the rows of the first table that has some. */
function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-rows] :is(th, h2, h3) > a")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.querySelectorAll<HTMLInputElement>("[data-suggest]").forEach(suggest);
evidence();
