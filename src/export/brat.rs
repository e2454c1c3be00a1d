//! brat standoff: for each document its text (`.txt`) and annotations (`.ann`), and one `annotation.conf` that names what there is. Offsets are code points.
//!
//! A mention is an entity, with its gazetteer id as a normalisation. A claim is an event whose trigger is the figure and whose arguments are its evidence; its numbers stand in
//! attributes and in a note.

use super::names::FileNames;
use super::{ExportError, Format, Item, Plan, Sink, Target};
use crate::emit::Folder;
use crate::record::{ClaimRecord, Comparator, EvidenceRole, Kind, MentionRecord, MentionType, Modality, RecordType, Scope};
use std::collections::HashMap;
use std::fmt::Write;
use std::io;

/// brat standoff.
pub const FORMAT: Format = Format {
    name: "brat",
    about: "standoff for brat and what reads it: a folder with .txt, .ann and annotation.conf (offsets: code points)",
    ending: "",
    is_folder: true,
    types: &[RecordType::Mention, RecordType::Claim],
    needs_text: true,
    takes_profiles: false,
    begin,
};

struct Brat {
    types: Vec<RecordType>,
    folder: Folder,
    names: FileNames,
}

fn begin(target: Target, plan: Plan) -> Result<Box<dyn Sink>, ExportError> {
    let mut folder = target.folder()?;
    let mut output = folder.file("annotation.conf")?;
    output.write(configuration().as_bytes())?;
    output.finish()?;
    let types = plan.types;
    let names = FileNames::default();
    Ok(Box::new(Brat { types, folder, names }))
}

