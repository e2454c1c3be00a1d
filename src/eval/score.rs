//! Matching claims with gold, and counting.

use super::documents;
use super::fields::{Field, Outcome, fields};
use super::gold::GoldClaim;
use super::names::Names;
use crate::dataset::DocumentGroup;
use crate::record::{ClaimRecord, Comparator, Kind, SentenceRecord};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Which row of the table a claim belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Attacks that no number states.
    Events,
    /// Stated figures, deaths and injuries.
    Figures,
    /// Claims of kind `other`.
    Other,
}

impl Bucket {
    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Figures => "figures",
            Self::Other => "other",
        }
    }

    const fn of(kind: Kind, implied: bool) -> Self {
        match kind {
            Kind::Other => Self::Other,
            Kind::Attacks if implied => Self::Events,
            _ => Self::Figures,
        }
    }
}

/// Counts of one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Gold claims that were found right.
    pub right: u32,
    /// Claims of the dataset.
    pub predicted: u32,
    /// Claims of the gold.
    pub gold: u32,
}

impl Score {
    /// Share of the predicted that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    /// Share of the gold that was found right.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// How often a field was right, over the claims that are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldScore {
    /// As the gold has it.
    pub right: u32,
    /// Filled by the program, where the gold codes the field.
    pub filled: u32,
    /// Filled by the gold.
    pub gold: u32,
    /// Filled by the program where the gold has nothing: part of `filled`.
    pub invented: u32,
}

impl FieldScore {
    /// Share of what the gold has that is right: blind to what is invented.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Share of what the program filled that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.filled)
    }

    fn add(&mut self, outcome: Outcome) {
        self.right += u32::from(outcome == Outcome::Right);
        self.filled += u32::from(outcome != Outcome::Missed);
        self.gold += u32::from(outcome != Outcome::Invented);
        self.invented += u32::from(outcome == Outcome::Invented);
    }
}

/// The result: `Display` makes the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// Rows by bucket.
    pub buckets: BTreeMap<Bucket, Score>,
    /// Rows by kind.
    pub kinds: BTreeMap<&'static str, Score>,
    /// Fields of claims that are right.
    pub fields: BTreeMap<&'static str, FieldScore>,
    /// Gold claims that were not found, a line each.
    pub misses: Vec<String>,
    /// Claims that are not in the gold, a line each.
    pub false_alarms: Vec<String>,
    /// Fields of right claims that are wrong, missed or invented, a line each.
    pub wrong_fields: Vec<String>,
    /// Documents of the gold that the dataset does not have.
    pub absent: Vec<String>,
}

impl Evaluation {
    fn count(&mut self, kind: Kind, implied: bool, add: impl Fn(&mut Score)) {
        add(self.buckets.entry(Bucket::of(kind, implied)).or_default());
        add(self.kinds.entry(kind.as_str()).or_default());
    }

    /// The score of a bucket.
    #[must_use]
    pub fn bucket(&self, bucket: Bucket) -> Score {
        self.buckets.get(&bucket).copied().unwrap_or_default()
    }
}

/// Compares a dataset with the gold. Documents are matched by their id, the name of their file, or file name, `#` and id; those that the gold does not name are passed over.
pub fn evaluate(gold: &[GoldClaim], dataset: impl IntoIterator<Item = DocumentGroup>) -> Evaluation {
    let names = Names::new();
    let mut gold_of: BTreeMap<&str, Vec<&GoldClaim>> = BTreeMap::new();
    for claim in gold {
        gold_of.entry(&claim.doc).or_default().push(claim);
    }
    let mut predicted: FxHashMap<&str, Predicted> = FxHashMap::default();
    for group in dataset {
        if let Some(doc) = documents::known(&group, |name| gold_of.get_key_value(name).map(|(k, _)| *k)) {
            let of_doc = predicted.entry(doc).or_default();
            of_doc.claims.extend(group.claims);
            of_doc.sentences.extend(group.sentences);
        }
    }
    let mut result = Evaluation::default();
    for (doc, gold) in &gold_of {
        let nothing = Predicted::default();
        if !predicted.contains_key(doc) {
            result.absent.push((*doc).to_string());
        }
        score_document(doc, gold, predicted.get(doc).unwrap_or(&nothing), &names, &mut result);
    }
    result
}

/// What the dataset has of a document.
#[derive(Default)]
struct Predicted {
    claims: Vec<ClaimRecord>,
    sentences: Vec<SentenceRecord>,
}

