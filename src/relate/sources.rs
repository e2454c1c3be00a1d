//! Who is said to say what in one sentence: reporting verbs before and behind what they report, “according to”, “by the army's count”, “per police”, an agency before a
//! colon. Knows one sentence; whom a pronoun stands for is for [`super::speakers`].

use super::Scene;
use crate::chunk::{Chunk, ChunkKind, Determiner, Links, NounGroup, VerbForm, VerbGroup, Voice};
use crate::extract::Role;
use crate::gazetteer::{ActorType, EntityDetail, NounClass, WordList};
use crate::record::{MentionType, Modality, SourceType};
use crate::tag::MentionValue;
use crate::text::Span;
use std::ops::Range;

/// A source and the chunks of its sentence for which it speaks.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub role: Role,
    pub source_type: Option<SourceType>,
    /// What it says.
    pub scope: Range<usize>,
    /// Chunk of the reporting verb; the nearer one wins.
    pub at: usize,
    /// Chunk of who speaks.
    pub who: usize,
    pub modality: Modality,
    pub verb_span: Span,
    pub pronoun: bool,
    /// Who is said to have done it: “accused the army of burning nine huts”.
    pub accused: Option<(usize, Role)>,
}

/// The sources of a sentence.
pub(super) fn sources_of(scene: &Scene<'_>, index: u32) -> Vec<Source> {
    let links = scene.links(index);
    let sentence = Sentence { scene, index, links };
    let chunks = links.chunks;
    let mut sources = Vec::new();
    // The last reporting verb with a subject of its own.
    let mut speaking = None;
    for at in 0..chunks.len() {
        let found = match &chunks[at].kind {
            ChunkKind::Verb(verb) => sentence.by_verb(at, verb, &mut speaking),
            ChunkKind::Noun(_) | ChunkKind::Other | ChunkKind::Adverb | ChunkKind::Preposition(_)
                if scene.word(chunks[at].tokens.end - 1) == scene.frames.words.according =>
            {
                sentence.according(at)
            }
            ChunkKind::Preposition(word) if *word == scene.frames.words.by => sentence.by_count(at),
            ChunkKind::Preposition(word) if *word == scene.frames.words.per => sentence.per(at),
            ChunkKind::Stop if at == 1 && scene.lower(chunks[1].tokens.start) == ":" => sentence.before_colon(),
            _ => None,
        };
        sources.extend(found);
    }
    sources
}

/// One sentence in which sources are looked for.
struct Sentence<'a> {
    scene: &'a Scene<'a>,
    index: u32,
    links: Links<'a>,
}

