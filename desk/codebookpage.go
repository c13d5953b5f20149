package desk

import (
	"net/http"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/codebook"
	setting "github.com/tollbook/tollbook/codebook/page"
)

// Codebook is the list of what counts as an event.
type Codebook struct {
	Title    string          `json:"title"`
	Rule     string          `json:"rule"`
	Rules    []CodebookRule  `json:"rules"`
	Types    []*CodebookType `json:"types"`
	Lexicons []CodebookList  `json:"lexicons"`
	Word     string          `json:"word"`  // that is looked for
	Found    []CodebookFound `json:"found"` // patterns with the word
}

// A CodebookRule says how patterns and the reader go together.
type CodebookRule struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A CodebookType is one type of event.
type CodebookType struct {
	Name       string            `json:"name"`
	Means      string            `json:"means"`
	Not        string            `json:"not"` // what it is often taken for
	Quad       int               `json:"quad"`
	Boundaries []string          `json:"boundaries"`
	Modes      []CodebookMode    `json:"modes"`
	Codes      []codebook.Code   `json:"cameo"`
	Examples   []CodebookExample `json:"examples"`
	NearMisses []CodebookExample `json:"near_misses"`
	Folder     string            `json:"folder"`
}

// QuadName names the quad class.
func (t *CodebookType) QuadName() string { return setting.Quad(t.Quad) }

// A CodebookMode is one way in which an act is done, with the patterns that tell of it.
type CodebookMode struct {
	Name  string        `json:"name"`
	CAMEO string        `json:"cameo"`
	Means string        `json:"means"`
	Rows  []setting.Row `json:"patterns"`
}

// A CodebookExample is a sentence, with what must be found in it or why nothing may be.
type CodebookExample struct {
	Sentence string   `json:"sentence"`
	Expects  []string `json:"expects"`
	Known    string   `json:"known"` // why it is not read as it should be, where that is known
}

// A CodebookList is a list of words of a kind.
type CodebookList struct {
	Title string          `json:"title"`
	Means string          `json:"means"`
	Kinds []codebook.Kind `json:"kinds"`
}

// A CodebookFound is a row of patterns with a word.
type CodebookFound struct {
	Type string      `json:"type"`
	Mode string      `json:"mode"`
	Row  setting.Row `json:"patterns"`
}

// wholeCodebook is the codebook that is built in, set out for pages.
var wholeCodebook = sync.OnceValue(func() *Codebook {
	b := setting.Of(codebook.Default())
	c := &Codebook{Title: b.Title, Rule: b.Rule, Types: []*CodebookType{}}
	for _, r := range b.Rules {
		c.Rules = append(c.Rules, CodebookRule(r))
	}
	for _, l := range b.Lexicons {
		c.Lexicons = append(c.Lexicons, CodebookList(l))
	}
	for i := range b.Sections {
		s := &b.Sections[i]
		t := &CodebookType{Name: string(s.Name), Means: s.Means, Not: s.Not, Quad: s.Quad, Boundaries: s.Boundaries, Codes: s.Codes, Folder: s.Folder, Examples: codebookExamples(s.Found),
			NearMisses: codebookExamples(s.Near)}
		for _, m := range s.Modes {
			t.Modes = append(t.Modes, CodebookMode{m.Name, m.CAMEO, m.Means, m.Rows})
		}
		c.Types = append(c.Types, t)
	}
	return c
})

func codebookExamples(list []codebook.Example) []CodebookExample {
	out := []CodebookExample{}
	for i := range list {
		out = append(out, CodebookExample{list[i].Sentence, setting.Expects(&list[i]), list[i].Known})
	}
	return out
}

const mostFoundRows = 200

func (d *Desk) codebook(r *http.Request) (*view, error) {
	c := *wholeCodebook()
	c.Word = strings.ToLower(strings.TrimSpace(r.URL.Query().Get("word")))
	t := &table{Columns: []string{"type", "quad", "mode", "cameo", "patterns", "group", "options", "file", "line"}}
	for _, x := range c.Types {
		for _, m := range x.Modes {
			for _, row := range m.Rows {
				if c.Word != "" && !strings.Contains(strings.ToLower(strings.Join(row.Patterns, ", ")), c.Word) {
					continue
				}
				if c.Word != "" && len(c.Found) < mostFoundRows {
					c.Found = append(c.Found, CodebookFound{x.Name, m.Name, row})
				}
				t.Rows = append(t.Rows, []string{x.Name, plainInt(x.Quad), m.Name, m.CAMEO, strings.Join(row.Patterns, ", "), row.Group, row.Options, row.File, plainInt(row.Line)})
			}
		}
	}
	return &view{Title: "Codebook", Data: c, Table: t}, nil
}

func (d *Desk) codebookType(r *http.Request) (*view, error) {
	name := strings.ToUpper(r.PathValue("type"))
	var names []string
	for _, t := range wholeCodebook().Types {
		if t.Name == name {
			return &view{Title: t.Name, Data: t}, nil
		}
		names = append(names, t.Name)
	}
	return nil, missing("the codebook has no type "+name, "its types are "+strings.Join(names, ", "))
}
