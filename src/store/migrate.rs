//! The versions of the schema: each step brings a database from one to the next, in one transaction.

use super::{APPLICATION_ID, Store, StoreError};
use rusqlite::TransactionBehavior;

/// What makes each version of the one before it. Steps that were released never change; a new version is one more step.
const STEPS: [(i64, &str); 3] = [
    (OLDEST, include_str!("schema/3-records.sql")),
    (4, include_str!("schema/4-copies.sql")),
    (NEWEST, include_str!("schema/5-stretches.sql")),
];

/// The oldest version that is brought up to date; those before it were never released.
pub const OLDEST: i64 = 3;

/// The version that this program writes.
pub const NEWEST: i64 = 5;

/// Dropped before the steps and made anew after them: they hold no data.
const NO_VIEWS: &str = include_str!("schema/drop-views.sql");
const VIEWS: &str = include_str!("schema/views.sql");

/// Brings a database up to date. Of two programs that do so at once, the second finds it done.
pub fn migrate(store: &mut Store) -> Result<(), StoreError> {
    if store.version()? == NEWEST {
        return Ok(());
    }
    let name = store.name();
    let wrong = |e| StoreError::of(&name, e);
    let transaction = store
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(wrong)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |r| r.get(0)).map_err(wrong)?;
    transaction.execute_batch(NO_VIEWS).map_err(wrong)?;
    for (_, step) in STEPS.iter().filter(|(made, _)| *made > version) {
        transaction.execute_batch(step).map_err(wrong)?;
    }
    transaction.execute_batch(VIEWS).map_err(wrong)?;
    transaction
        .execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {NEWEST};"
        ))
        .map_err(wrong)?;
    transaction.commit().map_err(wrong)
}
