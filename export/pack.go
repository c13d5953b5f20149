package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/read"
)

// dataPackage is the description of a Frictionless data package.
type dataPackage struct {
	Profile   string       `json:"profile"`
	Name      string       `json:"name"`
	Title     string       `json:"title"`
	Version   string       `json:"version"`
	Licenses  []licence    `json:"licenses"`
	Tollbook  madeBy       `json:"tollbook"`
	Resources []dataOfPack `json:"resources"`
}

type licence struct {
	Name string `json:"name"`
}

// madeBy says which program wrote a package, and whose numbers its tables show. Records say themselves what made them.
type madeBy struct {
	Version  string          `json:"version"`
	Codebook string          `json:"codebook"` // SHA-256
	Model    string          `json:"model"`    // SHA-256
	Policies []policy.Policy `json:"policies"`
	Policy   policy.Policy   `json:"policy"` // of the table of incidents
	// Empty are the tables without a row. They have no file: programs that check packages take an empty one for a fault.
	Empty []string `json:"empty"`
}

type dataOfPack struct {
	Profile   string `json:"profile"`
	Name      string `json:"name"`
	Path      string `json:"path"`
	Title     string `json:"title"`
	Format    string `json:"format"`
	MediaType string `json:"mediatype"`
	Encoding  string `json:"encoding"`
	Bytes     int64  `json:"bytes"`
	Hash      string `json:"hash"`
	Schema    schema `json:"schema"`
}

type schema struct {
	Fields     []fieldOfData `json:"fields"`
	PrimaryKey []string      `json:"primaryKey"`
}

type fieldOfData struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// packFormat marks packages that this program can read.
const packFormat = "tollbook-ledger"

const describedIn = "datapackage.json"

// titles say what the tables of a package hold.
var titles = map[string]string{"text": "Texts, each once", "report": "Reports: publications of texts", "record": "What was read in reports", "judgement": "What people decided",
	"reference": "Names that incidents ever had", "page": "Pages as they were fetched", "visit": "How watching stands", "reading": "Which record of a report is in force"}

// Pack writes a whole ledger as a Frictionless data package: a zip file with its filed tables, a table of its incidents, and a description of them
// with their schemas and checksums.
func Pack(ctx context.Context, l *ledger.Ledger, w io.Writer, licenceName string) error {
	before, err := l.Generation(ctx)
	if err != nil {
		return err
	}
	p := dataPackage{Profile: "data-package", Name: packFormat, Title: "A ledger of what reports claim", Version: "1", Licenses: []licence{{licenceName}},
		Tollbook: madeBy{read.Version, codebook.SHA256(), language.Model(), policy.Policies, policy.ACLED, []string{}}}
	z := zip.NewWriter(w)
	incidents := dataOfPack{Profile: "tabular-data-resource", Name: "incidents", Path: "incidents.csv", Title: "Incidents, as they follow from the rest", Format: "csv", MediaType: "text/csv",
		Schema: incidentSchema()}
	err = p.add(z, incidents, func(w io.Writer) error {
		_, err := Write(ctx, l, csvFormat, Options{}, w)
		return err
	})
	if err != nil {
		return err
	}
	for _, t := range ledger.FiledTables() {
		resource := dataOfPack{Profile: "data-resource", Name: t.Name, Path: t.Name + ".jsonl", Title: titles[t.Name], Format: "ndjson", MediaType: "application/x-ndjson", Schema: filedSchema(t)}
		if err := p.add(z, resource, func(w io.Writer) error { return l.WriteFiled(ctx, t, w) }); err != nil {
			return err
		}
	}
	description, err := z.Create(describedIn)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(description)
	enc.SetIndent("", "  ")
	if err := enc.Encode(p); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if after, err := l.Generation(ctx); err != nil || after != before {
		return errors.Join(err, &ledger.Error{Err: errors.New("the ledger was written to while it was packed"), Hint: "give the command again when nobody files reports"})
	}
	return nil
}

// add writes a resource, and describes it; of an empty one it keeps the name.
func (p *dataPackage) add(z *zip.Writer, r dataOfPack, write func(io.Writer) error) error {
	sum := &counter{hash: sha256.New()}
	if err := write(io.MultiWriter(&entry{to: z, path: r.Path}, sum)); err != nil {
		return err
	}
	if sum.n == 0 {
		p.Tollbook.Empty = append(p.Tollbook.Empty, r.Name)
		return nil
	}
	r.Encoding, r.Bytes, r.Hash = "utf-8", sum.n, sum.String()
	p.Resources = append(p.Resources, r)
	return nil
}

