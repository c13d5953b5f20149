-- Which incidents a saved search has told to whom, so that each is told once. These rows change, and nothing follows from them. Receivers are kept as
-- hashes: an address of a webhook may be a secret.
CREATE TABLE alert (
	search   TEXT NOT NULL, -- name of the saved search
	receiver TEXT NOT NULL, -- kind, and SHA-256 of the address
	incident TEXT NOT NULL, -- its name when it was told
	claimed  TEXT NOT NULL, -- RFC 3339: somebody is telling it since then
	told     TEXT NOT NULL, -- RFC 3339; empty until it is told, - where it only counts as told
	PRIMARY KEY (search, receiver, incident)
);
