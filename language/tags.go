package language

// Tag is a Universal Dependencies part of speech.
type Tag uint8

// The Universal parts of speech.
const (
	X Tag = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
)

var tagNames = [...]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
	"PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// String gives the tag as UD writes it.
func (t Tag) String() string { return tagNames[t] }

// ParseTag gives the tag of a UD name, X for one it does not know.
func ParseTag(name string) Tag {
	for i, n := range tagNames {
		if n == name {
			return Tag(i)
		}
	}
	return X
}

// Rel is a Universal Dependencies relation with the few subtypes that reading needs.
type Rel uint8

// The relations. A subtype that is not listed is read as its main type.
const (
	Dep Rel = iota
	Root
	Acl
	AclRelcl
	Advcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	Ccomp
	Clf
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjPass
	Det
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodPoss
	Nsubj
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblTmod
	NmodTmod
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
	relCount
)

var relNames = [relCount]string{"dep", "root", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass",
	"case", "cc", "ccomp", "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "det", "discourse",
	"dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass",
	"nummod", "obj", "obl", "obl:agent", "obl:tmod", "nmod:tmod", "orphan", "parataxis", "punct", "reparandum", "vocative",
	"xcomp"}

// String gives the relation as UD writes it.
func (r Rel) String() string { return relNames[r] }

// ParseRel gives the relation of a UD name. A subtype that is not listed gives its main type, an unknown name Dep.
func ParseRel(name string) Rel {
	for {
		for i, n := range relNames {
			if n == name {
				return Rel(i)
			}
		}
		cut := -1
		for i := len(name) - 1; i >= 0; i-- {
			if name[i] == ':' {
				cut = i
				break
			}
		}
		if cut < 0 {
			return Dep
		}
		name = name[:cut]
	}
}
