//! Names of the gazetteers in the text, with those of their senses that the case of the letters allows.

use super::Scene;
use super::rules::Form;
use crate::gazetteer::{ActorType, Entity, EntityDetail, NameForm, NameSense};
use crate::record::Feature;
use crate::text::{Span, TokenKind};

/// What the senses of a hit are: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Senses(u16);

impl Senses {
    /// A place by its name.
    pub const PLACE: Self = Self(1);
    /// An actor that is no people.
    pub const ACTOR: Self = Self(2);
    /// A person.
    pub const PERSON: Self = Self(4);
    /// A weapon.
    pub const WEAPON: Self = Self(8);
    /// The name of a country.
    pub const COUNTRY: Self = Self(16);
    /// The adjective of a country.
    pub const ADJECTIVE: Self = Self(32);
    /// A noun for the people of a country.
    pub const DEMONYM: Self = Self(64);
    /// A people, a religion.
    pub const PEOPLE: Self = Self(128);
    /// An armed group, a party, a coalition.
    pub const GROUP: Self = Self(256);
    /// A place that is large or an administrative unit.
    pub const MAJOR: Self = Self(512);
    /// Some sense holds without further evidence.
    pub const FIRM: Self = Self(1024);
    /// All that is no person's name.
    pub const ALL_BUT_PERSON: Self = Self(!(4 | 1024));

    /// Whether the two sets share a bit.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A name in the text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub first: u32,
    pub last: u32,
    pub pattern: u32,
    pub senses: Senses,
}

/// Whether the letters of the tokens are as the form wants them.
fn fits<'w>(scene: &Scene, first: u32, last: u32, form: Form, written: impl FnOnce() -> &'w str) -> bool {
    let tokens = &scene.tokens.list[first as usize..last as usize];
    let mut wanted = form.capitals;
    for token in tokens.iter().filter(|t| t.kind != TokenKind::Dash) {
        if wanted & 1 != 0 && !token.is_capitalised() {
            return false;
        }
        wanted >>= 1;
        if wanted == 0 && !form.exact {
            break;
        }
    }
    if !form.exact {
        return true;
    }
    let span = Span {
        start: tokens[0].span.start,
        end: tokens[tokens.len() - 1].span.end,
    };
    let (here, written) = (span.of(scene.text), written());
    here == written
        || here
            .chars()
            .filter(|c| c.is_alphanumeric())
            .eq(written.chars().filter(|c| c.is_alphanumeric()))
}

/// What one sense adds to the set.
pub(super) fn kind_of(entity: &Entity, sense: &NameSense) -> Senses {
    let firm = if sense.marks.context { Senses::default() } else { Senses::FIRM };
    match (&entity.detail, sense.form) {
        (EntityDetail::Place { .. }, NameForm::Adjective) => Senses::ADJECTIVE,
        (EntityDetail::Place { .. }, NameForm::Demonym) => Senses::DEMONYM,
        (EntityDetail::Place { feature, population, .. }, _) => {
            let mut out = Senses::PLACE.or(firm);
            if *feature == Feature::Country {
                out = out.or(Senses::COUNTRY).or(Senses::MAJOR);
            }
            if matches!(feature, Feature::Admin1 | Feature::Region | Feature::Water) || *population > 300_000 {
                out = out.or(Senses::MAJOR);
            }
            out
        }
        (EntityDetail::Actor { actor_type, .. }, _) => match actor_type {
            ActorType::People => Senses::PEOPLE.or(firm),
            ActorType::ArmedGroup | ActorType::Party | ActorType::Coalition | ActorType::Paramilitary => {
                Senses::ACTOR.or(Senses::GROUP).or(firm)
            }
            _ => Senses::ACTOR.or(firm),
        },
        (EntityDetail::Person { .. }, _) => Senses::PERSON.or(firm),
        (EntityDetail::Weapon { .. }, _) => Senses::WEAPON.or(firm),
    }
}

/// The senses of a name that its letters allow, as pairs of index and sense.
pub fn senses_here<'a>(scene: &'a Scene, first: u32, last: u32, pattern: u32) -> impl Iterator<Item = &'a NameSense> + 'a {
    let senses = scene.gazetteer.names.senses(pattern);
    let forms = scene.rules.forms(pattern);
    senses
        .iter()
        .zip(forms)
        .filter(move |(s, f)| fits(scene, first, last, **f, || &s.written))
        .map(|(s, _)| s)
}

/// All names in the text, in order of their last tokens.
pub fn find(scene: &Scene, out: &mut Vec<Hit>) {
    for hit in scene.gazetteer.names.find(scene.tokens) {
        let (first, last) = (hit.tokens.start, hit.tokens.end);
        let mut senses = Senses::default();
        for (n, form) in scene.rules.forms(hit.pattern).iter().enumerate() {
            if fits(scene, first, last, *form, || &scene.gazetteer.names.senses(hit.pattern)[n].written) {
                senses = senses.or(form.senses);
            }
        }
        if senses == Senses::default() || scene.is_taken(first, last) || spaced_dash(scene, first, last) {
            continue;
        }
        out.push(Hit {
            first,
            last,
            pattern: hit.pattern,
            senses,
        });
    }
}

/// Whether a dash with white space around it stands inside: it parts names unless they are long (“Corps – Qods Force”).
fn spaced_dash(scene: &Scene, first: u32, last: u32) -> bool {
    let tokens = &scene.tokens.list[first as usize..last as usize];
    tokens.len() < 6
        && tokens
            .windows(2)
            .any(|w| w[0].kind == TokenKind::Dash && !w[0].is_glued() && !w[1].is_glued())
}
