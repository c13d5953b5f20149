-- Mentions and texts get a number, and with it the rows under which they meet become short. All but the texts is derived, and made anew when the ledger
-- is opened.
DROP TABLE mention;
CREATE TABLE mention (
	number    BIGINT PRIMARY KEY, -- as they came: it is not the same in two ledgers
	report    TEXT NOT NULL,
	event     TEXT NOT NULL,
	main      INTEGER NOT NULL, -- 1 for the event that the report is about
	component TEXT NOT NULL, -- mentions of different components have nothing in common
	incident  TEXT NOT NULL,
	body      TEXT NOT NULL, -- JSON
	UNIQUE (report, event)
);
CREATE INDEX mention_component ON mention (component);
CREATE INDEX mention_incident ON mention (incident);

-- Where mentions meet.
DROP TABLE block;
CREATE TABLE block (
	hash    BIGINT NOT NULL,
	mention BIGINT NOT NULL,
	PRIMARY KEY (hash, mention)
);

ALTER TABLE text ADD COLUMN number BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE;

-- Where texts meet.
DROP TABLE band;
CREATE TABLE band (
	hash BIGINT NOT NULL,
	text BIGINT NOT NULL,
	PRIMARY KEY (hash, text)
);

DROP INDEX actor_ref; -- the key of an actor is ref, where there is one
