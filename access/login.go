package access

import (
	"bytes"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"
)

//go:embed templates
var files embed.FS

var loginPage = template.Must(template.ParseFS(files, "templates/login.html"))

// largestForm is the most that a login may weigh, in bytes.
const largestForm = 8 << 10

type loginData struct {
	Stylesheet, Next, Name, Error string
	OIDC                          string // what the provider is called; empty for none
}

func (g *Guard) showLogin(w http.ResponseWriter, r *http.Request) {
	g.loginPage(w, http.StatusOK, loginData{Next: localPath(r.URL.Query().Get("next"))})
}

func (g *Guard) loginPage(w http.ResponseWriter, status int, data loginData) {
	data.Stylesheet = g.opt.Stylesheet
	if data.Stylesheet == "" {
		data.Stylesheet = "/login/style.css"
	}
	if g.opt.OIDC != nil {
		data.OIDC = g.opt.OIDC.label()
	}
	var page bytes.Buffer
	if err := loginPage.Execute(&page, data); err != nil {
		Problem(w, http.StatusInternalServerError, "the page could not be made")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes())
}

// serveStyle gives the guard's own stylesheet.
func serveStyle(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeFileFS(w, r, files, "templates/style.css")
}

// login looks at a name and a password, and begins a session under a new secret, whatever session there was before.
func (g *Guard) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	if err := r.ParseForm(); err != nil {
		status := http.StatusBadRequest
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			status = http.StatusRequestEntityTooLarge
		}
		Problem(w, status, "the form is not understood")
		return
	}
	name, next := strings.TrimSpace(r.PostForm.Get("name")), localPath(r.PostForm.Get("next"))
	fail := func(status int, what, words string) {
		_ = g.log(r.Context(), r, name, what, "")
		g.loginPage(w, status, loginData{Next: next, Name: name, Error: words})
	}
	if !g.limits.allow(g.store.now(), addressOf(r), name) {
		w.Header().Set("Retry-After", "60")
		fail(http.StatusTooManyRequests, "login refused", "Too many tries. Wait a minute and try again.")
		return
	}
	account, ok, err := g.store.authenticate(r.Context(), name, r.PostForm.Get("password"))
	switch {
	case err != nil:
		Problem(w, http.StatusInternalServerError, "the account could not be looked up")
	case !ok:
		fail(http.StatusUnauthorized, "login failed", "Name or password is not right.")
	default:
		g.begin(w, r, account.Name, "login", next)
	}
}

// begin ends the session that a browser had, begins another, and sends the browser on.
func (g *Guard) begin(w http.ResponseWriter, r *http.Request, name, what, next string) {
	if old, err := r.Cookie(g.cookieName()); err == nil {
		_ = g.store.endSession(r.Context(), old.Value)
	}
	key, err := g.store.startSession(r.Context(), name)
	if err == nil {
		err = g.log(r.Context(), r, name, what, "")
	}
	if err != nil {
		Problem(w, http.StatusInternalServerError, "the session could not be begun")
		return
	}
	g.setCookie(w, key, int(sessionLasts/time.Second))
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (g *Guard) logout(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie(g.cookieName()); err == nil {
		who, ok, _ := g.store.session(r.Context(), cookie.Value)
		if err := g.store.endSession(r.Context(), cookie.Value); err != nil {
			Problem(w, http.StatusInternalServerError, "the session could not be ended")
			return
		}
		if ok {
			_ = g.log(r.Context(), r, who.Name, "logout", "")
		}
	}
	g.setCookie(w, "", -1)
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// cookieName gives the name of the session's cookie. Browsers take one of __Host- from this very host over TLS alone.
func (g *Guard) cookieName() string {
	if g.opt.Secure {
		return "__Host-tollbook"
	}
	return "tollbook_session"
}

func (g *Guard) setCookie(w http.ResponseWriter, value string, age int) {
	http.SetCookie(w, &http.Cookie{Name: g.cookieName(), Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: g.opt.Secure, SameSite: http.SameSiteLaxMode})
}

// localPath gives an address on this server, the first page where it is another's.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") ||
		strings.ContainsAny(next, "\\\r\n\t") || strings.HasPrefix(u.Path, "/login") {
		return "/"
	}
	return next
}
