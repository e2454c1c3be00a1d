//! Where and when: each claim takes the place and the date of its own clause or sentence, else those of what the text is telling. Chooses among what
//! [`super::wherein`] and [`super::when`] read in each sentence; reads no words itself.
//!
//! What is told goes on through a paragraph and over a few sentences of running text. It ends at a list item or heading with a setting of its own, and background
//! (a date in a relative clause, a stretch of years, a comparison) never goes on. A sentence far from the last setting that points back at the event (“the attack”)
//! takes that of the text's opening, and where the whole text tells of one country, a claim without a place is at least there.

use super::lead::{Lead, lead};
use super::scope::{self, is_event};
use super::{Scene, reports, when, wherein};
use crate::chunk::{ChunkKind, Determiner, Links, NounGroup, VerbForm, Voice};
use crate::extract::{Claim, Trigger};
use crate::gazetteer::{Entity, WordList};
use crate::record::{Feature, Kind, MentionType, Scope};
use crate::text::SentenceKind;
use smallvec::SmallVec;

/// How far a setting goes on in running text, in sentences.
const REACH: u32 = 4;
/// The sentences at the head of a text whose setting is that of its main event.
const OPENING: u32 = 6;

/// How long before the event that is told another has to lie to be its history, in days.
pub(super) const HISTORY: i32 = 60;

/// How many events are not those of one day.
const MANY: f64 = 10.0;

/// Mentions of a date: of its beginning, and of its end where the text names both.
pub(super) type Dated = (u32, Option<u32>);

/// The setting that a sentence told, for those after it.
#[derive(Clone, Debug, Default)]
struct Told<T> {
    sentence: u32,
    paragraph: u32,
    /// Told of a claim, not only named.
    firm: bool,
    /// Named by the head of an entry: holds until the next.
    header: bool,
    value: T,
}

/// The places and dates of a text as they are told.
#[derive(Default)]
struct Telling {
    places: Option<Told<Vec<u32>>>,
    date: Option<Told<Dated>>,
    /// The stretch of time in which figures were added up, and how.
    period: Option<Told<(Dated, Scope)>>,
    opening_places: Option<Vec<u32>>,
    opening_date: Option<Dated>,
    /// Whether the text has told of no other places than those of its opening, and what holds them.
    one_place: bool,
    /// Whether the text has told of no other days than those of its opening.
    one_day: bool,
    /// Whether anybody has been harmed or anything attacked.
    violence: bool,
    dateline: Option<u32>,
    /// The first sentence of the report that is being told.
    start: u32,
    /// Whether something below the headlines has been told.
    body: bool,
    /// What the line before a list says of its items.
    list: Option<Lead>,
}

