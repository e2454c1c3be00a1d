//! The view for people: each sentence that carries claims, marks under its words, the claims' fields; then the incidents. A pure function of records, so that it is the format of
//! the snapshots too.

use super::marks::{Line, Mark, lines, shown};
use crate::pipeline::Extraction;
use crate::record::{ClaimRecord, EvidenceRole, IncidentRecord, PlaceRecord, SentenceRecord};
use crate::text::SentenceKind;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// How the view is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadableOptions {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use its colours.
    pub color: bool,
    /// Whether to show claims.
    pub claims: bool,
    /// Whether to show incidents.
    pub incidents: bool,
}

impl Default for ReadableOptions {
    /// 120 columns without colour: the format of snapshots.
    fn default() -> Self {
        Self {
            width: 120,
            color: false,
            claims: true,
            incidents: true,
        }
    }
}

/// Columns before the text of a sentence: the claim's label and a line.
const GUTTER: usize = 8;

const BOLD: &str = "1";
const DIM: &str = "2";
const MARK: &str = "36";
const FIGURE: &str = "1;33";

/// The letter that marks a role under a sentence and before the field that rests on it.
const fn letter(role: EvidenceRole) -> char {
    match role {
        EvidenceRole::Figure => 'F',
        EvidenceRole::Trigger => 'T',
        EvidenceRole::Counted => 'C',
        EvidenceRole::Actor => 'A',
        EvidenceRole::Target => 'V',
        EvidenceRole::Place => 'P',
        EvidenceRole::Date => 'D',
        EvidenceRole::Weapon => 'W',
        EvidenceRole::Source => 'S',
        EvidenceRole::Hedge => 'H',
    }
}

struct View<'r> {
    extraction: &'r Extraction,
    options: &'r ReadableOptions,
    /// Short names of claims: the number of the sentence and a letter, so that one more claim elsewhere changes no name.
    labels: FxHashMap<&'r str, String>,
    out: String,
}

/// The claims and incidents of one document, for people to read.
#[must_use]
pub fn readable(extraction: &Extraction, options: &ReadableOptions) -> String {
    let sentences: FxHashMap<&str, &SentenceRecord> = extraction.sentences.iter().map(|s| (s.sentence_id.as_str(), s)).collect();
    let mut groups: Vec<(&str, Vec<&ClaimRecord>)> = Vec::new();
    for claim in &extraction.claims {
        match groups.last_mut() {
            Some((id, group)) if *id == claim.sentence_id => group.push(claim),
            _ => groups.push((&claim.sentence_id, vec![claim])),
        }
    }
    let mut labels = FxHashMap::default();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for claim in &extraction.claims {
        let count = counts.entry(claim.sentence_id.as_str()).or_default();
        labels.insert(claim.claim_id.as_str(), label(&claim.sentence_id, *count));
        *count += 1;
    }
    let mut view = View {
        extraction,
        options,
        labels,
        out: String::new(),
    };
    view.head();
    if options.claims {
        for (id, claims) in groups {
            view.sentence(sentences.get(id).copied(), &claims);
        }
    }
    if options.incidents {
        for (n, incident) in extraction.incidents.iter().enumerate() {
            view.incident(n + 1, incident);
        }
    }
    view.out
}

fn label(sentence_id: &str, n: usize) -> String {
    let number = sentence_id.rsplit("#s").next().unwrap_or(sentence_id);
    let letters = "abcdefghijklmnopqrstuvwxyz";
    match letters.chars().nth(n) {
        Some(c) => format!("{number}{c}"),
        None => format!("{number}z{n}"),
    }
}

fn number(value: f64) -> String {
    let text = if value.fract() == 0.0 && value.abs() < 9e15 {
        format!("{}", value as i64)
    } else {
        format!("{value}")
    };
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (n, c) in whole.chars().enumerate() {
        if n > 0 && c != '-' && (whole.len() - n) % 3 == 0 && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(c);
    }
    fraction.map_or_else(|| grouped.clone(), |f| format!("{grouped}.{f}"))
}

/// The bounds, where they say more than the number itself.
fn bounds(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (None, None) => String::new(),
        (Some(low), None) => format!(", {} or more", number(low)),
        (None, Some(high)) => format!(", {} or fewer", number(high)),
        (low, high) if low == high && low == value => String::new(),
        (Some(low), Some(high)) => format!(", {} to {}", number(low), number(high)),
    }
}

fn place(place: &PlaceRecord) -> String {
    let name = place.name.as_deref().unwrap_or(&place.text);
    let mut out = name.to_string();
    for part in [&place.admin1, &place.country].into_iter().flatten() {
        if part != name {
            let _ = write!(out, ", {part}");
        }
    }
    out
}

fn dates(start: Option<&str>, end: Option<&str>) -> Option<String> {
    match (start, end) {
        (None, None) => None,
        (Some(start), Some(end)) if start == end => Some(start.into()),
        (start, end) => Some(format!("{}/{}", start.unwrap_or(".."), end.unwrap_or(".."))),
    }
}

