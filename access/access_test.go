package access

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/ledger"
)

// postgresVariable names a PostgreSQL server's address, as for the tests of the ledger.
const postgresVariable = "TOLLBOOK_TEST_POSTGRES"

// both runs a test on a store of each database.
func both(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newStore(t)) })
	t.Run("postgres", func(t *testing.T) {
		address := os.Getenv(postgresVariable)
		if address == "" {
			t.Skip(postgresVariable + " names no server")
		}
		mark := "?"
		if strings.Contains(address, "?") {
			mark = "&"
		}
		schema := fmt.Sprintf("test_%d", rand.Uint64())
		s := openStore(t, address+mark+"search_path="+schema)
		defer func() {
			if _, err := s.db.SQL.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
				t.Error(err)
			}
		}()
		test(t, s)
	})
}

func newStore(t testing.TB) *Store { return openStore(t, filepath.Join(t.TempDir(), "ledger.db")) }

func openStore(t testing.TB, address string) *Store {
	t.Helper()
	l, err := ledger.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return NewStore(l)
}

const goodPassword = "correct horse battery"

func TestAccounts(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		for _, name := range []string{"", "local", "a b", "x\x00", "<b>", strings.Repeat("a", 101), "a\xff"} {
			if err := s.AddAccount(ctx, name, Reader, goodPassword); !errors.Is(err, ErrName) {
				t.Errorf("name %q: %v", name, err)
			}
		}
		if err := s.AddAccount(ctx, "ada", Reader, "short"); !errors.Is(err, ErrPassword) {
			t.Errorf("a short password: %v", err)
		}
		if err := s.AddAccount(ctx, "ada", Reader, goodPassword); err != nil {
			t.Fatal(err)
		}
		if err := s.AddAccount(ctx, "ada", Editor, goodPassword); !errors.Is(err, ErrTaken) {
			t.Errorf("the same name again: %v", err)
		}
		if err := s.SetRole(ctx, "ada", Coder); err != nil {
			t.Error(err)
		}
		if err := s.SetRole(ctx, "bob", Coder); !errors.Is(err, ErrNoAccount) {
			t.Errorf("the role of nobody: %v", err)
		}
		for _, x := range []struct {
			name, password string
			want           bool
		}{{"ada", goodPassword, true}, {"ada", goodPassword + "x", false}, {"ada", "", false}, {"bob", goodPassword, false}, {"x\x00", "y", false}} {
			_, ok, err := s.authenticate(ctx, x.name, x.password)
			if err != nil || ok != x.want {
				t.Errorf("%q %q: %v %v", x.name, x.password, ok, err)
			}
		}
		list, err := s.Accounts(ctx)
		if err != nil || len(list) != 1 || list[0].Role != Coder || !list[0].Password {
			t.Errorf("%+v %v", list, err)
		}
		if err := s.RemoveAccount(ctx, "ada"); err != nil {
			t.Error(err)
		}
		if _, ok, _ := s.authenticate(ctx, "ada", goodPassword); ok {
			t.Error("a removed account is let in")
		}
	})
}

func TestPasswordsAreHashedWithSalt(t *testing.T) {
	a, err := hashPassword(goodPassword)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := hashPassword(goodPassword)
	if a == b || strings.Contains(a, goodPassword) || !strings.HasPrefix(a, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%s\n%s", a, b)
	}
	for _, kept := range []string{"", "x", "$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA", "$argon2id$v=19$m=1,t=0,p=0$AAAA$AAAA", "$argon2id$v=19$m=8,t=1,p=1$!$!"} {
		if ok, err := checkPassword(kept, goodPassword); ok || err == nil {
			t.Errorf("%q passes", kept)
		}
	}
}

