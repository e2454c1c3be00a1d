//! The database that a dataset lives in: one SQLite file. An edge: sees records and where documents come from, never stages.
//!
//! [`Store::create`] opens a database for writing and brings its schema up to date, [`Store::open`] opens one to look. [`write`] puts documents' records in,
//! [`read`] gives them back field by field, [`fingerprint`] says what makes a document new. What was committed stays, whatever ends the program: there is a journal
//! at all times, and a document's rows change in one transaction.

pub mod compare;
mod copies;
mod error;
pub mod fingerprint;
mod indexes;
mod insert;
mod interned;
mod keys;
mod marks;
mod migrate;
pub mod read;
mod rows;
mod scope;
pub mod stats;
pub mod write;

pub use error::StoreError;
pub use fingerprint::{Pipeline, input_hash};
pub use insert::Arrival;
pub use keys::document_of;
pub use scope::Scope;
pub use write::{Known, Vanished, Writer};

use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// In the header of each database, so that one of another program is told apart: “RCNT”.
const APPLICATION_ID: i32 = 0x5243_4e54;

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// How a database is written that is full: who looks and who writes do not wait for each other.
const UPDATING: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY";

/// And one that is filled for the first time. It grows at its end: pages that were not there before are written once, where a log would have all of them twice, and are not looked
/// at again soon. Who looks waits for a commit, or it for them.
const FILLING: &str = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY";

/// How much of a database that is looked at stays at hand.
const LOOKING: &str = "PRAGMA cache_size = -65536";

/// A database that is open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// A file that the database keeps beside its own.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    name.into()
}

/// The name by which SQLite opens a file that cannot change.
fn as_it_lies(path: &Path) -> PathBuf {
    let escape = |c: char| match c {
        '%' | '?' | '#' => format!("%{:02x}", c as u32),
        c => c.to_string(),
    };
    let name: String = path.to_string_lossy().chars().map(escape).collect();
    format!("file:{name}?immutable=1").into()
}

/// Whether a file begins as an SQLite database does: a quick look that opens nothing.
#[must_use]
pub fn looks_like_database(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 16];
    std::fs::File::open(path).is_ok_and(|mut f| f.read_exact(&mut head).is_ok()) && &head == b"SQLite format 3\0"
}

/// Threads that sort beside the one that writes; more than SQLite takes do no good.
const MOST_SORTERS: usize = 8;

impl Store {
    /// Opens a database for writing; makes it where there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// When it cannot be opened, is of another program or of a newer version, or is being written to by somebody else for too long.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(StoreError::NotADatabase(name));
        }
        let wrong = |e| StoreError::of(&name, e);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(wrong)?;
        let mut store = Self {
            connection,
            path: path.into(),
        };
        store.connection.busy_timeout(PATIENCE).map_err(wrong)?;
        // Nothing is written before it is known whose database it is.
        let version = store.version()?;
        if version == 0 {
            store.set("PRAGMA page_size = 32768")?;
        }
        store.set("PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000")?;
        let is_filled = version > 0 && indexes::are_made(&store.connection).map_err(wrong)?;
        store.set(if is_filled { UPDATING } else { FILLING })?;
        migrate::migrate(&mut store)?;
        store.connection.set_prepared_statement_cache_capacity(64);
        Ok(store)
    }

    /// Lets sorts for indexes use so many threads (0: as many as the machine has).
    ///
    /// # Errors
    /// When the database does not take it.
    pub fn sort_with(&mut self, threads: usize) -> Result<(), StoreError> {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        let beside = if threads == 0 { all() } else { threads } - 1;
        self.set(&format!("PRAGMA threads = {}", beside.min(MOST_SORTERS)))
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
        if path.is_dir() {
            return Err(StoreError::NotADatabase(name));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let open = |file: &Path| -> Result<Self, StoreError> {
            let connection = Connection::open_with_flags(file, flags).map_err(|e| StoreError::of(&name, e))?;
            connection.busy_timeout(PATIENCE).map_err(|e| StoreError::of(&name, e))?;
            Ok(Self {
                connection,
                path: path.into(),
            })
        };
        let mut store = open(path)?;
        let mut version = store.version();
        let is_half_done = beside(path, "-journal").metadata().is_ok_and(|journal| journal.len() > 0);
        if matches!(version, Err(StoreError::Unreachable(_))) && is_half_done {
            // A first run that was ended while it committed: what it left half done is undone before anybody looks, and that is to write.
            let writer = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
            let undo = writer.and_then(|writer| writer.query_row("PRAGMA user_version", [], |_| Ok(())));
            undo.map_err(|e| StoreError::of(&name, e))?;
            version = store.version();
        } else if matches!(version, Err(StoreError::Unreachable(_))) && !beside(path, "-wal").exists() {
            // Readers note themselves beside the database. Where nothing can be written and no writer left anything, nobody can write: it is read as it lies.
            store = open(&as_it_lies(path))?;
            version = store.version();
        }
        match version? {
            0 => Err(StoreError::Missing(name)),
            v if v < migrate::NEWEST => Err(StoreError::Older { path: name, found: v }),
            _ => {
                store.set(LOOKING)?;
                store.set("PRAGMA query_only = ON")?;
                Ok(store)
            }
        }
    }

    fn set(&self, pragmas: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(pragmas).map_err(|e| self.error(e))
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
            (true, _) if version < migrate::OLDEST => Err(StoreError::TooOld {
                path: name,
                found: version,
            }),
            (true, _) => Ok(version),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The pipeline that made a document's records.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn pipeline_of(&self, document_key: i64) -> Result<Pipeline, StoreError> {
        let ask = "SELECT version, code, rules, gazetteers FROM document JOIN pipeline USING (pipeline_key) WHERE document_key = ?";
        let pipeline = self.connection.query_row(ask, [document_key], |r| {
            Ok(Pipeline {
                version: r.get(0)?,
                code: r.get(1)?,
                rules: r.get(2)?,
                gazetteers: r.get(3)?,
            })
        });
        pipeline.map_err(|e| self.error(e))
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(&self.name(), error)
    }

    /// The connection, for questions of other modules of this folder and of tests.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }
}
