-- What people ask. Views hold no data: they are made anew whenever a newer program opens the database for writing.

DROP VIEW IF EXISTS documents;
DROP VIEW IF EXISTS sentences;
DROP VIEW IF EXISTS mentions;
DROP VIEW IF EXISTS claims;
DROP VIEW IF EXISTS evidence;
DROP VIEW IF EXISTS claim_places;
DROP VIEW IF EXISTS incidents;
DROP VIEW IF EXISTS incident_claims;
DROP VIEW IF EXISTS claims_by_kind_and_month;
DROP VIEW IF EXISTS tolls_by_place;
DROP VIEW IF EXISTS sources_by_kind;
DROP VIEW IF EXISTS publishers;

-- The records of the contract, with its ids and field names.
-- `text_id` is the doc_id of the first document with this text: where copies are to count once, count its different values.
CREATE VIEW documents AS
SELECT d.doc_id, d.path, d.sha256, d.format, d.encoding, d.title, d.authors, d.publisher, d.url, d.published, d.published_evidence, d.language,
       d.text_bytes, d.sentences, d.diagnostics, coalesce(f.doc_id, d.doc_id) AS text_id, f.document_key <> d.document_key AND f.document_key IS NOT NULL AS is_copy,
       max(1, (SELECT count(*) FROM copy o WHERE o.first_key = c.first_key)) AS documents_of_text, d.document_key
FROM document d LEFT JOIN copy c USING (document_key) LEFT JOIN document f ON f.document_key = c.first_key;

CREATE VIEW sentences AS
SELECT d.doc_id || '#s' || s.position AS sentence_id, d.doc_id, s.position AS "index", s.paragraph, s.kind, s.speaker,
       s.start, s.end, s.char_start, s.char_end, s.text, s.sentence_key
FROM sentence s JOIN document d USING (document_key);

CREATE VIEW mentions AS
SELECT d.doc_id || '#m' || (m.mention_key & 16777215) AS mention_id, d.doc_id, d.doc_id || '#s' || s.position AS sentence_id,
       m.mention_type, m.start, m.end, m.char_start, m.char_end, m.text, e.entity_id, e.name, m.method, m.stands_for,
       m.timex, m.date_value, m.date_start, m.date_end, m.date_prec, m.date_anchor, m.value, m.low, m.high, m.comparator, m.unit,
       e.lat, e.lon, e.country, e.admin1, e.feature, e.geonameid, m.mention_key, m.sentence_key
FROM mention m JOIN sentence s USING (sentence_key) JOIN document d USING (document_key) LEFT JOIN entity e USING (entity_key);

CREATE VIEW claims AS
SELECT c.claim_id, d.doc_id, d.doc_id || '#s' || s.position AS sentence_id, c.start, c.end, c.char_start, c.char_end, c.figure_text,
       c.kind, c.comparator, c.value, c.low, c.high, c.implied, c.unit, c.scope, c.subset_of, c.counted_text, c.event_type,
       c.weapon_text, c.weapon_id, c.actor_text, c.actor_id, c.actor_name, c.target_text, c.target_id, c.target_name, c.victim_class,
       p.place_id, p.name AS place_name, p.country, p.admin1, p.lat, p.lon,
       c.where_prec, c.date_text, c.date_start, c.date_end, c.date_prec, c.date_edtf, c.date_anchor,
       c.attributed_to_text, c.attributed_to_id, c.attributed_to_name, c.attributed_to_type, c.modality, s.text AS sentence_text, c.rule,
       d.title, d.publisher, d.published, c.claim_key, c.sentence_key, c.document_key
FROM claim c JOIN sentence s USING (sentence_key) JOIN document d ON d.document_key = c.document_key
     LEFT JOIN claim_place cp ON cp.claim_key = c.claim_key AND cp.position = 0 LEFT JOIN place p USING (place_key);

CREATE VIEW evidence AS
SELECT c.claim_id, e.key AS position, json_extract(e.value, '$[0]') AS role, json_extract(e.value, '$[1]') AS start,
       json_extract(e.value, '$[2]') AS end, json_extract(e.value, '$[3]') AS char_start, json_extract(e.value, '$[4]') AS char_end,
       json_extract(e.value, '$[5]') AS text, c.claim_key
FROM claim c, json_each(c.evidence_list) e;

CREATE VIEW claim_places AS
SELECT c.claim_id, cp.position, cp.text, p.place_id, p.name, p.lat, p.lon, p.country, p.admin1, cp.claim_key
FROM claim_place cp JOIN claim c USING (claim_key) JOIN place p USING (place_key);

CREATE VIEW incidents AS
SELECT i.*, d.doc_id, p.place_id, p.name AS place_name, p.country, p.admin1, p.lat, p.lon, d.title, d.publisher, d.published
FROM incident i JOIN document d USING (document_key)
     LEFT JOIN incident_place ip ON ip.incident_key = i.incident_key AND ip.position = 0 LEFT JOIN place p USING (place_key);

CREATE VIEW incident_claims AS
SELECT i.incident_id, c.claim_id, ic.set_aside IS NULL AS used, ic.set_aside, ic.incident_key, ic.claim_key
FROM incident_claim ic JOIN incident i USING (incident_key) JOIN claim c USING (claim_key);

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
FROM incident i JOIN incident_place ip ON ip.incident_key = i.incident_key AND ip.position = 0 JOIN place p USING (place_key)
GROUP BY p.place_key ORDER BY killed_in_all_reports DESC;

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
