-- What other recorders document, as they published it. A newer version of a row takes the place of the older one; nothing of the ledger's own incidents follows from them.
CREATE TABLE recorded (
	recorder     TEXT NOT NULL, -- acled, ucdp or gtd
	id           TEXT NOT NULL, -- the recorder's own
	first_day    TEXT NOT NULL,
	last_day     TEXT NOT NULL,
	type         TEXT NOT NULL, -- in the recorder's words
	class        TEXT NOT NULL, -- violence, riot, protest or other
	country      TEXT NOT NULL, -- ISO 3166 alpha-3; empty where the name is none of today's
	country_name TEXT NOT NULL,
	admin1       TEXT NOT NULL,
	admin2       TEXT NOT NULL,
	place        TEXT NOT NULL,
	lat          DOUBLE PRECISION,
	lon          DOUBLE PRECISION,
	accuracy     INTEGER NOT NULL, -- as UCDP's where_prec
	side_a       TEXT NOT NULL, -- a list in JSON
	side_b       TEXT NOT NULL,
	low          INTEGER, -- killed
	best         INTEGER,
	high         INTEGER,
	injured      INTEGER,
	sources      TEXT NOT NULL,
	notes        TEXT NOT NULL,
	cells        TEXT NOT NULL, -- the whole row: an object in JSON
	file         TEXT NOT NULL, -- the name of the file that it came from
	sum          TEXT NOT NULL, -- of all this but the file: by it a row is known again
	PRIMARY KEY (recorder, id)
);
CREATE INDEX recorded_days ON recorded (recorder, first_day);
