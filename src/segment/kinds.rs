//! What each block is for its reader, in a fixed order of looks: furniture, title, interview, author, headings, repeats.
//! A block that nothing else claims is body.

use super::blocks::Mark;
use super::furniture;
use super::phrases::Phrases;
use super::units::Unit;
use super::{authors, repeats, speakers};
use crate::text::SentenceKind;

/// Longest title, in words and in bytes.
const TITLE: (usize, usize) = (22, 200);
/// Longest heading.
const HEADING: (usize, usize) = (14, 120);
/// Longest standfirst, in words.
const STANDFIRST: usize = 60;

/// Gives every unit its kind.
pub(super) fn assign(text: &str, title: Option<&str>, units: &mut [Unit], phrases: &Phrases) {
    let count = units.len();
    for (n, unit) in units.iter_mut().enumerate() {
        let said = furniture::kind(unit, n < 4 || n + 8 > count, phrases);
        unit.kind = match unit.mark {
            // The page itself says what it is; a line that is but a credit is still told apart.
            Mark::Caption => said.filter(|k| *k == SentenceKind::Credit).or(Some(SentenceKind::Caption)),
            Mark::Heading(_) => said.or(Some(SentenceKind::Heading)),
            Mark::Picture => said.or(Some(SentenceKind::Caption)),
            _ => said,
        };
    }
    let labelled = speakers::by_labels(units, phrases);
    top(title, units);
    for unit in units.iter_mut().filter(|u| u.kind.is_none()) {
        if is_caption(unit, phrases) {
            unit.kind = Some(SentenceKind::Caption);
        }
    }
    names_above_dates(units, phrases);
    links(units);
    if !labelled {
        speakers::by_questions(units, phrases);
    }
    headings(units);
    dates_of_chronologies(units, phrases);
    authors::mark(text, units, phrases);
    let first = units.iter().position(Unit::is_telling).unwrap_or(count);
    repeats::mark(text, units, first);
    for unit in units.iter_mut().filter(|u| u.kind.is_none()) {
        unit.kind = Some(match unit.mark {
            Mark::Item => SentenceKind::ListItem,
            Mark::Quote => SentenceKind::Quote,
            _ if is_quotation(unit.text) => SentenceKind::Quote,
            _ => SentenceKind::Body,
        });
    }
    for unit in units
        .iter_mut()
        .filter(|u| !u.kind.is_some_and(SentenceKind::tells) || u.kind == Some(SentenceKind::Heading))
    {
        unit.speaker = None;
    }
}

/// The kind of each sentence of `unit`: that of the unit, but for a credit in brackets at the end of a caption.
pub(super) fn of_sentence(unit: &Unit, sentence: &str, phrases: &Phrases) -> SentenceKind {
    let kind = unit.kind.unwrap_or(SentenceKind::Body);
    if kind == SentenceKind::Caption && furniture::is_credit(sentence, phrases) {
        SentenceKind::Credit
    } else {
        kind
    }
}

/// Labels, title and standfirst before the running text.
fn top(title: Option<&str>, units: &mut [Unit]) {
    let first_telling = units
        .iter()
        .position(|u| u.is_telling() && u.mark != Mark::Item)
        .unwrap_or(units.len());
    let given = title.map(|t| letters(t).collect::<String>()).filter(|t| !t.is_empty());
    let by_title = given.and_then(|t| {
        units
            .iter()
            .take(8)
            .position(|u| u.words != usize::MAX && letters(u.text).eq(t.chars()))
    });
    // Crumbs before everything: “- Analysis”, “- Middle East”.
    let mut at = 0;
    while at < by_title.unwrap_or(first_telling).min(units.len()) {
        let unit = &mut units[at];
        let crumb = unit.kind.is_none() && !unit.ended && unit.words <= 5 && (unit.mark == Mark::Item || by_title.is_some_and(|t| at < t));
        if crumb {
            unit.kind = Some(SentenceKind::Boilerplate);
        } else if unit.kind.is_none() || matches!(unit.mark, Mark::Heading(_)) {
            break;
        }
        at += 1;
    }
    let place = by_title.or_else(|| {
        let n = units
            .iter()
            .position(|u| u.kind.is_none() || matches!(u.mark, Mark::Heading(1 | 2)))?;
        let unit = &units[n];
        let fits = unit.words <= TITLE.0 && unit.text.len() <= TITLE.1 && unit.sentences.len() <= 2 && unit.begins_large();
        let unended = !unit.ended
            || (unit.is_question() && unit.words <= 16 && units[..n].iter().all(|u| u.kind == Some(SentenceKind::Boilerplate)))
            || matches!(unit.mark, Mark::Heading(1));
        let followed = units[n + 1..].iter().any(|u| u.is_telling() || u.words > unit.words);
        let before_text = n <= first_telling && matches!(unit.mark, Mark::None | Mark::Heading(1 | 2));
        (fits && unended && followed && before_text && !unit.text.ends_with([':', ',', ';'])).then_some(n)
    });
    if let Some(n) = place {
        units[n].kind = Some(SentenceKind::Title);
    }
    standfirst(place, units);
}

