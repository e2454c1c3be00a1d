//! Differences as a page: one file that needs no other, read in any browser, with buttons for what to see. Written from its head to its foot, so that its length does not matter.

use super::{Piece, What, one_line, pieces, word};
use crate::diff::{Counts, Difference};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A text as it stands in markup.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// The beginning of the page that compares `a` with `b`.
#[must_use]
pub fn head(a: &str, b: &str) -> String {
    let (a, b) = (escape(a), escape(b));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{a} → {b}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{a} → {b}</h1>\n<nav></nav>\n</header>\n<main>\n"
    )
}

/// A difference: what, which claim, why; the sentence; each field with its values.
#[must_use]
pub fn row(difference: &Difference) -> String {
    let claim = &difference.claim;
    let what = word(&difference.what);
    let mut out = format!(
        "<article class=\"{what}\" data-what=\"{what}\" data-kind=\"{kind}\">\n<h2><b>{what}</b> {kind} “{}” <code>{}</code> <span>{}</span></h2>\n",
        escape(&one_line(&claim.figure_text)),
        escape(&claim.claim_id),
        escape(&claim.doc_id),
        kind = claim.kind,
    );
    if let Some(cause) = difference.cause {
        let _ = writeln!(out, "<p class=\"cause\">{}</p>", escape(cause));
    }
    let _ = writeln!(out, "<blockquote>{}</blockquote>", marked(&claim.sentence_text, &claim.figure_text));
    if let What::Changed(changes) = &difference.what {
        out.push_str("<dl>\n");
        for change in changes {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(&change.field), values(&pieces(change)));
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</article>\n");
    out
}

/// The end of the page, with what the whole comes to.
#[must_use]
pub fn foot(counts: &Counts) -> String {
    format!("</main>\n<footer>{counts}</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n")
}

/// The sentence with its figure marked, where it has it once.
fn marked(sentence: &str, figure: &str) -> String {
    let (sentence, figure) = (one_line(sentence), one_line(figure));
    let mut places = sentence.match_indices(&figure);
    match (places.next(), places.next()) {
        (Some((at, _)), None) => {
            let (before, rest) = sentence.split_at(at);
            let (figure, after) = rest.split_at(figure.len());
            format!("{}<mark>{}</mark>{}", escape(before), escape(figure), escape(after))
        }
        _ => escape(&sentence),
    }
}

fn values(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Same(text) => escape(text),
        Piece::Old(text) => format!("<del>{}</del>", escape(text)),
        Piece::New(text) => format!("<ins>{}</ins>", escape(text)),
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_says_is_no_markup() {
        assert_eq!(escape("<b>\"A & B\"</b>"), "&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
        assert_eq!(marked("<i>Two</i> died", "Two"), "&lt;i&gt;<mark>Two</mark>&lt;/i&gt; died");
        assert_eq!(marked("two of two", "two"), "two of two");
        assert!(head("a<b", "c").contains("a&lt;b → c"));
    }
}
