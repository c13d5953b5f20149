-- A number that changes with every write, and the incidents that each write made, changed or removed: whoever keeps incidents in memory reads only
-- these anew. They say when things were written, so they are not derived and not copied. Old changes are dropped.
CREATE TABLE generation (
	n      INTEGER NOT NULL,
	oldest INTEGER NOT NULL -- changes after this one are known
);
INSERT INTO generation VALUES (1, 1);
CREATE TABLE change (
	generation INTEGER NOT NULL,
	incident   TEXT NOT NULL,
	PRIMARY KEY (generation, incident)
);

-- What one report claims of one event: claims for the policies to count, who did it to whom, who says so.
CREATE TABLE telling (
	report TEXT NOT NULL,
	event  TEXT NOT NULL,
	body   TEXT NOT NULL, -- JSON
	PRIMARY KEY (report, event)
);

ALTER TABLE incident ADD COLUMN grade TEXT NOT NULL DEFAULT ''; -- confirmed, fair, weak, contested, discounted
ALTER TABLE incident ADD COLUMN sources INTEGER NOT NULL DEFAULT 0; -- texts of which none was made from another
ALTER TABLE incident ADD COLUMN accuracy INTEGER NOT NULL DEFAULT 0; -- of the place, UCDP where_prec; 0 where not known
ALTER TABLE incident ADD COLUMN published TEXT NOT NULL DEFAULT ''; -- its first report
ALTER TABLE incident ADD COLUMN updated TEXT NOT NULL DEFAULT ''; -- its last report
ALTER TABLE incident ADD COLUMN coverage TEXT NOT NULL DEFAULT '[]'; -- JSON: of each report the day, publisher, family of texts, and 1 if it corrects an earlier toll

-- What each policy makes of the claims of an incident: low, best and high; NULL where it enters no number.
CREATE TABLE toll (
	incident     TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	kind         TEXT NOT NULL, -- killed, injured, ...
	category     TEXT NOT NULL, -- all, civilian, security, militant, unknown
	acled_low    INTEGER,
	acled_best   INTEGER,
	acled_high   INTEGER,
	ucdp_low     INTEGER,
	ucdp_best    INTEGER,
	ucdp_high    INTEGER,
	airwars_low  INTEGER,
	airwars_best INTEGER,
	airwars_high INTEGER,
	all_low      INTEGER,
	all_best     INTEGER,
	all_high     INTEGER,
	PRIMARY KEY (incident, kind, category)
);

-- Who had a part in an incident, as its reports say.
CREATE TABLE party (
	incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
	role     TEXT NOT NULL, -- did, suffered, claimed, blamed, denied
	key      TEXT NOT NULL, -- in the registry, else the name in lower case
	name     TEXT NOT NULL, -- as a report writes it
	kind     TEXT NOT NULL,
	country  TEXT NOT NULL,
	reports  INTEGER NOT NULL, -- that say so
	PRIMARY KEY (incident, role, key)
);
CREATE INDEX party_key ON party (key);

-- What somebody said.
CREATE TABLE statement (
	report         TEXT NOT NULL,
	id             TEXT NOT NULL, -- in the record
	day            TEXT NOT NULL, -- on which it was said, else of publication; empty when not known
	act            TEXT NOT NULL,
	speaker        TEXT NOT NULL, -- in the registry, else the name in lower case; empty when not known
	speaker_name   TEXT NOT NULL,
	country        TEXT NOT NULL, -- of the speaker
	addressee      TEXT NOT NULL,
	addressee_name TEXT NOT NULL,
	about          TEXT NOT NULL,
	about_name     TEXT NOT NULL,
	event          TEXT NOT NULL, -- in the record
	first          INTEGER NOT NULL, -- the span of its content, in code points
	past           INTEGER NOT NULL,
	title          INTEGER NOT NULL, -- 1 if it stands in the title
	direct         INTEGER NOT NULL,
	PRIMARY KEY (report, id)
);
CREATE INDEX statement_day ON statement (day, report, id);
CREATE INDEX statement_speaker ON statement (speaker, day);
CREATE INDEX statement_act ON statement (act, day);
CREATE INDEX statement_about ON statement (about, day);
CREATE INDEX statement_addressee ON statement (addressee, day);

-- Who appears in a report, and as what.
DROP TABLE actor;
CREATE TABLE actor (
	report   TEXT NOT NULL,
	name     TEXT NOT NULL, -- in lower case
	ref      TEXT NOT NULL, -- in the registry; empty for none
	key      TEXT NOT NULL, -- ref, else name
	shown    TEXT NOT NULL, -- the name as written
	kind     TEXT NOT NULL,
	country  TEXT NOT NULL,
	spoke    INTEGER NOT NULL, -- statements
	did      INTEGER NOT NULL, -- events as the one who acted
	suffered INTEGER NOT NULL, -- events as the one to whom it was done
	PRIMARY KEY (report, name)
);
CREATE INDEX actor_ref ON actor (ref);
CREATE INDEX actor_key ON actor (key);

CREATE INDEX report_publisher ON report (publisher, published);
