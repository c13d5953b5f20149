package ledger

import (
	"testing"

	"github.com/tollbook/tollbook/record"
)

func TestUncounted(t *testing.T) {
	for _, x := range []struct {
		name string
		kind record.ActorKind
		want string
	}{
		{"four soldiers", record.People, "soldiers"},
		{"At least 12 soldiers", record.People, "soldiers"},
		{"fifty-two civilians", record.People, "civilians"},
		{"two Palestinians", record.People, "Palestinians"},
		{"one more soldier", record.Person, "soldier"},
		{"1,200 fighters", record.People, "fighters"},
		{"others", record.People, "others"},
		{"three others", record.People, "others"},
		{"Seven Hills Movement", record.Organisation, "Seven Hills Movement"},
		{"The Front of Dawn", record.ArmedGroup, "The Front of Dawn"},
		{"no group", record.Organisation, "group"},
		{"", record.People, ""},
		{"gunmen", record.People, "gunmen"},
	} {
		if got := uncounted(&record.Actor{Name: x.name, Kind: x.kind}); got != x.want {
			t.Errorf("%q: %q, want %q", x.name, got, x.want)
		}
	}
	if got := uncounted(&record.Actor{Name: "One Two", Ref: "one"}); got != "One Two" {
		t.Errorf("in the registry: %q", got)
	}
}