/// Sets `places`, `date` and `scope` of each claim. `claims` are sorted by sentence.
pub(super) fn set(scene: &Scene<'_>, claims: &mut [Claim]) {
    let mut telling = Telling::default();
    let mut next = 0;
    for index in 0..scene.sentences.len() as u32 {
        let sentence = &scene.sentences[index as usize];
        let tells = sentence.kind.tells() || sentence.kind == SentenceKind::Heading;
        let own = if tells {
            wherein::places(scene, index)
        } else {
            wherein::Places::default()
        };
        let dates = if tells { when::dates(scene, index) } else { Vec::new() };
        // A wire's desk in the capital says little of where things happened.
        let desk = own.dateline.filter(|d| !wherein::is_capital(scene, *d));
        if telling.body && (own.report.is_some() || sentence.kind == SentenceKind::Heading && opens_report(scene, index + 1)) {
            telling.fill_opening(scene, &mut claims[..next]);
            telling = Telling {
                start: index,
                ..Telling::default()
            };
        }
        telling.dateline = telling.dateline.or(desk);
        if own.header || fresh_start(scene, index) && (!own.located.is_empty() || !dates.is_empty()) {
            // A list item that says where or when does not go on from the item before it.
            telling.places = None;
            telling.date = None;
        }
        if sentence.kind != SentenceKind::ListItem {
            telling.list = lead(scene, index);
        }
        let of_list = telling
            .list
            .filter(|_| sentence.kind == SentenceKind::ListItem)
            .and_then(|l| l.days);
        let first = next;
        // “Total for the week: …” adds up what the text told, and has no scene of its own.
        let claimed = claims.get(next).is_some_and(|c| c.sentence == index);
        let total = claimed && scene.phrases.read(sentence.span.of(scene.text)).total;
        let mut scoped: SmallVec<[bool; 8]> = SmallVec::new();
        // “Burkina Faso had 1,532 dead in 111 attacks”: a sentence that adds up itself.
        let adds_up = |c: &Claim| c.kind == Kind::Attacks && !c.implied && c.figure.value.or(c.figure.low).is_some_and(|v| v >= MANY);
        let adding = claims[next..].iter().take_while(|c| c.sentence == index).any(adds_up);
        while next < claims.len() && claims[next].sentence == index {
            let claim = &mut claims[next];
            next += 1;
            let links = scene.links(index);
            let back = points_back(&links, claim);
            claim.places = wherein::choose(scene, claim, &own.located);
            let chosen = when::choose(scene, claim, &dates);
            // What happened months before did not happen where the last event told did.
            let history = total || chosen.as_ref().is_some_and(|c| telling.is_long_before(scene, c.dated));
            if let Some(desk) = own.dateline.or(telling.dateline.filter(|_| index <= telling.start + 1))
                && wherein::hold(scene, &claim.places, desk)
            {
                // “MUQDADIYAH – … in a market in Diyala province”: the dateline says where in the province.
                claim.places.push(desk);
            }
            if claim.places.is_empty() && !history {
                claim.places = telling.places_for(index, sentence.paragraph, claim, back);
                if claim.places.is_empty() && is_event(claim.kind) {
                    claim.places.extend(own.speaker);
                }
            }
            wherein::sort(scene, &mut claim.places);
            if let Some(chosen) = chosen {
                claim.date = Some(chosen.dated);
                claim.scope = chosen.scope;
            } else if let Some((dated, scope)) = of_list.filter(|_| dates.is_empty()) {
                claim.date = Some(dated);
                claim.scope = scope.filter(|_| !claim.implied);
            } else if let Some((dated, scope)) = telling.period_for(scene, index, claim, adding).filter(|_| dates.is_empty()) {
                claim.date = Some(dated);
                claim.scope = Some(scope);
            } else {
                claim.date = telling.date_for(index, sentence.paragraph, claim, back).filter(|_| !total);
            }
            scoped.push(claim.scope.is_some());
            if claim.scope.is_none() {
                claim.scope = Some(scope::without_date(scene, claim));
            }
        }
        scope::pass_to_parts(&mut claims[first..next], first, &scoped);
        telling.note(scene, index, &own, &dates, &claims[first..next]);
        telling.note_period(index, sentence.paragraph, &dates, &claims[first..next]);
        telling.body |= tells
            && !matches!(
                sentence.kind,
                SentenceKind::Title | SentenceKind::Standfirst | SentenceKind::Heading
            );
    }
    telling.fill_opening(scene, claims);
    country_of_all(scene, claims);
}

/// Whether a sentence opens a new item of a list, or a block under a heading of its own.
fn fresh_start(scene: &Scene<'_>, index: u32) -> bool {
    let sentence = &scene.sentences[index as usize];
    let new_block = index == 0 || scene.sentences[index as usize - 1].paragraph != sentence.paragraph;
    new_block && matches!(sentence.kind, SentenceKind::ListItem | SentenceKind::Heading)
}

/// Whether a sentence opens a report, by its dateline.
fn opens_report(scene: &Scene<'_>, index: u32) -> bool {
    (index as usize) < scene.sentences.len() && reports::opens_paragraph(scene, index) && reports::dateline(scene, index).is_some()
}

