// Package alert tells people and programs of incidents that a saved search finds: by webhook, by mail, in an Atom feed; each incident once to each.
package alert

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// A File is what stands in a file of alerts.
type File struct {
	Desk   string // address of the desk to which links lead; empty for none
	Server *Server
	Alerts []Alert
}

// An Alert is a saved search and who is told what it finds.
type Alert struct {
	Name      string
	Search    string // as it is written
	Policy    policy.Policy
	Receivers []Receiver

	query ledger.Query
}

// A Kind is a way of telling.
type Kind string

// The kinds.
const (
	Webhook Kind = "webhook"
	Mail    Kind = "mail"
	Atom    Kind = "atom"
)

// A Receiver is told.
type Receiver struct {
	Kind    Kind
	Address string         // of the web, of mail, or the path of a file
	Allow   []netip.Prefix // private addresses that a webhook may lead to

	secret []byte
}

// Key gives the name by which the ledger knows a receiver. It does not tell the address, which may be a secret.
func (r *Receiver) Key() string {
	sum := sha256.Sum256([]byte(r.Address))
	return string(r.Kind) + " " + hex.EncodeToString(sum[:16])
}

// String names a receiver for people. The path of a webhook is left out, since it may be a secret.
func (r *Receiver) String() string {
	if u, err := url.Parse(r.Address); err == nil && r.Kind == Webhook {
		return string(r.Kind) + " " + u.Scheme + "://" + u.Host
	}
	return string(r.Kind) + " " + r.Address
}

// A Server takes mail.
type Server struct {
	Host     string
	Port     string
	From     string
	User     string
	TLS      string // starttls, implicit or none
	password string
}

// A Fault is a line that cannot be used.
type Fault struct {
	Line   int
	Reason string
}

func (f Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Reason) }

var comment = regexp.MustCompile(`(^|\s)#.*$`)

// Parse reads a file of alerts: one setting a line, "alert" with a name before those of each alert; what follows "#" at the start or after a space is a
// comment. A value such as $NAME is taken from a variable, which getenv gives.
func Parse(r io.Reader, getenv func(string) string) (*File, []Fault, error) {
	f := &File{}
	p := &parser{file: f, getenv: getenv}
	var faults []Fault
	begun := map[string]int{}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(comment.ReplaceAllString(strings.TrimPrefix(in.Text(), "\uFEFF"), ""))
		if line == "" {
			continue
		}
		word, rest := cutWord(line)
		err := p.line(word, rest)
		if err == nil && word == "alert" {
			if before := begun[rest]; before > 0 {
				err = fmt.Errorf("an alert of this name begins in line %d already", before)
			}
			begun[rest] = n
		}
		if err != nil {
			faults = append(faults, Fault{n, err.Error()})
		}
	}
	for _, a := range f.Alerts {
		if err := a.check(f); err != nil {
			faults = append(faults, Fault{begun[a.Name], err.Error()})
		}
	}
	return f, faults, in.Err()
}

func cutWord(s string) (word, rest string) {
	if at := strings.IndexAny(s, " \t"); at >= 0 {
		return s[:at], strings.TrimSpace(s[at:])
	}
	return s, ""
}

// check says what an alert lacks.
func (a *Alert) check(f *File) error {
	switch {
	case a.Search == "":
		return fmt.Errorf("alert %q has no search", a.Name)
	case len(a.Receivers) == 0:
		return fmt.Errorf("alert %q tells nobody: webhook, mail or atom", a.Name)
	}
	for _, r := range a.Receivers {
		if r.Kind == Mail && f.Server == nil {
			return fmt.Errorf("alert %q sends mail, and no line smtp says by which server", a.Name)
		}
	}
	return nil
}

// A parser reads line by line.
type parser struct {
	file   *File
	getenv func(string) string
}

func (p *parser) line(word, rest string) error {
	var current *Alert
	if n := len(p.file.Alerts); n > 0 {
		current = &p.file.Alerts[n-1]
	}
	switch {
	case rest == "":
		return fmt.Errorf("something is missing after %q", word)
	case word == "desk":
		if !isWeb(rest) {
			return fmt.Errorf("%q is no address of the web", rest)
		}
		p.file.Desk = strings.TrimSuffix(rest, "/")
		return nil
	case word == "smtp":
		return p.server(strings.Fields(rest))
	case word == "alert":
		p.file.Alerts = append(p.file.Alerts, Alert{Name: rest, Policy: "acled"})
		return nil
	case current == nil:
		return fmt.Errorf("%q stands before the first alert: desk, smtp or alert", word)
	}
	return p.of(current, word, rest)
}

