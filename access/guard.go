package access

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Options set up a Guard.
type Options struct {
	Open       bool   // whoever has not logged in may read
	Secure     bool   // cookies go over TLS alone: for all servers that other machines reach
	LocalOnly  bool   // requests must name this machine, so that no site can lead its visitors here
	Public     string // address under which others reach the server: https://desk.example.org; empty where it is the one that it answers on
	Proxied    bool   // a proxy on this machine stands before the server, and says in X-Forwarded-For who asks
	Stylesheet string // address of the pages' stylesheet; empty for the guard's own
	OIDC       *OIDC  // logging in by a provider; nil for none
}

// A Guard finds out who asks, and keeps out who may not.
type Guard struct {
	store  *Store
	opt    Options
	limits *limits
}

// NewGuard gives a guard over the accounts of a store.
func NewGuard(s *Store, opt Options) *Guard {
	return &Guard{store: s, opt: opt, limits: newLimits()}
}

// Middleware puts a handler behind the guard. It answers /login, /logout and what is below /login/ itself, puts who asks into the context of all other
// requests (see Who), sends people who must log in to do so, and refuses requests that another site's page makes.
func (g *Guard) Middleware(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /login", g.showLogin)
	mux.HandleFunc("POST /login", g.login)
	mux.HandleFunc("POST /logout", g.logout)
	mux.HandleFunc("GET /login/style.css", serveStyle)
	if g.opt.OIDC != nil {
		mux.HandleFunc("GET /login/oidc", g.startOIDC)
		mux.HandleFunc("GET /login/oidc/callback", g.finishOIDC)
	}
	mux.Handle("/", g.admit(next))
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { mux.ServeHTTP(w, g.from(r)) })
	switch {
	case g.opt.LocalOnly:
		h = onlyHosts(h, "")
	case g.opt.Public != "":
		h = onlyHosts(h, hostOf(g.opt.Public))
	}
	return sameSite(h, g.opt.Public)
}

// from puts the address of who asks into a request, where a proxy on this machine tells it.
func (g *Guard) from(r *http.Request) *http.Request {
	told := r.Header.Values("X-Forwarded-For")
	if !g.opt.Proxied || len(told) == 0 {
		return r
	}
	if ip := net.ParseIP(addressOf(r)); ip == nil || !ip.IsLoopback() {
		return r
	}
	hops := strings.Split(told[len(told)-1], ",")
	last := net.ParseIP(strings.TrimSpace(hops[len(hops)-1])) // what came before was told by others
	if last == nil {
		return r
	}
	r = r.Clone(r.Context())
	r.RemoteAddr = net.JoinHostPort(last.String(), "0")
	return r
}

// admit lets through who may read.
func (g *Guard) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, shown, err := g.identify(r)
		switch {
		case err != nil:
			Problem(w, http.StatusInternalServerError, "who asks could not be found out")
		case shown && who.Role == Nobody:
			w.Header().Set("WWW-Authenticate", `Bearer realm="tollbook", error="invalid_token"`)
			Problem(w, http.StatusUnauthorized, "the token is not known, or has expired")
		case who.Role == Nobody && !g.opt.Open:
			g.turnAway(w, r)
		default:
			if who.Role == Nobody {
				who = Identity{Role: Reader}
			}
			next.ServeHTTP(w, r.WithContext(asked(r, who)))
		}
	})
}

// identify gives who asks, nobody where that is not said. shown tells that a token was shown.
func (g *Guard) identify(r *http.Request) (who Identity, shown bool, err error) {
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, key, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return Identity{}, true, nil
		}
		who, _, err = g.store.token(r.Context(), strings.TrimSpace(key))
		return who, true, err
	}
	cookie, err := r.Cookie(g.cookieName())
	if err != nil {
		return Identity{}, false, nil
	}
	who, _, err = g.store.session(r.Context(), cookie.Value)
	return who, false, err
}

// turnAway sends people to log in, and tells programs that they must.
func (g *Guard) turnAway(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasPrefix(r.URL.Path, "/api/") {
		http.Redirect(w, r, "/login?"+url.Values{"next": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="tollbook"`)
	Problem(w, http.StatusUnauthorized, "log in, or show a token: Authorization: Bearer tollbook_…")
}

// Require is middleware that lets through who may do something.
func Require(scope Scope, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if who := Who(r.Context()); !who.May(scope) {
			Problem(w, http.StatusForbidden, Refusal(who, scope))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Refusal tells why somebody may not do something.
func Refusal(who Identity, scope Scope) string {
	if who.Role.Includes(needed[scope]) {
		return "this token is not for this: it lacks the scope " + string(scope)
	}
	return "this needs the role " + string(needed[scope])
}

// sameSite refuses what changes something and comes from another site's page, as browsers tell. Programs that are no browsers tell nothing and pass.
func sameSite(next http.Handler, public string) http.Handler {
	p := http.NewCrossOriginProtection()
	if public != "" {
		_ = p.AddTrustedOrigin(strings.TrimSuffix(public, "/")) // one that is none trusts nobody
	}
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		Problem(w, http.StatusForbidden, "the request comes from another site's page")
	}))
	return p.Handler(next)
}

// onlyHosts refuses requests for another name than a public one or this machine's: a page elsewhere could have had that name lead here.
func onlyHosts(next http.Handler, public string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := hostOf("//" + r.Host)
		if ip := net.ParseIP(host); host == "" || host != public && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			Problem(w, http.StatusMisdirectedRequest, "this server does not answer to that name")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hostOf gives the name of the machine in an address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// Problem answers with an error in the form of RFC 9457.
func Problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{http.StatusText(status), status, detail})
}

// log writes to the log what somebody did. A log that cannot be written stops what was to be done.
func (g *Guard) log(ctx context.Context, r *http.Request, who, what, about string) error {
	return g.store.Log(ctx, Entry{Who: who, Via: "session", Address: addressOf(r), What: what, About: about})
}

// addressOf gives the network address that a request comes from.
func addressOf(r *http.Request) string {
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		return host
	}
	return r.RemoteAddr
}
