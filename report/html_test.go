package report

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFromHTML(t *testing.T) {
	rep, err := FromHTML(read(t, "article.html"), "https://post.example/news?id=7", Options{})
	must(t, err)
	for _, c := range []struct{ what, got, want string }{
		{"title", rep.Title, "Two killed in market blast"},
		{"author", rep.Author, "Lena Orvik, Tam Beso"},
		{"publisher", rep.Publisher, "The Karsana Post"},
		{"published", rep.Published, "2024-03-02T08:15:00+03:00"},
		{"language", rep.Language, "en"},
		{"url", rep.URL, "https://post.example/2024/03/02/market-blast"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, not %q", c.what, c.got, c.want)
		}
	}
	want := strings.TrimSpace(read(t, "article.txt"))
	if rep.Text != want {
		t.Errorf("text is\n%s\nnot\n%s", rep.Text, want)
	}
}

func TestShownDates(t *testing.T) {
	const prose = `<p>Two people were killed when a bomb went off in the vegetable market of Darvo on Saturday, police said.</p>`
	for _, c := range []struct{ name, head, byline, url, want string }{
		{"time element", "", `<time datetime="2023-11-05">5 Nov</time>`, "", "2023-11-05"},
		{"with a zone", "", `<time datetime="2023-11-05T10:00:00+0200">5 Nov</time>`, "", "2023-11-05T10:00:00+02:00"},
		{"in words", "", `<p class="post-date">Posted on November 5th, 2023 at 10 am</p>`, "", "2023-11-05"},
		{"day first", "", `<span class="byline">By A. Writer, 5 November 2023</span>`, "", "2023-11-05"},
		{"only an update", "", `<p class="updated-date">Updated 7 November 2023</p>`, "", ""},
		{"publication beats update", "", `<time class="updated" datetime="2023-11-07">7</time><time datetime="2023-11-05">5</time>`, "", "2023-11-05"},
		{"two that differ", "", `<time datetime="2023-11-07">7</time><time datetime="2023-11-05">5</time>`, "", ""},
		{"itemprop decides", "", `<time datetime="2023-11-07">7</time><time itemprop="datePublished" datetime="2023-11-05">5</time>`, "", "2023-11-05"},
		{"address", "", "", "https://post.example/2023/11/05/blast", "2023-11-05"},
		{"a number in the address", "", "", "https://post.example/12023/11/05/blast", ""},
		{"month or day", `<meta name="date" content="03/04/2023">`, "", "", ""},
		{"modified is not published", `<meta property="article:modified_time" content="2023-11-07">`, "", "", ""},
		{"zero date", `<meta property="article:published_time" content="0001-01-01T00:00:00Z">`, "", "", ""},
		{"none: a footer's year is no date", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<html><head><title>Blast</title>" + c.head + "</head><body><article><h1>Blast</h1>" + c.byline + strings.Repeat(prose, 3) +
				"</article><footer>© 2021 Post</footer></body></html>"
			rep, err := FromHTML(page, c.url, Options{})
			must(t, err)
			if rep.Published != c.want {
				t.Errorf("published is %q, not %q", rep.Published, c.want)
			}
		})
	}
}

func TestNoArticle(t *testing.T) {
	for name, page := range map[string]string{
		"menu":    `<html><body><nav><a href="/">Home</a><a href="/w">World</a></nav><ul><li>Sport</li><li>Weather</li></ul></body></html>`,
		"empty":   `<!DOCTYPE html><html><head><title>Blast in Darvo</title></head><body></body></html>`,
		"script":  `<html><body><div id="app"></div><script>start("Two people were killed when a bomb went off in the market of Darvo, police said.")</script></body></html>`,
		"frames":  `<html><frameset><frame src="a"><frame src="b"></frameset></html>`,
		"buttons": `<html><body><form><input name=q><button>Search</button></form><p>Log in</p></body></html>`,
	} {
		if rep, err := FromHTML(page, "", Options{}); err == nil || !strings.Contains(err.Error(), "no article") {
			t.Errorf("%s: got %+v, %v", name, rep, err)
		}
	}
}

func TestLanguageOfPage(t *testing.T) {
	const urdu = `منگل کے روز شہر کے مضافات میں بارودی سرنگ کے دھماکے میں دو فوجی ہلاک ہو گئے، فوج نے ایک بیان میں کہا ہے۔`
	page := `<html lang="en-US"><body><article><p>` + urdu + `</p><p>` + urdu + `</p><p>` + urdu + `</p></article></body></html>`
	rep, err := FromHTML(page, "", Options{})
	must(t, err)
	if rep.Language != "ur" {
		t.Errorf("language is %q", rep.Language)
	}
}

func TestDeepAndHugePages(t *testing.T) {
	started := time.Now()
	deep := "<html><body>" + strings.Repeat("<div>", 50_000) + "Two people were killed in Darvo."
	wide := "<html><body><article>" + strings.Repeat("<p>Two people were killed when a bomb went off in the market of Darvo, police said.</p>", 20_000)
	for _, page := range []string{deep, wide} {
		_, err := FromHTML(page, "", Options{MaxText: 10_000_000}) // an error is fine, a crash is not
		t.Log(err)
	}
	if took := time.Since(started); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(`<html lang=en><head><script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A"}]}</script></head><body><p>Two people were killed when a bomb went off in the market of Darvo, police said.</p>`)
	f.Add(`<meta charset=x><table><tr><td>a<td>b<br>c`)
	f.Add(`<time datetime=2024-01-02>2 January 2024</time><p class=date>March 3, 2024`)
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > 20_000 {
			return
		}
		rep, err := FromHTML(page, "https://post.example/", Options{})
		if err != nil {
			return
		}
		if strings.TrimSpace(rep.Text) == "" || !ValidPublished(rep.Published) {
			t.Errorf("%q gives %+v", page, rep)
		}
		if utf8.ValidString(page) && !utf8.ValidString(rep.Text) {
			t.Errorf("%q gives invalid UTF-8", page)
		}
	})
}

func TestNewsInBrief(t *testing.T) {
	rep, err := FromHTML(`<html><head><title>Blast</title></head><body><nav><a href=/>Home</a></nav><article><h1>Blast</h1>
		<p>Two people were killed when a bomb went off in the market of Darvo, police said.</p><p>No group claimed it.</p></article></body></html>`,
		"", Options{})
	must(t, err)
	if want := "Two people were killed when a bomb went off in the market of Darvo, police said.\n\nNo group claimed it."; rep.Text != want {
		t.Errorf("text is %q", rep.Text)
	}
}
