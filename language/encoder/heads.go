package encoder

import (
	"math"

	"github.com/tollbook/tollbook/language/kernel"
)

// labelsAtOnce is how many words' relations are scored at a time, so that the products stay in the cache.
const labelsAtOnce = 16

// TriggerFloor is the least probability of a word to be the trigger of an event, of whatever type, for which it is paired with the words around it.
const TriggerFloor = 0.2

// A headSpace is the memory that the heads need.
type headSpace struct {
	marks   []float32 // of each window, what keepFirsts moves
	first   []float32 // outputs of the first matrix, a row for each word of the batch and each window
	stride  int
	own     []float32 // rows of one head, one after the other
	product []float32
	scores  []float32
	heads   []int
	whole   []float32 // vectors of parts of sentences
}

// row gives the outputs of head h for row i.
func (s *headSpace) row(h *head, i int) []float32 {
	at := i*s.stride + h.at
	return s.first[at : at+h.size]
}

// tell reads from the vectors in s.x what the heads tell of the words of the batch.
func (r *Reader) tell(s *Workspace) {
	n := len(s.firsts) + len(s.windows)
	s.quantiseEven(n, r.even)
	h := &s.heads
	h.stride = r.first.Stride()
	h.first = room(h.first, n*h.stride)
	kernel.Multiply(h.first, &s.rows, r.first)
	r.activate(h, n)
	r.tellWords(s)
	r.tellSentences(s)
	r.tellTrees(s)
	r.tellSpans(s)
	r.tellPairings(s)
}

// activate makes probabilities of the scores of classes, and takes the negative outputs of the heads that have a ReLU.
func (r *Reader) activate(s *headSpace, n int) {
	from, to := r.heads[headArcDep].at, r.heads[headCorefA].at
	for i := range n {
		row := s.first[i*s.stride : (i+1)*s.stride]
		for k := range r.heads {
			if h := &r.heads[k]; h.classes {
				kernel.Softmax(row[h.at:h.at+h.width], h.width, 1)
			}
		}
		for k, v := range row[from:to] {
			row[from+k] = max(v, 0)
		}
	}
}

func best(probabilities []float32) Class {
	c := Class{0, probabilities[0]}
	for i, p := range probabilities {
		if p > c.P {
			c = Class{i, p}
		}
	}
	return c
}

func (r *Reader) tellWords(s *Workspace) {
	h, list := &s.heads, r.heads
	for i := range s.firsts {
		w := &s.reading.Words[s.start+i]
		w.Tag, w.Realis = best(h.row(&list[headTag], i)), best(h.row(&list[headRealis], i))
		w.Count, w.Scope = best(h.row(&list[headCount], i)), best(h.row(&list[headScope], i))
		copy(w.Trigger[:], h.row(&list[headTrigger], i))
		mention := s.reading.Mention(s.start + i)
		copy(mention, h.row(&list[headCorefA], i))
		copy(mention[corefSize:], h.row(&list[headCorefB], i))
	}
}

// tellSentences reads the types of the sentences from the mean of their words, weighted by attention. A sentence in parts has the mean of them.
func (r *Reader) tellSentences(s *Workspace) {
	h := &s.heads
	h.whole = zeros(h.whole, len(s.parts)*r.Width)
	for k, p := range s.parts {
		largest := float32(math.Inf(-1))
		for i := p.start; i < p.end; i++ {
			largest = max(largest, h.row(&r.heads[headPool], i-s.start)[0])
		}
		v, sum := h.whole[k*r.Width:(k+1)*r.Width], float32(0)
		for i := p.start; i < p.end; i++ {
			a := float32(math.Exp(float64(h.row(&r.heads[headPool], i-s.start)[0] - largest)))
			sum += a
			for j, x := range s.x[(i-s.start)*r.Width : (i-s.start+1)*r.Width] {
				v[j] += float32(a * x)
			}
		}
		for j := range v {
			v[j] /= sum
		}
	}
	kernel.Quantise(&s.rows, h.whole, len(s.parts), r.Width)
	stride := r.whole.Stride()
	h.product = room(h.product, len(s.parts)*stride)
	kernel.Multiply(h.product, &s.rows, r.whole)
	for k, p := range s.parts {
		out := &s.reading.Sentences[p.sentence]
		root, quad := h.product[k*stride:k*stride+roundUp(Types)], h.product[k*stride+roundUp(Types):(k+1)*stride]
		kernel.Softmax(root, len(root), 1)
		kernel.Softmax(quad, len(quad), 1)
		share := float32(p.end-p.start) / float32(s.bounds[p.sentence]-s.sentenceStart(p.sentence))
		for i := range out.Root {
			out.Root[i] += float32(share * root[i])
		}
		for i := range out.Quad {
			out.Quad[i] += float32(share * quad[i])
		}
	}
}

// tellTrees sets the heads and relations of the words. A sentence in parts has a tree for each, and the roots of the later ones hang on the first.
func (r *Reader) tellTrees(s *Workspace) {
	h := &s.heads
	n := len(s.firsts)
	h.gather(&r.heads[headArcDep], 0, n)
	kernel.Quantise(&s.rows, h.own, n, arcSize)
	h.product = room(h.product, n*arcSize)
	kernel.Multiply(h.product, &s.rows, r.arc)
	for _, p := range s.parts {
		count := p.end - p.start
		h.scores, h.heads = room(h.scores, count*(count+1)), room(h.heads, count)
		root := h.row(&r.heads[headArcHead], n+p.window)
		for i := range count {
			at := p.start + i - s.start
			sought := h.product[at*arcSize : (at+1)*arcSize]
			row := h.scores[i*(count+1) : (i+1)*(count+1)]
			for j := range count {
				row[j] = dot(sought, h.row(&r.heads[headArcHead], p.start+j-s.start))
			}
			row[count] = dot(sought, root)
		}
		s.trees.bestTree(h.scores, h.heads)
		r.attach(s, p, h.heads)
	}
	r.tellRelations(s)
}

