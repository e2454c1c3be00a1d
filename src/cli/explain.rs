//! `recount explain`: what was seen in a text, and why.

use super::console::Console;
use super::lexicon::GazetteerArguments;
use anyhow::{Context, Result, bail};
use clap::Args;
use recount::Document;
use recount::emit::{ReadableOptions, readable};
use recount::explain::{explain, explain_document};
use recount::read::published;
use recount::record::DocumentRecord;
use recount::store::read::Found;
use recount::store::{Pipeline, Store};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount explain 'A car bomb killed at least 12 people in Mosul on Monday, police said.'
  recount explain --published 2024-03-14 'Two soldiers were wounded yesterday.'
  echo 'Gunmen abducted six farmers.' | recount explain -
  recount explain c-2f1c7e0a9b3d4e5f --db news.db       a claim of a database, in its article";

/// What was seen in a sentence, which rules fired, which nearly did and what they missed
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The text, or - for standard input; with --db the id of a claim
    #[arg(value_name = "TEXT|CLAIM_ID")]
    text: String,

    /// Explains a claim of this database
    #[arg(long, value_name = "FILE", conflicts_with = "published")]
    db: Option<PathBuf>,

    /// Date of publication, for “yesterday”, “on Monday”
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

pub fn run(arguments: &Arguments, console: Console) -> Result<ExitCode> {
    if let Some(db) = &arguments.db {
        let told = claim(arguments, &Store::open(db)?, console)?;
        writeln!(std::io::stdout(), "{}", told.trim_end())?;
        return Ok(ExitCode::SUCCESS);
    }
    let published = match arguments.published.as_deref() {
        None => None,
        Some(text) => Some(published::parse(text).with_context(|| format!("--published “{text}” is no date"))?),
    };
    let text = if arguments.text == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input")?;
        text
    } else {
        arguments.text.clone()
    };
    if text.trim().is_empty() {
        bail!("no text to explain");
    }
    let lexicon = arguments.gazetteers.load(console)?;
    let told = explain(&text, published.as_deref(), &lexicon);
    writeln!(std::io::stdout(), "{}", told.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

/// A claim as the database has it, then what is seen in its sentence now.
fn claim(arguments: &Arguments, store: &Store, console: Console) -> Result<String> {
    let id = arguments.text.as_str();
    let Some(Found::Claim(key)) = store.find(id)? else {
        bail!("{}: no claim “{id}”", store.path().display());
    };
    let mut extraction = store.extraction(key)?;
    extraction.incidents.clear();
    extraction.claims.retain(|c| c.claim_id == id);
    let mut told = readable(&extraction, &ReadableOptions::default());
    let sentence = extraction.claims.first().map(|c| c.sentence_text.clone()).unwrap_or_default();
    if store.pipeline_of(key)? != Pipeline::new(&arguments.gazetteers.sources()?) {
        told += "made by another program, or with other rules or gazetteers; below is what this one sees\n\n";
    }
    let lexicon = arguments.gazetteers.load(console)?;
    let whole = document(&extraction.document);
    let mut seen = whole
        .map(|d| explain_document(&d, |text| text == sentence, &lexicon))
        .unwrap_or_default();
    if seen.is_empty() {
        told += "its article is no longer what it was: the sentence alone is explained\n\n";
        seen = explain(&sentence, extraction.document.published.as_deref(), &lexicon);
    }
    Ok(told + &seen)
}

/// The document as it was read, where its text can still be had. Of a page, the text without its markup.
fn document(record: &DocumentRecord) -> Option<Document> {
    let text = match (&record.text, &record.path) {
        (Some(text), _) => text.clone(),
        (None, Some(path)) => std::fs::read_to_string(path)
            .ok()
            .filter(|text| text.len() as u64 == record.text_bytes)?,
        (None, None) => return None,
    };
    let mut document = Document::plain(&record.doc_id, &text);
    document.published.clone_from(&record.published);
    document.published_evidence = Some(record.published_evidence);
    Some(document)
}
