//! Gold in brat standoff: a figure is a text-bound annotation whose type is the kind, an event of that trigger has the roles, a note has the numbers.
//!
//! ```text
//! T1  Killed 305 316      at least 34
//! T2  Place 214 224       Muqdadiyah
//! E1  Killed:T1 Place:T2
//! A1  Implied E1
//! A2  Modality E1 reported
//! #1  AnnotatorNotes E1   value=34 low=34
//! ```
//!
//! Roles are Actor, Target, Place, Source; attributes Implied, Comparator, Modality, Scope. Types and roles count without their case, and a number behind a role (`Place2`) is brat's own.
//! What is not annotated is not coded: without a note, numbers are not compared; without an event, no roles are. An event codes all roles: those that it lacks are empty.

use super::claim::{Coded, GoldClaim};
use crate::record::Kind;
use rustc_hash::FxHashMap;

/// A text-bound annotation.
struct Span<'a> {
    kind: &'a str,
    start: u64,
    end: u64,
    text: &'a str,
}

/// A line and what is wrong with it.
type Wrong = (usize, String);

/// The claims of a file; `doc` is the name of its text.
///
/// # Errors
/// The first line that cannot be read.
pub fn claims(doc: &str, text: &str) -> Result<Vec<GoldClaim>, Wrong> {
    let mut spans: FxHashMap<&str, Span<'_>> = FxHashMap::default();
    let mut claims: Vec<GoldClaim> = Vec::new();
    // Claims by the ids of their triggers and events.
    let mut of_id: FxHashMap<&str, usize> = FxHashMap::default();
    let lines = || {
        text.lines()
            .enumerate()
            .map(|(n, line)| (n + 1, line.split('\t').collect::<Vec<_>>()))
    };
    for (line, fields) in lines().filter(|(_, f)| f[0].starts_with('T')) {
        let span = span(&fields).ok_or((line, "no text-bound annotation: “T1, tab, Type start end, tab, text”".to_string()))?;
        if let Ok(kind) = span.kind.to_lowercase().parse() {
            of_id.insert(fields[0], claims.len());
            claims.push(claim(doc, kind, &span));
        }
        spans.insert(fields[0], span);
    }
    for (line, fields) in lines().filter(|(_, f)| f[0].starts_with('E')) {
        let arguments: Vec<(&str, &str)> = fields
            .get(1)
            .map(|a| a.split(' ').filter_map(|a| a.split_once(':')).collect())
            .unwrap_or_default();
        let trigger = arguments.first().and_then(|(_, trigger)| of_id.get(trigger)).copied();
        let at = trigger.ok_or((line, "an event whose trigger is no figure of a kind".to_string()))?;
        of_id.insert(fields[0], at);
        roles(&mut claims[at], &arguments[1..], &spans);
    }
    for (line, fields) in lines() {
        let words: Vec<&str> = fields.get(1).map(|f| f.split(' ').collect()).unwrap_or_default();
        let Some(at) = words.get(1).and_then(|id| of_id.get(id)).copied() else {
            continue;
        };
        let done = match fields[0].as_bytes().first() {
            Some(b'A' | b'M') => attribute(&mut claims[at], words[0], words.get(2).copied()),
            Some(b'#') => note(&mut claims[at], fields.get(2).copied().unwrap_or_default()),
            _ => Ok(()),
        };
        done.map_err(|why| (line, why))?;
    }
    claims.sort_by_key(|c| (c.start, c.end));
    Ok(claims)
}

fn span<'a>(fields: &[&'a str]) -> Option<Span<'a>> {
    let [_, place, text] = fields else { return None };
    let mut words = place.split(' ');
    let kind = words.next()?;
    // Parts of a span that has several are told by semicolons: first start, last end.
    let (start, end) = (words.next()?.parse().ok()?, words.next_back()?.parse().ok()?);
    Some(Span { kind, start, end, text })
}

