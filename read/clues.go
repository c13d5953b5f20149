package read

import (
	"net/url"
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/report"
)

// What a report's publisher and the armed groups that it names say of where it plays, in mentions of a place: less than any place that it names.
const (
	publisherWeight = 0.5
	groupWeight     = 0.4
)

// cluesOf gives what is known of where a report plays besides the places that it names.
func cluesOf(rep *report.Report, homes []string) []gazetteer.Clue {
	var out []gazetteer.Clue
	if home := publisherCountry(rep); home != "" {
		out = append(out, gazetteer.Clue{Country: home, Weight: publisherWeight})
	}
	for _, home := range homes {
		out = append(out, gazetteer.Clue{Country: home, Weight: groupWeight})
	}
	return out
}

// publisherCountry gives the country under whose domain a report was published; empty where it is under none, or under one that others buy.
func publisherCountry(rep *report.Report) string {
	host := rep.Publisher
	if u, err := url.Parse(rep.URL); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 {
		return ""
	}
	switch top := strings.ToUpper(host[dot+1:]); top {
	case "AI", "CC", "CO", "FM", "GG", "IO", "IS", "LA", "LY", "ME", "NU", "SH", "TO", "TV", "WS":
		return ""
	case "UK":
		return "GBR"
	default:
		if c := countries.ByCode(top); c != nil && c.Alpha2 == top {
			return c.Alpha3
		}
	}
	return ""
}
