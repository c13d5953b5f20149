-- Who may use the ledger over the network. None of it is derived, and a copy of the ledger leaves it behind.

CREATE TABLE account (
	name     TEXT PRIMARY KEY,
	role     TEXT NOT NULL, -- reader, coder, editor
	password TEXT NOT NULL, -- argon2id in PHC form; empty for none
	subject  TEXT NOT NULL, -- issuer and subject of a login by OpenID Connect; empty for none
	added    TEXT NOT NULL  -- RFC 3339
);

CREATE TABLE session (
	hash    TEXT PRIMARY KEY, -- SHA-256 of what the cookie holds
	account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
	made    TEXT NOT NULL,
	seen    TEXT NOT NULL,
	expires TEXT NOT NULL
);
CREATE INDEX session_account ON session (account);

CREATE TABLE token (
	id      TEXT PRIMARY KEY,
	hash    TEXT NOT NULL UNIQUE, -- SHA-256 of the token
	account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
	label   TEXT NOT NULL,
	scopes  TEXT NOT NULL, -- separated by spaces
	made    TEXT NOT NULL,
	expires TEXT NOT NULL  -- empty for never
);
CREATE INDEX token_account ON token (account);

-- Who did what. Rows are only ever added.
CREATE TABLE audit (
	number  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at      TEXT NOT NULL,
	who     TEXT NOT NULL,
	via     TEXT NOT NULL, -- session, token, local, command, or empty
	address TEXT NOT NULL, -- of the network; empty for a command
	what    TEXT NOT NULL,
	about   TEXT NOT NULL
);
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$;
CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
