package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/fetch"
)

// A posting is what a webhook is sent, in the form of Standard Webhooks.
type posting struct {
	Type      string   `json:"type"`
	Timestamp string   `json:"timestamp"`
	Data      *Message `json:"data"`
}

// post sends a message to a webhook.
func (s *Sender) post(ctx context.Context, r *Receiver, m *Message) error {
	var body bytes.Buffer
	lines := json.NewEncoder(&body)
	lines.SetEscapeHTML(false)
	now := s.now()
	if err := lines.Encode(posting{"incidents.found", now.UTC().Format(time.RFC3339), m}); err != nil {
		return err
	}
	f := s.posts[r.Key()]
	if f == nil {
		f = s.Fetcher(fetch.Options{Tries: webhookTry, Timeout: sendTimeout, Allow: r.Allow})
		s.posts[r.Key()] = f
	}
	header := http.Header{"Content-Type": {"application/json"}}
	for name, value := range signed(r.secret, m.ID, now, body.Bytes()) {
		header.Set(name, value)
	}
	err := f.Post(ctx, fetch.Post{URL: r.Address, Header: header, Body: body.Bytes()})
	if own, is := errors.AsType[*fetch.Error](err); is && strings.HasPrefix(own.Reason, "leads to") {
		return &fetch.Error{Reason: own.Reason, Hint: "a webhook inside your network is named in its line: allow=10.0.0.5, or allow=10.0.0.0/24"}
	}
	return err
}

// signed gives the headers that sign a message: the HMAC of its id, the time and the body, with dots between.
func signed(secret []byte, id string, at time.Time, body []byte) map[string]string {
	stamp := strconv.FormatInt(at.Unix(), 10)
	sum := hmac.New(sha256.New, secret)
	sum.Write([]byte(id + "." + stamp + "."))
	sum.Write(body)
	return map[string]string{"Webhook-Id": id, "Webhook-Timestamp": stamp, "Webhook-Signature": "v1," + base64.StdEncoding.EncodeToString(sum.Sum(nil))}
}
