// Package archive takes reports out of archives, one by one and in constant memory: WARC and WACZ, mbox and EML, PDF, and ZIP, TAR and GZ of all these; and
// Parquet.
package archive

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/report"
)

// Options say how much is taken.
type Options struct {
	MaxPiece int         // bytes of one report as it comes
	Count    func(n int) // is called with the bytes of the file that were read; nil for none
}

// Is says whether a file holds reports in a form that this package reads. A file that cannot be opened does not.
func Is(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, headSize)
	n, _ := io.ReadFull(f, head)
	kind := kindOf(name, head[:n])
	return kind != file && kind != lines // which the commands read themselves
}

// Open gives the reports of a file one by one, in their order. Those that cannot be read are given as pieces with an error; so is what is wrong with
// the archive as a whole, which then ends.
func Open(name string, opt Options) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		w := &walker{Options: opt, yield: yield}
		f, err := os.Open(name)
		if err != nil {
			w.fail(name, plain(err))
			return
		}
		defer func() { _ = f.Close() }()
		info, err := f.Stat()
		if err != nil {
			w.fail(name, plain(err))
			return
		}
		w.size = info.Size()
		head := make([]byte, headSize)
		n, _ := f.ReadAt(head, 0)
		if kindOf(name, head[:n]) == zipped {
			w.zip(name, f, info.Size(), 0)
			return
		}
		if kindOf(name, head[:n]) == columnar {
			w.parquet(name, f, info.Size())
			return
		}
		w.stream(name, name, &counting{f, opt.Count}, 0)
	}
}

// plain leaves out what the caller says: the operation and the name.
func plain(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return fmt.Errorf("cannot be opened: %w", p.Err)
	}
	return err
}

type kind int

const (
	file kind = iota // text, HTML or JSON
	lines
	gzipped
	zipped
	tarred
	warc
	mbox
	mail
	pdf
	columnar // Parquet
)

const headSize = 1024

var (
	mboxHead = regexp.MustCompile(`\AFrom [^\n]*\d\d:\d\d[^\n]*\n[A-Za-z-]+:`)
	// office documents are ZIP files, but no archives.
	office = []string{".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".apk"}
)

// kindOf tells what a file is by its beginning, and by its name where that says nothing.
func kindOf(name string, head []byte) kind {
	ext := strings.ToLower(path.Ext(name))
	switch {
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}):
		return gzipped
	case bytes.HasPrefix(head, []byte("WARC/")):
		return warc
	case bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("%PDF-")):
		return pdf
	case (bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))) && !slices.Contains(office, ext):
		return zipped
	case len(head) >= 262 && string(head[257:262]) == "ustar":
		return tarred
	case bytes.HasPrefix(head, []byte("PAR1")):
		return columnar
	case ext == ".mbox" || ext == ".mbx" || mboxHead.Match(head):
		return mbox
	case ext == ".eml":
		return mail
	case ext == ".jsonl" || ext == ".ndjson":
		return lines
	}
	return file
}

// A walker goes through an archive. Its methods say whether there is a use in going on.
type walker struct {
	Options
	budget
	yield func(Piece) bool
}

func (w *walker) fail(name string, err error) bool {
	return w.give(Piece{Name: name, Err: err}) && !errors.Is(err, errBomb)
}

// give hands out a piece.
func (w *walker) give(p Piece) bool {
	if w.pieces++; w.pieces > maxPieces {
		w.yield(Piece{Name: p.Name, Err: fmt.Errorf("the archive holds more than %d reports", maxPieces)})
		return false
	}
	return w.yield(p)
}

// stream goes through what a reader gives, whatever it is. base is the file's own name, from which what it is packed in is taken off.
func (w *walker) stream(name, base string, r io.Reader, depth int) bool {
	if depth > maxDepth {
		return w.fail(name, fmt.Errorf("archives in archives, more than %d deep", maxDepth))
	}
	in := bufio.NewReaderSize(r, 64<<10)
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.fail(name, damaged(err))
	}
	switch kindOf(base, head) {
	case gzipped:
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return w.fail(name, damaged(err))
		}
		return w.stream(name, withoutGzip(base), &metered{unpacked, &w.budget}, depth+1)
	case zipped:
		return w.spool(name, in, depth)
	case tarred:
		return w.tar(name, in, depth)
	case warc:
		return w.warc(name, in)
	case mbox:
		return w.mbox(name, in)
	case lines:
		return w.lines(name, in)
	case mail:
		return w.whole(Piece{Name: name, kind: mail}, in)
	case pdf:
		return w.whole(Piece{Name: name, kind: pdf}, in)
	case columnar:
		return w.fail(name, errors.New("is a Parquet file, which is read from its end: take it out of the archive first"))
	}
	return w.whole(Piece{Name: name, source: report.Source{Name: base}}, in)
}