/// A party: as it stands in the text, and what it resolves to.
fn party(text: Option<&str>, name: Option<&str>, more: Option<&str>) -> Option<String> {
    let mut out = match (text, name) {
        (None, None) => return None,
        (Some(text), Some(name)) if text == name => text.to_string(),
        (Some(text), Some(name)) => format!("{text} = {name}"),
        (Some(one), None) | (None, Some(one)) => one.to_string(),
    };
    if let Some(more) = more {
        let _ = write!(out, " ({more})");
    }
    Some(out)
}

impl View<'_> {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.options.color && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_string()
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn head(&mut self) {
        let document = &self.extraction.document;
        let title = document.title.as_deref().map_or_else(|| shown(&document.doc_id), shown);
        let mut line = self.paint(BOLD, &title);
        let published = document.published.as_deref().unwrap_or("no date");
        for part in [document.publisher.as_deref(), Some(published)].into_iter().flatten() {
            let _ = write!(line, " · {}", shown(part));
        }
        if document.title.is_some() {
            let _ = write!(line, " · {}", self.paint(DIM, &shown(&document.doc_id)));
        }
        self.line(&line);
        if self.options.claims && self.extraction.claims.is_empty() {
            self.line("  no claims");
        }
        self.line("");
    }

    fn sentence(&mut self, sentence: Option<&SentenceRecord>, claims: &[&ClaimRecord]) {
        let text = sentence.map_or(claims[0].sentence_text.as_str(), |s| s.text.as_str());
        let sets: Vec<Vec<Mark>> = claims.iter().map(|c| sentence.map_or_else(Vec::new, |s| marks(s, c))).collect();
        let width = self.options.width.saturating_sub(GUTTER);
        let kind = sentence.map(|s| s.kind).filter(|k| *k != SentenceKind::Body);
        if let Some(kind) = kind {
            let word = serde_json::to_value(kind)
                .ok()
                .and_then(|v| v.as_str().map(Into::into))
                .unwrap_or_else(String::new);
            let line = format!("{:GUTTER$}{}", "", self.paint(DIM, &format!("({})", word.replace('_', " "))));
            self.line(&line);
        }
        for Line { text, marks } in lines(text, width, &sets) {
            let line = format!("{:>width$}│ {}", "", shown(&text), width = GUTTER - 2);
            self.line(&line);
            for (claim, rows) in claims.iter().zip(marks) {
                for row in rows {
                    let label = format!("{:>width$}", self.label(&claim.claim_id), width = GUTTER - 3);
                    let line = format!("{label} │ {}", self.paint(MARK, &row));
                    self.line(&line);
                }
            }
        }
        for claim in claims {
            self.claim(sentence, claim);
        }
        self.line("");
    }

    fn label(&self, claim_id: &str) -> String {
        self.labels.get(claim_id).cloned().unwrap_or_else(|| shown(claim_id))
    }

    fn field(&mut self, letter: char, name: &str, value: Option<String>) {
        if let Some(value) = value {
            let name = self.paint(DIM, &format!("{letter} {name:<8}"));
            self.line(&format!("{:GUTTER$}{name} {}", "", shown(&value)));
        }
    }

    fn claim(&mut self, sentence: Option<&SentenceRecord>, claim: &ClaimRecord) {
        let label = format!("{:>width$}", self.label(&claim.claim_id), width = GUTTER - 3);
        let value = claim.value.map_or_else(|| "no number".into(), number);
        let unit = if matches!(claim.unit.as_str(), "person" | "event" | "item") {
            String::new()
        } else {
            format!(" {}", claim.unit)
        };
        let mut line = format!(
            "{label}   {} {}  {} {}{}",
            self.paint(BOLD, claim.kind.as_str()),
            self.paint(FIGURE, &format!("{value}{unit}")),
            shown(&format!("“{}”", claim.figure_text)),
            claim.comparator,
            bounds(claim.value, claim.low, claim.high),
        );
        if claim.implied {
            line.push_str(", implied");
        }
        let _ = write!(line, " · {} · {} · {}", claim.scope, claim.modality, self.paint(DIM, &claim.rule));
        self.line(&line);
        // A span in another sentence is told by an arrow: the role was carried over.
        let carried = |role: EvidenceRole| {
            let of_role = claim.evidence.iter().filter(|e| e.role == role);
            let outside =
                sentence.is_some_and(|s| of_role.clone().count() > 0 && of_role.clone().all(|e| e.end <= s.start || e.start >= s.end));
            if outside { " ↑" } else { "" }
        };
        let with = |value: Option<String>, role: EvidenceRole| value.map(|v| v + carried(role));
        self.field('C', "counted", claim.counted_text.clone());
        self.field('T', "event", claim.event_type.map(|e| e.to_string()));
        let actor = party(claim.actor_text.as_deref(), claim.actor_name.as_deref(), None);
        self.field('A', "actor", with(actor, EvidenceRole::Actor));
        let class = claim.victim_class.map(|c| c.as_str());
        let target = party(claim.target_text.as_deref(), claim.target_name.as_deref(), class);
        self.field('V', "target", with(target, EvidenceRole::Target));
        self.field(
            'W',
            "weapon",
            with(
                party(claim.weapon_text.as_deref(), claim.weapon_id.as_deref(), None),
                EvidenceRole::Weapon,
            ),
        );
        let places = (!claim.places.is_empty()).then(|| places(&claim.places, claim.where_prec));
        self.field('P', "place", with(places, EvidenceRole::Place));
        let date = dates(claim.date_start.as_deref(), claim.date_end.as_deref());
        let date = match (claim.date_text.as_deref(), date) {
            (None, date) => date,
            (Some(text), None) => Some(format!("{text} = ?")),
            (Some(text), Some(date)) => Some(format!("{text} = {date} ({})", claim.date_anchor)),
        };
        self.field('D', "date", with(date, EvidenceRole::Date));
        let source_type = claim.attributed_to_type.map(|t| t.as_str());
        let source = party(
            claim.attributed_to_text.as_deref(),
            claim.attributed_to_name.as_deref(),
            source_type,
        );
        self.field('S', "source", with(source, EvidenceRole::Source));
        self.field(' ', "part of", claim.subset_of.as_deref().map(|id| self.label(id)));
    }

    fn incident(&mut self, n: usize, incident: &IncidentRecord) {
        let event = incident.event_type.map_or("Incident", |e| e.as_str());
        let mut line = format!("  {} {}", self.paint(BOLD, &format!("Incident {n}:")), self.paint(BOLD, event));
        let date = dates(incident.date_start.as_deref(), incident.date_end.as_deref());
        let where_ = incident.places.first().map(place);
        for part in [date, where_].into_iter().flatten() {
            let _ = write!(line, " · {}", shown(&part));
        }
        self.line(&line);
        let tolls = tolls(incident);
        self.field(' ', "toll", (!tolls.is_empty()).then(|| tolls.join(", ")));
        self.field(
            ' ',
            "actor",
            party(incident.actor_text.as_deref(), incident.actor_name.as_deref(), None),
        );
        self.field(
            ' ',
            "target",
            party(incident.target_text.as_deref(), incident.target_name.as_deref(), None),
        );
        self.field(' ', "weapon", incident.weapon_text.clone());
        let list: Vec<String> = incident.claim_ids.iter().map(|id| self.label(id)).collect();
        self.field(' ', "claims", (!list.is_empty()).then(|| list.join(" ")));
        let aside: Vec<String> = incident
            .set_aside
            .iter()
            .map(|s| format!("{} ({})", self.label(&s.claim_id), s.reason))
            .collect();
        self.field(' ', "aside", (!aside.is_empty()).then(|| aside.join(", ")));
        self.line("");
    }
}

