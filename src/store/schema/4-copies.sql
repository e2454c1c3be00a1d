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

INSERT INTO to_do (what) VALUES ('copies');
