// Package atom is the form of feeds (RFC 4287), as far as incidents need it.
package atom

import "encoding/xml"

// A Feed is a list of entries. Updated is a time as RFC 3339 writes it, here and in entries.
type Feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []Link   `xml:"link"`
	Entries []Entry  `xml:"entry"`
}

// A Link says where something is, and how that stands to what links: "self", "alternate", "related".
type Link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// An Entry is one thing that a feed tells of, with a summary in plain text or a content.
type Entry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Updated   string   `xml:"updated"`
	Published string   `xml:"published,omitempty"`
	Links     []Link   `xml:"link"`
	Summary   string   `xml:"summary,omitempty"`
	Content   *Content `xml:"content"`
}

// A Content is what an entry says, of type "text" or "html".
type Content struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}
