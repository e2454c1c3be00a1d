//! Incidents: which claims of a document tell one event, and what its toll is. Nothing is counted twice; what is not counted says why.
//!
//! A new incident opens where the text tells another event: another explicit place or day, or a new attack told with its own victims. Within one, a part of a total,
//! a toll told again and a toll overtaken are set aside; “another”, “also” and victims of another class add.

use super::Scene;
use super::reports;
use super::setting::{HISTORY, points_back};
use crate::chunk::ChunkKind;
use crate::extract::{Claim, GIVEN, Role, Rule, Slot};
use crate::gazetteer::WordList;
use crate::record::{Comparator, EventType, Figure, Kind, Modality, Scope, SetAsideReason, VictimClass};
use crate::tag::MentionValue;
use crate::text::{SentenceKind, Span};
use jiff::civil::Date;

/// Lowest, best and highest number of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lowest.
    pub low: Option<u64>,
    /// Best: none where only bounds are stated.
    pub best: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
}

/// One event of a document; claims are indices into the document's claims.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// The claims of the event that were used.
    pub used: Vec<usize>,
    /// The claims of the event that were not, and why.
    pub set_aside: Vec<(usize, SetAsideReason)>,
    /// For killed, injured, abducted, missing, detained, displaced.
    pub tallies: [Tally; 6],
    /// The violence.
    pub event_type: Option<EventType>,
}

/// The kinds of the tallies, in the order of the record.
pub const KINDS: [Kind; 6] = [
    Kind::Killed,
    Kind::Injured,
    Kind::Abducted,
    Kind::Missing,
    Kind::Detained,
    Kind::Displaced,
];

/// Incidents that a sentence is held against, the last ones: a text that tells of more is a chronicle.
const OPEN: usize = 64;

/// From so many on a toll may be a whole war's.
const WAR: f64 = 1000.0;

/// A toll of a whole war's size is taken for one event's that has risen only up to so many times what was told of it before.
const MOST_RISE: f64 = 50.0;

/// The incidents of a document, in order of their first claims.
#[must_use]
pub fn incidents(scene: &Scene<'_>, claims: &[Claim]) -> Vec<Incident> {
    let mut open: Vec<Group> = Vec::new();
    let sections = reports::sections(scene);
    let mut at = 0;
    while at < claims.len() {
        let sentence = claims[at].sentence;
        let end = at + claims[at..].iter().take_while(|c| c.sentence == sentence).count();
        let relevant: Vec<usize> = (at..end)
            .filter(|c| KINDS.contains(&claims[*c].kind) || matches!(claims[*c].kind, Kind::Attacks | Kind::Casualties))
            .collect();
        at = end;
        if relevant.is_empty() {
            continue;
        }
        let told = Told::of(scene, &sections, claims, &relevant);
        if let Some(group) = open.last_mut().filter(|g| is_history(scene, claims, &g.told, &told, &relevant)) {
            group.set_aside.extend(relevant.iter().map(|c| (*c, SetAsideReason::OtherScope)));
            continue;
        }
        let recent = open.len().saturating_sub(OPEN);
        let fits = if opens_other(scene, claims, &relevant) {
            None
        } else {
            open[recent..].iter().rposition(|g| g.told.fits(&told)).map(|g| g + recent)
        };
        let group = if let Some(g) = fits {
            &mut open[g]
        } else {
            open.push(Group::default());
            let last = open.len() - 1;
            &mut open[last]
        };
        group.add(scene, &sections, claims, &relevant);
    }
    override_tolls(scene, claims, &mut open);
    open.into_iter().filter_map(|g| g.close(claims)).collect()
}

/// A toll on which the text settles in so many words (“fatalities coded as 4”) stands for whatever its paragraph told of the kind.
fn override_tolls(scene: &Scene<'_>, claims: &[Claim], groups: &mut [Group]) {
    let overrides = |c: &Claim| matches!(c.rule, Rule::Frame(f) if scene.frames.get(f).overrides) && counts(c).is_none();
    for last in (0..claims.len()).filter(|c| overrides(&claims[*c])) {
        let paragraph = |c: usize| scene.sentences[claims[c].sentence as usize].paragraph;
        for group in groups.iter_mut() {
            let same = |c: usize| claims[c].kind == claims[last].kind && paragraph(c) == paragraph(last);
            if group.claims.contains(&last) && !group.used.contains(&last) {
                group.set_aside.retain(|(c, _)| *c != last);
                group.used.push(last);
            }
            let overtaken: Vec<usize> = group.used.iter().copied().filter(|c| *c != last && same(*c)).collect();
            for c in overtaken {
                group.drop(c, SetAsideReason::Superseded);
            }
        }
    }
}

