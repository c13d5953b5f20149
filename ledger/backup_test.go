package ledger

import (
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// A copy that is made while others file is the ledger of one moment: it is sound, and filing goes on from it to where the other has come.
func TestCopyWhileAdding(t *testing.T) {
	size := 240
	all := madeUp(size)
	addresses(t, func(t *testing.T, address string) {
		l := opened(t, address)
		add(t, l, all[:60], 20)
		var filed atomic.Int64
		var wait sync.WaitGroup
		wait.Go(func() {
			for i := 60; i < size; i += 4 {
				if _, err := l.Add(t.Context(), all[i:i+4]); err != nil {
					t.Error(err)
					return
				}
				filed.Add(4)
			}
		})
		copies := 0
		for last := int64(-1); last != filed.Load() || copies == 0; copies++ {
			last = filed.Load()
			backup := opened(t, filepath.Join(t.TempDir(), "backup.db"))
			if err := l.Copy(t.Context(), backup, func(int) {}); err != nil {
				t.Fatal(err)
			}
			s, err := backup.Stats(t.Context())
			if err != nil || s.Reports < 60+int(last) || s.Reports%4 != 0 {
				t.Errorf("a copy has %d reports, begun when there were %d; %v", s.Reports, 60+last, err)
			}
			checked(t, backup)
		}
		wait.Wait()
		t.Logf("%d copies while %d reports were filed", copies, filed.Load())

		// What was lost comes back from a copy.
		restored := newSQLite(t)
		if err := l.Copy(t.Context(), restored, func(int) {}); err != nil {
			t.Fatal(err)
		}
		undisturbed := newSQLite(t)
		add(t, undisturbed, all, 64)
		if got, want := dump(t, restored), dump(t, undisturbed); got != want {
			t.Errorf("the restored ledger differs: %s", firstDifference(got, want))
		}
	})
}
