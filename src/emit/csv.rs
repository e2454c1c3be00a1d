//! CSV (RFC 4180): a table for each type of record, whose columns and cells are those of [`crate::record::table`].

use crate::record::RecordRef;
use crate::record::table::{self, Column};
use serde::Serialize;
use std::borrow::Cow;

/// Appends a line.
pub fn line<'c>(cells: impl Iterator<Item = Cow<'c, str>>, out: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for cell in cells {
        writer.write_field(cell.as_bytes()).expect("memory takes all bytes");
    }
    writer.write_record(None::<&[u8]>).expect("memory takes all bytes");
    writer.flush().expect("memory takes all bytes");
}

/// Appends the header line.
pub fn header(columns: &[Column], out: &mut Vec<u8>) {
    line(columns.iter().map(|c| Cow::Borrowed(c.name.as_str())), out);
}

/// Appends a record's row.
pub fn row(record: RecordRef<'_, impl Serialize>, out: &mut Vec<u8>) {
    let value = serde_json::to_value(record).expect("records serialise");
    let cell = |column: &Column| Cow::Owned(table::text(&column.value(&value)).into_owned());
    line(table::columns(record.record_type()).iter().map(cell), out);
}
