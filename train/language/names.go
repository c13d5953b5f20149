package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/language/model"
)

const entityRounds = 6

// any stands for every class of the entity tagger in a named sentence.
const anyClass = 1<<model.EntityClasses - 1

// A named is a sentence whose names are known. A word's allowed classes are a set of bits:
// one where the name is known, several where the list tells of some kinds only.
type named struct {
	words   []model.Word
	allowed []uint
}

// A report is a line of one of the lists of names.
type report struct {
	ID, Text string
	LDC      bool
	Fold     int
	Gold     struct {
		Set      string
		Entities []span
		Mentions []mention
		Toponyms []span
		Roles    map[string][][]string
	}
}

type mention struct {
	span
	Head [2]int
}

type span struct {
	Start, End   int // code points
	Type, Phrase string
}

// kinds gives the number of the kind of a type of the lists: persons 0, organisations 1, places 2.
var kinds = map[string]uint{"PER": 0, "person": 0, "politician": 0, "ORG": 1, "corporation": 1, "group": 1, "organisation": 1,
	"organization": 1, "politicalparty": 1, "LOC": 2, "location": 2, "country": 2, "place": 2}

func readReports(path string) ([]report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var out []report
	in := bufio.NewScanner(z)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		var r report
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, in.Err()
}

// readNames gives the sentences to learn names from (folds 0 to 3) and the reports of fold 4 of the lists of whole names.
func readNames(folder string, tags *tagging) (train []named, held []report, err error) {
	for _, name := range []string{"ner", "coref", "geo", "muc4"} {
		reports, err := readReports(filepath.Join(folder, name+".jsonl.gz"))
		if err != nil {
			return nil, nil, err
		}
		for _, r := range reports {
			switch {
			case r.Fold == 4 && name == "ner":
				held = append(held, r)
			case r.Fold == 4 || name == "coref" && !freeGenre(strings.TrimPrefix(r.ID, "coref-")):
			default:
				train = append(train, namesOf(r, name, tags)...)
			}
		}
	}
	return train, held, nil
}

func freeGenre(id string) bool {
	for _, g := range genres {
		if g == genre(id) {
			return true
		}
	}
	return false
}

// A labeller lays known names over the tokens of a report.
type labeller struct {
	doc     *language.Doc
	offset  []int // byte offset in doc.Text of each code point of the body
	allowed []uint
}

// namesOf reads a report by the program's own tokens and sentences and lays the known names over them.
func namesOf(r report, list string, tags *tagging) []named {
	l := labeller{doc: language.Split("", r.Text)}
	for i := range l.doc.Text[l.doc.Body:] {
		l.offset = append(l.offset, l.doc.Body+i)
	}
	l.offset = append(l.offset, len(l.doc.Text))
	start := uint(1 << model.Outside)
	switch list {
	case "geo":
		start = anyClass &^ (1<<5 | 1<<6) // the list tells of places only
	case "muc4":
		start = anyClass // it tells of a few names only
	}
	l.allowed = make([]uint, len(l.doc.Tokens))
	for i := range l.allowed {
		l.allowed[i] = start
	}
	for _, e := range r.Gold.Entities {
		if k, ok := kinds[e.Type]; ok {
			l.lay(l.tokens(e), k)
		}
	}
	for _, e := range r.Gold.Toponyms {
		l.toponym(l.tokens(e))
	}
	l.mentions(r)
	l.roles(r)
	return l.split(tags)
}

func (l *labeller) tokens(s span) language.Range {
	out := language.Range{Start: len(l.doc.Tokens)}
	if s.Start < 0 || s.End >= len(l.offset) {
		return language.Range{}
	}
	for i := range l.doc.Tokens {
		t := &l.doc.Tokens[i]
		if t.Start < l.offset[s.End] && t.End > l.offset[s.Start] {
			out.Start, out.End = min(out.Start, i), i+1
		}
	}
	return out
}

func (l *labeller) lay(r language.Range, kind uint) {
	for i := r.Start; i < r.End; i++ {
		c := 2 + 2*kind
		if i == r.Start {
			c--
		}
		l.allowed[i] = 1 << c
	}
}

// toponym lays a place, unless it is an adjective ("Turkish"), which may be anything.
func (l *labeller) toponym(r language.Range) {
	if r.Empty() {
		return
	}
	if word := l.doc.Tokens[r.End-1].Lower; r.End-r.Start == 1 && demonym(word) {
		l.allowed[r.Start] = anyClass
		return
	}
	l.lay(r, 2)
}

// demonym guesses whether a toponym is an adjective or the name of a people. A wrong guess only loses an example.
func demonym(word string) bool {
	for _, tail := range []string{"ish", "ian", "ese", "ean", "ench", "utch", "ians", "can", "cans", "ani", "aqi", "eli", "emeni", "stani", "afghan", "german", "greek", "arab"} {
		if strings.HasSuffix(word, tail) {
			return true
		}
	}
	return false
}

// mentions lays the named mentions of a coreference list: those that are one name, from the longest.
func (l *labeller) mentions(r report) {
	taken := make([]bool, len(l.doc.Tokens))
	ms := slices.Clone(r.Gold.Mentions)
	slices.SortStableFunc(ms, func(a, b mention) int { return (b.End - b.Start) - (a.End - a.Start) })
	for _, m := range ms {
		k, ok := kinds[m.Type]
		if !ok {
			continue
		}
		n := l.name(l.tokens(m.span), l.tokens(span{Start: m.Head[0], End: m.Head[1]}))
		free := !n.Empty()
		for i := n.Start; i < n.End; i++ {
			free = free && !taken[i]
			taken[i] = true
		}
		if free {
			l.lay(n, k)
		}
	}
}

