-- Totals over a period that reports state.
CREATE TABLE tally (
	report    TEXT NOT NULL,
	figure    TEXT NOT NULL, -- id of the count in the record
	first_day TEXT NOT NULL, -- of the period; empty when not known
	last_day  TEXT NOT NULL,
	country   TEXT NOT NULL,
	admin1    TEXT NOT NULL,
	place     TEXT NOT NULL,
	kind      TEXT NOT NULL,
	category  TEXT NOT NULL,
	PRIMARY KEY (report, figure)
) WITHOUT ROWID;
CREATE INDEX tally_country ON tally (country, first_day);

-- Who appears in a report.
CREATE TABLE actor (
	report TEXT NOT NULL,
	name   TEXT NOT NULL, -- in lower case
	ref    TEXT NOT NULL, -- in the registry; empty for none
	PRIMARY KEY (report, name)
) WITHOUT ROWID;
CREATE INDEX actor_ref ON actor (ref);

-- Incidents get a number that no VACUUM changes, so that their points can be indexed.
CREATE TABLE incident_new (
	number    INTEGER PRIMARY KEY,
	id        TEXT NOT NULL UNIQUE,
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
INSERT INTO incident_new (id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured)
	SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured FROM incident;
DROP TABLE incident;
ALTER TABLE incident_new RENAME TO incident;
CREATE INDEX incident_day ON incident (first_day);
CREATE INDEX incident_country ON incident (country, first_day);

CREATE VIRTUAL TABLE point USING rtree (number, south, north, west, east);
INSERT INTO point SELECT number, lat, lat, lon, lon FROM incident WHERE lat IS NOT NULL;
CREATE TRIGGER incident_put AFTER INSERT ON incident WHEN new.lat IS NOT NULL BEGIN
	INSERT INTO point VALUES (new.number, new.lat, new.lat, new.lon, new.lon);
END;
CREATE TRIGGER incident_gone AFTER DELETE ON incident WHEN old.lat IS NOT NULL BEGIN
	DELETE FROM point WHERE number = old.number;
END;