fn places(list: &[PlaceRecord], prec: Option<u8>) -> String {
    let mut out = list.iter().map(place).collect::<Vec<_>>().join(" / ");
    if let Some(prec) = prec {
        let _ = write!(out, " (precision {prec})");
    }
    out
}

fn tolls(i: &IncidentRecord) -> Vec<String> {
    let rows = [
        ("killed", i.killed_low, i.killed_best, i.killed_high),
        ("injured", i.injured_low, i.injured_best, i.injured_high),
        ("abducted", i.abducted_low, i.abducted_best, i.abducted_high),
        ("missing", i.missing_low, i.missing_best, i.missing_high),
        ("detained", i.detained_low, i.detained_best, i.detained_high),
        ("displaced", i.displaced_low, i.displaced_best, i.displaced_high),
    ];
    let wide = |n: u64| number(n as f64);
    rows.into_iter()
        .filter_map(|(name, low, best, high)| {
            let range = match (low, high) {
                (None, None) => None,
                (low, high) if low == high && low == best => None,
                (low, high) => Some(format!("{}–{}", low.map_or("?".into(), wide), high.map_or("?".into(), wide))),
            };
            match (best, range) {
                (None, None) => None,
                (Some(best), None) => Some(format!("{} {name}", wide(best))),
                (Some(best), Some(range)) => Some(format!("{} ({range}) {name}", wide(best))),
                (None, Some(range)) => Some(format!("{range} {name}")),
            }
        })
        .collect()
}

/// The spans of a claim that lie in its sentence, the figure first so that it stands in the upper row.
fn marks(sentence: &SentenceRecord, claim: &ClaimRecord) -> Vec<Mark> {
    let inside = |start: u64, end: u64| sentence.start <= start && end <= sentence.end && start < end;
    let relative = |start: u64, end: u64| (start - sentence.start) as usize..(end - sentence.start) as usize;
    let mut marks = Vec::new();
    if inside(claim.start, claim.end) {
        marks.push(Mark {
            span: relative(claim.start, claim.end),
            letter: letter(EvidenceRole::Figure),
        });
    }
    let mut evidence: Vec<_> = claim.evidence.iter().filter(|e| inside(e.start, e.end)).collect();
    // Short spans first: the long ones that hold them go into the rows below.
    evidence.sort_by_key(|e| (e.end - e.start, e.start));
    for e in evidence {
        let mark = Mark {
            span: relative(e.start, e.end),
            letter: letter(e.role),
        };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}
