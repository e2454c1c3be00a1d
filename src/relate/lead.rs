//! The line that introduces a list: “Central Command's tally for 17–23 June:”. Its items take from it who says so and which days they are told of.

use super::Scene;
use super::setting::Dated;
use crate::extract::Role;
use crate::gazetteer::WordList;
use crate::record::{MentionType, Scope, SourceType, TimexType};
use crate::tag::{DateValue, MentionValue};
use crate::text::SentenceKind;

/// What the items of a list take from the line before them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// Who says what they say.
    pub source: (Role, Option<SourceType>),
    /// The days of which they tell, and what these make of their figures.
    pub days: Option<(Dated, Option<Scope>)>,
}

/// How many words stand between an owner and its tally at most.
const BETWEEN: u32 = 3;

/// Reads a sentence that ends in a colon before an item of a list.
pub(super) fn lead(scene: &Scene<'_>, index: u32) -> Option<Lead> {
    let sentence = &scene.sentences[index as usize];
    let before_item = scene.sentences.get(index as usize + 1)?.kind == SentenceKind::ListItem;
    if !before_item || !sentence.span.of(scene.text).trim_end_matches(['*', '_']).ends_with(':') {
        return None;
    }
    Some(Lead {
        source: owner(scene, index).or_else(|| speaker(scene, index))?,
        days: days(scene, index),
    })
}

/// “The army's figures”, “UN count”: the owner of a tally.
fn owner(scene: &Scene<'_>, index: u32) -> Option<(Role, Option<SourceType>)> {
    let tokens = scene.sentences[index as usize].tokens.clone();
    let lists = WordList::TALLY.or(WordList::RECKONING).or(WordList::SPEAKING_DOCUMENT);
    let tally = tokens.clone().find(|t| scene.gazetteer.vocabulary.lists(scene.word(*t), lists))?;
    let from = tokens.start.max(tally.saturating_sub(BETWEEN));
    let named = scene.mentions_of(index).find(|m| {
        let mention = &scene.mentions[*m];
        mention.is(MentionType::Actor) && mention.tokens.end > from && mention.tokens.end <= tally
    });
    if let Some(m) = named {
        let role = Role {
            span: scene.mentions[m].span,
            mention: Some(m as u32),
        };
        return Some((role, super::sources::source_type(scene, m as u32)));
    }
    let class = |t: u32| scene.gazetteer.vocabulary.info(scene.word(t)).noun_class.source;
    let noun = (from..tally).rev().find(|t| class(*t).is_some())?;
    let role = Role {
        span: scene.tokens.span(&(noun..noun + 1)),
        mention: None,
    };
    Some((role, class(noun)))
}

/// “Police said:”
fn speaker(scene: &Scene<'_>, index: u32) -> Option<(Role, Option<SourceType>)> {
    let last = super::sources::sources_of(scene, index).into_iter().max_by_key(|s| s.at)?;
    Some((last.role, last.source_type))
}

/// The days that the line names, the end of a stretch too: “for 17–23 June”, “since January”.
fn days(scene: &Scene<'_>, index: u32) -> Option<(Dated, Option<Scope>)> {
    let mut dates = scene.mentions_of(index).filter_map(|m| Some((m, told(scene, m)?)));
    let (first, start) = dates.next()?;
    let opener = scene.mentions[first].tokens.start;
    if opener > 0 && scene.word(opener - 1) == scene.frames.words.since {
        return Some(((first as u32, None), Some(Scope::Cumulative)));
    }
    let close = |m: usize| scene.mentions[m].tokens.start <= scene.mentions[first].tokens.end + 1;
    let end = dates.next().filter(|(m, d)| close(*m) && d.end > start.end).map(|(m, _)| m as u32);
    let stretch = end.is_some() || start.end > start.start;
    Some(((first as u32, end), stretch.then_some(Scope::Interval)))
}

fn told<'a>(scene: &Scene<'a>, mention: usize) -> Option<&'a DateValue> {
    match &scene.mentions[mention].value {
        MentionValue::Date(d) if d.start.is_some() && d.timex != TimexType::Set => Some(d),
        _ => None,
    }
}
