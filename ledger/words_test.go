package ledger

import (
	"slices"
	"testing"
)

func TestSplitQuery(t *testing.T) {
	for in, want := range map[string][]string{
		"":                                  nil,
		"  convoy   gao ":                   {"convoy", "gao"},
		`country:MLI "market bombing" gao`:  {"country:MLI", `"market bombing"`, "gao"},
		`place:"al bab" actor:'the army' x`: {"place:al bab", "actor:the army", "x"},
		`"from:2024 on"`:                    {`"from:2024 on"`},
		`“market bombing”`:                  {`"market bombing"`},
		"o'clock it's":                      {"o'clock", "it's"},
		`"never closed`:                     {`"never closed"`},
		`place:"never closed`:               {"place:never closed"},
		"a\u00a0b\tc\nd":                    {"a", "b", "c", "d"},
		`killed:>=5`:                        {"killed:>=5"},
		`killed:'>=5'`:                      {"killed:>=5"},
		`"a"b`:                              {`"a"`, "b"},
	} {
		if got := SplitQuery(in); !slices.Equal(got, want) {
			t.Errorf("%s: %q", in, got)
		}
	}
}

func FuzzSplitQuery(f *testing.F) {
	f.Add(`place:"al bab" actor:'the army' "x y"`)
	f.Fuzz(func(t *testing.T, search string) {
		for _, part := range SplitQuery(search) {
			if part == "" {
				t.Errorf("an empty part of %q", search)
			}
		}
		_, _ = ParseQuery(SplitQuery(search))
	})
}
