-- The first schema of the database: the records. A later change is a file of its own (migrate.rs): this one never changes once a version with it is out.
--
-- Tables are compact: a row's key holds its document's key and its position, text that another table has is not repeated, and names and coordinates stand once in `entity`
-- and `place`. The views in views.sql have the fields of the contract.
--
-- Keys: sentence_key = document_key * 16777216 + position in the document, and the same for mentions, claims and incidents.

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
    doc_id TEXT NOT NULL UNIQUE,
    input_hash BLOB NOT NULL,
    pipeline_key INTEGER NOT NULL REFERENCES pipeline,
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
    diagnostics TEXT NOT NULL,
    text TEXT
);
CREATE INDEX document_published ON document (published);
CREATE INDEX document_pipeline ON document (pipeline_key);

CREATE TABLE sentence (
    sentence_key INTEGER PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    position INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    kind TEXT NOT NULL,
    speaker TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX sentence_document ON sentence (document_key);

CREATE VIRTUAL TABLE sentence_search USING fts5(text, content='sentence', content_rowid='sentence_key', tokenize='unicode61 remove_diacritics 2');
-- A part of the index for each transaction, not one for each megabyte: fewer parts to merge.
INSERT INTO sentence_search (sentence_search, rank) VALUES ('hashsize', 33554432);
-- Sentences are added to the search many at a time (write.rs): a trigger on each would write the index out for each.
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_search (sentence_search, rowid, text) VALUES ('delete', old.sentence_key, old.text);
END;

CREATE TABLE entity (
    entity_key INTEGER PRIMARY KEY,
    entity_id TEXT,
    name TEXT,
    lat REAL,
    lon REAL,
    country TEXT,
    admin1 TEXT,
    feature TEXT,
    geonameid INTEGER
);
CREATE INDEX entity_id ON entity (entity_id);

CREATE TABLE mention (
    mention_key INTEGER PRIMARY KEY,
    sentence_key INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
    mention_type TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    entity_key INTEGER REFERENCES entity,
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
    unit TEXT
);
CREATE INDEX mention_sentence ON mention (sentence_key);
CREATE INDEX mention_entity ON mention (entity_key) WHERE entity_key IS NOT NULL;

CREATE TABLE claim (
    claim_key INTEGER PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    sentence_key INTEGER NOT NULL REFERENCES sentence ON DELETE CASCADE,
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
    -- An array of [role, start, end, char_start, char_end, text]; the view `evidence` has a row for each.
    evidence_list TEXT NOT NULL
);
CREATE INDEX claim_id ON claim (claim_id);
CREATE INDEX claim_document ON claim (document_key);
CREATE INDEX claim_sentence ON claim (sentence_key);
CREATE INDEX claim_kind_date ON claim (kind, date_start);
CREATE INDEX claim_actor ON claim (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX claim_source ON claim (attributed_to_id) WHERE attributed_to_id IS NOT NULL;

CREATE TABLE place (
    place_key INTEGER PRIMARY KEY,
    place_id TEXT,
    name TEXT,
    lat REAL,
    lon REAL,
    country TEXT,
    admin1 TEXT
);
CREATE INDEX place_id ON place (place_id);
CREATE INDEX place_country ON place (country, admin1);

CREATE TABLE claim_place (
    claim_key INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
    position INTEGER NOT NULL,
    place_key INTEGER NOT NULL REFERENCES place,
    text TEXT NOT NULL,
    PRIMARY KEY (claim_key, position)
) WITHOUT ROWID;
CREATE INDEX claim_place_place ON claim_place (place_key);

CREATE TABLE incident (
    incident_key INTEGER PRIMARY KEY,
    document_key INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
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
    displaced_low INTEGER, displaced_best INTEGER, displaced_high INTEGER
);
CREATE INDEX incident_id ON incident (incident_id);
CREATE INDEX incident_document ON incident (document_key);
CREATE INDEX incident_date ON incident (date_start);

CREATE TABLE incident_place (
    incident_key INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    position INTEGER NOT NULL,
    place_key INTEGER NOT NULL REFERENCES place,
    text TEXT NOT NULL,
    PRIMARY KEY (incident_key, position)
) WITHOUT ROWID;
CREATE INDEX incident_place_place ON incident_place (place_key);

-- The claims of an incident: those that it counts have no reason, those that it sets aside have one.
CREATE TABLE incident_claim (
    incident_key INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_key INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
    set_aside TEXT,
    PRIMARY KEY (incident_key, position)
) WITHOUT ROWID;
CREATE INDEX incident_claim_claim ON incident_claim (claim_key);
