-- Why a person may want to look at an incident: 1 for each reason that holds.
CREATE TABLE review (
	incident TEXT PRIMARY KEY REFERENCES incident (id) ON DELETE CASCADE,
	fresh    INTEGER NOT NULL, -- nobody has accepted any of it
	disputed INTEGER NOT NULL, -- reports differ on the dead, the injured, the day or the place
	low      INTEGER NOT NULL, -- a report hangs on it by a weak link
	changed  INTEGER NOT NULL, -- its toll was told otherwise later, or reports came after it was accepted
	conflict INTEGER NOT NULL, -- a new reading differs from what a person decided
	unsure   INTEGER NOT NULL, -- somebody could not decide
	weakest  INTEGER NOT NULL, -- of its reports' best links the weakest, in percent; 100 for one report alone
	weight   INTEGER NOT NULL  -- how urgent it is: conflicts before changes before disputes, and then by the dead; 0 where there is no reason
);
CREATE INDEX review_all ON review (weight DESC, incident COLLATE "C") WHERE weight > 0;
CREATE INDEX review_fresh ON review (weight DESC, incident COLLATE "C") WHERE fresh = 1;
CREATE INDEX review_disputed ON review (weight DESC, incident COLLATE "C") WHERE disputed = 1;
CREATE INDEX review_low ON review (weight DESC, incident COLLATE "C") WHERE low = 1;
CREATE INDEX review_changed ON review (weight DESC, incident COLLATE "C") WHERE changed = 1;
CREATE INDEX review_conflict ON review (weight DESC, incident COLLATE "C") WHERE conflict = 1;
CREATE INDEX review_unsure ON review (weight DESC, incident COLLATE "C") WHERE unsure = 1;
