package desk

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// newServerOf serves the desk of a ledger to whom a cookie names: several can review at once.
func newServerOf(t testing.TB, l *ledger.Ledger) *httptest.Server {
	t.Helper()
	h, err := New(l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := User{Name: "ada", Role: "coder"}
		if c, err := r.Cookie("user"); err == nil {
			u.Name = c.Value
			u.Role = map[string]string{"rea": "reader"}[c.Value]
			if u.Role == "" {
				u.Role = "coder"
			}
		}
		h.ServeHTTP(w, r.WithContext(WithUser(r.Context(), u)))
	}))
	t.Cleanup(s.Close)
	return s
}

// judgements gives all that was decided.
func judgements(t *testing.T, l *ledger.Ledger) (all []ledger.Judgement) {
	t.Helper()
	if err := l.Judgements(t.Context(), func(j ledger.Judgement) error { all = append(all, j); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

func last(t *testing.T, l *ledger.Ledger) ledger.Judgement {
	t.Helper()
	all := judgements(t, l)
	if len(all) == 0 {
		t.Fatal("nothing was decided")
	}
	return all[len(all)-1]
}

// strike presses keys one after the other, as a keyboard does: a page that takes a key for itself leaves no letter in a box.
func (b *tab) strike(t *testing.T, keys string) {
	t.Helper()
	named := map[rune]struct {
		key, text string
		code      int64
	}{'\r': {"Enter", "\r", 13}, '\t': {"Tab", "", 9}, 27: {"Escape", "", 27}}
	for _, r := range keys {
		k := named[r]
		if k.key == "" {
			k.key, k.text = string(r), string(r)
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' { // the code of a mark is another than its letter's
				k.code = int64(unicode.ToUpper(r))
			}
		}
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			p := input.DispatchKeyEventParams{Type: kind, Key: k.key, WindowsVirtualKeyCode: k.code}
			if kind == input.DispatchKeyEventTypeKeyDown {
				p.Text = k.text
			}
			ctx, cancel := context.WithTimeout(b, 10*time.Second)
			_, err := chromedp.Call(ctx, input.DispatchKeyEvent, p)
			cancel()
			if err != nil {
				t.Fatalf("key %q: %v", k.key, err)
			}
		}
	}
}

// strikeOn presses a key that leads to another page, and waits for it.
func (b *tab) strikeOn(t *testing.T, keys string) {
	t.Helper()
	eval[bool](t, b, `window.before = true`)
	b.strike(t, keys)
	b.await(t, `!window.before && document.readyState === "complete"`, "another page after "+keys)
}

// await waits until something is so.
func (b *tab) await(t *testing.T, script, what string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(15 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(b, 5*time.Second)
		so, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script))
		cancel()
		if err == nil && so {
			return
		}
		if time.Now().After(end) {
			text := eval[string](t, b, `document.querySelector("main").innerText.slice(0, 600)`)
			t.Fatalf("no %s (%v): %s", what, err, text)
		}
	}
}

func (b *tab) opened(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, `document.querySelector(".review .kicker .id")?.textContent ?? ""`)
}

