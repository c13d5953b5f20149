package api

import (
	"bytes"
	"encoding/json"
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/record"
)

// schemaName names a type in the document: those of packages that have names in common with others after their package.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch folder := path.Base(t.PkgPath()); folder {
	case "check", "policy", "codebook", "access":
		return strings.ToUpper(folder[:1]) + folder[1:] + name
	case "record":
		if name != "Record" {
			return "Record" + name
		}
	case "huma":
		if name == "ErrorModel" {
			return "Problem"
		}
	}
	return name
}

// aliasContractTypes tells how the types of a record that write themselves look in JSON.
func aliasContractTypes(registry huma.Registry) {
	registry.RegisterTypeAlias(reflect.TypeFor[record.Nullable](), reflect.TypeFor[*string]())
	registry.RegisterTypeAlias(reflect.TypeFor[record.Mention](), reflect.TypeFor[[]any]())
	registry.RegisterTypeAlias(reflect.TypeFor[json.RawMessage](), reflect.TypeFor[any]())
}

// allowNull lets fields be null that are pointers to structs: the schemas that are made of them do not say so. Fields that are null are never left out.
func allowNull(registry huma.Registry) {
	for name, schema := range registry.Map() {
		t := registry.TypeFromRef("#/components/schemas/" + name)
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		for _, f := range reflect.VisibleFields(t) {
			key, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
			property := schema.Properties[key]
			if f.Type.Kind() != reflect.Pointer || property == nil || property.Ref == "" || strings.Contains(rest, "omitempty") {
				continue
			}
			schema.Properties[key] = &huma.Schema{Description: property.Description, AnyOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
		}
	}
}

// document gives the description as JSON, in the same bytes each time.
func document(operations huma.API) []byte {
	data, err := json.Marshal(operations.OpenAPI())
	var loose any // so that keys are in order
	if err == nil {
		err = json.Unmarshal(data, &loose)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err == nil {
		err = enc.Encode(loose)
	}
	if err != nil {
		panic(err) // it is made of this code alone
	}
	return out.Bytes()
}

// A contractRecord is a record in the form of the contract: its lists are never null.
type contractRecord struct{ *record.Record }

// MarshalJSON writes the record.
func (r contractRecord) MarshalJSON() ([]byte, error) {
	if r.Record == nil {
		return []byte("null"), nil
	}
	return r.JSON()
}

// Schema says what a record looks like.
func (contractRecord) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[record.Record](), true, "Record")
}
