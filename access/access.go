// Package access says who may do what over the network: accounts with roles, passwords, sessions, tokens for programs, logins by
// OpenID Connect, and a log of who did what.
package access

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// A Role says what somebody may do. Each may do what those before it may.
type Role string

// The roles.
const (
	Nobody Role = ""
	Reader Role = "reader" // reads; names of victims may be withheld from readers
	Coder  Role = "coder"  // files reports and judges
	Editor Role = "editor" // undoes the judgements of others, and reads the log
)

// Roles are all that an account can have, the lowest first.
var Roles = []Role{Reader, Coder, Editor}

// Includes says that a role may do what another may.
func (r Role) Includes(other Role) bool { return r.rank() >= other.rank() }

func (r Role) rank() int { return slices.Index(Roles, r) }

// ParseRole reads the name of a role.
func ParseRole(name string) (Role, error) {
	if r := Role(name); slices.Contains(Roles, r) {
		return r, nil
	}
	return Nobody, fmt.Errorf("there is no role %q: roles are reader, coder and editor", name)
}

// A Scope is what a token may be used for, as far as its owner's role allows it.
type Scope string

// The scopes.
const (
	ToRead  Scope = "read"  // what readers read, and reading a text that is not filed
	ToFile  Scope = "file"  // filing reports
	ToJudge Scope = "judge" // judging, and undoing
)

// Scopes are all of them.
var Scopes = []Scope{ToRead, ToFile, ToJudge}

// An Identity is who asks.
type Identity struct {
	Name   string // empty for whoever is at this machine, and for nobody
	Role   Role
	Via    string  // session, token, local, or empty
	Scopes []Scope // of a token; nil where all is allowed that the role allows
}

// needed is the role that each scope needs.
var needed = map[Scope]Role{ToRead: Reader, ToFile: Coder, ToJudge: Coder}

// May says whether somebody may do something.
func (i Identity) May(scope Scope) bool {
	return i.Role != Nobody && i.Role.Includes(needed[scope]) && (i.Scopes == nil || slices.Contains(i.Scopes, scope))
}

// SeesNames says whether somebody sees names that are withheld from readers. A token sees them only where it is for more than reading.
func (i Identity) SeesNames() bool { return i.May(ToJudge) || i.May(ToFile) }

// Author gives the name under which somebody judges: that of the account, and whatever a person at this machine calls himself.
func (i Identity) Author(called string) string {
	switch {
	case i.Name != "":
		return i.Name
	case strings.TrimSpace(called) != "":
		return called
	}
	return "local"
}

type identityKey struct{}

type addressKey struct{}

// AddressFrom gives the network address that a request comes from.
func AddressFrom(ctx context.Context) string {
	address, _ := ctx.Value(addressKey{}).(string)
	return address
}

// asked gives the context of a request, in which somebody asks.
func asked(r *http.Request, who Identity) context.Context {
	return context.WithValue(With(r.Context(), who), addressKey{}, addressOf(r))
}

// With gives a context in which somebody asks.
func With(ctx context.Context, who Identity) context.Context {
	return context.WithValue(ctx, identityKey{}, who)
}

// Who gives who asks. Where no middleware has said, it is nobody.
func Who(ctx context.Context) Identity {
	who, _ := ctx.Value(identityKey{}).(Identity)
	return who
}

// Local is the middleware of a server that only this machine can reach and on which nobody has an account: whoever asks may do all. It
// refuses requests that another site's page makes, also under a name that leads to this machine.
func Local(next http.Handler) http.Handler {
	return sameSite(onlyHosts(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(asked(r, Identity{Role: Editor, Via: "local"})))
	}), ""), "")
}
