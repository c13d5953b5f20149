-- What watching asked of the web, and when it asks again. These rows change, and nothing follows from them.
CREATE TABLE visit (
	url           TEXT PRIMARY KEY,
	source        TEXT NOT NULL, -- address of the source that lists it; empty for a source itself
	first         TEXT NOT NULL, -- RFC 3339, like all times here
	checked       TEXT NOT NULL,
	next          TEXT NOT NULL, -- empty for never
	listed        TEXT NOT NULL, -- when it was last changed, as the source says
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	failures      INTEGER NOT NULL, -- one after the other
	note          TEXT NOT NULL, -- why nothing came of it
	report        TEXT NOT NULL, -- key of its last version; empty for none
	sha256        TEXT NOT NULL  -- of that version's title and text
) WITHOUT ROWID;
CREATE INDEX visit_next ON visit (source, next);

-- Pages as they were fetched: each article's first, and every later one whose article was another. These rows are never changed or removed.
CREATE TABLE page (
	url           TEXT NOT NULL,
	fetched       TEXT NOT NULL,
	address       TEXT NOT NULL, -- where the page was in the end
	status        INTEGER NOT NULL,
	sha256        TEXT NOT NULL, -- of the body
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	headers       TEXT NOT NULL, -- JSON
	body          BLOB NOT NULL, -- compressed with zstd
	report        TEXT NOT NULL, -- key of what was read in it
	PRIMARY KEY (url, fetched)
);
CREATE INDEX page_report ON page (report);
