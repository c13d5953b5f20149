package link

import (
	"cmp"
	"container/heap"
	"maps"
	"slices"
)

// Threshold is the mean probability from which two groups of mentions are one incident, if a pair of theirs is linked. Fitted, with the weights, by
// train/link/fit.py.
const Threshold = 0.3

// A Pair is two mentions by their places in a list.
type Pair [2]int

// A Link is two mentions, by their places in a list, that hang together directly, and the probability that they are of one incident.
type Link struct {
	Pair
	Score float64
}

// Judged is what people said of pairs: these are of one incident, these are not. What they said goes before any score; where both were said of
// a pair, by way of others, "different" wins.
type Judged struct{ Same, Different []Pair }

// Edge is the probability from which a pair holds a component together, and its groups may be joined. With 0.3, pairs that have little but the words
// of their agencies in common held thousands of incidents together in one component; with 0.4 components have a hundred mentions at most, and incidents
// are as good (B³ and F of pairs, GVA, folds 0 to 3: .964 and .902 with 0.3, .963 and .901 with 0.4, .963 and .903 with 0.5; B³ of the written corpus, half a: .941,
// .944, .944).
const Edge = 0.4

// Linked says whether two mentions that meet hang together directly, and how they score if so. Mentions of one report never do.
func Linked(a, b *Mention) (score float64, linked bool) {
	if a.Report == b.Report {
		return 0, false
	}
	score = scoreFrom(Edge, a, b)
	return score, score >= Edge
}

// Links gives the pairs of mentions that meet and are linked.
func Links(mentions []Mention) (out []Link) {
	Meetings(mentions, func(i, j int) {
		if score, linked := Linked(&mentions[i], &mentions[j]); linked {
			out = append(out, Link{Pair{i, j}, score})
		}
	})
	return out
}

// Components parts so many mentions so that no two of different parts are linked. Pairs that people called the same are of one part. The answer lists
// places in order, the parts by their first.
func Components(mentions int, links []Link, same []Pair) [][]int {
	root := make([]int, mentions)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	join := func(p Pair) {
		if a, b := find(p[0]), find(p[1]); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	for _, p := range same {
		join(p)
	}
	for i := range links {
		join(links[i].Pair)
	}
	at := map[int]int{}
	var out [][]int
	for i := range root {
		r := find(i)
		if _, ok := at[r]; !ok {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], i)
	}
	return out
}

// A Part is a component: its mentions, what links them and what people said of them, by their places in the part.
type Part struct {
	Places   []int // of its mentions, in order
	Mentions []Mention
	Links    []Link
	Judged   Judged
}

// Parts parts mentions as Components does, and gives each part what is of it alone.
func Parts(mentions []Mention, links []Link, judged Judged) []Part {
	components := Components(len(mentions), links, judged.Same)
	parts := make([]Part, len(components))
	in, at := make([]int, len(mentions)), make([]int, len(mentions))
	for n, places := range components {
		parts[n].Places = places
		for k, i := range places {
			in[i], at[i] = n, k
			parts[n].Mentions = append(parts[n].Mentions, mentions[i])
		}
	}
	within := func(p Pair) Pair { return Pair{at[p[0]], at[p[1]]} }
	for _, l := range links {
		x := &parts[in[l.Pair[0]]]
		x.Links = append(x.Links, Link{within(l.Pair), l.Score})
	}
	for _, p := range judged.Same {
		x := &parts[in[p[0]]].Judged
		x.Same = append(x.Same, within(p))
	}
	for _, p := range judged.Different {
		if in[p[0]] == in[p[1]] {
			x := &parts[in[p[0]]].Judged
			x.Different = append(x.Different, within(p))
		}
	}
	return parts
}

// Cluster puts the mentions of a part into incidents, comparing whatever must be.
func (x *Part) Cluster() [][]int {
	return Cluster(x.Mentions, x.Links, x.Judged, func(i, j int) float64 { return Score(&x.Mentions[i], &x.Mentions[j]) })
}

