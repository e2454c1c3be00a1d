//! CSV (RFC 4180): a table for each type of record, whose columns and cells are those of [`crate::record::table`].

use crate::record::table::{self, Column};
use crate::record::{RecordType, Records};
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

/// Appends the rows of one type of record.
pub fn rows(records: &Records<'_>, record_type: RecordType, out: &mut Vec<u8>) {
    let columns = table::columns(record_type);
    for record in records.of(record_type) {
        let record = serde_json::to_value(&record).expect("records serialise");
        let cell = |column: &Column| Cow::Owned(table::text(&column.value(&record)).into_owned());
        line(columns.iter().map(cell), out);
    }
}