/// Whether claims tell, in a relative clause, of an event long before the one that the text is telling: “in response to a strike that killed their leader in 2013”.
fn is_history(scene: &Scene<'_>, claims: &[Claim], telling: &Told, new: &Told, of: &[usize]) -> bool {
    let before = telling
        .day
        .zip(new.day)
        .is_some_and(|(now, then)| (now.0 - then.1).get_days() > HISTORY);
    before
        && of.iter().all(|c| {
            let claim = &claims[*c];
            let links = scene.links(claim.sentence);
            let clause = links.clause(claim.verb.unwrap_or(claim.noun));
            claim.kind == Kind::Attacks || clause.start > 0 && matches!(links.chunks[clause.start - 1].kind, ChunkKind::Relative)
        })
}

/// The claims of one event as they come in.
#[derive(Default)]
struct Group {
    claims: Vec<usize>,
    used: Vec<usize>,
    set_aside: Vec<(usize, SetAsideReason)>,
    last_sentence: u32,
    told: Told,
}

/// Whether a claim counts towards the toll of an event at all.
fn counts(claim: &Claim) -> Option<SetAsideReason> {
    if claim.modality == Modality::Negated || claim.modality == Modality::Hypothetical {
        return Some(SetAsideReason::Negated);
    }
    if claim.subset_of.is_some() || claim.part {
        return Some(SetAsideReason::Subset);
    }
    if claim.background {
        return Some(SetAsideReason::OtherScope);
    }
    if matches!(claim.scope, Some(Scope::Interval | Scope::Cumulative | Scope::Rate)) {
        return Some(SetAsideReason::OtherScope);
    }
    None
}

/// “22 bodies by Friday and 29 by Sunday”, “dozens, 43 by the official count”: whether a figure is the toll of its sentence told again, at another time (true) or by somebody else
/// (false); none where it is another figure.
fn told_again(scene: &Scene<'_>, claim: &Claim) -> Option<bool> {
    let bare = matches!(claim.rule, Rule::Fixed(_)) && !claim.implied;
    let links = scene.links(claim.sentence);
    if claim.rule == Rule::Fixed(GIVEN) {
        // “The mayor raised it to five”, but “the opposition says 40”.
        let verb = claim.verb.and_then(|v| links.verb(v))?;
        return Some(scene.gazetteer.vocabulary.lists(verb.verb, WordList::REVISES));
    }
    let at = scene.chunk_of(claim);
    let by = links
        .chunks
        .get(at + 1)?
        .preposition()
        .filter(|w| bare && *w == scene.frames.words.by);
    by?;
    match &links.chunks.get(at + 2)?.kind {
        ChunkKind::Date(_) => Some(true),
        ChunkKind::Noun(n) if scene.gazetteer.vocabulary.lists(scene.word(n.head), WordList::RECKONING) => Some(false),
        _ => None,
    }
}

/// Whether the sentence says that it tells of another event than those before.
fn opens_other(scene: &Scene<'_>, claims: &[Claim], new: &[usize]) -> bool {
    let sentence = &scene.sentences[claims[new[0]].sentence as usize];
    let names_event = || {
        scene
            .tokens
            .slice(&sentence.tokens)
            .iter()
            .any(|t| scene.gazetteer.vocabulary.info(t.word).noun_class.event.is_some())
    };
    scene.phrases.read(sentence.span.of(scene.text)).opens_other && names_event()
}

/// When, where and what the claims of one event tell, in their own sentences or carried to them.
#[derive(Default)]
struct Told {
    /// First and last day of the first date.
    day: Option<(Date, Date)>,
    /// Whether a sentence of the claims names that day itself.
    own_day: bool,
    /// Told below the headlines, which say of the text's event what its first sentences say again.
    body: bool,
    /// A victim told by a pronoun: somebody of whom the text spoke before.
    pronoun: bool,
    /// Ids of towns and districts, each once.
    places: Vec<String>,
    /// Countries, each once.
    countries: Vec<String>,
    /// Whether a sentence of the claims names a place itself.
    own_place: bool,
    /// Whether something beside arrests and flight is told.
    violence: bool,
    arrests: bool,
    flight: bool,
    /// Whether a claim points back at an event (“the attack”).
    back: bool,
    /// The section of the text in which the last of them stands.
    section: u32,
    /// Sentence and paragraph of the last of them.
    last: (u32, u32),
}