impl Sentence<'_> {
    fn text_at(&self, chunk: usize) -> &str {
        self.scene.lower(self.links.chunks[chunk].tokens.start)
    }

    /// “police said …”, “…, said the governor”, “cited doctors as saying”
    fn by_verb(&self, at: usize, verb: &VerbGroup, speaking: &mut Option<usize>) -> Option<Source> {
        let (scene, links, chunks) = (self.scene, &self.links, self.links.chunks);
        let vocabulary = &scene.gazetteer.vocabulary;
        let says = vocabulary.info(verb.verb).reporting;
        let modality = says.or_else(|| self.gives_figure(at)).or_else(|| self.document_shows(at, verb))?;
        let lemma = scene.gazetteer.words.text(verb.verb);
        let cites = matches!(lemma, "cite" | "quote");
        let tells = matches!(lemma, "tell" | "inform");
        // “cited X as saying”: X has been taken with “cited”.
        if verb.form == VerbForm::Gerund && at > 0 && self.text_at(at - 1) == "as" {
            return None;
        }
        let object = links.object(at);
        let first_object = object.first().and_then(|o| links.noun(*o));
        if first_object.is_some_and(|n| scene.lower(n.head) == "responsibility") {
            return None;
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
            && !self.has_own_subject(at)
            && verb.form != VerbForm::Gerund
            && verb.voice == Voice::Active
            && first_object.is_some_and(|first| can_speak(scene, first) || self.is_name(first))
            && at > 0
            // “A nurse, who asked not to be named, said 22 people were wounded”: what has a verb of its own is what is said.
            && !object.last().and_then(|o| links.verb(o + 1)).is_some_and(|v| v.form != VerbForm::Gerund)
        {
            who.clone_from(&object);
            inverted = true;
        }
        let subject_at = *who.first()?;
        let first = links.noun(subject_at)?;
        // Behind what it reports anybody may say so: “…, the media wing said”.
        let behind = says.is_some() && subject_at > 0 && self.is_comma(subject_at - 1) && self.ends_sentence(at);
        // “if you believe the commissioner”
        if first.pronoun && self.text_at(subject_at) == "you" {
            return None;
        }
        // “No casualties were reported”: those who are counted say nothing.
        let reported = verb.voice == Voice::Passive && first.number.is_some();
        if reported || !(can_speak(scene, first) || behind || inverted) {
            return None;
        }
        if !inverted && !cites {
            *speaking = Some(at);
        }
        // What it reports stands behind it, or, where nothing but a phrase follows, before it; before a colon both do (“Calm, said the army: no losses”).
        let last = who.last().copied().unwrap_or(at).max(at);
        let colon = inverted && (last + 1..chunks.len().min(last + 8)).any(|k| self.is_stop(k, ":"));
        let report_behind = !inverted && (cites || self.clause_follows(at));
        let report_before = !report_behind
            || (subject_at > 0 && matches!(chunks[subject_at - 1].kind, ChunkKind::Comma | ChunkKind::Quote) && subject_at > 3);
        let mut scope = at + 1..chunks.len();
        if colon {
            scope = 0..chunks.len();
        } else if report_before && !report_behind {
            scope = 0..subject_at.min(at);
            if scope.is_empty() || !(0..scope.end).any(|k| chunks[k].verb().is_some() || chunks[k].noun().is_some()) {
                scope = at + 1..chunks.len();
            }
        } else if report_before {
            scope = 0..chunks.len();
        }
        // “ten people who, it alleges, …”: of its own relative clause only.
        let clause = links.clause(at);
        let relative = clause.start > 0 && matches!(chunks[clause.start - 1].kind, ChunkKind::Relative);
        let inserted = subject_at > 0 && matches!(chunks[subject_at - 1].kind, ChunkKind::Comma) && self.is_comma(at + 1);
        if relative && inserted && !inverted {
            scope = clause;
        }
        // “reported that 46 were killed, while the army lost 19”: all of it.
        let that = chunks
            .get(at + 1)
            .is_some_and(|c| scene.word(c.tokens.start) == scene.frames.words.that);
        // “219 were killed, while 837 were arrested, police said”: both.
        let closes = !report_behind && self.ends_sentence(at) && !self.links.chunks[..at].iter().any(|c| self.is_semicolon(c));
        let scope = if that || closes { scope } else { self.bounded(scope, at) };
        let (role, source_type) = described(scene, self.index, &who)?;
        let accuses = vocabulary.lists(verb.verb, WordList::ACCUSES);
        let accused = (accuses && verb.voice == Voice::Active && !inverted)
            .then(|| self.accused(&object))
            .flatten();
        if accuses && accused.is_none() {
            return None;
        }
        Some(Source {
            role,
            source_type,
            scope,
            at,
            who: subject_at,
            modality,
            verb_span: scene.tokens.list[verb.head as usize].span,
            pronoun: first.pronoun,
            accused,
        })
    }

    /// “The group, which killed 12 people in May, denied the report”: whether a relative clause that ends before the verb at `at` parts it from its subject.
    fn has_own_subject(&self, at: usize) -> bool {
        let close = at.checked_sub(1).filter(|k| self.is_comma(*k));
        let open = close.and_then(|close| (0..close).rev().find(|k| self.is_comma(*k)));
        open.is_some_and(|open| {
            let relative = matches!(self.links.chunks[open + 1].kind, ChunkKind::Relative);
            relative && open > 0 && self.links.noun(open - 1).is_some() && !self.links.chunks[..open].iter().any(|c| c.verb().is_some())
        })
    }

    /// “a Pentagon tally shows that 40 died”, “figures compiled by the observatory show …”
    fn document_shows(&self, at: usize, verb: &VerbGroup) -> Option<Modality> {
        let vocabulary = &self.scene.gazetteer.vocabulary;
        if !vocabulary.lists(verb.verb, WordList::SHOWS) {
            return None;
        }
        let subject = *self.links.subject(at).first()?;
        let head = self.scene.word(self.links.noun(subject)?.head);
        vocabulary.lists(head, WordList::SPEAKING_DOCUMENT).then_some(Modality::Asserted)
    }

    /// A capital where no list knows the word: “said Amna”.
    fn is_name(&self, noun: &NounGroup) -> bool {
        let token = &self.scene.tokens.list[noun.head as usize];
        let plain = noun.class == NounClass::default() && noun.number.is_none() && noun.determiner == Determiner::Bare;
        plain && token.is_capitalised()
    }

    /// Whether nothing but a phrase stands behind the verb at `at`: neither another verb nor a number.
    fn ends_sentence(&self, at: usize) -> bool {
        !self.links.chunks[at + 1..].iter().any(|c| match &c.kind {
            ChunkKind::Verb(_) => true,
            ChunkKind::Noun(n) => n.number.is_some(),
            _ => false,
        })
    }

    /// “accused the army of …”, “blamed Moscow for …”: whom, where that can act; not “blamed the heat”.
    fn accused(&self, object: &[usize]) -> Option<(usize, Role)> {
        let first = *object.first()?;
        let noun = self.links.noun(first)?;
        let acts = can_speak(self.scene, noun) || self.links.is_place(noun);
        let role = Role {
            span: self.scene.span(self.index, first),
            mention: self.links.name_of(noun),
        };
        if !acts || noun.pronoun {
            return None;
        }
        Some((first, role))
    }

    /// “according to X”
    fn according(&self, at: usize) -> Option<Source> {
        let first = (at + 1..self.links.chunks.len().min(at + 4)).find(|k| self.links.noun(*k).is_some())?;
        let who = self.links.list_right(first);
        let (role, source_type) = described(self.scene, self.index, &who)?;
        let whole = 0..self.links.chunks.len();
        let closes = self.ends_sentence(at) && !self.links.chunks[..at].iter().any(|c| self.is_semicolon(c));
        let scope = if closes { whole } else { self.bounded(whole, at) };
        Some(self.phrase(role, source_type, first, scope, at))
    }

    fn is_semicolon(&self, chunk: &Chunk) -> bool {
        matches!(chunk.kind, ChunkKind::Stop) && self.scene.lower(chunk.tokens.start) == ";"
    }

    /// “by the official count”, “by the UN's reckoning”, “by its own account”, “by those of the police”
    fn by_count(&self, at: usize) -> Option<Source> {
        let (scene, links) = (self.scene, &self.links);
        let first = (at + 1..links.chunks.len().min(at + 3)).find(|k| links.noun(*k).is_some())?;
        let noun = links.noun(first)?;
        if noun.number.is_some() || !scene.gazetteer.vocabulary.lists(scene.word(noun.head), WordList::RECKONING) {
            return None;
        }
        // The owner: of a list of owners the first is enough.
        let of = links.of_phrase(first).first().copied();
        let named = |tokens: &Range<u32>| {
            scene
                .mentions_of(self.index)
                .find(|m| tokens.start <= scene.mentions[*m].tokens.start && scene.mentions[*m].tokens.end <= tokens.end)
                .map(|m| m as u32)
        };
        let owner = noun.possessor.clone().filter(|p| p.end > p.start);
        let own = (links.chunks[first].tokens.start..noun.head).any(|t| scene.word(t) == scene.frames.words.own);
        let (role, source_type, who) = if let Some(tokens) = owner {
            let mention = named(&tokens);
            let role = Role {
                span: scene.tokens.span(&tokens),
                mention,
            };
            let by_noun = || {
                tokens
                    .clone()
                    .rev()
                    .find_map(|t| scene.gazetteer.vocabulary.info(scene.word(t)).noun_class.source)
            };
            (role, mention.and_then(|m| source_type(scene, m)).or_else(by_noun), first)
        } else if let Some((role, kind, who)) = own.then(|| self.own_account(at)).flatten() {
            (role, kind, who)
        } else if let Some(of) = of.filter(|o| links.noun(*o).is_some_and(|n| can_speak(scene, n))) {
            let (role, kind) = described(scene, self.index, &[of])?;
            (role, kind, of)
        } else {
            let (role, kind) = described(scene, self.index, &[first])?;
            (role, kind, first)
        };
        // Directly behind a number it counts that number; else it speaks for its part of the sentence.
        let number = at.checked_sub(1).filter(|k| links.noun(*k).is_some_and(|n| n.number.is_some()));
        let scope = number.map_or_else(|| links.coordinate_clause(at), |k| k..k + 1);
        let pronoun = links.noun(who).is_some_and(|n| n.pronoun);
        Some(Source {
            pronoun,
            ..self.phrase(role, source_type, who, scope, at)
        })
    }

    /// “by its own account the militia shot nine”: who acts in the clause.
    fn own_account(&self, at: usize) -> Option<(Role, Option<SourceType>, usize)> {
        let links = &self.links;
        let finite = |k: &usize| links.verb(*k).is_some_and(|v| v.form != VerbForm::Infinitive);
        let verb = links.coordinate_clause(at).find(finite)?;
        let subject = links.subject(verb);
        let speaks = |n: &NounGroup| n.number.is_none() && can_speak(self.scene, n);
        let who = *subject.first().filter(|s| links.noun(**s).is_some_and(speaks))?;
        let (role, kind) = described(self.scene, self.index, &subject)?;
        Some((role, kind, who))
    }

    /// “per a military source”
    fn per(&self, at: usize) -> Option<Source> {
        let noun = self.links.noun(at + 1)?;
        let speaks = noun.class.source.is_some() || noun.class.person.is_none() && can_speak(self.scene, noun);
        if !speaks || self.scene.gazetteer.vocabulary.lists(self.scene.word(noun.head), WordList::SPAN) {
            return None;
        }
        let (role, source_type) = described(self.scene, self.index, &self.links.list_right(at + 1))?;
        Some(self.phrase(role, source_type, at + 1, self.bounded(0..self.links.chunks.len(), at), at))
    }

    /// “Agency: gunmen killed …”
    fn before_colon(&self) -> Option<Source> {
        let name = self.links.name_of(self.links.noun(0)?)?;
        let mention = &self.scene.mentions[name as usize];
        if !mention.is(MentionType::Actor) && !mention.is(MentionType::Person) {
            return None;
        }
        let (role, source_type) = described(self.scene, self.index, &[0])?;
        Some(self.phrase(role, source_type, 0, 2..self.links.chunks.len(), 0))
    }

    fn phrase(&self, role: Role, source_type: Option<SourceType>, who: usize, scope: Range<usize>, at: usize) -> Source {
        Source {
            role,
            source_type,
            scope,
            at,
            who,
            modality: Modality::Asserted,
            verb_span: role.span,
            pronoun: false,
            accused: None,
        }
    }

    fn is_comma(&self, at: usize) -> bool {
        self.links.chunks.get(at).is_some_and(|c| matches!(c.kind, ChunkKind::Comma))
    }

    fn is_stop(&self, at: usize, mark: &str) -> bool {
        matches!(self.links.chunks[at].kind, ChunkKind::Stop) && self.text_at(at) == mark
    }

    /// What a source at `at` speaks for, of `scope`: a semicolon or “while” ends it where a sentence of its own stands behind, unless all is one quotation.
    fn bounded(&self, scope: Range<usize>, at: usize) -> Range<usize> {
        let chunks = self.links.chunks;
        let quoted = chunks.iter().any(|c| matches!(c.kind, ChunkKind::Quote));
        let contrasts = |k: usize| match &chunks[k].kind {
            ChunkKind::Stop => !quoted && self.text_at(k) == ";",
            ChunkKind::Subordinator { .. } => {
                let word = self.scene.word(chunks[k].tokens.start);
                self.scene.gazetteer.vocabulary.lists(word, WordList::CONTRAST)
                    && k > 0
                    && !matches!(chunks[k - 1].kind, ChunkKind::Verb(_))
            }
            _ => false,
        };
        // A part without a verb of its own (“nine died; three in Kano”) goes with the one before.
        let whole = |k: usize| {
            let end = (k + 1..chunks.len())
                .find(|n| matches!(chunks[*n].kind, ChunkKind::Stop))
                .unwrap_or(chunks.len());
            let verb = (k + 1..end).find(|v| {
                self.links
                    .verb(*v)
                    .is_some_and(|g| matches!(g.form, VerbForm::Finite | VerbForm::Bare))
            });
            verb.is_some_and(|v| self.links.subject(v).first().is_some_and(|s| *s > k))
        };
        let border = |k: &usize| contrasts(*k) && whole(*k);
        let start = (scope.start..at.min(scope.end)).rev().find(border).map_or(scope.start, |k| k + 1);
        let end = (at.max(scope.start)..scope.end).find(border).unwrap_or(scope.end);
        start..end.max(start)
    }

    /// “gave a toll of 89 dead”, “spoke of nine dead”, “put the dead at 19”: a verb that says nothing by itself does where a figure is its object.
    fn gives_figure(&self, at: usize) -> Option<Modality> {
        let (scene, links) = (self.scene, &self.links);
        let vocabulary = &scene.gazetteer.vocabulary;
        let verb = links.verb(at)?.verb;
        let counts = vocabulary.lists(verb, WordList::COUNTS_EVENTS);
        if counts {
            // “a consultancy recorded 7,568 people kidnapped”; but “Benin recorded 171 incidents”.
            let body = |k: &usize| {
                links
                    .noun(*k)
                    .is_some_and(|n| !links.is_place(n) && (n.class.source.is_some() || links.head_is(n, MentionType::Actor)))
            };
            let figure = |k: &usize| links.noun(*k).is_some_and(|n| n.number.is_some());
            let fits = links.subject(at).first().is_some_and(body) && links.object(at).first().is_some_and(figure);
            return fits.then_some(Modality::Asserted);
        }
        if !vocabulary.lists(links.verb(at)?.verb, WordList::GIVES_FIGURE)
            && !vocabulary.lists(scene.word(links.verb(at)?.head), WordList::GIVES_FIGURE)
        {
            return None;
        }
        let tally = links
            .object(at)
            .first()
            .and_then(|o| links.noun(*o))
            .is_some_and(|n| vocabulary.lists(scene.word(n.head), WordList::TALLY));
        let behind = |preposition| {
            let end = links.chunks.len().min(at + 8);
            let border = |k: &usize| matches!(links.chunks[*k].kind, ChunkKind::Stop | ChunkKind::Relative | ChunkKind::Comma);
            let mut within = (at + 1..end).take_while(|k| !border(k));
            within.any(|k| links.chunks[k].preposition() == Some(preposition) && links.noun(k + 1).is_some_and(|n| n.number.is_some()))
        };
        let words = &scene.frames.words;
        (tally || behind(words.of) || behind(words.at)).then_some(Modality::Asserted)
    }

    /// Whether a clause, or a figure, stands behind the reporting verb: then that is what is reported.
    fn clause_follows(&self, at: usize) -> bool {
        self.links.chunks[at + 1..].iter().any(|c| match &c.kind {
            ChunkKind::Verb(v) => v.form != VerbForm::Gerund,
            ChunkKind::Noun(n) => n.number.is_some(),
            _ => false,
        })
    }
}

