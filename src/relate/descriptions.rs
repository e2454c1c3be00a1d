//! Definite descriptions that fill a role: “the army killed two”, “the group said”. Which actor told of before they go back to; the kinds are data,
//! `words/descriptions.toml`. Adds no mention and changes no role: what a description goes back to stands beside the claims.

use super::Scene;
use crate::extract::{Claim, Role};
use crate::gazetteer::{ActorType, Class, EntityDetail, Gazetteer};
use crate::record::{MentionType, Method};
use crate::tag::{Mention, MentionValue};
use crate::text::{Span, WordId, Words};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// How many mentions back an actor is looked for.
const REACH: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DescriptionFile {
    descriptions: Vec<DescriptionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DescriptionRow {
    id: String,
    words: Vec<String>,
    fits: Vec<ActorType>,
    #[serde(default)]
    branch: Vec<String>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    examples: Vec<String>,
}

/// One kind of description.
#[derive(Debug)]
struct Description {
    id: String,
    fits: Vec<ActorType>,
    branch: Vec<String>,
    open: bool,
    /// The last words of all its words: a body of unknown kind whose name ends so may be meant.
    heads: Vec<WordId>,
    examples: Vec<String>,
}

/// The compiled descriptions.
#[derive(Debug)]
pub struct Descriptions {
    list: Vec<Description>,
    /// By last word: the words before it, the longest first, and the description.
    by_end: FxHashMap<WordId, Vec<(Vec<WordId>, usize)>>,
}

/// What a description goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// The description.
    pub span: Span,
    /// Index of the entity.
    pub entity: u32,
    /// The mention to which it goes back; none where the text told of one country only.
    pub antecedent: Option<u32>,
    /// Index of the kind of description.
    kind: u16,
}

impl Descriptions {
    /// Reads `gazetteers/words/descriptions.toml` and gives its words ids.
    ///
    /// # Errors
    /// Says what is wrong where the file does not fit its format.
    pub fn compile(data: &str, words: &mut Words) -> Result<Self, String> {
        let file: DescriptionFile = toml::from_str(data).map_err(|e| e.to_string())?;
        let mut by_end: FxHashMap<WordId, Vec<(Vec<WordId>, usize)>> = FxHashMap::default();
        let mut list = Vec::new();
        for row in file.descriptions {
            let mut heads = Vec::new();
            for phrase in &row.words {
                let ids: Vec<WordId> = phrase.split(' ').map(|w| words.intern(w)).collect();
                let Some((last, before)) = ids.split_last() else { continue };
                heads.push(*last);
                by_end.entry(*last).or_default().push((before.to_vec(), list.len()));
            }
            list.push(Description {
                id: row.id,
                fits: row.fits,
                branch: row.branch,
                open: row.open,
                heads,
                examples: row.examples,
            });
        }
        for phrases in by_end.values_mut() {
            phrases.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
        }
        Ok(Self { list, by_end })
    }

    /// The id of the kind of a description.
    #[must_use]
    pub fn id(&self, described: &Described) -> &str {
        &self.list[described.kind as usize].id
    }

    /// The examples of the data, as they stand there.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list
            .iter()
            .flat_map(|d| d.examples.iter().map(|e| (d.id.as_str(), e.as_str())))
    }

    /// The description that the tokens are: an article, words that only describe, the words of the data.
    fn read(&self, scene: &Scene<'_>, tokens: &Range<u32>) -> Option<usize> {
        let vocabulary = &scene.gazetteer.vocabulary;
        let last = tokens.end.checked_sub(1)?;
        let phrases = self.by_end.get(&scene.word(last))?;
        if tokens.len() < 2 || !vocabulary.is(scene.word(tokens.start), Class::ARTICLE_DEFINITE) {
            return None;
        }
        let (start, kind) = phrases.iter().find_map(|(before, kind)| {
            let start = last.checked_sub(before.len() as u32).filter(|s| *s > tokens.start)?;
            let same = before.iter().zip(start..last).all(|(word, t)| scene.word(t) == *word);
            same.then_some((start, *kind))
        })?;
        // “the same army”, “the armed group”; “the Sahara group” has a name of its own.
        let plain = |t: u32| {
            !scene.tokens.list[t as usize].is_capitalised() && vocabulary.is(scene.word(t), Class::ADJECTIVE.or(Class::ADDITIONAL))
        };
        let (own, other) = (
            scene.lower(tokens.start) == "the",
            (tokens.start + 1..start).any(|t| vocabulary.is(scene.word(t), Class::ADDITIONAL)),
        );
        (own && !other && (tokens.start + 1..start).all(plain)).then_some(kind)
    }
}

/// For each description that fills a role of a claim, what it goes back to; sorted, each once.
pub(super) fn describe(scene: &Scene<'_>, sections: &[u32], claims: &[Claim]) -> Vec<Described> {
    let mut out: Vec<Described> = Vec::new();
    for claim in claims {
        for (role, other) in [(claim.actor, claim.target), (claim.target, claim.actor), (claim.source, None)] {
            let Some(role) = role.filter(|r| !is_resolved(scene, r)) else {
                continue;
            };
            if out.iter().rev().take(8).any(|d| d.span == role.span) {
                continue;
            }
            out.extend(resolve(scene, sections, role.span, other.and_then(|o| o.mention)));
        }
    }
    out.sort_by_key(|d| d.span.start);
    out.dedup_by_key(|d| d.span);
    out
}

/// Whether a mention already says who it is.
fn is_resolved(scene: &Scene<'_>, role: &Role) -> bool {
    role.mention.is_some_and(|m| {
        matches!(
            scene.mentions[m as usize].value,
            MentionValue::Entity { entity: Some(_), .. } | MentionValue::Entity { stands_for: Some(_), .. }
        )
    })
}

