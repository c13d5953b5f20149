package desk

import (
	"strings"
	"testing"
	"time"

	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The map draws where the browser has WebGL, and stays a picture where it has none.
func TestMapDraws(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	for _, k := range []look{light, phone, dark} {
		b.visit(t, s.URL+"/map", k)
		state := mapState(t, b)
		b.shoot(t, "map-"+state+"-"+k.String())
		t.Logf("%s: %s", k, state)
		if places := eval[int](t, b, `document.querySelectorAll(".atlas .spot, .atlas .area").length`); places == 0 {
			t.Error("the picture shows no place")
		}
		webgl := eval[bool](t, b, `!!document.createElement("canvas").getContext("webgl2")`)
		if webgl != (state == "drawn") {
			t.Errorf("WebGL: %v, and the map is %q", webgl, state)
		}
		b.accessible(t)
		if n := b.weight(t); n < 400_000 || n > 1_200_000 {
			t.Errorf("%d bytes were loaded for the map", n)
		} else {
			t.Logf("%d bytes", n)
		}
		for _, f := range b.take() {
			t.Error(f)
		}
	}
}

// Without WebGL the page shows its picture and its table.
func TestMapWithoutWebGL(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	if _, err := chromedp.Call(b, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: `HTMLCanvasElement.prototype.getContext = () => null`}); err != nil {
		t.Fatal(err)
	}
	for _, k := range []look{light, night} {
		b.visit(t, s.URL+"/map", k)
		if state := mapState(t, b); state != "picture" {
			t.Errorf("the map is %q", state)
		}
		b.shoot(t, "map-picture-"+k.String())
		b.accessible(t)
		if shown := eval[bool](t, b, `getComputedStyle(document.querySelector(".picture")).visibility === "visible" && document.querySelectorAll("#places ~ * tbody tr").length > 0`); !shown {
			t.Error("neither picture nor table")
		}
	}
}

// mapState waits until the map is drawn or given up.
func mapState(t *testing.T, b *tab) string {
	t.Helper()
	for range 200 {
		if state := eval[string](t, b, `document.querySelector("[data-map]").dataset.state || ""`); state != "" && state != "loading" {
			return state
		}
		time.Sleep(100 * time.Millisecond)
	}
	return ""
}

// The slider narrows what is shown, and the address says so.
func TestMapTimeline(t *testing.T) {
	s := newServer(t, newLedger(t))
	b := newTab(t, newBrowser(t), s.URL)
	b.visit(t, s.URL+"/map", light)
	if mapState(t, b) != "drawn" {
		t.Skip("no WebGL here")
	}
	// Somewhere on the map there is something to be told.
	found := eval[string](t, b, `(() => {
		const canvas = document.querySelector(".ground canvas"), box = canvas.getBoundingClientRect();
		for (let y = box.top + 20; y < box.bottom; y += 25) {
			for (let x = box.left + 20; x < box.right - 60; x += 25) {
				for (const type of ["mousedown", "mouseup", "click"]) {
					canvas.dispatchEvent(new MouseEvent(type, {clientX: x, clientY: y, bubbles: true, cancelable: true, view: window}));
				}
				const link = document.querySelector(".maplibregl-popup a");
				if (link) { return link.getAttribute("href"); }
			}
		}
		return "";
	})()`)
	if !strings.HasPrefix(found, "/incidents") {
		t.Errorf("a click on the map tells %q", found)
	}
	all := eval[string](t, b, `document.querySelector("[data-shown]").textContent`)
	eval[int](t, b, `(() => { const s = document.querySelector("[name=last]"); s.value = "10"; s.dispatchEvent(new Event("input")); return 0 })()`)
	some, address := eval[string](t, b, `document.querySelector("[data-shown]").textContent`), eval[string](t, b, `location.search`)
	if some == all || !strings.Contains(address, "shown=") {
		t.Errorf("%q, then %q at %q", all, some, address)
	}
	if err := chromedp.Do(b, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	mapState(t, b)
	if again := eval[string](t, b, `document.querySelector("[data-shown]").textContent`); again != some {
		t.Errorf("%q, and %q when looked at again", some, again)
	}
}