// damaged says that an archive cannot be read on; what was read before stands.
func damaged(err error) error {
	if errors.Is(err, errBomb) {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("ends too early")
	}
	return fmt.Errorf("is damaged: %w", err)
}

func withoutGzip(name string) string {
	lower := strings.ToLower(name)
	switch {
	case strings.HasSuffix(lower, ".tgz"):
		return name[:len(name)-3] + "tar"
	case strings.HasSuffix(lower, ".gz"):
		return name[:len(name)-3]
	}
	return name
}

// whole gives all of a reader as one piece.
func (w *walker) whole(p Piece, r io.Reader) bool {
	p.data, p.Err = w.readAll(r)
	return w.give(p) && !errors.Is(p.Err, errBomb)
}

var errLong = errors.New("is too long for one report")

// readAll reads a report as it comes.
func (w *walker) readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(w.MaxPiece)+1))
	switch {
	case err != nil:
		return nil, damaged(err)
	case len(data) > w.MaxPiece:
		return nil, errLong
	}
	return data, nil
}

// lines gives the lines of a file, each a report in JSON.
func (w *walker) lines(name string, in *bufio.Reader) bool {
	for n := 1; ; n++ {
		line, err := readLine(in, w.MaxPiece)
		if errors.Is(err, io.EOF) {
			return true
		}
		p := Piece{Name: fmt.Sprintf("%s: line %d", name, n), kind: lines, data: line, Err: err}
		if err != nil && !errors.Is(err, errLong) {
			return w.fail(p.Name, damaged(err))
		}
		if len(bytes.TrimSpace(line)) == 0 && err == nil {
			continue
		}
		if !w.give(p) {
			return false
		}
	}
}

// readLine reads a line without its end, and all of one that is too long without keeping it. The last line needs no end.
func readLine(in *bufio.Reader, most int) (line []byte, err error) {
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > most {
			long, line = true, nil
		}
		if !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && (len(line) > 0 || long):
		case err != nil:
			return nil, err
		}
		if long {
			return nil, errLong
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

// tar goes through the files of a TAR.
func (w *walker) tar(name string, in io.Reader, depth int) bool {
	t := tar.NewReader(in)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.fail(name, damaged(err))
		}
		if h.Typeflag == tar.TypeReg && !hidden(h.Name) && !w.stream(name+"!"+h.Name, h.Name, t, depth+1) {
			return false
		}
	}
}

// hidden says that a file is no report but something of the machine's.
func hidden(name string) bool {
	return strings.HasPrefix(path.Base(name), ".") || strings.HasPrefix(name, "__MACOSX/")
}

// zip goes through the files of a ZIP; of a WACZ, which is one, through its WARCs.
func (w *walker) zip(name string, r io.ReaderAt, size int64, depth int) bool {
	if depth > maxDepth {
		return w.fail(name, fmt.Errorf("archives in archives, more than %d deep", maxDepth))
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return w.fail(name, damaged(err))
	}
	crawl := slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "datapackage.json" }) &&
		slices.ContainsFunc(z.File, func(f *zip.File) bool { return isCrawl(f.Name) })
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") || hidden(f.Name) || crawl && !isCrawl(f.Name) {
			continue
		}
		if !w.zippedFile(name+"!"+f.Name, f, depth) {
			return false
		}
		if depth == 0 && w.Count != nil {
			w.Count(int(f.CompressedSize64))
		}
	}
	return true
}

func isCrawl(name string) bool {
	return strings.HasPrefix(name, "archive/") && (strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz"))
}

func (w *walker) zippedFile(name string, f *zip.File, depth int) bool {
	if f.Flags&1 != 0 {
		return w.fail(name, errors.New("is encrypted"))
	}
	in, err := f.Open()
	if err != nil {
		return w.fail(name, damaged(err))
	}
	defer func() { _ = in.Close() }()
	return w.stream(name, f.Name, &metered{in, &w.budget}, depth+1)
}

// spool puts a ZIP that lies in another archive into a file, since it is read from its end.
func (w *walker) spool(name string, in io.Reader, depth int) bool {
	f, err := os.CreateTemp("", "tollbook-*.zip")
	if err != nil {
		return w.fail(name, err)
	}
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}()
	size, err := io.Copy(f, io.LimitReader(in, maxSpool+1))
	if err != nil {
		return w.fail(name, damaged(err))
	}
	if size > maxSpool {
		return w.fail(name, fmt.Errorf("is a ZIP of more than %d MB within an archive; unpack it first", maxSpool/1_000_000))
	}
	return w.zip(name, f, size, depth+1)
}
