//! What can be wrong with a database: each message says what to do.

use rusqlite::ErrorCode;

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
    /// Written by a program that is older than any that was released.
    #[error("{path}: written by a recount of before the first release (schema {found}): ingest its articles into a new database")]
    TooOld {
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
    #[error("{0}: no room to write: free some on its disk and run again (what was committed is kept)")]
    Full(String),
    /// Not what was written.
    #[error("{0}: damaged: fetch it from a backup, or remove it and ingest again")]
    Damaged(String),
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

impl StoreError {
    /// What an error of the database at `path` means.
    pub(super) fn of(path: &str, error: rusqlite::Error) -> Self {
        let path = path.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotADatabase(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::Unreachable(path),
            // A write that the system refuses is one for which there is no room, by far most often.
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::SystemIoFailure) if is_write(&error) => Self::Full(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(path),
            _ => Self::Sql { path, source: error },
        }
    }
}

/// Whether an input or output error is one of writing.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE};
    error
        .sqlite_error()
        .is_some_and(|e| [SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_SHMSIZE].contains(&e.extended_code))
}
