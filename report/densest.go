package report

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// What looks for the article now and then takes a list of headlines or one box for it. So where most of a page's paragraphs stand side by side is found too, and
// if the article that was found does not hold the longest of them, it was not the article.

// A place is an element with the paragraphs that stand right in it.
type place struct {
	node    *html.Node
	prose   int    // letters in its paragraphs
	longest string // of them
}

// densest gives the element in which the most prose stands; its node is nil where there is none.
func densest(doc *html.Node) (best place) {
	places := map[*html.Node]*place{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "p" && n.Data != "blockquote" || n.Parent == nil || within(n, "a", "li", "nav", "aside", "footer") {
			continue
		}
		words := textOf(n)
		count := letters(words) - 2*linkLetters(n)
		if count < shortestLead || !isProse(words) {
			continue
		}
		p := places[n.Parent]
		if p == nil {
			p = &place{node: n.Parent}
			places[n.Parent] = p
		}
		p.prose += count
		if len(words) > len(p.longest) {
			p.longest = words
		}
		if p.prose > best.prose { // the first of those that are equal
			best = *p
		}
	}
	return best
}

// least is how many letters of prose must stand together to be preferred to what was found.
const leastDense = 400

// instead gives the paragraphs of the densest element, or of the article around it, where those that were found are not the article; else those that were found.
func instead(found []string, dense place) []string {
	text := strings.Join(found, "\n")
	if dense.node == nil || dense.prose < leastDense || 2*dense.prose < letters(text) || strings.Contains(squeezed(text), squeezed(dense.longest)) {
		return found
	}
	node := dense.node
	for p := node; p != nil && p.Data != "body"; p = p.Parent {
		if p.Type == html.ElementNode && (p.Data == "article" || strings.EqualFold(attr(p, "itemprop"), "articleBody")) {
			node = p
			break
		}
	}
	return slices.DeleteFunc(blocksOf(node), func(b string) bool { return letters(b) == 0 })
}
