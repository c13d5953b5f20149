package report

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestRefusedAddress(t *testing.T) {
	for address, refused := range map[string]bool{
		"93.184.216.34": false, "8.8.8.8": false, "2606:4700::1111": false, "2a00:1450:4001::200e": false,
		"127.0.0.1": true, "127.8.9.1": true, "10.0.0.1": true, "172.16.0.1": true, "172.31.255.255": true, "172.32.0.1": false,
		"192.168.1.1": true, "169.254.169.254": true, "100.64.0.1": true, "100.100.100.200": true, "168.63.129.16": true,
		"0.0.0.0": true, "0.1.2.3": true, "224.0.0.1": true, "255.255.255.255": true, "240.0.0.1": true,
		"192.0.2.1": true, "198.18.0.1": true, "198.51.100.2": true, "203.0.113.9": true,
		"::": true, "::1": true, "fe80::1": true, "fe80::1%eth0": true, "fc00::1": true, "fd00:ec2::254": true, "ff02::1": true,
		"::ffff:127.0.0.1": true, "::ffff:10.0.0.1": true, "::ffff:8.8.8.8": false, "::127.0.0.1": true,
		"64:ff9b::7f00:1": true, "64:ff9b::808:808": false, "64:ff9b:1::7f00:1": true, "2002:7f00:1::": true, "2002:808:808::": false,
		"2001:db8::1": true, "2001:0:4136:e378::1": true, "3fff::1": true, "fec0::1": true, "100::1": true,
	} {
		if reason := refusedAddress(netip.MustParseAddr(address)); (reason != "") != refused {
			t.Errorf("%s: refused for %q", address, reason)
		}
	}
	if refusedAddress(netip.Addr{}) == "" {
		t.Error("the zero address passes")
	}
}

// openFetcher may ask this machine, where the test server is, but no other inner address.
func openFetcher() *Fetcher {
	f := NewFetcher()
	f.refuse = func(ip netip.Addr) string {
		if ip.Unmap() == netip.MustParseAddr("127.0.0.1") {
			return ""
		}
		return refusedAddress(ip)
	}
	return f
}

func TestFetch(t *testing.T) {
	page := read(t, "article.html")
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.UserAgent(), "tollbook") {
			t.Errorf("user agent is %q", r.UserAgent())
		}
		fmt.Fprint(w, page)
	})
	mux.HandleFunc("/plain", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=windows-1252")
		fmt.Fprint(w, "Two people were hurt at the caf\xe9 on Friday, and the police said that it was closed.")
	})
	mux.HandleFunc("/json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"text":"Two people were hurt."}`)
	})
	mux.HandleFunc("/pdf", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "%PDF-1.5 ...") })
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		chunk := bytes.Repeat([]byte("a"), 1<<20)
		for range 100 {
			_, _ = z.Write(chunk)
		}
		_ = z.Close()
		_, _ = w.Write(packed.Bytes())
	})
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	mux.HandleFunc("/once", redirect("/page"))
	mux.HandleFunc("/loop", redirect("/loop"))
	mux.HandleFunc("/inner", redirect("http://10.0.0.7/admin"))
	mux.HandleFunc("/metadata", redirect("http://169.254.169.254/latest/meta-data/"))
	mux.HandleFunc("/six", redirect("http://[::ffff:192.168.0.1]/"))
	mux.HandleFunc("/file", redirect("file:///etc/passwd"))
	mux.HandleFunc("/secret", redirect("http://user:word@127.0.0.1/"))
	server := httptest.NewServer(mux)
	defer server.Close()
	f := openFetcher()

	for _, c := range []struct{ path, title, text, url string }{
		{"/page", "Two killed in market blast", "DARVO, March 2", server.URL + "/2024/03/02/market-blast"},
		{"/once", "Two killed in market blast", "DARVO, March 2", server.URL + "/2024/03/02/market-blast"},
		{"/plain#part", "", "Two people were hurt at the café", server.URL + "/plain"},
		{"/json", "", "Two people were hurt.", server.URL + "/json"},
	} {
		rep, err := f.Read(t.Context(), server.URL+c.path, Options{})
		if err != nil || rep.Title != c.title || !strings.HasPrefix(rep.Text, c.text) || rep.URL != c.url {
			t.Errorf("%s: %+v, %v", c.path, rep, err)
		}
	}
	for _, c := range []struct{ path, want string }{
		{"/nothing", "404"},
		{"/pdf", "PDF"},
		{"/bomb", "larger than 16 MB"},
		{"/loop", "more than 5 redirects"},
		{"/inner", "leads to 10.0.0.7, a private address"},
		{"/metadata", "leads to 169.254.169.254, a link-local address"},
		{"/six", "leads to 192.168.0.1, a private address"},
		{"/file", `leads to a "file" address`},
		{"/secret", "user name or password"},
	} {
		rep, err := f.Read(t.Context(), server.URL+c.path, Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v, %v; want %q", c.path, rep, err, c.want)
		}
	}
}

// The public fetcher must not reach the test server by any spelling of this machine.
func TestThisMachineIsRefused(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") }))
	defer server.Close()
	port := server.URL[strings.LastIndexByte(server.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433", "0x7f.1"} {
		if rep, err := NewFetcher().Read(t.Context(), "http://"+host+port+"/", Options{}); err == nil {
			t.Errorf("%s: %+v", host, rep)
		}
	}
}

// A name that passes the look-up and then leads inside is caught when it is connected to.
func TestRebinding(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") }))
	defer server.Close()
	f := NewFetcher()
	asked := 0
	f.refuse = func(ip netip.Addr) string {
		if asked++; asked <= 2 { // the address in the URL, and the look-up
			return ""
		}
		return refusedAddress(ip)
	}
	if rep, err := f.Read(t.Context(), server.URL, Options{}); err == nil || !strings.Contains(err.Error(), "this machine") || asked < 3 {
		t.Errorf("%+v, %v after %d questions", rep, err, asked)
	}
}

func TestBadAddresses(t *testing.T) {
	for _, address := range []string{"ftp://post.example/a", "http://", "http:///a", "gopher://x", "http://[::1", "http://a b/", "https://user@post.example/"} {
		if !IsURL(address) {
			t.Errorf("%q is taken for a file", address)
		}
		if rep, err := NewFetcher().Read(t.Context(), address, Options{}); err == nil {
			t.Errorf("%q: %+v", address, rep)
		}
	}
	for _, file := range []string{"report.txt", "./http:/a", "C:\\x", "a/b://c"} {
		if IsURL(file) {
			t.Errorf("%q is taken for an address", file)
		}
	}
}

func TestFetchIsGivenUp(t *testing.T) {
	done := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	defer server.Close()
	defer close(done)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := openFetcher().Read(ctx, server.URL, Options{}); err == nil || !strings.Contains(err.Error(), "in time") {
		t.Error(err)
	}
}