impl Told {
    fn of(scene: &Scene<'_>, sections: &[u32], claims: &[Claim], new: &[usize]) -> Self {
        let mut told = Self::default();
        told.add(scene, sections, claims, new);
        told
    }

    fn add(&mut self, scene: &Scene<'_>, sections: &[u32], claims: &[Claim], new: &[usize]) {
        for claim in new.iter().map(|c| &claims[*c]) {
            let kind = scene.sentences[claim.sentence as usize].kind;
            self.body |= !matches!(kind, SentenceKind::Title | SentenceKind::Standfirst | SentenceKind::Heading);
            self.section = self.section.max(sections[claim.sentence as usize]);
            self.last = (claim.sentence, scene.sentences[claim.sentence as usize].paragraph);
            match claim.kind {
                Kind::Detained => self.arrests = true,
                Kind::Displaced => self.flight = true,
                _ => self.violence = true,
            }
            if self.day.is_none()
                && let Some((m, _)) = claim.date
                && let MentionValue::Date(d) = &scene.mentions[m as usize].value
            {
                self.day = d.start.zip(d.end);
                self.own_day = scene.mentions[m as usize].sentence == claim.sentence;
            }
            let links = scene.links(claim.sentence);
            self.back |= points_back(&links, claim);
            self.own_place |= claim.places.iter().any(|m| scene.mentions[*m as usize].sentence == claim.sentence);
            self.pronoun |= claim.implied && links.noun(claim.noun).is_some_and(|n| n.pronoun);
            for entity in claim.places.iter().filter_map(|m| scene.entity(*m)) {
                if matches!(super::precision(entity), Some(1 | 3)) && !self.places.contains(&entity.id) {
                    self.places.push(entity.id.clone());
                }
                if !entity.country.is_empty() && !self.countries.contains(&entity.country) {
                    self.countries.push(entity.country.clone());
                }
            }
        }
    }

    /// Whether nothing speaks against both being of one event: another day, other towns or countries and none shared, arrests beside an attack, a border of sections between.
    fn fits(&self, new: &Self) -> bool {
        // A day that is only carried to a sentence opens no event.
        let apart = new.own_day && self.day.zip(new.day).is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0);
        let elsewhere = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.contains(p));
        let other_place = elsewhere(&self.places, &new.places) || elsewhere(&self.countries, &new.countries);
        if new.pronoun {
            // “A girl was hit in Gori. She died on Tuesday.”: the next sentence may be of another day, but not of another town.
            let goes_on = new.last.0 <= self.last.0 + 1 && new.last.1 == self.last.1;
            return !(new.own_place && other_place) && (!apart || goes_on) && self.section == new.section;
        }
        if !self.is_kind_of(new) {
            return false;
        }
        if !self.body && !apart {
            return true;
        }
        !apart && !other_place && (self.section == new.section || self.is_told_again(new))
    }

    /// Whether both tell of violence, or of arrests, or of flight.
    const fn is_kind_of(&self, new: &Self) -> bool {
        self.violence == new.violence && (self.violence || self.arrests && new.arrests || self.flight && new.flight)
    }

    /// Whether another section tells the event again: with its town, or pointing back at it, and of no other day.
    fn is_told_again(&self, new: &Self) -> bool {
        let town = self.places.iter().any(|p| new.places.contains(p));
        let days = self.day.zip(new.day).is_none_or(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
        (town || new.back) && days
    }
}

/// Who the victims of a claim are: by the nouns in what is counted, else in what is said of them (“five of the dead were children”).
#[must_use]
pub fn victim_class(scene: &Scene<'_>, claim: &Claim) -> VictimClass {
    let spans = [claim.counted, claim.target.map(|t| t.span)];
    let classes = spans.into_iter().flatten().map(|span| class_of(scene, span));
    classes
        .into_iter()
        .find(|c| *c != VictimClass::Unknown)
        .unwrap_or(VictimClass::Unknown)
}