fn claim(doc: &str, kind: Kind, span: &Span<'_>) -> GoldClaim {
    GoldClaim {
        doc: doc.into(),
        start: span.start,
        end: span.end,
        figure: span.text.into(),
        kind,
        value: None,
        low: None,
        high: None,
        comparator: Coded::Silent,
        implied: false,
        counted: None,
        actor: Coded::Silent,
        target: Coded::Silent,
        places: Coded::Silent,
        date_start: Coded::Silent,
        date_end: Coded::Silent,
        source: Coded::Silent,
        modality: Coded::Silent,
        scope: Coded::Silent,
        subset_of: None,
        sentence: String::new(),
        doubt: None,
        doubt_fields: Some(["value", "low", "high"].map(Into::into).to_vec()),
        actor_alt: None,
        target_alt: None,
        places_alt: None,
        source_alt: None,
        kind_alt: None,
    }
}

fn roles(claim: &mut GoldClaim, arguments: &[(&str, &str)], spans: &FxHashMap<&str, Span<'_>>) {
    let of = |role: &str| -> Vec<String> {
        let named = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).eq_ignore_ascii_case(role);
        let texts = arguments.iter().filter(|(name, _)| named(name)).filter_map(|(_, id)| spans.get(id));
        texts.map(|span| span.text.to_string()).collect()
    };
    claim.actor = of("actor").into_iter().next().into();
    claim.target = of("target").into_iter().next().into();
    claim.source = of("source").into_iter().next().into();
    claim.places = Coded::As(of("place"));
}

fn attribute(claim: &mut GoldClaim, name: &str, value: Option<&str>) -> Result<(), String> {
    let value = value.unwrap_or_default();
    match name.to_lowercase().as_str() {
        "implied" => claim.implied = true,
        "comparator" => claim.comparator = Coded::As(value.parse()?),
        "modality" => claim.modality = Coded::As(value.parse()?),
        "scope" => claim.scope = Coded::As(value.parse()?),
        _ => {}
    }
    Ok(())
}

/// Numbers in a note; a note that has none says something else.
fn note(claim: &mut GoldClaim, note: &str) -> Result<(), String> {
    let pairs: Vec<(&str, &str)> = note.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
    for (name, value) in pairs {
        let number = || value.parse::<f64>().map(Some).map_err(|_| format!("{name}={value}: no number"));
        match name {
            "value" => claim.value = number()?,
            "low" => claim.low = number()?,
            "high" => claim.high = number()?,
            _ => continue,
        }
        claim.doubt_fields = None;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_figures_roles_attributes_and_numbers() {
        let text = "T1\tKilled 3 14\tat least 34\nT2\tPlace 20 25\tMosul\nT3\tinjured 30 32\t71\nT4\tPlace 40 43\tHit\nE1\tKilled:T1 Place:T2 Place2:T4\n\
                    A1\tModality E1 reported\nA2\tImplied T3\n#1\tAnnotatorNotes E1\tvalue=34 low=34\n#2\tAnnotatorNotes T3\tlooks odd\n";
        let claims = claims("a.txt", text).unwrap();
        let [killed, injured] = claims.as_slice() else {
            panic!("{claims:?}")
        };
        assert_eq!((killed.start, killed.end, killed.figure.as_str()), (3, 14, "at least 34"));
        assert_eq!((killed.value, killed.low, killed.high), (Some(34.0), Some(34.0), None));
        assert_eq!(killed.places, Coded::As(vec!["Mosul".to_string(), "Hit".to_string()]));
        assert_eq!((killed.actor.is_silent(), injured.actor.is_silent()), (false, true));
        assert_eq!(killed.modality, Coded::As(crate::record::Modality::Reported));
        assert!(injured.implied && injured.doubts("value") && !killed.doubts("value"));
    }

    #[test]
    fn says_which_line_is_broken() {
        assert_eq!(claims("a.txt", "T1\tKilled 3 14\tten\nT2\tPlace\n").unwrap_err().0, 2);
        assert_eq!(claims("a.txt", "E1\tKilled:T9\n").unwrap_err().0, 1);
        assert!(
            claims("a.txt", "T1\tKilled 3 6\tten\nA1\tScope T1 never\n")
                .unwrap_err()
                .1
                .contains("none of")
        );
    }
}