// attach puts the tree of a part into the reading.
func (r *Reader) attach(s *Workspace, p part, heads []int) {
	words := s.reading.Words
	for i, head := range heads {
		words[p.start+i].Head = p.start + head
		if head < 0 {
			words[p.start+i].Head = s.rootBefore(p)
		}
	}
}

// rootBefore gives the root of the earlier parts of a sentence, -1 if there are none.
func (s *Workspace) rootBefore(p part) int {
	for i := s.sentenceStart(p.sentence); i < p.start; i++ {
		if s.reading.Words[i].Head < 0 {
			return i
		}
	}
	return -1
}

func (s *Workspace) sentenceStart(k int) int {
	if k == 0 {
		return 0
	}
	return s.bounds[k-1]
}

// gather puts the outputs of a head for rows from to end one after the other into s.own.
func (s *headSpace) gather(h *head, from, end int) {
	s.own = room(s.own, (end-from)*h.size)
	for i := from; i < end; i++ {
		copy(s.own[(i-from)*h.size:(i-from+1)*h.size], s.row(h, i))
	}
}

// tellRelations sets the relation of each word to its head: for a root, and for a later part of a sentence whose root lies in an earlier batch, "root".
func (r *Reader) tellRelations(s *Workspace) {
	h := &s.heads
	n, stride := len(s.firsts), r.label.Stride()
	h.product = room(h.product, labelsAtOnce*stride)
	for from := 0; from < n; from += labelsAtOnce {
		end := min(from+labelsAtOnce, n)
		h.gather(&r.heads[headLabelDep], from, end)
		kernel.Quantise(&s.rows, h.own, end-from, labelSize)
		kernel.Multiply(h.product, &s.rows, r.label)
		for i := from; i < end; i++ {
			w := &s.reading.Words[s.start+i]
			w.Rel = r.root
			if w.Head < s.start {
				continue
			}
			w.Rel = r.relation(h.product[(i-from)*stride:(i-from+1)*stride], h.row(&r.heads[headLabelHead], w.Head-s.start))
		}
	}
}

// relation gives the best relation, other than root, of a word to a head. A row of product has, for each relation, what the head is multiplied
// with, and what is added.
func (r *Reader) relation(product, head []float32) int {
	top, most := 0, float32(math.Inf(-1))
	for k := range r.Labels.Rel {
		row := product[k*(labelSize+1) : (k+1)*(labelSize+1)]
		if score := dot(head, row) + row[labelSize]; score > most && k != r.root {
			top, most = k, score
		}
	}
	return top
}

// tellSpans finds the spans of each head: those of attributed content over a whole window, all others within their sentence.
func (r *Reader) tellSpans(s *Workspace) {
	h := &s.heads
	for k, to := range s.reading.heads() {
		if to == nil {
			continue
		}
		head := &r.heads[k]
		h.gather(head, 0, len(s.firsts))
		if k == headContent {
			for _, w := range s.windows {
				*to = s.spansSpace.appendSpans(*to, h.own[(w.words-s.start)*head.size:(w.end-s.start)*head.size], head.size, w.words)
			}
			continue
		}
		if k == headRole {
			lean(h.own, head.size, r.RoleWeights)
		}
		for _, p := range s.parts {
			*to = s.spansSpace.appendSpans(*to, h.own[(p.start-s.start)*head.size:(p.end-s.start)*head.size], head.size, p.start)
		}
	}
}

// tellPairings pairs the words that may be triggers, and the cues, with all words of their windows.
func (r *Reader) tellPairings(s *Workspace) {
	cue := len(s.reading.Cues)
	for cue > 0 && s.reading.Cues[cue-1].Start >= s.start {
		cue--
	}
	for _, w := range s.windows {
		for i := w.words; i < w.end; i++ {
			p := Pairing{Word: i, Cue: -1, Start: w.words, End: w.end, stride: roundUp(len(r.Labels.Pair))}
			if cue < len(s.reading.Cues) && s.reading.Cues[cue].Start == i {
				p.Cue = cue
				cue++
			}
			if p.Cue >= 0 || s.reading.Words[i].Trigger[0] <= 1-TriggerFloor {
				r.pairWord(s, p)
			}
		}
	}
}

// pairWord adds a pairing with its probabilities. A row of the product has, for each label, what the word is multiplied with, and what is added.
func (r *Reader) pairWord(s *Workspace, p Pairing) {
	h := &s.heads
	h.gather(&r.heads[headPairTrigger], p.Word-s.start, p.Word-s.start+1)
	kernel.Quantise(&s.rows, h.own, 1, pairSize)
	h.product = room(h.product, r.pair.Stride())
	kernel.Multiply(h.product, &s.rows, r.pair)
	at := len(s.reading.pairs)
	for i := p.Start; i < p.End; i++ {
		word := h.row(&r.heads[headPairWord], i-s.start)
		for k := range p.stride {
			score := float32(unlikely)
			if k < len(r.Labels.Pair) {
				row := h.product[k*(pairSize+1) : (k+1)*(pairSize+1)]
				score = dot(word, row) + row[pairSize]
			}
			s.reading.pairs = append(s.reading.pairs, score)
		}
	}
	p.p = s.reading.pairs[at:len(s.reading.pairs):len(s.reading.pairs)]
	kernel.Softmax(p.p, p.stride, 1)
	s.reading.Pairings = append(s.reading.Pairings, p)
}

// unlikely is the score of a class that is none, but fills up a row.
const unlikely = -1e9
