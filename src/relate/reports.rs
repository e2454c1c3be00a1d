//! Where a text begins to tell something else: datelines (“KANO, Nigeria, 4 May (Agency) – ”, “Jammu, Aug 11: ”), headings and the heads of entries. What is told before
//! such a border does not go on behind it. Reads tokens and mentions, no claims.

use super::{Scene, wherein};
use crate::record::MentionType;
use crate::tag::{Mention, MentionValue};
use crate::text::{SentenceKind, TokenKind};

/// How far into a sentence its dateline reaches, in tokens.
const LONGEST: u32 = 16;

/// The place and the day from which a report is sent, at its head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dateline {
    /// The mention of its first place.
    pub place: u32,
    /// One past its last token, the dash, colon or bracket that ends it.
    pub end: u32,
}

/// The dateline at the head of a sentence: a place, then nothing but places, days, an agency's name or a bracket, up to a dash, a colon or the end of a bracket.
pub(super) fn dateline(scene: &Scene<'_>, index: u32) -> Option<Dateline> {
    let sentence = &scene.sentences[index as usize].tokens;
    let place = scene.mentions_of(index).next()?;
    let first = &scene.mentions[place];
    if first.tokens.start != sentence.start || !first.is(MentionType::Place) {
        return None;
    }
    let place = place as u32;
    let reach = sentence.end.min(sentence.start + LONGEST);
    // Whether a day or an agency stands in it: “Kherson: two wounded” is told of Kherson, “Kherson, 4 May: …” is sent from there.
    let mut fields = 0;
    let mut bracket = false;
    let mut t = first.tokens.end;
    let mut mentions = scene.mentions_of(index).skip(1).peekable();
    while t < reach {
        while mentions.peek().is_some_and(|m| scene.mentions[*m].tokens.start < t) {
            mentions.next();
        }
        let known = mentions.peek().map(|m| &scene.mentions[*m]).filter(|m| m.tokens.start == t);
        let fits = |m: &&Mention| matches!(m.value, MentionValue::Date(_)) || m.is(MentionType::Place) || m.is(MentionType::Actor);
        if let Some(m) = known.filter(fits) {
            fields += u32::from(!m.is(MentionType::Place));
            t = m.tokens.end;
            continue;
        }
        let token = &scene.tokens.list[t as usize];
        t += 1;
        match token.of(scene.text) {
            "," | "." => {}
            "(" => {
                bracket = true;
                fields += 1;
            }
            ")" if bracket => {
                // “(AP) Gunmen”: the bracket ends it where a sentence begins behind.
                bracket = false;
                let next = scene.tokens.list.get(t as usize).filter(|_| t < reach);
                if fields > 1 && next.is_some_and(|n| n.is_word() && n.is_capitalised()) {
                    return Some(Dateline { place, end: t });
                }
            }
            ":" if fields > 0 && !bracket => return Some(Dateline { place, end: t }),
            _ if token.kind == TokenKind::Dash && !token.is_glued() => return Some(Dateline { place, end: t }),
            _ if token.is_capitalised() && (bracket || token.of(scene.text).len() > 1) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a sentence begins a paragraph.
pub(super) fn opens_paragraph(scene: &Scene<'_>, index: u32) -> bool {
    let paragraph = |n: u32| scene.sentences[n as usize].paragraph;
    index == 0 || paragraph(index - 1) != paragraph(index)
}

/// “21.40 – What we know”, “9:05 Two more found”
fn opens_with_clock(text: &str) -> bool {
    let text = text.trim_start_matches(['#', '*', ' ']);
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    let rest = text[hours..].strip_prefix([':', '.', 'h']);
    (1..=2).contains(&hours) && rest.is_some_and(|r| digits(r) == 2)
}

/// For each sentence the number of the section in which it stands: one more at each heading, head of an entry and dateline below the headlines.
pub(super) fn sections(scene: &Scene<'_>) -> Vec<u32> {
    let mut number = 0;
    let mut told = false;
    let mut after_heading = false;
    let borders = (0..scene.sentences.len() as u32).map(|index| {
        let kind = scene.sentences[index as usize].kind;
        // The hours of a live page tell on what the hours before told.
        let heading = kind == SentenceKind::Heading && !opens_with_clock(scene.sentences[index as usize].span.of(scene.text));
        let border = opens_paragraph(scene, index) && (heading || dateline(scene, index).is_some() || wherein::is_header(scene, index));
        // A heading and the dateline or the second heading below it open one section.
        number += u32::from(border && told && !after_heading);
        after_heading = heading;
        told |= heading || matches!(kind, SentenceKind::Body | SentenceKind::ListItem | SentenceKind::Quote);
        number
    });
    borders.collect()
}
