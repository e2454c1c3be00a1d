-- An index for each join and each look that people make. They hold no data: whatever is missing is made anew (indexes.rs), and nothing but speed hangs on them.

CREATE INDEX IF NOT EXISTS document_published ON document (published);
CREATE INDEX IF NOT EXISTS document_publisher ON document (publisher);
CREATE INDEX IF NOT EXISTS document_pipeline ON document (pipeline_key);

CREATE INDEX IF NOT EXISTS reading_entity ON reading (entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS reading_text ON reading (text);
CREATE INDEX IF NOT EXISTS mention_reading ON mention (reading_key);

CREATE INDEX IF NOT EXISTS place_id ON place (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS place_country ON place (country, admin1);
CREATE INDEX IF NOT EXISTS place_next ON place (next_key) WHERE next_key IS NOT NULL;

CREATE INDEX IF NOT EXISTS claim_id ON claim (claim_id);
CREATE INDEX IF NOT EXISTS claim_kind_date ON claim (kind, date_start);
CREATE INDEX IF NOT EXISTS claim_place ON claim (place_key) WHERE place_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS claim_actor ON claim (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS claim_target ON claim (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS claim_source ON claim (attributed_to_id) WHERE attributed_to_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS incident_id ON incident (incident_id);
CREATE INDEX IF NOT EXISTS incident_date ON incident (date_start);
CREATE INDEX IF NOT EXISTS incident_place ON incident (place_key) WHERE place_key IS NOT NULL;
