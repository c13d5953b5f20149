package report

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// What stands in the midst of an article and is no part of it, captions, boxes that lead elsewhere, words about the author, is taken out of the tree of a page by its
// tags and by what its classes call it, before the article is looked for. What holds a good part of all that the page says stays, whatever it is called: themes
// put such words on the element around everything.

// clutterTags are elements that hold no part of an article.
var clutterTags = []string{"nav", "aside", "footer", "figcaption", "button", "iframe", "template", "dialog", "form", "select"}

// clutterWords are those that, as one word of a class or an id, call an element no part of the article.
var clutterWords = []string{"caption", "captions", "figcaption", "credit", "credits", "copyright", "related", "recommended", "recommendations", "recommendation",
	"newsletter", "subscribe", "subscription", "paywall", "sharing", "share", "shares", "sharebar", "sharedaddy", "social", "comments", "comment", "respond", "disqus",
	"breadcrumb", "breadcrumbs", "pagination", "sidebar", "ad", "ads", "advert", "adverts", "advertisement", "promo", "sponsored", "outbrain", "taboola", "cookie",
	"cookies", "consent", "gdpr", "tagcloud", "tags", "toc", "postmetadata", "bio", "authorbox", "readmore", "teasers", "relatedlinks", "login", "signup", "disclaimer",
	"playlist", "flyout", "popup", "modal"}

// clutterNames are the same in several words, with a hyphen between them.
var clutterNames = []string{"author-box", "about-author", "about-the-author", "author-info", "author-card", "author-description", "author-profile", "post-author", "post-meta",
	"entry-meta", "entry-utility", "entry-footer", "read-more", "more-from", "most-read", "reading-time", "read-time", "wp-embedded-content", "content-blocker",
	"image-description", "img-description", "related-articles", "print-recipe", "post-tags", "post-navigation", "post-nav", "reading-list"}

// pictureWords call an element a picture with its caption.
var pictureWords = []string{"image", "img", "photo", "picture", "gallery"}

const longestCaption = 300 // letters

func isPicture(n *html.Node) bool {
	picture := false
	for d := range n.Descendants() {
		picture = picture || d.Type == html.ElementNode && (d.Data == "img" || d.Data == "picture")
	}
	return picture && letters(textOf(n)) <= longestCaption
}

var nameParts = regexp.MustCompile(`[\p{Lu}]?[\p{Ll}]+|[\p{Lu}]+|\p{Lo}+`)

// classWords gives the words of an element's classes and id, joined by hyphens within hyphens: "-post-Author" is "-post-author-".
func classWords(n *html.Node) string {
	name := attr(n, "class") + " " + attr(n, "id")
	if len(name) < 2 || len(name) > 2000 {
		return "-"
	}
	return "-" + strings.ToLower(strings.Join(nameParts.FindAllString(name, -1), "-")) + "-"
}

// isClutter says that an element is called no part of an article.
func isClutter(n *html.Node) bool {
	if slices.Contains(clutterTags, n.Data) {
		return true
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "search", "dialog":
		return true
	}
	words := classWords(n)
	for _, w := range strings.Split(strings.Trim(words, "-"), "-") {
		if slices.Contains(clutterWords, w) || slices.Contains(pictureWords, w) && isPicture(n) {
			return true
		}
	}
	return slices.ContainsFunc(clutterNames, func(name string) bool { return strings.Contains(words, "-"+name+"-") })
}

// isPointer says that all of a paragraph or heading is a link, and so another article's.
func isPointer(n *html.Node) bool {
	switch n.Data {
	case "p", "h2", "h3", "h4", "h5", "h6":
		linked := linkLetters(n)
		return linked >= shortestPointer && 20*linked >= 19*letters(textOf(n))
	}
	return false
}

// shortestPointer is the least number of letters of such a link; a shorter one may be a name that heads a section.
const shortestPointer = 20

// mostClutter is the part of a page's prose, in percent, that an element may hold and still be taken out.
const mostClutter = 30

// removeClutter takes what is no part of an article out of a page.
func removeClutter(doc *html.Node) {
	prose := map[*html.Node]int{}
	total := proseUnder(doc, prose)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for child := n.FirstChild; child != nil; {
			next := child.NextSibling
			if child.Type == html.ElementNode {
				switch {
				case child.Data == "html" || child.Data == "head":
					walk(child)
				case child.Data != "body" && child.Data != "main" && 100*prose[child] <= mostClutter*total && (isClutter(child) || isPointer(child)):
					n.RemoveChild(child)
				default:
					walk(child)
				}
			}
			child = next
		}
	}
	walk(doc)
}

// shortestProse is the least number of letters of a text that is not a label, a name or a link's.
const shortestProse = 30

// proseUnder counts the letters of running text under each element.
func proseUnder(n *html.Node, count map[*html.Node]int) (sum int) {
	for child := range n.ChildNodes() {
		switch {
		case child.Type == html.TextNode:
			if found := letters(child.Data); found >= shortestProse {
				sum += found
			}
		case child.Type == html.ElementNode && child.Data != "script" && child.Data != "style" && child.Data != "a" && child.Data != "head":
			sum += proseUnder(child, count)
		}
	}
	if n.Type == html.ElementNode {
		count[n] = sum
	}
	return sum
}

// leadsElsewhere are the words with which a line begins that tells of another article.
var leadsElsewhere = regexp.MustCompile(`(?i)^[\W\d_]*(?:(?:read|see|watch) (?:also|more|next|:)|also read|read more|related(?: stories| articles| posts|:)|more (?:on|from) |recommended|sign up|subscribe|follow us|` +
	`join our|advertisement|credit:|photo:|source:|lesen sie (?:auch|hier|mehr)|mehr zum thema|auch interessant|das könnte (?:sie|dich) auch|zum weiterlesen|weitere informationen|mehr informationen|foto:|quelle:|` +
	`(?:à )?lire aussi|a lire aussi|pour aller plus loin|lire la suite|abonnez-vous|lea también|le puede interesar|te puede interesar|puedes ver|lee también|leer más|` +
	`czytaj (?:też|także|również)|zobacz (?:też|także)|leia (?:também|mais)|veja também|leggi anche|lees ook|läs också|читайте также|читать далее|اقرأ أيضا|শেয়ার|यह भी पढ़ें)`)

// longestPointer is the most letters that such a line has; a longer one is a paragraph.
const longestPointer = 160

// withoutPointers drops the lines that tell of other articles, and labels at the end, over what is no part of the text.
func withoutPointers(blocks []string) []string {
	blocks = slices.DeleteFunc(blocks, func(b string) bool { return letters(b) <= longestPointer && leadsElsewhere.MatchString(b) })
	for len(blocks) > 0 && isLabel(blocks[len(blocks)-1]) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

const longestLabel = 40 // letters

// isLabel says that a line is no sentence and holds no figure.
func isLabel(line string) bool {
	return letters(line) <= longestLabel && !strings.ContainsAny(line, ".!?。؟।…”\"»0123456789")
}
