//! `recount stats`: what is in a database, in numbers.

use anyhow::Result;
use clap::{Args, ValueEnum};
use recount::store::Store;
use recount::store::stats::{Counted, Stats};
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount stats news.db
  recount stats news.db --most 50 --format json";

/// What is in a database, in numbers
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The database
    #[arg(value_name = "DB")]
    db: PathBuf,

    /// Rows of each list
    #[arg(long, value_name = "N", default_value_t = 10)]
    most: usize,

    /// For people, or one JSON object
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let stats = Store::open(&arguments.db)?.stats(arguments.most)?;
    let text = match arguments.format {
        Format::Json => format!("{}\n", serde_json::to_string(&stats)?),
        Format::Text => text(&stats),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn text(stats: &Stats) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: String| {
        let _ = writeln!(out, "{name:<12}{value}");
    };
    let dated = match &stats.published {
        Some((first, last)) => format!(", published {first} to {last}"),
        None => String::new(),
    };
    let undated = if stats.undated > 0 {
        format!(", {} undated", stats.undated)
    } else {
        String::new()
    };
    line("documents", format!("{}{dated}{undated}", stats.documents));
    if stats.copies > 0 {
        line("copies", format!("{} of them are copies, of {} texts", stats.copies, stats.copied));
    }
    line("text", format!("{:.1} MB", stats.text_bytes as f64 / 1e6));
    line("sentences", stats.sentences.to_string());
    line("mentions", stats.mentions.to_string());
    line("claims", stats.claims.to_string());
    line("incidents", stats.incidents.to_string());
    for (name, list) in [
        ("claims by kind", &stats.kinds),
        ("claims by year", &stats.years),
        ("incidents by country", &stats.countries),
        ("documents by publisher", &stats.publishers),
        ("documents by program and gazetteers", &stats.pipelines),
    ] {
        table(&mut out, name, list);
    }
    out
}

fn table(out: &mut String, name: &str, list: &[Counted]) {
    if list.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{name}");
    let width = list.iter().map(|(word, _)| word.chars().count()).max().unwrap_or(0);
    for (word, count) in list {
        let _ = writeln!(out, "  {word:<width$}  {count:>8}");
    }
}
