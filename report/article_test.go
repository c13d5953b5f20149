package report

import (
	"strings"
	"testing"
)

const (
	firstSentence = "Gunmen killed three farmers near Darvo in the north of Karsana on Friday, the police said in a statement."
	nextSentence  = "The market of the town had been closed since Monday, and people who live there said that they heard shots at night."
	lastSentence  = "No group has claimed the attack, and the governor of the province promised that those who did it would be found."
)

func paragraphs(sentences ...string) string {
	return "<p>" + strings.Join(sentences, "</p><p>") + "</p>"
}

// What stands in the midst of an article and is no part of it is not in its text, and what is called so and is the article stays.
func TestClutter(t *testing.T) {
	body := paragraphs(firstSentence, nextSentence, lastSentence)
	want := strings.Join([]string{firstSentence, nextSentence, lastSentence}, "\n\n")
	for name, article := range map[string]string{
		"caption":          `<figure><img src="a.jpg"><figcaption>Soldiers in Darvo last year, in a picture of the army.</figcaption></figure>` + body,
		"caption by class": body + `<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">Soldiers in Darvo last year, in a picture.</p></div>`,
		"picture":          `<div class="article-image"><img src="a.jpg"><p>Soldiers in Darvo last year, in a picture.</p></div>` + body,
		"related":          paragraphs(firstSentence) + `<div class="RelatedStories"><h3>More</h3><ul><li><a href="/b">Four were killed in Gorin last week</a></li></ul></div>` + paragraphs(nextSentence, lastSentence),
		"newsletter":       paragraphs(firstSentence, nextSentence) + `<div class="newsletter-box"><p>Get the news of the province each morning in your inbox.</p></div>` + paragraphs(lastSentence),
		"pointer":          paragraphs(firstSentence, "Read also: Four were killed in Gorin last week", nextSentence, lastSentence),
		"pointer, French":  paragraphs(firstSentence, "À lire aussi : Quatre morts à Gorin la semaine dernière", nextSentence, lastSentence),
		"link alone":       paragraphs(firstSentence, `<a href="/b">Four were killed in Gorin last week, the mayor says</a>`, nextSentence, lastSentence),
		"author":           body + `<div class="author-bio"><p>Lena Orvik has written about Karsana for ten years and lives in Darvo.</p></div>`,
		"label at the end": body + "<h3>About the author</h3>",
		"soft hyphens":     strings.ReplaceAll(body, "governor", "gov&shy;er&shy;nor"),
	} {
		rep, err := FromHTML(`<html lang="en"><head><title>Three killed in Darvo</title></head><body><main><article><h1>Three killed in Darvo</h1>`+article+`</article></main></body></html>`, "", Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if rep.Text != want {
			t.Errorf("%s: the text is\n%s", name, rep.Text)
		}
	}
}

// An article within an element that is called a box for comments is found all the same.
func TestMisnamed(t *testing.T) {
	body := paragraphs(firstSentence, nextSentence, lastSentence, nextSentence+" "+lastSentence)
	rep, err := FromHTML(`<html><body><div class="has-sidebar comments-open share">`+body+`</div></body></html>`, "", Options{})
	must(t, err)
	if !strings.HasPrefix(rep.Text, firstSentence) || !strings.HasSuffix(rep.Text, lastSentence) {
		t.Error(rep.Text)
	}
}

// A list at the end that tells figures is no label.
func TestFiguresAtTheEnd(t *testing.T) {
	rep, err := FromHTML(`<html><body><article>`+paragraphs(firstSentence, nextSentence, lastSentence)+`<ul><li>Darvo: 3 killed</li><li>Gorin: 2 hurt</li></ul></article></body></html>`, "", Options{})
	must(t, err)
	if !strings.HasSuffix(rep.Text, "Darvo: 3 killed\n\nGorin: 2 hurt") {
		t.Error(rep.Text)
	}
}

// A lead that stands apart from the text comes first, once.
func TestLead(t *testing.T) {
	for name, page := range map[string]string{
		"by class":       `<body><header><h1>Three killed in Darvo</h1><p class="article-lead">` + firstSentence + `</p></header><div class="wide"><img src="a.jpg"></div><main><article><div>` + paragraphs(nextSentence, lastSentence, nextSentence+" "+lastSentence) + `</div></article></main>`,
		"by description": `<head><meta name="description" content="` + firstSentence[:70] + `"></head><body><div><h1>Three killed in Darvo</h1><h2>` + firstSentence + `</h2></div><main><article><div>` + paragraphs(nextSentence, lastSentence, nextSentence+" "+lastSentence) + `</div></article></main>`,
		"in the text":    `<head><meta name="description" content="` + firstSentence + `"></head><body><main><article><h1>Three killed in Darvo</h1><p class="lead">` + firstSentence + `</p>` + paragraphs(nextSentence, lastSentence, nextSentence+" "+lastSentence) + `</article></main>`,
	} {
		rep, err := FromHTML("<html>"+page+"</body></html>", "", Options{})
		must(t, err)
		if !strings.HasPrefix(rep.Text, firstSentence+"\n\n"+nextSentence) || strings.Count(rep.Text, firstSentence) != 1 {
			t.Errorf("%s: the text is\n%s", name, rep.Text)
		}
	}
	// The lead of another article is none of this one's.
	rep, err := FromHTML(`<html><body><h1>Talks in Gorin</h1><aside><p class="lead">`+firstSentence+`</p></aside><article>`+paragraphs(nextSentence, lastSentence, nextSentence)+`</article></body></html>`, "", Options{})
	must(t, err)
	if strings.Contains(rep.Text, firstSentence) {
		t.Error(rep.Text)
	}
}

// An article that only the linked data of a page tells is taken from there.
func TestArticleOfLinkedData(t *testing.T) {
	text := strings.Join([]string{firstSentence, nextSentence, lastSentence, nextSentence + " " + lastSentence}, `\n\n`)
	rep, err := FromHTML(`<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Three killed","datePublished":"2024-03-02","articleBody":"`+text+`"}</script></head><body><div id="app"></div></body></html>`, "", Options{})
	must(t, err)
	if rep.Text != strings.ReplaceAll(text, `\n`, "\n") || rep.Published != "2024-03-02" {
		t.Errorf("%+v", rep)
	}
}

func TestWrittenDate(t *testing.T) {
	for text, want := range map[string]string{
		"2 March 2024": "2024-03-02", "March 2nd, 2024": "2024-03-02", "Sept 5, 2023": "2023-09-05", "the 5th of March 2024": "2024-03-05",
		"2. März 2024": "2024-03-02", "le 07 Mai 2020": "2020-05-07", "13 de enero de 2020": "2020-01-13", "15 августа 2016, 13:43": "2016-08-15", "1er mars 2024": "2024-03-01",
		"7. oktober 2020": "2020-10-07", "14 Gennaio 2020": "2020-01-14", "24 listopada 2021": "2021-11-24", "12 maja 2021": "2021-05-12", "5 মার্চ 2024": "2024-03-05", "5 مارس 2024": "2024-03-05",
		"2024年3月2日": "2024-03-02", "02.03.2024": "2024-03-02", "am 2.3.24 um 10 Uhr": "2024-03-02", "2024-03-02": "2024-03-02", "2024/03/02": "2024-03-02",
		"13/04/2024": "2024-04-13", "04/13/2024": "2024-04-13", "03/04/2024": "", "03/03/2024": "2024-03-03",
		"Updated 2 March 2024": "", "31 February 2024": "", "version 1.2.3": "", "10.0.0.1": "", "page 2 of 2024": "", "": "", "1.2.99999": "",
	} {
		if got := writtenDate(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
