package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // encodings of mails
	gomail "github.com/emersion/go-message/mail"

	"github.com/tollbook/tollbook/report"
)

// mbox goes through the mails of a mailbox: each begins with a line "From …" after an empty one.
func (w *walker) mbox(name string, in *bufio.Reader) bool {
	p := Piece{Name: name + "!1", kind: mail}
	n, empty := 0, true
	give := func() bool {
		if n == 0 {
			return true
		}
		if len(p.data) > w.MaxPiece {
			p.data, p.Err = nil, errLong
		}
		return w.give(p)
	}
	for {
		line, err := readLine(in, w.MaxPiece)
		if errors.Is(err, io.EOF) {
			return give() && (n > 0 || w.fail(name, errors.New("is no mailbox: no line begins with From")))
		}
		if err != nil && !errors.Is(err, errLong) {
			return give() && w.fail(name, damaged(err))
		}
		if empty && bytes.HasPrefix(line, []byte("From ")) {
			if !give() {
				return false
			}
			n++
			p = Piece{Name: fmt.Sprintf("%s!%d", name, n), kind: mail}
			empty = false
			continue
		}
		empty = len(line) == 0 && err == nil
		if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
			line = line[1:]
		}
		if len(p.data) <= w.MaxPiece { // of what is too long only so much is kept
			p.data = append(append(p.data, line...), '\n')
		}
		if errors.Is(err, errLong) {
			p.Err = errLong
		}
	}
}

const (
	maxParts = 1000 // of a mail
	// Parts in parts are read through all that they lie in, so that thousands of them would take minutes.
	maxNested = 100
)

var boundary = regexp.MustCompile(`(?i)boundary\s*=`)

// fromMail reads a mail: its first text is the report, else its first page.
func fromMail(data []byte, opt report.Options) (*report.Report, error) {
	if len(boundary.FindAllIndex(data, maxNested+1)) > maxNested {
		return nil, errors.New("is a mail with too many parts in parts")
	}
	entity, err := message.ReadWithOptions(bytes.NewReader(data), &message.ReadOptions{MaxHeaderBytes: 1 << 20})
	if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return nil, fmt.Errorf("is no mail: %w", err)
	}
	if entity.Header.Len() == 0 {
		return nil, errors.New("is no mail: it has no header")
	}
	in := gomail.NewReader(entity)
	defer func() { _ = in.Close() }()
	text, page := "", ""
	for range maxParts {
		part, err := in.NextPart()
		if errors.Is(err, io.EOF) || part == nil {
			break
		}
		inline, is := part.Header.(*gomail.InlineHeader)
		if !is { // an attachment
			continue
		}
		kind, _, _ := inline.ContentType()
		body, err := io.ReadAll(io.LimitReader(part.Body, int64(opt.MaxInput())))
		if err != nil {
			continue // another part may be whole
		}
		switch {
		case (kind == "text/plain" || kind == "") && text == "":
			text = string(body)
		case kind == "text/html" && page == "":
			page = string(body)
		}
	}
	return mailReport(&in.Header, text, page, opt)
}

func mailReport(h *gomail.Header, text, page string, opt report.Options) (rep *report.Report, err error) {
	text = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\uFFFD"))
	switch {
	case text != "":
		rep, err = report.FromText(text, opt)
	case page != "":
		rep, err = report.FromHTML(strings.ToValidUTF8(page, "\uFFFD"), "", opt)
	default:
		err = errors.New("is a mail without a text")
	}
	if err != nil {
		return nil, err
	}
	if subject, err := h.Subject(); err == nil && subject != "" {
		rep.Title = strings.Join(strings.Fields(strings.ToValidUTF8(subject, "\uFFFD")), " ")
	}
	if from, err := h.AddressList("From"); err == nil && len(from) > 0 {
		setAuthor(rep, cmp.Or(from[0].Name, from[0].Address))
	}
	if sent, err := h.Date(); err == nil && sent.Year() >= 1970 && sent.Year() < 2200 {
		rep.Published = sent.Format(time.RFC3339)
	}
	if id, err := h.MessageID(); err == nil {
		rep.ID = id
	}
	if list := h.Get("List-Id"); list != "" { // "The list" <list.example>
		name, _, _ := strings.Cut(list, "<")
		rep.Publisher = cmp.Or(strings.Trim(name, ` "`), strings.Trim(list, "<> "))
	}
	if u, err := url.Parse(strings.Trim(h.Get("Archived-At"), "<> ")); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil {
		rep.URL = u.String()
	}
	return rep, nil
}
