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
);
CREATE INDEX tally_country ON tally (country, first_day);

-- Who appears in a report.
CREATE TABLE actor (
	report TEXT NOT NULL,
	name   TEXT NOT NULL, -- in lower case
	ref    TEXT NOT NULL, -- in the registry; empty for none
	PRIMARY KEY (report, name)
);
CREATE INDEX actor_ref ON actor (ref);

CREATE INDEX incident_point ON incident (lat, lon);
