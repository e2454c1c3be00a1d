//! The published date as an article's own text states it: a line “Published: …” or “Last update: …”, a line that is but a date, a byline with a date,
//! the dateline of a report. What names no year is no date of publication, and a date in running text is one of events.

/// Lines that are looked at from the top, and from the end.
const TOP: usize = 30;
const END: usize = 12;
/// Of those at the top, the lines that may be but a date, or open a report.
const HEAD: usize = 8;
/// Longest line that may state the date, in bytes.
const LONGEST: usize = 200;

/// What stands before the date of publication, in lower case, and how well it says so: 0 best.
const LABELS: [(&str, u8); 28] = [
    ("first published", 0),
    ("originally published", 0),
    ("date published", 0),
    ("published date", 0),
    ("publication date", 0),
    ("date of publication", 0),
    ("published at", 0),
    ("published on", 0),
    ("published", 0),
    ("publish date", 0),
    ("release date", 0),
    ("released on", 0),
    ("released", 0),
    ("posted at", 0),
    ("posted on", 0),
    ("posted", 0),
    ("issued on", 0),
    ("issued", 0),
    ("date", 1),
    ("last updated on", 2),
    ("last updated", 2),
    ("last update", 2),
    ("updated on", 2),
    ("updated at", 2),
    ("updated", 2),
    ("last modified on", 2),
    ("last modified", 2),
    ("modified", 2),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The date of publication that `text` states (ISO 8601); none where it states none, or where lines that are but a date come again and again, as in
/// chronologies.
///
/// ```
/// use recount::read::published::in_text;
/// assert_eq!(in_text("Two killed\nLast update: 2024-03-14 17:24:14\n\nTwo men died.").as_deref(), Some("2024-03-14"));
/// assert_eq!(in_text("BAGHDAD, 4 Feb 2003 (Agency) -- Two men died.").as_deref(), Some("2003-02-04"));
/// assert_eq!(in_text("Figures published on 3 May 2021 show that two died."), None);
/// ```
#[must_use]
pub fn in_text(text: &str) -> Option<String> {
    let lines = || text.lines().map(trimmed).filter(|l| !l.is_empty());
    let mut best: Option<(u8, String)> = None;
    let mut alone = 0;
    for (n, line) in lines().take(TOP).enumerate() {
        let short = line.len() <= LONGEST;
        if short && let Some((rank, date)) = labelled(line) {
            take(&mut best, rank, date);
        } else if short && let Some(date) = only_date(line) {
            alone += 1;
            if n < HEAD {
                take(&mut best, 4, date);
            }
        } else if n < HEAD
            && let Some(date) = dateline(line)
        {
            take(&mut best, 3, date);
        } else if n < HEAD
            && short
            && let Some(date) = after_byline(line)
        {
            take(&mut best, 3, date);
        }
    }
    // What lines at the end say.
    if best.is_none() && text.len() > LONGEST {
        let mut rest = text.trim_end();
        for _ in 0..END {
            let (head, line) = rest.rsplit_once('\n').unwrap_or(("", rest));
            if line.len() <= LONGEST
                && let Some((rank, date)) = labelled(trimmed(line)).filter(|found| found.0 != 1)
            {
                take(&mut best, rank, date);
            }
            rest = head.trim_end();
            if rest.is_empty() {
                break;
            }
        }
    }
    best.filter(|b| b.0 != 4 || alone == 1).map(|b| b.1)
}

fn take(best: &mut Option<(u8, String)>, rank: u8, date: String) {
    if best.as_ref().is_none_or(|b| rank < b.0) {
        *best = Some((rank, date));
    }
}

/// A line without blanks, marks of lists and emphasis around it.
fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '*' | '_' | '#' | '>' | '(' | ')' | '[' | ']'))
}

