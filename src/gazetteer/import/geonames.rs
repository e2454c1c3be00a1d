//! The tables of GeoNames: nineteen columns parted by tabs, without header and without quoting.

use super::alternate_names::{self, EnglishNames};
use super::source::for_lines;
use super::{Context, Found, FoundKind, Item};
use crate::record::Feature;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::io::{self, BufRead};

/// Codes that are left out unless asked for: what is gone, abandoned or destroyed, and quarters of towns.
const LEFT_OUT: [&str; 4] = ["PPLH", "PPLQ", "PPLW", "PPLX"];

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    let beside = Beside {
        divisions: divisions(context),
        english: alternate_names::read(context.beside)?,
    };
    let mut columns = None;
    for_lines(reader, |line, text| {
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        let cells: Vec<&str> = text.split('\t').collect();
        columns.get_or_insert(cells.len());
        take(row(line, &cells, &beside, context));
    })?;
    match columns {
        Some(n) if n < 15 => Err(super::not_of_format(format!(
            "a row of GeoNames has 19 columns parted by tabs, the first here has {n}"
        ))),
        _ => Ok(()),
    }
}

/// What tables beside the source tell.
struct Beside {
    /// Names of first-level divisions by their code.
    divisions: FxHashMap<String, String>,
    english: EnglishNames,
}

/// Names of first-level divisions by their code, where the list lies beside the source: as our own files call them, else as the list does.
fn divisions(context: &Context<'_>) -> FxHashMap<String, String> {
    let list = context
        .beside
        .and_then(|folder| std::fs::read_to_string(folder.join("admin1CodesASCII.txt")).ok())
        .unwrap_or_default();
    let rows = list.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let ours = cells.get(3).and_then(|id| context.known.division(id.trim().parse().ok()?));
        Some((cells.first()?.to_string(), ours.or(cells.get(2).copied())?.to_string()))
    });
    rows.collect()
}

fn row(line: u64, cells: &[&str], beside: &Beside, context: &Context<'_>) -> Item {
    let cell = |n: usize| cells.get(n).copied().unwrap_or_default();
    let passed = |why| Item::Passed {
        line,
        why,
        what: cell(1).into(),
    };
    if cells.len() < 15 || cell(0).parse::<u64>().is_err() {
        return passed("not a row of GeoNames");
    }
    let (class, code) = (cell(6), cell(7));
    let asked = |c: &str| context.filters.feature_classes.iter().any(|a| a == c);
    if LEFT_OUT.contains(&code) && !asked(code) {
        return passed("a quarter of a town, or gone (PPLX, PPLH, PPLQ, PPLW): ask for its code to have it");
    }
    if context.filters.feature_classes.is_empty() && !matches!(class, "P" | "A") {
        return passed("neither settlement nor division: ask for its class to have it");
    }
    let Some(feature) = feature(class, code) else {
        return passed("of no class that we know");
    };
    let english = cell(0)
        .parse()
        .ok()
        .and_then(|id: u64| beside.english.get(&id))
        .map_or(&[][..], Vec::as_slice);
    let population = cell(14).parse().unwrap_or(0);
    let mut admin1 = beside
        .divisions
        .get(&format!("{}.{}", cell(8), cell(10)))
        .cloned()
        .unwrap_or_default();
    if feature == Feature::Admin1 {
        admin1.clear();
    }
    Item::Entity(Found {
        line,
        id: super::id("gn.", cell(0)),
        name: cell(1).into(),
        aliases: aliases(cell(1), cell(2), cell(3), english),
        country: cell(8).into(),
        kind: FoundKind::Place {
            feature,
            class: (class.into(), code.into()),
            admin1,
            lat: cell(4).into(),
            lon: cell(5).into(),
            geonameid: cell(0).into(),
            population,
        },
        ..Found::default()
    })
}

/// Most alternate names that one place keeps.
const MOST: usize = 8;
/// Lengths of an alternate name in letters: shorter ones are codes, longer ones descriptions.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=30;

/// Of all other names those that English may use: those that the table of alternate names calls English, the name without accents, the name without its last words (“Harford” of “Harford Town”), and other
/// transliterations of it (“Kharkov” of “Kharkiv”). The rest are names in languages that the table does not tell: most would be found where something else is meant.
fn aliases(name: &str, ascii: &str, others: &str, english: &[Box<str>]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let whole = fold(ascii);
    let mut seen = vec![fold(name)];
    let mut add = |other: &str| {
        let folded = fold(other);
        if !seen.contains(&folded) && out.len() < MOST {
            seen.push(folded);
            out.push(other.to_string());
        }
    };
    if !ascii.is_empty() {
        add(ascii);
    }
    for other in english
        .iter()
        .filter(|n| n.chars().count() >= *LENGTHS.start() && n.starts_with(char::is_uppercase))
    {
        add(other);
    }
    let sounds = consonants(&whole);
    for other in others.split(',').map(str::trim) {
        let short = fold(other);
        let begins = short.len() > 3 && whole.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(' '));
        let latin = short.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'-'));
        let capitals = !other.contains(char::is_lowercase);
        if !other.starts_with(char::is_uppercase) || capitals || !latin || !LENGTHS.contains(&other.chars().count()) {
            continue;
        }
        if begins || (sounds.len() > 1 && consonants(&short) == sounds) {
            add(other);
        }
    }
    out
}

/// What transliterations of one name share: its consonants, those that are written for each other made one.
fn consonants(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'j' | ' ' | '-' => continue,
            'q' | 'c' | 'g' => 'k',
            'z' => 's',
            'w' | 'f' | 'p' | 'b' => 'v',
            'd' => 't',
            other => other,
        };
        if !out.ends_with(sound) {
            out.push(sound);
        }
    }
    out
}

fn feature(class: &str, code: &str) -> Option<Feature> {
    Some(match (class, code) {
        ("P", _) => Feature::City,
        ("A", c) if c.starts_with("PCL") => Feature::Country,
        ("A", "ADM1" | "ADM1H") => Feature::Admin1,
        ("A", _) => Feature::Admin2,
        ("S" | "L", "AIRB" | "MILB" | "INSM" | "NVB" | "FT" | "MILI") => Feature::Base,
        ("S" | "R", _) => Feature::Site,
        ("L" | "T" | "V" | "U", _) => Feature::Region,
        ("H", _) => Feature::Water,
        _ => return None,
    })
}
