-- The first schema of the database that was given to anybody: the records. A later change is a file of its own (migrate.rs): this one never changes once a version with it is out.
--
-- Tables are compact, and what the words of a text stand for is kept once: `reading` and `place` have a row for each different one, to which mentions, claims and incidents point.
-- The views in views.sql have the fields of the contract, and are what to ask. Indexes are in indexes.sql.
--
-- Keys: sentence_key = document_key * 16777216 + position in the document, and the same for mentions, claims and incidents. So a document's rows lie beside each other, and
-- `sentence_key BETWEEN document_key << 24 AND (document_key << 24) + 16777215` finds them without an index.

CREATE TABLE pipeline (
    pipeline_key INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    code TEXT NOT NULL,
    rules TEXT NOT NULL,
    gazetteers TEXT NOT NULL,
    UNIQUE (version, code, rules, gazetteers)
);

CREATE TABLE document (
    document_key INTEGER PRIMARY KEY,
    input_hash BLOB NOT NULL,
    pipeline_key INTEGER NOT NULL REFERENCES pipeline,
    -- The text that no sentence has, piece after piece: with the sentences' texts it is the document's. Null where the text is that of the file at `path`.
    gaps TEXT,
    doc_id TEXT NOT NULL UNIQUE,
    path TEXT,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    title TEXT,
    authors TEXT NOT NULL,
    publisher TEXT,
    url TEXT,
    published TEXT,
    published_evidence TEXT NOT NULL,
    language TEXT,
    text_bytes INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    diagnostics TEXT NOT NULL
);

CREATE TABLE sentence (
    sentence_key INTEGER PRIMARY KEY,
    paragraph INTEGER NOT NULL,
    kind TEXT NOT NULL,
    speaker TEXT,
    start INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    text TEXT NOT NULL,
    position INTEGER AS (sentence_key & 16777215),
    end INTEGER AS (start + length(CAST(text AS BLOB))),
    char_end INTEGER AS (char_start + length(text)),
    document_key INTEGER AS (sentence_key >> 24) REFERENCES document ON DELETE CASCADE
);

CREATE VIRTUAL TABLE sentence_search USING fts5(text, content='sentence', content_rowid='sentence_key', columnsize=0, tokenize='unicode61 remove_diacritics 2');
-- A part of the index for each transaction, not one for each megabyte: fewer parts to merge.
INSERT INTO sentence_search (sentence_search, rank) VALUES ('hashsize', 33554432);
-- Sentences are added to the search many at a time (write.rs): a trigger on each would write the index out for each.
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_search (sentence_search, rowid, text) VALUES ('delete', old.sentence_key, old.text);
END;

-- What words were read as: an entity of the gazetteer, a date, a quantity. Mentions of the same words that mean the same share a row.
CREATE TABLE reading (
    reading_key INTEGER PRIMARY KEY,
    mention_type TEXT NOT NULL,
    text TEXT NOT NULL,
    entity_id TEXT,
    name TEXT,
    method TEXT NOT NULL,
    stands_for TEXT,
    timex TEXT,
    date_value TEXT,
    date_start TEXT,
    date_end TEXT,
    date_prec INTEGER,
    date_anchor TEXT,
    value REAL,
    low REAL,
    high REAL,
    comparator TEXT,
    unit TEXT,
    lat REAL,
    lon REAL,
    country TEXT,
    admin1 TEXT,
    feature TEXT,
    geonameid INTEGER
);

CREATE TABLE mention (
    mention_key INTEGER PRIMARY KEY,
    sentence_key INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
    reading_key INTEGER NOT NULL REFERENCES reading,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    document_key INTEGER AS (mention_key >> 24) REFERENCES document ON DELETE CASCADE
);

-- Where something was, as a list: the most specific place, then the one that `next_key` names, and so on. Claims of the same places share their rows.
CREATE TABLE place (
    place_key INTEGER PRIMARY KEY,
    next_key INTEGER REFERENCES place,
    text TEXT NOT NULL,
    place_id TEXT,
    name TEXT,
    lat REAL,
    lon REAL,
    country TEXT,
    admin1 TEXT
);

CREATE TABLE claim (
    claim_key INTEGER PRIMARY KEY,
    sentence_key INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
    place_key INTEGER REFERENCES place,
    -- An array of [role, from, length] in code points of the claim's sentence, or [role, start, end, char_start, char_end, text] elsewhere; the view `evidence` has a row for each.
    evidence_list TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    figure_text TEXT NOT NULL,
    kind TEXT NOT NULL,
    comparator TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    implied INTEGER NOT NULL,
    unit TEXT NOT NULL,
    scope TEXT NOT NULL,
    subset_of TEXT,
    counted_text TEXT,
    event_type TEXT,
    weapon_text TEXT,
    weapon_id TEXT,
    actor_text TEXT,
    actor_id TEXT,
    actor_name TEXT,
    target_text TEXT,
    target_id TEXT,
    target_name TEXT,
    victim_class TEXT,
    where_prec INTEGER,
    date_text TEXT,
    date_start TEXT,
    date_end TEXT,
    date_prec INTEGER,
    date_edtf TEXT,
    date_anchor TEXT NOT NULL,
    attributed_to_text TEXT,
    attributed_to_id TEXT,
    attributed_to_name TEXT,
    attributed_to_type TEXT,
    modality TEXT NOT NULL,
    rule TEXT NOT NULL,
    document_key INTEGER AS (claim_key >> 24) REFERENCES document ON DELETE CASCADE
);

CREATE TABLE incident (
    incident_key INTEGER PRIMARY KEY,
    place_key INTEGER REFERENCES place,
    incident_id TEXT NOT NULL,
    event_type TEXT,
    date_start TEXT,
    date_end TEXT,
    date_prec INTEGER,
    where_prec INTEGER,
    actor_text TEXT,
    actor_id TEXT,
    actor_name TEXT,
    target_text TEXT,
    target_id TEXT,
    target_name TEXT,
    weapon_text TEXT,
    weapon_id TEXT,
    killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
    injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,
    abducted_low INTEGER, abducted_best INTEGER, abducted_high INTEGER,
    missing_low INTEGER, missing_best INTEGER, missing_high INTEGER,
    detained_low INTEGER, detained_best INTEGER, detained_high INTEGER,
    displaced_low INTEGER, displaced_best INTEGER, displaced_high INTEGER,
    document_key INTEGER AS (incident_key >> 24) REFERENCES document ON DELETE CASCADE
);

-- The claims of an incident: those that it counts have no reason, those that it sets aside have one.
CREATE TABLE incident_claim (
    incident_key INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_key INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
    set_aside TEXT,
    PRIMARY KEY (incident_key, position)
) WITHOUT ROWID;

-- What a run that was ended before its end left undone; the next one does it.
CREATE TABLE to_do (what TEXT PRIMARY KEY) WITHOUT ROWID;
-- An empty database is filled without indexes.sql, which is run over all rows at once when the first run ends.
INSERT INTO to_do (what) VALUES ('indexes');