/// “Published: 14 March 2024”, “Updated on March 14, 2024 at 5 pm”, “By Dana Rahim | Published 14 March 2024”.
fn labelled(line: &str) -> Option<(u8, String)> {
    let mut best: Option<(u8, String)> = None;
    for part in line.split(['|', '•', '·', '\t', ';']) {
        let part = part.trim();
        for (label, rank) in LABELS {
            let Some(head) = part.get(..label.len()).filter(|h| h.eq_ignore_ascii_case(label)) else {
                continue;
            };
            let rest = &part[head.len()..];
            let colon = rest.trim_start().starts_with([':', '-', '–']);
            if rest.starts_with(|c: char| c.is_alphanumeric()) || (rank == 1 && !colon) {
                continue;
            }
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ','));
            if let Some((date, length)) = date_at(rest)
                && is_time(&rest[length..])
            {
                take(&mut best, rank, date);
                break;
            }
        }
    }
    best
}

/// A line that is but a date, perhaps with the time.
fn only_date(line: &str) -> Option<String> {
    let (date, length) = date_at(line)?;
    is_time(&line[length..]).then_some(date)
}

/// “Dana Rahim | March 14, 2024”, “By Dana Rahim - 14 March 2024”.
fn after_byline(line: &str) -> Option<String> {
    let by = line.get(..3).is_some_and(|h| h.eq_ignore_ascii_case("by "));
    let marks: &[&str] = if by {
        &[" | ", " • ", " · ", " - ", " – ", " — ", ", ", " on "]
    } else {
        &[" | ", " • ", " · ", " – ", " — ", " - "]
    };
    if line.split_whitespace().count() > 16 {
        return None;
    }
    marks
        .iter()
        .flat_map(|mark| line.match_indices(mark).map(|(at, m)| at + m.len()))
        .find_map(|at| only_date(&line[at..]))
}

/// “BAGHDAD, 4 Feb 2003 (Agency) -- …”, “Erbil, Iraq, March 4, 2020 – …”, “LIMA, 12 JAN 90 (RADIO) -- …”
fn dateline(line: &str) -> Option<String> {
    let head = &line[..line.floor_char_boundary(100)];
    let end = head.find(" -- ").or_else(|| head.find(['—', '–', '(', '[', ':'])).unwrap_or(0);
    for (at, _) in head.match_indices([',', ' ']).filter(|(at, _)| *at < 50) {
        let rest = head[at..].trim_start_matches([',', ' ', '-', '–', '—']);
        let begins = head.len() - rest.len();
        let Some((date, length)) = date_at(rest).or_else(|| wire_date(rest)) else {
            continue;
        };
        let place = head[..at].trim_end_matches([',', ' ', '-', '–', '—']);
        let is_place = !place.is_empty()
            && place.split_whitespace().count() <= 5
            && place.split_whitespace().all(|w| {
                w.starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '–' | '—')) || matches!(w, "de" | "al" | "of" | "and")
            });
        let behind = rest[length..].trim_start();
        let closed = behind.starts_with(['(', '[', '–', '—', ':', '/'])
            || behind.starts_with("--")
            || behind.starts_with("- ")
            || end == begins + length;
        return (is_place && closed).then_some(date);
    }
    None
}

/// “12 JAN 90”: the wires of the last century wrote two figures for the year.
fn wire_date(text: &str) -> Option<(String, usize)> {
    let (day, after) = number(text, 1..=2)?;
    let (month, at) = month_at(text, skip(text, after, " "))?;
    let (year, end) = number(text.get(skip(text, at, ". ")..)?, 2..=2)?;
    let from = skip(text, at, ". ");
    (year >= 70).then(|| Some((iso(1900 + year, month, day)?, from + end)))?
}

/// Nothing but a time of day, a zone and signs: what may stand behind the date.
pub(super) fn is_time(rest: &str) -> bool {
    if rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T') {
        return false;
    }
    rest.len() <= 60
        && rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|word| {
            word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4
                || word.len() <= 5
                    && word.bytes().any(|b| b.is_ascii_uppercase())
                    && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                || is_time_word(word)
        })
}

