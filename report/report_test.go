package report

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFromJSON(t *testing.T) {
	line := `{"id":"n-1","title":"Talks","published":"2024-03-02T08:15:00+03:00","publisher":null,"text":"a\r\nb","n":1.50,"tags":["x", "y"]}`
	rep, err := FromJSON([]byte(line), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rep.ID != "n-1" || rep.Title != "Talks" || rep.Text != "a\r\nb" || rep.Publisher != "" || !rep.FromJSON {
		t.Errorf("got %+v", rep)
	}
	if string(rep.Extra["n"]) != "1.50" || string(rep.Extra["tags"]) != `["x", "y"]` || len(rep.Extra) != 2 {
		t.Errorf("extra is not untouched: %s", rep.Extra)
	}
}

func TestTextIsTakenAsItIs(t *testing.T) {
	for _, text := range []string{"\uFEFFTwo died.\r\n", " \t\n x", "e\u0301", "a\u0000b", "\U0001F600"} {
		quoted := strings.NewReplacer("\r", `\r`, "\n", `\n`, "\t", `\t`, "\u0000", `\u0000`).Replace(text)
		rep, err := FromJSON([]byte(`{"text":"`+quoted+`"}`), Options{})
		if err != nil || rep.Text != text {
			t.Errorf("%q came as %v, %v", text, rep, err)
		}
	}
	rep, err := FromJSON([]byte(`{"text":"\ud83d\ude00 \uFEFF"}`), Options{})
	if err != nil || rep.Text != "\U0001F600 \uFEFF" {
		t.Errorf("a pair of surrogates: %v, %v", rep, err)
	}
}

func TestBadJSON(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"text": "x"`, "ends too early"},
		{`{"text": x}`, "malformed JSON"},
		{``, "is empty"},
		{`[{"text":"x"}]`, "not a JSON object but a list"},
		{`"text"`, "not a JSON object but a string"},
		{`null`, "not a JSON object but null"},
		{`{"text":"x"} {"text":"y"}`, "something follows"},
		{`{"title":"x"}`, `"text" is missing`},
		{`{"text":""}`, `"text" is missing or empty`},
		{`{"text":null}`, `"text" is missing`},
		{`{"text":7}`, `"text" is not a string but a number`},
		{`{"text":"x","title":["a"]}`, `"title" is not a string but a list`},
		{`{"text":"x","id":{}}`, `"id" is not a string but an object`},
		{`{"text":"x","published":true}`, `"published" is not a string`},
		{"{\"text\":\"a\xffb\"}", "invalid UTF-8 at byte 11"},
		{"{\"text\":\"x\",\"k\":\"\xc3\"}", "invalid UTF-8"},
		{`{"text":"a\ud800b"}`, `lone surrogate \ud800 at byte 11`},
		{`{"text":"\udc00"}`, "lone surrogate"},
		{`{"text":"\ud83d\ud83d\ude00"}`, "lone surrogate"},
		{`{"text":"x","k\ud800":1}`, "lone surrogate"},
		{`{"text":"` + strings.Repeat("x", 2_000_001) + `"}`, "more than 2 MB of text"},
	} {
		rep, err := FromJSON([]byte(c.in), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: got %v, %v; want %q", c.in, rep, err, c.want)
		}
	}
}

func TestBadPublicationDateIsNotUsed(t *testing.T) {
	for _, published := range []string{"yesterday", "2024-02-30", "2024-03-02 08:15", "7:58 AM ET"} {
		rep, err := FromJSON([]byte(`{"text":"x","published":"`+published+`"}`), Options{})
		if err != nil || rep.Published != "" || len(rep.Warnings) != 1 || !strings.Contains(rep.Warnings[0], published) {
			t.Errorf("%q: %+v, %v", published, rep, err)
		}
	}
}

func TestEscapedBackslashIsNoSurrogate(t *testing.T) {
	rep, err := FromJSON([]byte(`{"text":"C:\\ud800"}`), Options{})
	if err != nil || rep.Text != `C:\ud800` {
		t.Errorf("got %v, %v", rep, err)
	}
}

func TestMaxText(t *testing.T) {
	if _, err := FromJSON([]byte(`{"text":"12345"}`), Options{MaxText: 5}); err != nil {
		t.Error(err)
	}
	if _, err := FromJSON([]byte(`{"text":"123456"}`), Options{MaxText: 5}); err == nil {
		t.Error("6 bytes pass a limit of 5")
	}
	if _, err := Parse([]byte("123456"), Source{}, Options{MaxText: 5}); err == nil {
		t.Error("6 bytes of plain text pass a limit of 5")
	}
}

func TestValidPublished(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "2025-10-09": true, "2025-10-09T14:30:00Z": true, "2025-10-09t14:30:00.25+05:00": true,
		"2025-13-01": false, "9 Oct 2025": false, "2025-10": false, "2025-10-09T14:30": false, "2025-10-09T4:30:00Z": false,
		"2025-10-09T14:30:00,5Z": false, " 2025-10-09": false,
	} {
		if got := ValidPublished(s); got != want {
			t.Errorf("ValidPublished(%q) is %v", s, got)
		}
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, text, contentType string
		want                    format
	}{
		{"a.txt", "Two men were shot.", "", formatText},
		{"", "<3 was written on the wall.", "", formatText},
		{"", "{sic} is what he wrote", "", formatText},
		{"", "\uFEFF \n{ \"text\": 1}", "", formatJSON},
		{"a.json", "not json", "", formatJSON},
		{"", "\n<!-- made by hand --><!DOCTYPE html><p>", "", formatHTML},
		{"a.txt", "<html lang=en>", "", formatHTML},
		{"a.htm", "plain words", "", formatHTML},
		{"", "<b>Two men</b>", "text/html; charset=utf-8", formatHTML},
		{"", "<?xml version=\"1.0\"?>\n<html>", "", formatHTML},
		{"", "<!-- never closed", "", formatText},
	} {
		if got := sniff(c.text, Source{Name: c.name, ContentType: c.contentType}); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.text, c.name, got, c.want)
		}
	}
}

func TestReadFile(t *testing.T) {
	if _, err := ReadFile("testdata", Options{}); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := ReadFile("nothing-here.txt", Options{}); err == nil || strings.Contains(err.Error(), "nothing-here") {
		t.Errorf("a missing file is to be named by the caller: %v", err)
	}
	rep, err := ReadFile("testdata/article.html", Options{})
	if err != nil || rep.Title == "" {
		t.Errorf("%v, %v", rep, err)
	}
}

// hugeReader gives bytes without end, and counts them.
type hugeReader struct{ given int }

func (h *hugeReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	h.given += len(p)
	return len(p), nil
}

func TestEndlessInputIsLeft(t *testing.T) {
	var r hugeReader
	_, err := Read(&r, Source{}, Options{})
	if _, ours := errors.AsType[*Error](err); !ours || r.given > 40_000_000 {
		t.Errorf("%v after %d bytes", err, r.given)
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Two soldiers were killed on Tuesday when their vehicle hit a mine, the army said.", "en"},
		{"TWO SOLDIERS WERE KILLED ON TUESDAY WHEN THEIR VEHICLE HIT A MINE, THE ARMY SAID.", "en"},
		{"Gunmen open fire", ""},
		{"Dos soldados murieron el martes cuando su vehículo pisó una mina en las afueras de la ciudad, según informó el ejército en un comunicado difundido por la tarde en la capital del país.", "es"},
		{"Deux soldats ont été tués mardi lorsque leur véhicule a sauté sur une mine aux abords de la ville, a annoncé l’armée dans un communiqué publié dans la soirée à la capitale.", "fr"},
		{"منگل کے روز شہر کے مضافات میں بارودی سرنگ کے دھماکے میں دو فوجی ہلاک ہو گئے، فوج نے ایک بیان میں کہا ہے۔", "ur"},
		{"Двое военнослужащих погибли во вторник, когда их машина подорвалась на мине.", "ru"},
		{"", ""},
	} {
		if got := DetectLanguage(c.text); got != c.want {
			t.Errorf("%.40q is taken for %q, not %q", c.text, got, c.want)
		}
	}
}

func TestEnglish(t *testing.T) {
	for tag, want := range map[string]bool{"": true, "en": true, "en-GB": true, "en_US": true, "eng": true, "English": true, "EN": true,
		"ur": false, "fr-CA": false, "x-none": false} {
		if got := (&Report{Language: tag}).English(); got != want {
			t.Errorf("English() of %q is %v", tag, got)
		}
	}
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"text":"Two \ud83d\ude00 died","published":"2024-03-02","k":[1,{}]}`))
	f.Add([]byte(`{"text":"\ud800"}`))
	f.Add([]byte("\xff{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rep, err := FromJSON(data, Options{})
		if err != nil {
			return
		}
		if rep.Text == "" || !utf8.ValidString(rep.Text) || !ValidPublished(rep.Published) {
			t.Errorf("%q passes as %+v", data, rep)
		}
		if strings.ContainsRune(rep.Text, utf8.RuneError) && !strings.ContainsRune(string(data), utf8.RuneError) &&
			!strings.Contains(strings.ToLower(string(data)), `\ufffd`) {
			t.Errorf("something was replaced: %q came as %q", data, rep.Text)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add([]byte("Two men died in the caf\xe9."), "")
	f.Add([]byte("\xff\xfeT\x00w\x00o\x00"), "text/plain; charset=utf-16")
	f.Add([]byte("\xca\xd0\xb3\xa1"), "text/plain; charset=gbk")
	f.Add([]byte("%PDF-1.4"), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		rep, err := Parse(data, Source{ContentType: contentType}, Options{})
		if err == nil && (rep.Text == "" || !utf8.ValidString(rep.Text)) {
			t.Errorf("%q gives %q", data, rep.Text)
		}
	})
}
