-- What was filed. These rows are never changed or removed.

-- A text, once, whoever published it.
CREATE TABLE text (
	number INTEGER PRIMARY KEY,
	sha256 TEXT NOT NULL UNIQUE, -- of title, newline, body
	title  TEXT NOT NULL,
	body   TEXT NOT NULL
);

-- One publication of a text.
CREATE TABLE report (
	key       TEXT PRIMARY KEY, -- hash of all that is known of it
	sha256    TEXT NOT NULL REFERENCES text (sha256),
	id        TEXT NOT NULL,
	url       TEXT NOT NULL,
	publisher TEXT NOT NULL,
	author    TEXT NOT NULL,
	published TEXT NOT NULL,
	language  TEXT NOT NULL,
	extra     TEXT NOT NULL, -- JSON
	json      INTEGER NOT NULL, -- 1 if it came as JSON, so that its text is not given back with its record
	added     TEXT NOT NULL  -- RFC 3339
);
CREATE INDEX report_text ON report (sha256);
CREATE INDEX report_id ON report (id);
CREATE INDEX report_published ON report (published);

-- What one version of the program read in a report.
CREATE TABLE record (
	report TEXT NOT NULL REFERENCES report,
	coder  TEXT NOT NULL, -- version, codebook and model
	body   BLOB NOT NULL, -- JSON, compressed with zstd
	added  TEXT NOT NULL,
	PRIMARY KEY (report, coder)
);

-- What a person decided. target says what about, by text, span and field, never by an id that a new reading may change.
CREATE TABLE judgement (
	id     TEXT PRIMARY KEY,
	at     TEXT NOT NULL,
	author TEXT NOT NULL,
	kind   TEXT NOT NULL, -- accept, edit, reject, same, different, split, note, undo
	target TEXT NOT NULL, -- JSON
	value  TEXT NOT NULL, -- JSON
	reason TEXT NOT NULL
);

-- Every public reference that an incident ever had stands for the mention that it was named after, and so finds the incident of today.
CREATE TABLE reference (
	incident TEXT PRIMARY KEY,
	report   TEXT NOT NULL,
	event    TEXT NOT NULL
);

-- What follows from the above. It can be dropped and is made anew to the same rows.

-- Which record of a report is in force.
CREATE TABLE reading (
	report TEXT PRIMARY KEY,
	coder  TEXT NOT NULL
);

-- One event of one report.
CREATE TABLE mention (
	report    TEXT NOT NULL,
	event     TEXT NOT NULL,
	main      INTEGER NOT NULL, -- 1 for the event that the report is about
	component TEXT NOT NULL, -- mentions of different components have nothing in common
	incident  TEXT NOT NULL,
	body      TEXT NOT NULL, -- JSON
	PRIMARY KEY (report, event)
);
CREATE INDEX mention_component ON mention (component);
CREATE INDEX mention_incident ON mention (incident);

-- Where mentions meet.
CREATE TABLE block (
	hash   INTEGER NOT NULL,
	report TEXT NOT NULL,
	event  TEXT NOT NULL,
	points INTEGER NOT NULL,
	PRIMARY KEY (hash, report, event)
) WITHOUT ROWID;
CREATE INDEX block_mention ON block (report, event);

-- Where texts meet.
CREATE TABLE band (
	hash   INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	PRIMARY KEY (hash, sha256)
) WITHOUT ROWID;

-- Two texts of which one was made from the other; a < b.
CREATE TABLE copy (
	a     TEXT NOT NULL,
	b     TEXT NOT NULL,
	kind  TEXT NOT NULL, -- copy, abridgement, rewrite
	share REAL NOT NULL, -- of the shorter one's shingles
	PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copy_b ON copy (b);

CREATE TABLE incident (
	id        TEXT PRIMARY KEY,
	first_day TEXT NOT NULL, -- empty when not known
	last_day  TEXT NOT NULL,
	type      TEXT NOT NULL,
	mode      TEXT NOT NULL,
	country   TEXT NOT NULL,
	admin1    TEXT NOT NULL,
	place     TEXT NOT NULL,
	lat       REAL,
	lon       REAL,
	reports   INTEGER NOT NULL,
	killed    INTEGER, -- highest figure of any report
	injured   INTEGER
);
CREATE INDEX incident_day ON incident (first_day);
CREATE INDEX incident_country ON incident (country, first_day);

CREATE VIRTUAL TABLE words USING fts5 (title, body, content = 'text', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');
