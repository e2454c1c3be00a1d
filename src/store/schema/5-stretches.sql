-- Rows that say less: where a part of a sentence ends, and which parts a sentence has, follows from what else is there.
--
-- Mentions and claims come in the order of their sentences: those of a sentence are a stretch, of which it has the first position in the document and the number. So
--     mention_key BETWEEN (sentence_key & -16777216) + first_mention AND (sentence_key & -16777216) + first_mention + mentions - 1
-- finds the mentions of a sentence without an index, and a mention has the position of its sentence. Ends of spans are worked out by the views, from where they start and their text.
-- The claims of an incident are a list in its row.

-- An array of [position] for each claim that is counted and of [position, reason] for each that is set aside; positions are those among the claims of the document.
ALTER TABLE incident ADD COLUMN claim_list TEXT NOT NULL DEFAULT '[]';
UPDATE incident SET claim_list = (
    SELECT json_group_array(json(item)) FROM (
        SELECT CASE WHEN set_aside IS NULL THEN json_array(claim_key & 16777215) ELSE json_array(claim_key & 16777215, set_aside) END AS item
        FROM incident_claim c WHERE c.incident_key = incident.incident_key ORDER BY position));
DROP TABLE incident_claim;

ALTER TABLE sentence ADD COLUMN first_mention INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sentence ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sentence ADD COLUMN first_claim INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sentence ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
UPDATE sentence SET first_mention = p.first, mentions = p.number
FROM (SELECT sentence_key, min(mention_key) & 16777215 AS first, count(*) AS number FROM mention GROUP BY sentence_key) p WHERE p.sentence_key = sentence.sentence_key;
UPDATE sentence SET first_claim = p.first, claims = p.number
FROM (SELECT sentence_key, min(claim_key) & 16777215 AS first, count(*) AS number FROM claim GROUP BY sentence_key) p WHERE p.sentence_key = sentence.sentence_key;
ALTER TABLE sentence DROP COLUMN position;
ALTER TABLE sentence DROP COLUMN end;
ALTER TABLE sentence DROP COLUMN char_end;

CREATE TABLE new_mention (
    mention_key INTEGER PRIMARY KEY,
    sentence_position INTEGER NOT NULL,
    reading_key INTEGER NOT NULL REFERENCES reading,
    start INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    sentence_key INTEGER AS ((mention_key & -16777216) + sentence_position) REFERENCES sentence ON DELETE CASCADE,
    document_key INTEGER AS (mention_key >> 24) REFERENCES document ON DELETE CASCADE
);
INSERT INTO new_mention (mention_key, sentence_position, reading_key, start, char_start)
SELECT mention_key, sentence_key & 16777215, reading_key, start, char_start FROM mention ORDER BY mention_key;
DROP TABLE mention;
ALTER TABLE new_mention RENAME TO mention;

CREATE TABLE new_claim (
    claim_key INTEGER PRIMARY KEY,
    sentence_position INTEGER NOT NULL,
    place_key INTEGER REFERENCES place,
    -- An array of [role, from, length] in code points of the claim's sentence, or [role, start, end, char_start, char_end, text] elsewhere; the view `evidence` has a row for each.
    evidence_list TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
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
    sentence_key INTEGER AS ((claim_key & -16777216) + sentence_position) REFERENCES sentence ON DELETE CASCADE,
    document_key INTEGER AS (claim_key >> 24) REFERENCES document ON DELETE CASCADE
);
INSERT INTO new_claim
SELECT claim_key, sentence_key & 16777215, place_key, evidence_list,
       claim_id, start, char_start, figure_text, kind, comparator, value, low, high, implied, unit, scope, subset_of, counted_text, event_type,
       weapon_text, weapon_id, actor_text, actor_id, actor_name, target_text, target_id, target_name, victim_class, where_prec, date_text, date_start,
       date_end, date_prec, date_edtf, date_anchor, attributed_to_text, attributed_to_id, attributed_to_name, attributed_to_type, modality, rule
FROM claim ORDER BY claim_key;
DROP TABLE claim;
ALTER TABLE new_claim RENAME TO claim;

-- What was dropped had indexes.
INSERT OR IGNORE INTO to_do (what) VALUES ('indexes');

-- Parts of the search's index are merged when there are sixteen of a size, not four: a first run writes one for each transaction, and merged most of it twice.
INSERT INTO sentence_search (sentence_search, rank) VALUES ('automerge', 16);
