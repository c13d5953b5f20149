package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/api"
	"github.com/tollbook/tollbook/desk"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/monitor"
)

// A network is how a server is reached, and by whom.
type network struct {
	watching
	Public          string `placeholder:"URL" help:"The address under which others reach the server: https://desk.example.org. People must log in there, and a proxy or --listen must bring them here."`
	WithholdVictims bool   `help:"Hide the names of victims from readers; coders and editors see them."`
	OIDCIssuer      string `name:"oidc-issuer" env:"TOLLBOOK_OIDC_ISSUER" placeholder:"URL" help:"Let people log in by this provider of OpenID Connect."`
	OIDCClient      string `name:"oidc-client" env:"TOLLBOOK_OIDC_CLIENT" placeholder:"ID" help:"What the provider calls this server."`
	OIDCSecret      string `name:"oidc-secret" env:"TOLLBOOK_OIDC_SECRET" placeholder:"SECRET" help:"The secret that the provider gave it; better in the variable than in the command."`
	OIDCRole        string `name:"oidc-role" enum:",reader,coder,editor" default:"" help:"The role of people whom the provider knows and nobody has made an account for; without it, they are turned away."`
}

// handler puts the interface for programs beside the pages, and both behind what finds out who asks. Who asks stands in the context of requests
// (access.Who).
func (n *network) handler(ctx context.Context, l *ledger.Ledger, listen string, pages http.Handler) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.Handle(api.Prefix+"/", api.New(l, api.Options{WithholdVictims: n.WithholdVictims}))
	mux.Handle("/", n.pages(pages))
	accounts := access.NewStore(l)
	list, err := accounts.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	if err := n.check(listen, len(list)); err != nil {
		return nil, err
	}
	opt := access.Options{Public: n.Public, Secure: n.Public != "", Proxied: n.Public != "" && desk.Loopback(listen)}
	if n.OIDCIssuer != "" {
		opt.OIDC = &access.OIDC{Issuer: n.OIDCIssuer, ClientID: n.OIDCClient, ClientSecret: n.OIDCSecret, Redirect: strings.TrimSuffix(n.Public, "/") + "/login/oidc/callback", Role: access.Role(n.OIDCRole)}
	}
	if n.Public == "" {
		opt.Open, opt.LocalOnly = true, true
		return untilAccounts(accounts, access.Local(mux), access.NewGuard(accounts, opt).Middleware(mux)), nil
	}
	return access.NewGuard(accounts, opt).Middleware(mux), nil
}

// watched puts the questions of health beside all else, and counts and logs requests. Numbers are at /metrics of an address that only this machine can
// reach; with --public they are at the address of --metrics alone.
func (n *network) watched(m *monitor.Metrics, log *slog.Logger, next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", monitor.Healthy)
	mux.HandleFunc("GET /readyz", m.Ready)
	if n.Public == "" {
		mux.Handle("GET /metrics", access.Local(m))
	}
	mux.Handle("/", m.Watched(log, next))
	return mux
}

// veiled are the pages, by their first part, that hide the names of victims. Others are not shown to who may not see those.
var veiled = []string{"", "overview", "incidents", "reports", "search", "suggest", "keys", "assets", "theme", "statements", "speakers", "actors", "checks", "review", "map", "sources", "codebook"}

// pages tells the pages who asks. Only who may judge changes anything there, but for how the pages look.
func (n *network) pages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := access.Who(r.Context())
		first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		first, _, _ = strings.Cut(first, ".")
		if who.Via != "local" {
			r = r.WithContext(desk.WithUser(r.Context(), desk.User{Name: who.Name, Role: string(who.Role), LogsIn: true}))
		}
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead && first != "theme" && !who.May(access.ToJudge):
			refuse(w, r, next, access.Refusal(who, access.ToJudge))
			return
		case !who.May(access.ToRead):
			refuse(w, r, next, access.Refusal(who, access.ToRead))
			return
		case n.WithholdVictims && !who.SeesNames() && !slices.Contains(veiled, first):
			refuse(w, r, next, "names of victims are withheld here, and this page has them: log in at /login as a coder")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuse tells people on a page why they may not do something, and programs in their form.
func refuse(w http.ResponseWriter, r *http.Request, pages http.Handler, why string) {
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		access.Problem(w, http.StatusForbidden, why)
		return
	}
	pages.ServeHTTP(w, r.WithContext(desk.Refused(r.Context(), http.StatusForbidden, why, "log in with an account that has it")))
}

// untilAccounts lets all who are at this machine do all as long as nobody has an account, and from the first on has people log in.
func untilAccounts(accounts *access.Store, before, after http.Handler) http.Handler {
	var some atomic.Bool
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !some.Load() {
			list, err := accounts.Accounts(r.Context())
			if err != nil {
				access.Problem(w, http.StatusInternalServerError, "who asks could not be found out")
				return
			}
			if len(list) == 0 {
				before.ServeHTTP(w, r)
				return
			}
			some.Store(true)
		}
		after.ServeHTTP(w, r)
	})
}

// check refuses what would let strangers in.
func (n *network) check(listen string, accounts int) error {
	u, err := url.Parse(n.Public)
	switch {
	case n.Public == "" && !desk.Loopback(listen):
		return &usageError{listen + " can be reached from other machines", "--listen 127.0.0.1:8080 answers to this machine alone; --public https://desk.example.org says how others reach it, and that they must log in"}
	case n.Public == "" && n.OIDCIssuer != "":
		return &usageError{"a provider needs the address to send people back to", "give --public https://desk.example.org"}
	case n.Public == "":
		return nil
	case err != nil || u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "":
		return &usageError{n.Public + " is no address such as https://desk.example.org", "passwords go over TLS alone: let a proxy such as Caddy stand before the server"}
	case accounts == 0 && n.OIDCIssuer == "":
		return &usageError{"nobody has an account", "tollbook user add ada --role editor makes one"}
	}
	return nil
}