// Cluster puts mentions into incidents by average linkage: the two groups whose mentions agree best on average are joined, until none reach the
// threshold. Only groups of which two mentions are linked are joined; score is asked for the other pairs between these, and for no more, so that a long
// chain of incidents is not compared each with each. Pairs of one report do not count. The answer lists the places of each incident's mentions in order,
// the incidents by their first; it does not depend on the order of the mentions given, apart from naming them by place.
func Cluster(mentions []Mention, links []Link, judged Judged, score func(i, j int) float64) [][]int {
	c := newClustering(mentions, links, judged, score)
	for c.heap.Len() > 0 {
		j := heap.Pop(&c.heap).(join)
		if c.live[j.a] && c.live[j.b] && c.version[j.a] == j.versionA && c.version[j.b] == j.versionB {
			c.join(j.a, j.b)
		}
	}
	var out [][]int
	for g, live := range c.live {
		if live {
			slices.Sort(c.groups[g])
			out = append(out, c.groups[g])
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// forbidden is less than any sum of probabilities can make good.
const forbidden = -1e9

// A clustering joins groups. A group is known by its place in groups.
type clustering struct {
	mentions []Mention
	score    func(i, j int) float64
	apart    map[Pair]bool // what people called different, the lesser place first
	rank     []int         // of the mentions in an order of their own, so that ties do not depend on the order given
	groups   [][]int
	in       []int // the group of each mention
	first    []int // the least rank in a group
	live     []bool
	version  []int             // how often a group has grown
	near     []map[int]between // of each group, those of which a mention is linked with one of its own
	heap     joins
}

// A between is what is known of two groups: the sum of the scores of their pairs, and how many count.
type between struct {
	sum   float64
	pairs int
}

// A join is two groups that may be joined, as they were at some versions.
type join struct {
	mean               float64
	a, b               int
	rankA, rankB       int
	versionA, versionB int
}

func newClustering(mentions []Mention, links []Link, judged Judged, score func(i, j int) float64) *clustering {
	n := len(mentions)
	c := &clustering{mentions: mentions, score: score, apart: map[Pair]bool{}, rank: make([]int, n), groups: make([][]int, n), in: make([]int, n), first: make([]int, n),
		live: make([]bool, n), version: make([]int, n), near: make([]map[int]between, n)}
	order := make([]int, n)
	for i := range n {
		order[i], c.groups[i], c.in[i], c.live[i], c.near[i] = i, []int{i}, i, true, map[int]between{}
	}
	slices.SortFunc(order, func(i, j int) int { return compare(&mentions[i], &mentions[j]) })
	for place, i := range order {
		c.rank[i], c.first[i] = place, place
	}
	for _, p := range judged.Different {
		c.apart[Pair{min(p[0], p[1]), max(p[0], p[1])}] = true
	}
	for _, l := range links {
		i, j := l.Pair[0], l.Pair[1]
		x := between{l.Score, 1}
		if c.apart[Pair{min(i, j), max(i, j)}] {
			x.sum = forbidden
		}
		c.near[i][j], c.near[j][i] = x, x
	}
	c.joinJudged(judged.Same)
	for i := range n {
		for j := range c.near[i] {
			if j < i && c.live[i] && c.live[j] {
				c.offer(i, j)
			}
		}
	}
	return c
}

// Order orders mentions by report and event.
func Order(a, b Mention) int { return compare(&a, &b) }

func compare(a, b *Mention) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(len(a.Event), len(b.Event)), cmp.Compare(a.Event, b.Event))
}

// joinJudged joins what people called the same, unless that would join what they called different.
func (c *clustering) joinJudged(same []Pair) {
	same = slices.Clone(same)
	for i, p := range same {
		if c.rank[p[0]] > c.rank[p[1]] {
			same[i] = Pair{p[1], p[0]}
		}
	}
	slices.SortFunc(same, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(c.rank[p[0]], c.rank[q[0]]), cmp.Compare(c.rank[p[1]], c.rank[q[1]]))
	})
	for _, p := range same {
		a, b := c.in[p[0]], c.in[p[1]]
		if a != b && c.between(a, b).sum > forbidden/2 {
			c.join(a, b)
		}
	}
}

// between gives what is known of two groups, and asks for it where they were not compared before.
func (c *clustering) between(a, b int) (x between) {
	if x, known := c.near[a][b]; known {
		return x
	}
	for _, i := range c.groups[a] {
		for _, j := range c.groups[b] {
			counts := c.mentions[i].Report != c.mentions[j].Report
			switch {
			case c.apart[Pair{min(i, j), max(i, j)}]:
				x.sum += forbidden
			case counts:
				x.sum += c.score(i, j)
			}
			if counts {
				x.pairs++
			}
		}
	}
	return x
}

// offer puts the join of two groups on the heap if it reaches the threshold.
func (c *clustering) offer(a, b int) {
	x := c.near[a][b]
	mean := x.sum / float64(x.pairs)
	if x.pairs == 0 || mean < Threshold {
		return
	}
	if c.first[a] > c.first[b] {
		a, b = b, a
	}
	heap.Push(&c.heap, join{mean: mean, a: a, b: b, rankA: c.first[a], rankB: c.first[b], versionA: c.version[a], versionB: c.version[b]})
}

// join puts b's mentions into a.
func (c *clustering) join(a, b int) {
	others := slices.Concat(slices.Collect(maps.Keys(c.near[a])), slices.Collect(maps.Keys(c.near[b])))
	slices.Sort(others)
	others = slices.DeleteFunc(slices.Compact(others), func(g int) bool { return g == a || g == b })
	for _, g := range others {
		x, y := c.between(a, g), c.between(b, g)
		x.sum, x.pairs = x.sum+y.sum, x.pairs+y.pairs
		c.near[a][g], c.near[g][a] = x, x
		delete(c.near[g], b)
	}
	delete(c.near[a], b)
	for _, i := range c.groups[b] {
		c.in[i] = a
	}
	c.groups[a] = append(c.groups[a], c.groups[b]...)
	c.groups[b], c.near[b], c.live[b] = nil, nil, false
	c.first[a] = min(c.first[a], c.first[b])
	c.version[a]++
	for _, g := range others {
		c.offer(a, g)
	}
}

// joins is a heap with the best join on top; ties go to the lesser ranks.
type joins []join

func (h joins) Len() int { return len(h) }
func (h joins) Less(i, j int) bool {
	if h[i].mean != h[j].mean {
		return h[i].mean > h[j].mean
	}
	return h[i].rankA < h[j].rankA || h[i].rankA == h[j].rankA && h[i].rankB < h[j].rankB
}
func (h joins) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push adds a join; only container/heap calls it.
func (h *joins) Push(x any) { *h = append(*h, x.(join)) }

// Pop takes the last join; only container/heap calls it.
func (h *joins) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
