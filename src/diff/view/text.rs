//! Differences on a terminal.

use super::{Difference, Piece, What, one_line, pieces, word};
use std::fmt::Write;

const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const DIM: &str = "2";

fn paint(text: &str, code: &str, color: bool) -> String {
    if color {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_string()
    }
}

/// A difference for people: what, which claim, why; the sentence; each field with its values.
#[must_use]
pub fn text(difference: &Difference, color: bool) -> String {
    let claim = &difference.claim;
    let code = match difference.what {
        What::Added => GREEN,
        What::Removed => RED,
        What::Changed(_) => YELLOW,
    };
    let mut out = format!(
        "{} {} {} “{}” {}",
        paint(&format!("{:<7}", word(&difference.what)), code, color),
        claim.claim_id,
        claim.kind,
        one_line(&claim.figure_text),
        claim.doc_id
    );
    if let Some(cause) = difference.cause {
        let _ = write!(out, "  {}", paint(&format!("({cause})"), DIM, color));
    }
    let _ = write!(out, "\n  │ {}\n", one_line(&claim.sentence_text));
    if let What::Changed(changes) = &difference.what {
        for change in changes {
            let _ = writeln!(out, "  {:<18} {}", change.field, values(&pieces(change), color));
        }
    }
    out
}

/// Both values with an arrow between them, or one text with its changes marked: `[-old-]`, `{+new+}`.
fn values(pieces: &[Piece], color: bool) -> String {
    if let [Piece::Old(a), Piece::New(b)] = pieces {
        return format!("{} → {}", paint(a, RED, color), paint(b, GREEN, color));
    }
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Old(text) => paint(&format!("[-{text}-]"), RED, color),
        Piece::New(text) => paint(&format!("{{+{text}+}}"), GREEN, color),
    });
    shown.collect::<Vec<_>>().join(" ")
}