func TestTokens(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		if err := s.AddAccount(ctx, "ada", Coder, ""); err != nil {
			t.Fatal(err)
		}
		now := time.Now()
		s.now = func() time.Time { return now }
		token, key, err := s.AddToken(ctx, "ada", "laptop", []Scope{ToRead}, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		var kept string
		if err := s.row(ctx, "SELECT hash FROM token", nil, &kept); err != nil || kept == key || strings.Contains(kept, key) {
			t.Errorf("kept as %q, %v", kept, err)
		}
		who, ok, err := s.token(ctx, key)
		if err != nil || !ok || who.Name != "ada" || !who.May(ToRead) || who.May(ToJudge) || who.SeesNames() {
			t.Errorf("%+v %v %v", who, ok, err)
		}
		for _, wrong := range []string{"", key + "x", "' OR 1=1 --", token.ID, kept} {
			if _, ok, err := s.token(ctx, wrong); ok || err != nil {
				t.Errorf("%q passes, %v", wrong, err)
			}
		}
		// A token does no more than its owner may by now.
		_, all, _ := s.AddToken(ctx, "ada", "", Scopes, 0)
		if err := s.SetRole(ctx, "ada", Reader); err != nil {
			t.Fatal(err)
		}
		if who, _, _ := s.token(ctx, all); who.May(ToJudge) || !who.May(ToRead) {
			t.Errorf("a reader's token: %+v", who)
		}
		now = now.Add(time.Hour)
		if _, ok, _ := s.token(ctx, key); ok {
			t.Error("a token that has expired passes")
		}
		if err := s.RemoveToken(ctx, token.ID); err != nil {
			t.Error(err)
		}
		if err := s.RemoveToken(ctx, token.ID); !errors.Is(err, ErrNoToken) {
			t.Error(err)
		}
		if err := s.RemoveAccount(ctx, "ada"); err != nil {
			t.Error(err)
		}
		if _, ok, _ := s.token(ctx, all); ok {
			t.Error("the token of a removed account passes")
		}
	})
}

func TestLogIsOnlyAddedTo(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		for range 3 {
			if err := s.Log(ctx, Entry{Who: "ada\x00\xff\n", What: "login", About: strings.Repeat("x", 1000)}); err != nil {
				t.Fatal(err)
			}
		}
		for _, statement := range []string{"UPDATE audit SET who = ''", "DELETE FROM audit"} {
			if _, err := s.exec(ctx, statement); err == nil {
				t.Errorf("%s works", statement)
			}
		}
		list, err := s.Entries(ctx, 0, 2)
		if err != nil || len(list) != 2 || len(list[0].About) != longestAbout || list[0].Number < list[1].Number {
			t.Fatalf("%+v %v", list, err)
		}
		if list, err = s.Entries(ctx, list[1].Number, 2); err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

// A site is a guarded server with a browser.
type site struct {
	*httptest.Server
	store   *Store
	browser *http.Client
}

// newSite guards a page that tells who asks.
func newSite(t *testing.T, opt Options) *site {
	t.Helper()
	s := newStore(t)
	for name, role := range map[string]Role{"ada": Coder, "rae": Reader} {
		if err := s.AddAccount(t.Context(), name, role, goodPassword); err != nil {
			t.Fatal(err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		who := Who(r.Context())
		fmt.Fprintf(w, "%s/%s/%s", who.Name, who.Role, who.Via)
	})
	mux.Handle("/judge", Require(ToJudge, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "judged") })))
	server := httptest.NewServer(NewGuard(s, opt).Middleware(mux))
	t.Cleanup(server.Close)
	return &site{server, s, newBrowser(t)}
}

func newBrowser(t *testing.T) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// A reply is an answer without its body.
type reply struct {
	StatusCode int
	Header     http.Header
}

// ask sends a request, with headers in pairs.
func (s *site) ask(t *testing.T, method, path, body string, headers ...string) (reply, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.browser.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header}, string(data)
}

func (s *site) login(t *testing.T, name, password, next string, headers ...string) reply {
	t.Helper()
	answer, _ := s.ask(t, "POST", "/login", url.Values{"name": {name}, "password": {password}, "next": {next}}.Encode(), headers...)
	return answer
}

func (s *site) cookie(t *testing.T) string {
	t.Helper()
	u, _ := url.Parse(s.URL)
	for _, c := range s.browser.Jar.Cookies(u) {
		if c.Name == "tollbook_session" {
			return c.Value
		}
	}
	return ""
}

