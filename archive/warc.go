package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/report"
)

const (
	maxHeader     = 64 << 10 // bytes of a record's header
	maxHeaderLine = 16 << 10
)

// warc goes through the records of a WARC (ISO 28500): pages as they were answered, resources, and texts that were made of pages.
func (w *walker) warc(name string, in *bufio.Reader) bool {
	for {
		header, err := warcHeader(in)
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.fail(name, damaged(err))
		}
		size, err := strconv.ParseInt(header["content-length"], 10, 64)
		if err != nil || size < 0 {
			return w.fail(name, errors.New("is damaged: a record without its length"))
		}
		block := &io.LimitedReader{R: in, N: size}
		if !w.record(name, header, block) {
			return false
		}
		if _, err := io.Copy(io.Discard, block); err != nil {
			return w.fail(name, damaged(err))
		}
		if block.N > 0 {
			return w.fail(name, errors.New("ends too early"))
		}
	}
}

// warcHeader reads the header of the next record, with its names in lower case; io.EOF if there is none.
func warcHeader(in *bufio.Reader) (map[string]string, error) {
	var line []byte
	var err error
	for len(line) == 0 { // records end with empty lines
		if line, err = readLine(in, maxHeaderLine); err != nil {
			return nil, err
		}
	}
	if !bytes.HasPrefix(line, []byte("WARC/")) {
		return nil, errors.New("a record does not begin where the one before ends")
	}
	header := map[string]string{}
	for read := 0; ; {
		line, err := readLine(in, maxHeaderLine)
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if len(line) == 0 {
			return header, nil
		}
		if read += len(line); read > maxHeader {
			return nil, errors.New("the header of a record is too long")
		}
		name, value, is := strings.Cut(string(line), ":")
		if name = strings.ToLower(strings.TrimSpace(name)); is && header[name] == "" {
			header[name] = strings.TrimSpace(value)
		}
	}
}

// record gives the report of one record, if it may be one.
func (w *walker) record(name string, header map[string]string, block *io.LimitedReader) bool {
	address := strings.Trim(header["warc-target-uri"], "<>")
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Path == "/robots.txt" {
		return true
	}
	p := Piece{Name: name + "!" + address, Crawled: true, source: report.Source{Name: u.Path, ContentType: header["content-type"], URL: address}}
	var body io.Reader = block
	switch header["warc-type"] {
	case "response":
		if !strings.HasPrefix(header["content-type"], "application/http") {
			return true
		}
		response, err := http.ReadResponse(bufio.NewReader(block), nil)
		if err != nil {
			return w.fail(p.Name, damaged(err))
		}
		defer func() { _ = response.Body.Close() }()
		if response.StatusCode != http.StatusOK {
			return true
		}
		p.source.ContentType = response.Header.Get("Content-Type")
		body = response.Body
		switch packed := strings.ToLower(response.Header.Get("Content-Encoding")); packed {
		case "", "identity":
		case "gzip", "x-gzip":
			unpacked := bufio.NewReader(body)
			body = unpacked
			if head, _ := unpacked.Peek(2); bytes.Equal(head, []byte{0x1F, 0x8B}) { // some crawlers unpack and leave the header
				z, err := gzip.NewReader(unpacked)
				if err != nil {
					return w.fail(p.Name, damaged(err))
				}
				body = &metered{z, &w.budget}
			}
		default:
			return w.fail(p.Name, fmt.Errorf("is packed as %.20q, which is not read", packed))
		}
	case "resource", "conversion":
	default:
		return true
	}
	switch kind, _, _ := mime.ParseMediaType(p.source.ContentType); kind {
	case "text/html", "application/xhtml+xml", "text/plain", "":
	case "application/pdf":
		p.kind = pdf
	default: // pictures, styles, scripts
		return true
	}
	p.data, p.Err = w.readAll(body)
	if _, err := io.Copy(io.Discard, block); err != nil || block.N > 0 {
		return true // what is cut off is no report; the caller says that it is
	}
	return w.give(p) && !errors.Is(p.Err, errBomb)
}
