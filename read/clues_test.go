package read

import (
	"testing"

	"github.com/tollbook/tollbook/report"
)

func TestPublisherCountry(t *testing.T) {
	for _, test := range []struct{ url, publisher, want string }{
		{"https://www.herald.example.ca/a", "", "CAN"},
		{"", "www.chronicle.co.uk", "GBR"},
		{"https://news.example.com/uk/a", "", ""},
		{"https://news.example.tv/a", "", ""},
		{"", "The Herald", ""},
		{"", "Chronicle of St. Ives", ""},
	} {
		if got := publisherCountry(&report.Report{URL: test.url, Publisher: test.publisher}); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.url, test.publisher, got, test.want)
		}
	}
}
