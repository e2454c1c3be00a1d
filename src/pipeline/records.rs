//! From what the stages found to the records of the contract.

use super::Analysis;
use super::identity::{sha256, short_hash};
use super::sections::Before;
use crate::document::Document;
use crate::extract::{Claim, Role, Rule};
use crate::gazetteer::EntityDetail;
use crate::lexicon::Lexicon;
use crate::record::{
    ClaimRecord, DateAnchor, DocumentRecord, Evidence, EvidenceRole, Feature, IncidentRecord, Kind, MentionDetail, MentionRecord,
    MentionType, PlaceRecord, PublishedEvidence, Scope, SentenceRecord, SetAside,
};
use crate::relate::{Incident, Scene, first_role, precision, precision_within, victim_class};
use crate::tag::{DateValue, Mention, MentionValue};
use crate::text::{CharIndex, Sentence, SentenceKind, Span};

/// The text of a record: its own, or borrowed from where it stands.
pub(super) trait Text<'t>: From<&'t str> + From<String> {}

impl<'t, S: From<&'t str> + From<String>> Text<'t> for S {}

/// Where a place lies.
#[derive(Default)]
struct Located<'g> {
    point: Option<(f64, f64)>,
    country: Option<&'g str>,
    admin1: Option<&'g str>,
    feature: Option<Feature>,
    geonameid: Option<u64>,
}

/// `doc_id`, a mark and an index.
fn id(document: &Document, mark: &str, n: usize) -> String {
    let mut id = String::with_capacity(document.doc_id.len() + 8);
    id.push_str(&document.doc_id);
    id.push_str(mark);
    id.push_str(itoa::Buffer::new().format(n));
    id
}

pub(super) fn document_record<'d, S: Text<'d>>(d: &'d Document, sentences: &[Sentence]) -> DocumentRecord<S> {
    // A title that the text has and nobody gave.
    let own_title = || {
        let title = sentences.iter().find(|s| s.kind == SentenceKind::Title)?;
        Some(title.span.of(&d.text))
    };
    DocumentRecord {
        doc_id: d.doc_id.as_str().into(),
        path: d.path.as_deref().map(S::from),
        sha256: sha256(d.text.as_bytes()).into(),
        format: d.format.into(),
        encoding: d.encoding.into(),
        title: d.title.as_deref().or_else(own_title).map(S::from),
        authors: d.authors.iter().map(|a| a.as_str().into()).collect(),
        publisher: d.publisher.as_deref().map(S::from),
        url: d.url.as_deref().map(S::from),
        published: d.published.as_deref().map(S::from),
        published_evidence: d.published_evidence.unwrap_or(PublishedEvidence::None),
        language: None,
        text_bytes: d.text.len() as u64,
        sentences: sentences.len() as u64,
        diagnostics: d.diagnostics.clone(),
        text: d.keep_text.then(|| d.text.as_str().into()),
    }
}

pub(super) fn sentence_record<'d, S: Text<'d>>(document: &'d Document, chars: &CharIndex<'_>, n: usize, s: &Sentence) -> SentenceRecord<S> {
    let (char_start, char_end) = chars.span(s.span);
    SentenceRecord {
        sentence_id: id(document, "#s", n).into(),
        doc_id: document.doc_id.as_str().into(),
        index: n as u64,
        paragraph: u64::from(s.paragraph),
        kind: s.kind,
        speaker: s.speaker.map(|span| span.of(&document.text).into()),
        start: u64::from(s.span.start),
        end: u64::from(s.span.end),
        char_start: char_start as u64,
        char_end: char_end as u64,
        text: s.span.of(&document.text).into(),
    }
}

