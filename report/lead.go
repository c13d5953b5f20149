package report

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Many pages set the first sentences of an article, its lead, apart from the rest, in the header over a picture, where what looks for the largest body of text does not
// find them. They often say the most.

// leadWords call an element the lead of an article.
var leadWords = []string{"lead", "lede", "intro", "standfirst", "teaser", "excerpt", "summary", "dek", "subheadline", "subhead", "subtitle", "chapo", "chapeau", "abstract",
	"vorspann", "bajada", "entradilla", "sumario", "ingress", "introduction", "deck", "description", "subline"}

var leadTags = []string{"p", "h2", "h3", "div", "span", "strong"}

const (
	shortestLead = 50   // letters
	longestLead  = 1200 // bytes
	sameStart    = 40   // letters and digits that a lead and the page's description have in common
)

// leadOf gives the lead of an article whose text begins with first; empty where there is none that is not in the text.
func leadOf(doc *html.Node, title, description, first, text string) string {
	all := squeezed(text)
	opening := squeezed(first)
	opening = opening[:min(len(opening), 60)]
	description = squeezed(description)
	afterHeading := false
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "h1" {
			afterHeading = true
			continue
		}
		if !slices.Contains(leadTags, n.Data) || hasBlocks(n) {
			continue
		}
		words := textOf(n)
		if len(words) > longestLead && n.Data != "p" {
			continue
		}
		plain := squeezed(words)
		if opening != "" && strings.HasPrefix(plain, opening) {
			return "" // the text begins here
		}
		if letters(words) < shortestLead || len(words) > longestLead || within(n, "a", "nav", "aside", "footer", "li", "figure") || sameWords(words, title) || strings.Contains(all, plain) {
			continue
		}
		same := len(description) >= sameStart && len(plain) >= sameStart && strings.HasPrefix(plain, description[:sameStart])
		if same || afterHeading && calledLead(n) && linkLetters(n)*3 < letters(words) {
			return words
		}
	}
	return ""
}

// calledLead says that an element, or one of the two around it, is called the lead.
func calledLead(n *html.Node) bool {
	for range 3 {
		if n == nil || n.Type != html.ElementNode || n.Data == "body" {
			return false
		}
		words := strings.Split(strings.Trim(classWords(n), "-"), "-")
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(leadWords, w) }) {
			return true
		}
		n = n.Parent
	}
	return false
}

// hasBlocks says that there are paragraphs within an element.
func hasBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(blockTags, d.Data) {
			return true
		}
	}
	return false
}

// within says that an element stands in one of these tags.
func within(n *html.Node, tags ...string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && slices.Contains(tags, p.Data) {
			return true
		}
	}
	return false
}

func linkLetters(n *html.Node) (sum int) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "a" {
			sum += letters(textOf(d))
		}
	}
	return sum
}

// squeezed leaves letters and digits of a text only, so that spaces and marks do not count when two are compared.
func squeezed(s string) string { return strings.ToLower(strings.Join(wordsOf(s), "")) }