func TestLoginAndLogout(t *testing.T) {
	s := newSite(t, Options{})
	if answer, _ := s.ask(t, "GET", "/incidents?q=gao", "", "Accept", "text/html"); answer.StatusCode != 303 || answer.Header.Get("Location") != "/login?next=%2Fincidents%3Fq%3Dgao" {
		t.Errorf("a page is open: %d %s", answer.StatusCode, answer.Header.Get("Location"))
	}
	if answer, body := s.ask(t, "GET", "/api/v1/incidents", "", "Accept", "text/html"); answer.StatusCode != 401 || answer.Header.Get("WWW-Authenticate") == "" || answer.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("the interface is open: %d %s", answer.StatusCode, body)
	}
	if answer := s.login(t, "ada", "wrong", "/"); answer.StatusCode != 401 || s.cookie(t) != "" {
		t.Errorf("a wrong password: %d", answer.StatusCode)
	}
	answer := s.login(t, "ada", goodPassword, "/incidents?q=gao")
	if answer.StatusCode != 303 || answer.Header.Get("Location") != "/incidents?q=gao" {
		t.Errorf("login: %d %s", answer.StatusCode, answer.Header.Get("Location"))
	}
	set := answer.Header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(set, want) {
			t.Errorf("cookie without %s: %s", want, set)
		}
	}
	if _, body := s.ask(t, "GET", "/", ""); body != "ada/coder/session" {
		t.Error(body)
	}
	stolen := s.cookie(t)
	if answer, _ := s.ask(t, "POST", "/logout", ""); answer.StatusCode != 303 || s.cookie(t) != "" {
		t.Errorf("logout: %d", answer.StatusCode)
	}
	if answer, _ := s.ask(t, "GET", "/", "", "Cookie", "tollbook_session="+stolen); answer.StatusCode != 401 {
		t.Errorf("a session that was ended still holds: %d", answer.StatusCode)
	}
	list, err := s.store.Entries(t.Context(), 0, 10)
	if err != nil || len(list) != 3 || list[0].What != "logout" || list[1].What != "login" || list[2].What != "login failed" || list[1].Who != "ada" || list[1].Address == "" {
		t.Errorf("the log: %+v %v", list, err)
	}
}

func TestSecureCookies(t *testing.T) {
	s := newSite(t, Options{Secure: true})
	if set := s.login(t, "ada", goodPassword, "/").Header.Get("Set-Cookie"); !strings.HasPrefix(set, "__Host-tollbook=") || !strings.Contains(set, "; Secure") {
		t.Error(set)
	}
}

// A session that somebody planted before a login is not the one after it, nor is an earlier one of the same browser.
func TestSessionFixation(t *testing.T) {
	s := newSite(t, Options{})
	u, _ := url.Parse(s.URL)
	s.browser.Jar.SetCookies(u, []*http.Cookie{{Name: "tollbook_session", Value: "planted", Path: "/"}})
	s.login(t, "ada", goodPassword, "/")
	first := s.cookie(t)
	if first == "planted" || first == "" {
		t.Fatalf("the session is %q", first)
	}
	s.login(t, "rae", goodPassword, "/")
	if second := s.cookie(t); second == first {
		t.Error("a second login goes on in the first one's session")
	}
	if _, ok, _ := s.store.session(t.Context(), first); ok {
		t.Error("the session before the login still holds")
	}
}

func TestSessionsEnd(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	now := time.Now()
	s.now = func() time.Time { return now }
	if err := s.AddAccount(ctx, "ada", Reader, goodPassword); err != nil {
		t.Fatal(err)
	}
	held := func(key string) bool { _, ok, _ := s.session(ctx, key); return ok }
	key, _ := s.startSession(ctx, "ada")
	for range 13 { // used every day
		now = now.Add(23 * time.Hour)
		if !held(key) {
			t.Fatal("a session in use ended")
		}
	}
	now = now.Add(sessionLasts - 13*23*time.Hour)
	if held(key) {
		t.Error("a session outlived its time")
	}
	key, _ = s.startSession(ctx, "ada")
	now = now.Add(sessionIdle + time.Second)
	if held(key) {
		t.Error("a session that nobody used goes on")
	}
	key, _ = s.startSession(ctx, "ada")
	if err := s.SetPassword(ctx, "ada", goodPassword+"2"); err != nil || held(key) {
		t.Errorf("a session outlived a change of password, %v", err)
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	s := newSite(t, Options{})
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elsewhere.example"}, {"Origin", "null"}} {
		if answer := s.login(t, "ada", goodPassword, "/", headers...); answer.StatusCode != 403 || s.cookie(t) != "" {
			t.Errorf("login from %v: %d", headers, answer.StatusCode)
		}
	}
	s.login(t, "ada", goodPassword, "/", "Sec-Fetch-Site", "same-origin")
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://elsewhere.example"}} {
		if answer, _ := s.ask(t, "POST", "/judge", "a=b", headers...); answer.StatusCode != 403 {
			t.Errorf("judging from %v: %d", headers, answer.StatusCode)
		}
	}
	if answer, body := s.ask(t, "POST", "/judge", "a=b", "Sec-Fetch-Site", "same-origin"); answer.StatusCode != 200 {
		t.Errorf("judging from here: %d %s", answer.StatusCode, body)
	}
}

