//! What the frames share: the words that a frame asks for beside its trigger, numbers behind a colon, and the claims that come of what was found.

use super::Work;
use super::claim::{Claim, Role, Rule};
use super::figure::Found;
use super::frames::{Frame, Wanted};
use crate::chunk::{ChunkKind, NounGroup, VerbForm};
use crate::gazetteer::Class;
use crate::record::{Comparator, Kind, Modality, VictimClass};
use crate::text::WordId;

impl<'a> Work<'a> {
    pub(super) fn frame(&self, index: u16) -> &'a Frame {
        self.context.frames.get(index)
    }

    pub(super) fn is_one_of(&self, noun: &NounGroup, wanted: &Wanted) -> bool {
        wanted.has(self.word(noun.head), self.context.vocabulary)
    }

    /// What a frame asks for beside its trigger at chunk `at`, whose clause goes on to the chunk `end`: its words, and none that speak against it.
    pub(super) fn words_fit(&self, at: usize, from: usize, frame: &Frame) -> Result<(), &'static str> {
        if !frame.needs.is_empty() && !self.word_within(from, self.clause_end(at), &frame.needs) {
            return Err("one of its words (needs) in the clause");
        }
        if !frame.needs_before.is_empty() && !self.word_within(0, at, &frame.needs_before) {
            return Err("one of its words (needs_before) before it");
        }
        if !frame.unless.is_empty() && self.word_within(from, self.clause_end(at), &frame.unless) {
            return Err("no word (unless) that speaks against it");
        }
        if !frame.unless_before.is_empty() && self.word_within(0, at, &frame.unless_before) {
            return Err("no word (unless_before) before it that speaks against it");
        }
        Ok(())
    }

    /// The chunk behind `at` with which its own words end: the next finite verb, or a full stop.
    fn clause_end(&self, at: usize) -> usize {
        (at + 1..self.links.chunks.len())
            .find(|k| {
                matches!(&self.links.chunks[*k].kind, ChunkKind::Verb(v) if v.form == VerbForm::Finite)
                    || matches!(self.links.chunks[*k].kind, ChunkKind::Stop)
            })
            .map_or(self.links.chunks.len(), |k| k + 1)
    }

    fn word_within(&self, from: usize, end: usize, wanted: &Wanted) -> bool {
        // “Eleven wounded, three fatally”, “two of them fatally”: an adverb behind a bare number is told of that number.
        let told_of_number = |k: usize| {
            let number = if k > 2 && self.is_them(k - 1) { k - 3 } else { k.saturating_sub(1) };
            k > 0 && matches!(self.links.chunks[k].kind, ChunkKind::Adverb) && self.links.is_bare_number(number)
        };
        (from..end.max(from))
            .filter(|k| !told_of_number(*k))
            .flat_map(|k| self.links.chunks[k].tokens.clone())
            .any(|t| wanted.has(self.word(t), self.context.vocabulary))
    }

    /// Whether a chunk is a form of “be” alone.
    pub(super) fn is_be(&self, at: usize) -> bool {
        self.links.verb(at).is_some_and(|v| self.links.is(self.word(v.head), Class::BE))
    }

    pub(super) fn preposition_follows(&self, at: usize, words: &[WordId]) -> bool {
        self.links.chunks[at + 1..]
            .iter()
            .take(4)
            .any(|c| c.preposition().is_some_and(|p| words.contains(&p)))
    }

    /// “killed and wounded 12”, “12 were killed or wounded”: one figure of two verbs that “and” or “or” joins is of casualties not told apart.
    pub(super) fn merge_casualties(&mut self) {
        let mut at = 0;
        while at < self.claims.len() {
            let c = &self.claims[at];
            let (kind, span, verb) = (c.kind, c.figure_span, c.verb);
            let joined = |other: &Claim| {
                other.kind == Kind::Injured
                    && other.figure_span == span
                    && !other.implied
                    && verb.zip(other.verb).is_some_and(|(a, b)| b == a + 2)
            };
            if kind == Kind::Killed
                && let Some(twin) = self.claims.iter().position(joined)
            {
                self.claims[at].kind = Kind::Casualties;
                self.claims.remove(twin);
            }
            at += 1;
        }
    }

    /// What befell somebody is told once: two claims of the same people stay only where both befell them.
    pub(super) fn one_kind_each(&mut self) {
        if self.claims.len() < 2 {
            return;
        }
        // “Three hostages were killed”, “43 detainees died”: of what the verb tells, not of what the noun says they were before.
        let frames = self.context.frames;
        let by_noun = |c: &Claim| matches!(c.rule, Rule::Frame(index) if frames.get(index).counts_captives());
        let by_verb = |c: &Claim| !by_noun(c) && !c.implied && c.verb.is_some();
        self.without_those_told(by_noun, |c, other| by_verb(other) && other.figure_span == c.figure_span);
        // “Triple murder in Laventille: three men were shot dead”: the noun that says how many stands for those told behind it.
        self.without_those_told(Claim::is_its_own_figure, |c, other| {
            other.kind == c.kind && other.verb.is_some() && other.noun > c.noun && other.figure.value == c.figure.value
        });
        // “A woman who had been wounded by shelling died”: she is one of the dead.
        let one_wounded = |c: &Claim| c.kind == Kind::Injured && c.implied;
        self.without_those_told(one_wounded, |c, other| {
            other.kind == Kind::Killed && other.figure_span == c.figure_span
        });
        // “taken prisoner by rebels”: whoever was abducted was not arrested besides.
        let arrested = |c: &Claim| c.kind == Kind::Detained;
        self.without_those_told(arrested, |c, other| {
            other.kind == Kind::Abducted && (other.figure_span, other.verb) == (c.figure_span, c.verb)
        });
    }

    /// Leaves out the claims for which `may_go` holds and another that `tells` the same.
    fn without_those_told(&mut self, may_go: impl Fn(&Claim) -> bool, tells: impl Fn(&Claim, &Claim) -> bool) {
        let goes: Vec<bool> = self
            .claims
            .iter()
            .map(|c| may_go(c) && self.claims.iter().any(|other| tells(c, other)))
            .collect();
        let mut goes = goes.into_iter();
        self.claims.retain(|_| goes.next() != Some(true));
    }

    /// “Fatalities: 7”, “Killed: 3”: a bare number behind a trigger and a colon. “Killed: Rosa Diaz, 44, and her son”, “Hanged at dawn: six men”: behind a trigger
    /// that opens the sentence those named there.
    pub(super) fn behind_colon(&self, at: usize, persons: bool) -> Vec<Found> {
        let text = |k: usize| {
            self.links
                .chunks
                .get(k)
                .map(|c| self.context.tokens.span(&c.tokens).of(self.context.text))
        };
        let mut colon = at + 1;
        if at == 0 {
            let between = |k: usize| {
                matches!(
                    self.links.chunks.get(k).map(|c| &c.kind),
                    Some(ChunkKind::Preposition(_) | ChunkKind::Date(_) | ChunkKind::Noun(_))
                )
            };
            while between(colon) {
                colon += 1;
            }
        }
        let Some(mark) = text(colon) else { return Vec::new() };
        let Some(noun) = self.links.noun(colon + 1) else {
            return Vec::new();
        };
        let bare = noun.counted_from >= self.links.chunks[colon + 1].tokens.end;
        if bare && colon == at + 1 && matches!(mark, ":" | "=" | "-" | "–") {
            return self.stated(colon + 1).into_iter().collect();
        }
        // “Dead: one gendarme, one bandit”, “KIA: 3 SDF, 2 ISIS”: a form's field, with commas alone between what it lists.
        // (“Six dead: three pupils and a policeman” has its figure before it.)
        let counted = at > 0 && self.links.noun(at - 1).is_some();
        let field = colon == at + 1 && !counted && noun.number.is_some() && (persons || self.is_note(at));
        if mark == ":" && (at == 0 && persons || field) {
            let mut list = self.links.list_right(colon + 1);
            while let Some(last) = list.last().copied()
                && matches!(
                    self.links.chunks.get(last + 1).map(|c| &c.kind),
                    Some(ChunkKind::Comma | ChunkKind::Coordinator)
                )
                && self.links.noun(last + 2).is_some_and(|n| n.number.is_some())
            {
                list.push(last + 2);
            }
            return self.figures(&list, true, true);
        }
        Vec::new()
    }

    /// “KIA”, “WIA”: an abbreviation of the notes that coders write.
    fn is_note(&self, at: usize) -> bool {
        let tokens = &self.links.chunks[at].tokens;
        tokens.len() == 1 && self.context.tokens.list[tokens.start as usize].is_all_caps()
    }

    pub(crate) fn claim(&self, found: Found, verb: Option<usize>, rule: Rule, trigger: u32) -> Claim {
        let (kind, event_type) = match rule {
            Rule::Frame(index) => (self.frame(index).kind, self.frame(index).event_type),
            Rule::Fixed(_) => (Kind::Other, None),
        };
        Claim {
            sentence: self.sentence,
            kind,
            figure: found.figure,
            implied: found.implied,
            figure_span: found.span,
            counted: found.counted,
            trigger: Some(self.context.tokens.list[trigger as usize].span),
            currency: None,
            noun: found.noun,
            verb,
            rule,
            event_type,
            actor: None,
            wants_actor: false,
            target: None,
            weapon: None,
            subset_of: None,
            part: false,
            additional: found.additional,
            background: false,
            scope: None,
            modality: Modality::Asserted,
            hedge: None,
            places: Vec::new(),
            date: None,
            source: None,
            source_type: None,
        }
    }

    /// Adds a claim that no frame makes: of those of whom something before told already.
    pub(super) fn push_told(
        &mut self,
        found: Found,
        rule: &'static str,
        trigger: u32,
        verb: Option<usize>,
        kind: Kind,
        target: Option<Role>,
    ) -> &mut Claim {
        let noun = found.noun;
        let mut claim = self.claim(found, verb, Rule::Fixed(rule), trigger);
        claim.kind = kind;
        claim.target = target;
        claim.wants_actor = true;
        self.used[noun] = true;
        self.claims.push(claim);
        let last = self.claims.len() - 1;
        &mut self.claims[last]
    }

    pub(super) fn push_found(&mut self, found: Vec<Found>, verb: Option<usize>, index: u16, trigger: u32, actor: Option<Role>) {
        let frame = self.frame(index);
        let background = self.is_background(trigger);
        for f in found {
            let noun = f.noun;
            let span = f.span;
            if frame.only_none && f.figure.comparator != Comparator::None {
                continue;
            }
            if frame.known_people && !self.are_known_people(noun) {
                continue;
            }
            let person = self.class_of(noun).person;
            if frame.under_arms && !matches!(person, Some(VictimClass::Combatant | VictimClass::SecurityForce)) {
                continue;
            }
            // “shot by two men who fled on foot”
            let by = self
                .links
                .governor(noun)
                .is_some_and(|p| self.links.chunks[p].preposition() == Some(self.context.frames.words.by));
            if frame.kind == Kind::Displaced && by {
                continue;
            }
            if frame.bare && !self.links.is_bare_number(noun) {
                continue;
            }
            // “two civilians, identified as Saeed Khan and Alam Khan”: the same two.
            let same = |c: &Claim| c.kind == frame.kind && c.noun < noun && c.figure.value.is_some() && c.figure.value == f.figure.value;
            if frame.part && f.implied && self.claims.iter().any(same) {
                continue;
            }
            if !frame.combatants && matches!(person, Some(VictimClass::Combatant | VictimClass::SecurityForce)) {
                continue;
            }
            if let Some(known) = self
                .claims
                .iter_mut()
                .find(|c| c.kind == frame.kind && c.figure_span.overlaps(&span))
            {
                if frame.overrides {
                    known.rule = Rule::Frame(index);
                }
                continue;
            }
            // One noun phrase told of two verbs keeps both kinds (“kidnapped and killed”), but a stated number is one figure of one kind.
            let target = self.victims(noun);
            let mut claim = self.claim(f, verb, Rule::Frame(index), trigger);
            claim.actor = actor;
            claim.part = frame.part;
            claim.background = background;
            // Who freed or sentenced people is told with them or not at all.
            claim.wants_actor = frame.has_agent && frame.kind != Kind::Other || frame.kind.counts_victims();
            let names = (frame.kind.counts_victims() || frame.kind == Kind::Other) && !claim.is_its_own_figure();
            claim.target = target.filter(|_| names);
            self.used[noun] = true;
            self.claims.push(claim);
        }
    }
}
