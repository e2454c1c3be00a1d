//! From what the stages found to the records of the contract.

use super::Analysis;
use super::identity::{ClaimIds, sha256, short_hash};
use crate::document::Document;
use crate::extract::{Claim, Role, Rule};
use crate::gazetteer::EntityDetail;
use crate::lexicon::Lexicon;
use crate::record::{
    ClaimRecord, DateAnchor, DocumentRecord, Evidence, EvidenceRole, IncidentRecord, Kind, MentionDetail, MentionRecord, MentionType,
    PlaceRecord, PublishedEvidence, Scope, SentenceRecord, SetAside,
};
use crate::relate::{Incident, Scene, first_role, precision, victim_class};
use crate::tag::{DateValue, Mention, MentionValue};
use crate::text::{CharIndex, SentenceKind, Span};

/// Makes the records of one document, each when it is asked for.
pub(super) struct Maker<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    analysis: &'a Analysis,
    scene: Scene<'a>,
    chars: CharIndex<'a>,
    claim_ids: Vec<String>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(document: &'a Document, lexicon: &'a Lexicon, analysis: &'a Analysis) -> Self {
        let mut ids = ClaimIds::default();
        let claim_id = |c: &Claim| {
            let sentence = analysis.sentences[c.sentence as usize].span.of(&document.text);
            ids.next(&document.doc_id, sentence, c.kind)
        };
        Self {
            document,
            lexicon,
            analysis,
            scene: analysis.scene(document, lexicon),
            chars: CharIndex::new(&document.text),
            claim_ids: analysis.claims.iter().map(claim_id).collect(),
        }
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = SentenceRecord> {
        (0..self.analysis.sentences.len()).map(|n| self.sentence(n))
    }

    pub(super) fn mentions(&self) -> impl Iterator<Item = MentionRecord> {
        self.analysis
            .told_mentions()
            .into_iter()
            .enumerate()
            .map(|(n, m)| self.mention(n, m))
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = ClaimRecord> {
        self.analysis.claims.iter().enumerate().map(|(n, c)| self.claim(n, c))
    }

    pub(super) fn incidents(&self) -> impl Iterator<Item = IncidentRecord> {
        self.analysis.incidents.iter().map(|i| self.incident(i))
    }

    fn text(&self, span: Span) -> String {
        span.of(&self.document.text).to_string()
    }

    /// `doc_id`, a mark and an index.
    fn id(&self, mark: &str, n: usize) -> String {
        let mut id = String::with_capacity(self.document.doc_id.len() + 8);
        id.push_str(&self.document.doc_id);
        id.push_str(mark);
        id.push_str(itoa::Buffer::new().format(n));
        id
    }

    fn sentence_id(&self, n: usize) -> String {
        self.id("#s", n)
    }

    pub(super) fn document(&self) -> DocumentRecord {
        let (d, analysis) = (self.document, self.analysis);
        // A title that the text has and nobody gave.
        let title = d.title.clone().or_else(|| {
            analysis
                .sentences
                .iter()
                .find(|s| s.kind == SentenceKind::Title)
                .map(|s| self.text(s.span))
        });
        DocumentRecord {
            doc_id: d.doc_id.clone(),
            path: d.path.clone(),
            sha256: sha256(d.text.as_bytes()),
            format: d.format.into(),
            encoding: d.encoding.into(),
            title,
            authors: d.authors.clone(),
            publisher: d.publisher.clone(),
            url: d.url.clone(),
            published: d.published.clone(),
            published_evidence: d.published_evidence.unwrap_or(PublishedEvidence::None),
            language: None,
            text_bytes: d.text.len() as u64,
            sentences: analysis.sentences.len() as u64,
            diagnostics: d.diagnostics.clone(),
            text: d.keep_text.then(|| d.text.clone()),
        }
    }

    fn sentence(&self, n: usize) -> SentenceRecord {
        let s = &self.scene.sentences[n];
        let (char_start, char_end) = self.chars.span(s.span);
        SentenceRecord {
            sentence_id: self.sentence_id(n),
            doc_id: self.document.doc_id.clone(),
            index: n as u64,
            paragraph: u64::from(s.paragraph),
            kind: s.kind,
            speaker: s.speaker.map(|span| self.text(span)),
            start: u64::from(s.span.start),
            end: u64::from(s.span.end),
            char_start: char_start as u64,
            char_end: char_end as u64,
            text: self.text(s.span),
        }
    }

    fn mention(&self, n: usize, m: &Mention) -> MentionRecord {
        let (char_start, char_end) = self.chars.span(m.span);
        let (mention_type, entity, stands_for) = match &m.value {
            MentionValue::Entity { kind, entity, stands_for } => (*kind, *entity, *stands_for),
            MentionValue::Date(_) => (MentionType::Date, None, None),
            MentionValue::Quantity(_) => (MentionType::Quantity, None, None),
        };
        let entity = entity.map(|e| self.lexicon.gazetteer.entity(e));
        let detail = match &m.value {
            MentionValue::Date(d) => MentionDetail::Date {
                timex: d.timex,
                value: d.value.clone(),
                date_start: d.start.map(|d| d.to_string()),
                date_end: d.end.map(|d| d.to_string()),
                date_prec: d.prec,
                date_anchor: d.anchor,
            },
            MentionValue::Quantity(q) => MentionDetail::Quantity {
                value: q.figure.value,
                low: q.figure.low,
                high: q.figure.high,
                comparator: q.figure.comparator,
                unit: q.unit.clone(),
            },
            MentionValue::Entity {
                kind: MentionType::Place, ..
            } => match entity.map(|e| (&e.detail, &e.country)) {
                Some((
                    EntityDetail::Place {
                        feature,
                        admin1,
                        point,
                        geonameid,
                        ..
                    },
                    country,
                )) => MentionDetail::Place {
                    lat: point.map(|p| p.0),
                    lon: point.map(|p| p.1),
                    country: some(country),
                    admin1: some(admin1),
                    feature: Some(*feature),
                    geonameid: *geonameid,
                },
                _ => MentionDetail::Place {
                    lat: None,
                    lon: None,
                    country: None,
                    admin1: None,
                    feature: None,
                    geonameid: None,
                },
            },
            MentionValue::Entity { .. } => MentionDetail::Plain {},
        };
        MentionRecord {
            mention_id: self.id("#m", n),
            doc_id: self.document.doc_id.clone(),
            sentence_id: self.sentence_id(m.sentence as usize),
            mention_type,
            start: u64::from(m.span.start),
            end: u64::from(m.span.end),
            char_start: char_start as u64,
            char_end: char_end as u64,
            text: self.text(m.span),
            entity_id: entity.map(|e| e.id.clone()),
            name: entity.map(|e| e.name.clone()),
            method: m.method,
            stands_for: stands_for.map(|s| self.lexicon.gazetteer.entity(s).id.clone()),
            detail,
        }
    }

    fn place(&self, mention: u32) -> PlaceRecord {
        let m = &self.scene.mentions[mention as usize];
        let entity = self.scene.entity(mention);
        let (admin1, point) = match entity.map(|e| &e.detail) {
            Some(EntityDetail::Place { admin1, point, .. }) => (some(admin1), *point),
            _ => (None, None),
        };
        PlaceRecord {
            text: self.text(m.span),
            place_id: entity.map(|e| e.id.clone()),
            name: entity.map(|e| e.name.clone()),
            lat: point.map(|p| p.0),
            lon: point.map(|p| p.1),
            country: entity.and_then(|e| some(&e.country)),
            admin1,
        }
    }

    fn places(&self, claim: &Claim) -> Vec<PlaceRecord> {
        claim.places.iter().map(|p| self.place(*p)).collect()
    }

    /// How precisely the claim's first place says where, as UCDP codes it.
    fn where_prec(&self, claim: &Claim) -> Option<u8> {
        claim.places.first().and_then(|p| self.scene.entity(*p)).and_then(precision)
    }

    fn evidence(&self, role: EvidenceRole, span: Option<Span>, into: &mut Vec<Evidence>) {
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

    fn claim(&self, n: usize, c: &Claim) -> ClaimRecord {
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
            Kind::Money => c.currency.clone().unwrap_or_else(|| "XXX".into()),
            Kind::Share => "percent".into(),
            Kind::Attacks => "event".into(),
            Kind::Munitions | Kind::Targets | Kind::Other | Kind::Seats => "item".into(),
            _ => "person".into(),
        };
        let (actor_id, actor_name) = self.named(c.actor.as_ref());
        let (target_id, target_name) = self.named(c.target.as_ref());
        let (attributed_to_id, attributed_to_name) = self.named(c.source.as_ref());
        ClaimRecord {
            claim_id: ids[n].clone(),
            doc_id: self.document.doc_id.clone(),
            sentence_id: self.sentence_id(c.sentence as usize),
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
            unit,
            scope: c.scope.unwrap_or(Scope::Incident),
            subset_of: c.subset_of.map(|s| ids[s].clone()),
            counted_text: c.counted.map(|s| self.text(s)),
            event_type: c.event_type,
            weapon_text: c.weapon.map(|w| self.text(mention_span(w))),
            weapon_id: c.weapon.and_then(|w| self.scene.entity(w)).map(|e| e.id.clone()),
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
            date_start: date.start,
            date_end: date.end,
            date_prec: date.prec,
            date_edtf: date.edtf,
            date_anchor: date.anchor,
            attributed_to_text: c.source.map(|a| self.text(a.span)),
            attributed_to_id,
            attributed_to_name,
            attributed_to_type: c.source_type,
            modality: c.modality,
            sentence_text: self.text(self.scene.sentences[c.sentence as usize].span),
            evidence,
            rule: match c.rule {
                Rule::Frame(index) => self.lexicon.frames.get(index).id.clone(),
                Rule::Fixed(id) => id.into(),
            },
        }
    }

    /// Id and name of the entity that fills a role; of a country or capital that stands for its government, the government's.
    fn named(&self, role: Option<&Role>) -> (Option<String>, Option<String>) {
        let Some(mention) = role.and_then(|r| r.mention) else {
            return (None, None);
        };
        if let MentionValue::Entity {
            stands_for: Some(actor), ..
        } = &self.scene.mentions[mention as usize].value
        {
            let entity = self.lexicon.gazetteer.entity(*actor);
            return (Some(entity.id.clone()), Some(entity.name.clone()));
        }
        match self.scene.entity(mention) {
            Some(e) => (Some(e.id.clone()), Some(e.name.clone())),
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

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}