func TestRolesAndScopes(t *testing.T) {
	s := newSite(t, Options{Open: true})
	judge := func(headers ...string) int {
		answer, _ := s.ask(t, "POST", "/judge", "role=editor&name=ada", headers...)
		return answer.StatusCode
	}
	if got := judge(); got != 403 {
		t.Errorf("nobody judges: %d", got)
	}
	bearer := func(account string, scopes ...Scope) []string {
		_, key, err := s.store.AddToken(t.Context(), account, "", scopes, 0)
		if err != nil {
			t.Fatal(err)
		}
		return []string{"Authorization", "Bearer " + key}
	}
	for _, x := range []struct {
		account string
		scopes  []Scope
		want    int
	}{{"rae", Scopes, 403}, {"ada", []Scope{ToRead, ToFile}, 403}, {"ada", []Scope{ToJudge}, 200}, {"ada", Scopes, 200}} {
		if got := judge(bearer(x.account, x.scopes...)...); got != x.want {
			t.Errorf("%s with %v: %d", x.account, x.scopes, got)
		}
	}
	for _, header := range []string{"Bearer x", "Bearer ", "Basic YWRhOmFkYQ==", "Bearer tollbook_%00"} {
		if answer, _ := s.ask(t, "GET", "/", "", "Authorization", header); answer.StatusCode != 401 {
			t.Errorf("%s: %d", header, answer.StatusCode)
		}
	}
	s.login(t, "rae", goodPassword, "/")
	if got := judge("X-Role", "editor", "X-Forwarded-User", "ada"); got != 403 {
		t.Errorf("a reader judges: %d", got)
	}
	if err := s.store.SetRole(t.Context(), "rae", Coder); err != nil {
		t.Fatal(err)
	}
	if got := judge(); got != 200 {
		t.Errorf("a new role does not hold at once: %d", got)
	}
}

func TestLoginIsLimited(t *testing.T) {
	s := newSite(t, Options{})
	for range tries[0].burst {
		if answer := s.login(t, "ada", "wrong", "/"); answer.StatusCode != 401 {
			t.Fatalf("%d", answer.StatusCode)
		}
	}
	if answer := s.login(t, "ada", goodPassword, "/"); answer.StatusCode != 429 || answer.Header.Get("Retry-After") == "" {
		t.Errorf("after %d tries: %d", tries[0].burst, answer.StatusCode)
	}
	if answer := s.login(t, "rae", goodPassword, "/"); answer.StatusCode != 303 {
		t.Errorf("another name: %d", answer.StatusCode)
	}
}

func TestLimitsHoldForAddressesAndNames(t *testing.T) {
	now := time.Now()
	l := newLimits()
	for i := range tries[1].burst {
		if !l.allow(now, "192.0.2.1", fmt.Sprint(i)) {
			t.Fatalf("try %d", i)
		}
	}
	if l.allow(now, "192.0.2.1", "new") {
		t.Error("one address tries without end")
	}
	for i := range tries[2].burst {
		if !l.allow(now, fmt.Sprint("198.51.100.", i), "ada") {
			t.Fatalf("try %d", i)
		}
	}
	if l.allow(now, "203.0.113.1", "ada") {
		t.Error("one name is tried without end")
	}
	if !l.allow(now.Add(time.Hour), "203.0.113.1", "ada") {
		t.Error("a limit never ends")
	}
	for i := range 2 * mostBuckets {
		l.allow(now, fmt.Sprint(i), fmt.Sprint(i))
	}
	if len(l.buckets) > mostBuckets+3 {
		t.Errorf("%d buckets", len(l.buckets))
	}
}