/// The class of the nouns in a span, the last first.
fn class_of(scene: &Scene<'_>, span: Span) -> VictimClass {
    let first = scene.tokens.list.partition_point(|t| t.span.end <= span.start);
    let last = scene.tokens.list.partition_point(|t| t.span.start < span.end);
    let mut found = VictimClass::Unknown;
    for token in scene.tokens.list[first..last].iter().rev() {
        let Some(class) = scene.gazetteer.vocabulary.info(token.word).noun_class.person else {
            continue;
        };
        if class == VictimClass::Unknown {
            continue;
        }
        // “people”, “men” say least: what stands before them may say more.
        if found == VictimClass::Unknown || found == VictimClass::Civilian && class != VictimClass::Civilian {
            found = class;
        }
    }
    found
}

/// “people”, “persons”, a bare number: a total of everybody.
fn is_general(scene: &Scene<'_>, claim: &Claim) -> bool {
    let Some(span) = claim.counted else { return !claim.implied };
    let last = scene.tokens.list.partition_point(|t| t.span.start < span.end) - 1;
    let head = &scene.tokens.list[last];
    let alone = head.span == span;
    let is = |list| scene.gazetteer.vocabulary.lists(head.word, list);
    // “people” and “civilians and people” are everybody, “wounded policemen” are not.
    is(WordList::EVERYBODY) && (alone || scene.gazetteer.vocabulary.info(head.word).noun_class.person.is_some())
}

impl Group {
    fn add(&mut self, scene: &Scene<'_>, sections: &[u32], claims: &[Claim], new: &[usize]) {
        let first_new = new[0];
        let mut repeated = None;
        for c in new {
            let claim = &claims[*c];
            self.claims.push(*c);
            if let Some(reason) = counts(claim) {
                self.set_aside.push((*c, reason));
                continue;
            }
            if !KINDS.contains(&claim.kind) {
                self.used.push(*c);
                continue;
            }
            if repeated == Some((claim.kind, claim.verb)) && claim.verb.is_some() {
                // “killing 90 Afghans and 13 Americans”, where 90 was the headline's toll: the 13 come on top.
                self.used.push(*c);
                continue;
            }
            self.weigh(scene, claims, *c, first_new);
            if self.set_aside.last() == Some(&(*c, SetAsideReason::Repeated)) {
                repeated = Some((claim.kind, claim.verb));
            }
        }
        self.last_sentence = claims[new[0]].sentence;
        self.told.add(scene, sections, claims, new);
    }

    /// Sets one claim against those of its kind that are used already.
    fn weigh(&mut self, scene: &Scene<'_>, claims: &[Claim], new: usize, first_new: usize) {
        let claim = &claims[new];
        if let Some(by_time) = told_again(scene, claim) {
            let same = |c: &usize| claims[*c].sentence == claim.sentence && claims[*c].kind == claim.kind;
            let first: Vec<usize> = self.used.iter().copied().filter(same).collect();
            if !first.is_empty() && by_time {
                for c in first {
                    self.drop(c, SetAsideReason::Superseded);
                }
                self.used.push(new);
                return;
            }
            if !first.is_empty() {
                self.set_aside.push((new, SetAsideReason::Repeated));
                return;
            }
        }
        // “The government gave a toll of 89, a monitor put the number of dead at 120”: two sources' tolls of one event.
        let of_another = |c: &usize| {
            let told = &claims[*c];
            let source = |c: &Claim| c.source.map(|s| s.span);
            told.sentence == claim.sentence && told.kind == claim.kind && !told.implied && source(told) != source(claim)
        };
        let counted = matches!(claim.rule, Rule::Frame(index) if scene.frames.get(index).is(Slot::StateToll));
        if counted && self.used.iter().any(of_another) {
            self.set_aside.push((new, SetAsideReason::Repeated));
            return;
        }
        let before: Vec<usize> = self
            .used
            .iter()
            .copied()
            .filter(|c| *c < first_new && claims[*c].kind == claim.kind)
            .collect();
        if before.is_empty() || claim.additional {
            self.used.push(new);
            return;
        }
        let size = |f: &Figure| f.value.or(f.low).or(f.high).unwrap_or(0.0);
        let total: f64 = before.iter().map(|c| size(&claims[*c].figure)).sum();
        let value = size(&claim.figure);
        let class = victim_class(scene, claim);
        let known: Vec<VictimClass> = before.iter().map(|c| victim_class(scene, &claims[*c])).collect();
        let also = scene
            .phrases
            .read(scene.sentences[claim.sentence as usize].span.of(scene.text))
            .also;
        let other_side = class == VictimClass::Combatant
            && known
                .iter()
                .all(|k| matches!(k, VictimClass::Civilian | VictimClass::SecurityForce | VictimClass::Official))
            || matches!(class, VictimClass::Civilian | VictimClass::SecurityForce | VictimClass::Official)
                && known.iter().all(|k| *k == VictimClass::Combatant);
        let asserted = before.iter().all(|c| claims[*c].modality == Modality::Asserted);
        if claim.figure.comparator == Comparator::None {
            self.set_aside.push((new, SetAsideReason::Negated));
        } else if claim.modality == Modality::Reported && asserted && !also && !other_side {
            // “The rebels claimed that ten had died”: what is merely claimed overtakes no toll that the text asserts.
            self.set_aside.push((new, SetAsideReason::Repeated));
        } else if before.iter().all(|c| claims[*c].figure.comparator == Comparator::None) && value > 0.0 {
            for c in before {
                self.drop(c, SetAsideReason::Superseded);
            }
            self.used.push(new);
        } else if (value - total).abs() < 0.5
            || before
                .iter()
                .any(|c| (size(&claims[*c].figure) - value).abs() < 0.5 && !claim.implied)
                && !also
                && !other_side
        {
            self.set_aside.push((new, SetAsideReason::Repeated));
        } else if also || other_side {
            self.used.push(new);
        } else if value >= WAR && value > total * MOST_RISE {
            // “nearly 1,200 dead” of the whole war, told beside one strike's twelve.
            self.set_aside.push((new, SetAsideReason::OtherScope));
        } else if value > total && (is_general(scene, claim) || known.contains(&class) || class == VictimClass::Unknown) {
            for c in before {
                self.drop(c, SetAsideReason::Superseded);
            }
            self.used.push(new);
        } else if value > total {
            self.used.push(new);
        } else if claim.implied && total >= 1.0 {
            // “The dead commander …”, named after the count.
            self.set_aside.push((new, SetAsideReason::Repeated));
        } else {
            self.set_aside.push((new, SetAsideReason::Subset));
        }
    }

