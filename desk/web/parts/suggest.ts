// Search boxes offer what the last word could become.

interface Suggestion {
  text: string;
  label: string;
  count: number;
}

const wait = 120; // milliseconds of no key, so that not every letter asks

/** suggest fills the list of a search box while somebody writes in it. */
export function suggest(box: HTMLInputElement, number: number): void {
  const list = document.createElement("datalist");
  list.id = `suggestions-${number}`;
  box.after(list);
  box.setAttribute("list", list.id);
  let timer = 0;
  let asking: AbortController | undefined;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      const [, before, word] = /^(.*?)(\S*|\S*"[^"]*)$/s.exec(box.value) ?? ["", "", ""];
      if (word.length < 2) {
        list.replaceChildren();
        return;
      }
      try {
        const answer = await fetch(`/suggest.json?q=${encodeURIComponent(word)}`, { signal: asking.signal });
        const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
        list.replaceChildren(
          ...suggestions.map(({ text, label, count }) => {
            const option = document.createElement("option");
            option.value = before + text;
            option.label = [text, label, count ? `(${count})` : ""].filter(Boolean).join(" ");
            return option;
          }),
        );
      } catch {
        // A later letter asked anew, or nobody answers: the box works without.
      }
    }, wait);
  });
}
