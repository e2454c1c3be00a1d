//! Tables of records, and data packages of them, as a side of the comparison.

use super::{DocumentState, Entry, Index, Side, SideError, content_hash, id_hash};
use crate::dataset::{self, RowReader};
use crate::emit::jsonl;
use crate::record::{ClaimRecord, Record, RecordRef};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

type Reader = RowReader<BufReader<File>>;

/// Tables of records.
#[derive(Debug)]
pub struct Tables {
    files: Vec<PathBuf>,
    /// The table of claims, once it is known.
    claims: Option<(PathBuf, Reader)>,
}

fn open(path: &Path) -> Result<Reader, SideError> {
    let wrong = |e: std::io::Error| SideError(format!("{}: {e}", path.display()));
    let file = File::open(path).map_err(wrong)?;
    RowReader::new(BufReader::with_capacity(1 << 18, file)).map_err(wrong)
}

impl Tables {
    /// The tables of a dataset that consists of such.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let mut files = dataset::files(path).ok()?;
        files.retain(|f| f.extension().is_some_and(|e| e == "csv"));
        (!files.is_empty()).then_some(Self { files, claims: None })
    }
}

impl Side for Tables {
    fn index(&mut self) -> Result<Index, SideError> {
        let mut index = Index::default();
        for path in &self.files {
            let mut reader = open(path)?;
            let mut at = reader.position();
            let mut line = Vec::new();
            while let Some(row) = reader.read() {
                match row.map_err(|(row, why)| SideError(format!("{}:{row}: {why}", path.display())))? {
                    Record::Claim(claim) => {
                        // The hash is that of the line which JSON Lines have of it: sides of either kind can be compared.
                        line.clear();
                        jsonl::line(RecordRef::Claim(&claim), &mut line);
                        let hash = content_hash(line.trim_ascii());
                        index.claims.insert(id_hash(&claim.claim_id), Entry { hash, at });
                    }
                    Record::Document(document) => {
                        let state = DocumentState {
                            sha256: document.sha256,
                            maker: None,
                        };
                        index.documents.insert(document.doc_id, state);
                    }
                    // A table of something else has nothing to compare.
                    _ => break,
                }
                at = reader.position();
            }
            if reader.record_type() == crate::record::RecordType::Claim {
                self.claims = Some((path.clone(), reader));
            }
        }
        Ok(index)
    }

    fn claim(&mut self, at: u64) -> Result<ClaimRecord, SideError> {
        let changed = || SideError("the table of claims changed while it was read".into());
        let (path, reader) = self.claims.as_mut().ok_or_else(changed)?;
        reader.seek(at).map_err(|e| SideError(format!("{}: {e}", path.display())))?;
        match reader.read() {
            Some(Ok(Record::Claim(claim))) => Ok(*claim),
            _ => Err(changed()),
        }
    }
}
