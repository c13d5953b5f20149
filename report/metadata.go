package report

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// metadata is what a page declares of its article.
type metadata struct {
	title, author, publisher, language, url string
	description, body                       string
	published                               string // a date, or an RFC 3339 time where the zone is known
}

// metadataOf reads the page's metadata: linked data first, then the meta
// elements, then what the page shows. A date is only taken where the page
// calls it the date of publication; the date of an edit or of another story is no stand-in.
func metadataOf(doc *html.Node, address string) metadata {
	h := headOf(doc)
	ld := h.linkedData()
	m := metadata{
		title: first(h.meta("og:title"), ld.Headline.first(), h.meta("twitter:title"), h.meta("dc.title", "title", "parsely-title"),
			h.heading, h.title),
		author:      first(authors(ld.Author), notURL(h.meta("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"))),
		publisher:   first(h.meta("og:site_name", "application-name", "dc.publisher", "publisher"), names(ld.Publisher)),
		language:    first(h.language, ld.InLanguage.first(), h.meta("content-language", "og:locale", "dc.language")),
		url:         canonical(address, h.canonical, h.meta("og:url")),
		body:        ld.ArticleBody.first(),
		description: first(h.meta("og:description", "description", "twitter:description")),
	}
	m.title = withoutSite(m.title, m.publisher)
	m.published = firstDate(ld.DatePublished.first(),
		h.meta("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "date", "pubdate",
			"publishdate", "publish-date", "publication_date", "publication-date", "parsely-pub-date", "sailthru.date", "og:article:published_time",
			"cxenseparse:recs:publishtime", "schema:datepublished"),
		writtenDate(h.meta("article:published_time", "datepublished", "publication_date")), h.looseDate("datePublished"))
	if m.published == "" {
		m.published = shownDate(doc)
	}
	if m.published == "" {
		m.published = firstDate(dateInURL(m.url), h.looseDate("dateCreated"), h.looseDate("uploadDate"), h.meta("schema:datecreated", "datecreated", "uploaddate"))
	}
	return m
}

func first(values ...string) string {
	for _, v := range values {
		if v = decodeEntities(v); v != "" {
			return v
		}
	}
	return ""
}

// notURL drops the address of a profile that stands where a name should.
func notURL(s string) string {
	if strings.Contains(s, "://") {
		return ""
	}
	return s
}

// canonical gives the article's own address: what the page says it is, if that
// is a full address of the web.
func canonical(address string, candidates ...string) string {
	base, _ := url.Parse(address)
	for _, candidate := range candidates {
		u, err := url.Parse(strings.TrimSpace(candidate))
		if err != nil || candidate == "" {
			continue
		}
		if base != nil && base.Host != "" {
			u = base.ResolveReference(u)
		}
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil {
			return u.String()
		}
	}
	return address
}

// withoutSite takes " | The Site" off a title.
func withoutSite(title, site string) string {
	if site == "" {
		return title
	}
	for _, mark := range []string{" | ", " - ", " – ", " — ", " :: ", " · "} {
		if at := strings.LastIndex(title, mark); at > 0 && strings.EqualFold(strings.TrimSpace(title[at+len(mark):]), site) {
			return strings.TrimSpace(title[:at])
		}
	}
	return title
}

// A head is what the elements of metadata say.
type head struct {
	metas               map[string]string
	scripts             []string // JSON-LD
	title, heading      string
	language, canonical string
}

func headOf(doc *html.Node) *head {
	h := &head{metas: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			h.add(n)
		}
	}
	return h
}

func (h *head) add(n *html.Node) {
	switch n.Data {
	case "html":
		h.language = first(attr(n, "lang"), attr(n, "xml:lang"))
	case "title":
		if h.title == "" {
			h.title = textOf(n)
		}
	case "h1":
		if h.heading == "" {
			h.heading = textOf(n)
		}
	case "link":
		if h.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			h.canonical = attr(n, "href")
		}
	case "script":
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			h.scripts = append(h.scripts, rawText(n))
		}
	case "meta":
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			key, content := strings.ToLower(attr(n, key)), attr(n, "content")
			if _, there := h.metas[key]; key != "" && !there && strings.TrimSpace(content) != "" {
				h.metas[key] = content
			}
		}
	}
}

// meta gives the first of the named meta elements that the page has.
func (h *head) meta(names ...string) string {
	for _, name := range names {
		if v := h.metas[name]; v != "" {
			return v
		}
	}
	return ""
}

// An ldArticle is the part of schema.org's Article that tells of publication.
type ldArticle struct {
	Type          texts           `json:"@type"`
	Graph         json.RawMessage `json:"@graph"`
	Headline      texts
	DatePublished texts
	InLanguage    texts
	Author        json.RawMessage
	Publisher     json.RawMessage
	ArticleBody   texts
}

// texts is a string or a list of strings; anything else is passed over.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = texts{one}
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) == nil {
		for _, item := range list {
			if json.Unmarshal(item, &one) == nil {
				*t = append(*t, one)
			}
		}
	}
	return nil
}

func (t texts) first() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}

// linkedData gives the page's article of schema.org, an empty one if it has none.
func (h *head) linkedData() ldArticle {
	for _, script := range h.scripts {
		if a, found := findArticle(json.RawMessage(script), 0); found {
			return a
		}
	}
	return ldArticle{}
}

// looseDate gives the first value of a key of linked data, of whatever kind it is told, also where it is no sound JSON.
func (h *head) looseDate(key string) string {
	for _, script := range h.scripts {
		if _, after, found := strings.Cut(script, `"`+key+`"`); found {
			after = strings.TrimLeft(after[:min(len(after), 100)], " \t\r\n:")
			if value, _, closed := strings.Cut(strings.TrimPrefix(after, `"`), `"`); closed && strings.HasPrefix(after, `"`) {
				return value
			}
		}
	}
	return ""
}

func findArticle(raw json.RawMessage, depth int) (ldArticle, bool) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && depth < 4 {
		for _, item := range list {
			if a, found := findArticle(item, depth+1); found {
				return a, true
			}
		}
		return ldArticle{}, false
	}
	var a ldArticle
	if json.Unmarshal(raw, &a) != nil {
		return ldArticle{}, false
	}
	if slices.ContainsFunc(a.Type, func(kind string) bool {
		return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "BlogPosting") || kind == "Report"
	}) {
		return a, true
	}
	if len(a.Graph) > 0 && depth < 4 {
		return findArticle(a.Graph, depth+1)
	}
	return ldArticle{}, false
}

// names reads schema.org's persons and organisations: a string, an object with a name, or a list of these.
func names(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return notURL(text)
	}
	var thing struct{ Name texts }
	if json.Unmarshal(raw, &thing) == nil {
		return thing.Name.first()
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return ""
	}
	var all []string
	for _, item := range list[:min(len(list), 20)] {
		if len(item) > 0 && item[0] == '[' {
			continue
		}
		if name := strings.TrimSpace(names(item)); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

func authors(raw json.RawMessage) string { return names(raw) }

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf gives the text under a node on one line.
func textOf(n *html.Node) string { return strings.Join(strings.Fields(rawText(n)), " ") }

func rawText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			if d.Parent != nil && d.Parent.Data != "script" {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}
