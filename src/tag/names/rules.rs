//! The data of `words/names.toml`, `words/groups.toml`, `words/given-names.txt` and `words/titles.csv`, by word id.

use super::hits::{Senses, kind_of};
use super::offices::Offices;
use crate::gazetteer::WordFilter;
use crate::gazetteer::morphology::plural;
use crate::gazetteer::{Entity, Gazetteer, GazetteerError, NameForm, NameSense, Sources};
use crate::record::MentionType;
use crate::text::fold::fold;
use crate::text::{WordId, Words};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word can be inside or beside a name: a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal),+ $(,)?) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)+
        }
    };
}

flags! {
    /// A given name.
    GIVEN = 0,
    /// “al”, “bin”, “van”: inside a name.
    PARTICLE = 1,
    /// “al”, “Abu”: also before the first word of a name.
    PARTICLE_FIRST = 2,
    /// Ends an organisation's name.
    ORGANISATION_HEAD = 3,
    /// Opens one (“Ministry of …”).
    ORGANISATION_OPENER = 4,
    /// Ends a place's name.
    PLACE_HEAD = 5,
    /// Opens one (“Camp …”).
    PLACE_OPENER = 6,
    /// Capitalised, yet no part of a name.
    NOT_NAME = 7,
    /// “Jr.”, “III”.
    NAME_SUFFIX = 8,
    /// “in”, “near”, “from”.
    LOCATIVE = 9,
    /// Of these, those that make an unknown word a place.
    LOCATIVE_STRONG = 10,
    /// “province”, in either case.
    PLACE_SUFFIX = 11,
    /// “District”, with a capital only.
    PLACE_SUFFIX_CAPITALISED = 12,
    /// “town (of)”.
    PLACE_KIND = 13,
    /// “northern”.
    PLACE_MODIFIER = 14,
    /// A form of a verb whose subject is mostly a person.
    PERSON_VERB = 15,
    /// In capitals, yet no organisation.
    NOT_ACRONYM = 16,
    /// “separatist”: describes a group.
    DESCRIPTIVE = 17,
    /// “suspected”.
    UNKNOWN_SIDE = 18,
    /// “-led”, “-based”.
    COMPOUND = 19,
    /// Of these, those that say who stands behind a group.
    BACKING = 20,
    /// “pro-”, “anti-”.
    PREFIX = 21,
    /// Stands between modifier and head.
    BETWEEN = 22,
    /// The last word of a head of groups.
    GROUP_HEAD = 23,
    /// The last word of a title.
    TITLE_END = 24,
    /// A word of a capitalised title.
    TITLE_WORD = 25,
    /// A number word or one that counts without a number.
    COUNTS = 27,
    /// A head before which “suspected” and its like describe a group.
    UNKNOWN_HEAD = 26,
    /// “South”, “Southern”: with a capital a part of the place's name.
    DIRECTION = 28,
    /// The last word of an office that some person of the gazetteers held.
    OFFICE = 29,
    /// “Dynamo”, “PT”: an organisation's name goes on with a word of its own.
    ORGANISATION_PREFIX = 30,
    /// “Rovers”: ends a club's name.
    TEAM_HEAD = 31,
    /// “Agreement”, “Marathon”: what a name with a place in it then is, no organisation.
    EVENT_HEAD = 32,
    /// “newspaper”, “airline”: beside an unknown name it says that a body is meant.
    BODY_NOUN = 33,
    /// “spokesman”, “shares”: what bodies have.
    BODY_PART = 34,
    /// “match”, “goal”.
    SPORT = 35,
    /// A form of a verb between two sides of a match.
    TEAM_VERB = 36,
    /// “against”, “over”: before a side of a match.
    AGAINST = 37,
    /// “Ministry”: every state has one.
    STATE_BODY = 38,
    /// “Congress”: with a capital inside a sentence it names one by itself.
    BODY_ALONE = 39,
    /// “town”: what is called so is no country.
    SETTLEMENT = 40,
    /// “towns”.
    SETTLEMENTS = 41,
    /// “suburb”: lies by the place before it.
    QUARTER = 42,
}

impl Flags {
    /// Whether the two sets share a flag.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What may stand before a head of groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// A country's adjective or name.
    Country,
    /// Another place.
    Region,
    /// An armed group, a party.
    Group,
    /// A people, a religion.
    People,
    /// A descriptive word.
    Descriptive,
    /// “X-backed”, “pro-X”.
    Backed,
    /// A person's name.
    Person,
}

