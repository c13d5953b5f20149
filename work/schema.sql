-- What is kept of each report that waits, until it is filed. BLOB is BYTEA on PostgreSQL.
CREATE TABLE IF NOT EXISTS work_parcel (
	key    TEXT PRIMARY KEY, -- of the report, as the ledger names it; the address of a page that no report was taken from yet
	page   BLOB,             -- as it was fetched
	report BLOB,
	record BLOB,             -- what was read in it
	coder  TEXT NOT NULL DEFAULT '' -- by which version
);
-- The workers at work. One that is alive counts on.
CREATE TABLE IF NOT EXISTS work_worker (
	id          TEXT PRIMARY KEY,
	coder       TEXT NOT NULL,
	concurrency INTEGER NOT NULL,
	started     TEXT NOT NULL,
	beat        BIGINT NOT NULL
);
-- coder: the version that reads for this ledger. schema: of these tables.
CREATE TABLE IF NOT EXISTS work_setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
);
-- Which worker asks which host: of all workers one at a time, so that all together are as polite as one.
CREATE TABLE IF NOT EXISTS work_host (
	host  TEXT PRIMARY KEY,
	owner TEXT NOT NULL,
	until BIGINT NOT NULL -- in Unix milliseconds
);
