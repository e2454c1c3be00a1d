//! What a name would become, and why: every entity that it can mean, what speaks for each, and which one a text makes of it. The text is read by the stages themselves.

use crate::document::Document;
use crate::gazetteer::{Entity, EntityDetail, NameForm};
use crate::lexicon::Lexicon;
use crate::pipeline::Analysis;
use crate::record::MentionType;
use crate::resolve::{Choice, choices};
use crate::tag::{Mention, MentionValue};
use crate::text::fold::fold;
use std::fmt::Write;

/// What is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// A name, an office (“prime minister”) or an id.
    pub name: &'a str,
    /// The place in which it lies or to which it belongs, by name or country code.
    pub within: Option<&'a str>,
    /// The day of publication (ISO, as partial as it is known).
    pub date: Option<&'a str>,
    /// A text in which the name stands.
    pub context: Option<&'a str>,
}

/// What a name would become: lines for people to read; none where no gazetteer knows it and no rule makes a mention of it.
#[must_use]
pub fn lookup(question: Question<'_>, lexicon: &Lexicon) -> Option<String> {
    let text = reading(question, lexicon);
    let mut document = Document::plain("name", &text);
    if let Some(date) = question.date {
        document = document.published(date);
    }
    let analysis = Analysis::of(&document, lexicon);
    let mut known = candidates(question, lexicon);
    let read = mention_of(question.name, &text, &analysis);
    let choice = read.and_then(|n| {
        let mut all = choices(
            &text,
            &analysis.tokens,
            &analysis.sentences,
            &analysis.mentions,
            &lexicon.gazetteer,
            &lexicon.names,
        );
        all.retain(|c| c.mention == n);
        all.pop()
    });
    let entity = read.and_then(|n| entity_of(&analysis.mentions[n]));
    if let Some(entity) = entity.filter(|e| known.iter().all(|(k, _)| k != e)) {
        known.push((entity, String::new()));
    }
    if known.is_empty() && read.is_none() {
        return None;
    }
    let mut out = format!("{}\n", question.name);
    for (n, how) in &known {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{} {}{how}",
            if entity == Some(*n) { "→" } else { " " },
            told(lexicon.gazetteer.entity(*n))
        );
        let weights = choice.as_ref().and_then(|c| c.weights.iter().find(|(e, _)| e == n));
        if let Some((_, parts)) = weights.filter(|_| choice.as_ref().is_some_and(|c| c.container.is_none() && c.weights.len() > 1)) {
            let sum: u32 = parts.iter().map(|(_, points)| points).sum();
            let parts: Vec<String> = parts.iter().map(|(what, points)| format!("{what} {points}")).collect();
            let _ = match parts.is_empty() {
                true => writeln!(out, "      0: marked context, and nothing told of speaks for it"),
                false => writeln!(out, "      {} = {sum}", parts.join(" + ")),
            };
        }
    }
    let _ = writeln!(out, "  {}", verdict(&text, &analysis, read, choice.as_ref(), lexicon));
    Some(out)
}

/// The text in which the name is read: the context; else the name alone, or with the place in which it lies.
fn reading(question: Question<'_>, lexicon: &Lexicon) -> String {
    if let Some(context) = question.context {
        return context.to_string();
    }
    let name = lexicon
        .gazetteer
        .index_of(question.name)
        .map_or(question.name, |n| &lexicon.gazetteer.entity(n).name);
    // Who asks in small letters asks for the name as it is written.
    let written = lexicon
        .gazetteer
        .senses_of(name)
        .first()
        .filter(|_| !name.contains(char::is_uppercase));
    let name = written.map_or(name, |sense| &sense.written);
    let Some(within) = question.within else {
        return name.to_string();
    };
    let within = lexicon
        .gazetteer
        .index_of(within)
        .map_or(within, |n| &lexicon.gazetteer.entity(n).name);
    if name.starts_with(char::is_uppercase) {
        format!("{name}, {within}")
    } else {
        format!("the {name} of {within}")
    }
}

