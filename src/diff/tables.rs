//! Records in tables, alone or in a folder or data package, as a side of the comparison.

use super::{DocumentState, Index, Side, SideError, entry};
use crate::dataset::{Rows, files};
use crate::record::{ClaimRecord, Record, RecordType};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// A table of claims, and one of documents where there is one.
pub struct Tables {
    claims: Table,
    documents: Option<Table>,
}

/// A table that is open.
struct Table {
    path: PathBuf,
    rows: Rows<BufReader<File>>,
}

impl Table {
    fn open(path: PathBuf) -> Result<Self, SideError> {
        let wrong = |e: std::io::Error| SideError(format!("{}: {e}", path.display()));
        let reader = BufReader::with_capacity(1 << 16, File::open(&path).map_err(wrong)?);
        let rows = Rows::new(path.display().to_string(), reader).map_err(wrong)?;
        Ok(Self { path, rows })
    }
}

impl Tables {
    /// The tables at a path. None where its claims are no table.
    ///
    /// # Errors
    /// When a table cannot be opened, or is none of records.
    pub fn at(path: &Path) -> Result<Option<Self>, SideError> {
        let mut tables = files(path).unwrap_or_default();
        tables.retain(|f| f.is_file() && f.extension().is_some_and(|e| e == "csv"));
        let tables = tables.into_iter().map(Table::open).collect::<Result<Vec<_>, _>>()?;
        let (mut claims, mut documents) = (None, None);
        for table in tables {
            match table.rows.record_type() {
                RecordType::Claim => claims = Some(table),
                RecordType::Document => documents = Some(table),
                _ => {}
            }
        }
        Ok(claims.map(|claims| Self { claims, documents }))
    }
}

impl Side for Tables {
    fn index(&mut self) -> Result<Index, SideError> {
        let broken = |e: crate::dataset::BrokenLine| SideError(e.to_string());
        let mut index = Index::default();
        for record in self.documents.iter_mut().flat_map(|t| &mut t.rows) {
            if let Record::Document(document) = record.map_err(broken)? {
                let state = DocumentState {
                    sha256: document.sha256,
                    maker: None,
                };
                index.documents.insert(document.doc_id, state);
            }
        }
        loop {
            let at = self.claims.rows.at();
            match self.claims.rows.next() {
                None => return Ok(index),
                Some(Ok(Record::Claim(claim))) => {
                    let (id, entry) = entry(*claim, at)?;
                    index.claims.insert(id, entry);
                }
                Some(Ok(_)) => {}
                Some(Err(e)) => return Err(broken(e)),
            }
        }
    }

    fn claim(&mut self, at: u64) -> Result<ClaimRecord, SideError> {
        let wrong = |why: String| SideError(format!("{}: {why}", self.claims.path.display()));
        self.claims.rows.seek(at).map_err(|e| wrong(e.to_string()))?;
        match self.claims.rows.next() {
            Some(Ok(Record::Claim(claim))) => Ok(*claim),
            Some(Err(e)) => Err(SideError(e.to_string())),
            _ => Err(wrong("the file changed while it was read".into())),
        }
    }
}
