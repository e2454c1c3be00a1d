//! Parquet: a table with typed columns, lists as lists. Its crates take minutes to build, so it is there only with the cargo feature `parquet`.

#[cfg(feature = "parquet")]
mod write;

use super::{ExportError, Format, Plan, Sink, Target};
use crate::record::RecordType;

/// Parquet.
pub const FORMAT: Format = Format {
    name: "parquet",
    about: "a table with typed columns for pandas, polars, R's arrow, DuckDB (built with --features parquet)",
    ending: ".parquet",
    is_folder: false,
    types: &RecordType::ALL,
    needs_text: false,
    takes_profiles: true,
    begin,
};

#[cfg(feature = "parquet")]
fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    write::begin(target, plan)
}

#[cfg(not(feature = "parquet"))]
fn begin(_: Target, _: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let why = "this recount was built without Parquet: build it with “cargo build --release --features parquet”, or take --format csv";
    Err(ExportError::Unusable(why.into()))
}
