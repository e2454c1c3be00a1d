//! Words around a stop, and the few things that their letters tell.

use super::white::{char_at, char_before, is_blank};

/// A word is read back at most so many bytes, so that a text without spaces stays cheap.
const LONGEST: usize = 80;

/// The word that begins at `at`: letters, figures and apostrophes.
pub(super) fn word(text: &str, at: usize, end: usize) -> &str {
    let mut to = at;
    while to < end {
        let Some(c) = char_at(text, to) else { break };
        if !(c.is_alphanumeric() || matches!(c, '\'' | '’')) {
            break;
        }
        to += c.len_utf8();
    }
    text[at..to].trim_end_matches(['\'', '’'])
}

/// The word that ends at `end`: letters, figures, apostrophes and stops inside it.
pub(super) fn word_before(text: &str, start: usize, end: usize) -> &str {
    let mut from = end;
    while from > start && end - from < LONGEST {
        let Some(c) = char_before(text, from) else { break };
        if !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’')) {
            break;
        }
        from -= c.len_utf8();
    }
    text[from..end].trim_start_matches(['\'', '’', '.'])
}

/// The length of a smiley (or picture sign) that `text` begins with and that white space or the end follows.
pub(super) fn smiley(text: &str) -> Option<usize> {
    let picture = text
        .chars()
        .next()
        .filter(|c| matches!(c, '\u{2600}'..='\u{2712}' | '\u{1f300}'..='\u{1faff}'));
    if let Some(c) = picture {
        let length = text
            .find(|d: char| d != c && !matches!(d, '\u{fe0f}' | '\u{200d}' | '\u{1f300}'..='\u{1faff}'))
            .unwrap_or(text.len());
        return Some(length);
    }
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b':' | b';' | b'=')) {
        return None;
    }
    let mouth = 1 + usize::from(bytes.get(1) == Some(&b'-'));
    let mouths = bytes[mouth.min(bytes.len())..]
        .iter()
        .take_while(|b| matches!(b, b')' | b'(' | b'D' | b'P' | b'p' | b'/'))
        .count();
    let length = mouth + mouths;
    (mouths > 0 && text[length..].chars().next().is_none_or(is_blank)).then_some(length)
}

pub(super) fn has_vowel(word: &str) -> bool {
    word.chars()
        .any(|c| !c.is_ascii() || matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// The value of a number in Roman figures up to CCCXCIX, all of them large or all of them small.
pub(super) fn roman_value(word: &str) -> Option<u32> {
    // Of each place nine, four, five and one of it, and what one is worth; more than three hundred have no figure here.
    const PLACES: [([&str; 4], u32); 3] = [(["", "", "", "c"], 100), (["xc", "xl", "l", "x"], 10), (["ix", "iv", "v", "i"], 1)];
    let bytes = word.as_bytes();
    let first = bytes.first()?;
    if bytes.len() > 9 || !bytes.iter().all(|b| b.is_ascii_uppercase() == first.is_ascii_uppercase()) {
        return None;
    }
    let mut rest = bytes;
    let mut value = 0;
    for ([nine, four, five, one], worth) in PLACES {
        let mut take = |figures: &str, times: u32| match rest.split_at_checked(figures.len()) {
            Some((head, tail)) if !figures.is_empty() && head.eq_ignore_ascii_case(figures.as_bytes()) => {
                rest = tail;
                value += times * worth;
                true
            }
            _ => false,
        };
        if take(nine, 9) || take(four, 4) {
            continue;
        }
        take(five, 5);
        let _ = take(one, 1) && take(one, 1) && take(one, 1);
    }
    rest.is_empty().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::roman_value;

    #[test]
    fn reads_roman_figures() {
        for (word, value) in [
            ("I", 1),
            ("iv", 4),
            ("VIII", 8),
            ("xiv", 14),
            ("XLII", 42),
            ("XCIX", 99),
            ("CCCXC", 390),
        ] {
            assert_eq!(roman_value(word), Some(value), "{word}");
        }
        for word in ["", "IIII", "CIVIL", "Iv", "IXV", "VX", "MIX", "ill", "é"] {
            assert_eq!(roman_value(word), None, "{word}");
        }
    }
}