/// Whether a noun group can be a source: people, named bodies, nouns of sources.
pub(super) fn can_speak(scene: &Scene<'_>, noun: &NounGroup) -> bool {
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
        || scene
            .gazetteer
            .vocabulary
            .lists(scene.word(noun.head), WordList::SPEAKING_DOCUMENT.or(WordList::INSTITUTION))
}

/// The role and the kind of source of a noun phrase.
pub(super) fn described(scene: &Scene<'_>, index: u32, who: &[usize]) -> Option<(Role, Option<SourceType>)> {
    let links = scene.links(index);
    let first = links.noun(*who.first()?)?;
    let mut span = scene.span(index, who[0]);
    if who.len() > 1 && who.len() <= 3 {
        span = span.cover(&scene.span(index, *who.last()?));
    }
    // “a spokesman for the army”, “the head of the council”: whose word it is.
    let speaks_for = scene.gazetteer.vocabulary.lists(scene.word(first.head), WordList::SPEAKS_FOR);
    let is_for = |k: usize| links.chunks.get(k).and_then(Chunk::preposition) == Some(scene.frames.words.for_);
    let spoken_for = (speaks_for && is_for(who[0] + 1) && links.noun(who[0] + 2).is_some()).then_some(who[0] + 2);
    let inner = links.of_phrase(who[0]).first().copied().or(spoken_for);
    if let Some(inner) = inner {
        span = span.cover(&scene.span(index, inner));
    }
    // “a report by the centre”, “figures compiled by the observatory”: whose it is.
    let document = scene
        .gazetteer
        .vocabulary
        .lists(scene.word(first.head), WordList::SPEAKING_DOCUMENT);
    let by = document
        .then(|| links.prepositional_past(who[0], scene.frames.words.by, 3))
        .flatten();
    if let Some(by) = by {
        span = span.cover(&scene.span(index, by));
    }
    let inner = by.or(inner);
    let mut mention = links.name_of(first);
    // “Interior Ministry spokesman Mark X”: the person; “spokesman Y of the army”: the person too.
    if mention.is_none() {
        mention = inner.and_then(|i| links.noun(i)).and_then(|n| links.name_of(n));
    }
    let body = inner
        .filter(|_| speaks_for)
        .and_then(|i| links.noun(i))
        .and_then(|n| n.class.source);
    let by_noun = body.or(first.class.source).or_else(|| {
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
pub(super) fn source_type(scene: &Scene<'_>, mention: u32) -> Option<SourceType> {
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
