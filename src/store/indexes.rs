//! Indexes of the tables. A database that is filled for the first time does without them until its rows are there: built over all rows at once they take a tenth of the time, and
//! lie in the file as they are read.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

const INDEXES: &str = include_str!("schema/indexes.sql");

/// Makes those that are missing, where that is to be done, in one transaction.
///
/// # Errors
/// When the database cannot be written; then none is made, and the next run makes them.
pub fn make(connection: &mut Connection) -> rusqlite::Result<()> {
    let ask = "SELECT 1 FROM to_do WHERE what = 'indexes'";
    if connection.query_row(ask, [], |_| Ok(())).optional()?.is_none() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(INDEXES)?;
    transaction.execute("DELETE FROM to_do WHERE what = 'indexes'", [])?;
    transaction.commit()
}
