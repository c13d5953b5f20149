package desk

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press presses keys, as a person would.
func (b *tab) press(t *testing.T, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if err := chromedp.Do(b, chromedp.KeyEvent(k)); err != nil {
			t.Fatalf("key %q: %v", k, err)
		}
	}
}

// until waits for a condition in the page.
func (b *tab) until(t *testing.T, condition string) {
	t.Helper()
	for start := time.Now(); time.Since(start) < 20*time.Second; time.Sleep(50 * time.Millisecond) {
		if yes, err := chromedp.Run(b, chromedp.Evaluate[bool](condition)); err == nil && yes {
			return
		}
	}
	state := eval[string](t, b, `location.href + " " + document.readyState + " " + document.activeElement?.outerHTML.slice(0, 300) + " " + (document.activeElement?.value ?? "")`)
	t.Fatalf("never: %s; it is at %s", condition, state)
}

// A field that gets the focus lights its words; words that are clicked give the focus to their field, and to the next one on a second click.
func TestEvidenceLightsUp(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	b.visit(t, s.URL+"/reports/ambush-claim", light)
	lit := `[...document.querySelectorAll(".e.lit")].map(e => e.textContent).join("")`
	eval[bool](t, b, `document.querySelector('[data-field="c1.who"]').focus(), true`)
	if got := eval[string](t, b, lit); got != "soldiers" {
		t.Errorf("the field lights %q", got)
	}
	eval[bool](t, b, `document.activeElement.blur(), true`)
	if got := eval[string](t, b, lit); got != "" {
		t.Errorf("%q stays lit", got)
	}
	if err := chromedp.Do(b, chromedp.Click(`.text .e[data-fields~="c1.figure"]`)); err != nil {
		t.Fatal(err)
	}
	focused := `document.activeElement.dataset.field ?? ""`
	if got := eval[string](t, b, focused); got != "c1.figure" {
		t.Errorf("words give the focus to %q", got)
	}
	if err := chromedp.Do(b, chromedp.Click(`.text .e[data-fields~="c1.figure"]`)); err != nil {
		t.Fatal(err)
	}
	if got := eval[string](t, b, focused); got == "c1.figure" || got == "" {
		t.Errorf("a second click stays at %q", got)
	}
}

// Without a script, words are found by their address.
func TestEvidenceHasAddresses(t *testing.T) {
	s := newServer(t, newLedger(t))
	page := get(t, s, "/reports/ambush-claim").body
	for _, part := range strings.Split(page, `class="field" href="#`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if !strings.Contains(page, `id="`+id+`"`) {
			t.Errorf("a field leads to #%s, which is not there", id)
		}
	}
}

// clearBox empties the search box: a key that is sent by protocol writes its letter even where the page prevents that.
func clearBox(t *testing.T, b *tab) {
	t.Helper()
	eval[bool](t, b, `document.querySelector("#find").value = "", true`)
}

func TestKeys(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	b.visit(t, s.URL+"/incidents", light)
	b.press(t, "j", "j", "k")
	if first := eval[bool](t, b, `document.activeElement === document.querySelector("[data-rows] th > a")`); !first {
		t.Error("j j k does not lead to the first row")
	}
	b.press(t, kb.Enter)
	b.until(t, `location.pathname.startsWith("/incidents/i") && document.readyState === "complete"`)
	b.press(t, "g", "o")
	b.until(t, `location.pathname === "/" && document.readyState === "complete"`)
	b.press(t, "/")
	b.until(t, `document.activeElement.id === "find"`)
	clearBox(t, b)
	b.press(t, "g", "s", "?") // written, not done
	if got := eval[string](t, b, `location.pathname + document.querySelector("#find").value`); got != "/gs?" {
		t.Errorf("keys in a box: %s", got)
	}
}

func TestSuggestionsInABrowser(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	b.visit(t, s.URL+"/search", light)
	b.press(t, "/")
	clearBox(t, b)
	for _, letter := range "ambush country:ml" {
		b.press(t, string(letter))
	}
	b.until(t, `[...document.querySelectorAll("datalist option")].some(o => o.value === "ambush country:MLI")`)
	b.press(t, kb.Escape)
}

// The menu opens on a phone, without a script.
func TestMenuOnAPhone(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	b.visit(t, s.URL+"/", phone)
	if eval[bool](t, b, `document.querySelector("#menu").checkVisibility()`) {
		t.Error("the menu is open")
	}
	if err := chromedp.Do(b, chromedp.Click(".menu-button")); err != nil {
		t.Fatal(err)
	}
	b.until(t, `document.querySelector("#menu").checkVisibility()`)
	b.shoot(t, "menu-light-390")
	b.accessible(t)
}