// A coder works through twenty items with no other hand than the keyboard.
func TestReviewByKeyboard(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	b := newTab(t, newBrowser(t), s.URL)
	b.visit(t, s.URL+"/review", light)
	first := b.opened(t)

	// Looking around decides nothing.
	b.strikeOn(t, "j")
	second := b.opened(t)
	b.strikeOn(t, "j")
	b.strikeOn(t, "k")
	if first == second || b.opened(t) != second || len(judgements(t, l)) > 0 {
		t.Fatalf("j and k led from %s to %s and %s, and %d decisions", first, second, b.opened(t), len(judgements(t, l)))
	}
	b.strikeOn(t, "k")

	// Tab goes from field to field, and lights the words.
	fields, lit := map[string]bool{}, 0
	for range 6 {
		lit += eval[int](t, b, `document.querySelectorAll(".text-column .e.lit").length`)
		fields[eval[string](t, b, `document.activeElement.dataset.field ?? ""`)] = true
		b.strike(t, "\t")
	}
	if len(fields) != 6 || fields[""] {
		t.Errorf("tab went over %v", fields)
	}
	if lit == 0 {
		t.Error("no words were lit")
	}

	// Words that are clicked give their field the focus.
	field := eval[string](t, b, `(() => { const word = document.querySelector(".text-column .e.k-harm, .text-column .e"); word.click(); return document.activeElement.dataset.field + " " + word.dataset.fields })()`)
	if at, all, _ := strings.Cut(field, " "); !slices.Contains(strings.Fields(all), at) {
		t.Errorf("words of %s led to %q", all, at)
	}

	// Twenty are accepted, or left.
	seen := map[string]bool{}
	for i := range 20 {
		id := b.opened(t)
		if id == "" || seen[id] {
			t.Fatalf("at %d the open one is %q again", i, id)
		}
		seen[id] = true
		key, kind := "\r", ledger.Accept
		if i%5 == 4 {
			key, kind = "u", ledger.Unsure
		}
		b.strikeOn(t, key)
		if got := judgements(t, l); len(got) != i+1 || got[i].Kind != kind || got[i].Author != "ada" {
			t.Fatalf("after %d keys: %d decisions, the last %+v", i+1, len(got), got[len(got)-1])
		}
	}
	page, err := l.Queue(t.Context(), ledger.Query{}, ledger.IsUnsure, "", 10)
	if err != nil || page.Counts["unsure"] != 4 {
		t.Errorf("the queue counts %v (%v)", page.Counts, err)
	}
	for range 3 {
		b.strikeOn(t, "z")
	}
	b.strikeOn(t, "Z")
	all := judgements(t, l)
	if kinds := judgedKinds(all[20:]); kinds != "undo undo undo undo" || all[23].Undoes != all[22].ID || all[20].Undoes != all[19].ID {
		t.Errorf("undo and redo filed %s", kinds)
	}
}

func judgedKinds(all []ledger.Judgement) string {
	var kinds []string
	for _, j := range all {
		kinds = append(kinds, string(j.Kind))
	}
	return strings.Join(kinds, " ")
}

// An edit, a rejection, a split and a merge, each undone again, by keyboard.
func TestReviewEditsByKeyboard(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	b := newTab(t, newBrowser(t), s.URL)
	id := find(t, l, "place:ansongo", "killed:>=6")
	b.visit(t, s.URL+"/review?open="+id, light)
	killed := func() int { x := summary(t, l, id); return *x.Killed }
	before := killed()

	b.focus(t, `.e-harm [data-field$=".figure"]`)
	b.strike(t, "e")
	b.strike(t, "77")
	b.strike(t, "\t")
	b.strike(t, "jjz a later count") // in a box, keys are letters
	b.strikeOn(t, "\r")
	j := last(t, l)
	if j.Kind != ledger.Edit || j.Field != "best" || string(j.Value) != "77" || string(j.Old) == "" || j.Reason != "jjz a later count" || killed() != 77 {
		t.Fatalf("the edit is %+v, killed %d", j, killed())
	}
	if at := eval[string](t, b, `document.activeElement.dataset.field ?? ""`); !strings.HasSuffix(at, ".figure") {
		t.Errorf("after the edit the focus is on %q", at)
	}
	b.strike(t, "h")
	if past := eval[string](t, b, `document.querySelector(".drawer").innerText`); !strings.Contains(past, "→ 77") || !strings.Contains(past, "a later count") {
		t.Errorf("the history says %s", past)
	}
	b.shoot(t, "review-history-"+light.String())
	b.strikeOn(t, "z")
	if killed() != before {
		t.Errorf("undone, and yet killed %d, not %d", killed(), before)
	}

	b.focus(t, `.e-harm [data-field$=".figure"]`)
	b.strike(t, "x")
	b.strike(t, "not theirs")
	b.strikeOn(t, "\r")
	if j := last(t, l); j.Kind != ledger.Reject || j.Reason != "not theirs" {
		t.Fatalf("the rejection is %+v", j)
	}
	b.strikeOn(t, "z")

	reports := summary(t, l, id).Reports
	b.strike(t, "s")
	b.strike(t, " ")
	b.strikeOn(t, "s")
	if j := last(t, l); j.Kind != ledger.Split {
		t.Fatalf("the split is %+v", j)
	}
	parts := incidentsOf(t, l, "place:ansongo")
	if len(parts) < 2 || summary(t, l, id).Reports >= reports {
		t.Fatalf("after the split there are %v", parts)
	}
	// What was split off is offered as a neighbour, and joined again.
	b.strike(t, "m")
	b.strike(t, " ")
	b.strikeOn(t, "m")
	if j := last(t, l); j.Kind != ledger.Same {
		t.Fatalf("the merge is %+v", j)
	}
	if got := summary(t, l, id).Reports; got < reports {
		t.Errorf("merged, it has %d reports, not %d", got, reports)
	}
	for range 2 {
		b.strikeOn(t, "z")
	}
	if got := summary(t, l, id).Reports; got != reports || killed() != before {
		t.Errorf("all undone, and yet %d reports, killed %d", got, killed())
	}
	b.strikeOn(t, "d")
	if eval[int](t, b, `document.querySelectorAll(".beside .loud").length`) == 0 || !strings.Contains(eval[string](t, b, `document.querySelector(".beside").innerText`), "counts once") {
		t.Error("side by side, nothing stands out, or no wire is marked")
	}
}

