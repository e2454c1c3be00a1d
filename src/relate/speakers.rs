//! Who speaks where a sentence says only “he said”, “it says”, or nothing: those whom the sentences before told of or let speak, and the one who answers in an interview.

use super::Scene;
use super::sources::{Source, can_speak, described};
use crate::chunk::{ChunkKind, Determiner, Links, NounGroup, VerbForm, Voice};
use crate::extract::Role;
use crate::gazetteer::{Class, WordList};
use crate::record::{MentionType, SourceType};
use crate::text::SentenceKind;

/// How many sentences back a pronoun or a quotation that goes on looks for its speaker.
const REACH: u32 = 4;

/// Somebody who can speak, and where the text told of them.
#[derive(Clone, Copy)]
struct Speaker {
    role: Role,
    kind: Option<SourceType>,
    sentence: u32,
    /// One human being; else a body, or several.
    person: bool,
}

/// Who spoke or was told of last.
#[derive(Default)]
pub(super) struct Speakers {
    /// Who spoke last.
    last: Option<Speaker>,
    /// The last human being and the last body that a sentence was about or that spoke.
    person: Option<Speaker>,
    body: Option<Speaker>,
}

impl Speakers {
    /// Gives the pronouns among the sources of a sentence those for whom they stand: “he” a human being, “it” a body, “they” a body or several.
    pub(super) fn resolve(&self, scene: &Scene<'_>, index: u32, sources: &mut [Source]) {
        let links = scene.links(index);
        let mut spoken: Option<Speaker> = None;
        for source in sources {
            if !source.pronoun {
                let person = speaks_as_person(scene, &links, source);
                spoken = Some(Speaker {
                    role: source.role,
                    kind: source.source_type,
                    sentence: index,
                    person,
                });
                continue;
            }
            let near = |s: &Speaker| index - s.sentence <= REACH;
            let person = self.person.filter(near);
            let found = match source.role.span.of(scene.text).to_ascii_lowercase().as_str() {
                "he" | "she" => spoken
                    .filter(|s| s.person)
                    .or_else(|| topic_before(scene, index, source.who).filter(|s| s.person))
                    .or(person)
                    .or(self.last.filter(|s| s.person)),
                "it" => acting_before(scene, index)
                    .or(spoken.filter(|s| !s.person))
                    .or(self.body.filter(near)),
                "they" => spoken.or(self.last).filter(|s| !s.person).or(self.body.filter(near)),
                _ => spoken.or(self.last),
            };
            if let Some(found) = found {
                source.role = found.role;
                source.source_type = found.kind;
            }
        }
    }

    /// Whose quotation a sentence without a speaker of its own goes on with.
    pub(super) fn still_speaking(&self, index: u32) -> Option<(Role, Option<SourceType>)> {
        let last = self.last.filter(|s| index - s.sentence <= REACH)?;
        Some((last.role, last.kind))
    }

    /// Remembers who spoke in a sentence, or of whom it told.
    pub(super) fn note(&mut self, scene: &Scene<'_>, index: u32, sources: &[Source]) {
        if let Some(topic) = topic(scene, index) {
            self.tell_of(topic);
        }
        let links = scene.links(index);
        let written = |s: &&Source| {
            let head = links.noun(s.who).map(|n| scene.word(n.head));
            head.is_some_and(|w| scene.gazetteer.vocabulary.lists(w, WordList::SPEAKING_DOCUMENT))
        };
        for source in sources.iter().filter(|s| !s.pronoun && !written(s)) {
            let person = speaks_as_person(scene, &links, source);
            self.tell_of(Speaker {
                role: source.role,
                kind: source.source_type,
                sentence: index,
                person,
            });
        }
        let known = |s: &&Source| !s.pronoun || self.last.is_some();
        if let Some(source) = sources.iter().filter(known).max_by_key(|s| s.at) {
            self.last = Some(Speaker {
                role: source.role,
                kind: source.source_type,
                sentence: index,
                person: source.source_type == Some(SourceType::Person) || speaks_as_person(scene, &links, source),
            });
        }
    }

    const fn tell_of(&mut self, speaker: Speaker) {
        if speaker.person {
            self.person = Some(speaker);
        } else {
            self.body = Some(speaker);
        }
    }
}

/// Whether a noun group is one human being: a name, or a noun of people that is no plural.
fn is_one_person(links: &Links<'_>, noun: &NounGroup) -> bool {
    links.head_is(noun, MentionType::Person) || noun.class.person.is_some() && !noun.plural
}

/// Whether a source is one human being, also one whose name no list knows (“according to Abdulmalik Jarban”).
fn speaks_as_person(scene: &Scene<'_>, links: &Links<'_>, source: &Source) -> bool {
    let body = source
        .role
        .mention
        .is_some_and(|m| scene.mentions[m as usize].is(MentionType::Actor));
    let Some(noun) = links.noun(source.who) else { return false };
    is_one_person(links, noun)
        || source.source_type == Some(SourceType::Person)
        || noun.named && !body && noun.class.source.is_none() && !noun.plural
}