/// `other` is the mention of who stands on the other side of the deed: nobody does it to himself.
fn resolve(scene: &Scene<'_>, sections: &[u32], span: Span, other: Option<u32>) -> Option<Described> {
    let list = &scene.tokens.list;
    let start = list.partition_point(|t| t.span.end <= span.start) as u32;
    let end = list.partition_point(|t| t.span.start < span.end) as u32;
    let kind = scene.descriptions.read(scene, &(start..end))?;
    let description = &scene.descriptions.list[kind];
    let section = |sentence: u32| sections[sentence as usize];
    let here = section(scene.tokens.sentence_of[start as usize]);
    let before = scene.mentions.partition_point(|m| m.tokens.end <= start);
    let told = (0..before)
        .rev()
        .take(REACH)
        .take_while(|n| section(scene.mentions[*n].sentence) == here);
    let mut found: Option<(u32, u32)> = None;
    let mut countries: Vec<&str> = Vec::new();
    for n in told {
        let mention = &scene.mentions[n];
        if found.is_some_and(|(m, _)| scene.mentions[m as usize].sentence != mention.sentence) {
            break;
        }
        // A country that acts has told of a country, and is no government to go back to: others act beside the one that “the government” means.
        let MentionValue::Entity { kind, entity, .. } = &mention.value else {
            continue;
        };
        let Some(entity) = *entity else {
            if *kind == MentionType::Actor && may_be_meant(scene, description, mention) {
                return None;
            }
            continue;
        };
        let told_of = scene.gazetteer.entity(entity);
        if !told_of.country.is_empty() && !countries.contains(&told_of.country.as_str()) {
            countries.push(&told_of.country);
        }
        let fits = told_of.actor_type().is_some_and(|t| description.fits.contains(&t));
        if !fits || other == Some(n as u32) {
            continue;
        }
        let meant = branch(scene.gazetteer, description, entity)?;
        match found {
            Some((_, before)) if before != meant => return None,
            _ => found = Some((n as u32, meant)),
        }
    }
    let (antecedent, entity) = match (found, countries.as_slice()) {
        (Some((mention, entity)), _) => (Some(mention), entity),
        (None, [country]) => (None, row_of(scene.gazetteer, description, country)?),
        _ => return None,
    };
    Some(Described {
        span,
        entity,
        antecedent,
        kind: kind as u16,
    })
}

/// Whether an actor that no gazetteer knows may be what the description goes back to.
fn may_be_meant(scene: &Scene<'_>, description: &Description, mention: &Mention) -> bool {
    let last = scene.word(mention.tokens.end - 1);
    let armed = description.fits.contains(&ActorType::ArmedGroup);
    // “Palestinians” are no group; “masked gunmen” are.
    let people = mention.rule == "name.demonym";
    description.heads.contains(&last) || description.open && !people && (mention.method != Method::Grammar || armed)
}

/// The row of the data that an actor belongs to, or that belongs to it; else the actor itself.
fn branch(gazetteer: &Gazetteer, description: &Description, actor: u32) -> Option<u32> {
    let entity = gazetteer.entity(actor);
    let Some(row) = row_of(gazetteer, description, &entity.country) else {
        return description.branch.is_empty().then_some(actor);
    };
    let parent = |n: u32| match &gazetteer.entity(n).detail {
        EntityDetail::Actor { parent, .. } => gazetteer.index_of(parent),
        _ => None,
    };
    // Rows are few steps below the whole to which they belong.
    let belongs = |from: u32, to: u32| std::iter::successors(Some(from), |n| parent(*n)).take(6).any(|n| n == to);
    let same = belongs(actor, row) || belongs(row, actor);
    Some(if same { row } else { actor })
}

/// The first row of a country that the description names.
fn row_of(gazetteer: &Gazetteer, description: &Description, country: &str) -> Option<u32> {
    let country = country.to_ascii_lowercase();
    let ids = description.branch.iter().map(|branch| format!("actor.{country}.{branch}"));
    ids.filter(|_| !country.is_empty()).find_map(|id| gazetteer.index_of(&id))
}

#[cfg(test)]
mod tests {
    use crate::{Document, Lexicon, extract};

    /// The id that the example's description comes to, and the one that it must.
    fn came_to(lexicon: &Lexicon, example: &str) -> (Option<String>, Option<String>) {
        let (text, rest) = example.rsplit_once(" | ").expect("text | description = id");
        let (words, id) = rest.split_once(" = ").map_or((rest, None), |(w, id)| (w, Some(id.to_string())));
        let records = extract(&Document::plain("a", text).published("2024-06-03"), lexicon);
        let roles = records.claims.iter().flat_map(|c| {
            [
                (&c.actor_text, &c.actor_id),
                (&c.target_text, &c.target_id),
                (&c.attributed_to_text, &c.attributed_to_id),
            ]
        });
        let mut ids = roles.filter(|(t, _)| t.as_deref() == Some(words)).map(|(_, id)| id.clone());
        let found = ids.next().unwrap_or_else(|| panic!("“{words}” fills no role in “{text}”"));
        (found, id)
    }

    #[test]
    fn the_examples_hold() {
        let lexicon = Lexicon::built_in().unwrap();
        let mut wrong = Vec::new();
        for (id, example) in lexicon.descriptions.examples() {
            let (found, wanted) = came_to(&lexicon, example);
            if found != wanted {
                wrong.push(format!("{id}: {example}\n  found {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
