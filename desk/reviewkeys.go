package desk

import (
	"html/template"
	"time"
)

// reviewKeys are the keys of the review page.
func reviewKeys() []Key {
	return []Key{
		{[]string{"j", "k"}, "next and previous of the queue; this accepts nothing"}, {[]string{"Tab"}, "next field; its words light up in the text"},
		{[]string{"Enter"}, "accept, and go on to the next"}, {[]string{"e"}, "edit the field"}, {[]string{"x"}, "reject the count or event, with a reason"},
		{[]string{"a"}, "add what was missed; words that are selected in the text are taken"}, {[]string{"m"}, "same incident as another"}, {[]string{"n"}, "different incident"},
		{[]string{"u"}, "unsure, and go on"}, {[]string{"s"}, "split the incident"}, {[]string{"d"}, "its reports side by side"}, {[]string{"[", "]"}, "report before, next report of the incident"},
		{[]string{"A"}, "accept all that the queue shows, after asking"}, {[]string{"c"}, "write a note"}, {[]string{"h"}, "history"}, {[]string{"z", "Z"}, "undo and redo"}, {[]string{"/"}, "search the queue"}, {[]string{"?"}, "this sheet"}, {[]string{"Esc"}, "leave a box, close what is open"},
	}
}

// keySheet writes them as rows of a table. They are the same on every page.
func keySheet() template.HTML {
	var m markup
	for _, k := range reviewKeys() {
		m.add(`<tr><th scope="row">`)
		for i, name := range k.Keys {
			if i > 0 {
				m.add(" ")
			}
			m.add(`<kbd>`, name, `</kbd>`)
		}
		m.add(`</th><td>`, k.Does, "</td></tr>\n")
	}
	return m.html()
}

// moment writes a time of a judgement to the minute, as it was in UTC.
func moment(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return t.UTC().Format("2 Jan 2006, 15:04")
}
