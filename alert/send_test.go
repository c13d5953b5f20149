package alert

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tollbook/tollbook/atom"
	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

func newSender(t *testing.T) *Sender {
	t.Helper()
	folder := t.TempDir()
	l, err := ledger.Open(t.Context(), filepath.Join(folder, "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return &Sender{Ledger: l, Fetcher: fetch.ForTest, Folder: folder, pause: time.Millisecond}
}

func (s *Sender) add(t *testing.T, day string, text string) {
	t.Helper()
	rep := &report.Report{Title: "Attack on a village", Publisher: "Bend Post", URL: "https://post.example/1", Text: text, Published: day}
	if _, err := s.Ledger.Add(t.Context(), []ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}}); err != nil {
		t.Fatal(err)
	}
}

// once tells, and gives how many each receiver was told.
func (s *Sender) once(t *testing.T, f *File) (told []int, failed []error) {
	t.Helper()
	results, err := s.Once(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		told, failed = append(told, r.Told), append(failed, r.Err)
	}
	return told, failed
}

func parsed(t *testing.T, text string) *File {
	t.Helper()
	f, faults, err := Parse(strings.NewReader(text), variables)
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	return f
}

const (
	gao    = "Gunmen killed seven farmers in Gao in Mali on Friday, the police said."
	kidal  = "A roadside bomb killed nine soldiers near Kidal in Mali on Sunday, the army said."
	secret = "0123456789abcdef"
)

// A webhook is told each incident once, signed, with its evidence; what it did not take is told again.
func TestWebhook(t *testing.T) {
	var mu sync.Mutex
	var bodies []string
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		body, _ := io.ReadAll(r.Body)
		sum := hmac.New(sha256.New, []byte(secret))
		fmt.Fprintf(sum, "%s.%s.%s", r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp"), body)
		if want := "v1," + base64.StdEncoding.EncodeToString(sum.Sum(nil)); r.Header.Get("webhook-signature") != want {
			t.Errorf("signed %q, want %q", r.Header.Get("webhook-signature"), want)
		}
		w.WriteHeader(status)
		if status == http.StatusOK {
			bodies = append(bodies, string(body))
		}
	}))
	defer server.Close()
	s := newSender(t)
	f := parsed(t, "desk https://desk.example\nalert Mali\nsearch country:MLI killed:>=5\nwebhook "+server.URL+" secret="+secret+"\n")
	s.add(t, "2026-03-07", gao)
	status = http.StatusInternalServerError
	if told, failed := s.once(t, f); told[0] != 0 || failed[0] == nil {
		t.Errorf("%v, %v", told, failed)
	}
	status = http.StatusOK
	for i, want := range []int{1, 0} {
		if told, failed := s.once(t, f); told[0] != want || failed[0] != nil {
			t.Errorf("%d: %v, %v", i, told, failed)
		}
	}
	s.add(t, "2026-03-09", kidal)
	s.add(t, "2026-03-09", "Two men were killed in Bamako in Mali on Sunday, police said.") // not what is searched for
	if told, failed := s.once(t, f); told[0] != 1 || failed[0] != nil || len(bodies) != 2 {
		t.Fatalf("%v, %v, %v", told, failed, bodies)
	}
	var got posting
	if err := json.Unmarshal([]byte(bodies[1]), &got); err != nil || got.Type != "incidents.found" || len(got.Data.Incidents) != 1 {
		t.Fatal(bodies[1], err)
	}
	x := got.Data.Incidents[0]
	if x.From != "2026-03-08" || len(x.Totals) == 0 || *x.Totals[0].Low != 9 || len(x.Sources) != 1 || x.Sources[0].Evidence != kidal || x.URL != "https://desk.example/incidents/"+x.ID {
		t.Errorf("%s", bodies[1])
	}
	if results, err := s.Again(t.Context(), f); err != nil || results != nil {
		t.Errorf("though nothing has changed: %v, %v", results, err)
	}
}

