//! The options that say how inputs are read, for every subcommand that reads articles.

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use recount::read::{self, published};
use std::path::PathBuf;

#[derive(Args)]
pub struct ReadingArguments {
    /// Format of the input; auto: by the name of the file
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    input_format: InputFormat,

    /// What rows of CSV or JSON Lines call a field (text, id, title, published, publisher, url, authors); may be given for each
    #[arg(long = "column", value_name = "FIELD=COLUMN")]
    columns: Vec<read::Column>,

    /// Date of publication of documents that bring none (2024-03-14; may be partial)
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
}

impl ReadingArguments {
    /// The options of the reader; `exclude` are files that this very run writes.
    pub fn options(self, exclude: Vec<PathBuf>) -> Result<read::Options> {
        let published = self.published.map(|text| {
            published::parse(&text).with_context(|| format!("--published “{text}” is no date (2024-03-14, 2024-03, 14 March 2024)"))
        });
        Ok(read::Options {
            format: self.input_format.into(),
            published: published.transpose()?,
            columns: self.columns,
            exclude,
        })
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum InputFormat {
    #[default]
    Auto,
    Text,
    Markdown,
    Html,
    Jsonl,
    Csv,
}

impl From<InputFormat> for read::Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Auto => Self::Auto,
            InputFormat::Text => Self::Text,
            InputFormat::Markdown => Self::Markdown,
            InputFormat::Html => Self::Html,
            InputFormat::Jsonl => Self::Jsonl,
            InputFormat::Csv => Self::Csv,
        }
    }
}