/// A head of groups.
#[derive(Clone, Debug)]
pub struct GroupHead {
    /// The words before its last.
    pub before: Vec<WordId>,
    /// What may modify it.
    pub after: Vec<After>,
    /// `actor.<country>.<id>`, in order of preference.
    pub ids: Vec<String>,
}

/// A title.
#[derive(Clone, Debug)]
pub struct Title {
    /// The words before its last.
    pub before: Vec<WordId>,
    /// Whether the text must have a capital.
    pub capital: bool,
    /// Whether the word is also a common word or a name.
    pub context: bool,
}

/// Which letters of a name must be capitals in the text.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Bit n: the nth word must have a capital.
    pub capitals: u32,
    /// Every letter must be as written.
    pub exact: bool,
    /// What the sense is.
    pub senses: Senses,
    /// The entity that the sense means.
    pub entity: u32,
    /// Its country, where it has one.
    pub country: Option<[u8; 2]>,
    /// Whether the sense needs evidence.
    pub context: bool,
}

/// All data of names, compiled.
#[derive(Debug)]
pub struct NameRules {
    flags: Vec<Flags>,
    heads: FxHashMap<WordId, Vec<GroupHead>>,
    titles: FxHashMap<WordId, Vec<Title>>,
    /// For each name of the index, one form a sense.
    forms: Vec<Form>,
    /// Where the forms of each name begin, and the end of the last.
    form_starts: Vec<u32>,
    surname_endings: Vec<String>,
    organisation_endings: Vec<String>,
    /// The person whose surname alone, after a title, names that person; none where several share it.
    surnames: FxHashMap<String, Option<u32>>,
    /// The first words of `surnames`.
    surname_words: WordFilter,
    offices: Offices,
    /// By folded code: the division.
    division_codes: FxHashMap<String, u32>,
}