// A webhook at home is refused unless it is named.
func TestWebhookAtHome(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	s := newSender(t)
	s.Fetcher = fetch.New
	s.add(t, "2026-03-07", gao)
	if _, failed := s.once(t, parsed(t, "alert A\nsearch killed:>=1\nwebhook "+server.URL+" secret="+secret)); failed[0] == nil || asked != 0 {
		t.Errorf("%v, asked %d times", failed, asked)
	}
	s.posts = map[string]*fetch.Fetcher{}
	if told, failed := s.once(t, parsed(t, "alert A\nsearch killed:>=1\nwebhook "+server.URL+" allow=127.0.0.1 secret="+secret)); failed[0] != nil || told[0] != 1 || asked != 1 {
		t.Errorf("%v, %v, asked %d times", told, failed, asked)
	}
}

// Many incidents are told in few messages, and two that tell at once tell each once.
func TestManyAtOnce(t *testing.T) {
	var mu sync.Mutex
	got, messages := map[string]int{}, 0
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		var p posting
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
			t.Error(err)
			return
		}
		messages++
		for _, x := range p.Data.Incidents {
			got[x.ID]++
		}
	}))
	defer server.Close()
	s := newSender(t)
	for i := range 30 {
		s.add(t, fmt.Sprintf("2026-03-%02d", i+1), gao)
	}
	f := parsed(t, "alert A\nsearch killed:>=1\nwebhook "+server.URL+" secret="+secret)
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			other := &Sender{Ledger: s.Ledger, Fetcher: fetch.ForTest}
			if _, err := other.Once(context.Background(), f); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	want := 0
	_ = s.Ledger.Incidents(t.Context(), ledger.Query{}, 0, func(ledger.Summary) error { want++; return nil })
	for id, n := range got {
		if n != 1 {
			t.Errorf("%s was told %d times", id, n)
		}
	}
	if len(got) != want || want < 4 || messages > 4 {
		t.Errorf("%d of %d incidents in %d messages", len(got), want, messages)
	}
}

// mailServer is a server of mail that first has no time, and keeps what it takes.
func mailServer(t *testing.T, busy int) (address string, mails func() []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	var mu sync.Mutex
	var kept []string
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			busy--
			refuse := busy >= 0
			mu.Unlock()
			if mail := takeMail(conn, refuse); mail != "" {
				mu.Lock()
				kept = append(kept, mail)
				mu.Unlock()
			}
		}
	}()
	return listener.Addr().String(), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), kept...)
	}
}

func takeMail(conn net.Conn, refuse bool) (mail string) {
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	say := func(s string) { fmt.Fprintf(conn, "%s\r\n", s) }
	say("220 mail.example")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return mail
		}
		switch word := strings.ToUpper(strings.TrimSpace(line)); {
		case strings.HasPrefix(word, "MAIL") && refuse:
			say("451 later")
		case word == "DATA":
			say("354 go on")
			for {
				line, err := in.ReadString('\n')
				if err != nil || line == ".\r\n" {
					break
				}
				mail += line
			}
			say("250 taken")
		case word == "QUIT":
			say("221 bye")
			return mail
		default:
			say("250 good")
		}
	}
}

// Each of two people gets a mail of his own, also where the server has no time at first.
func TestMail(t *testing.T) {
	address, mails := mailServer(t, 1)
	s := newSender(t)
	f := parsed(t, "smtp "+address+" from=desk@example.org tls=none\nalert Mali\nsearch country:MLI\nmail ada@example.org\nmail ben@example.org\n")
	s.add(t, "2026-03-07", gao)
	if told, failed := s.once(t, f); fmt.Sprint(told, failed) != "[1 1] [<nil> <nil>]" {
		t.Fatal(told, failed)
	}
	if told, _ := s.once(t, f); told[0] != 0 || told[1] != 0 {
		t.Error(told)
	}
	got := mails()
	if len(got) != 2 {
		t.Fatal(got)
	}
	for i, who := range []string{"ada", "ben"} {
		for _, part := range []string{"To: <" + who + "@example.org>", "From: <desk@example.org>", "Subject: Mali: assault", "Auto-Submitted: auto-generated", "killed 7", "Gunmen killed seven farmers"} {
			if !strings.Contains(got[i], part) {
				t.Errorf("no %q in:\n%s", part, got[i])
			}
		}
	}
}

