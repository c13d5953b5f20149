package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"syscall"
)

// A guard refuses the addresses that may not be asked: in the URL, where a name is looked up, and again where a connection is made.
type guard struct {
	// refuse says why an address may not be asked, empty if it may. Only tests change it.
	refuse func(netip.Addr) string
}

// control sees the address that is about to be connected to, after every look-up: a name that resolves differently the second time gains nothing by it.
func (g *guard) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("cannot read address %q", address)
	}
	return g.checkAddress(to.Addr())
}

// checkHost refuses a name if any address of it is refused.
func (g *guard) checkHost(ctx context.Context, address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return err
	}
	for _, ip := range found {
		if err := g.checkAddress(ip); err != nil {
			return err
		}
	}
	return nil
}

func (g *guard) checkAddress(ip netip.Addr) error {
	if reason := g.refuse(ip); reason != "" {
		return &Error{Reason: fmt.Sprintf("leads to %s, %s, which is not fetched", ip.Unmap(), reason),
			Hint: "only pages of the public web are fetched; save this one and read the file", Final: true}
	}
	return nil
}

func (g *guard) checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return failFor(fmt.Sprintf("leads to a %q address", u.Scheme), "only http and https are fetched")
	case u.Hostname() == "":
		return failFor("is an address without a host", "")
	case u.User != nil:
		return failFor("holds a user name or password, which would be kept in the record", "")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return g.checkAddress(ip)
	}
	return nil
}

// exceptLoopback lets 127.0.0.1 pass, where servers of tests are, and no other inner address.
func exceptLoopback(ip netip.Addr) string {
	if ip.Unmap() == netip.AddrFrom4([4]byte{127, 0, 0, 1}) {
		return ""
	}
	return refusedAddress(ip)
}