// An entry is a file of a package, made when its first bytes are written.
type entry struct {
	to   *zip.Writer
	path string
	file io.Writer
}

// Write takes bytes.
func (e *entry) Write(b []byte) (n int, err error) {
	if e.file == nil {
		if len(b) == 0 {
			return 0, nil
		}
		if e.file, err = e.to.Create(e.path); err != nil {
			return 0, err
		}
	}
	return e.file.Write(b)
}

// A counter counts and hashes.
type counter struct {
	hash hash.Hash
	n    int64
}

// Write takes bytes.
func (c *counter) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return c.hash.Write(b)
}

// String gives the hash as packages have it.
func (c *counter) String() string { return "sha256:" + hex.EncodeToString(c.hash.Sum(nil)) }

func incidentSchema() schema {
	s := schema{PrimaryKey: []string{"id"}}
	t := reflect.TypeFor[line]()
	for i, name := range lineColumns {
		kind := "string"
		switch t.Field(i).Type.String() {
		case "*float64":
			kind = "number"
		case "*int32", "int32":
			kind = "integer"
		}
		s.Fields = append(s.Fields, fieldOfData{name, kind})
	}
	return s
}

func filedSchema(t ledger.FiledTable) schema {
	s := schema{PrimaryKey: t.Columns[:t.Key]}
	for _, name := range t.Columns {
		kind := "string"
		switch t.Name + "." + name {
		case "record.body":
			kind = "object"
		case "report.json", "page.status", "visit.failures":
			kind = "integer"
		}
		s.Fields = append(s.Fields, fieldOfData{name, kind})
	}
	return s
}

// ErrNoPackage says that a file is no package of a ledger.
var ErrNoPackage = errors.New("is no data package of a ledger")

// mostDescription is the longest description that Unpack reads.
const mostDescription = 1 << 20

// Unpack reads the filed tables of a package into an empty ledger, from which the rest can be derived. It checks that they are as they were written.
func Unpack(ctx context.Context, path string, into *ledger.Ledger) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return &ledger.Error{Err: fmt.Errorf("%s %w: %w", path, ErrNoPackage, err), Hint: "tollbook export package -o ledger.zip writes one"}
	}
	defer func() { _ = z.Close() }()
	p, err := described(&z.Reader)
	if err != nil {
		return &ledger.Error{Err: fmt.Errorf("%s %w: %w", path, ErrNoPackage, err), Hint: "tollbook export package -o ledger.zip writes one"}
	}
	for _, t := range ledger.FiledTables() {
		if err := unpackTable(ctx, &z.Reader, p, t, into); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func described(z *zip.Reader) (*dataPackage, error) {
	f, err := z.Open(describedIn)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, mostDescription+1))
	if err != nil {
		return nil, err
	}
	if len(data) > mostDescription {
		return nil, errors.New("its description is too long")
	}
	p := &dataPackage{}
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(p); err != nil {
		return nil, err
	}
	if p.Name != packFormat || p.Version != "1" {
		return nil, fmt.Errorf("it is %q, version %q", p.Name, p.Version)
	}
	return p, nil
}

func unpackTable(ctx context.Context, z *zip.Reader, p *dataPackage, t ledger.FiledTable, into *ledger.Ledger) error {
	if slices.Contains(p.Tollbook.Empty, t.Name) {
		return nil
	}
	for _, r := range p.Resources {
		if r.Name != t.Name {
			continue
		}
		f, err := z.Open(t.Name + ".jsonl") // never a path that a stranger wrote
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		sum := &counter{hash: sha256.New()}
		// No more is read than is told of: a small file may hold an endless one.
		if err := into.ReadFiled(ctx, t, io.TeeReader(io.LimitReader(f, r.Bytes+1), sum)); err != nil {
			return err
		}
		if sum.n != r.Bytes || !strings.EqualFold(sum.String(), r.Hash) {
			return fmt.Errorf("%s.jsonl is not as it was written: its checksum differs", t.Name)
		}
		return nil
	}
	return fmt.Errorf("it has no table %s", t.Name)
}
