//! The terminal: colours, progress, lines for people on standard error.

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    #[default]
    Auto,
    Always,
    Never,
}

/// What the terminal is like.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    color: ColorWhen,
    quiet: bool,
}

impl Console {
    pub const fn new(color: ColorWhen, quiet: bool) -> Self {
        Self { color, quiet }
    }

    /// Whether only what was asked for is to be told.
    pub const fn quiet(self) -> bool {
        self.quiet
    }

    /// Whether standard output is a terminal.
    pub fn is_terminal() -> bool {
        std::io::stdout().is_terminal()
    }

    /// Whether to colour standard output.
    pub fn color(self) -> bool {
        match self.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => Self::is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        }
    }

    /// Columns of the terminal.
    pub fn width() -> usize {
        terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).clamp(40, 160))
    }

    /// A line on standard error.
    pub fn error(self, line: &str) {
        // When standard error is closed there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    /// A line of progress, where somebody looks on and standard output does not go to the same terminal.
    pub fn progress(self, shares_terminal: bool) -> Progress {
        let bar = if self.quiet || shares_terminal || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::new_spinner();
            let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
            bar.set_style(style);
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        };
        Progress {
            bar,
            documents: 0,
            bytes: 0,
        }
    }
}

/// A line that tells how far the work is.
pub struct Progress {
    bar: ProgressBar,
    documents: u64,
    bytes: u64,
}

impl Progress {
    /// One more document is done.
    pub fn add(&mut self, bytes: u64) {
        self.documents += 1;
        self.bytes += bytes;
        if !self.bar.is_hidden() {
            let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
            let (megabytes, documents) = (self.bytes as f64 / 1e6, self.documents);
            self.bar
                .set_message(format!("{documents} documents, {megabytes:.1} MB, {:.1} MB/s", megabytes / seconds));
        }
    }

    /// Writes a line on standard error without disturbing the progress line.
    pub fn tell(&self, console: Console, line: &str) {
        self.bar.suspend(|| console.error(line));
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
