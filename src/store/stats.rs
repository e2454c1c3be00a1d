//! What is in a database, in numbers.

use super::{Store, StoreError};
use serde::Serialize;

/// A word and how often it comes.
pub type Counted = (String, u64);

/// What is in a database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Documents.
    pub documents: u64,
    /// Their text in bytes.
    pub text_bytes: u64,
    /// First and last date of publication.
    pub published: Option<(String, String)>,
    /// Documents without one.
    pub undated: u64,
    /// Documents that are copies of an earlier one.
    pub copies: u64,
    /// Texts of which there are copies.
    pub copied: u64,
    /// Sentences.
    pub sentences: u64,
    /// Mentions.
    pub mentions: u64,
    /// Claims.
    pub claims: u64,
    /// Incidents.
    pub incidents: u64,
    /// Claims by kind.
    pub kinds: Vec<Counted>,
    /// Claims by year of what they tell.
    pub years: Vec<Counted>,
    /// Incidents by country (ISO 3166-1 alpha-2).
    pub countries: Vec<Counted>,
    /// Documents by publisher.
    pub publishers: Vec<Counted>,
    /// Documents by the pipeline that made their records: version, code, rules, gazetteers.
    pub pipelines: Vec<Counted>,
}

impl Store {
    /// Counts what is there; `most` rows of each list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stats(&self, most: usize) -> Result<Stats, StoreError> {
        self.count(most).map_err(|e| self.error(e))
    }

    fn count(&self, most: usize) -> rusqlite::Result<Stats> {
        let number = |ask: &str| self.connection.query_row(ask, [], |r| r.get::<_, i64>(0)).map(i64::cast_unsigned);
        let list = |ask: &str| -> rusqlite::Result<Vec<Counted>> {
            let mut statement = self.connection.prepare(&format!("{ask} LIMIT {most}"))?;
            let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.cast_unsigned())))?;
            rows.collect()
        };
        let published = self
            .connection
            .query_row("SELECT min(published), max(published) FROM document", [], |r| {
                Ok(r.get::<_, Option<String>>(0)?.zip(r.get(1)?))
            })?;
        Ok(Stats {
            documents: number("SELECT count(*) FROM document")?,
            text_bytes: number("SELECT coalesce(sum(text_bytes), 0) FROM document")?,
            published,
            undated: number("SELECT count(*) FROM document WHERE published IS NULL")?,
            copies: number("SELECT count(*) FROM copy WHERE document_key <> first_key")?,
            copied: number("SELECT count(DISTINCT first_key) FROM copy")?,
            sentences: number("SELECT count(*) FROM sentence")?,
            mentions: number("SELECT count(*) FROM mention")?,
            claims: number("SELECT count(*) FROM claim")?,
            incidents: number("SELECT count(*) FROM incident")?,
            kinds: list("SELECT kind, count(*) AS n FROM claim GROUP BY kind ORDER BY n DESC, kind")?,
            years: list(
                "SELECT substr(date_start, 1, 4) AS year, count(*) AS n FROM claim WHERE date_start IS NOT NULL GROUP BY year ORDER BY n DESC, year",
            )?,
            countries: list(
                "SELECT p.country, count(*) AS n FROM incident JOIN place p USING (place_key) WHERE p.country IS NOT NULL
                 GROUP BY p.country ORDER BY n DESC, p.country",
            )?,
            publishers: list(
                "SELECT publisher, count(*) AS n FROM document WHERE publisher IS NOT NULL GROUP BY publisher ORDER BY n DESC, publisher",
            )?,
            pipelines: list(
                "SELECT p.version || ' ' || p.code || ' ' || p.rules || ' ' || p.gazetteers, count(*) AS n FROM document JOIN pipeline p USING (pipeline_key)
                 GROUP BY pipeline_key ORDER BY n DESC, pipeline_key",
            )?,
        })
    }
}
