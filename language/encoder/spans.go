package encoder

import "math"

// A Span is a run of words with one label.
type Span struct {
	Start, End int     // half-open range of words
	Label      int     // index of the label among the head's labels without "O", "B-" and "I-"
	P          float32 // mean over the words of the probability that they have that label
}

// A spanSpace holds the tables of the search for spans.
type spanSpace struct {
	best []float32
	from []uint8
}

// appendSpans adds the spans of words that follow each other, the first being word number first. probabilities has a row for each
// of them over the classes O, B-0, I-0, B-1, I-1 and so on. The spans are those of the most probable sequence of classes (Viterbi)
// in which I-x only follows B-x or I-x.
func (s *spanSpace) appendSpans(spans []Span, probabilities []float32, classes, first int) []Span {
	n := len(probabilities) / classes
	if n == 0 || !mayHaveSpans(probabilities, classes) {
		return spans
	}
	if len(s.from) < n*classes {
		s.from = make([]uint8, n*classes)
	}
	if len(s.best) < 2*classes {
		s.best = make([]float32, 2*classes)
	}
	last, now := s.best[:classes], s.best[classes:2*classes]
	for i := range n {
		row, from := probabilities[i*classes:(i+1)*classes], s.from[i*classes:(i+1)*classes]
		top := 0
		for c := range last {
			if i > 0 && last[c] > last[top] {
				top = c
			}
		}
		for c, p := range row {
			before, score := top, float32(0)
			if i > 0 {
				score = last[top]
			}
			if c > 0 && c&1 == 0 {
				before, score = c, float32(math.Inf(-1))
				if i > 0 {
					score = last[c]
					if last[c-1] > score {
						before, score = c-1, last[c-1]
					}
				}
			}
			from[c] = uint8(before)
			now[c] = score + float32(math.Log(float64(max(p, 1e-30))))
		}
		last, now = now, last
	}
	top := 0
	for c := range last {
		if last[c] > last[top] {
			top = c
		}
	}
	return s.trace(spans, probabilities, classes, first, top)
}

// mayHaveSpans says whether any word may be in a span. Where every word's O beats all else together, no path is better than the one outside.
func mayHaveSpans(probabilities []float32, classes int) bool {
	for i := 0; i < len(probabilities); i += classes {
		outside := probabilities[i]
		if outside > surelyOutside {
			continue
		}
		for _, p := range probabilities[i+1 : i+classes] {
			outside -= p
		}
		if outside <= 0 {
			return true
		}
	}
	return false
}

// surelyOutside is a probability of O that no weight of the other classes makes up for.
const surelyOutside = 0.9

// lean multiplies the probabilities of the labels of spans with weights: what is less likely than not is taken for a span where to miss
// one costs more than to find one too many.
func lean(probabilities []float32, classes int, weights []float32) {
	if len(weights) != classes/2 {
		return
	}
	for i := 0; i < len(probabilities); i += classes {
		if probabilities[i] > surelyOutside {
			continue
		}
		for c := 1; c < classes; c++ {
			probabilities[i+c] *= weights[(c-1)/2]
		}
	}
}

// trace follows the best path back from its last class, and adds its spans in the order of the text.
func (s *spanSpace) trace(spans []Span, probabilities []float32, classes, first, class int) []Span {
	start := len(spans)
	end := -1
	for i := len(probabilities)/classes - 1; i >= 0; i-- {
		if class > 0 && end < 0 {
			end = i + 1
		}
		if class&1 == 1 {
			sum := float32(0)
			for j := i; j < end; j++ {
				sum += probabilities[j*classes+class] + probabilities[j*classes+class+1]
			}
			spans = append(spans, Span{first + i, first + end, class / 2, sum / float32(end-i)})
			end = -1
		}
		class = int(s.from[i*classes+class])
	}
	for i, j := start, len(spans)-1; i < j; i, j = i+1, j-1 {
		spans[i], spans[j] = spans[j], spans[i]
	}
	return spans
}