/// Whether the clause of a claim points back at an event: “the attack”, “that raid”.
pub(super) fn points_back(links: &Links<'_>, claim: &Claim) -> bool {
    let clause = links.clause(claim.verb.unwrap_or(claim.noun));
    links.chunks[clause].iter().any(|c| {
        c.noun()
            .is_some_and(|n| n.class.event.is_some() && n.determiner == Determiner::Definite && n.number.is_none())
    })
}

/// “The attacks claimed 120 lives”: whether what the clause points back to are several events.
fn points_to_many(links: &Links<'_>, claim: &Claim) -> bool {
    let clause = links.clause(claim.verb.unwrap_or(claim.noun));
    let several = |n: &NounGroup| n.class.event.is_some() && n.determiner == Determiner::Definite && n.plural;
    links.chunks[clause].iter().filter_map(|c| c.noun()).any(several)
}

impl Telling {
    /// Whether a date is long before the one that is being told.
    fn is_long_before(&self, scene: &Scene<'_>, date: Dated) -> bool {
        let days = |d: Dated| when::days(scene, d.0);
        let told = self.date.as_ref().map(|t| t.value).or(self.opening_date).and_then(days);
        told.zip(days(date))
            .is_some_and(|(now, then)| (now.0 - then.1).get_days() > HISTORY)
    }

    fn places_for(&self, index: u32, paragraph: u32, claim: &Claim, back: bool) -> Vec<u32> {
        // Sums and shares go less far, and over no paragraph: they are told of more than one scene.
        let reach = match claim.kind {
            Kind::Money | Kind::Share | Kind::Seats => u32::from(self.places.as_ref().is_some_and(|t| t.paragraph == paragraph)),
            _ => REACH,
        };
        if let Some(told) = &self.places {
            let same = told.paragraph == paragraph && (told.firm || is_event(claim.kind)) || told.header;
            if same || index - told.sentence <= reach {
                return told.value.clone();
            }
        }
        if is_event(claim.kind)
            && (back || self.places.is_none() || self.one_place)
            && let Some(places) = &self.opening_places
        {
            return places.clone();
        }
        if is_event(claim.kind) && self.places.is_none() && index <= self.start + OPENING {
            return self.dateline.into_iter().collect();
        }
        Vec::new()
    }

    /// The stretch of time that goes on to a claim without a date: where its sentence points to it (“over the same period”, “the attacks claimed 120 lives”), or is the
    /// next one and adds up events too.
    fn period_for(&self, scene: &Scene<'_>, index: u32, claim: &Claim, adding: bool) -> Option<(Dated, Scope)> {
        let told = self.period.as_ref()?;
        if claim.implied || !is_event(claim.kind) {
            return None;
        }
        let pointed = || scene.phrases.read(scene.sentences[index as usize].span.of(scene.text)).period;
        let last = self.date.as_ref().is_none_or(|d| d.sentence < told.sentence);
        let goes_on = index - told.sentence == 1 && last && (adding || points_to_many(&scene.links(index), claim));
        (goes_on || index - told.sentence <= REACH && pointed()).then_some(told.value)
    }

    fn date_for(&self, index: u32, paragraph: u32, claim: &Claim, back: bool) -> Option<Dated> {
        if !is_event(claim.kind) {
            return None;
        }
        if let Some(told) = &self.date {
            let reach = if told.paragraph == paragraph { REACH } else { REACH - 1 };
            if told.header || index - told.sentence <= reach {
                return Some(told.value);
            }
        }
        // A text that has told of one day only is told of that day.
        self.opening_date.filter(|_| back || self.one_day)
    }

    /// Remembers the stretch of time of which a sentence told.
    fn note_period(&mut self, index: u32, paragraph: u32, dates: &[when::Date], claims: &[Claim]) {
        let adds_up = |c: &&Claim| matches!(c.scope, Some(Scope::Interval | Scope::Cumulative)) && !c.implied;
        let told = claims.iter().filter(adds_up).find_map(|c| Some((c.date?, c.scope?)));
        // “Since May they have tried 34 times”: also where no claim is made of it.
        let running = || {
            dates
                .iter()
                .find(|d| d.running && !d.superlative)
                .map(|d| ((d.mention, None), Scope::Cumulative))
        };
        if let Some(value) = told.or_else(running) {
            self.period = Some(Told {
                sentence: index,
                paragraph,
                firm: true,
                header: false,
                value,
            });
        }
    }