/// Makes the mentions, claims and incidents of a document, or of a section of one, each when it is asked for.
pub(super) struct Maker<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    analysis: &'a Analysis,
    scene: Scene<'a>,
    chars: &'a CharIndex<'a>,
    told: Vec<&'a Mention>,
    /// Of each claim its id, and of each sentence.
    claim_ids: Vec<String>,
    sentence_ids: Vec<String>,
    /// Mentions of the sections before.
    mentions_before: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        document: &'a Document,
        lexicon: &'a Lexicon,
        analysis: &'a Analysis,
        chars: &'a CharIndex<'a>,
        before: &mut Before,
    ) -> Self {
        let claim_id = |c: &Claim| {
            let sentence = analysis.sentences[c.sentence as usize].span.of(&document.text);
            before.ids.next(&document.doc_id, sentence, c.kind)
        };
        Self {
            claim_ids: analysis.claims.iter().map(claim_id).collect(),
            sentence_ids: (0..analysis.sentences.len())
                .map(|n| id(document, "#s", before.sentences + n))
                .collect(),
            document,
            lexicon,
            analysis,
            scene: analysis.scene(document, lexicon),
            chars,
            told: analysis.told_mentions(),
            mentions_before: before.mentions,
        }
    }

    pub(super) fn mention_count(&self) -> usize {
        self.told.len()
    }

    pub(super) fn mentions<'m, S: Text<'m>>(&'m self) -> impl Iterator<Item = MentionRecord<S>> {
        self.told.iter().enumerate().map(|(n, m)| self.mention(n, m))
    }

    pub(super) fn claims<'m, S: Text<'m>>(&'m self) -> impl Iterator<Item = ClaimRecord<S>> {
        self.analysis.claims.iter().enumerate().map(|(n, c)| self.claim(n, c))
    }

    pub(super) fn incidents(&self) -> impl Iterator<Item = IncidentRecord> {
        self.analysis.incidents.iter().map(|i| self.incident(i))
    }

    fn text<'m, S: Text<'m>>(&'m self, span: Span) -> S {
        span.of(&self.document.text).into()
    }

    fn mention<'m, S: Text<'m>>(&'m self, n: usize, m: &'m Mention) -> MentionRecord<S> {
        let (char_start, char_end) = self.chars.span(m.span);
        let (mention_type, entity, stands_for) = match &m.value {
            MentionValue::Entity {
                kind, entity, stands_for, ..
            } => (*kind, *entity, *stands_for),
            MentionValue::Date(_) => (MentionType::Date, None, None),
            MentionValue::Quantity(_) => (MentionType::Quantity, None, None),
        };
        let entity = entity.map(|e| self.lexicon.gazetteer.entity(e));
        let detail = match &m.value {
            MentionValue::Date(d) => MentionDetail::Date {
                timex: d.timex,
                value: d.value.as_deref().map(S::from),
                date_start: d.start.map(|d| d.to_string().into()),
                date_end: d.end.map(|d| d.to_string().into()),
                date_prec: d.prec,
                date_anchor: d.anchor,
            },
            MentionValue::Quantity(q) => MentionDetail::Quantity {
                value: q.figure.value,
                low: q.figure.low,
                high: q.figure.high,
                comparator: q.figure.comparator,
                unit: q.unit.as_deref().map(S::from),
            },
            MentionValue::Entity {
                kind: MentionType::Place, ..
            } => {
                let located = self.located(m);
                MentionDetail::Place {
                    lat: located.point.map(|p| p.0),
                    lon: located.point.map(|p| p.1),
                    country: located.country.map(S::from),
                    admin1: located.admin1.map(S::from),
                    feature: located.feature,
                    geonameid: located.geonameid,
                }
            }
            MentionValue::Entity { .. } => MentionDetail::Plain {},
        };
        MentionRecord {
            mention_id: id(self.document, "#m", self.mentions_before + n).into(),
            doc_id: self.document.doc_id.as_str().into(),
            sentence_id: self.sentence_ids[m.sentence as usize].as_str().into(),
            mention_type,
            start: u64::from(m.span.start),
            end: u64::from(m.span.end),
            char_start: char_start as u64,
            char_end: char_end as u64,
            text: self.text(m.span),
            entity_id: entity.map(|e| e.id.as_str().into()),
            name: entity.map(|e| e.name.as_str().into()),
            method: m.method,
            stands_for: stands_for.map(|s| self.lexicon.gazetteer.entity(s).id.as_str().into()),
            detail,
        }
    }

    /// Where a mention of a place lies: of one that no gazetteer has, where that lies in which the text puts it.
    fn located(&self, mention: &Mention) -> Located<'_> {
        let MentionValue::Entity { entity, within, .. } = mention.value else {
            return Located::default();
        };
        let Some(place) = entity.or(within).map(|e| self.lexicon.gazetteer.entity(e)) else {
            return Located::default();
        };
        let EntityDetail::Place {
            feature,
            admin1,
            point,
            geonameid,
            ..
        } = &place.detail
        else {
            return Located::default();
        };
        let division = if entity.is_none() && *feature == Feature::Admin1 {
            &place.name
        } else {
            admin1
        };
        Located {
            point: *point,
            country: Some(place.country.as_str()).filter(|c| !c.is_empty()),
            admin1: Some(division.as_str()).filter(|d| !d.is_empty()),
            feature: Some(*feature),
            geonameid: geonameid.filter(|_| entity.is_some()),
        }
    }

    fn place<'m, S: Text<'m>>(&'m self, mention: u32) -> PlaceRecord<S> {
        let m = &self.scene.mentions[mention as usize];
        let entity = self.scene.entity(mention);
        let located = self.located(m);
        PlaceRecord {
            text: self.text(m.span),
            place_id: entity.map(|e| e.id.as_str().into()),
            name: entity.map(|e| e.name.as_str().into()),
            lat: located.point.map(|p| p.0),
            lon: located.point.map(|p| p.1),
            country: located.country.map(S::from),
            admin1: located.admin1.map(S::from),
        }
    }

    fn places<'m, S: Text<'m>>(&'m self, claim: &Claim) -> Vec<PlaceRecord<S>> {
        claim.places.iter().map(|p| self.place(*p)).collect()
    }

    /// How precisely the claim's first place says where, as UCDP codes it.
    fn where_prec(&self, claim: &Claim) -> Option<u8> {
        let first = *claim.places.first()?;
        match self.scene.mentions[first as usize].value {
            MentionValue::Entity { within: Some(holder), .. } => precision_within(self.lexicon.gazetteer.entity(holder)),
            _ => self.scene.entity(first).and_then(precision),
        }
    }

    fn evidence<'m, S: Text<'m>>(&'m self, role: EvidenceRole, span: Option<Span>, into: &mut Vec<Evidence<S>>) {
        let Some(span) = span else { return };
        let (char_start, char_end) = self.chars.span(span);
        into.push(Evidence {
            role,
            start: u64::from(span.start),
            end: u64::from(span.end),
            char_start: char_start as u64,
            char_end: char_end as u64,
            text: self.text(span),
        });
    }

    fn claim<'m, S: Text<'m>>(&'m self, n: usize, c: &'m Claim) -> ClaimRecord<S> {
        let ids = &self.claim_ids;
        let (char_start, char_end) = self.chars.span(c.figure_span);
        let mention_span = |m: u32| self.scene.mentions[m as usize].span;
        let date = Dated::of(&self.scene, c);
        let mut evidence = Vec::new();
        self.evidence(EvidenceRole::Figure, Some(c.figure_span), &mut evidence);
        self.evidence(EvidenceRole::Trigger, c.trigger, &mut evidence);
        self.evidence(EvidenceRole::Counted, c.counted, &mut evidence);
        self.evidence(EvidenceRole::Actor, c.actor.map(|a| a.span), &mut evidence);
        self.evidence(EvidenceRole::Target, c.target.map(|a| a.span), &mut evidence);
        self.evidence(EvidenceRole::Weapon, c.weapon.map(mention_span), &mut evidence);
        for place in &c.places {
            self.evidence(EvidenceRole::Place, Some(mention_span(*place)), &mut evidence);
        }
        self.evidence(EvidenceRole::Date, date.span, &mut evidence);
        self.evidence(EvidenceRole::Source, c.source.map(|a| a.span), &mut evidence);
        self.evidence(EvidenceRole::Hedge, c.hedge, &mut evidence);
        let unit = match c.kind {
            Kind::Money => c.currency.as_deref().unwrap_or("XXX"),
            Kind::Share => "percent",
            Kind::Attacks => "event",
            Kind::Munitions | Kind::Targets | Kind::Other | Kind::Seats => "item",
            _ => "person",
        };
        let (actor_id, actor_name) = self.named(c.actor.as_ref());
        let (target_id, target_name) = self.named(c.target.as_ref());
        let (attributed_to_id, attributed_to_name) = self.named(c.source.as_ref());
        ClaimRecord {
            claim_id: ids[n].as_str().into(),
            doc_id: self.document.doc_id.as_str().into(),
            sentence_id: self.sentence_ids[c.sentence as usize].as_str().into(),
            start: u64::from(c.figure_span.start),
            end: u64::from(c.figure_span.end),
            char_start: char_start as u64,
            char_end: char_end as u64,
            figure_text: self.text(c.figure_span),
            kind: c.kind,
            comparator: c.figure.comparator,
            value: c.figure.value,
            low: c.figure.low,
            high: c.figure.high,
            implied: c.implied,
            unit: unit.into(),
            scope: c.scope.unwrap_or(Scope::Incident),
            subset_of: c.subset_of.map(|s| ids[s].as_str().into()),
            counted_text: c.counted.map(|s| self.text(s)),
            event_type: c.event_type,
            weapon_text: c.weapon.map(|w| self.text(mention_span(w))),
            weapon_id: c.weapon.and_then(|w| self.scene.entity(w)).map(|e| e.id.as_str().into()),
            actor_text: c.actor.map(|a| self.text(a.span)),
            actor_id,
            actor_name,
            target_text: c.target.map(|a| self.text(a.span)),
            target_id,
            target_name,
            victim_class: c.kind.counts_victims().then(|| victim_class(&self.scene, c)),
            where_prec: self.where_prec(c),
            places: self.places(c),
            date_text: date.span.map(|s| self.text(s)),
            date_start: date.start.map(S::from),
            date_end: date.end.map(S::from),
            date_prec: date.prec,
            date_edtf: date.edtf.map(S::from),
            date_anchor: date.anchor,
            attributed_to_text: c.source.map(|a| self.text(a.span)),
            attributed_to_id,
            attributed_to_name,
            attributed_to_type: c.source_type,
            modality: c.modality,
            sentence_text: self.text(self.scene.sentences[c.sentence as usize].span),
            evidence,
            rule: match c.rule {
                Rule::Frame(index) => self.lexicon.frames.get(index).id.as_str().into(),
                Rule::Fixed(id) => id.into(),
            },
        }
    }

    /// Id and name of the entity that fills a role; of a country or capital that stands for its government, the government's.
    fn named<'m, S: Text<'m>>(&'m self, role: Option<&Role>) -> (Option<S>, Option<S>) {
        let Some(role) = role else { return (None, None) };
        if let Some(entity) = self.analysis.goes_back_to(role).map(|d| self.lexicon.gazetteer.entity(d.entity)) {
            return (Some(entity.id.as_str().into()), Some(entity.name.as_str().into()));
        }
        let Some(mention) = role.mention else { return (None, None) };
        if let MentionValue::Entity {
            stands_for: Some(actor), ..
        } = &self.scene.mentions[mention as usize].value
        {
            let entity = self.lexicon.gazetteer.entity(*actor);
            return (Some(entity.id.as_str().into()), Some(entity.name.as_str().into()));
        }
        match self.scene.entity(mention) {
            Some(e) => (Some(e.id.as_str().into()), Some(e.name.as_str().into())),
            None => (None, Some(self.text(self.scene.mentions[mention as usize].span))),
        }
    }

    fn incident(&self, incident: &Incident) -> IncidentRecord {
        let claims = &self.analysis.claims;
        let used = || incident.used.iter().map(|c| &claims[*c]);
        let claim_ids: Vec<String> = incident.used.iter().map(|c| self.claim_ids[*c].clone()).collect();
        let parts: Vec<&str> = std::iter::once(self.document.doc_id.as_str())
            .chain(claim_ids.iter().map(String::as_str))
            .collect();
        let placed = used()
            .filter(|c| !c.places.is_empty())
            .min_by_key(|c| self.where_prec(c).unwrap_or(9));
        let dated = used()
            .map(|c| Dated::of(&self.scene, c))
            .find(|d| d.start.is_some() || d.end.is_some());
        let actor = first_role(claims, &incident.used, |c| c.actor.as_ref());
        let target = first_role(claims, &incident.used, |c| c.target.as_ref());
        let (actor_id, actor_name) = self.named(actor);
        let (target_id, target_name) = self.named(target);
        let weapon = used().find_map(|c| c.weapon);
        let t = &incident.tallies;
        IncidentRecord {
            incident_id: format!("i-{}", short_hash(&parts)),
            doc_id: self.document.doc_id.clone(),
            event_type: incident.event_type,
            date_prec: dated.as_ref().and_then(|d| d.prec),
            date_start: dated.as_ref().and_then(|d| d.start.clone()),
            date_end: dated.and_then(|d| d.end),
            places: placed.map(|c| self.places(c)).unwrap_or_default(),
            where_prec: placed.and_then(|c| self.where_prec(c)),
            actor_text: actor.map(|a| self.text(a.span)),
            actor_id,
            actor_name,
            target_text: target.map(|a| self.text(a.span)),
            target_id,
            target_name,
            weapon_text: weapon.map(|w| self.text(self.scene.mentions[w as usize].span)),
            weapon_id: weapon.and_then(|w| self.scene.entity(w)).map(|e| e.id.clone()),
            killed_low: t[0].low,
            killed_best: t[0].best,
            killed_high: t[0].high,
            injured_low: t[1].low,
            injured_best: t[1].best,
            injured_high: t[1].high,
            abducted_low: t[2].low,
            abducted_best: t[2].best,
            abducted_high: t[2].high,
            missing_low: t[3].low,
            missing_best: t[3].best,
            missing_high: t[3].high,
            detained_low: t[4].low,
            detained_best: t[4].best,
            detained_high: t[4].high,
            displaced_low: t[5].low,
            displaced_best: t[5].best,
            displaced_high: t[5].high,
            claim_ids,
            set_aside: incident
                .set_aside
                .iter()
                .map(|(c, reason)| SetAside {
                    claim_id: self.claim_ids[*c].clone(),
                    reason: *reason,
                })
                .collect(),
        }
    }
}

