//! Indexes of the tables. A database that is filled for the first time does without them until its rows are there: built over all rows at once they take a tenth of the time, and
//! lie in the file as they are read.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::time::{Duration, Instant};

const INDEXES: &str = include_str!("schema/indexes.sql");

/// How all rows are sorted for an index: as many at a time as stay near the processor, side by side, and what is sorted waits in a file. A sort of millions of rows that lie anywhere
/// in memory takes three times as long.
const SORTING: &str = "PRAGMA temp_store = FILE; PRAGMA cache_size = -8192";

/// When a transaction has become long.
const LONG: Duration = Duration::from_secs(1);

/// Whether nothing is left to be made.
///
/// # Errors
/// When the database cannot be read.
pub fn are_made(connection: &Connection) -> rusqlite::Result<bool> {
    let ask = "SELECT 1 FROM to_do WHERE what = 'indexes'";
    Ok(connection.query_row(ask, [], |_| Ok(())).optional()?.is_none())
}

/// Makes those that are missing, where that is to be done. Nobody who looks waits for all of them: a transaction ends when it has become long. Whoever goes on to write sets the
/// connection up anew.
///
/// # Errors
/// When the database cannot be written; then the next run makes those that are missing.
pub fn make(connection: &mut Connection) -> rusqlite::Result<()> {
    if are_made(connection)? {
        return Ok(());
    }
    connection.execute_batch(SORTING)?;
    let mut indexes = INDEXES.split_inclusive(';').peekable();
    while indexes.peek().is_some() {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let since = Instant::now();
        while let Some(index) = indexes.next_if(|_| since.elapsed() < LONG) {
            transaction.execute_batch(index)?;
        }
        transaction.commit()?;
    }
    connection.execute("DELETE FROM to_do WHERE what = 'indexes'", []).map(|_| ())
}