    /// Remembers what a sentence told, for those after it.
    fn note(&mut self, scene: &Scene<'_>, index: u32, own: &wherein::Places, dates: &[when::Date], claims: &[Claim]) {
        let paragraph = scene.sentences[index as usize].paragraph;
        let told_event = claims.iter().any(|c| is_event(c.kind));
        let patients = own.wards && !claims.iter().any(|c| c.kind == Kind::Attacks);
        // “A suspect was arrested in Kizilyurt on Tuesday”: what the text goes on to tell of the attack was not there and then.
        let arrests = told_event && self.violence && claims.iter().filter(|c| is_event(c.kind)).all(|c| c.kind == Kind::Detained);
        self.violence |= claims.iter().any(|c| is_event(c.kind) && c.kind != Kind::Detained);
        if !own.located.is_empty() && !patients && !arrests {
            // Where a claim was told, its places; else those of the sentence.
            let of_claim = claims
                .iter()
                .find(|c| is_event(c.kind) && !c.places.is_empty())
                .map(|c| c.places.clone());
            let firm = of_claim.is_some() || own.header;
            let value = of_claim.unwrap_or_else(|| own.located.clone());
            if self.opening_places.is_none() && index <= self.start + OPENING {
                self.opening_places = Some(value.clone());
                self.one_place = true;
            }
            if self.one_place {
                let id = |m: &u32| scene.entity(*m).map(|e| &e.id);
                let same = |m: &u32| self.opening_places.iter().flatten().any(|o| id(o) == id(m));
                let holds = || self.opening_places.iter().flatten().any(|o| wherein::hold(scene, &value, *o));
                self.one_place = value.iter().all(same) || holds();
            }
            // A place that no claim is told of (“were taken to hospitals in Baquba”) and the country around do not end what is being told.
            let stays = self.places.as_ref().is_some_and(|t| {
                index - t.sentence <= REACH
                    && !own.wide
                    && (t.firm && !firm && t.paragraph == paragraph || wherein::only_country_of(scene, &value, &t.value))
            });
            if !stays {
                self.places = Some(Told {
                    sentence: index,
                    paragraph,
                    firm,
                    header: own.header,
                    value,
                });
            }
        }
        let of_claim = claims
            .iter()
            .filter(|c| is_event(c.kind))
            .filter_map(|c| c.date)
            .find(|d| dates.iter().any(|o| o.mention == d.0 && o.goes_on));
        let named = || dates.iter().find(|d| d.goes_on).map(|d| (d.mention, None));
        if let Some(date) = of_claim.or_else(named).filter(|_| !arrests) {
            if self.opening_date.is_none() && index <= self.start + OPENING && told_event {
                self.opening_date = Some(date);
                self.one_day = true;
            }
            let days = |d: Dated| when::days(scene, d.0);
            self.one_day = self.one_day && self.opening_date.and_then(days) == days(date);
            self.date = Some(Told {
                sentence: index,
                paragraph,
                firm: told_event,
                header: own.header,
                value: date,
            });
        }
    }

    /// A headline and a first sentence without a place or a day are told of those that the opening goes on to name.
    fn fill_opening(&self, scene: &Scene<'_>, claims: &mut [Claim]) {
        let tells_one = !scene
            .sentences
            .iter()
            .skip(self.start as usize)
            .take(OPENING as usize)
            .any(|s| s.kind == SentenceKind::ListItem);
        let from = claims.partition_point(|c| c.sentence < self.start);
        for claim in claims[from..].iter_mut().take_while(|c| c.sentence < self.start + OPENING) {
            if !tells_one || !is_event(claim.kind) {
                continue;
            }
            if let Some(places) = self.opening_places.as_ref().filter(|_| claim.places.is_empty()) {
                claim.places.clone_from(places);
            }
            if claim.date.is_none() && claim.scope == Some(Scope::Incident) {
                claim.date = self.opening_date;
            }
        }
    }
}