impl Predicted {
    /// The sentence that a gold claim is in, where the dataset has it; else as much as the gold shows.
    fn sentence<'p>(&'p self, gold: &'p GoldClaim) -> String {
        let mut holding = self
            .sentences
            .iter()
            .filter(|s| s.char_start <= gold.start && gold.start < s.char_end);
        let text = holding.next().map_or(&gold.sentence, |s| &s.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn cents(number: Option<f64>) -> Option<i64> {
    number.map(|n| (n * 100.0).round() as i64)
}

const fn overlaps(gold: &GoldClaim, claim: &ClaimRecord) -> bool {
    gold.start < claim.char_end && claim.char_start < gold.end
}

/// Whether kind and numbers agree. Of what is only about, nearly, at most, or vague, the number or the magnitude is what counts.
fn is_right(gold: &GoldClaim, claim: &ClaimRecord) -> bool {
    let other_kind = || gold.kind_alt.as_ref().is_some_and(|kinds| kinds.contains(&claim.kind));
    if claim.kind != gold.kind && !other_kind() && !gold.doubts("kind") {
        return false;
    }
    let agrees = |field: &str, a: Option<f64>, b: Option<f64>| gold.doubts(field) || cents(a) == cents(b);
    let value = agrees("value", gold.value, claim.value);
    if value && agrees("low", gold.low, claim.low) && agrees("high", gold.high, claim.high) {
        return true;
    }
    if !matches!(
        gold.comparator.value(),
        Some(Comparator::About | Comparator::Nearly | Comparator::Le | Comparator::Vague)
    ) {
        return false;
    }
    if gold.value.is_some() {
        return value;
    }
    claim.value.is_none() && (cents(gold.low) == cents(claim.low) || gold.low.is_none() || claim.low.is_none())
}

fn score_document(doc: &str, gold: &[&GoldClaim], predicted: &Predicted, names: &Names, result: &mut Evaluation) {
    let claims = &predicted.claims;
    let mut pairs = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (c, claim) in claims.iter().enumerate() {
            if overlaps(gold, claim) && is_right(gold, claim) {
                let distance = gold.start.abs_diff(claim.char_start) + gold.end.abs_diff(claim.char_end);
                pairs.push((distance, g, c));
            }
        }
    }
    pairs.sort_unstable();
    let mut of_gold = vec![None; gold.len()];
    let mut taken = vec![false; claims.len()];
    for (_, g, c) in pairs {
        if of_gold[g].is_none() && !taken[c] {
            of_gold[g] = Some(c);
            taken[c] = true;
        }
    }
    for (gold, matched) in gold.iter().zip(of_gold) {
        if gold.is_optional() {
            continue;
        }
        let right = u32::from(matched.is_some());
        result.count(gold.kind, gold.implied, |s| {
            s.gold += 1;
            s.right += right;
            s.predicted += right;
        });
        match matched {
            Some(c) => {
                for field in fields(gold, &claims[c], names) {
                    result.fields.entry(field.name).or_default().add(field.outcome);
                    if field.outcome != Outcome::Right {
                        let told = wrong_field(doc, &field, &claims[c]);
                        result.wrong_fields.push(told);
                    }
                }
            }
            None => result.misses.push(miss(doc, gold, predicted)),
        }
    }
    for (claim, taken) in claims.iter().zip(taken) {
        if taken || gold.iter().any(|g| g.is_optional() && overlaps(g, claim)) {
            continue;
        }
        result.count(claim.kind, claim.implied, |s| s.predicted += 1);
        result.false_alarms.push(format!(
            "FALSE {doc} {} [{}] | {}",
            told(claim.kind, &claim.figure_text, (claim.value, claim.low, claim.high)),
            claim.rule,
            claim.sentence_text.chars().take(160).collect::<String>().replace('\n', " ")
        ));
    }
}

fn told(kind: Kind, figure: &str, (value, low, high): (Option<f64>, Option<f64>, Option<f64>)) -> String {
    let n = |x: Option<f64>| x.map_or_else(|| "-".into(), |x| x.to_string());
    format!("{kind} “{figure}” {},{},{}", n(value), n(low), n(high))
}

fn miss(doc: &str, gold: &GoldClaim, predicted: &Predicted) -> String {
    let near: Vec<String> = predicted
        .claims
        .iter()
        .filter(|c| overlaps(gold, c))
        .map(|c| told(c.kind, &c.figure_text, (c.value, c.low, c.high)))
        .collect();
    format!(
        "MISS  {doc} {} | near: {} | {}",
        told(gold.kind, &gold.figure, (gold.value, gold.low, gold.high)),
        if near.is_empty() { "nothing".into() } else { near.join("; ") },
        predicted.sentence(gold)
    )
}

fn wrong_field(doc: &str, field: &Field, claim: &ClaimRecord) -> String {
    let told = match field.outcome {
        Outcome::Invented => format!("“{}”, the gold has none", field.claimed),
        Outcome::Missed => format!("nothing, the gold has “{}”", field.gold),
        Outcome::Right | Outcome::Wrong => format!("“{}”, the gold has “{}”", field.claimed, field.gold),
    };
    format!(
        "FIELD {doc} {} of {} “{}”: {told} | {}",
        field.name,
        claim.kind,
        claim.figure_text,
        claim.sentence_text.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}