// roles lays the named victims and the armed groups that the key of an upper-case report lists, wherever they are named.
func (l *labeller) roles(r report) {
	for _, role := range []struct {
		name string
		kind uint
	}{{"Victim", 0}, {"PerpOrg", 1}} {
		for _, wordings := range r.Gold.Roles[role.name] {
			for _, w := range wordings {
				words := strings.Fields(strings.ToLower(w))
				acronym := len(words) == 1 && len(w) <= 4 && w != "army"
				if role.kind == 0 && len(words) >= 2 || role.kind == 1 && (acronym || len(words) >= 3 && words[0] != "the") {
					l.everywhere(words, role.kind)
				}
			}
		}
	}
}

// everywhere lays the names that read as words do.
func (l *labeller) everywhere(words []string, kind uint) {
	tokens := l.doc.Tokens
	for i := 0; i+len(words) <= len(tokens); i++ {
		same := true
		for k, w := range words {
			same = same && tokens[i+k].Lower == w
		}
		if same {
			l.lay(language.Range{Start: i, End: i + len(words)}, kind)
		}
	}
}

// name gives the part of a mention that is a name: all of it where it is capitals and small words, else the
// capitals around its head, if that is one.
func (l *labeller) name(all, head language.Range) language.Range {
	if all.Empty() || head.Empty() || !l.capital(head.Start) {
		return language.Range{}
	}
	for all.Start < all.End && !l.capital(all.Start) {
		all.Start++
	}
	whole := true
	for i := all.Start; i < all.End; i++ {
		switch l.doc.Tokens[i].Lower {
		case "of", "the", "for", "and", "-", "'s", "’s":
			whole = whole && i+1 < all.End
		default:
			whole = whole && l.capital(i)
		}
	}
	if whole && all.End-all.Start <= 7 {
		return all
	}
	out := head
	for out.Start > all.Start && l.capital(out.Start-1) {
		out.Start--
	}
	for out.End < all.End && l.capital(out.End) {
		out.End++
	}
	return out
}

func (l *labeller) capital(i int) bool {
	if s := l.doc.SentenceOf(i); i == s.Start && l.doc.Tokens[i].Lower == "the" {
		return false
	}
	c := l.doc.Word(i)[0]
	return 'A' <= c && c <= 'Z' && l.doc.Tokens[i].Lower != "i"
}

// split cuts the report into named sentences, each third one twice, the second time without its case.
func (l *labeller) split(tags *tagging) []named {
	var out []named
	for k, s := range l.doc.Sentences {
		n := named{allowed: l.allowed[s.Start:s.End]}
		if !slices.ContainsFunc(n.allowed, func(a uint) bool { return a != anyClass }) {
			continue
		}
		for i := s.Start; i < s.End; i++ {
			n.words = append(n.words, model.NewWord(tags.clusters, l.doc.Word(i), l.doc.Tokens[i].Lower, l.doc.Upper || l.doc.Lower))
		}
		stripped := named{allowed: n.allowed, words: slices.Clone(n.words)}
		model.TagWords(tags.weights, n.words, &tags.space)
		out = append(out, n)
		if k%3 == 0 {
			for i := range stripped.words {
				stripped.words[i].Strip()
			}
			model.TagWords(tags.weights, stripped.words, &tags.space)
			out = append(out, stripped)
		}
	}
	return out
}

// tagging is the tagger whose tags the entity tagger sees.
type tagging struct {
	weights  *model.Weights
	clusters *model.Clusters
	space    model.Workspace
	proper   []bool
}

func openTagging(folder string) (*tagging, error) {
	w, err := openWeights(folder, "tagger.bin")
	if err != nil {
		return nil, err
	}
	clusters, err := readFile(folder, "clusters.bin")
	if err != nil {
		return nil, err
	}
	return &tagging{weights: w, clusters: model.OpenClusters(clusters), proper: model.ProperTags(w.Classes)}, nil
}

// trainEntities learns the entity tagger.
func trainEntities(data, folder string, rounds int) ([]byte, error) {
	tags, err := openTagging(folder)
	if err != nil {
		return nil, err
	}
	train, _, err := readNames(data, tags)
	if err != nil {
		return nil, err
	}
	p := newPerceptron(model.EntityClasses)
	r := rand.New(rand.NewPCG(5, 6))
	order := r.Perm(len(train))
	scores := make([]int32, model.EntityClasses)
	var keys []uint64
	var runs []model.NameRun
	for round := range rounds {
		right, all := 0, 0
		for _, k := range order {
			words := slices.Clone(train[k].words)
			runs = model.NameRuns(runs, words, tags.proper)
			for i := range words {
				keys = model.EntityFeatures(keys[:0], words, runs, i)
				clear(scores)
				p.score(keys, scores)
				guess := model.BestEntity(scores, words, i, anyClass)
				p.now++
				all++
				words[i].Entity = guess
				if train[k].allowed[i]>>guess&1 == 1 {
					right++
					continue
				}
				p.update(keys, topOf(scores, train[k].allowed[i]), int(guess))
			}
		}
		log.Printf("entities round %d: %.4f of %d", round+1, float64(right)/float64(all), all)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return p.pack([]string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}, 2, leastWeight, nil), nil
}

// topOf gives the best scored of the allowed classes.
func topOf(scores []int32, allowed uint) int {
	top := -1
	for c := range scores {
		if allowed>>c&1 == 1 && (top < 0 || scores[c] > scores[top]) {
			top = c
		}
	}
	return top
}
