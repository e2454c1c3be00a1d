-- Copies of the same text (copies/mod.rs).

-- The MinHash of each document's text; empty where the text is too short to tell.
CREATE TABLE sketch (
    document_key INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    minhash BLOB NOT NULL
);

-- Documents that are copies of each other, each with the first of them, which has a row too.
CREATE TABLE copy (
    document_key INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    first_key INTEGER NOT NULL REFERENCES document ON DELETE CASCADE
);
CREATE INDEX copy_first ON copy (first_key);

-- What a run that was ended before its end left undone; the next one does it.
CREATE TABLE to_do (what TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO to_do (what) VALUES ('copies');