// focus gives something the focus.
func (b *tab) focus(t *testing.T, selector string) {
	t.Helper()
	eval[bool](t, b, `document.querySelector('`+selector+`').focus(), true`)
}

func summary(t *testing.T, l *ledger.Ledger, id string) ledger.Summary {
	t.Helper()
	x, err := l.Summary(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func incidentsOf(t *testing.T, l *ledger.Ledger, search ...string) (ids []string) {
	t.Helper()
	q, err := ledger.ParseQuery(search)
	if err == nil {
		err = l.Incidents(t.Context(), q, 0, func(s ledger.Summary) error { ids = append(ids, s.ID); return nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// Two reviewers open one item. The second is told what the first decided, and loses nothing of his own.
func TestTwoReviewers(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	browser := newBrowser(t)
	id := find(t, l, "place:ansongo", "killed:>=6")
	ada, ben := newTab(t, browser, s.URL), newTab(t, browser, s.URL)
	ada.visit(t, s.URL+"/review?open="+id, light)
	eval[string](t, ada, `document.cookie = "user=ben; path=/"`) // tabs share their cookies: from here on it is ben who asks
	ben.visit(t, s.URL+"/review?open="+id, light)
	eval[string](t, ada, `document.cookie = "user=ada; path=/"`)
	edit := func(b *tab, value, why string) {
		b.focus(t, `.e-harm [data-field$=".figure"]`)
		b.strike(t, "e")
		b.strike(t, value)
		b.strike(t, "\t")
		b.strike(t, why)
		b.strikeOn(t, "\r")
	}
	edit(ada, "9", "the hospital's list")
	eval[string](t, ada, `document.cookie = "user=ben; path=/"`)
	edit(ben, "12", "the governor's word")
	told := eval[string](t, ben, `document.querySelector("main").innerText`)
	for _, want := range []string{"ada", "→ 9", "the hospital's list"} {
		if !strings.Contains(told, want) {
			t.Errorf("ben is not told %q: %s", want, told)
		}
	}
	if n := len(judgements(t, l)); n != 1 {
		t.Errorf("%d decisions were filed", n)
	}
	for _, f := range ben.take() { // the answer to a refused form is a 409, which the browser notes
		if !strings.Contains(f, "409") {
			t.Error(f)
		}
	}
	ben.shoot(t, "review-again-"+light.String())
	ben.accessible(t)
	if mine := eval[string](t, ben, `[...document.querySelectorAll("main input:not([type=hidden])")].map(i => i.value).join("|")`); mine != "12|the governor's word" {
		t.Errorf("ben keeps %q", mine)
	}
	eval[bool](t, ben, `document.querySelector("main button.main").click(), true`)
	ben.await(t, `!!document.querySelector(".review")`, "review page")
	if j := last(t, l); j.Author != "ben" || string(j.Value) != "12" || j.Reason != "the governor's word" {
		t.Errorf("filed again: %+v", j)
	}
}

// sendForm sends a form as a browser without script does, and gives the status and where it leads.
func sendForm(t *testing.T, server, who string, form url.Values) (status int, to, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server+"/review/judge", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "user", Value: who})
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return answerTo(t, client, r)
}

func answerTo(t *testing.T, client *http.Client, r *http.Request) (status int, to, body string) {
	t.Helper()
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var b strings.Builder
	if _, err := io.Copy(&b, resp.Body); err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header.Get("Location"), b.String()
}

var targetForm = regexp.MustCompile(`name="target" value="(count [^"]*)"`)

// All of it works with forms alone, and what makes no sense is told with a hint, and given back.
func TestReviewForms(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	id := find(t, l, "place:ansongo", "killed:>=6")
	page := lookAt(t, s.URL+"/review?open="+id, "ada")
	found := targetForm.FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no count can be judged: %.2000s", page)
	}
	target, back := found[1], "/review?open="+id
	reports := plainInt(summary(t, l, id).Reports)
	lookAt(t, s.URL+back, "ada") // what is remembered of a page must not be shown after a decision
	for _, c := range []struct {
		name, who string
		form      url.Values
		status    int
		to, says  string
	}{
		{"edit", "ada", url.Values{"kind": {"edit"}, "target": {target}, "field": {"best"}, "value": {"7"}, "seen": {""}, "next": {back}}, 303, back, ""},
		{"no number", "ada", url.Values{"kind": {"edit"}, "target": {target}, "field": {"best"}, "value": {"many <b>"}, "next": {back}, "back": {back}}, 400, "", "many &lt;b&gt;"},
		{"elsewhere", "ada", url.Values{"kind": {"note"}, "about": {id}, "reason": {"x"}, "next": {"https://example.org/"}}, 303, "/", ""},
		{"a reader", "rea", url.Values{"kind": {"accept"}, "about": {id}, "next": {back}}, 403, "", "ou may read, but not decide"},
		{"no kind", "ada", url.Values{"kind": {"delete"}, "about": {id}}, 400, "", "here is no decision"},
		{"no target", "ada", url.Values{"kind": {"reject"}, "target": {"count x"}, "back": {back}}, 400, "", "o back and open"},
		{"nobody to join", "ada", url.Values{"kind": {"same"}, "about": {id, ""}, "back": {back}}, 400, "", "hich other incident"},
		{"reports came", "ada", url.Values{"kind": {"accept"}, "about": {id}, "shown": {id + ":1"}, "back": {back}}, 409, "", "eports came to this incident"},
		{"accept", "ada", url.Values{"kind": {"accept"}, "about": {id}, "shown": {id + ":" + reports}, "next": {back}}, 303, back, ""},
		{"seen nothing", "ben", url.Values{"kind": {"accept"}, "about": {id}, "seen": {""}, "next": {back}, "back": {back}}, 409, "", "Drop mine"},
		{"missed", "ada", url.Values{"kind": {"add"}, "about": {"ambush-claim"}, "words": {"told reporters"}, "of": {"event"}, "type": {"CONSULT"}, "next": {back}}, 303, back, ""},
		{"missed elsewhere", "ada", url.Values{"kind": {"add"}, "about": {"ambush-claim"}, "words": {"no such words"}, "of": {"event"}, "type": {"CONSULT"}, "back": {back}}, 400, "", "Copy them as they stand there"},
	} {
		status, to, body := sendForm(t, s.URL, c.who, c.form)
		if status != c.status || to != c.to || !strings.Contains(body, c.says) {
			_, main, _ := strings.Cut(body, "<main")
			t.Errorf("%s: %d to %q, not %d to %q with %q: %.1500s", c.name, status, to, c.status, c.to, c.says, main)
		}
	}
	if status, _, _ := sendForm(t, s.URL, "ada", url.Values{"kind": {"note"}, "about": {id}, "reason": {"the newest of all notes"}, "next": {back}}); status != http.StatusSeeOther {
		t.Errorf("a note is answered with %d", status)
	}
	if page := lookAt(t, s.URL+back, "ada"); !strings.Contains(page, "the newest of all notes") {
		t.Error("a note is not shown at once")
	}
	if page := lookAt(t, s.URL+"/review", "rea"); strings.Contains(page, "/review/judge") {
		t.Error("a reader is offered decisions")
	}
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/review/judge", strings.NewReader("kind=accept&about="+id))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if status, _, _ := answerTo(t, http.DefaultClient, r); status != http.StatusForbidden {
		t.Errorf("another site's form is answered with %d", status)
	}
}

// What is shown is accepted in one step, and taken back in one.
func TestBulkAccept(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	queue, err := l.Queue(t.Context(), ledger.Query{}, ledger.IsDisputed, "", 50)
	if err != nil || len(queue.Items) < 5 {
		t.Fatalf("%d are disputed (%v)", len(queue.Items), err)
	}
	form := url.Values{"kind": {"accept"}, "seen": {""}, "next": {"/review"}}
	for _, w := range queue.Items {
		form.Add("about", w.ID)
		form.Add("shown", w.ID+":"+plainInt(w.Reports))
	}
	if status, _, body := sendForm(t, s.URL, "ada", form); status != http.StatusSeeOther {
		t.Fatalf("%d: %s", status, body)
	}
	left := func() int {
		q, err := l.Queue(t.Context(), ledger.Query{}, "", "", 1)
		if err != nil {
			t.Fatal(err)
		}
		return q.Counts["all"]
	}
	if n := left(); n != queue.Counts["all"]-len(queue.Items) || len(judgements(t, l)) != 1 {
		t.Errorf("%d wait, after %d decisions", n, len(judgements(t, l)))
	}
	if status, to, body := sendForm(t, s.URL, "ada", url.Values{"kind": {"undo"}, "undoes": {last(t, l).ID}, "next": {"/review"}}); status != http.StatusSeeOther || !strings.Contains(to, "open=i") {
		t.Fatalf("%d to %s: %s", status, to, body)
	}
	if n := left(); n != queue.Counts["all"] {
		t.Errorf("%d wait, of %d", n, queue.Counts["all"])
	}
}

// The page is looked at in each of its forms.
func TestReviewInABrowser(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	b := newTab(t, newBrowser(t), s.URL)
	ids := incidentsOf(t, l, "place:ansongo")
	other := find(t, l, "place:menaka")
	for _, page := range []struct {
		name, address string
		looks         []look
	}{
		{"review", "/review?open=" + ids[0], []look{light, dark, phone}},
		{"review-sides", "/review?side=1&open=" + ids[0] + "&with=" + other, []look{light, night}},
		{"review-empty", "/review?reason=conflict", []look{light}},
	} {
		if *screenshots != "" {
			page.looks = []look{light, dark, phone, night}
		}
		for _, k := range page.looks {
			b.visit(t, s.URL+page.address, k)
			if page.name == "review" && k == dark {
				b.strike(t, "hm")
			}
			b.shoot(t, page.name+"-"+k.String())
			b.accessible(t)
			if n := b.weight(t); n < 10_000 || n > 400_000 {
				t.Errorf("%s: %d bytes were loaded for it", page.name, n)
			}
			if wide := eval[int64](t, b, `document.documentElement.scrollWidth`); wide > k.width {
				t.Errorf("%s: the page is %d wide in a window of %d", page.name, wide, k.width)
			}
			if tall := eval[int64](t, b, `document.documentElement.scrollHeight`); k.width > 1000 && tall > k.height {
				t.Errorf("%s-%s: the page is %d tall in a window of %d", page.name, k, tall, k.height)
			}
		}
	}
	if faults := b.take(); !slices.Equal(faults, nil) {
		t.Error(faults)
	}
}

func lookAt(t *testing.T, address, who string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "user", Value: who})
	status, _, body := answerTo(t, http.DefaultClient, r)
	if status != http.StatusOK {
		t.Fatalf("%s: %d: %s", address, status, body)
	}
	return body
}