// of takes a line of an alert.
func (p *parser) of(a *Alert, word, rest string) (err error) {
	switch word {
	case "search":
		if a.Search != "" {
			return errors.New("an alert has one search")
		}
		a.Search = rest
		a.query, err = ledger.ParseSearch(rest)
	case "policy":
		a.Policy, err = policy.Parse(rest)
	case "webhook":
		return p.webhook(a, strings.Fields(rest))
	case "mail":
		address, err := mail.ParseAddress(rest)
		if err != nil {
			return fmt.Errorf("%q is no address of mail", rest)
		}
		return a.add(Receiver{Kind: Mail, Address: address.Address})
	case "atom":
		return a.add(Receiver{Kind: Atom, Address: rest})
	default:
		return fmt.Errorf("%q is no setting: desk, smtp, alert, search, policy, webhook, mail, atom", word)
	}
	return err
}

func (a *Alert) add(r Receiver) error {
	for _, other := range a.Receivers {
		if other.Key() == r.Key() {
			return errors.New("this alert tells the same already")
		}
	}
	a.Receivers = append(a.Receivers, r)
	return nil
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

// leastSecret is how long a secret must be that signs.
const leastSecret = 16

func (p *parser) webhook(a *Alert, words []string) error {
	r := Receiver{Kind: Webhook, Address: words[0]}
	if !isWeb(r.Address) {
		return fmt.Errorf("%q is no address of the web", r.Address)
	}
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "secret":
			secret, err := p.value(value)
			if err != nil {
				return err
			}
			if r.secret, err = secretOf(secret); err != nil {
				return err
			}
		case "allow":
			for address := range strings.SplitSeq(value, ",") {
				prefix, err := prefixOf(address)
				if err != nil {
					return err
				}
				r.Allow = append(r.Allow, prefix)
			}
		default:
			return fmt.Errorf("there is no option %q: secret, allow", name)
		}
	}
	if len(r.secret) == 0 {
		return errors.New("a webhook needs secret=$NAME, a variable that holds what it is signed with")
	}
	return a.add(r)
}

// value takes a value such as $NAME from a variable.
func (p *parser) value(s string) (string, error) {
	name, is := strings.CutPrefix(s, "$")
	if !is {
		return s, nil
	}
	if v := p.getenv(name); v != "" {
		return v, nil
	}
	return "", fmt.Errorf("the variable %s is not set", name)
}

// secretOf gives the key that a secret stands for: after whsec_, in base64, as in Standard Webhooks; else its own bytes.
func secretOf(s string) ([]byte, error) {
	key := []byte(s)
	if packed, is := strings.CutPrefix(s, "whsec_"); is {
		var err error
		if key, err = base64.StdEncoding.DecodeString(packed); err != nil {
			return nil, errors.New("what follows whsec_ in the secret is no base64")
		}
	}
	if len(key) < leastSecret {
		return nil, fmt.Errorf("the secret is shorter than %d bytes", leastSecret)
	}
	return key, nil
}

func prefixOf(s string) (netip.Prefix, error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return p.Masked(), nil
	}
	ip, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("allow=%s names no address such as 10.0.0.5, or network such as 10.0.0.0/24", s)
	}
	return netip.PrefixFrom(ip, ip.BitLen()), nil
}

func (p *parser) server(words []string) error {
	s := &Server{TLS: "starttls"}
	var err error
	if s.Host, s.Port, err = net.SplitHostPort(words[0]); err != nil || s.Host == "" || s.Port == "" {
		return fmt.Errorf("%q is no server with its port, such as mail.example.org:587", words[0])
	}
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		if value, err = p.value(value); err != nil {
			return err
		}
		switch name {
		case "from":
			address, err := mail.ParseAddress(value)
			if err != nil {
				return fmt.Errorf("from=%s is no address of mail", value)
			}
			s.From = address.Address
		case "user":
			s.User = value
		case "password":
			s.password = value
		case "tls":
			if value != "starttls" && value != "implicit" && value != "none" {
				return fmt.Errorf("tls=%s is neither starttls, implicit nor none", value)
			}
			s.TLS = value
		default:
			return fmt.Errorf("there is no option %q: from, user, password, tls", name)
		}
	}
	switch {
	case s.From == "":
		return errors.New("smtp needs from=, the address that mails come from")
	case s.TLS == "none" && s.password != "":
		return errors.New("a password is not sent without TLS")
	}
	p.file.Server = s
	return nil
}
