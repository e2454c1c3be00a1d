//! According to whom: reporting verbs before and behind what they report, “according to”, agencies before a colon, speakers of interviews, quotations that go on.

use super::Scene;
use crate::chunk::{ChunkKind, Links, NounGroup, VerbForm, Voice};
use crate::extract::{Claim, Role};
use crate::gazetteer::{ActorType, EntityDetail, WordList};
use crate::record::{MentionType, Modality, SourceType};
use crate::tag::MentionValue;
use crate::text::{SentenceKind, Span};
use std::ops::Range;

/// A source and the chunks of its sentence for which it speaks.
#[derive(Clone, Debug)]
struct Source {
    role: Role,
    source_type: Option<SourceType>,
    scope: Range<usize>,
    /// Chunk of the reporting verb; the nearer one wins.
    at: usize,
    modality: Modality,
    verb_span: Span,
    pronoun: bool,
}

/// Sets `source`, `source_type` and what the reporting verb does to the modality.
pub(super) fn attribute(scene: &Scene<'_>, claims: &mut [Claim]) {
    let mut next = 0;
    // The last who spoke, and whether a quotation is still open.
    let mut speaker: Option<(Role, Option<SourceType>, u32)> = None;
    let mut open_quote = false;
    let interviewee = interviewee(scene);
    for index in 0..scene.sentences.len() as u32 {
        let sentence = &scene.sentences[index as usize];
        let mut sources = if sentence.kind.tells() {
            sources_of(scene, index)
        } else {
            Vec::new()
        };
        // “it said”: who spoke last, in this sentence or before.
        let mut last = speaker.map(|(role, kind, _)| (role, kind));
        for source in &mut sources {
            if !source.pronoun {
                last = Some((source.role, source.source_type));
            } else if let Some((role, kind)) = acting_before(scene, index, source).or(last) {
                source.role = role;
                source.source_type = kind;
            }
        }
        let begins_quoted = open_quote || sentence.span.of(scene.text).starts_with(['“', '"']);
        // “A:” labels an answer, and is nobody's name.
        let labelled = sentence.speaker.filter(|span| span.len() > 2).map(|span| Role {
            span,
            mention: mention_in(scene, span),
        });
        let answers = interviewee
            .filter(|(first, _)| index > *first && sentence.kind == SentenceKind::Body)
            .map(|(_, role)| role);
        let interview = labelled.or(answers).map(|role| (role, Some(SourceType::Person)));
        while next < claims.len() && claims[next].sentence == index {
            let claim = &mut claims[next];
            next += 1;
            let at = scene.chunk_of(claim);
            let nearest = sources
                .iter()
                .filter(|s| s.scope.contains(&at))
                .max_by_key(|s| if s.at <= at { (1, s.at as isize) } else { (0, -(s.at as isize)) });
            if let Some(source) = nearest {
                claim.source = Some(source.role);
                claim.source_type = source.source_type;
                if source.modality != Modality::Asserted {
                    claim.modality = source.modality;
                    claim.hedge = Some(source.verb_span);
                }
            } else if let Some((role, kind)) = interview {
                claim.source = Some(role);
                claim.source_type = kind;
            } else if (begins_quoted || sentence.kind == SentenceKind::Quote)
                && let Some((role, kind, said_in)) = speaker
                && index - said_in <= 4
            {
                claim.source = Some(role);
                claim.source_type = kind;
            }
        }
        if let Some(last) = sources.iter().filter(|s| !s.pronoun || speaker.is_some()).max_by_key(|s| s.at) {
            speaker = Some((last.role, last.source_type, index));
        }
        open_quote = quote_stays_open(sentence.span.of(scene.text), open_quote);
    }
}

