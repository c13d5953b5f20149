package desk

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestLoopback(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8080": true, "localhost:0": true, "[::1]:80": true, "127.8.9.1:1": true, "0.0.0.0:80": false, ":8080": false, "192.168.1.4:80": false, "example.org:80": false,
		"[::]:80": false, "127.0.0.1": false, "localhost.example.org:80": false,
	} {
		if got := Loopback(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// A host name that leads here is not enough: its pages could read the desk.
func TestOnlyLocal(t *testing.T) {
	h := OnlyLocal(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "localhost": 200, "[::1]:8080": 200, "evil.example:8080": 403, "": 403, "127.0.0.1.evil.example": 403} {
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%q: %d", host, w.Code)
		}
	}
}

// A request under way is answered before the server stops; a client that sends nothing does not hold it up.
func TestServeStopsInOrder(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun := make(chan bool)
	done := make(chan error)
	go func() {
		done <- Serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			close(begun)
			time.Sleep(200 * time.Millisecond)
			_, _ = io.WriteString(w, "whole")
		}))
	}()
	idle, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = idle.Close() }()
	go func() { <-begun; cancel() }()
	resp, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil || string(body) != "whole" {
		t.Errorf("%q, %v", body, err)
	}
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(mostStopTime + 5*time.Second):
		t.Error("it does not stop")
	}
}

// A client that never ends its headers is hung up on.
func TestSlowClient(t *testing.T) {
	if testing.Short() {
		t.Skip("left out by -short: it waits for seconds")
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = Serve(ctx, listener, http.NotFoundHandler()) }()
	slow, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = slow.Close() }()
	_, _ = io.WriteString(slow, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
	_ = slow.SetReadDeadline(time.Now().Add(mostHeaderTime + 10*time.Second))
	start := time.Now()
	for r := bufio.NewReader(slow); ; {
		if _, err = r.ReadString('\n'); err != nil {
			break
		}
	}
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() || time.Since(start) > mostHeaderTime+8*time.Second {
		t.Errorf("still there after %v: %v", time.Since(start), err)
	}
}