fn is_time_word(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let lower = digits.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "" | "at"
            | "a"
            | "p"
            | "m"
            | "am"
            | "pm"
            | "h"
            | "hrs"
            | "hours"
            | "local"
            | "time"
            | "t"
            | "z"
            | "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "noon"
    ) || WEEKDAYS.contains(&lower.as_str())
}

/// The date, to the day or to the month, that `text` begins with, and its length in bytes. The day of the week may come first.
pub(super) fn date_at(text: &str) -> Option<(String, usize)> {
    let mut at = 0;
    let first = &text[..text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len())];
    if first.len() >= 3 && WEEKDAYS.iter().any(|d| named(d, first)) {
        at = skip(text, first.len(), "., ");
    }
    let rest = &text[at..];
    let (date, length) = figures(rest).or_else(|| day_first(rest)).or_else(|| month_first(rest))?;
    let behind = &rest[length..];
    // “2024-03-14-7”, “14 March 20245” and the like are something else.
    let whole = !behind.starts_with(|c: char| c.is_alphanumeric() && c != 'T')
        && !behind
            .strip_prefix(['-', '/'])
            .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    whole.then_some((date, at + length))
}

/// 2024-03-14, 2024/03/14, 14.03.2024, and 14/03/2024 where only one reading is a date.
fn figures(text: &str) -> Option<(String, usize)> {
    let (a, first) = number(text, 1..=4)?;
    let sign = text[first..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (b, second) = number(&text[first + 1..], 1..=2)?;
    let after = first + 1 + second;
    if !text[after..].starts_with(sign) {
        return None;
    }
    let (c, third) = number(&text[after + 1..], 1..=4)?;
    let end = after + 1 + third;
    let date = match (first, third, sign) {
        (4, 1..=2, _) => iso(a, b, c)?,
        (1..=2, 4, '.') => iso(c, b, a)?,
        (1..=2, 4, _) if a > 12 || a == b => iso(c, b, a)?,
        (1..=2, 4, _) if b > 12 => iso(c, a, b)?,
        _ => return None,
    };
    Some((date, end))
}

/// 14 March 2024, 14th of March, 2024, 14-Mar-2024
fn day_first(text: &str) -> Option<(String, usize)> {
    let (day, mut at) = number(text, 1..=2)?;
    at = ordinal(text, at);
    at = skip(text, at, " -.");
    if text[at..].starts_with("of ") {
        at += 3;
    }
    let (month, at) = month_at(text, at)?;
    let at = skip(text, at, ". ,-");
    let (year, end) = number(&text[at..], 4..=4)?;
    Some((iso(year, month, day)?, at + end))
}

/// March 14, 2024; Mar. 14th 2024; March 2024
fn month_first(text: &str) -> Option<(String, usize)> {
    let (month, at) = month_at(text, 0)?;
    let at = skip(text, at, ". ,");
    if let Some((year, end)) = number(&text[at..], 4..=4) {
        return (1900..2200).contains(&year).then(|| (format!("{year:04}-{month:02}"), at + end));
    }
    let (day, end) = number(&text[at..], 1..=2)?;
    let at = skip(text, ordinal(text, at + end), ", ");
    let (year, end) = number(&text[at..], 4..=4)?;
    Some((iso(year, month, day)?, at + end))
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    if !(1900..2200).contains(&year) {
        return None;
    }
    jiff::civil::Date::new(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
        .ok()
        .map(|d| d.to_string())
}

/// The number that `text` begins with, of so many figures, and where it ends.
fn number(text: &str, figures: std::ops::RangeInclusive<usize>) -> Option<(u32, usize)> {
    let n = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    figures.contains(&n).then(|| text[..n].parse().ok().map(|value| (value, n)))?
}

fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let word = text.get(at..)?;
    let word = &word[..word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len())];
    let n = (word.len() >= 3).then(|| MONTHS.iter().position(|m| named(m, word)))??;
    Some((n as u32 + 1, at + word.len()))
}

