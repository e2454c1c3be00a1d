//! The published date as feeds, front matter and pages write it, and as a text states it.

mod text;

pub use text::in_text;

use jiff::fmt::strtime;

/// Forms beside ISO 8601, for `jiff`'s parser: with the day of the month, then of a month alone.
const WITH_DAY: [&str; 6] = ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y"];
const WITHOUT_DAY: [&str; 2] = ["%B %Y", "%b %Y"];

/// The date in ISO 8601, as precise as it is given (`2024`, `2024-02`, `2024-02-06`); none where it is no date. Of a date and time the date is kept as it stands.
///
/// ```
/// use recount::read::published::parse;
/// assert_eq!(parse("2024-03-14T17:24:14+00:00").as_deref(), Some("2024-03-14"));
/// assert_eq!(parse("March 14, 2024").as_deref(), Some("2024-03-14"));
/// assert_eq!(parse("2024-02-30"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    iso(text).or_else(|| in_words(text)).or_else(|| {
        // Of a page's own wording (“14 March 2024 at 5 pm”, “Thu, 03/14/2024 - 17:24”) what is one date without doubt.
        let (date, length) = text::date_at(text)?;
        let rest = &text[length..];
        (rest.len() <= 40 && !rest.contains(char::is_alphanumeric) || text::is_time(rest)).then_some(date)
    })
}

fn iso(text: &str) -> Option<String> {
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    // The time, where one follows, is passed over.
    let (date, time) = match text.char_indices().find(|(_, c)| matches!(c, 'T' | 't' | ' ')) {
        Some((at, _)) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    if time.is_some_and(|t| !t.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let separator = if date.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = date.split(separator).collect();
    let number = |s: &str| s.parse::<i16>().ok();
    match parts.as_slice() {
        [year] if digits(year, 4) && time.is_none() => Some((*year).to_string()),
        [year, month] if digits(year, 4) && digits(month, 2) && time.is_none() => {
            (1..=12).contains(&number(month)?).then(|| format!("{year}-{month}"))
        }
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            let date = jiff::civil::Date::new(number(year)?, number(month)? as i8, number(day)? as i8).ok()?;
            Some(date.to_string())
        }
        // 20240314
        [all] if digits(all, 8) => iso(&format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..])),
        _ => None,
    }
}

fn in_words(text: &str) -> Option<String> {
    // “Thu, 14 Mar 2024 17:24:14 GMT”: the weekday and the time say nothing more.
    let text = match text.split_once([',', ' ']) {
        Some((day, rest)) if strtime::parse("%A", day).is_ok() || strtime::parse("%a", day).is_ok() => rest.trim_start_matches([',', ' ']),
        _ => text,
    };
    let until_time = text.find(':').map_or(text, |colon| {
        let hours = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
        hours.trim_end_matches([' ', ','])
    });
    let text = until_time.replace('.', "");
    // A month alone first: with a day, “March 2024” could be the 20th of March 24.
    for format in WITHOUT_DAY {
        if let Ok(time) = strtime::parse(format, &text)
            && let (Some(year @ 1000..), Some(month)) = (time.year(), time.month())
        {
            return Some(format!("{year:04}-{month:02}"));
        }
    }
    let date = |format: &&str| strtime::parse(format, &text).ok()?.to_date().ok();
    WITH_DAY.iter().find_map(date).filter(|d| d.year() >= 1000).map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_dates_as_feeds_write_them() {
        for (text, want) in [
            ("2024-03-14", "2024-03-14"),
            (" 2024-02 ", "2024-02"),
            ("2024", "2024"),
            ("2024/03/14", "2024-03-14"),
            ("20240314", "2024-03-14"),
            ("2024-03-14T17:24:14+00:00", "2024-03-14"),
            ("2024-03-14 17:24", "2024-03-14"),
            ("14 March 2024", "2024-03-14"),
            ("March 14, 2024", "2024-03-14"),
            ("Mar. 4, 2024", "2024-03-04"),
            ("March 2024", "2024-03"),
            ("Thu, 14 Mar 2024 17:24:14 GMT", "2024-03-14"),
            ("Thursday, March 14, 2024", "2024-03-14"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "soon",
            "2024-13",
            "2024-02-30",
            "03/04/2024",
            "14.3.",
            "2024-3-x",
            "31 Smarch 2024",
            "2024-03-14 or so",
            "1710437054",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