// A server that does not offer TLS gets no mail unless it is said that it may.
func TestMailWithoutTLS(t *testing.T) {
	address, mails := mailServer(t, 0)
	s := newSender(t)
	s.add(t, "2026-03-07", gao)
	if _, failed := s.once(t, parsed(t, "smtp "+address+" from=desk@example.org\nalert Mali\nsearch country:MLI\nmail ada@example.org\n")); failed[0] == nil || len(mails()) != 0 {
		t.Error(failed, mails())
	}
}

// A feed holds what was told, the latest first, as well-formed XML, whatever stands in reports.
func TestAtom(t *testing.T) {
	s := newSender(t)
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return now }
	f := parsed(t, "alert Mali\nsearch country:MLI\natom mali.atom\n")
	s.add(t, "2026-03-07", `Gunmen killed seven farmers <script>alert(1)</script> & more in Gao in Mali on Friday, the police said.`)
	load := func() (out atom.Feed, data string) {
		t.Helper()
		raw, err := os.ReadFile(filepath.Join(s.Folder, "mali.atom"))
		if err == nil {
			err = xml.Unmarshal(raw, &out)
		}
		if err != nil {
			t.Fatal(err)
		}
		return out, string(raw)
	}
	s.once(t, f)
	first, before := load()
	if len(first.Entries) != 1 || strings.Contains(first.Entries[0].Content.Text, "<script>") || !strings.Contains(first.Entries[0].Content.Text, "seven farmers") {
		t.Errorf("%s", before)
	}
	now = now.Add(time.Hour)
	s.once(t, f)
	if _, after := load(); after != before {
		t.Errorf("the feed changed though nothing was told:\n%s", after)
	}
	s.add(t, "2026-03-09", kidal)
	s.once(t, f)
	if second, data := load(); len(second.Entries) != 2 || second.Entries[0].Updated != "2026-03-10T13:00:00Z" || second.Entries[1].ID != first.Entries[0].ID || second.Updated != second.Entries[0].Updated {
		t.Errorf("%s", data)
	}
}

// What is marked counts as told, and trying remembers nothing.
func TestMarkAndTry(t *testing.T) {
	s := newSender(t)
	f := parsed(t, "alert Mali\nsearch country:MLI\natom mali.atom\n")
	s.add(t, "2026-03-07", gao)
	tried := 0
	s.Try = func(_ *Alert, _ *Receiver, m *Message) {
		tried++
		if !strings.Contains(m.Text(), gao) {
			t.Errorf("%s", m.Text())
		}
	}
	s.once(t, f)
	s.once(t, f)
	s.Try = nil
	if tried != 2 {
		t.Errorf("tried %d times", tried)
	}
	s.Mark = true
	if told, _ := s.once(t, f); told[0] != 1 {
		t.Error(told)
	}
	s.Mark = false
	if told, _ := s.once(t, f); told[0] != 0 {
		t.Error(told)
	}
	if data, err := os.ReadFile(filepath.Join(s.Folder, "mali.atom")); err != nil || strings.Contains(string(data), "<entry>") {
		t.Errorf("%s, %v", data, err)
	}
}

// Names of victims stay out where that is wanted.
func TestWithheld(t *testing.T) {
	s := newSender(t)
	s.Withhold = true
	s.add(t, "2026-03-07", "Gunmen shot dead farmer Amadou Keltissane in Gao in Mali on Friday, the police said.")
	seen := ""
	s.Try = func(_ *Alert, _ *Receiver, m *Message) { seen += m.Text() }
	s.once(t, parsed(t, "alert Mali\nsearch country:MLI\natom mali.atom\n"))
	if seen == "" || strings.Contains(seen, "Keltissane") {
		t.Errorf("%s", seen)
	}
}