/// “The group holds two towns. It says …”: the organisation of which the sentence before tells something, for an “it” that speaks.
fn acting_before(scene: &Scene<'_>, index: u32, source: &Source) -> Option<(Role, Option<SourceType>)> {
    let before = index
        .checked_sub(1)
        .filter(|_| source.role.span.of(scene.text).eq_ignore_ascii_case("it"))?;
    if scene.sentences[before as usize].paragraph != scene.sentences[index as usize].paragraph {
        return None;
    }
    let links = scene.links(before);
    let finite = |k: &usize| links.verb(*k).is_some_and(|v| v.form == VerbForm::Finite);
    let subject = links.subject((0..links.chunks.len()).find(finite)?);
    let name = links.name_of(links.noun(*subject.first()?)?)?;
    scene.mentions[name as usize]
        .is(MentionType::Actor)
        .then(|| described(scene, before, &subject))?
}

/// The one who answers in an interview without labels: the person whom the lines before the first question name beside “interview”, but for who asks
/// (“interview by …”); and the first question's sentence.
fn interviewee(scene: &Scene<'_>) -> Option<(u32, Role)> {
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

/// Whether a quotation is open at the end of the sentence.
fn quote_stays_open(text: &str, mut open: bool) -> bool {
    // “ and ” are three bytes that begin with 0xE2: only where that or a straight mark stands is there anything to read.
    for at in memchr::memchr2_iter(b'"', 0xE2, text.as_bytes()) {
        let rest = &text.as_bytes()[at..];
        if rest[0] == b'"' {
            open = !open;
        } else if rest.starts_with("“".as_bytes()) {
            open = true;
        } else if rest.starts_with("”".as_bytes()) {
            open = false;
        }
    }
    open
}

fn mention_in(scene: &Scene<'_>, span: Span) -> Option<u32> {
    let at = scene.mentions.partition_point(|m| m.span.end <= span.start);
    (at < scene.mentions.len() && span.contains(&scene.mentions[at].span)).then_some(at as u32)
}

fn sources_of(scene: &Scene<'_>, index: u32) -> Vec<Source> {
    let links = scene.links(index);
    let chunks = links.chunks;
    let mut sources = Vec::new();
    // The last reporting verb with a subject of its own.
    let mut speaking = None;
    for at in 0..chunks.len() {
        match &chunks[at].kind {
            ChunkKind::Verb(verb) => {
                let Some(modality) = scene
                    .gazetteer
                    .vocabulary
                    .info(verb.verb)
                    .reporting
                    .or_else(|| gives_figure(scene, &links, at))
                else {
                    continue;
                };
                let lemma = scene.gazetteer.words.text(verb.verb);
                let cites = matches!(lemma, "cite" | "quote");
                let tells = matches!(lemma, "tell" | "inform");
                // “cited X as saying”: X has been taken with “cited”.
                if verb.form == VerbForm::Gerund && at > 0 && scene.lower(chunks[at - 1].tokens.start) == "as" {
                    continue;
                }
                let object = links.object(at);
                if object
                    .first()
                    .and_then(|o| links.noun(*o))
                    .is_some_and(|n| scene.lower(n.head) == "responsibility")
                {
                    continue;
                }
                let mut who: Vec<usize> = if cites && verb.voice == Voice::Active {
                    object.clone()
                } else if verb.voice == Voice::Passive && verb.form == VerbForm::Bare {
                    Vec::new()
                } else {
                    links.subject(at)
                };
                // “said that 28 had died and denied that …”: who denies is who said.
                let joined = (0..at).rev().find(|k| !matches!(chunks[*k].kind, ChunkKind::Adverb));
                if verb.voice == Voice::Active
                    && joined.is_some_and(|k| matches!(chunks[k].kind, ChunkKind::Coordinator))
                    && let Some(before) = speaking.filter(|_| !cites)
                {
                    who = links.subject(before);
                }
                let mut inverted = false;
                // “…, said the governor”
                let after_quote = at == 0
                    || matches!(
                        chunks[at - 1].kind,
                        ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Date(_) | ChunkKind::Close
                    );
                if !cites
                    && !tells
                    && after_quote
                    && verb.form != VerbForm::Gerund
                    && verb.voice == Voice::Active
                    && let Some(first) = object.first().and_then(|o| links.noun(*o))
                    && can_speak(scene, first)
                    && at > 0
                    // “A nurse, who asked not to be named, said 22 people were wounded”: what has a verb of its own is what is said.
                    && !object.last().and_then(|o| links.verb(o + 1)).is_some_and(|v| v.form != VerbForm::Gerund)
                {
                    who = object.clone();
                    inverted = true;
                }
                let Some(first) = who.first().and_then(|w| links.noun(*w)) else {
                    continue;
                };
                if !can_speak(scene, first) {
                    continue;
                }
                if !inverted && !cites {
                    speaking = Some(at);
                }
                let pronoun = first.pronoun;
                // What it reports stands behind it, or, where nothing but a phrase follows, before it.
                let subject_at = who[0];
                let report_behind = !inverted && (cites || clause_follows(scene, index, at));
                let report_before = !report_behind
                    || (subject_at > 0 && matches!(chunks[subject_at - 1].kind, ChunkKind::Comma | ChunkKind::Quote) && subject_at > 3);
                let mut scope = at + 1..chunks.len();
                if report_before && !report_behind {
                    scope = 0..subject_at.min(at);
                    if scope.is_empty() || !(0..scope.end).any(|k| chunks[k].verb().is_some() || chunks[k].noun().is_some()) {
                        scope = at + 1..chunks.len();
                    }
                } else if report_before {
                    scope = 0..chunks.len();
                }
                let Some((role, source_type)) = described(scene, index, &who) else {
                    continue;
                };
                sources.push(Source {
                    role,
                    source_type,
                    scope,
                    at,
                    modality,
                    verb_span: scene.tokens.list[verb.head as usize].span,
                    pronoun,
                });
            }
            // “according to X”
            ChunkKind::Noun(_) | ChunkKind::Other | ChunkKind::Adverb | ChunkKind::Preposition(_)
                if scene.word(chunks[at].tokens.end - 1) == scene.frames.words.according =>
            {
                let Some(first) = (at + 1..chunks.len().min(at + 4)).find(|k| links.noun(*k).is_some()) else {
                    continue;
                };
                let who = links.list_right(first);
                let Some((role, source_type)) = described(scene, index, &who) else {
                    continue;
                };
                sources.push(Source {
                    role,
                    source_type,
                    scope: 0..chunks.len(),
                    at,
                    modality: Modality::Asserted,
                    verb_span: role.span,
                    pronoun: false,
                });
            }
            // “Agency: gunmen killed …”
            ChunkKind::Stop if at == 1 && scene.lower(chunks[1].tokens.start) == ":" => {
                let Some(noun) = links.noun(0) else { continue };
                let names = links.name_of(noun).map(|m| &scene.mentions[m as usize].value);
                if matches!(
                    names,
                    Some(MentionValue::Entity {
                        kind: MentionType::Actor | MentionType::Person,
                        ..
                    })
                ) && let Some((role, source_type)) = described(scene, index, &[0])
                {
                    sources.push(Source {
                        role,
                        source_type,
                        scope: 2..chunks.len(),
                        at: 0,
                        modality: Modality::Asserted,
                        verb_span: role.span,
                        pronoun: false,
                    });
                }
            }
            _ => {}
        }
    }
    sources
}

/// “gave a toll of 89 dead”, “spoke of nine dead”: a verb that says nothing by itself does where a figure is its object.
fn gives_figure(scene: &Scene<'_>, links: &Links<'_>, at: usize) -> Option<Modality> {
    let vocabulary = &scene.gazetteer.vocabulary;
    if !vocabulary.lists(scene.word(links.verb(at)?.head), WordList::GIVES_FIGURE) {
        return None;
    }
    let tally = links
        .object(at)
        .first()
        .and_then(|o| links.noun(*o))
        .is_some_and(|n| vocabulary.lists(scene.word(n.head), WordList::TALLY));
    let of = links
        .prepositional(at, scene.frames.words.of)
        .first()
        .is_some_and(|k| *k <= at + 3 && links.noun(*k).is_some_and(|n| n.number.is_some()));
    (tally || of).then_some(Modality::Asserted)
}

/// Whether a clause, or a figure, stands behind the reporting verb: then that is what is reported.
fn clause_follows(scene: &Scene<'_>, index: u32, at: usize) -> bool {
    let chunks = &scene.chunks[index as usize];
    chunks[at + 1..].iter().any(|c| match &c.kind {
        ChunkKind::Verb(v) => v.form != VerbForm::Gerund,
        ChunkKind::Noun(n) => n.number.is_some(),
        _ => false,
    })
}

/// Whether a noun group can be a source: people, named bodies, nouns of sources.
fn can_speak(scene: &Scene<'_>, noun: &NounGroup) -> bool {
    if noun.pronoun {
        return true;
    }
    if noun.class.source.is_some() || noun.class.person.is_some() {
        return true;
    }
    if noun.class.event.is_some() {
        return false;
    }
    noun.named
        || noun.names.iter().any(|m| {
            matches!(
                scene.mentions[*m as usize].value,
                MentionValue::Entity {
                    kind: MentionType::Actor | MentionType::Person,
                    ..
                }
            )
        })
        || scene.gazetteer.vocabulary.lists(scene.word(noun.head), WordList::SPEAKING_DOCUMENT)
}

/// The role and the kind of source of a noun phrase.
fn described(scene: &Scene<'_>, index: u32, who: &[usize]) -> Option<(Role, Option<SourceType>)> {
    let links = scene.links(index);
    let first = links.noun(*who.first()?)?;
    let mut span = scene.span(index, who[0]);
    if who.len() > 1 && who.len() <= 3 {
        span = span.cover(&scene.span(index, *who.last()?));
    }
    let inner = links.of_phrase(who[0]).first().copied();
    if let Some(inner) = inner {
        span = span.cover(&scene.span(index, inner));
    }
    let mut mention = links.name_of(first);
    // “Interior Ministry spokesman Mark X”: the person; “spokesman Y of the army”: the person too.
    if mention.is_none() {
        mention = inner.and_then(|i| links.noun(i)).and_then(|n| links.name_of(n));
    }
    let by_noun = first.class.source.or_else(|| {
        (first.counted_from..first.head)
            .rev()
            .find_map(|t| scene.gazetteer.vocabulary.info(scene.word(t)).noun_class.source)
    });
    let by_entity = mention.and_then(|m| source_type(scene, m));
    let kind = match (by_noun, by_entity) {
        (Some(noun), Some(SourceType::Person)) => Some(noun),
        (_, Some(entity)) => Some(entity),
        (noun, None) => noun.or_else(|| first.class.person.map(|_| SourceType::Person)),
    };
    Some((Role { span, mention }, kind))
}

/// What kind of source the entity of a mention is.
fn source_type(scene: &Scene<'_>, mention: u32) -> Option<SourceType> {
    let kind = match &scene.mentions[mention as usize].value {
        MentionValue::Entity { kind, .. } => *kind,
        _ => return None,
    };
    if let Some(entity) = scene.entity(mention)
        && let EntityDetail::Actor { actor_type, .. } = &entity.detail
    {
        return Some(match actor_type {
            ActorType::State
            | ActorType::Government
            | ActorType::Ministry
            | ActorType::Court
            | ActorType::International
            | ActorType::Coalition
            | ActorType::Party => SourceType::Government,
            ActorType::Military | ActorType::Paramilitary | ActorType::Intelligence => SourceType::Military,
            ActorType::Police => SourceType::Police,
            ActorType::ArmedGroup => SourceType::ArmedGroup,
            ActorType::Un => SourceType::Un,
            ActorType::Ngo => SourceType::Ngo,
            ActorType::Medical => SourceType::Medical,
            ActorType::Media => SourceType::Media,
            ActorType::ThinkTank => SourceType::ThinkTank,
            ActorType::People | ActorType::Company | ActorType::Other => return None,
        });
    }
    match kind {
        MentionType::Person => Some(SourceType::Person),
        MentionType::Place => Some(SourceType::Government),
        _ => None,
    }
}
