-- What people ask. Views hold no data: they are made anew whenever a newer program opens the database for writing.

-- The records of the contract, with its ids and field names. Parts are joined to their document, and to their sentence, both by its key and by the range of theirs: either may come first.
-- A sentence has few of all parts: the planner is told so by one bound of the range (it would not use two such), since it takes any range for a large one.
-- `text_id` is the doc_id of the first document with this text: where copies are to count once, count its different values.
CREATE VIEW documents AS
SELECT d.doc_id, d.path, d.sha256, d.format, d.encoding, d.title, d.authors, d.publisher, d.url, d.published, d.published_evidence, d.language,
       d.text_bytes, d.sentences, d.diagnostics, coalesce(f.doc_id, d.doc_id) AS text_id, f.document_key <> d.document_key AND f.document_key IS NOT NULL AS is_copy,
       max(1, (SELECT count(*) FROM copy o WHERE o.first_key = c.first_key)) AS documents_of_text, d.document_key
FROM document d LEFT JOIN copy c USING (document_key) LEFT JOIN document f ON f.document_key = c.first_key;

CREATE VIEW sentences AS
SELECT d.doc_id || '#s' || (s.sentence_key & 16777215) AS sentence_id, d.doc_id, s.sentence_key & 16777215 AS "index", s.paragraph, s.kind, s.speaker,
       s.start, s.start + length(CAST(s.text AS BLOB)) AS end, s.char_start, s.char_start + length(s.text) AS char_end, s.text, s.sentence_key, d.document_key
FROM sentence s JOIN document d ON d.document_key = s.document_key AND s.sentence_key BETWEEN d.document_key << 24 AND (d.document_key << 24) + 16777215;

CREATE VIEW mentions AS
SELECT d.doc_id || '#m' || (m.mention_key & 16777215) AS mention_id, d.doc_id, d.doc_id || '#s' || m.sentence_position AS sentence_id, r.mention_type,
       m.start, m.start + length(CAST(r.text AS BLOB)) AS end, m.char_start, m.char_start + length(r.text) AS char_end, r.text, r.entity_id, r.name, r.method, r.stands_for,
       r.timex, r.date_value, r.date_start, r.date_end, r.date_prec, r.date_anchor, r.value, r.low, r.high, r.comparator, r.unit,
       r.lat, r.lon, r.country, r.admin1, r.feature, r.geonameid, m.mention_key, s.sentence_key, d.document_key
FROM mention m JOIN reading r USING (reading_key)
     JOIN sentence s ON s.sentence_key = m.sentence_key
          AND m.mention_key < (s.sentence_key & -16777216) + s.first_mention + s.mentions
          AND likelihood(m.mention_key >= (s.sentence_key & -16777216) + s.first_mention, 0.00001)
     JOIN document d ON d.document_key = m.document_key AND m.mention_key BETWEEN d.document_key << 24 AND (d.document_key << 24) + 16777215;

-- The most specific of a claim's places is in its row; all of them are in `claim_places`.
CREATE VIEW claims AS
SELECT c.claim_id, d.doc_id, d.doc_id || '#s' || c.sentence_position AS sentence_id, c.start, c.start + length(CAST(c.figure_text AS BLOB)) AS end,
       c.char_start, c.char_start + length(c.figure_text) AS char_end, c.figure_text,
       c.kind, c.comparator, c.value, c.low, c.high, c.implied, c.unit, c.scope, c.subset_of, c.counted_text, c.event_type,
       c.weapon_text, c.weapon_id, c.actor_text, c.actor_id, c.actor_name, c.target_text, c.target_id, c.target_name, c.victim_class,
       p.place_id, p.name AS place_name, p.country, p.admin1, p.lat, p.lon,
       c.where_prec, c.date_text, c.date_start, c.date_end, c.date_prec, c.date_edtf, c.date_anchor,
       c.attributed_to_text, c.attributed_to_id, c.attributed_to_name, c.attributed_to_type, c.modality, s.text AS sentence_text, c.rule,
       d.title, d.publisher, d.published, c.claim_key, s.sentence_key, d.document_key
FROM claim c
     JOIN sentence s ON s.sentence_key = c.sentence_key
          AND c.claim_key < (s.sentence_key & -16777216) + s.first_claim + s.claims
          AND likelihood(c.claim_key >= (s.sentence_key & -16777216) + s.first_claim, 0.00001)
     LEFT JOIN place p USING (place_key)
     JOIN document d ON d.document_key = c.document_key AND c.claim_key BETWEEN d.document_key << 24 AND (d.document_key << 24) + 16777215;