// What reports and people write stays text.
func TestReviewEscapes(t *testing.T) {
	l := newLedger(t)
	s := newServerOf(t, l)
	const hostile = `<img src=x onerror=alert(1)>"'>`
	rep := &report.Report{ID: "hostile", Publisher: hostile, Published: "2026-03-12", Language: "en", Title: "Gunmen kill six soldiers near Ansongo " + hostile,
		Text: "Gunmen killed six soldiers near Ansongo in Mali on Wednesday, the army said. " + hostile, FromJSON: true}
	if _, err := l.Add(t.Context(), []ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}}); err != nil {
		t.Fatal(err)
	}
	x, err := l.Report(t.Context(), "hostile", policy.ACLED)
	if err != nil || len(x.Incidents) == 0 {
		t.Fatalf("no incident (%v)", err)
	}
	open := "/review?open=" + x.Incidents[0].ID + "&report=" + x.Key
	for _, kind := range []string{"note", "unsure"} {
		if status, _, body := sendForm(t, s.URL, hostile[1:9], url.Values{"kind": {kind}, "about": {x.Incidents[0].ID}, "reason": {hostile}, "next": {"/review"}}); status != http.StatusSeeOther {
			t.Fatalf("%d: %.500s", status, body)
		}
	}
	if status, _, body := sendForm(t, s.URL, "ada", url.Values{"kind": {"add"}, "about": {x.Key}, "words": {hostile}, "of": {hostile}, "reason": {hostile}, "seen": {hostile}, "back": {"javascript:alert(1)"}}); status != http.StatusBadRequest ||
		strings.Contains(body, "<img") || strings.Contains(body, `href="javascript`) {
		t.Errorf("%d: %s", status, body)
	}
	for _, address := range []string{open, open + "&side=1&with=" + x.Incidents[0].ID, "/review?q=" + url.QueryEscape(hostile)} {
		if page := lookAt(t, s.URL+address, "ada"); strings.Contains(page, "<img") {
			t.Errorf("%s: %s", address, page[strings.Index(page, "<img"):][:200])
		}
	}
}