/// The date of a claim as the record has it.
struct Dated {
    span: Option<Span>,
    start: Option<String>,
    end: Option<String>,
    prec: Option<u8>,
    edtf: Option<String>,
    anchor: DateAnchor,
}

impl Dated {
    fn of(scene: &Scene<'_>, claim: &Claim) -> Self {
        let nothing = Self {
            span: None,
            start: None,
            end: None,
            prec: None,
            edtf: None,
            anchor: DateAnchor::None,
        };
        let value = |m: u32| {
            if let MentionValue::Date(d) = &scene.mentions[m as usize].value {
                Some(d)
            } else {
                None
            }
        };
        let Some((first, second)) = claim.date else { return nothing };
        let Some(date) = value(first) else { return nothing };
        let last = second.and_then(value);
        let mut span = scene.mentions[first as usize].span;
        if let Some(second) = second {
            span = span.cover(&scene.mentions[second as usize].span);
        }
        let full = |d: &DateValue| d.start.map(|d| d.to_string());
        let start = date.edtf_start.clone().or_else(|| full(date));
        let mut end = last
            .unwrap_or(date)
            .edtf_end
            .clone()
            .or_else(|| last.unwrap_or(date).end.map(|d| d.to_string()));
        let mut prec = date.prec;
        if claim.scope == Some(Scope::Cumulative) && second.is_none() {
            // “since”: open to the day of publication.
            end = scene.published.map(|p| p.to_string());
            prec = Some(5);
        } else if second.is_some() {
            prec = Some(5);
        }
        let edtf = match (&start, &end) {
            (Some(a), Some(b)) if a == b => Some(a.clone()),
            (Some(a), Some(b)) => Some(format!("{a}/{b}")),
            (Some(a), None) => Some(format!("{a}/..")),
            (None, Some(b)) => Some(format!("../{b}")),
            (None, None) => None,
        };
        Self {
            span: Some(span),
            start,
            end,
            prec,
            edtf,
            anchor: date.anchor,
        }
    }
}
