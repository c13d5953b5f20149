package desk

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"
)

// Times after which a connection is given up, so that slow or idle clients do not hold on to the server.
const (
	mostHeaderTime = 5 * time.Second
	mostReadTime   = 30 * time.Second
	mostWriteTime  = 2 * time.Minute
	mostIdleTime   = 2 * time.Minute
	mostStopTime   = 5 * time.Second
	mostHeader     = 64 << 10
)

// Serve answers on a listener until the context ends, and then lets requests that are under way finish.
func Serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: mostHeaderTime, ReadTimeout: mostReadTime, WriteTimeout: mostWriteTime, IdleTimeout: mostIdleTime,
		MaxHeaderBytes: mostHeader}
	stopped := make(chan error, 1)
	unwatch := context.AfterFunc(ctx, func() {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), mostStopTime)
		defer cancel()
		err := server.Shutdown(late)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	})
	err := server.Serve(listener)
	if unwatch() {
		return err // it ended by itself
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, <-stopped)
}

// Loopback says whether an address to listen on can be reached from this machine alone.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	return loopbackHost(host)
}

func loopbackHost(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// OnlyLocal refuses requests for another host than this machine. A page elsewhere could otherwise name this desk by a host name of its own and read it.
func OnlyLocal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !loopbackHost(host) {
			http.Error(w, "this desk answers to localhost alone", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
