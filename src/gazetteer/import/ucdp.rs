//! The actor list of the Uppsala Conflict Data Program.

use super::table::{Row, for_rows};
use super::{Context, Found, FoundKind, Item};
use crate::gazetteer::entity::ActorType;
use std::io::{self, BufRead};

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    for_rows(reader, context.filters, |row| {
        take(row.map_or_else(|broken| broken, |(line, row)| actor(line, &row, context)));
    })
}

fn actor(line: u64, row: &Row, context: &Context<'_>) -> Item {
    let name_of = |column: &str| Some(row.get(&[column])).filter(|n| !n.is_empty() && !n.eq_ignore_ascii_case("n/a"));
    let columns = [
        "nameorigfulleng",
        "nameorigfull",
        "namedata",
        "nameorig",
        "newname",
        "newnamefulleng",
        "newnamefullmothertongue",
    ];
    let mut acronyms: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for name in columns.into_iter().filter_map(name_of) {
        let list = if is_acronym(name) { &mut acronyms } else { &mut names };
        if !list.iter().any(|n| n == name) {
            list.push(name.to_string());
        }
    }
    let kind = row.get(&["org"]);
    if kind == "4" || row.get(&["namedata"]).starts_with("Government of ") {
        return Item::Passed {
            line,
            why: "a government: built in",
            what: row.get(&["namedata"]).into(),
        };
    }
    // A group known by its acronym alone is found where a document introduces it, or beside its country.
    let short = names.is_empty();
    if short && !acronyms.is_empty() {
        names.push(acronyms[0].clone());
    }
    let name = if names.is_empty() { String::new() } else { names.remove(0) };
    let (location, more) = row.get(&["location"]).split_once(',').unwrap_or((row.get(&["location"]), ""));
    Item::Entity(Found {
        line,
        id: super::id("ucdp.", row.get(&["actorid"])),
        name,
        aliases: names,
        acronyms,
        country: if more.is_empty() {
            context.known.country(location)
        } else {
            String::new()
        },
        marks: if short { vec!["case", "context"] } else { Vec::new() },
        kind: FoundKind::Actor {
            actor_type: match kind {
                "2" => ActorType::Party,
                "3" => ActorType::People,
                _ => ActorType::ArmedGroup,
            },
            from: String::new(),
            to: String::new(),
        },
        ..Found::default()
    })
}

fn is_acronym(name: &str) -> bool {
    !name.contains(' ') && name.len() <= 12 && name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.contains(char::is_lowercase)
        || name.contains('-') && !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() > 1 && name.len() <= 8
}