    fn drop(&mut self, claim: usize, reason: SetAsideReason) {
        self.used.retain(|u| *u != claim);
        self.set_aside.push((claim, reason));
    }

    fn close(self, claims: &[Claim]) -> Option<Incident> {
        let mut incident = Incident {
            used: self.used,
            set_aside: self.set_aside,
            ..Incident::default()
        };
        if incident.used.is_empty() {
            return None;
        }
        for (n, kind) in KINDS.iter().enumerate() {
            let figures: Vec<&Figure> = incident
                .used
                .iter()
                .map(|c| &claims[*c])
                .filter(|c| c.kind == *kind)
                .map(|c| &c.figure)
                .collect();
            incident.tallies[n] = tally(&figures);
        }
        incident.event_type = incident
            .used
            .iter()
            .find_map(|c| claims[*c].event_type.filter(|e| *e != EventType::Attack))
            .or_else(|| incident.used.iter().find_map(|c| claims[*c].event_type));
        incident.set_aside.sort_unstable_by_key(|(c, _)| *c);
        Some(incident)
    }
}

/// Adds figures up: bounds with bounds; `best` only where every one states a number.
fn tally(figures: &[&Figure]) -> Tally {
    if figures.is_empty() {
        return Tally::default();
    }
    let whole = |x: f64| if x.is_finite() && x >= 0.0 { x.min(1e15) as u64 } else { 0 };
    let sum = |f: fn(&Figure) -> Option<f64>| figures.iter().map(|x| f(x)).sum::<Option<f64>>().map(whole);
    // “More than 40” states a bound, “about 40” a number.
    let stated = |f: &Figure| {
        f.value.filter(|_| {
            matches!(
                f.comparator,
                Comparator::Eq | Comparator::None | Comparator::About | Comparator::Nearly
            )
        })
    };
    let lows: Vec<f64> = figures.iter().filter_map(|f| f.low).collect();
    Tally {
        low: (!lows.is_empty()).then(|| whole(lows.iter().sum())),
        best: sum(stated),
        high: sum(|f| f.high),
    }
}

/// The first of the roles that is filled.
#[must_use]
pub fn first_role<'a>(claims: &'a [Claim], used: &[usize], of: impl Fn(&'a Claim) -> Option<&'a Role>) -> Option<&'a Role> {
    used.iter().find_map(|c| of(&claims[*c]))
}