/// Where all places of a text lie in one country that it names, a claim of violence without a place took place there.
fn country_of_all(scene: &Scene<'_>, claims: &mut [Claim]) {
    if claims.iter().all(|c| !c.places.is_empty() || !is_event(c.kind)) {
        return;
    }
    let entity = |m: &u32| scene.entity(*m);
    let mut countries = claims
        .iter()
        .flat_map(|c| &c.places)
        .filter_map(entity)
        .map(|e| e.country.as_str())
        .filter(|c| !c.is_empty());
    let Some(country) = countries.next() else { return };
    if countries.any(|c| c != country) {
        return;
    }
    let is_country = |e: &Entity| e.feature() == Some(Feature::Country) && e.country == country;
    let named = (0..scene.mentions.len() as u32)
        .find(|m| scene.mentions[*m as usize].is(MentionType::Place) && scene.entity(*m).is_some_and(is_country));
    let Some(named) = named else { return };
    for claim in claims {
        if claim.places.is_empty() && is_event(claim.kind) {
            claim.places.push(named);
        }
    }
}

/// Whether a chunk stands in a relative clause or behind a comparing word, away from what the sentence mainly tells.
pub(super) fn is_aside(scene: &Scene<'_>, links: &Links<'_>, chunk: usize) -> bool {
    let clause = links.clause(chunk);
    let relative = clause.start > 0 && matches!(links.chunks[clause.start - 1].kind, ChunkKind::Relative);
    relative || compared(scene, links, chunk).is_some() || in_participle(scene, links, chunk)
}

/// The chunk of the comparing word before a chunk: “than in 2018”, “compared with March”, “down from 130 in July”.
pub(super) fn compared(scene: &Scene<'_>, links: &Links<'_>, chunk: usize) -> Option<usize> {
    let compares = |k: &usize| {
        let word = links.chunks[*k].tokens.clone().last();
        word.is_some_and(|t| scene.gazetteer.vocabulary.lists(scene.word(t), WordList::COMPARISON))
    };
    let small = |k: usize| matches!(links.chunks[k].kind, ChunkKind::Preposition(_) | ChunkKind::Adverb);
    let figure = |k: usize| links.noun(k).is_some_and(|n| n.number.is_some());
    let before = |k: usize, n: usize| k.checked_sub(n);
    let first = before(chunk, 1)?;
    if compares(&first) {
        return Some(first);
    }
    let second = before(chunk, 2).filter(|_| small(first))?;
    if compares(&second) {
        return Some(second);
    }
    before(chunk, 3).filter(|k| figure(second) && compares(k))
}

/// “The accord signed in Doha in 2020 ended a war”: whether a chunk hangs on a participle that only describes a noun and tells of no violence.
fn in_participle(scene: &Scene<'_>, links: &Links<'_>, chunk: usize) -> bool {
    let Some(at) = (0..chunk).rev().find(|k| links.verb(*k).is_some()) else {
        return false;
    };
    let Some(verb) = links.verb(at).filter(|v| v.form == VerbForm::Bare && v.voice == Voice::Passive) else {
        return false;
    };
    let describes = at > 0 && links.noun(at - 1).is_some_and(|n| n.number.is_none() && n.class.person.is_none());
    let goes_on = (chunk + 1..links.chunks.len())
        .take_while(|k| !matches!(links.chunks[*k].kind, ChunkKind::Stop | ChunkKind::Comma))
        .any(|k| {
            links
                .verb(k)
                .is_some_and(|v| v.form != VerbForm::Infinitive && v.form != VerbForm::Gerund)
        });
    describes && goes_on && scene.frames.triggered(Trigger::Verb, verb.verb).is_empty()
}
