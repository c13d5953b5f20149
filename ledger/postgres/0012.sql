-- Whom any report names: a search for a part of a name goes through these, and not through all reports.
CREATE TABLE named (
	name TEXT NOT NULL, -- as in actor
	key  TEXT NOT NULL,
	PRIMARY KEY (name, key)
);
INSERT INTO named SELECT DISTINCT name, key FROM actor;
