package access

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// A provider is a made-up one: it confirms whoever it is told to.
type provider struct {
	*httptest.Server
	key       *rsa.PrivateKey
	challenge string            // of the login under way
	claims    map[string]any    // of the next token
	answered  map[string]string // nonce by code
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{key: key, answered: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"}, "response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		b64 := base64.RawURLEncoding
		answer(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k", "n": b64.EncodeToString(key.N.Bytes()),
			"e": b64.EncodeToString(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		nonce, known := p.answered[r.FormValue("code")]
		if !known || base64.RawURLEncoding.EncodeToString(sum[:]) != p.challenge {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		claims := map[string]any{"iss": p.URL, "aud": "desk", "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix(), "nonce": nonce}
		for k, v := range p.claims {
			claims[k] = v
		}
		answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": p.sign(t, claims)})
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// sign gives a token in the form of a JWS.
func (p *provider) sign(t *testing.T, claims map[string]any) string {
	t.Helper()
	body, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	b64 := base64.RawURLEncoding
	text := b64.EncodeToString([]byte(`{"alg":"RS256","kid":"k"}`)) + "." + b64.EncodeToString(body)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + b64.EncodeToString(signature)
}

// begin goes to the provider and gives state and code with which it sends people back.
func (p *provider) begin(t *testing.T, s *site, next string) (state, code string) {
	t.Helper()
	got, body := s.ask(t, "GET", "/login/oidc?"+url.Values{"next": {next}}.Encode(), "")
	to, err := url.Parse(got.Header.Get("Location"))
	if err != nil || got.StatusCode != 303 || !strings.HasPrefix(to.String(), p.URL+"/auth") {
		t.Fatalf("sent to %s: %d %s", to, got.StatusCode, body)
	}
	q := to.Query()
	p.challenge = q.Get("code_challenge")
	code = fmt.Sprint("code", len(p.answered))
	p.answered[code] = q.Get("nonce")
	return q.Get("state"), code
}

func (p *provider) finish(t *testing.T, s *site, state, code string) reply {
	t.Helper()
	got, _ := s.ask(t, "GET", "/login/oidc/callback?"+url.Values{"state": {state}, "code": {code}}.Encode(), "")
	return got
}

func TestLoginByProvider(t *testing.T) {
	p := newProvider(t)
	setting := &OIDC{Issuer: p.URL, ClientID: "desk", ClientSecret: "s", Redirect: "http://desk.example/login/oidc/callback", Label: "The Newsroom"}
	s := newSite(t, Options{OIDC: setting})
	if _, body := s.ask(t, "GET", "/login?next=/x", ""); !strings.Contains(body, `<a href="/login/oidc?next=%2fx">Log in with The Newsroom</a>`) {
		t.Error(body)
	}
	whole := func(claims map[string]any) reply {
		p.claims = claims
		state, code := p.begin(t, s, "/incidents")
		return p.finish(t, s, state, code)
	}
	uma := map[string]any{"sub": "17", "email": "uma@example.org", "email_verified": true}
	if got := whole(uma); got.StatusCode != 403 {
		t.Errorf("somebody without an account: %d", got.StatusCode)
	}
	if err := s.store.AddAccount(t.Context(), "uma@example.org", Coder, ""); err != nil {
		t.Fatal(err)
	}
	if got := whole(map[string]any{"sub": "18", "email": "uma@example.org", "email_verified": false}); got.StatusCode != 403 {
		t.Errorf("an address that is not verified: %d", got.StatusCode)
	}
	if got := whole(uma); got.StatusCode != 303 || got.Header.Get("Location") != "/incidents" {
		t.Fatalf("login: %d", got.StatusCode)
	}
	if _, body := s.ask(t, "GET", "/", ""); body != "uma@example.org/coder/session" {
		t.Error(body)
	}
	if got := whole(map[string]any{"sub": "19", "email": "uma@example.org", "email_verified": true}); got.StatusCode != 403 {
		t.Errorf("another person of the same address: %d", got.StatusCode)
	}
	// An account with a password is not taken over.
	if got := whole(map[string]any{"sub": "ada"}); got.StatusCode != 403 {
		t.Errorf("the name of an account with a password: %d", got.StatusCode)
	}
	setting.Role = Reader
	if got := whole(map[string]any{"sub": "ada"}); got.StatusCode != 403 {
		t.Errorf("the name of an account with a password, with a role for all: %d", got.StatusCode)
	}
	if got := whole(map[string]any{"sub": "new-one"}); got.StatusCode != 303 {
		t.Errorf("somebody new: %d", got.StatusCode)
	}
	if _, body := s.ask(t, "GET", "/", ""); body != "new-one/reader/session" {
		t.Error(body)
	}
}

func TestProviderIsNotBelievedBlindly(t *testing.T) {
	p := newProvider(t)
	s := newSite(t, Options{OIDC: &OIDC{Issuer: p.URL, ClientID: "desk", ClientSecret: "s", Role: Reader}})
	good := map[string]any{"sub": "17"}
	refused := func(name string, claims map[string]any, change func(state, code string) (string, string)) {
		t.Helper()
		p.claims = claims
		state, code := p.begin(t, s, "/")
		if got := p.finish(t, s, first(change(state, code)), second(change(state, code))); got.StatusCode < 400 || s.cookie(t) != "" {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	same := func(state, code string) (string, string) { return state, code }
	refused("another state", good, func(_, code string) (string, string) { return "x", code })
	refused("no state", good, func(_, code string) (string, string) { return "", code })
	refused("another code", good, func(state, _ string) (string, string) { return state, "x" })
	refused("another login's nonce", map[string]any{"sub": "17", "nonce": "x"}, same)
	refused("a token for others", map[string]any{"sub": "17", "aud": "other"}, same)
	refused("another issuer", map[string]any{"sub": "17", "iss": "https://evil.example"}, same)
	refused("an old token", map[string]any{"sub": "17", "exp": 1}, same)
	// A login that another browser began is not finished by this one.
	p.claims = good
	state, code := p.begin(t, s, "/")
	s.browser = newBrowser(t)
	if got := p.finish(t, s, state, code); got.StatusCode != 400 {
		t.Errorf("another browser's login: %d", got.StatusCode)
	}
	off := newSite(t, Options{OIDC: &OIDC{Issuer: "http://127.0.0.1:1"}})
	if got, _ := off.ask(t, "GET", "/login/oidc", ""); got.StatusCode != 502 {
		t.Errorf("a provider that is not there: %d", got.StatusCode)
	}
}

func first(a, _ string) string  { return a }
func second(_, b string) string { return b }
