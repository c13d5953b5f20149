package fetch

import (
	"context"
	"errors"
	"net"
	"net/url"
	"time"
)

// An Error says why an address was not fetched, and what may be done about it.
type Error struct {
	Reason    string
	Hint      string    // may be empty
	Status    int       // what the server answered; 0 where it was not asked
	Until     time.Time // the host wants to be left alone so long; zero where it does not
	Forbidden bool      // robots.txt asks programs to keep out

	// Final says that it would be so again: by the guard, or by how the address or its page is.
	Final bool
}

func (e *Error) Error() string { return e.Reason }

func fail(reason, hint string) error { return &Error{Reason: reason, Hint: hint} }

// failFor is fail for what another try does not help.
func failFor(reason, hint string) error { return &Error{Reason: reason, Hint: hint, Final: true} }

// plain gives the reason of a failed fetch without the method and the address, which the caller names.
func plain(err error) error {
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fail("the server does not answer in time", "")
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return fail("the name "+dns.Name+" is not found", "check the spelling, and that this machine is online")
	}
	if outer, ok := errors.AsType[*url.Error](err); ok {
		return outer.Err
	}
	return err
}
