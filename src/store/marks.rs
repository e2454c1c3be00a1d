//! The marks of a statement.

use super::rows::Cells;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Result, Statement};

/// The marks of a statement that adds a row, bound one after the other. They are null before: a null, which half of the cells of a claim are, is passed over.
pub struct Marks<'s, 'c> {
    statement: &'s mut Statement<'c>,
    bound: usize,
}

impl<'s, 'c> Marks<'s, 'c> {
    /// Those of a statement, from its first on.
    pub fn of(statement: &'s mut Statement<'c>) -> Self {
        statement.clear_bindings();
        Self { statement, bound: 0 }
    }

    /// Adds the row.
    ///
    /// # Errors
    /// When it cannot be added.
    pub fn execute(self) -> Result<()> {
        self.statement.raw_execute().map(|_| ())
    }
}

impl Cells for Marks<'_, '_> {
    fn add(&mut self, cell: ValueRef<'_>) -> Result<()> {
        self.bound += 1;
        match cell {
            ValueRef::Null => Ok(()),
            cell => self.statement.raw_bind_parameter(self.bound, ToSqlOutput::Borrowed(cell)),
        }
    }
}
