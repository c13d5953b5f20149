package report

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// ErrNoArticle says that a page holds no article, as those that list articles do not.
var ErrNoArticle = fail("no article in this page", "if the text is there in a browser, save it from there as text, and read that file")

// FromHTML reads the article of a page, with its title, author, publisher,
// language, address and date of publication as far as the page declares them.
func FromHTML(page, address string, opt Options) (*Report, error) {
	doc, err := html.Parse(strings.NewReader(strings.TrimPrefix(page, bom)))
	if err != nil {
		return nil, fail("HTML cannot be read: "+err.Error(), "")
	}
	meta := metadataOf(doc, address)
	removeClutter(doc)
	text := article(doc, meta)
	if text == "" { // perhaps it was taken out
		if doc, err = html.Parse(strings.NewReader(page)); err == nil {
			text = article(doc, meta)
		}
	}
	if body := bodyOf(meta.body); letters(body) > 2*letters(text) {
		text = body
	}
	if text == "" {
		return nil, ErrNoArticle
	}
	if len(text) > opt.maxText() {
		return nil, tooLong(opt)
	}
	rep := &Report{URL: meta.url, Publisher: meta.publisher, Author: meta.author, Title: meta.title,
		Published: meta.published, Language: pageLanguage(meta.language, text), Text: text}
	if meta.author != "" {
		author, _ := json.Marshal(meta.author) // a string cannot fail
		rep.Extra = map[string]json.RawMessage{"author": author}
	}
	return rep, nil
}

// pageLanguage weighs what the page declares against its text: templates declare
// "en" over pages in every language.
func pageLanguage(declared, text string) string {
	if found := DetectLanguage(text); found != "" {
		return found
	}
	return BaseLanguage(declared)
}

// article gives the text of the page's article, a blank line between its
// paragraphs; empty where there is none.
func article(doc *html.Node, meta metadata) string {
	pageURL, err := url.Parse(meta.url)
	if err != nil {
		pageURL = nil
	}
	dense := densest(doc)
	blocks := withoutPointers(instead(blocksOf(articleNode(doc, pageURL)), dense))
	for len(blocks) > 1 && sameWords(blocks[0], meta.title) {
		blocks = blocks[1:]
	}
	if !slices.ContainsFunc(blocks, isProse) {
		return ""
	}
	text := strings.Join(blocks, "\n\n")
	if lead := leadOf(doc, meta.title, meta.description, blocks[0], text); lead != "" {
		text = lead + "\n\n" + text
	}
	return text
}

// bodyOf gives the text of an article that a page tells in its linked data and, made by a script, not in its elements; empty where it is none.
func bodyOf(body string) string {
	if letters(body) < leastDense {
		return ""
	}
	doc, err := html.Parse(strings.NewReader(strings.ReplaceAll(body, "\n", "<br>")))
	if err != nil {
		return ""
	}
	blocks := withoutPointers(blocksOf(doc))
	if !slices.ContainsFunc(blocks, isProse) {
		return ""
	}
	return strings.Join(blocks, "\n\n")
}

// articleNode gives the node of the article, nil for none. A page that makes the
// extractor panic has no article that it can find.
func articleNode(doc *html.Node, pageURL *url.URL) (node *html.Node) {
	defer func() {
		if recover() != nil {
			node = nil
		}
	}()
	result, err := readability.FromDocument(doc, pageURL)
	if err != nil {
		return nil
	}
	return result.Node
}

// isProse says that a block has a sentence in it, and is no menu or button.
func isProse(block string) bool {
	return letters(block) >= 60 && strings.ContainsAny(block, ".!?。۔؟।…”\"")
}

// sameWords compares two lines but for case, spaces and marks.
func sameWords(a, b string) bool {
	return b != "" && strings.EqualFold(strings.Join(wordsOf(a), " "), strings.Join(wordsOf(b), " "))
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// blocksOf gives the paragraphs, headings and list items under a node as plain text.
func blocksOf(node *html.Node) []string {
	if node == nil {
		return nil
	}
	var blocks []string
	var current strings.Builder
	end := func() {
		blocks = append(blocks, brokenLines(current.String())...)
		current.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			// \v stands for a line break below; a page's own is a space. Where a word may be broken is for its page.
			current.WriteString(pageSpaces.Replace(n.Data))
			return
		}
		block := n.Type == html.ElementNode && slices.Contains(blockTags, n.Data)
		switch {
		case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style"):
			return
		case block:
			end()
		case n.Data == "br":
			current.WriteByte('\v')
		case n.Data == "td" || n.Data == "th":
			current.WriteByte(' ')
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
		if block {
			end()
		}
	}
	walk(node)
	end()
	return blocks
}

var pageSpaces = strings.NewReplacer("\v", " ", "\u00ad", "")

// brokenLines splits a block at its line breaks, each written as \v: at two in
// a row, which stand for a paragraph, and at one after the end of a sentence.
func brokenLines(block string) []string {
	var lines []string
	joined := false
	for line := range strings.SplitSeq(block, "\v") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			joined = false
			continue
		}
		if joined {
			lines[len(lines)-1] += " " + line
		} else {
			lines = append(lines, line)
		}
		joined = !strings.ContainsRune(".!?:”\"’…۔。", lastRune(line))
	}
	return lines
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

var blockTags = []string{"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article",
	"body", "main", "header", "footer", "aside", "table", "tr", "pre", "figure", "figcaption", "dl", "dt", "dd", "hr", "address"}

// decodeEntities is for JSON-LD, in which some publishers write "&amp;" for "&".
func decodeEntities(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}
