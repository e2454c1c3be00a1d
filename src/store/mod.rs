//! The database that a dataset lives in: one SQLite file. An edge: sees records and where documents come from, never stages.
//!
//! [`Store::create`] opens a database for writing and brings its schema up to date, [`Store::open`] opens one to look. [`write`] puts documents' records in,
//! [`read`] gives them back field by field, [`fingerprint`] says what makes a document new. What was committed stays, whatever ends the program: the journal is a write-ahead log,
//! and a document's rows change in one transaction.

mod columns;
pub mod compare;
pub mod fingerprint;
mod migrate;
pub mod read;
pub mod stats;
pub mod write;

pub use fingerprint::{Pipeline, input_hash};
pub use write::{Known, Scope, Vanished, Writer};

use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// In the header of each database, so that one of another program is told apart: “RCNT”.
const APPLICATION_ID: i32 = 0x5243_4e54;

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Documents and their parts: a part's key is its document's key times this, plus its position.
const PARTS: i64 = 1 << 24;

/// What can be wrong with a database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is none.
    #[error("{0}: no such database: “recount ingest PATH... --db {0}” makes one")]
    Missing(String),
    /// Some other file.
    #[error("{0}: not a database: give another name to --db")]
    NotADatabase(String),
    /// A database, but of something else.
    #[error("{0}: a database of another program: give another name to --db")]
    Foreign(String),
    /// Written by a newer program.
    #[error("{path}: written by a newer recount (schema {found}, this one knows {known}): use that one, or another database")]
    Newer {
        /// The file.
        path: String,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Written by an older program, and opened only to look.
    #[error("{path}: written by an older recount (schema {found}): run “recount ingest” on it to bring it up to date")]
    Older {
        /// The file.
        path: String,
        /// Its version.
        found: i64,
    },
    /// Somebody else is writing.
    #[error("{0}: another program is writing to it: try again when it is done (what was committed is kept)")]
    Busy(String),
    /// No such folder, no permission.
    #[error("{0}: cannot be opened or made: is its folder there, and may it be written to?")]
    Unreachable(String),
    /// No room.
    #[error("{0}: the disk is full: make room and run again (what was committed is kept)")]
    Full(String),
    /// A row that is no record.
    #[error("{path}: broken row of {what}: {why}")]
    Broken {
        /// The file.
        path: String,
        /// Which record.
        what: String,
        /// What is wrong.
        why: String,
    },
    /// Anything else.
    #[error("{path}: {source}")]
    Sql {
        /// The file.
        path: String,
        /// What the database says.
        source: rusqlite::Error,
    },
}

/// A database that is open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// Whether a file begins as an SQLite database does: a quick look that opens nothing.
#[must_use]
pub fn looks_like_database(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 16];
    std::fs::File::open(path).is_ok_and(|mut f| f.read_exact(&mut head).is_ok()) && &head == b"SQLite format 3\0"
}

impl Store {
    /// Opens a database for writing; makes it where there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// When it cannot be opened, is of another program or of a newer version, or is being written to by somebody else for too long.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let name = path.display().to_string();
        let wrong = |e| sql_error(&name, e);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(wrong)?;
        let mut store = Self {
            connection,
            path: path.into(),
        };
        store.connection.busy_timeout(PATIENCE).map_err(wrong)?;
        // Nothing is written before it is known whose database it is.
        let version = store.version()?;
        store
            .connection
            .execute_batch(if version == 0 { "PRAGMA page_size = 8192" } else { "" })
            .map_err(wrong)?;
        // Foreign keys are declared for those who edit by hand; the writer makes all keys of a document in one go, and looking each up again would cost a third of the
        // run. A test holds `PRAGMA foreign_key_check`.
        store
            .connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -131072;
                 PRAGMA wal_autocheckpoint = 16000; PRAGMA temp_store = MEMORY;",
            )
            .map_err(wrong)?;
        migrate::migrate(&mut store)?;
        store.connection.set_prepared_statement_cache_capacity(64);
        Ok(store)
    }

    /// Opens a database to look.
    ///
    /// # Errors
    /// When there is none, or it is of another program or version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let name = path.display().to_string();
        if !path.exists() {
            return Err(StoreError::Missing(name));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|e| sql_error(&name, e))?;
        let store = Self {
            connection,
            path: path.into(),
        };
        store.connection.busy_timeout(PATIENCE).map_err(|e| store.error(e))?;
        match store.version()? {
            0 => Err(StoreError::Missing(name)),
            v if v < migrate::NEWEST => Err(StoreError::Older { path: name, found: v }),
            _ => {
                let quick = "PRAGMA cache_size = -65536; PRAGMA query_only = ON;";
                store.connection.execute_batch(quick).map_err(|e| store.error(e))?;
                Ok(store)
            }
        }
    }

    /// The version of its schema; 0 where it is empty.
    fn version(&self) -> Result<i64, StoreError> {
        let wrong = |e| self.error(e);
        let number = |pragma: &str| self.connection.query_row(pragma, [], |r| r.get::<_, i64>(0)).map_err(wrong);
        let application = number("PRAGMA application_id")?;
        let version = number("PRAGMA user_version")?;
        let objects = number("SELECT count(*) FROM sqlite_master")?;
        let name = self.name();
        match (application == i64::from(APPLICATION_ID), objects) {
            (false, 0) if application == 0 => Ok(0),
            (false, _) => Err(StoreError::Foreign(name)),
            (true, _) if version > migrate::NEWEST => Err(StoreError::Newer {
                path: name,
                found: version,
                known: migrate::NEWEST,
            }),
            (true, _) => Ok(version),
        }
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn error(&self, error: rusqlite::Error) -> StoreError {
        sql_error(&self.name(), error)
    }

    /// The connection, for questions of other modules of this folder and of tests.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn sql_error(path: &str, error: rusqlite::Error) -> StoreError {
    let path = path.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotADatabase(path),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::Unreachable(path),
        Some(ErrorCode::DiskFull) => StoreError::Full(path),
        _ => StoreError::Sql { path, source: error },
    }
}

/// The document that a part's key belongs to.
#[must_use]
pub const fn document_of(part_key: i64) -> i64 {
    part_key.div_euclid(PARTS)
}
