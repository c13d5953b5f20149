package codebook

// Rule says in one sentence how patterns and the reader, the statistical model that reads every report first, go together.
const Rule = "Where the reader is sure, it decides; where it is not, the codebook and the tree do."

// Rules say the same step by step, and how patterns go together with each other. "tollbook codebook explain" uses these words.
var Rules = []struct{ Name, Text string }{
	{"no event", `A word of the codebook is no act of violence where the reader is sure, four to one, that it tells of no event; a verb's pattern of several words ("plant .. mine") stands by itself.`},
	{"no pattern", "A word without a pattern is an act of violence where the reader takes it for one and pairs it with somebody or something hit, a means or a place."},
	{"barred", "What a pattern of one word says is not meant, by unless, not-object or without, the reader does not bring back."},
	{"news", "What the first sentence tells of is of the type that the reader and the codebook find likeliest together. Of types that are not PLOVER's the reader knows nothing, and the codebook decides."},
	{"pairs", "In violence and coercion, who acts, who and what is hit, by what means, where and when, is what the reader pairs with the word in its sentence; what it leaves open, and all else, comes from the tree."},
	{"path", "Where a pattern says itself by a path where an argument hangs, that is all that counts."},
	{"most", "Of patterns that share words, the one that says most is taken: strong before weak, more words before fewer, conditions before none. Patterns of a codebook that extends another come before those that it extends."},
	{"sure", "Where a sure pattern tells of the news, its type stands, whatever the reader takes the sentence for."},
	{"weak", "A weak pattern joins an event of its type, and begins one only beside another sign of it."},
	{"words", "A deed that is only spoken of is what the words are: help that is promised is AGREE, help that is refused REJECT, a measure that is announced THREATEN. Force keeps its type, and has its realis."},
	{"silent", "An act of words or of diplomacy in which nobody is told to act on anybody is left out where the report tells of others."},
	{"vague", "Talk of violence without place, day, person, figure, weapon or target is left out, but for the first sentence and the title."},
	{"tally", "A total of many acts over weeks or months is a figure, and no act of its own."},
}

// RuleText gives the words of a rule by its name.
func RuleText(name string) string {
	for _, r := range Rules {
		if r.Name == name {
			return r.Text
		}
	}
	panic("codebook: no rule " + name) // the names are all written in this program
}