/// Everything that the gazetteers know under the name: indices, each with how.
fn candidates(question: Question<'_>, lexicon: &Lexicon) -> Vec<(u32, String)> {
    let gazetteer = &lexicon.gazetteer;
    let mut out: Vec<(u32, String)> = Vec::new();
    if let Some(n) = gazetteer.index_of(question.name) {
        out.push((n, String::from("  (id)")));
    }
    for sense in gazetteer.senses_of(question.name) {
        let form = match sense.form {
            NameForm::Main => "main",
            NameForm::Alias => "alias",
            NameForm::Acronym => "acronym",
            NameForm::Demonym => "demonym",
            NameForm::Adjective => "adjective",
        };
        out.push((sense.entity, format!("  ({form}: {})", sense.written)));
    }
    let folded = fold(question.name);
    let within = question.within.map(|w| {
        let country = gazetteer.index_of(w).map_or(w, |n| &gazetteer.entity(n).name);
        format!("{folded} of {}", fold(country))
    });
    for (n, entity) in gazetteer.entities.iter().enumerate() {
        let EntityDetail::Person { offices, .. } = &entity.detail else {
            continue;
        };
        let known = out.iter().any(|(k, _)| *k == n as u32);
        let held = |title: &str| {
            let title = fold(title).replace("of the ", "of ");
            title == folded || within.as_ref().is_some_and(|w| title == *w)
        };
        if let Some(office) = offices.iter().find(|o| held(&o.title)) {
            out.push((n as u32, format!("  (office: {} {}/{})", office.title, office.from, office.to)));
        } else if !known && entity.name.rsplit([' ', '-']).next().is_some_and(|last| fold(last) == folded) {
            let full = if entity.marks.full { ", after the full name only" } else { "" };
            out.push((n as u32, format!("  (surname{full})")));
        }
    }
    out
}

/// The mention that the stages make of the name: the first that covers it or a part of it.
fn mention_of(name: &str, text: &str, analysis: &Analysis) -> Option<usize> {
    let at = text.find(name).unwrap_or(0) as u32;
    let end = at + name.len() as u32;
    let names = |m: &Mention| matches!(m.value, MentionValue::Entity { .. });
    analysis
        .mentions
        .iter()
        .position(|m| names(m) && m.span.start < end && at < m.span.end)
}

fn entity_of(mention: &Mention) -> Option<u32> {
    match mention.value {
        MentionValue::Entity { entity, .. } => entity,
        _ => None,
    }
}

fn verdict(text: &str, analysis: &Analysis, read: Option<usize>, choice: Option<&Choice>, lexicon: &Lexicon) -> String {
    let Some(mention) = read.map(|n| &analysis.mentions[n]) else {
        return format!("in “{text}”: no mention. A name marked context, or a common word, needs more beside it");
    };
    let MentionValue::Entity {
        kind,
        entity,
        stands_for,
        within,
    } = mention.value
    else {
        return String::new();
    };
    let id = |n: u32| lexicon.gazetteer.entity(n).id.as_str();
    let mut out = format!(
        "in “{text}”: “{}” is {kind} {} [{} {}]",
        mention.span.of(text),
        entity.map_or("(in no gazetteer)", id),
        mention.method,
        mention.rule
    );
    if let Some(holder) = within {
        let _ = write!(out, ", which the text puts in {}", id(holder));
    }
    if let Some(government) = stands_for {
        let _ = write!(out, ", which stands for {}", id(government));
    }
    match choice {
        Some(Choice { container: Some(c), .. }) => {
            let _ = write!(out, ": the text says that it lies in {}", lexicon.gazetteer.entity(*c).name);
        }
        Some(choice) if choice.weights.len() > 1 && kind == MentionType::Place => out += ": most speaks for it",
        _ => {}
    }
    out
}

/// An entity on one line.
fn told(entity: &Entity) -> String {
    let mut out = format!("{}  {}", entity.id, entity.name);
    let mut add = |what: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(out, " · {what}{value}");
        }
    };
    match &entity.detail {
        EntityDetail::Place {
            feature,
            admin1,
            point,
            population,
            ..
        } => {
            add("", feature.as_str());
            add("", admin1);
            add("", &entity.country);
            add("", &point.map_or_else(String::new, |(lat, lon)| format!("{lat}, {lon}")));
            add("population ", &if *population > 0 { population.to_string() } else { String::new() });
        }
        EntityDetail::Actor { actor_type, parent } => {
            add("", actor_type.as_str());
            add("", &entity.country);
            add("part of ", parent);
        }
        EntityDetail::Person { affiliation, offices } => {
            add("person ", &entity.country);
            add("of ", affiliation);
            for office in offices {
                add("", &format!("{} {}/{}", office.title, office.from, office.to));
            }
        }
        EntityDetail::Weapon { class, munition } => {
            add("weapon ", class);
            add("", if *munition { "munition" } else { "platform" });
        }
    }
    let marks = [
        (entity.marks.case, "case"),
        (entity.marks.context, "context"),
        (entity.marks.full, "full"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|(is, _)| *is).map(|(_, m)| *m).collect();
    add("marks ", &marks.join(";"));
    out
}
