package language

import (
	"math"
	"slices"

	"github.com/tollbook/tollbook/language/encoder"
)

// How far a cue reaches. What is attributed, and to whom, is told best by the heads that find contents and sources anywhere; which of them belongs
// to which cue is weighed by the pairing, by how near they are, and by the sentences that end between them.
const (
	contentReach = 20  // words in which the weight of a content falls to 1/e
	sourceReach  = 8   // the same of a source
	nextSentence = 0.3 // share of the weight that is left for each end of a sentence between
	leastContent = 0.1 // the least weight
	leastSource  = 0.05
	sureContent  = 0.7 // the least probability of a word to be content of a cue within another content
)

// A cue is a cue in the making: runs of words that follow each other, each with its pairing.
type cue struct {
	Range
	p        float32
	pairings []*encoder.Pairing
}

// An attributor pairs cues with sources and contents.
type attributor struct {
	*Doc
	found           *encoder.Reading
	source, content int // labels of pairs
	cues            []cue
}

// takeAttributions adds the attributions, and all that is said or thought by anybody.
func (d *Doc) takeAttributions(r *reader, found *encoder.Reading) {
	a := &attributor{Doc: d, found: found, source: slices.Index(r.Labels.Pair, "source"), content: slices.Index(r.Labels.Pair, "content")}
	a.takeCues()
	contents := make([][]Range, len(a.cues))
	for _, s := range found.Contents {
		r := Range{s.Start, s.End}
		d.Said = append(d.Said, r)
		if k := a.cueOf(r); k >= 0 {
			contents[k] = append(contents[k], r)
		}
	}
	for k := range a.cues {
		c := &a.cues[k]
		if contents[k] == nil {
			contents[k] = a.innerContent(c)
		}
		at := Attribution{Cue: c.Range, Contents: contents[k], P: c.p}
		if s := a.sourceOf(c, contents[k]); !s.Empty() {
			at.Sources = []Range{s}
		}
		d.Attributions = append(d.Attributions, at)
	}
}

// takeCues makes one cue of the runs of a sentence that follow each other without a gap: "had", "previously said".
func (a *attributor) takeCues() {
	for k := range a.found.Pairings {
		p := &a.found.Pairings[k]
		if p.Cue < 0 {
			continue
		}
		s := a.found.Cues[p.Cue]
		if n := len(a.cues); n > 0 {
			last := &a.cues[n-1]
			if last.End == s.Start && a.Tokens[s.Start].Sentence == a.Tokens[last.Start].Sentence && last.pairings[0].Start == p.Start {
				last.End, last.p = s.End, max(last.p, s.P)
				last.pairings = append(last.pairings, p)
				continue
			}
		}
		a.cues = append(a.cues, cue{Range{s.Start, s.End}, s.P, []*encoder.Pairing{p}})
	}
}

// share gives the mean probability that a word of r, as far as the cue's window goes, is label to the cue.
func (c *cue) share(label int, r Range) float32 {
	sum, count := float32(0), 0
	for _, p := range c.pairings {
		for i := max(r.Start, p.Start); i < min(r.End, p.End); i++ {
			sum += p.Of(i)[label]
			count++
		}
	}
	if count == 0 {
		return 0
	}
	return sum / float32(count)
}

// weight gives the weight of r as label to a cue.
func (a *attributor) weight(c *cue, label int, r Range, reach float64) float32 {
	share := c.share(label, r)
	if share == 0 {
		return 0
	}
	distance := max(c.Start-r.End, r.Start-c.End, 0)
	sentence := a.Tokens[c.Start].Sentence
	ends := max(a.Tokens[r.Start].Sentence-sentence, sentence-a.Tokens[r.End-1].Sentence, 0)
	return share * float32(math.Exp(-float64(distance)/reach)*math.Pow(nextSentence, float64(ends)))
}

// cueOf gives the cue that a content belongs to, none that lies inside it; -1 if there is none.
func (a *attributor) cueOf(content Range) int {
	best, most := -1, float32(leastContent)
	for k := range a.cues {
		if c := &a.cues[k]; !content.Contains(c.Range) {
			if w := a.weight(c, a.content, content, contentReach); w > most {
				best, most = k, w
			}
		}
	}
	return best
}

// sourceOf gives the source of a cue with these contents, an empty range if there is none.
func (a *attributor) sourceOf(c *cue, contents []Range) (best Range) {
	most := float32(leastSource)
	for _, s := range a.found.Sources {
		r := Range{s.Start, s.End}
		if r.Overlaps(c.Range) || slices.ContainsFunc(contents, r.Overlaps) {
			continue
		}
		if w := a.weight(c, a.source, r, sourceReach); w > most {
			best, most = r, w
		}
	}
	return best
}

// innerContent gives what is content of a cue that got none of its own: the nearest run of two words or more in its sentence that the
// pairing is sure of. It lies within the content of another cue.
func (a *attributor) innerContent(c *cue) []Range {
	best, nearest := Range{}, 0
	for _, p := range c.pairings {
		s := a.SentenceOf(c.Start)
		for i := max(s.Start, p.Start); i < min(s.End, p.End); i++ {
			run := Range{i, i}
			for run.End < min(s.End, p.End) && !c.Has(run.End) && p.Of(run.End)[a.content] >= sureContent {
				run.End++
			}
			if run.End < i+2 {
				continue
			}
			i = run.End
			if distance := max(c.Start-run.End, run.Start-c.End); best.Empty() || distance < nearest {
				best, nearest = run, distance
			}
		}
	}
	if best.Empty() {
		return nil
	}
	return []Range{best}
}
