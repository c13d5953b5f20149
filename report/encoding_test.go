package report

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

const cafe = "Two people were hurt at the Café Liberté — “a quiet place” — in Orvane on Friday, police said."

func TestDecode(t *testing.T) {
	windows, err := charmap.Windows1252.NewEncoder().String(cafe)
	must(t, err)
	little, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(cafe)
	must(t, err)
	big, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(cafe)
	must(t, err)
	const moscow = "Двое военных погибли во вторник, когда их машина подорвалась на мине возле села, сообщили власти области."
	koi, err := charmap.KOI8R.NewEncoder().String(moscow)
	must(t, err)
	const tokyo = "火曜日、市内の市場で爆発があり、二人が死亡したと警察が発表した。"
	jis, err := japanese.ShiftJIS.NewEncoder().String(tokyo)
	must(t, err)
	for _, c := range []struct{ name, in, contentType, want string }{
		{"utf-8", cafe, "", cafe},
		{"utf-8 with a byte order mark", "\uFEFF" + cafe, "", "\uFEFF" + cafe},
		{"windows-1252, undeclared", windows, "", cafe},
		{"windows-1252, declared as latin-1", windows, "text/plain; charset=ISO-8859-1", cafe},
		{"windows-1252, declared as utf-8", windows, "text/plain; charset=utf-8", cafe},
		{"utf-16 with a byte order mark", little, "", cafe},
		{"utf-16 without", big, "", cafe},
		{"koi8-r, undeclared", koi, "", moscow},
		{"koi8-r, declared", koi, "text/plain; charset=KOI8-R", moscow},
		{"shift-jis, declared", jis, "text/plain; charset=\"shift_jis\"", tokyo},
		{"utf-8 with a damaged byte", strings.Replace(cafe, "Two", "Tw\xff", 1), "", strings.Replace(cafe, "Two", "Tw\uFFFD", 1)},
		{"declared in the page", "<html><head><meta charset=windows-1252></head><p>caf\xe9", "", "<html><head><meta charset=windows-1252></head><p>café"},
		{"declared in the page, the long way", `<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>` + koi, "",
			`<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>` + moscow},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := decode([]byte(c.in), Source{ContentType: c.contentType})
			if err != nil || got != c.want {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestNotText(t *testing.T) {
	for _, c := range []struct{ name, in, contentType, want string }{
		{"zip", "PK\x03\x04\x14\x00\x00\x00\x08\x00" + strings.Repeat("\x01\x9f", 100), "", "not text: it looks like application/zip"},
		{"png", "\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR", "", "not text: it looks like image/png"},
		{"pdf", "%PDF-1.7 all ASCII", "", "not text: it looks like a PDF"},
		{"junk", strings.Repeat("\x00\x01\x02\xff\xfe\x80", 50), "", "not text"},
		{"unknown encoding", strings.Repeat("\x81\x8d\x8f\xff\xb7", 60), "text/plain; charset=x-mystery", `unknown encoding "x-mystery"`},
		{"undetectable encoding", strings.Repeat("\x81\x8d\x8f\xff\xb7", 60), "", "unknown encoding"},
		{"empty", "", "", "empty"},
		{"white", " \n\t ", "", "empty"},
		{"only a byte order mark", "\uFEFF\n", "", "empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rep, err := Parse([]byte(c.in), Source{ContentType: c.contentType}, Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, %v; want %q", rep, err, c.want)
			}
		})
	}
}

func TestTextMayOpenLikeAPicture(t *testing.T) {
	rep, err := Parse([]byte("BM officials said on Monday that the port is open."), Source{}, Options{})
	if err != nil || !strings.HasPrefix(rep.Text, "BM") {
		t.Errorf("%v, %v", rep, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	must(t, err)
	return string(data)
}
