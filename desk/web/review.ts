// The review page by keyboard. What has a key says so in data-key, or in data-rowkey where it is about the field that has the focus.

const one = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document) => within.querySelector<T>(selector);

/** Where letters are written, no key does anything else. */
const writing = (target: Element | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target.matches("input, select, textarea") && !target.matches("[type=checkbox], [type=radio]")));

/** What Enter does by itself. */
const ownEnter = (target: Element | null): boolean => !!target?.matches("a:not(.field), button, summary, input, select, textarea");

const fields = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".entries [data-field]")];

let lastField: HTMLElement | undefined; // that had the focus

document.addEventListener("focusin", (event) => {
  const field = (event.target as Element).closest<HTMLElement>("[data-field]");
  if (field) {
    lastField = field;
  }
});

/** focusOn gives a field the focus, and brings it into view. */
function focusOn(field: HTMLElement | null | undefined): void {
  field?.focus({ preventScroll: true });
  field?.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
}

/** open opens what is hidden behind a summary, and goes to its first box. */
function open(details: HTMLDetailsElement): void {
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
  const box = one("input:not([type=hidden]), select, textarea", details);
  const value = one("[name=value]", details) ?? box ?? one("form button", details);
  value?.focus();
  if (value instanceof HTMLInputElement && value.type !== "checkbox") {
    value.select();
  }
}

let sent = false; // a form is on its way: a second key must not send another

addEventListener("pageshow", () => {
  sent = false;
});
document.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
  }
  sent = true;
});

/** chosen says whether something is chosen in a form that asks which. */
const chosen = (form: HTMLFormElement): boolean =>
  !!one("input[type=checkbox]:checked", form) || [...form.querySelectorAll<HTMLInputElement>("input:not([type]):not([name=reason])")].some((box) => box.value.trim() !== "");

/** act does what a key stands for. It says whether there was anything to do. */
function act(key: string): boolean {
  const target = one(`[data-key="${CSS.escape(key)}"]`);
  if (!target) {
    return actOnRow(key);
  }
  const details = target.closest("details");
  const form = target.closest<HTMLFormElement>("form[data-choose]");
  if (target instanceof HTMLInputElement) {
    if (details) {
      details.open = true;
    }
    target.focus();
    target.select();
  } else if (target.tagName === "SUMMARY" && details) {
    if (details.matches(".drawer")) {
      details.open = !details.open;
    } else {
      take(details);
      open(details);
    }
  } else if (form && details && !chosen(form)) {
    open(details); // first say which
  } else {
    target.click();
  }
  return true;
}

/** take fills words that are selected in the text into a box that wants them. */
function take(details: HTMLDetailsElement): void {
  const box = one<HTMLInputElement>("[data-selection]", details);
  const words = getSelection()?.toString().trim();
  if (box && words) {
    box.value = words;
  }
}

function actOnRow(key: string): boolean {
  const field = lastField ?? fields()[0];
  for (const around of ["[data-row]", "[data-entry]"]) {
    const summary = one(`[data-rowkey="${CSS.escape(key)}"]`, field?.closest(around) ?? document.createElement("i"));
    if (summary) {
      open(summary.parentElement as HTMLDetailsElement);
      return true;
    }
  }
  return false;
}

/** step goes to the report before or after the open one. */
function step(by: number): boolean {
  const tabs = [...document.querySelectorAll<HTMLAnchorElement>(".tabs a[href^='/review']")];
  tabs[tabs.findIndex((tab) => tab.ariaCurrent === "true") + by]?.click();
  return true;
}

/** leave closes what is open around the focus, and goes back to the field. */
function leave(target: Element | null): void {
  const details = target?.closest("details");
  if (details) {
    details.open = false;
  }
  (target as HTMLElement | null)?.blur();
  focusOn(lastField);
}

let going = -Infinity; // when g was pressed: the key after it goes to another page

// Before the keys of every page, which leave alone what was done here.
document.addEventListener(
  "keydown",
  (event) => {
    const target = event.target as Element | null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    if (event.key === "Escape" && target?.closest("details, form")) {
      leave(target);
      event.preventDefault();
      return;
    }
    if (event.key === "Enter" && target?.matches("[type=checkbox]")) {
      event.preventDefault(); // which of the buttons is meant, nobody knows
      return;
    }
    if (writing(target) || (event.key === "Enter" && ownEnter(target))) {
      return;
    }
    if (event.repeat && !/^[jk]$/.test(event.key)) {
      return; // a key that is held down decides once
    }
    if (sent) {
      event.preventDefault();
      return;
    }
    const elsewhere = event.timeStamp - going < 1500;
    going = event.key === "g" ? event.timeStamp : -Infinity;
    if (elsewhere) {
      return;
    }
    const move = { "[": -1, "]": 1 }[event.key];
    if (move ? step(move) : act(event.key)) {
      event.preventDefault();
    }
  },
  { capture: true },
);

// Of several figures or days, the box shows the one that is to be changed.
document.addEventListener("change", (event) => {
  const which = (event.target as Element).closest<HTMLSelectElement>("select[name=field]");
  const box = which && one<HTMLInputElement>("input[name=value]", which.form!);
  if (box) {
    box.value = which.selectedOptions[0]?.dataset.value ?? "";
  }
});

// Tab goes from field to field; what belongs to a field is opened by its keys, and by the mouse.
for (const summary of document.querySelectorAll<HTMLElement>("[data-rowkey]")) {
  summary.tabIndex = -1;
}
one(".queue [aria-current=true][href*=open]")?.scrollIntoView({ block: "nearest" });
const wanted = fields().find((field) => `#${field.id}` === location.hash);
if (wanted || matchMedia("(min-width: 63rem)").matches) {
  focusOn(wanted ?? fields()[0]);
}
