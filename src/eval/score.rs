//! Matching claims with gold, and counting.

use super::gold::GoldClaim;
use super::names::Names;
use crate::dataset::DocumentGroup;
use crate::record::{ClaimRecord, Comparator, Kind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt;

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

/// How often a field was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldScore {
    /// Right.
    pub right: u32,
    /// Scored.
    pub scored: u32,
}

impl FieldScore {
    /// Share of the right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.scored)
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

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buckets = self.buckets.iter().map(|(b, s)| (b.name().to_string(), s));
        let kinds = self.kinds.iter().map(|(k, s)| (format!("kind {k}"), s));
        writeln!(
            f,
            "{:<18} {:>9} {:>7} {:>7} {:>7} {:>10} {:>6}",
            "", "precision", "recall", "F1", "right", "predicted", "gold"
        )?;
        for (name, s) in buckets.chain(kinds) {
            let (p, r, f1) = (s.precision(), s.recall(), s.f1());
            writeln!(
                f,
                "{name:<18} {p:>9.3} {r:>7.3} {f1:>7.3} {:>7} {:>10} {:>6}",
                s.right, s.predicted, s.gold
            )?;
        }
        writeln!(f, "\nfields of right claims")?;
        for (name, s) in &self.fields {
            writeln!(f, "{name:<18} {:>9.3} {:>35}", s.accuracy(), format!("of {}", s.scored))?;
        }
        if !self.absent.is_empty() {
            writeln!(f, "\nnot in the dataset: {}", self.absent.join(", "))?;
        }
        Ok(())
    }
}

/// Compares a dataset with the gold. Documents are matched by their id, the name of their file, or file name, `#` and id; those that the gold does not name are passed over.
pub fn evaluate(gold: &[GoldClaim], dataset: impl IntoIterator<Item = DocumentGroup>) -> Evaluation {
    let names = Names::new();
    let mut gold_of: BTreeMap<&str, Vec<&GoldClaim>> = BTreeMap::new();
    for claim in gold {
        gold_of.entry(&claim.doc).or_default().push(claim);
    }
    let mut predicted: FxHashMap<&str, Vec<ClaimRecord>> = FxHashMap::default();
    for group in dataset {
        if let Some(doc) = gold_name(&group, |name| gold_of.get_key_value(name).map(|(k, _)| *k)) {
            predicted.entry(doc).or_default().extend(group.claims);
        }
    }
    let mut result = Evaluation::default();
    for (doc, gold) in &gold_of {
        match predicted.get(doc) {
            Some(claims) => score_document(doc, gold, claims, &names, &mut result),
            None => {
                result.absent.push((*doc).to_string());
                score_document(doc, gold, &[], &names, &mut result);
            }
        }
    }
    result
}

fn gold_name<'g>(group: &DocumentGroup, known: impl Fn(&str) -> Option<&'g str>) -> Option<&'g str> {
    let path = group.document.as_ref().and_then(|d| d.path.as_deref()).unwrap_or(&group.doc_id);
    let file = path.rsplit('/').next().unwrap_or(path);
    known(&format!("{file}#{}", group.doc_id))
        .or_else(|| known(file))
        .or_else(|| known(&group.doc_id))
        .or_else(|| known(&format!("{}.txt", group.doc_id)))
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
        gold.comparator,
        Comparator::About | Comparator::Nearly | Comparator::Le | Comparator::Vague
    ) {
        return false;
    }
    if gold.value.is_some() {
        return value;
    }
    claim.value.is_none() && (cents(gold.low) == cents(claim.low) || gold.low.is_none() || claim.low.is_none())
}

fn score_document(doc: &str, gold: &[&GoldClaim], claims: &[ClaimRecord], names: &Names, result: &mut Evaluation) {
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
                for (field, right) in fields(gold, &claims[c], names) {
                    let score = result.fields.entry(field).or_default();
                    score.scored += 1;
                    score.right += u32::from(right);
                }
            }
            None => result.misses.push(miss(doc, gold, claims)),
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

fn miss(doc: &str, gold: &GoldClaim, claims: &[ClaimRecord]) -> String {
    let near: Vec<String> = claims
        .iter()
        .filter(|c| overlaps(gold, c))
        .map(|c| told(c.kind, &c.figure_text, (c.value, c.low, c.high)))
        .collect();
    format!(
        "MISS  {doc} {} | near: {} | {}",
        told(gold.kind, &gold.figure, (gold.value, gold.low, gold.high)),
        if near.is_empty() { "nothing".into() } else { near.join("; ") },
        gold.sentence
    )
}

/// Dates agree when the less precise one is the beginning of the other.
fn dates_agree(gold: &str, claim: Option<&str>) -> bool {
    claim.is_some_and(|claim| {
        let n = gold.len().min(claim.len());
        n > 0 && gold.as_bytes()[..n] == claim.as_bytes()[..n]
    })
}

/// Each field that the gold says something of, and whether the claim agrees.
fn fields(gold: &GoldClaim, claim: &ClaimRecord, names: &Names) -> Vec<(&'static str, bool)> {
    let mut out = Vec::new();
    let mut add = |field: &'static str, right: bool| {
        if !gold.doubts(field) {
            out.push((field, right));
        }
    };
    add(
        "comparator",
        match gold.comparator {
            Comparator::None => matches!(claim.comparator, Comparator::None | Comparator::Eq),
            Comparator::Nearly => matches!(claim.comparator, Comparator::Nearly | Comparator::About),
            other => claim.comparator == other,
        },
    );
    let any_same = |wanted: Option<&String>, others: Option<&Vec<String>>, got: [Option<&String>; 2]| {
        let mut wanted = wanted.into_iter().chain(others.into_iter().flatten());
        wanted.any(|a| got.into_iter().flatten().any(|b| names.same(a, b)))
    };
    if gold.actor.is_some() {
        let got = [claim.actor_text.as_ref(), claim.actor_name.as_ref()];
        add("actor", any_same(gold.actor.as_ref(), gold.actor_alt.as_ref(), got));
    }
    if gold.target.is_some() {
        let got = [claim.target_text.as_ref(), claim.target_name.as_ref()];
        add("target", any_same(gold.target.as_ref(), gold.target_alt.as_ref(), got));
    }
    if gold.source.is_some() {
        let got = [claim.attributed_to_text.as_ref(), claim.attributed_to_name.as_ref()];
        add("source", any_same(gold.source.as_ref(), gold.source_alt.as_ref(), got));
    }
    if !gold.places.is_empty() {
        let is_there = |name: &String| {
            let of = |p: &crate::record::PlaceRecord| p.name.as_ref().is_some_and(|n| names.same(name, n)) || names.same(name, &p.text);
            claim.places.iter().any(of)
        };
        let others = gold.places_alt.iter().flatten();
        add("places", gold.places.iter().all(is_there) || others.into_iter().any(is_there));
    }
    if let Some(start) = &gold.date_start {
        add("date_start", dates_agree(start, claim.date_start.as_deref()));
    }
    if let (Some(_), Some(end)) = (&gold.date_start, &gold.date_end) {
        add("date_end", dates_agree(end, claim.date_end.as_deref()));
    }
    if let Some(modality) = gold.modality {
        add("modality", claim.modality == modality);
    }
    if let Some(scope) = gold.scope {
        add("scope", claim.scope == scope);
    }
    out
}