/// A word of a record as brat writes types: `killed` is `Killed`.
fn type_name(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn configuration() -> String {
    let names = |words: &[&str]| words.iter().map(|w| type_name(w)).collect::<Vec<_>>();
    let mentions: Vec<&str> = MentionType::ALL.iter().map(|t| t.as_str()).collect();
    let roles: Vec<&str> = EvidenceRole::ALL
        .iter()
        .filter(|r| **r != EvidenceRole::Figure)
        .map(|r| r.as_str())
        .collect();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
    let mut entities = names(&mentions);
    for role in names(&roles) {
        if !entities.contains(&role) {
            entities.push(role);
        }
    }
    let arguments = names(&roles)
        .iter()
        .map(|r| format!("{r}*:<ENTITY>"))
        .collect::<Vec<_>>()
        .join(", ");
    let events = names(&kinds).iter().map(|k| format!("{k}\t{arguments}\n")).collect::<String>();
    let values = |words: Vec<&str>| words.join("|");
    format!(
        "# Mentions, and the roles of evidence.\n[entities]\n{}\n\n# A part leads to the total that it is part of.\n[relations]\nSubset\tArg1:<EVENT>, Arg2:<EVENT>\n\
         <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n# Claims: the trigger is the figure.\n[events]\n{events}\n[attributes]\nImplied\tArg:<EVENT>\n\
         Comparator\tArg:<EVENT>, Value:{}\nScope\tArg:<EVENT>, Value:{}\nModality\tArg:<EVENT>, Value:{}\n",
        entities.join("\n"),
        values(Comparator::ALL.iter().map(|c| c.as_str()).collect()),
        values(Scope::ALL.iter().map(|s| s.as_str()).collect()),
        values(Modality::ALL.iter().map(|m| m.as_str()).collect()),
    )
}

/// The annotations of one document, with the numbers that their ids are made of.
#[derive(Default)]
struct Annotations {
    lines: String,
    spans: HashMap<(u64, u64, String), usize>,
    entities: usize,
    references: usize,
    attributes: usize,
    notes: usize,
}

impl Annotations {
    /// The number of the text-bound annotation of a span: the one that is there, or a new one.
    fn span(&mut self, type_name: &str, (start, end): (u64, u64), text: &str) -> usize {
        let known = (start, end, type_name.to_string());
        if let Some(number) = self.spans.get(&known) {
            return *number;
        }
        let number = self.bound(type_name, start, text);
        self.spans.insert(known, number);
        number
    }

    /// Writes a text-bound annotation. One that goes over the end of a line is in pieces, as brat wants it.
    fn bound(&mut self, type_name: &str, start: u64, text: &str) -> usize {
        self.entities += 1;
        let mut pieces: Vec<(u64, &str)> = Vec::new();
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let piece = line.trim();
            let before = line.len() - line.trim_start().len();
            let skipped = line[..before].chars().count() as u64;
            if !piece.is_empty() {
                pieces.push((at + skipped, piece));
            }
            at += line.chars().count() as u64;
        }
        let offsets: Vec<String> = pieces
            .iter()
            .map(|(s, p)| format!("{s} {}", s + p.chars().count() as u64))
            .collect();
        let quoted: Vec<&str> = pieces.iter().map(|(_, p)| *p).collect();
        let _ = writeln!(
            self.lines,
            "T{}\t{type_name} {}\t{}",
            self.entities,
            offsets.join(";"),
            quoted.join(" ")
        );
        self.entities
    }

    fn mention(&mut self, mention: &MentionRecord) {
        let span = (mention.char_start, mention.char_end);
        let number = self.span(&type_name(mention.mention_type.as_str()), span, &mention.text);
        if let Some(id) = &mention.entity_id {
            self.references += 1;
            let name = mention.name.as_deref().unwrap_or(&mention.text);
            let _ = writeln!(self.lines, "N{}\tReference T{number} Gazetteer:{id}\t{name}", self.references);
        }
    }

    fn attribute(&mut self, name: &str, event: usize, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.lines, "A{}\t{name} E{event}{value}", self.attributes);
    }

    fn claim(&mut self, event: usize, claim: &ClaimRecord) {
        let kind = type_name(claim.kind.as_str());
        // A trigger belongs to one event only.
        let trigger = self.bound(&kind, claim.char_start, &claim.figure_text);
        let mut arguments = String::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for evidence in claim.evidence.iter().filter(|e| e.role != EvidenceRole::Figure) {
            let role = type_name(evidence.role.as_str());
            let number = self.span(&role, (evidence.char_start, evidence.char_end), &evidence.text);
            // The second of a role is Place2.
            let count = counts.entry(role.clone()).or_default();
            *count += 1;
            let nth = if *count > 1 { count.to_string() } else { String::new() };
            let _ = write!(arguments, " {role}{nth}:T{number}");
        }
        let _ = writeln!(self.lines, "E{event}\t{kind}:T{trigger}{arguments}");
        if claim.implied {
            self.attribute("Implied", event, "");
        }
        for (name, value) in [
            ("Comparator", claim.comparator.as_str()),
            ("Scope", claim.scope.as_str()),
            ("Modality", claim.modality.as_str()),
        ] {
            self.attribute(name, event, &format!(" {value}"));
        }
        self.notes += 1;
        let _ = write!(
            self.lines,
            "#{}\tAnnotatorNotes E{event}\tclaim_id={} unit={}",
            self.notes, claim.claim_id, claim.unit
        );
        for (name, number) in [("value", claim.value), ("low", claim.low), ("high", claim.high)] {
            if let Some(number) = number {
                let _ = write!(self.lines, " {name}={number}");
            }
        }
        self.lines.push('\n');
    }

    fn claims(&mut self, claims: &[ClaimRecord]) {
        let events: HashMap<&str, usize> = claims.iter().enumerate().map(|(n, c)| (c.claim_id.as_str(), n + 1)).collect();
        for (n, claim) in claims.iter().enumerate() {
            self.claim(n + 1, claim);
        }
        let parts = claims
            .iter()
            .enumerate()
            .filter_map(|(n, c)| Some((n + 1, *events.get(c.subset_of.as_deref()?)?)));
        for (number, (part, total)) in parts.enumerate() {
            let _ = writeln!(self.lines, "R{}\tSubset Arg1:E{part} Arg2:E{total}", number + 1);
        }
    }
}

impl Sink for Brat {
    fn add(&mut self, item: Item<'_>) -> io::Result<()> {
        let mut annotations = Annotations::default();
        if self.types.contains(&RecordType::Mention) {
            item.records.mentions.iter().for_each(|m| annotations.mention(m));
        }
        if self.types.contains(&RecordType::Claim) {
            annotations.claims(item.records.claims);
        }
        let name = self.names.name(item.records.doc_id);
        for (ending, bytes) in [(".txt", item.text), (".ann", &annotations.lines)] {
            let mut output = self.folder.file(&format!("{name}{ending}"))?;
            output.write(bytes.as_bytes())?;
            output.finish()?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.folder.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_the_end_of_a_line_is_in_pieces() {
        let mut annotations = Annotations::default();
        annotations.bound("Target", 10, "the mayor’s\n  convoy");
        assert_eq!(annotations.lines, "T1\tTarget 10 21;24 30\tthe mayor’s convoy\n");
    }
}
