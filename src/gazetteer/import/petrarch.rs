//! Actor dictionaries of PETRARCH, TABARI and CAMEO: a name, synonyms after `+`, codes in brackets, dated where the role changed.

use super::source::for_lines;
use super::{Context, Found, FoundKind, Item};
use crate::gazetteer::entity::ActorType;
use std::io::{self, BufRead};

/// A name with its synonyms and codes, as the dictionary writes them.
#[derive(Default)]
struct Record {
    line: u64,
    names: Vec<String>,
    /// Code and dates (`<010101`, `20060520-20140908`, or empty).
    codes: Vec<(String, String)>,
}

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    let mut record = Record::default();
    let mut comment = false;
    for_lines(reader, |line, text| {
        let Some(text) = uncommented(text, &mut comment) else { return };
        let indented = text.starts_with([' ', '\t']);
        let (name, codes) = text
            .split_once('[')
            .map_or((text.as_str(), None), |(name, rest)| (name, Some(rest)));
        let name = name.trim();
        if name.starts_with("--") || name.starts_with('!') {
            return;
        }
        if let Some(synonym) = name.strip_prefix('+') {
            record.names.push(synonym.trim().to_string());
        } else if !name.is_empty() && !indented {
            finish(std::mem::take(&mut record), context, take);
            record.line = line;
            record.names.push(name.to_string());
        }
        for code in codes.into_iter().flat_map(|c| c.split('[')) {
            let inside = code.split(']').next().unwrap_or("").trim();
            let (code, dates) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            record.codes.push((code.to_string(), dates.trim().to_string()));
        }
    })?;
    finish(record, context, take);
    Ok(())
}

/// The line without comments; none where nothing is left.
fn uncommented(text: &str, inside: &mut bool) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    loop {
        if *inside {
            let (_, after) = rest.split_once("-->")?;
            *inside = false;
            rest = after;
        }
        if let Some((before, after)) = rest.split_once("<!--") {
            out.push_str(before);
            rest = after;
            *inside = true;
        } else {
            out.push_str(rest);
            break;
        }
        if *inside && !rest.contains("-->") {
            break;
        }
    }
    let out = out.split(['#', ';']).next().unwrap_or("").trim_end().to_string();
    (!out.trim().is_empty()).then_some(out)
}

fn finish(record: Record, context: &Context<'_>, take: &mut dyn FnMut(Item)) {
    let Some(primary) = record.names.first() else { return };
    let passed = |why| Item::Passed {
        line: record.line,
        why,
        what: primary.clone(),
    };
    // The code without dates is the default, else the last one: what the actor is now.
    let default = record.codes.iter().find(|(_, dates)| dates.is_empty()).or(record.codes.last());
    let code = default.map_or("", |(code, _)| code.as_str());
    let block = |n: usize| code.get(3 * n..3 * n + 3).unwrap_or("");
    if code.len() == 3 && !context.known.country(code).is_empty() {
        return take(passed("a country with its towns: built in as places"));
    }
    let country = context.known.country(block(0));
    let dated: Vec<String> = record
        .codes
        .iter()
        .filter(|(code, dates)| !dates.is_empty() && code.get(3..6) == Some("GOV"))
        .map(|(code, dates)| {
            let place = context.known.country(code.get(..3).unwrap_or(""));
            format!(
                "Government office{} {}",
                if place.is_empty() { String::new() } else { format!(" ({place})") },
                span(dates)
            )
        })
        .collect();
    let person = record.codes.iter().any(|(_, dates)| !dates.is_empty());
    let names: Vec<String> = record.names.iter().map(|n| written(n)).filter(|n| !n.is_empty()).collect();
    let Some(name) = names.first().cloned() else {
        return take(passed("no name"));
    };
    let actor_type = [block(0), block(1)].into_iter().find_map(|b| {
        Some(match b {
            "GOV" | "LEG" => ActorType::Government,
            "MIL" => ActorType::Military,
            "REB" | "SEP" | "UAF" | "INS" | "IMG" => ActorType::ArmedGroup,
            "COP" => ActorType::Police,
            "SPY" => ActorType::Intelligence,
            "JUD" => ActorType::Court,
            "MED" => ActorType::Media,
            "OPP" | "PTY" => ActorType::Party,
            "NGO" | "NGM" => ActorType::Ngo,
            "IGO" => ActorType::International,
            "MNC" | "BUS" => ActorType::Company,
            _ => return None,
        })
    });
    take(Item::Entity(Found {
        line: record.line,
        id: super::id("cameo.", &name.to_lowercase()),
        aliases: names[1..].iter().filter(|n| !person || n.contains(' ')).cloned().collect(),
        name,
        country,
        kind: if person {
            FoundKind::Person { offices: dated }
        } else {
            FoundKind::Actor {
                actor_type: actor_type.unwrap_or(ActorType::Other),
                from: String::new(),
                to: String::new(),
            }
        },
        ..Found::default()
    }));
}

/// `NURI_AL-MALIKI_` as a text writes it: `Nuri al-Maliki`.
fn written(name: &str) -> String {
    let words = name.split(['_', ' ']).filter(|w| !w.is_empty());
    let capital = |part: &str| {
        let mut chars = part.chars();
        chars.next().map_or(String::new(), |c| {
            c.to_uppercase().collect::<String>() + &chars.as_str().to_lowercase()
        })
    };
    let mut out: Vec<String> = Vec::new();
    for (n, word) in words.enumerate() {
        let small = matches!(
            word.to_lowercase().as_str(),
            "of" | "the" | "for" | "and" | "in" | "al" | "bin" | "de" | "on" | "to"
        );
        if small && n > 0 {
            out.push(word.to_lowercase());
            continue;
        }
        let parts: Vec<String> = word.split('-').map(capital).collect();
        let joined = parts.join("-");
        out.push(if n > 0 { joined.replacen("Al-", "al-", 1) } else { joined });
    }
    out.join(" ")
}

/// `FROM/TO` of `<YYMMDD`, `>YYMMDD` and `A-B`, with two or four digits of the year.
fn span(dates: &str) -> String {
    let day = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let (year, rest) = match digits.len() {
            8 => (digits[..4].to_string(), &digits[4..]),
            6 => {
                let century = if &digits[..2] > "30" { "19" } else { "20" };
                (format!("{century}{}", &digits[..2]), &digits[2..])
            }
            _ => return String::new(),
        };
        format!("{year}-{}-{}", &rest[..2], &rest[2..])
    };
    match dates.split_once('-') {
        Some((from, to)) => format!("{}/{}", day(from), day(to)),
        None if dates.starts_with('<') => format!("/{}", day(dates)),
        None => format!("{}/", day(dates)),
    }
}
