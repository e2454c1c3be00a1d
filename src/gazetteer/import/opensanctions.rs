//! OpenSanctions: entities as JSON lines (`entities.ftm.json`), or the table `targets.simple.csv`.

use super::lines::told;
use super::source::for_lines;
use super::table::for_rows;
use super::{Context, Found, FoundKind, Item};
use crate::gazetteer::entity::ActorType;
use serde_json::Value;
use std::io::{self, BufRead};

const NOT_WANTED: &str = "neither person nor organisation";

pub(super) fn read(reader: &mut dyn BufRead, context: &Context<'_>, take: &mut dyn FnMut(Item)) -> io::Result<()> {
    if reader.fill_buf()?.first() != Some(&b'{') {
        return for_rows(reader, context.filters, |row| {
            let (line, row) = match row {
                Ok(row) => row,
                Err(broken) => return take(broken),
            };
            let split = |cell: &str| {
                cell.split(';')
                    .map(|s| s.trim().to_string())
                    .filter(|s| !s.is_empty())
                    .collect::<Vec<_>>()
            };
            let name = row.get(&["name"]).to_string();
            let Some(kind) = kind(row.get(&["schema"]), "", &[]) else {
                return take(Item::Passed {
                    line,
                    why: NOT_WANTED,
                    what: name,
                });
            };
            let own = row.get(&["id"]);
            let countries = split(row.get(&["countries"]));
            take(item(line, own, name, split(row.get(&["aliases"])), &countries, "", kind, context));
        });
    }
    for_lines(reader, |line, text| {
        if text.is_empty() {
            return;
        }
        let Ok(entity) = serde_json::from_str::<Value>(text) else {
            return take(Item::Passed {
                line,
                why: "not a JSON object",
                what: text.chars().take(60).collect(),
            });
        };
        let property = |key: &str| -> Vec<String> {
            let values = entity.get("properties").and_then(|p| p.get(key)).and_then(Value::as_array);
            values.map(|v| v.iter().map(told).collect()).unwrap_or_default()
        };
        let caption = entity.get("caption").map(told).unwrap_or_default();
        let topics = property("topics").join(" ");
        let Some(mut kind) = kind(
            entity.get("schema").and_then(Value::as_str).unwrap_or(""),
            &topics,
            &property("position"),
        ) else {
            return take(Item::Passed {
                line,
                why: NOT_WANTED,
                what: caption,
            });
        };
        if let FoundKind::Actor { from, to, .. } = &mut kind {
            *from = property("incorporationDate").into_iter().next().unwrap_or_default();
            *to = property("dissolutionDate").into_iter().next().unwrap_or_default();
        }
        let person = matches!(kind, FoundKind::Person { .. });
        let mut aliases: Vec<String> = ["name", "alias", "previousName"].iter().flat_map(|k| property(k)).collect();
        // Weak aliases are bynames that many share: only whole names of several words.
        aliases.extend(property("weakAlias").into_iter().filter(|a| a.contains(' ')));
        // A surname alone is no name of the person: the document's full name makes it known.
        aliases.retain(|a| *a != caption && is_latin(a) && (!person || a.contains(' ')));
        let countries: Vec<String> = ["country", "nationality", "citizenship", "jurisdiction"]
            .iter()
            .flat_map(|k| property(k))
            .collect();
        let wikidata = property("wikidataId").into_iter().next().unwrap_or_default();
        let own = entity.get("id").map(told).unwrap_or_default();
        let mut made = item(line, &own, caption, aliases, &countries, &wikidata, kind, context);
        if let Item::Entity(found) = &mut made {
            found.acronyms = property("abbreviation");
        }
        take(made);
    })
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

fn kind(schema: &str, topics: &str, positions: &[String]) -> Option<FoundKind> {
    let actor_type = match schema {
        "Person" => {
            return Some(FoundKind::Person {
                offices: positions.iter().map(|p| format!("{} /", p.replace(';', ","))).collect(),
            });
        }
        _ if topics.contains("crime.terror") && matches!(schema, "Organization" | "LegalEntity") => ActorType::ArmedGroup,
        "Organization" | "LegalEntity" => ActorType::Other,
        "PublicBody" => ActorType::Government,
        "Company" => ActorType::Company,
        _ => return None,
    };
    Some(FoundKind::Actor {
        actor_type,
        from: String::new(),
        to: String::new(),
    })
}

#[expect(clippy::too_many_arguments, reason = "the columns that both layouts share")]
fn item(
    line: u64,
    own: &str,
    name: String,
    aliases: Vec<String>,
    countries: &[String],
    wikidata: &str,
    kind: FoundKind,
    context: &Context<'_>,
) -> Item {
    if !is_latin(&name) {
        return Item::Passed {
            line,
            why: "a name in another script",
            what: name,
        };
    }
    let person = matches!(kind, FoundKind::Person { .. });
    let qid = |text: &str| text.starts_with('Q') && text.len() > 1 && text[1..].bytes().all(|b| b.is_ascii_digit());
    // Of several countries none is the person's for certain.
    let country = match countries {
        [one] => context.known.country(one),
        _ => String::new(),
    };
    Item::Entity(Found {
        line,
        id: super::id("os.", own),
        aliases: aliases.into_iter().filter(|a| !person || a.contains(' ')).collect(),
        country,
        wikidata: [wikidata, own].into_iter().find(|w| qid(w)).unwrap_or_default().into(),
        kind,
        name,
        ..Found::default()
    })
}
