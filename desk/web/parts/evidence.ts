// A report's text and its record: look at a field, and its words light up; click words, and their field gets the focus.

const words = [...document.querySelectorAll<HTMLElement>(".e[data-fields]")];

const fieldsOf = (word: HTMLElement): string[] => (word.dataset.fields ?? "").split(" ");

/** light lights the words of a field, and more quietly those of the entry that it belongs to. */
function light(field: string): HTMLElement | undefined {
  const entry = field.slice(0, field.indexOf(".") + 1);
  let first: HTMLElement | undefined;
  for (const word of words) {
    const fields = fieldsOf(word);
    const lit = fields.includes(field);
    word.classList.toggle("lit", lit);
    word.classList.toggle("lit-entry", !lit && fields.some((f) => f.startsWith(entry)));
    if (lit) {
      first ??= word;
    }
  }
  return first;
}

function dark(): void {
  for (const word of words) {
    word.classList.remove("lit", "lit-entry");
  }
}

/** show brings an element into the window, unless it is there. */
function show(element: Element | undefined): void {
  if (!element) {
    return;
  }
  const box = element.getBoundingClientRect();
  const frame = element.closest("[data-scrolls]")?.getBoundingClientRect();
  if (box.top < Math.max(70, frame?.top ?? 0) || box.bottom > Math.min(innerHeight - 20, frame?.bottom ?? Infinity)) {
    element.scrollIntoView({ block: "center" });
  }
}

/** evidence ties text and record together. */
export function evidence(): void {
  const record = document.querySelector<HTMLElement>(".entries");
  if (!record || words.length === 0) {
    return;
  }
  const fieldAt = (target: EventTarget | null) => (target as Element | null)?.closest?.<HTMLElement>("[data-field]");
  record.addEventListener("focusin", (event) => {
    const field = fieldAt(event.target)?.dataset.field;
    if (field) {
      show(light(field));
    }
  });
  record.addEventListener("focusout", dark);
  record.addEventListener("pointerover", (event) => {
    const field = fieldAt(event.target)?.dataset.field;
    if (field) {
      light(field);
    }
  });
  record.addEventListener("pointerleave", () => {
    const focused = fieldAt(document.activeElement)?.dataset.field;
    focused ? light(focused) : dark();
  });

  let last: HTMLElement | undefined;
  let turn = 0;
  document.addEventListener("click", (event) => {
    const word = (event.target as Element).closest<HTMLElement>(".e[data-fields]");
    if (!word) {
      return;
    }
    // Words may be evidence of several fields: another click goes on to the next.
    turn = word === last ? turn + 1 : 0;
    last = word;
    const fields = fieldsOf(word);
    const field = record.querySelector<HTMLElement>(`[data-field="${fields[turn % fields.length]}"]`);
    const folded = field?.closest("details");
    if (folded) {
      folded.open = true;
    }
    field?.focus({ preventScroll: true });
    field?.closest("[data-entry]")?.scrollIntoView({ block: "nearest" });
  });
}
