package record

import (
	"encoding/json"
	"testing"
)

// What is read by the short way is what the long way reads.
func TestPlain(t *testing.T) {
	for _, data := range []string{`""`, `"a"`, `"MLI"`, `"a\n"`, `"é"`, `"\ud800"`, "\"\xff\"", `null`, `"a`, `a"`, `"`, `1`, `[]`, `"a"b"`} {
		var short Nullable
		var long *string
		errShort, errLong := short.UnmarshalJSON([]byte(data)), json.Unmarshal([]byte(data), &long)
		want := ""
		if long != nil {
			want = *long
		}
		if (errShort == nil) != (errLong == nil) || errShort == nil && string(short) != want {
			t.Errorf("%s: %q, %v; want %q, %v", data, short, errShort, want, errLong)
		}
	}
	for data, want := range map[string]Mention{`[1,2]`: {1, 2, ""}, `[0,34]`: {0, 34, ""}, `[ 1, 2 ]`: {1, 2, ""}, `[1,2,"title"]`: {1, 2, "title"}, `[-1,2]`: {-1, 2, ""}} {
		var got Mention
		if err := json.Unmarshal([]byte(data), &got); err != nil || got != want {
			t.Errorf("%s: %v, %v", data, got, err)
		}
	}
	for _, bad := range []string{`[1]`, `[01,2]`, `[1,2`, `[,2]`, `[1,]`, `[1,2,3,4]`, `[1,2,3]`, `{}`, `[99999999999999999999,1]`} {
		var got Mention
		if err := got.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%s was read as %v", bad, got)
		}
	}
}
