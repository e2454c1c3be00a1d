//! A line that tells how far the work is: documents, rate, and the time that is left where the size of the whole is known.

use super::console::Console;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A line that tells how far the work is.
pub struct Progress {
    bar: ProgressBar,
    documents: u64,
    bytes: u64,
    /// Bytes of all files; 0 where they are not known, or not yet.
    whole: Arc<AtomicU64>,
    /// Bytes of the files that are done.
    done: u64,
    /// The file in hand, its bytes, and those of its documents so far.
    file: (String, u64, u64),
}

impl Progress {
    /// A line where somebody looks on. Its `paths` are gone through beside the work, for the time that is left.
    pub fn new(console: Console, shares_terminal: bool, paths: &[PathBuf]) -> Self {
        let whole = Arc::new(AtomicU64::new(0));
        let bar = if console.quiet() || shares_terminal || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let (paths, sum) = (paths.to_vec(), whole.clone());
            std::thread::spawn(move || sum.store(bytes_of(&paths).unwrap_or(0), Ordering::Relaxed));
            let bar = ProgressBar::new_spinner();
            let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
            bar.set_style(style);
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        };
        Self {
            bar,
            documents: 0,
            bytes: 0,
            whole,
            done: 0,
            file: (String::new(), 0, 0),
        }
    }

    /// One more document is done.
    pub fn add(&mut self, path: Option<&str>, bytes: u64) {
        self.documents += 1;
        self.bytes += bytes;
        if self.bar.is_hidden() {
            return;
        }
        let path = path.unwrap_or_default();
        if path != self.file.0 {
            self.done += self.file.1;
            let size = std::fs::metadata(path).map_or(0, |m| m.len());
            self.file = (path.into(), size, 0);
        }
        self.file.2 += bytes;
        let elapsed = self.bar.elapsed();
        let done = self.done + self.file.1.min(self.file.2);
        self.bar
            .set_message(told(self.documents, self.bytes, elapsed, done, self.whole.load(Ordering::Relaxed)));
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

/// “1200 documents, 9.6 MB, 4.8 MB/s, 2m 05s left”.
fn told(documents: u64, bytes: u64, elapsed: Duration, done: u64, whole: u64) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let megabytes = bytes as f64 / 1e6;
    let mut line = format!("{documents} documents, {megabytes:.1} MB, {:.1} MB/s", megabytes / seconds);
    if done > 0 && whole >= done {
        let left = (seconds * (whole - done) as f64 / done as f64).round() as u64;
        line += &match (left / 3600, left / 60 % 60, left % 60) {
            (0, 0, s) => format!(", {s}s left"),
            (0, m, s) => format!(", {m}m {s:02}s left"),
            (h, m, _) => format!(", {h}h {m:02}m left"),
        };
    }
    line
}

/// Bytes of the files of paths; none where they cannot all be known.
fn bytes_of(paths: &[PathBuf]) -> Option<u64> {
    let mut sum = 0;
    for path in paths {
        if path == Path::new("-") {
            return None;
        }
        let files = ignore::WalkBuilder::new(path)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .build();
        let sizes = files
            .flatten()
            .filter(|e| e.file_type().is_some_and(|t| t.is_file()))
            .filter_map(|e| e.metadata().ok());
        sum += sizes.map(|m| m.len()).sum::<u64>();
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_rate_and_what_is_left() {
        let line = |seconds, done, whole| told(12, 2_000_000, Duration::from_secs(seconds), done, whole);
        assert_eq!(line(4, 0, 0), "12 documents, 2.0 MB, 0.5 MB/s");
        assert_eq!(line(4, 2_000_000, 4_000_000), "12 documents, 2.0 MB, 0.5 MB/s, 4s left");
        assert_eq!(line(100, 1_000_000, 2_250_000), "12 documents, 2.0 MB, 0.0 MB/s, 2m 05s left");
        assert_eq!(line(3600, 1_000_000, 2_500_000), "12 documents, 2.0 MB, 0.0 MB/s, 1h 30m left");
    }
}
