//! Folding: the form under which words are compared. Lower case, no accents, no apostrophes of any shape, nothing invisible.
//!
//! “Kata’ib”, “Kata'ib” and “Kataib” fold to `kataib`; “Sanaʿa” to `sanaa`; “Türkiye” to `turkiye`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Apostrophes and the marks that transliterations use for hamza and ayn.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '´' | '′' | 'ʻ')
}

/// Characters that are there but not seen: soft hyphen, zero-width space and joiners, byte-order mark, direction marks.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Appends the folded form of `word` to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let from = out.len();
        out.push_str(word);
        out[from..].make_ascii_lowercase();
        if word.contains(['\'', '`']) {
            let kept: String = out[from..].chars().filter(|c| !matches!(c, '\'' | '`')).collect();
            out.truncate(from);
            out.push_str(&kept);
        }
        return;
    }
    for c in word.nfkd() {
        if is_combining_mark(c) || is_apostrophe(c) || is_invisible(c) {
            continue;
        }
        match c {
            'ı' => out.push('i'),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// The folded form of `word`.
///
/// ```
/// assert_eq!(recount::text::fold::fold("Kata’ib"), "kataib");
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}