/// The paragraph that sums the article up: before the running text, without a stop, or one sentence before longer paragraphs or a byline.
fn standfirst(title: Option<usize>, units: &mut [Unit]) {
    let from = title.map_or(0, |n| n + 1);
    let Some(n) = (from..units.len()).find(|n| units[*n].kind.is_none()) else {
        return;
    };
    let unit = &units[n];
    if unit.words > STANDFIRST || !matches!(unit.mark, Mark::None | Mark::Quote) || !unit.begins_large() || unit.text.ends_with([':', ','])
    {
        return;
    }
    if units[from..n].iter().any(|u| matches!(u.kind, Some(SentenceKind::Heading))) {
        return;
    }
    let told_later = units[n + 1..].iter().any(Unit::is_telling);
    let unended = !unit.ended && unit.words >= if title.is_some() { 8 } else { 15 };
    let next = units.get(n + 1);
    let furniture_next = next.is_some_and(|u| matches!(u.kind, Some(SentenceKind::Byline | SentenceKind::Dateline)));
    let long_after = {
        let rest: Vec<&Unit> = units[n + 1..].iter().filter(|u| u.is_telling()).take(6).collect();
        let sentences: usize = rest.iter().map(|u| u.sentences.len()).sum();
        !rest.is_empty() && sentences * 2 >= rest.len() * 5
    };
    let summed =
        title.is_some() && unit.sentences.len() == 1 && unit.ended && !unit.text.starts_with(['"', '“']) && (furniture_next || long_after);
    if told_later && (unended || summed) {
        units[n].kind = Some(SentenceKind::Standfirst);
    }
}

/// A short block that ends with who made the picture, in brackets.
fn is_caption(unit: &Unit, phrases: &Phrases) -> bool {
    unit.words <= 90
        && unit.sentences.len() <= 4
        && unit.mark != Mark::Item
        && furniture::last_brackets(unit.text).is_some_and(|tail| furniture::is_credit(tail, phrases))
}

/// A bare name under the headline, with the day of publication under it, is who wrote the article.
fn names_above_dates(units: &mut [Unit], phrases: &Phrases) {
    let Some(title) = units.iter().position(|u| u.kind == Some(SentenceKind::Title)) else {
        return;
    };
    for n in title + 1..units.len().min(title + 4) {
        let next = units.get(n + 1);
        let dated = next.is_some_and(|u| u.kind == Some(SentenceKind::Dateline) && u.text.bytes().filter(u8::is_ascii_digit).count() >= 4);
        if units[n].kind.is_none() && dated && furniture::is_bare_name(&units[n], phrases) {
            units[n].kind = Some(SentenceKind::Byline);
        }
        if units[n].is_telling() {
            return;
        }
    }
}

/// Items and headlines under a label such as “Related stories”.
fn links(units: &mut [Unit]) {
    let mut under = 0;
    for unit in units.iter_mut() {
        match unit.kind {
            Some(SentenceKind::Link) => under = if unit.words <= 5 { 8 } else { under },
            None if under > 0
                && !unit.text.ends_with('.')
                && unit.words <= 20
                && (unit.mark == Mark::Item
                    || (unit.mark == Mark::None && under > 4 && (unit.words >= 5 && !unit.ended || unit.is_question()))) =>
            {
                unit.kind = Some(SentenceKind::Link);
                under -= 1;
            }
            _ => under = 0,
        }
    }
}

/// Short blocks without a stop, with text after them.
fn headings(units: &mut [Unit]) {
    for n in 0..units.len() {
        let unit = &units[n];
        if unit.kind.is_some()
            || unit.mark != Mark::None
            || unit.words > HEADING.0
            || unit.text.len() > HEADING.1
            || unit.sentences.len() > 2
            || !unit.begins_large()
        {
            continue;
        }
        if n + 1 == units.len() || unit.text.ends_with([',', ';']) || unit.text.starts_with(['"', '“']) && unit.ended {
            continue;
        }
        let question =
            unit.is_question() && unit.sentences.len() == 1 && units.len() > 3 && units[n + 1].is_telling() && !units[n + 1].is_question();
        let label = unit.text.ends_with(':') && unit.words <= 5;
        if !unit.ended || question || label {
            units[n].kind = Some(SentenceKind::Heading);
        }
    }
}

/// A date on a line of its own between paragraphs heads what follows; at the top and at the end it dates the article.
fn dates_of_chronologies(units: &mut [Unit], phrases: &Phrases) {
    let Some(first) = units.iter().position(Unit::is_telling) else {
        return;
    };
    let last = units.iter().rposition(Unit::is_telling).unwrap_or(first);
    for n in first..last {
        if units[n].kind == Some(SentenceKind::Dateline)
            && !units[n].text.contains(':')
            && furniture::is_date(units[n].text, phrases)
            && units[n + 1].is_running()
        {
            units[n].kind = Some(SentenceKind::Heading);
        }
    }
}

/// A block that opens with a quotation mark and closes with it, and never between.
fn is_quotation(text: &str) -> bool {
    let inner = |open: char, close: char| {
        text.strip_prefix(open)
            .and_then(|t| t.strip_suffix(close))
            .is_some_and(|t| !t.contains([open, close]))
    };
    inner('"', '"') || inner('“', '”') || inner('«', '»')
}

/// Letters and figures in lower case, for comparing titles.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether `unit` stays whole: titles, headings and lines of furniture are one unit each, unless they hold whole sentences.
pub(super) fn stays_whole(unit: &Unit, kind: SentenceKind) -> bool {
    match kind {
        SentenceKind::Title | SentenceKind::Byline | SentenceKind::Dateline => true,
        SentenceKind::Link | SentenceKind::Credit => !unit.text.ends_with('.'),
        _ => false,
    }
}