func TestOnlyThisMachine(t *testing.T) {
	s := newSite(t, Options{Open: true, LocalOnly: true})
	for host, want := range map[string]int{"": 200, "localhost": 200, "localhost:8080": 200, "127.0.0.1:99": 200, "[::1]:80": 200, "evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421, "localhost.evil.example:80": 421} {
		headers := []string{}
		if host != "" {
			headers = []string{"Host", host}
		}
		if answer, _ := s.ask(t, "GET", "/", "", headers...); answer.StatusCode != want {
			t.Errorf("%s: %d", host, answer.StatusCode)
		}
	}
}

func TestOnlyThePublicName(t *testing.T) {
	s := newSite(t, Options{Open: true, Public: "https://desk.example.org"})
	for host, want := range map[string]int{"desk.example.org": 200, "DESK.example.org:443": 200, "": 200, "evil.example": 421} {
		headers := []string{}
		if host != "" {
			headers = []string{"Host", host}
		}
		if answer, _ := s.ask(t, "GET", "/", "", headers...); answer.StatusCode != want {
			t.Errorf("%s: %d", host, answer.StatusCode)
		}
	}
	if answer := s.login(t, "ada", goodPassword, "/", "Origin", "https://desk.example.org"); answer.StatusCode != 303 {
		t.Errorf("from the public address: %d", answer.StatusCode)
	}
	if answer := s.login(t, "ada", goodPassword, "/", "Origin", "https://other.example.org"); answer.StatusCode != 403 {
		t.Errorf("from another one: %d", answer.StatusCode)
	}
}

// Who asks is told by the proxy before the server alone, never by whoever asks.
func TestAddressBehindProxy(t *testing.T) {
	for _, x := range []struct {
		proxied           bool
		peer, told, wants string
	}{
		{true, "127.0.0.1:9", "203.0.113.7", "203.0.113.7"},
		{true, "127.0.0.1:9", "198.51.100.1, 203.0.113.7", "203.0.113.7"},
		{true, "127.0.0.1:9", "nonsense", "127.0.0.1"},
		{true, "127.0.0.1:9", "", "127.0.0.1"},
		{true, "192.0.2.1:9", "203.0.113.7", "192.0.2.1"},
		{false, "127.0.0.1:9", "203.0.113.7", "127.0.0.1"},
	} {
		g := NewGuard(nil, Options{Proxied: x.proxied})
		r := httptest.NewRequest("GET", "/", nil)
		if r.RemoteAddr = x.peer; x.told != "" {
			r.Header.Set("X-Forwarded-For", x.told)
		}
		if got := addressOf(g.from(r)); got != x.wants {
			t.Errorf("%+v: %s", x, got)
		}
	}
}

func TestNextStaysHere(t *testing.T) {
	for next, want := range map[string]string{"/incidents?q=a:b": "/incidents?q=a:b", "": "/", "//evil.example": "/", "https://evil.example/": "/", "/\\evil.example": "/",
		"javascript:alert(1)": "/", "/\tx": "/", "/login?next=/": "/", "evil": "/", "/%2F/evil.example": "/%2F/evil.example"} {
		if got := localPath(next); got != want {
			t.Errorf("%q goes to %q", next, got)
		}
	}
}

func TestLoginPageEscapes(t *testing.T) {
	s := newSite(t, Options{})
	payload := `"><script>alert(1)</script>`
	answer, body := s.ask(t, "POST", "/login", url.Values{"name": {payload}, "password": {payload}, "next": {"/" + payload}}.Encode())
	if strings.Contains(body, "<script") || answer.StatusCode != 401 {
		t.Errorf("%d %s", answer.StatusCode, body)
	}
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
		t.Error(policy)
	}
	if answer, _ := s.ask(t, "POST", "/login", "name="+strings.Repeat("x", largestForm)); answer.StatusCode != 413 {
		t.Errorf("a large form: %d", answer.StatusCode)
	}
	if answer, _ := s.ask(t, "GET", "/login/../../etc/passwd", ""); answer.StatusCode == 200 {
		t.Error("a path leads out")
	}
}
