package access

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// tokenPrefix tells tokens from other secrets, so that one that leaked is found.
const tokenPrefix = "tollbook_"

// A Token is what a program shows in place of a password. Its secret is shown once and kept as a hash.
type Token struct {
	ID      string  `json:"id"`
	Account string  `json:"account"`
	Label   string  `json:"label"`
	Scopes  []Scope `json:"scopes"`
	Made    string  `json:"made"`
	Expires string  `json:"expires"` // empty for never
}

// ParseScopes reads the names of scopes.
func ParseScopes(names []string) ([]Scope, error) {
	var out []Scope
	for _, name := range names {
		scope := Scope(name)
		if !slices.Contains(Scopes, scope) {
			return nil, fmt.Errorf("there is no scope %q: scopes are read, file and judge", name)
		}
		if !slices.Contains(out, scope) {
			out = append(out, scope)
		}
	}
	if out == nil {
		return nil, errors.New("a token needs a scope: read, file or judge")
	}
	return out, nil
}

// AddToken makes a token and gives its secret, which is not kept. It lasts for so long; for ever with 0.
func (s *Store) AddToken(ctx context.Context, account, label string, scopes []Scope, lasts time.Duration) (Token, string, error) {
	if _, _, err := s.account(ctx, "name", account); err != nil {
		return Token{}, "", err
	}
	var id [6]byte
	_, _ = rand.Read(id[:]) // never fails
	t := Token{ID: "t" + hex.EncodeToString(id[:]), Account: account, Label: label, Scopes: scopes, Made: s.stamp(0)}
	if lasts > 0 {
		t.Expires = s.stamp(lasts)
	}
	key := tokenPrefix + secret()
	_, err := s.exec(ctx, "INSERT INTO token (id, hash, account, label, scopes, made, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
		t.ID, digest(key), t.Account, t.Label, joinScopes(scopes), t.Made, t.Expires)
	return t, key, err
}

// RemoveToken makes a token worthless.
func (s *Store) RemoveToken(ctx context.Context, id string) error {
	return s.one(ctx, ErrNoToken, "DELETE FROM token WHERE id = ?", id)
}

// Tokens lists all tokens by account and time.
func (s *Store) Tokens(ctx context.Context) (out []Token, err error) {
	err = s.each(ctx, func(scan func(...any) error) error {
		var t Token
		var scopes string
		err := scan(&t.ID, &t.Account, &t.Label, &scopes, &t.Made, &t.Expires)
		t.Scopes = splitScopes(scopes)
		out = append(out, t)
		return err
	}, "SELECT id, account, label, scopes, made, expires FROM token ORDER BY "+s.db.Bytewise("account, made, id"))
	return out, err
}

// token gives who shows a token.
func (s *Store) token(ctx context.Context, key string) (who Identity, ok bool, err error) {
	var scopes string
	err = s.row(ctx, "SELECT a.name, a.role, t.scopes FROM token t JOIN account a ON a.name = t.account WHERE t.hash = ? AND (t.expires = '' OR t.expires > ?)",
		[]any{digest(key), s.stamp(0)}, &who.Name, &who.Role, &scopes)
	if errors.Is(err, sql.ErrNoRows) {
		return Identity{}, false, nil
	}
	who.Via, who.Scopes = "token", splitScopes(scopes)
	return who, err == nil, err
}

func joinScopes(scopes []Scope) string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = string(s)
	}
	return strings.Join(names, " ")
}

// splitScopes never gives nil, which would allow all.
func splitScopes(names string) []Scope {
	out := []Scope{}
	for name := range strings.FieldsSeq(names) {
		out = append(out, Scope(name))
	}
	return out
}
