//! `recount snapshot`: reviewed expectations beside a corpus.

use super::console::Console;
use super::lexicon::GazetteerArguments;
use super::reading::ReadingArguments;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use recount::emit::{Output, ReadableOptions, readable};
use recount::read::Inputs;
use recount::snapshot::{self, Difference, ENDING, Texts};
use recount::{pipeline, run as driver};
use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  recount snapshot write articles/       a file a.txt.expected beside each article a.txt: read them
  recount snapshot check articles/       after an update, another gazetteer, another rule: what changed?
  recount snapshot write articles/       the change is right: keep it

An expectation is what “recount extract --format text” shows. Give the same --published, --column and --gazetteers
to both. Exit of check: 0 all as expected · 1 something differs · 2 trouble";

/// Expectations beside your own articles: written once and read, then checked
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: SnapshotCommand,
}

#[derive(Subcommand)]
enum SnapshotCommand {
    /// Writes what is extracted now beside each article; removes the expectations of articles that are gone
    #[command(after_help = EXAMPLES)]
    Write(FolderArguments),
    /// Shows how what is extracted now differs from what is expected
    #[command(after_help = EXAMPLES)]
    Check(FolderArguments),
}

#[derive(Args)]
struct FolderArguments {
    /// The folder of the articles
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    #[command(flatten)]
    reading: ReadingArguments,

    #[command(flatten)]
    gazetteers: GazetteerArguments,
}

pub fn run(arguments: Arguments, console: Console) -> Result<ExitCode> {
    let (arguments, is_check) = match arguments.command {
        SnapshotCommand::Write(arguments) => (arguments, false),
        SnapshotCommand::Check(arguments) => (arguments, true),
    };
    let folder = arguments.folder.clone();
    let expected = snapshot::expected(&folder).with_context(|| folder.display().to_string())?;
    let (found, unread) = extract(arguments, console)?;
    let differences = snapshot::compare(&expected, &found, &unread);
    let mut failed = !unread.is_empty();
    if is_check {
        failed |= !differences.is_empty();
        show(&differences, console)?;
    } else {
        write(&differences, &found, console)?;
    }
    if !console.quiet() {
        let count = |is: fn(&Difference) -> bool| differences.iter().filter(|d| is(d)).count();
        let changed = count(|d| matches!(d, Difference::Changed(..)));
        let (new, gone) = (
            count(|d| matches!(d, Difference::New(_))),
            count(|d| matches!(d, Difference::Gone(_))),
        );
        let same = found.len() - changed - new;
        writeln!(std::io::stdout(), "{same} as expected, {changed} changed, {new} new, {gone} gone")?;
    }
    if is_check && !differences.is_empty() {
        console.error(&format!(
            "read what changed; “recount snapshot write {}” makes it the expectation",
            folder.display()
        ));
    }
    Ok(if failed { ExitCode::from(super::FAILED) } else { ExitCode::SUCCESS })
}

/// What is extracted from each file, as people read it, and the files that cannot be read.
fn extract(arguments: FolderArguments, console: Console) -> Result<(Texts, BTreeSet<String>)> {
    let lexicon = arguments.gazetteers.load(console)?;
    let options = arguments.reading.options(Vec::new())?;
    let (mut found, mut unread) = (Texts::new(), BTreeSet::new());
    driver::in_order(
        Inputs::new(vec![arguments.folder], options),
        0,
        |document| {
            let path = document.path.clone().unwrap_or_else(|| document.doc_id.clone());
            (path, readable(&pipeline::extract(&document, &lexicon), &ReadableOptions::default()))
        },
        |result| {
            match result {
                Err(trouble) => {
                    console.error(&trouble.to_string());
                    unread.insert(trouble.path);
                }
                Ok((path, text)) => found.entry(path).or_default().push_str(&text),
            }
            ControlFlow::Continue(())
        },
    )?;
    // Of a file that broke off, half is no expectation.
    found.retain(|path, _| !unread.contains(path));
    Ok((found, unread))
}

fn show(differences: &[Difference], console: Console) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for difference in differences {
        match difference {
            Difference::New(path) => writeln!(out, "{path}: no expectation yet")?,
            Difference::Gone(path) => writeln!(out, "{path}: gone, its expectation is there")?,
            Difference::Changed(_, diff) if console.color() => {
                for line in diff.lines() {
                    match line.as_bytes().first() {
                        Some(b'-') => writeln!(out, "\x1b[31m{line}\x1b[0m")?,
                        Some(b'+') => writeln!(out, "\x1b[32m{line}\x1b[0m")?,
                        _ => writeln!(out, "{line}")?,
                    }
                }
            }
            Difference::Changed(_, diff) => write!(out, "{diff}")?,
        }
    }
    Ok(())
}

fn write(differences: &[Difference], found: &Texts, console: Console) -> Result<()> {
    for difference in differences {
        let file = format!("{}{ENDING}", difference.path());
        let done = match found.get(difference.path()) {
            None => std::fs::remove_file(&file),
            Some(text) => Output::file(Path::new(&file)).and_then(|mut output| {
                output.write(text.as_bytes())?;
                output.finish()
            }),
        };
        done.with_context(|| file.clone())?;
        if !console.quiet() {
            let word = if found.contains_key(difference.path()) {
                "written"
            } else {
                "removed"
            };
            writeln!(std::io::stdout(), "{word} {file}")?;
        }
    }
    Ok(())
}
