//! Writing Parquet: rows are gathered, and written a group at a time.

use crate::emit::{Folder, Output};
use crate::export::table::{Files, Table};
use crate::export::{ExportError, Item, Plan, Sink, Target};
use crate::record::table::{CellType, Column};
use arrow_array::builder::{BooleanBuilder, Float64Builder, ListBuilder, StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::Value;
use std::io;
use std::sync::Arc;

/// Rows that are gathered before they are written.
const ROWS: usize = 8192;

struct Parquet {
    files: Vec<File>,
    folder: Option<Folder>,
}

/// One table and its file.
struct File {
    table: Table,
    schema: SchemaRef,
    writer: ArrowWriter<Output>,
    rows: Vec<Vec<Value>>,
}

/// The writer of tables wants to write to something of the standard library's kind.
impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Self::write(self, bytes).map(|()| bytes.len())
    }

    /// What is buffered goes out when the file is finished.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn io_error(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::other(error)
}

pub fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let Files { tables, outputs, folder } = Files::begin_apart(target, plan, super::FORMAT.ending)?;
    let files = tables
        .into_iter()
        .zip(outputs)
        .map(|(t, o)| File::new(t, o))
        .collect::<io::Result<_>>()?;
    Ok(Box::new(Parquet { files, folder }))
}

impl File {
    fn new(table: Table, output: Output) -> io::Result<Self> {
        let schema: SchemaRef = Arc::new(Schema::new(table.columns().iter().map(field).collect::<Vec<_>>()));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = ArrowWriter::try_new(output, Arc::clone(&schema), Some(properties)).map_err(io_error)?;
        let rows = Vec::new();
        Ok(Self {
            table,
            schema,
            writer,
            rows,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let columns = self.table.columns().iter().enumerate();
        let arrays = columns.map(|(n, c)| array(c, self.rows.iter().map(|r| &r[n]))).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(io_error)?;
        self.rows.clear();
        self.writer.write(&batch).map_err(io_error)
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.into_inner().map_err(io_error)?.finish()
    }
}

fn field(column: &Column) -> Field {
    let item = match column.cell {
        CellType::Text => DataType::Utf8,
        CellType::Integer => DataType::UInt64,
        CellType::Number => DataType::Float64,
        CellType::Boolean => DataType::Boolean,
    };
    let data_type = if column.list { DataType::new_list(item, true) } else { item };
    Field::new(&column.name, data_type, !column.required)
}

/// The values of one column as an array.
fn array<'v>(column: &Column, values: impl Iterator<Item = &'v Value>) -> ArrayRef {
    macro_rules! build {
        ($builder:expr, $read:expr) => {{
            if column.list {
                let mut builder = ListBuilder::new($builder);
                for value in values {
                    for item in value.as_array().into_iter().flatten() {
                        builder.values().append_option($read(item));
                    }
                    builder.append(true);
                }
                Arc::new(builder.finish())
            } else {
                let mut builder = $builder;
                for value in values {
                    builder.append_option($read(value));
                }
                Arc::new(builder.finish())
            }
        }};
    }
    match column.cell {
        CellType::Text => build!(StringBuilder::new(), |v: &'v Value| match v {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }),
        CellType::Integer => build!(UInt64Builder::new(), Value::as_u64),
        CellType::Number => build!(Float64Builder::new(), Value::as_f64),
        CellType::Boolean => build!(BooleanBuilder::new(), Value::as_bool),
    }
}

impl Sink for Parquet {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        for file in &mut self.files {
            file.rows.extend(file.table.rows(&item.records));
            if file.rows.len() >= ROWS {
                file.flush()?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.files.into_iter().try_for_each(File::finish)?;
        self.folder.map_or(Ok(()), Folder::finish)
    }
}
