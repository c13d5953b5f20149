package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/database"
)

// A Store keeps accounts, sessions, tokens and the log, in the database of a ledger.
type Store struct {
	db  *database.Database
	now func() time.Time
}

// NewStore gives the store of a ledger.
func NewStore(l *ledger.Ledger) *Store { return &Store{db: l.Database(), now: time.Now} }

// An Account is somebody who may log in.
type Account struct {
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Password bool   `json:"password"` // has one
	Subject  string `json:"subject"`  // issuer and subject at an OpenID provider; empty for none
	Added    string `json:"added"`
}

// Errors of the store.
var (
	ErrNoAccount = errors.New("there is no such account")
	ErrTaken     = errors.New("there is an account of this name")
	ErrNoToken   = errors.New("there is no such token")
	ErrName      = errors.New("a name has 1 to 100 letters, digits and the marks . _ - + @")
)

func validName(name string) bool {
	ok := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-+@", r)
	}
	return name != "" && name != "local" && utf8.RuneCountInString(name) <= 100 && strings.IndexFunc(name, func(r rune) bool { return !ok(r) }) < 0
}

// AddAccount makes an account; with an empty password, it can be used by tokens and by OpenID Connect alone.
func (s *Store) AddAccount(ctx context.Context, name string, role Role, password string) error {
	if !validName(name) {
		return ErrName
	}
	kept := ""
	if password != "" {
		var err error
		if kept, err = hashPassword(password); err != nil {
			return err
		}
	}
	return s.insertAccount(ctx, name, role, kept, "")
}

func (s *Store) insertAccount(ctx context.Context, name string, role Role, kept, subject string) error {
	n, err := s.exec(ctx, "INSERT INTO account (name, role, password, subject, added) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
		name, string(role), kept, subject, s.stamp(0))
	if err == nil && n == 0 {
		return ErrTaken
	}
	return err
}

// SetRole gives an account another role.
func (s *Store) SetRole(ctx context.Context, name string, role Role) error {
	return s.one(ctx, ErrNoAccount, "UPDATE account SET role = ? WHERE name = ?", string(role), name)
}

// SetPassword gives an account another password, and ends its sessions.
func (s *Store) SetPassword(ctx context.Context, name, password string) error {
	kept, err := hashPassword(password)
	if err != nil {
		return err
	}
	if err := s.one(ctx, ErrNoAccount, "UPDATE account SET password = ? WHERE name = ?", kept, name); err != nil {
		return err
	}
	_, err = s.exec(ctx, "DELETE FROM session WHERE account = ?", name)
	return err
}

// RemoveAccount removes an account with its sessions and tokens. What it did stays, under its name.
func (s *Store) RemoveAccount(ctx context.Context, name string) error {
	for _, table := range []string{"session", "token"} {
		if _, err := s.exec(ctx, "DELETE FROM "+table+" WHERE account = ?", name); err != nil {
			return err
		}
	}
	return s.one(ctx, ErrNoAccount, "DELETE FROM account WHERE name = ?", name)
}

// Accounts lists all accounts by name.
func (s *Store) Accounts(ctx context.Context) (out []Account, err error) {
	err = s.each(ctx, func(scan func(...any) error) error {
		var a Account
		var kept string
		err := scan(&a.Name, &a.Role, &kept, &a.Subject, &a.Added)
		a.Password = kept != ""
		out = append(out, a)
		return err
	}, "SELECT name, role, password, subject, added FROM account ORDER BY "+s.db.Bytewise("name"))
	return out, err
}

// account gives an account and the password as it is kept.
func (s *Store) account(ctx context.Context, where, value string) (a Account, kept string, err error) {
	err = s.row(ctx, "SELECT name, role, password, subject, added FROM account WHERE "+where+" = ?", []any{value}, &a.Name, &a.Role, &kept, &a.Subject, &a.Added)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoAccount
	}
	return a, kept, err
}

// authenticate says whose name and password these are. It takes as long for a name that nobody has.
func (s *Store) authenticate(ctx context.Context, name, password string) (Account, bool, error) {
	kept := ""
	var a Account
	var err error
	if validName(name) { // a database is not asked for what it may stumble over
		a, kept, err = s.account(ctx, "name", name)
	}
	if err != nil && !errors.Is(err, ErrNoAccount) {
		return a, false, err
	}
	if kept == "" {
		_, _ = checkPassword(nobodysPassword, password)
		return a, false, nil
	}
	ok, err := checkPassword(kept, password)
	return a, ok, err
}

// How long a session lasts in all, and without being used.
const (
	sessionLasts = 14 * 24 * time.Hour
	sessionIdle  = 24 * time.Hour
)

// startSession begins a session and gives the secret for its cookie.
func (s *Store) startSession(ctx context.Context, name string) (string, error) {
	key := secret()
	if _, err := s.exec(ctx, "DELETE FROM session WHERE expires < ?", s.stamp(0)); err != nil {
		return "", err
	}
	_, err := s.exec(ctx, "INSERT INTO session (hash, account, made, seen, expires) VALUES (?, ?, ?, ?, ?)", digest(key), name, s.stamp(0), s.stamp(0), s.stamp(sessionLasts))
	return key, err
}

// session gives who has a session, and notes that it is used, once a minute at most.
func (s *Store) session(ctx context.Context, key string) (who Identity, ok bool, err error) {
	var seen string
	err = s.row(ctx, "SELECT a.name, a.role, s.seen FROM session s JOIN account a ON a.name = s.account WHERE s.hash = ? AND s.expires > ? AND s.seen > ?",
		[]any{digest(key), s.stamp(0), s.stamp(-sessionIdle)}, &who.Name, &who.Role, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return Identity{}, false, nil
	}
	if err != nil {
		return Identity{}, false, err
	}
	if seen < s.stamp(-time.Minute) {
		_, err = s.exec(ctx, "UPDATE session SET seen = ? WHERE hash = ?", s.stamp(0), digest(key))
	}
	who.Via = "session"
	return who, true, err
}

func (s *Store) endSession(ctx context.Context, key string) error {
	_, err := s.exec(ctx, "DELETE FROM session WHERE hash = ?", digest(key))
	return err
}

// stamp gives the time, so much later, in a form that sorts.
func (s *Store) stamp(later time.Duration) string {
	return s.now().Add(later).UTC().Format("2006-01-02T15:04:05.000Z")
}

func (s *Store) exec(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := s.db.SQL.ExecContext(ctx, s.db.Rewrite(statement), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// one runs a statement that must change one row.
func (s *Store) one(ctx context.Context, none error, statement string, args ...any) error {
	n, err := s.exec(ctx, statement, args...)
	if err == nil && n == 0 {
		return none
	}
	return err
}

func (s *Store) row(ctx context.Context, statement string, args []any, to ...any) error {
	return s.db.SQL.QueryRowContext(ctx, s.db.Rewrite(statement), args...).Scan(to...)
}

func (s *Store) each(ctx context.Context, row func(scan func(...any) error) error, statement string, args ...any) error {
	rows, err := s.db.SQL.QueryContext(ctx, s.db.Rewrite(statement), args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return fmt.Errorf("accounts: %w", err)
		}
	}
	return rows.Err()
}
