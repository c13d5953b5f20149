package api

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed templates
var files embed.FS

var referencePage = template.Must(template.New("reference.html").Funcs(template.FuncMap{"prose": prose}).ParseFS(files, "templates/reference.html"))

// A chapter is the operations of one tag.
type chapter struct {
	Name, Description string
	Operations        []operation
}

type operation struct {
	ID, Method, Path, Summary, Description string
	Parameters                             []parameter
	Body                                   *shape
	Answers                                []reply
}

type parameter struct {
	Name, In    string
	Required    bool
	Shape       shape
	Description string
}

type reply struct {
	Status, Description string
	Content             []content
}

type content struct {
	Type  string
	Shape shape
}

// A shape says what a value is: words, and the schema of its own that it leads to.
type shape struct {
	Words, Schema string
}

type schemaInfo struct {
	Name, Description string
	Fields            []parameter
}

// chapters gives the description in the order in which people read it.
func chapters(operations huma.API) (out []chapter) {
	all := operations.OpenAPI()
	for _, tag := range all.Tags {
		c := chapter{Name: tag.Name, Description: tag.Description}
		for _, path := range slices.Sorted(maps.Keys(all.Paths)) {
			item := all.Paths[path]
			for _, op := range []*huma.Operation{item.Get, item.Post} {
				if op != nil && slices.Contains(op.Tags, tag.Name) {
					c.Operations = append(c.Operations, describe(op))
				}
			}
		}
		out = append(out, c)
	}
	return out
}

func describe(op *huma.Operation) operation {
	o := operation{ID: op.OperationID, Method: op.Method, Path: op.Path, Summary: op.Summary, Description: op.Description}
	for _, p := range op.Parameters {
		o.Parameters = append(o.Parameters, parameter{p.Name, p.In, p.Required, shapeOf(p.Schema), cmp.Or(p.Description, p.Schema.Description)})
	}
	if op.RequestBody != nil {
		body := shapeOf(op.RequestBody.Content["application/json"].Schema)
		o.Body = &body
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		r := op.Responses[status]
		one := reply{Status: status, Description: r.Description}
		for _, t := range slices.Sorted(maps.Keys(r.Content)) {
			one.Content = append(one.Content, content{t, shapeOf(r.Content[t].Schema)})
		}
		o.Answers = append(o.Answers, one)
	}
	return o
}

// shapeOf says in words what a value is.
func shapeOf(s *huma.Schema) shape {
	switch {
	case s == nil:
		return shape{Words: "anything"}
	case s.Ref != "":
		return shape{Schema: s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]}
	case len(s.AnyOf) > 0:
		of := shapeOf(s.AnyOf[0])
		of.Words = "or null"
		return of
	case s.Type == "array":
		of := shapeOf(s.Items)
		of.Words = strings.TrimSpace("list of " + of.Words)
		return of
	case s.Title != "":
		return shape{Words: s.Title}
	}
	words := cmp.Or(s.Type, "anything")
	if len(s.Enum) > 0 {
		words = strings.Trim(strings.ReplaceAll(fmt.Sprint(s.Enum), " ", ", "), "[]")
	}
	if s.Nullable {
		words += " or null"
	}
	if s.Minimum != nil && s.Maximum != nil {
		words += fmt.Sprintf(" %g to %g", *s.Minimum, *s.Maximum)
	}
	if s.Default != nil {
		words += fmt.Sprintf(", else %v", s.Default)
	}
	return shape{Words: words}
}

// schemas gives the schemas that the document names.
func schemas(operations huma.API) (out []schemaInfo) {
	all := operations.OpenAPI().Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		s := all[name]
		info := schemaInfo{Name: name, Description: s.Description}
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			p := s.Properties[field]
			info.Fields = append(info.Fields, parameter{Name: field, Shape: shapeOf(p), Description: p.Description, Required: slices.Contains(s.Required, field)})
		}
		out = append(out, info)
	}
	return out
}

// reference gives the page that describes the interface to people.
func reference(operations huma.API) []byte {
	all := operations.OpenAPI()
	var out bytes.Buffer
	err := referencePage.Execute(&out, struct {
		Title, Version, Description, Prefix string
		Chapters                            []chapter
		Schemas                             []schemaInfo
	}{all.Info.Title, all.Info.Version, all.Info.Description, Prefix, chapters(operations), schemas(operations)})
	if err != nil {
		panic(err) // it is made of this code alone
	}
	return out.Bytes()
}

// prose makes HTML of a description: its paragraphs, and `code`.
func prose(text string) template.HTML {
	var out strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		out.WriteString("<p>")
		for i, part := range strings.Split(paragraph, "`") {
			if i%2 == 1 {
				out.WriteString("<code>" + template.HTMLEscapeString(part) + "</code>")
			} else {
				out.WriteString(template.HTMLEscapeString(part))
			}
		}
		out.WriteString("</p>\n")
	}
	return template.HTML(out.String()) // escaped above
}
