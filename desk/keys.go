package desk

import "net/http"

// A Key is one or several keys that do something on a page.
type Key struct {
	Keys []string `json:"keys"`
	Does string   `json:"does"`
}

// A KeyGroup is the keys of a page.
type KeyGroup struct {
	Name string `json:"name"`
	Keys []Key  `json:"keys"`
}

// Keys is the sheet of keys.
type Keys struct {
	Groups []KeyGroup `json:"groups"`
}

func (d *Desk) keys(*http.Request) (*view, error) {
	return &view{Title: "Keys", Data: Keys{[]KeyGroup{
		{"Every page", []Key{{[]string{"/"}, "go to the search box"}, {[]string{"?"}, "this sheet"}, {[]string{"g", "o"}, "overview"}, {[]string{"g", "i"}, "incidents"}, {[]string{"g", "r"}, "review"}, {[]string{"g", "s"}, "search"},
			{[]string{"g", "m"}, "map"}, {[]string{"g", "t"}, "statements"}, {[]string{"g", "a"}, "actors"}, {[]string{"g", "c"}, "checks"}, {[]string{"g", "p"}, "sources (publishers)"},
			{[]string{"g", "b"}, "codebook"}}},
		{"A table", []Key{{[]string{"j"}, "next row"}, {[]string{"k"}, "row before"}, {[]string{"Enter"}, "open it"}}},
		{"Review", reviewKeys()},
		{"A report", []Key{{[]string{"Tab"}, "next field; its words light up in the text"}}},
	}}}, nil
}
