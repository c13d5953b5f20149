package desk

import "sync"

// Pages are kept as long as the ledger stays as it is, so that many who look at one page have it made once.
const mostKept = 48 << 20 // bytes of pages

// A kept page is one that was made.
type keptPage struct {
	kind string // its media type
	body []byte
}

// kept are pages by their tags. A tag holds the ledger's generation, so that what was made of another is never found again, and may be forgotten.
type kept struct {
	sync.Mutex
	generation int64
	pages      map[string]keptPage
	bytes      int
}

func (k *kept) get(tag string) (keptPage, bool) {
	k.Lock()
	defer k.Unlock()
	p, ok := k.pages[tag]
	return p, ok
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
