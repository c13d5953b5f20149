// The time slider: two ends of a window, and a button that moves it.

export interface Timeline {
  first: number;
  last: number;
}

const day = 86_400_000;
const playing = 350; // milliseconds a step
const bars = 120;

/** timeline sets the sliders up. changed is called with the window whenever it becomes another. */
export function timeline(box: HTMLElement, from: string, days: number, counts: number[], shown: string, changed: (window: Timeline) => void): Timeline {
  const start = Date.parse(from);
  const first = box.querySelector<HTMLInputElement>("[name=first]")!;
  const last = box.querySelector<HTMLInputElement>("[name=last]")!;
  const play = box.querySelector<HTMLButtonElement>("[data-play]")!;
  const date = (n: number): string => new Date(start + n * day).toISOString().slice(0, 10);
  const words = (n: number): string => new Date(start + n * day).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const window = { first: 0, last: days };
  const asked = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(shown);
  if (asked?.[1] && asked[2]) {
    window.first = within(Math.round((Date.parse(asked[1]) - start) / day), days);
    window.last = Math.max(window.first, within(Math.round((Date.parse(asked[2]) - start) / day), days));
  }
  for (const slider of [first, last]) {
    slider.max = String(days);
  }
  const show = (): void => {
    for (const [slider, n] of [[first, window.first], [last, window.last]] as const) {
      slider.value = String(n);
      slider.setAttribute("aria-valuetext", words(n));
      slider.nextElementSibling!.textContent = words(n);
    }
  };
  const move = (): void => {
    show();
    const address = new URL(location.href);
    if (window.first === 0 && window.last === days) {
      address.searchParams.delete("shown");
    } else {
      address.searchParams.set("shown", `${date(window.first)}..${date(window.last)}`);
    }
    history.replaceState(null, "", address);
    changed(window);
  };
  first.addEventListener("input", () => {
    window.first = Number(first.value);
    window.last = Math.max(window.last, window.first);
    move();
  });
  last.addEventListener("input", () => {
    window.last = Number(last.value);
    window.first = Math.min(window.first, window.last);
    move();
  });
  let ticking = 0;
  const stop = (): void => {
    clearInterval(ticking);
    ticking = 0;
    play.textContent = "Play";
  };
  play.addEventListener("click", () => {
    if (ticking) {
      stop();
      return;
    }
    play.textContent = "Stop";
    const step = Math.max(1, Math.round(days / 60));
    if (window.last - window.first >= days - step) {
      [window.first, window.last] = [0, Math.max(step, Math.round(days / 12))];
      move();
    }
    ticking = setInterval(() => {
      if (window.last + step > days) {
        stop();
        return;
      }
      window.first += step;
      window.last += step;
      move();
    }, playing);
  });
  box.querySelector("[data-whole]")!.addEventListener("click", () => {
    stop();
    [window.first, window.last] = [0, days];
    move();
  });
  density(box.querySelector("svg")!, counts, days);
  show();
  box.hidden = false;
  return window;
}

const within = (n: number, days: number): number => Math.min(Math.max(n, 0), days);

/** density draws how many incidents there were over time. */
function density(svg: SVGElement, counts: number[], days: number): void {
  const sums = new Array<number>(Math.min(bars, days + 1)).fill(0);
  counts.forEach((n, at) => {
    const bar = Math.floor((at * sums.length) / (days + 1));
    sums[bar] = (sums[bar] ?? 0) + n;
  });
  const most = Math.max(...sums, 1);
  const wide = 1000 / sums.length;
  const path = sums.map((n, i) => (n ? `M${(i * wide).toFixed(1)} 40v${((-38 * n) / most).toFixed(1)}h${(wide * 0.8).toFixed(1)}V40z` : "")).join("");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
}
