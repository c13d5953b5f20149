package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A User is who looks at the desk.
type User struct {
	Name string // as judgements are signed
	Role string // reader, coder or editor
	// LogsIn says that people log in here: somebody without a name has not yet.
	LogsIn bool
	// Local says that nobody has to say who he is, and whoever asks may give himself a name.
	Local bool
}

type userKey struct{}

type refusedKey struct{}

// Refused has the desk answer a request with a page that says why it is refused.
func Refused(ctx context.Context, status int, reason, hint string) context.Context {
	return context.WithValue(ctx, refusedKey{}, &problem{status, reason, hint})
}

// WithUser says who asks. What checks a session calls it before the desk is asked.
func WithUser(ctx context.Context, u User) context.Context {
	return context.WithValue(ctx, userKey{}, u)
}

// UserOf tells who asks. Where nobody has to say who he is, as on one's own machine, he is "you" and may do everything.
func UserOf(ctx context.Context) User {
	if u, ok := ctx.Value(userKey{}).(User); ok {
		return u
	}
	return User{Name: "you", Role: "editor"}
}

const (
	nameCookie = "name"
	mostName   = 60 // code points
)

// withName names whoever asks where nobody has to say who he is: as he calls himself in this browser, or else as the desk was told.
func (d *Desk) withName(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, known := r.Context().Value(userKey{}).(User); !known {
			u := UserOf(r.Context())
			u.Name, u.Local = cmp.Or(nameIn(r), d.options.As, u.Name), true
			r = r.WithContext(WithUser(r.Context(), u))
		}
		next.ServeHTTP(w, r)
	})
}

// nameIn gives what somebody calls himself in his browser; empty for nothing.
func nameIn(r *http.Request) string {
	c, err := r.Cookie(nameCookie)
	if err != nil {
		return ""
	}
	name, err := url.QueryUnescape(c.Value)
	if err != nil || !isName(name) {
		return ""
	}
	return name
}

// isName says whether a decision can be signed with a name.
func isName(name string) bool {
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	return name != "" && name == strings.TrimSpace(name) && utf8.ValidString(name) && utf8.RuneCountInString(name) <= mostName && !strings.ContainsFunc(name, odd)
}

// setName keeps what somebody calls himself. Without a name he is again who the desk takes him for.
func (d *Desk) setName(w http.ResponseWriter, r *http.Request) (string, error) {
	if err := parseForm(r); err != nil {
		return "", err
	}
	if !UserOf(r.Context()).Local {
		return "", &problem{http.StatusForbidden, "your name is that of your account", "log in as who you are"}
	}
	name := strings.TrimSpace(r.PostForm.Get("name"))
	c := &http.Cookie{Name: nameCookie, Value: url.QueryEscape(name), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil, MaxAge: int((365 * 24 * time.Hour).Seconds())}
	switch {
	case name == "":
		c.MaxAge = -1
	case !isName(name):
		return "", unclear("that is no name to sign with", "write it in at most 60 letters")
	}
	http.SetCookie(w, c)
	return local(r.PostForm.Get("back")), nil
}