CREATE VIEW evidence AS
SELECT claim_id, position, json_extract(item, '$[0]') AS role,
       CASE WHEN is_own THEN sentence_start + length(CAST(substr(sentence_text, 1, json_extract(item, '$[1]')) AS BLOB)) ELSE json_extract(item, '$[1]') END AS start,
       CASE WHEN is_own THEN sentence_start + length(CAST(substr(sentence_text, 1, json_extract(item, '$[1]') + json_extract(item, '$[2]')) AS BLOB))
            ELSE json_extract(item, '$[2]') END AS end,
       CASE WHEN is_own THEN sentence_char_start + json_extract(item, '$[1]') ELSE json_extract(item, '$[3]') END AS char_start,
       CASE WHEN is_own THEN sentence_char_start + json_extract(item, '$[1]') + json_extract(item, '$[2]') ELSE json_extract(item, '$[4]') END AS char_end,
       CASE WHEN is_own THEN substr(sentence_text, json_extract(item, '$[1]') + 1, json_extract(item, '$[2]')) ELSE json_extract(item, '$[5]') END AS text,
       claim_key
FROM (SELECT c.claim_id, c.claim_key, e.key AS position, e.value AS item, json_array_length(e.value) = 3 AS is_own,
             s.start AS sentence_start, s.char_start AS sentence_char_start, s.text AS sentence_text
      FROM claim c JOIN sentence s USING (sentence_key), json_each(c.evidence_list) e);

-- Each list of places, by the key of its first, place by place.
CREATE VIEW place_lists AS
WITH RECURSIVE list (place_key, position, at_key) AS (
    SELECT place_key, 0, place_key FROM place
    UNION ALL SELECT l.place_key, l.position + 1, p.next_key FROM list l JOIN place p ON p.place_key = l.at_key WHERE p.next_key IS NOT NULL
)
SELECT l.place_key, l.position, p.text, p.place_id, p.name, p.lat, p.lon, p.country, p.admin1 FROM list l JOIN place p ON p.place_key = l.at_key;

CREATE VIEW claim_places AS
SELECT c.claim_id, l.position, l.text, l.place_id, l.name, l.lat, l.lon, l.country, l.admin1, c.claim_key
FROM place_lists l JOIN claim c USING (place_key);

CREATE VIEW incidents AS
SELECT i.*, d.doc_id, p.place_id, p.name AS place_name, p.country, p.admin1, p.lat, p.lon, d.title, d.publisher, d.published
FROM incident i LEFT JOIN place p USING (place_key)
     JOIN document d ON d.document_key = i.document_key AND i.incident_key BETWEEN d.document_key << 24 AND (d.document_key << 24) + 16777215;

CREATE VIEW incident_claims AS
SELECT i.incident_id, c.claim_id, json_extract(l.value, '$[1]') IS NULL AS used, json_extract(l.value, '$[1]') AS set_aside, i.incident_key, c.claim_key
FROM incident i JOIN json_each(i.claim_list) l
     JOIN claim c ON c.claim_key = (i.incident_key & -16777216) + json_extract(l.value, '$[0]') AND i.incident_key BETWEEN c.claim_key & -16777216 AND c.claim_key | 16777215;

-- The usual questions.
CREATE VIEW claims_by_kind_and_month AS
SELECT kind, substr(date_start, 1, 7) AS month, count(*) AS claims, count(DISTINCT document_key) AS documents,
       sum(modality = 'asserted') AS asserted, min(value) AS lowest, max(value) AS highest
FROM claim WHERE length(date_start) >= 7 GROUP BY kind, month ORDER BY month, kind;

-- What incidents say was done at a place. Each document counts for itself: two reports of one event are two incidents here.
CREATE VIEW tolls_by_place AS
SELECT p.country, p.admin1, p.name AS place, p.place_id, count(*) AS incidents, count(DISTINCT i.document_key) AS documents,
       max(i.killed_best) AS most_killed, max(i.injured_best) AS most_injured, sum(i.killed_best) AS killed_in_all_reports,
       sum(i.injured_best) AS injured_in_all_reports, min(i.date_start) AS first_day, max(i.date_end) AS last_day
FROM incident i JOIN place p USING (place_key) WHERE p.name IS NOT NULL
GROUP BY p.country, p.admin1, p.name, p.place_id ORDER BY killed_in_all_reports DESC;

-- Copies of one text are one in `texts`.
CREATE VIEW sources_by_kind AS
SELECT coalesce(attributed_to_type, '(none)') AS source_type, coalesce(attributed_to_name, attributed_to_text, '(nobody named)') AS source,
       kind, count(*) AS claims, count(DISTINCT document_key) AS documents, count(DISTINCT coalesce(first_key, document_key)) AS texts
FROM claim LEFT JOIN copy USING (document_key) GROUP BY source_type, source, kind ORDER BY claims DESC;

-- Who published what: `first` counts the texts that nobody in the database published before.
CREATE VIEW publishers AS
SELECT coalesce(publisher, '(nobody named)') AS publisher, count(*) AS documents, count(DISTINCT coalesce(first_key, document_key)) AS texts,
       sum(coalesce(first_key, document_key) = document_key) AS first, min(published) AS first_day, max(published) AS last_day
FROM document LEFT JOIN copy USING (document_key) GROUP BY publisher ORDER BY documents DESC;
