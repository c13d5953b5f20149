package desk

import (
	"bytes"
	"context"
	"net/http"
	"runtime"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Pages are kept as long as the ledger stays as it is, so that many who look at one page have it made once.
const mostKept = 48 << 20 // bytes of pages

// A kept page is one that was made.
type keptPage struct {
	kind   string // its media type
	body   []byte
	zipped bool
}

// zip compresses a page, so that one that is kept is compressed once.
func (p keptPage) zip() keptPage {
	if len(p.body) < leastZipped {
		return p
	}
	out := bytes.NewBuffer(make([]byte, 0, len(p.body)/4))
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(out)
	if _, err := z.Write(p.body); err != nil || z.Close() != nil {
		return p
	}
	return keptPage{p.kind, out.Bytes(), true}
}

// leastZipped is how many bytes a page has that is worth being compressed.
const leastZipped = 1000

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, 3) // there is such a level
	return z
}}

func (p keptPage) send(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", p.kind)
	if p.zipped {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Add("Vary", "Accept-Encoding")
	}
	w.WriteHeader(status)
	_, _ = w.Write(p.body)
}

// turns are as many as pages are made at once. More would not be ready sooner, all would be late, and each takes memory and connections to the database.
type turns chan struct{}

func newTurns() turns { return make(turns, max(4, 2*runtime.GOMAXPROCS(0))) }

// turn waits until a page may be made. What it gives is called when it is.
func (d *Desk) turn(ctx context.Context) (done func(), err error) {
	select {
	case d.turns <- struct{}{}:
		return func() { <-d.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// kept are pages by their tags. A tag holds the ledger's generation, so that what was made of another is never found again, and may be forgotten.
type kept struct {
	sync.Mutex
	generation int64
	pages      map[string]keptPage
	bytes      int
	making     map[string]chan struct{} // closed when the page was made, or could not be
}

// get gives a page that was made. While another makes it, it waits. Without one it is for the caller to make it, and to call done when that has ended.
func (k *kept) get(ctx context.Context, tag string) (p keptPage, ok bool, done func()) {
	k.Lock()
	p, ok = k.pages[tag]
	making := k.making[tag]
	if !ok && making == nil {
		done = k.begin(tag)
	}
	k.Unlock()
	if ok || done != nil {
		return p, ok, done
	}
	select {
	case <-making:
	case <-ctx.Done():
	}
	k.Lock()
	defer k.Unlock()
	p, ok = k.pages[tag] // where it could not be kept, each makes his own
	return p, ok, func() {}
}

func (k *kept) begin(tag string) (done func()) {
	if k.making == nil {
		k.making = map[string]chan struct{}{}
	}
	made := make(chan struct{})
	k.making[tag] = made
	return func() {
		k.Lock()
		defer k.Unlock()
		delete(k.making, tag)
		close(made)
	}
}

// put keeps a page. Where there is no room any more, all are forgotten: those that are asked for come back.
func (k *kept) put(generation int64, tag string, p keptPage) {
	if len(p.body) > mostKept/16 {
		return
	}
	k.Lock()
	defer k.Unlock()
	if k.pages == nil || k.generation != generation || k.bytes+len(p.body) > mostKept {
		k.pages, k.bytes, k.generation = map[string]keptPage{}, 0, generation
	}
	if _, again := k.pages[tag]; !again {
		k.bytes += len(p.body)
	}
	k.pages[tag] = p
}
