package encoder

// A Class is the best class of a head for one word, and its probability.
type Class struct {
	Label int // index in the head's labels
	P     float32
}

// A Word is what is read of one word.
type Word struct {
	Tag     Class
	Realis  Class
	Count   Class
	Scope   Class
	Trigger [Types]float32 // probability of each type of event, "none" first
	Head    int            // index of the head; -1 for a root
	Rel     int            // index of the relation to the head
}

// A Sentence is what is read of one sentence.
type Sentence struct {
	Root [Types]float32 // probability of each type of event, "none" first
	Quad [Quads]float32
}

// Spans are the spans of each head that finds some, in the order of the text.
type Spans struct {
	Entities, Cues, Sources, Contents, Roles []Span
}

// A Pairing is what one word, which may be the trigger of an event or the cue of an attribution, is to the words around it.
type Pairing struct {
	Word       int // the trigger, or the first word of the cue
	Cue        int // index of the cue that begins with it; -1 if none does
	Start, End int // the words around it, itself among them
	p          []float32
	stride     int
}

// Of gives the probability of each label of pairs for a word from Start to End; what follows them is 0.
func (p *Pairing) Of(word int) []float32 {
	at := (word - p.Start) * p.stride
	return p.p[at : at+p.stride]
}

// A Reading is what a Reader finds in a text. It lies in a Workspace and holds until that is used again.
type Reading struct {
	Words     []Word
	Sentences []Sentence
	Spans
	Pairings []Pairing
	mentions []float32 // of each word, what it seeks and what it offers as a mention
	pairs    []float32 // what the Pairings hold
}

// reset makes room for a text.
func (r *Reading) reset(words, sentences int) {
	r.Words = zeros(r.Words, words)
	r.Sentences = zeros(r.Sentences, sentences)
	for _, s := range r.heads() {
		if s != nil {
			*s = (*s)[:0]
		}
	}
	r.Pairings, r.pairs = r.Pairings[:0], r.pairs[:0]
	r.mentions = zeros(r.mentions, words*2*corefSize)
}

// heads gives the place of the spans of each head, by its number.
func (r *Reading) heads() [headRole + 1]*[]Span {
	return [...]*[]Span{headEntity: &r.Entities, headCue: &r.Cues, headSource: &r.Sources, headContent: &r.Contents, headRole: &r.Roles}
}

// zeros gives n zero values, in the memory of s if it is enough.
func zeros[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// room gives n values, in the memory of s if it is enough. What they are is not said.
func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// MentionSize is the length of the vector of a mention.
const MentionSize = 2 * corefSize

// Mention gives the vector of word i as the head of a mention, for Antecedent. It lies in the Workspace.
func (r *Reading) Mention(i int) []float32 { return r.mentions[i*MentionSize : (i+1)*MentionSize] }

// Antecedent gives the score that the later mention goes back to the earlier one, given the vectors of their heads. That it
// goes back to none scores 0; the probability of each is the softmax of all.
func Antecedent(later, earlier []float32) float32 {
	return dot(later[:corefSize], earlier[corefSize:MentionSize]) / 8
}

// dot is the scalar product.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
