//! The terminal: colours, lines for people on standard error.

use clap::ValueEnum;
use std::io::{IsTerminal, Write};

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
}
