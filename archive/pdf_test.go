package archive

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// What leads back to itself, or is nested without an end, comes to one, and leaves nothing running.
func TestHostilePDF(t *testing.T) {
	patience := pdfTime
	pdfTime = 2 * time.Second
	defer func() { pdfTime = patience }()
	before := runtime.NumGoroutine()
	sound := pdfOf(text)
	start := sound[strings.LastIndex(sound, "startxref")+10 : strings.LastIndex(sound, "\n%%EOF")]
	deep := strings.Repeat("[", 2_000_000)
	for name, data := range map[string]string{
		"kids":     pdfWith("/Kids [3 0 R]", "/Kids [2 0 R]", text),
		"parent":   pdfWith("/Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources", "/Parent 3 0 R /Contents 4 0 R /R", text),
		"prev":     strings.Replace(sound, "/Root 1 0 R", "/Root 1 0 R /Prev "+start, 1),
		"self":     pdfWith("/Contents 4 0 R", "/Contents 3 0 R", text),
		"contents": pdfWith("/Contents 4 0 R", "/Contents ["+strings.Repeat("4 0 R ", 100_000)+"]", text),
		"length":   pdfWith("/Length ", "/Length 4 0 R /L ", text),
		"count":    pdfWith("/Count 1", "/Count 199999999", text),
		"arrays":   pdfWith("/Count 1", "/Count 1 /X "+deep, text),
		"dicts":    pdfWith("/Count 1", "/Count 1 /X "+strings.Repeat("<</A", 1_000_000), text),
		"content":  pdfWith("BT ", "BT "+deep, text),
		"states":   pdfWith("BT ", strings.Repeat("q ", 1_000_000)+"BT ", text),
		"trailer":  strings.Replace(sound, "/Root", "/X "+deep+" /Root", 1),
		"unclosed": pdfWith("(Two", strings.Repeat("(", 2_000_000), text),
		"widths":   pdfWith("/FirstChar 32 /LastChar 126", "/FirstChar -999999999 /LastChar 99999999", text),
	} {
		got := pieces(t, "a.pdf", data, 16_000_000)
		if len(got) != 1 || len(got[0]) > 500 {
			t.Errorf("%s: %d reports", name, len(got))
		} else {
			t.Log(name, got[0])
		}
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("%d goroutines go on", runtime.NumGoroutine()-before)
}