#[derive(Deserialize)]
struct HeadRow {
    words: Vec<String>,
    id: Vec<String>,
    after: Vec<After>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modifiers {
    descriptive: Vec<String>,
    unknown: Vec<String>,
    unknown_before: Vec<String>,
    compound: Vec<String>,
    backing: Vec<String>,
    prefix: Vec<String>,
    between: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    heads: Vec<HeadRow>,
    modifiers: Modifiers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFile {
    organisation_heads: Vec<String>,
    organisation_openers: Vec<String>,
    organisation_prefixes: Vec<String>,
    organisation_endings: Vec<String>,
    state_bodies: Vec<String>,
    bodies_alone: Vec<String>,
    team_heads: Vec<String>,
    event_heads: Vec<String>,
    body_nouns: Vec<String>,
    body_parts: Vec<String>,
    sport: Vec<String>,
    team_verbs: Vec<String>,
    against: Vec<String>,
    place_heads: Vec<String>,
    place_openers: Vec<String>,
    place_suffixes: Vec<String>,
    place_suffixes_capitalised: Vec<String>,
    place_kinds: Vec<String>,
    settlements: Vec<String>,
    settlements_several: Vec<String>,
    quarters: Vec<String>,
    place_modifiers: Vec<String>,
    place_directions: Vec<String>,
    locative: Vec<String>,
    locative_strong: Vec<String>,
    particles: Vec<String>,
    particles_first: Vec<String>,
    name_suffixes: Vec<String>,
    surname_endings: Vec<String>,
    person_verbs: Vec<String>,
    counting: Vec<String>,
    not_names: Vec<String>,
    not_acronyms: Vec<String>,
    division_codes: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct TitleRow {
    title: String,
    #[serde(default)]
    plural: String,
    #[serde(default)]
    marks: String,
}

impl NameRules {
    /// Reads the files and gives their words ids. To be called before any text is cut into tokens.
    ///
    /// # Errors
    /// When a file does not fit its format.
    pub fn compile(sources: &Sources, gazetteer: &mut Gazetteer) -> Result<Self, GazetteerError> {
        let mut rules = Self {
            flags: Vec::new(),
            heads: FxHashMap::default(),
            titles: FxHashMap::default(),
            forms: Vec::new(),
            form_starts: Vec::new(),
            surname_endings: Vec::new(),
            organisation_endings: Vec::new(),
            surnames: FxHashMap::default(),
            surname_words: WordFilter::new(14),
            offices: Offices::default(),
            division_codes: FxHashMap::default(),
        };
        let wrong = |path: &str, why: String| GazetteerError::Grammar { path: path.into(), why };
        let file = |path: &'static str| sources.file(path).ok_or_else(|| wrong(path, "is missing".into()));
        let names: NameFile = toml::from_str(file("words/names.toml")?).map_err(|e| wrong("words/names.toml", e.to_string()))?;
        let groups: GroupFile = toml::from_str(file("words/groups.toml")?).map_err(|e| wrong("words/groups.toml", e.to_string()))?;
        rules.add_names(&names, gazetteer);
        rules.add_groups(&groups, &mut gazetteer.words);
        for line in file("words/given-names.txt")?.lines().filter(|l| !l.starts_with('#')) {
            for word in line.split_whitespace() {
                rules.add(&mut gazetteer.words, word, Flags::GIVEN);
            }
        }
        rules.add_titles(sources.file("words/titles.csv").unwrap_or_default(), &mut gazetteer.words)?;
        for (id, codes) in &names.division_codes {
            let unknown = || wrong("words/names.toml", format!("division_codes: {id} is the id of no place"));
            let division = gazetteer.index_of(id).ok_or_else(unknown)?;
            rules.division_codes.extend(codes.iter().map(|code| (fold(code), division)));
        }
        rules.surname_endings = names.surname_endings;
        rules.organisation_endings = names.organisation_endings;
        for (n, entity) in gazetteer.entities.iter().enumerate() {
            if entity.mention_type() != MentionType::Person || entity.marks.full {
                continue;
            }
            let Some(last) = entity.name.rsplit([' ', '-']).next() else {
                continue;
            };
            let surname = fold(last);
            rules.surname_words.insert(&surname);
            rules.surnames.entry(surname).and_modify(|e| *e = None).or_insert(Some(n as u32));
        }
        rules.offices = Offices::compile(gazetteer);
        let ends: Vec<WordId> = rules.offices.ends().collect();
        for word in ends {
            rules.add_flag(word, Flags::OFFICE);
        }
        let count = gazetteer.names.len() as u32;
        rules.forms.reserve(count as usize * 5 / 4);
        rules.form_starts.reserve(count as usize + 1);
        rules.form_starts.push(0);
        for pattern in 0..count {
            let senses = gazetteer.names.senses(pattern).iter();
            rules.forms.extend(senses.map(|s| form(s, gazetteer.entity(s.entity))));
            rules.form_starts.push(rules.forms.len() as u32);
        }
        Ok(rules)
    }

    /// What a word can be.
    #[inline]
    #[must_use]
    pub fn flags(&self, word: WordId) -> Flags {
        self.flags.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether the word has one of the flags.
    #[must_use]
    pub fn is(&self, word: WordId, flags: Flags) -> bool {
        self.flags(word).any(flags)
    }

    /// Heads of groups that end with this word, the longest first.
    #[must_use]
    pub fn heads(&self, last: WordId) -> &[GroupHead] {
        self.heads.get(&last).map_or(&[], Vec::as_slice)
    }

    /// Titles that end with this word, the longest first.
    #[must_use]
    pub fn titles(&self, last: WordId) -> &[Title] {
        self.titles.get(&last).map_or(&[], Vec::as_slice)
    }

    /// What the letters of a name's senses must be.
    #[must_use]
    pub fn forms(&self, pattern: u32) -> &[Form] {
        let at = pattern as usize;
        &self.forms[self.form_starts[at] as usize..self.form_starts[at + 1] as usize]
    }

    /// Whether a folded word ends as family names do.
    #[must_use]
    pub fn has_surname_ending(&self, folded: &str) -> bool {
        ends_with_one(folded, &self.surname_endings)
    }

    /// Whether a folded word ends as names of firms do.
    #[must_use]
    pub fn has_organisation_ending(&self, folded: &str) -> bool {
        ends_with_one(folded, &self.organisation_endings)
    }

    /// Whether the folded word may be a surname of the gazetteers: a quick first question.
    #[inline]
    #[must_use]
    pub fn may_be_surname(&self, folded: &str) -> bool {
        self.surname_words.may_hold(folded.as_bytes())
    }

    /// The person of the gazetteers who alone has that surname (folded).
    #[must_use]
    pub fn person_of_surname(&self, folded: &str) -> Option<u32> {
        if !self.may_be_surname(folded) {
            return None;
        }
        self.surnames.get(folded).copied().flatten()
    }

    /// The first-level division that a folded code means behind a place.
    #[must_use]
    pub fn division_of_code(&self, folded: &str) -> Option<u32> {
        self.division_codes.get(folded).copied()
    }

    /// The offices that end with this word, the longest first: the words before it, and the office's number.
    #[must_use]
    pub fn offices(&self, last: WordId) -> &[(Vec<WordId>, u32)] {
        self.offices.ending(last)
    }

    /// The one person who held an office of a country on a day (ISO, as partial as it is known).
    #[must_use]
    pub fn holder(&self, office: u32, country: [u8; 2], day: &str) -> Option<u32> {
        self.offices.holder(office, country, day)
    }

    fn add(&mut self, words: &mut Words, word: &str, flag: Flags) {
        if word.contains([' ', '-']) {
            return;
        }
        let id = words.intern(word);
        self.add_flag(id, flag);
    }

    fn add_flag(&mut self, word: WordId, flag: Flags) {
        let at = word.0 as usize;
        if self.flags.len() <= at {
            self.flags.resize(at + 1, Flags::default());
        }
        self.flags[at] = self.flags[at].or(flag);
    }

    fn add_names(&mut self, names: &NameFile, gazetteer: &mut Gazetteer) {
        let words = &mut gazetteer.words;
        for (list, flag) in [
            (&names.organisation_heads, Flags::ORGANISATION_HEAD),
            (&names.organisation_openers, Flags::ORGANISATION_OPENER.or(Flags::ORGANISATION_HEAD)),
            (&names.organisation_prefixes, Flags::ORGANISATION_PREFIX),
            (&names.state_bodies, Flags::STATE_BODY),
            (&names.bodies_alone, Flags::BODY_ALONE),
            (&names.team_heads, Flags::TEAM_HEAD),
            (&names.event_heads, Flags::EVENT_HEAD),
            (&names.body_nouns, Flags::BODY_NOUN),
            (&names.body_parts, Flags::BODY_PART),
            (&names.sport, Flags::SPORT),
            (&names.against, Flags::AGAINST),
            (&names.place_heads, Flags::PLACE_HEAD),
            (&names.place_openers, Flags::PLACE_OPENER),
            (&names.place_suffixes, Flags::PLACE_SUFFIX),
            (&names.place_suffixes_capitalised, Flags::PLACE_SUFFIX_CAPITALISED),
            (&names.place_kinds, Flags::PLACE_KIND),
            (&names.settlements, Flags::SETTLEMENT),
            (&names.settlements_several, Flags::SETTLEMENTS),
            (&names.quarters, Flags::QUARTER),
            (&names.place_modifiers, Flags::PLACE_MODIFIER),
            (&names.place_directions, Flags::DIRECTION),
            (&names.locative, Flags::LOCATIVE),
            (&names.locative_strong, Flags::LOCATIVE_STRONG.or(Flags::LOCATIVE)),
            (&names.particles, Flags::PARTICLE),
            (&names.particles_first, Flags::PARTICLE_FIRST.or(Flags::PARTICLE)),
            (&names.name_suffixes, Flags::NAME_SUFFIX),
            (&names.counting, Flags::COUNTS),
            (&names.not_names, Flags::NOT_NAME),
            (&names.not_acronyms, Flags::NOT_ACRONYM),
        ] {
            for word in list {
                self.add(words, word, flag);
            }
        }
        let lemmas = |words: &mut Words, verbs: &[String]| -> FxHashSet<WordId> {
            let ids: Vec<WordId> = verbs.iter().map(|v| words.intern(v)).collect();
            let lemmas = ids.into_iter().map(|id| gazetteer.vocabulary.info(id).verb);
            lemmas.filter(|lemma| lemma.is_known()).collect()
        };
        let person = lemmas(words, &names.person_verbs);
        let team = lemmas(words, &names.team_verbs);
        for n in 1..words.len() as u32 {
            let verb = gazetteer.vocabulary.info(WordId(n)).verb;
            // All forms that the vocabulary knows; the base form itself is rarely a finite verb after a person's name.
            if person.contains(&verb) && verb != WordId(n) {
                self.add_flag(WordId(n), Flags::PERSON_VERB);
            }
            if team.contains(&verb) {
                self.add_flag(WordId(n), Flags::TEAM_VERB);
            }
        }
    }

    fn add_groups(&mut self, file: &GroupFile, words: &mut Words) {
        for row in &file.heads {
            for entry in &row.words {
                let (one, many) = entry.split_once(':').map_or((entry.as_str(), None), |(a, b)| (a, Some(b)));
                let many = many.map_or_else(|| plural(one), str::to_string);
                for text in [one, many.as_str()] {
                    let ids: Vec<WordId> = text.split([' ', '-']).filter(|w| !w.is_empty()).map(|w| words.intern(w)).collect();
                    let Some((last, before)) = ids.split_last() else { continue };
                    let list = self.heads.entry(*last).or_default();
                    list.push(GroupHead {
                        before: before.to_vec(),
                        after: row.after.clone(),
                        ids: row.id.clone(),
                    });
                    list.sort_by_key(|h| std::cmp::Reverse(h.before.len()));
                    let last = words.text(*last).to_string();
                    self.add(words, &last, Flags::GROUP_HEAD);
                }
            }
        }
        let m = &file.modifiers;
        for (list, flag) in [
            (&m.descriptive, Flags::DESCRIPTIVE),
            (&m.unknown, Flags::UNKNOWN_SIDE),
            (&m.compound, Flags::COMPOUND),
            (&m.backing, Flags::BACKING.or(Flags::COMPOUND)),
            (&m.prefix, Flags::PREFIX),
            (&m.between, Flags::BETWEEN),
        ] {
            for word in list {
                self.add(words, word, flag);
            }
        }
        for word in &m.unknown_before {
            self.add(words, word, Flags::UNKNOWN_HEAD);
            self.add(words, &plural(word), Flags::UNKNOWN_HEAD);
        }
    }

    fn add_titles(&mut self, csv_text: &str, words: &mut Words) -> Result<(), GazetteerError> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv_text.as_bytes());
        for row in reader.deserialize::<TitleRow>() {
            let row = row.map_err(|e| GazetteerError::Row {
                path: "words/titles.csv".into(),
                line: e.position().map_or(0, csv::Position::line),
                why: e.to_string(),
            })?;
            for text in [row.title.as_str(), row.plural.as_str()] {
                let parts: Vec<&str> = text.split([' ', '-']).filter(|w| !w.is_empty()).collect();
                let ids: Vec<WordId> = parts.iter().map(|w| words.intern(w)).collect();
                let Some((last, before)) = ids.split_last() else { continue };
                let list = self.titles.entry(*last).or_default();
                list.push(Title {
                    before: before.to_vec(),
                    capital: text.starts_with(char::is_uppercase),
                    context: row.marks.contains("context"),
                });
                list.sort_by_key(|t| std::cmp::Reverse(t.before.len()));
                self.add(words, parts[parts.len() - 1], Flags::TITLE_END);
                for part in parts.iter().filter(|p| p.starts_with(char::is_uppercase)) {
                    self.add(words, part, Flags::TITLE_WORD);
                }
            }
        }
        Ok(())
    }
}

/// Whether a word ends with one of the endings and is longer by two letters or more.
fn ends_with_one(folded: &str, endings: &[String]) -> bool {
    endings.iter().any(|e| folded.len() > e.len() + 1 && folded.ends_with(e.as_str()))
}

/// Which letters of a written name must be capitals.
fn form(sense: &NameSense, entity: &Entity) -> Form {
    let written = &*sense.written;
    let exact = sense.marks.case || sense.form == NameForm::Acronym;
    // “US” and “UAE” among the names of a country are acronyms too.
    let acronym =
        written.chars().filter(|c| c.is_alphabetic()).count() > 1 && !written.contains(char::is_lowercase) && !written.contains(' ');
    let exact = exact || (acronym && written.contains(char::is_uppercase));
    Form {
        capitals: sense.capitals,
        exact,
        senses: kind_of(entity, sense),
        entity: sense.entity,
        country: entity.country.as_bytes().try_into().ok(),
        context: sense.marks.context,
    }
}
