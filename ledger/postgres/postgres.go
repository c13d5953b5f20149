// Package postgres opens a ledger that many machines share.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"github.com/tollbook/tollbook/ledger/database"
)

//go:embed *.sql
var migrations embed.FS

// Open opens the ledger at an address "postgres://…". Of the transactions that write, one runs at a time.
func Open(ctx context.Context, address string) (*database.Database, error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return nil, err
	}
	// A schema that the address names as the place to look in is made where it is missing.
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, errors.New("the address of the PostgreSQL server is not understood")
	}
	name := "postgres"
	if u, err := url.Parse(address); err == nil {
		name = u.Redacted()
	}
	d := &database.Database{SQL: db, Writes: db, Name: name, Numbered: true, Lock: "SELECT pg_advisory_xact_lock(7041776)", // any number that nobody else takes
		TryLock: "SELECT pg_try_advisory_xact_lock(7041776)",
		Match:   "words @@ websearch_to_tsquery('simple', ?)", Query: query,
		Box: "(lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?)"}
	if schema := config.RuntimeParams["search_path"]; schema != "" && err == nil {
		_, err = db.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+pgx.Identifier{schema}.Sanitize())
	}
	if err == nil {
		err = d.Migrate(ctx, migrations)
	}
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("%s: %w", name, plain(err))
	}
	return d, nil
}

// plain takes from an error of the connection what tells why: the driver says it once for each address that it tried.
func plain(err error) error {
	var connecting *pgconn.ConnectError
	if !errors.As(err, &connecting) {
		return err
	}
	for cause := errors.Unwrap(connecting); cause != nil; cause = errors.Unwrap(cause) {
		if joined, ok := cause.(interface{ Unwrap() []error }); ok && len(joined.Unwrap()) > 0 {
			cause = joined.Unwrap()[0]
		}
		err = cause
		if _, last := cause.(*pgconn.PgError); last {
			break
		}
		if _, last := cause.(net.Error); last {
			break
		}
	}
	return err
}

// query asks for all of the words; each is a phrase.
func query(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + strings.ReplaceAll(w, `"`, " ") + `"`
	}
	return strings.Join(quoted, " ")
}