/// Whether `word` is `name` or its beginning, as short forms have it (“Mar”, “Sept”, “Thurs”).
fn named(name: &str, word: &str) -> bool {
    word.len() <= 5 && word.len() >= 3 && name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word))
        || name.eq_ignore_ascii_case(word)
}

fn ordinal(text: &str, at: usize) -> usize {
    let suffix = ["st", "nd", "rd", "th"]
        .iter()
        .any(|s| text.get(at..at + 2).is_some_and(|t| t.eq_ignore_ascii_case(s)));
    if suffix { at + 2 } else { at }
}

fn skip(text: &str, at: usize, signs: &str) -> usize {
    at + text[at..].bytes().take_while(|b| signs.as_bytes().contains(b)).count()
}

#[cfg(test)]
mod tests {
    use super::in_text;

    const STORY: &str = "\n\nTwo men were killed in the town on Monday, the army said. A third was hurt.\n";

    #[test]
    fn finds_what_the_text_states() {
        for (line, want) in [
            ("Last update: 2024-03-14 17:24:14", "2024-03-14"),
            ("Published: 14 March 2024", "2024-03-14"),
            ("Published 14 March 2024, 05:24 PM GMT", "2024-03-14"),
            ("PUBLISHED ON MARCH 14, 2024", "2024-03-14"),
            ("Posted on Thursday, March 14th, 2024 at 5:24 p.m. local time", "2024-03-14"),
            ("Updated on 14.03.2024", "2024-03-14"),
            ("By Dana Rahim | Published March 2024 | Updated 3 April 2024", "2024-03"),
            ("Updated 3 April 2024 | Published 14 March 2024", "2024-03-14"),
            ("Date: 14/03/2024", "2024-03-14"),
            ("Thursday, March 14, 2024", "2024-03-14"),
            ("14-Mar-2024 17:24", "2024-03-14"),
            ("*14 March 2024*", "2024-03-14"),
            ("By Dana Rahim - Sept. 4, 2023", "2023-09-04"),
            ("Dana Rahim | 4 September 2023", "2023-09-04"),
            ("BAGHDAD, 4 Feb 2003 (Agency) -- Two more men were killed.", "2003-02-04"),
            ("Erbil, Iraq – March 4, 2020 – Two more men were killed.", "2020-03-04"),
            ("LIMA, 12 JAN 90 (RADIO) -- [TEXT] TWO MORE MEN WERE KILLED.", "1990-01-12"),
            ("(Published 2024-03-14T17:24:14Z)", "2024-03-14"),
        ] {
            assert_eq!(in_text(&format!("{line}{STORY}")).as_deref(), Some(want), "{line}");
            assert_eq!(
                in_text(&format!("Two Killed\r\n{line}\r\n{STORY}")).as_deref(),
                Some(want),
                "{line}"
            );
        }
        let late = format!("Two Killed{STORY}{STORY}\nLast Modified: 2024-03-14 10:00\n\nShare");
        assert_eq!(in_text(&late).as_deref(), Some("2024-03-14"));
    }

    #[test]
    fn does_not_guess() {
        for line in [
            "Published figures show that 40 people were killed in March 2021.",
            "Published 2021 figures.",
            "Updated figures of 3 March 2021 put the toll at 12.",
            "BAGHDAD, 4 Feb (Agency) -- Two more men were killed.",
            "On March 14, 2024, two more men were killed.",
            "March 14, 2024 was the day on which it began.",
            "Baghdad, March 2024 was quiet.",
            "Published: yesterday",
            "Published: 03/04/2024",
            "Date 14 March 2024 is not the day.",
            "The Kurdistan Workers, 4 May 2003, were there.",
            "14 March",
            "Last update: 2024-02-31",
            "Issued 20240314-77",
            "3 March 2021\nTwo men died.\n\n5 March 2021\nTwo more died.",
            "Updated 14 March 20245",
            "",
        ] {
            assert_eq!(in_text(&format!("{line}{STORY}")), None, "{line}");
        }
    }
}
