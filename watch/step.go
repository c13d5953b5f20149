package watch

import (
	"context"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/monitor"
)

// step begins a step of work, such as a fetch. What it gives ends it.
func (w *Watcher) step(ctx context.Context, name, about string) (context.Context, func(error)) {
	ctx, end := monitor.Step(ctx, name, about)
	return ctx, func(err error) {
		took := end(err)
		if w.Stepped != nil {
			w.Stepped(name, took, err)
		}
	}
}

// get asks for an address.
func (w *Watcher) get(ctx context.Context, req fetch.Request) (*fetch.Page, error) {
	ctx, end := w.step(ctx, "fetch", req.URL)
	page, err := w.Fetcher.Get(ctx, req)
	end(err)
	return page, err
}
