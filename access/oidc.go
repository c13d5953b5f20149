package access

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// An OIDC logs people in by a provider of OpenID Connect.
type OIDC struct {
	Issuer       string // its address
	ClientID     string
	ClientSecret string
	Redirect     string // https://desk.example.org/login/oidc/callback
	Role         Role   // that people get whom nobody has made an account for; Nobody turns them away
	Label        string // what the provider is called on the page

	mu       sync.Mutex
	provider *oidc.Provider
}

func (o *OIDC) label() string {
	if o.Label != "" {
		return o.Label
	}
	return "single sign-on"
}

// asking is the client for the provider. It does not wait for ever.
var asking = &http.Client{Timeout: 10 * time.Second}

// at gives the provider, which is asked for what it is when it is first needed, so that a server starts without it.
func (o *OIDC) at() (*oidc.Provider, *oauth2.Config, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider == nil {
		p, err := oidc.NewProvider(oidc.ClientContext(context.Background(), asking), o.Issuer)
		if err != nil {
			return nil, nil, err
		}
		o.provider = p
	}
	return o.provider, &oauth2.Config{ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: o.provider.Endpoint(), RedirectURL: o.Redirect,
		Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}, nil
}

// A flight is a login that is under way. The browser holds it in a cookie, and nobody else has its values.
type flight struct{ State, Nonce, Verifier, Next string }

const (
	flightCookie = "tollbook_oidc"
	flightLasts  = 10 * time.Minute
)

func (g *Guard) startOIDC(w http.ResponseWriter, r *http.Request) {
	_, config, err := g.opt.OIDC.at()
	if err != nil {
		Problem(w, http.StatusBadGateway, "the provider of logins does not answer")
		return
	}
	f := flight{secret(), secret(), oauth2.GenerateVerifier(), localPath(r.URL.Query().Get("next"))}
	data, _ := json.Marshal(f) // strings cannot fail
	g.setFlight(w, base64.RawURLEncoding.EncodeToString(data), int(flightLasts/time.Second))
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, config.AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)), http.StatusSeeOther)
}

func (g *Guard) setFlight(w http.ResponseWriter, value string, age int) {
	http.SetCookie(w, &http.Cookie{Name: flightCookie, Value: value, Path: "/login/oidc", MaxAge: age, HttpOnly: true, Secure: g.opt.Secure, SameSite: http.SameSiteLaxMode})
}

func (g *Guard) finishOIDC(w http.ResponseWriter, r *http.Request) {
	f, err := flightOf(r)
	g.setFlight(w, "", -1)
	if err != nil || subtle.ConstantTimeCompare([]byte(f.State), []byte(r.URL.Query().Get("state"))) != 1 {
		Problem(w, http.StatusBadRequest, "this login was not begun here, or took too long: begin again")
		return
	}
	who, err := g.opt.OIDC.verify(r.Context(), f, r.URL.Query().Get("code"))
	if err != nil {
		_ = g.log(r.Context(), r, "", "login failed", "by the provider")
		Problem(w, http.StatusUnauthorized, "the provider did not confirm who you are")
		return
	}
	name, err := g.store.bySubject(r.Context(), who, g.opt.OIDC.Role)
	if errors.Is(err, ErrNoAccount) {
		_ = g.log(r.Context(), r, who.name, "login refused", "no account for "+who.subject)
		Problem(w, http.StatusForbidden, "there is no account for you here: ask for one")
		return
	}
	if err != nil {
		Problem(w, http.StatusInternalServerError, "the account could not be looked up")
		return
	}
	g.begin(w, r, name, "login", f.Next)
}

func flightOf(r *http.Request) (f flight, err error) {
	cookie, err := r.Cookie(flightCookie)
	if err != nil {
		return f, err
	}
	data, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return f, err
	}
	if f.State == "" {
		return f, errors.New("no state")
	}
	f.Next = localPath(f.Next)
	return f, nil
}

// A confirmed is somebody of whom the provider says who he is.
type confirmed struct {
	subject string // issuer and subject
	name    string // the address that the provider has verified; else the subject
}

// verify takes the code to the provider and looks at what comes back.
func (o *OIDC) verify(ctx context.Context, f flight, code string) (who confirmed, err error) {
	provider, config, err := o.at()
	if err != nil {
		return who, err
	}
	ctx = oidc.ClientContext(ctx, asking)
	got, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return who, err
	}
	raw, ok := got.Extra("id_token").(string)
	if !ok {
		return who, errors.New("the provider gave no id token")
	}
	token, err := provider.VerifierContext(ctx, &oidc.Config{ClientID: o.ClientID}).Verify(ctx, raw)
	if err != nil {
		return who, err
	}
	if subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(f.Nonce)) != 1 {
		return who, errors.New("the id token is of another login")
	}
	var claims struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if err := token.Claims(&claims); err != nil {
		return who, err
	}
	who.subject = token.Issuer + " " + token.Subject
	if who.name = token.Subject; claims.Verified && claims.Email != "" {
		who.name = claims.Email
	}
	return who, nil
}

// bySubject gives the name of the account of somebody. Who comes for the first time gets the account that was made for his address and has no
// password, or a new one with a role, unless that is Nobody.
func (s *Store) bySubject(ctx context.Context, who confirmed, role Role) (string, error) {
	a, _, err := s.account(ctx, "subject", who.subject)
	if !errors.Is(err, ErrNoAccount) {
		return a.Name, err
	}
	if !validName(who.name) {
		return "", ErrNoAccount
	}
	err = s.one(ctx, ErrNoAccount, "UPDATE account SET subject = ? WHERE name = ? AND subject = '' AND password = ''", who.subject, who.name)
	if errors.Is(err, ErrNoAccount) && role != Nobody {
		if err = s.insertAccount(ctx, who.name, role, "", who.subject); errors.Is(err, ErrTaken) {
			err = fmt.Errorf("%w: %w", ErrNoAccount, err) // it is somebody else's
		}
	}
	return who.name, err
}
