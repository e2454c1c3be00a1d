//! Records in files of JSON Lines as a side of the comparison.

use super::{DocumentState, Entry, Index, Side, SideError, content_hash, id_hash};
use crate::record::{ClaimRecord, Record};
use memchr::memchr;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

/// A place is the file's number in the upper bits and the byte in it in the lower.
const FILE_BITS: u32 = 44;

/// Files of JSON Lines.
#[derive(Debug)]
pub struct JsonLines {
    files: Vec<PathBuf>,
    open: Option<(usize, BufReader<File>)>,
}

/// The part of a record of a document that matters here.
#[derive(Deserialize)]
struct DocumentHead {
    doc_id: String,
    sha256: String,
}

impl JsonLines {
    /// A file, or all files of a folder whose names end in `.jsonl`.
    ///
    /// # Errors
    /// When there is none.
    pub fn new(path: &Path) -> Result<Self, SideError> {
        let wrong = |why: String| SideError(format!("{}: {why}", path.display()));
        let mut files = vec![path.to_path_buf()];
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|e| wrong(e.to_string()))?;
            files = entries.flatten().map(|e| e.path()).collect();
            files.retain(|f| f.extension().is_some_and(|e| e == "jsonl"));
            files.sort();
            if files.is_empty() {
                return Err(wrong("no .jsonl file in this folder".into()));
            }
        } else if !path.is_file() {
            return Err(wrong("no such file".into()));
        }
        Ok(Self { files, open: None })
    }

    fn file(&self, number: usize) -> Result<BufReader<File>, SideError> {
        let path = &self.files[number];
        let file = File::open(path).map_err(|e| SideError(format!("{}: {e}", path.display())))?;
        Ok(BufReader::with_capacity(1 << 18, file))
    }
}

/// Finds the claim's id in a line as this program writes it.
fn quick_id(line: &[u8]) -> Option<&str> {
    let rest = line.strip_prefix(br#"{"type":"claim","claim_id":""#)?;
    std::str::from_utf8(&rest[..memchr(b'"', rest)?])
        .ok()
        .filter(|id| !id.contains('\\'))
}

impl Side for JsonLines {
    fn index(&mut self) -> Result<Index, SideError> {
        let mut index = Index::default();
        let mut line = Vec::new();
        for number in 0..self.files.len() {
            let mut reader = self.file(number)?;
            let (mut at, mut row) = (0u64, 0u64);
            loop {
                line.clear();
                let wrong = |why: String, row: u64| SideError(format!("{}:{row}: {why}", self.files[number].display()));
                let read = reader.read_until(b'\n', &mut line).map_err(|e| wrong(e.to_string(), row))?;
                if read == 0 {
                    break;
                }
                let start = at;
                at += read as u64;
                row += 1;
                let line = line.trim_ascii();
                let entry = Entry {
                    hash: content_hash(line),
                    at: ((number as u64) << FILE_BITS) | start,
                };
                if let Some(id) = quick_id(line) {
                    index.claims.insert(id_hash(id), entry);
                } else if line.starts_with(br#"{"type":"document""#) {
                    let head: DocumentHead = serde_json::from_slice(line).map_err(|e| wrong(format!("no record: {e}"), row))?;
                    let state = DocumentState {
                        sha256: head.sha256,
                        maker: None,
                    };
                    index.documents.insert(head.doc_id, state);
                } else if !line.is_empty() && !is_other(line) {
                    match serde_json::from_slice(line).map_err(|e| wrong(format!("no record: {e}"), row))? {
                        Record::Claim(claim) => {
                            index.claims.insert(id_hash(&claim.claim_id), entry);
                        }
                        Record::Document(d) => {
                            let state = DocumentState {
                                sha256: d.sha256,
                                maker: None,
                            };
                            index.documents.insert(d.doc_id, state);
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok(index)
    }

    fn claim(&mut self, at: u64) -> Result<ClaimRecord, SideError> {
        let number = (at >> FILE_BITS) as usize;
        if self.open.as_ref().is_none_or(|(n, _)| *n != number) {
            self.open = Some((number, self.file(number)?));
        }
        let path = self.files[number].display().to_string();
        let wrong = |why: String| SideError(format!("{path}: {why}"));
        let Some((_, reader)) = &mut self.open else {
            return Err(wrong("not open".into()));
        };
        let offset = at & ((1 << FILE_BITS) - 1);
        // Places come in order: most are a short way ahead.
        let here = reader.stream_position().map_err(|e| wrong(e.to_string()))?;
        let step = offset.cast_signed() - here.cast_signed();
        reader.seek_relative(step).map_err(|e| wrong(e.to_string()))?;
        let mut line = Vec::new();
        reader
            .by_ref()
            .take(u64::MAX)
            .read_until(b'\n', &mut line)
            .map_err(|e| wrong(e.to_string()))?;
        match serde_json::from_slice(&line) {
            Ok(Record::Claim(claim)) => Ok(*claim),
            Ok(_) => Err(wrong("the file changed while it was read".into())),
            Err(e) => Err(wrong(format!("no record: {e}"))),
        }
    }
}

/// Whether a line is of another type as this program writes it.
fn is_other(line: &[u8]) -> bool {
    let others: [&[u8]; 3] = [br#"{"type":"sentence","#, br#"{"type":"mention","#, br#"{"type":"incident","#];
    others.iter().any(|o| line.starts_with(o))
}