/// Of whom a sentence tells: the subject of its first verb, where that acts and can speak.
fn topic(scene: &Scene<'_>, index: u32) -> Option<Speaker> {
    let sentence = &scene.sentences[index as usize];
    if !sentence.kind.tells() || matches!(sentence.kind, SentenceKind::Title | SentenceKind::Heading | SentenceKind::Caption) {
        return None;
    }
    let links = scene.links(index);
    if links.chunks.is_empty() {
        // A sentence without a claim has no chunks: whom it names first.
        let first = scene.mentions_of(index).next()?;
        let mention = &scene.mentions[first];
        let opens = mention.tokens.start <= sentence.tokens.start + 1;
        let person = mention.is(MentionType::Person) && mention.tokens.len() > 1;
        let told = opens && (person || mention.is(MentionType::Actor));
        return told.then_some(Speaker {
            role: Role {
                span: mention.span,
                mention: Some(first as u32),
            },
            kind: super::sources::source_type(scene, first as u32),
            sentence: index,
            person,
        });
    }
    // “JNIM, which is linked to al-Qaida, gave another version.”
    let relative = |k: usize| links.clause(k).start > 0 && matches!(links.chunks[links.clause(k).start - 1].kind, ChunkKind::Relative);
    let told = |k: &usize| links.verb(*k).is_some_and(|v| matches!(v.form, VerbForm::Finite | VerbForm::Bare));
    let mut verbs = (0..links.chunks.len()).filter(told);
    let first = verbs.next()?;
    let verb = if relative(first) { verbs.next()? } else { first };
    let be = links.is(scene.word(links.verb(verb)?.head), Class::BE);
    if links.verb(verb)?.voice == Voice::Passive && !be {
        return None;
    }
    let subject = *links.subject(verb).first()?;
    // What is written speaks for itself, but it is not what “it said” means.
    let written = links
        .noun(subject)
        .is_some_and(|n| scene.gazetteer.vocabulary.lists(scene.word(n.head), WordList::SPEAKING_DOCUMENT));
    speaker_at(scene, index, subject).filter(|_| !written)
}

/// Of whom the part of a sentence before a colon tells: “Diallo called it a lie: the army, he said, lost no men.”
fn topic_before(scene: &Scene<'_>, index: u32, at: usize) -> Option<Speaker> {
    let links = scene.links(index);
    let stop = (0..at).rev().find(|k| matches!(links.chunks[*k].kind, ChunkKind::Stop))?;
    let verb = (0..stop).find(|k| links.verb(*k).is_some_and(|v| matches!(v.form, VerbForm::Finite | VerbForm::Bare)))?;
    speaker_at(scene, index, *links.subject(verb).first()?)
}

fn speaker_at(scene: &Scene<'_>, index: u32, at: usize) -> Option<Speaker> {
    let links = scene.links(index);
    let noun = links.noun(at)?;
    let person = is_one_person(&links, noun);
    let several = noun.class.person.is_some() && noun.plural;
    if noun.pronoun || several || noun.determiner == Determiner::Possessive || !can_speak(scene, noun) {
        return None;
    }
    let (role, kind) = described(scene, index, &[at])?;
    Some(Speaker {
        role,
        kind,
        sentence: index,
        person,
    })
}

/// “The group holds two towns. It says …”: the organisation of which the sentence before tells something, for an “it” that speaks.
fn acting_before(scene: &Scene<'_>, index: u32) -> Option<Speaker> {
    let before = index.checked_sub(1)?;
    if scene.sentences[before as usize].paragraph != scene.sentences[index as usize].paragraph {
        return None;
    }
    topic(scene, before).filter(|s| !s.person && s.role.mention.is_some_and(|m| scene.mentions[m as usize].is(MentionType::Actor)))
}

/// The one who answers in an interview without labels: the person whom the lines before the first question name beside “interview”, but for who asks
/// (“interview by …”); and the first question's sentence.
pub(super) fn interviewee(scene: &Scene<'_>) -> Option<(u32, Role)> {
    let first = scene.sentences.iter().position(|s| s.kind == SentenceKind::Question)? as u32;
    // The first full name before the first question, where no line says who was interviewed.
    let mut introduced = None;
    let asks = |m: usize| {
        let start = scene.mentions[m].tokens.start;
        start > 0 && scene.word(start - 1) == scene.frames.words.by
    };
    for index in 0..first {
        let range = scene.sentences[index as usize].tokens.clone();
        if scene.sentences[index as usize].kind.tells() {
            introduced = introduced.or_else(|| scene.mentions_of(index).find(|m| is_full_name(scene, *m) && !asks(*m)));
        }
        let mut told = range.clone().filter(|t| scene.lower(*t).starts_with("interview"));
        let Some(word) = told.next() else { continue };
        for m in scene.mentions_of(index) {
            let mention = &scene.mentions[m];
            if mention.is(MentionType::Person) && mention.tokens.start > word && !asks(m) {
                return Some((
                    first,
                    Role {
                        span: mention.span,
                        mention: Some(m as u32),
                    },
                ));
            }
        }
    }
    introduced.map(|m| {
        let role = Role {
            span: scene.mentions[m].span,
            mention: Some(m as u32),
        };
        (first, role)
    })
}

/// Whether a mention is a person's name of two words or more.
fn is_full_name(scene: &Scene<'_>, mention: usize) -> bool {
    let mention = &scene.mentions[mention];
    mention.tokens.len() > 1 && mention.is(MentionType::Person)
}
