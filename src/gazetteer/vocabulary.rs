//! What is known of single words: function-word classes, verb forms, nouns of people, events, sources and counted things.

use super::morphology::{conjugate, plural};
use crate::record::{EventType, Kind, Modality, SourceType, VictimClass};
use crate::text::{WordId, Words};
use rustc_hash::FxHashMap;

/// Declares sets of words: the names in a file, one bit each.
macro_rules! word_sets {
    ($(#[$about:meta])* $set:ident($bits:ty) $number:ident { $($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $set($bits);

        #[allow(non_upper_case_globals)]
        impl $set {
            $($(#[$doc])* pub const $name: Self = Self(1 << $number::$name as u64);)+

            /// No set.
            pub const NONE: Self = Self(0);

            /// The set of that name.
            #[must_use]
            pub fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }

            /// Whether both share a set.
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

        #[allow(clippy::upper_case_acronyms, non_camel_case_types)]
        enum $number { $($name),+ }
    };
}

word_sets! {
    /// Lists of `words/lists.csv`, which stages ask for by name: a set.
    WordList(u128) WordListNumber {
        /// in, at, near: before a place
        LOCATIVE = "locative",
        /// outskirts, province: before “of” and a place
        PLACE_PART = "place_part",
        /// believe, allege
        BELIEF = "belief",
        /// fear, presume
        SUPPOSITION = "supposition",
        /// know
        KNOWLEDGE = "knowledge",
        /// manage, begin
        ACCOMPLISHMENT = "accomplishment",
        /// fail, refuse
        FAILURE = "failure",
        /// fatigues, balaclava: what the armed wear
        GARB = "garb",
        /// capture, seize: by which villages and towns change hands
        CAPTURES = "captures",
        /// hail, come: before “from” they say whence somebody is
        ORIGIN = "origin",
        /// call, name: behind “a” and a noun a participle, “a boy called Tito”
        NAMING = "naming",
        /// show, find: what a document that says something does
        SHOWS = "shows",
        /// north, south: where “of” stands behind it no noun
        COMPASS = "compass",
        /// ship, lorry: what carries people and goods, and is a target where it is attacked
        CARRIER = "carrier",
        /// try, plan, refuse: before an infinitive its subject is who does both, and no participle is told of it
        WANTS = "wants",
        /// try, attempt: who does so with an attack has attacked
        ATTEMPT = "attempt",
        /// demand, plan: what they govern has not happened
        WISH = "wish",
        /// ask, appeal: the same of what stands behind “for”
        WISH_FOR = "wish_for",
        /// seize, find: a weapon that is their object has hit nobody
        TAKES = "takes",
        /// rescue, escort: a weapon that is their subject hits nobody
        SPARES = "spares",
        /// gang, crew, mob: bodies of people that act
        BODIES = "bodies",
        /// triple: before one word for a killing, three of them
        TRIPLE = "triple",
        /// list, describe: behind them “as” opens no clause
        SAYS_WHAT = "says_what",
        /// mission, treasury: institutions that own, pay and order
        INSTITUTION = "institutions",
        /// cost, fetch: their subject does not pay what they tell
        COSTS = "costs",
        /// accuse, blame: their object is said to have done it
        ACCUSES = "accuses",
        /// count, reckoning: behind “by” it says whose figure it is
        RECKONING = "reckoning",
        /// while, whereas: before what somebody else says
        CONTRAST = "contrast",
        /// across, throughout: of a whole country
        WIDE = "wide",
        /// hospital, court: where victims and suspects are taken
        WARDS = "wards",
        /// give, speak (of): with a figure as their object
        GIVES_FIGURE = "gives_figure",
        /// toll, figure
        TALLY = "tally",
        /// statement, records: what can say something
        SPEAKING_DOCUMENT = "speaking_document",
        /// launch, conduct
        CARRY_OUT = "carry_out",
        /// rise, number
        MEASURE = "measure",
        /// attack, destroy
        HIT = "hit",
        /// people, dead
        EVERYBODY = "everybody",
        /// air, drone
        AIR_STRIKE = "air_strike",
        /// suicide
        SUICIDE_ATTACK = "suicide_attack",
        /// rocket, artillery
        SHELLING = "shelling",
        /// grenade
        GRENADE = "grenade",
        /// chemical, gas
        CHEMICAL = "chemical",
        /// car, roadside
        EXPLOSIVE = "explosive",
        /// in, over: before a date
        INTERVAL = "interval",
        /// daily, weekly
        RATE = "rate",
        /// a, per: before a span of time
        EACH = "each",
        /// day, month
        SPAN = "span",
        /// earlier, after, ago: behind “a week” they say when
        SHIFTS = "shifts",
        /// have, hold, live: what they tell is a state
        STATIVE = "stative",
        /// war, insurgency: what goes on for years
        LASTS = "lasts",
        /// than, compared
        COMPARISON = "comparison",
        /// first, worst: with “since” and a date (words in -est need no row)
        SUPERLATIVE = "superlative",
        /// his, her: of one human being
        ONE_PERSONS = "one_persons",
        /// other, third, younger: with an article, one human being more
        ONE_MORE = "one_more",
        /// retaliation, anniversary: before an event of the past
        BACKGROUND = "background",
        /// land, fall: what a weapon does where it strikes
        WEAPON_STRIKES = "weapon_strikes",
        /// group, patrol, family: “a patrol of 12” says of how many people it is
        PARTY = "party",
        /// patrol, squad, unit: the same, under arms
        ARMED_PARTY = "armed_party",
        /// twin, double, back-to-back: before a plural noun of violence they say that there were two
        TWIN = "twin",
        /// remain, become: a noun without an article may follow that says what the subject is
        COPULA = "copula",
        /// case, instance: “12 cases of abduction” counts abductions
        CASE = "case",
        /// box, stick, crate: “14 boxes of ammunition” counts munitions
        CONTAINER = "container",
        /// ablaze, fire: what is set so burns
        ALIGHT = "alight",
        /// group, total, average: stands for a number of what follows “of”
        COLLECTIVE = "collective",
        /// need, suffer: what follows the past form is its object
        TAKES_OBJECT = "takes_object",
        /// carry, hand: with a particle before their object
        PARTICLE_VERB = "particle_verb",
        /// off, over: behind such a verb no preposition
        PARTICLE = "particle",
        /// bomber: who is the weapon of an attack
        BOMBER = "bomber",
        /// nobody, one: alone, or behind “no”
        NOBODY = "nobody",
        /// man, strong: with a number and a hyphen the size of a force
        FORCE_SIZE = "force_size",
        /// raise, correct: of a toll that was given before
        REVISES = "revises",
        /// count, record: with a bare number as their object
        COUNTS_EVENTS = "counts_events",
        /// leave, find: with an object and the state in which it is
        LEAVES_SO = "leaves_so",
        /// they, them
        THEY = "they",
        /// fatally: of a bare number before it
        FATALLY = "fatally",
        /// spokesman: who speaks for the body named behind “for” or “of”
        SPEAKS_FOR = "speaks_for",
        /// into: before where something goes
        PATH = "path",
        /// hostage: between a verb and its object, what becomes of that
        STATE_OF_OBJECT = "state_of_object",
        /// dead, home: between a verb and its object they go with the verb
        RESULT = "result",
        /// include: with those of whom something was told as its subject
        INCLUDES = "includes",
        /// victim: who suffered what the text told of before
        VICTIM = "victim",
        /// couple: two people in one noun
        PAIR = "pair",
        /// man, member: under arms where a force has them
        RANKS = "ranks",
        /// accuse, arrest: before the deed that somebody is charged with
        CHARGE = "charge",
    }
}

word_sets! {
    /// Classes of function words of `words/function.csv`, a set.
    Class(u64) ClassNumber {
    /// a, an, another
    ARTICLE_INDEFINITE = "article_indefinite",
    /// the, this
    ARTICLE_DEFINITE = "article_definite",
    /// his, their
    POSSESSIVE = "possessive",
    /// all, each, several
    QUANTIFIER = "quantifier",
    /// such: behind a number it points back, and the noun is still to come
    SUCH = "such",
    /// he, they
    PRONOUN_SUBJECT = "pronoun_subject",
    /// him, them
    PRONOUN_OBJECT = "pronoun_object",
    /// himself, themselves
    REFLEXIVE = "reflexive",
    /// they, these: for more than one
    PRONOUN_PLURAL = "pronoun_plural",
    /// is, were
    BE = "be",
    /// was, is, has: of one subject
    SINGULAR = "singular",
    /// has, had
    HAVE = "have",
    /// did
    DO = "do",
    /// will, could
    MODAL = "modal",
    /// would, could, might
    MODAL_HYPOTHETICAL = "modal_hypothetical",
    /// not, never
    NEGATION = "negation",
    /// of, in, by
    PREPOSITION = "preposition",
    /// in, during: before the event of a passive (“killed in an air strike”)
    BEFORE_EVENT = "before_event",
    /// and, or
    COORDINATOR = "coordinator",
    /// when, after
    SUBORDINATOR = "subordinator",
    /// if, unless
    CONDITIONAL = "conditional",
    /// who, which
    RELATIVE = "relative",
    /// also, later
    ADVERB = "adverb",
    /// to
    TO = "to",
    /// reportedly, allegedly
    HEDGE_REPORTED = "hedge_reported",
    /// plan, threat
    HYPOTHETICAL = "hypothetical_word",
    /// including, among
    INCLUDING = "partitive_including",
    /// other, another, more
    ADDITIONAL = "additional",
    /// latest, second
    ORDINAL_LATEST = "ordinal_latest",
    /// armed, suspected: never a verb
    ADJECTIVE = "adjective",
    /// Iraqi, American: made from `places/countries.csv`
    NATIONAL = "national",
    /// there (is)
    EXISTENTIAL = "existential",
    /// A title before a name.
    TITLE = "title",
    }
}

/// The forms of a verb that a word can be, a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbForms(u8);

impl VerbForms {
    /// kill
    pub const BASE: Self = Self(1);
    /// kills
    pub const THIRD: Self = Self(2);
    /// killed (yesterday)
    pub const PAST: Self = Self(4);
    /// (has) killed
    pub const PARTICIPLE: Self = Self(8);
    /// killing
    pub const GERUND: Self = Self(16);

    /// Whether the two sets share a form.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a noun is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NounClass {
    /// A human being, and who that is as a victim.
    pub person: Option<VictimClass>,
    /// A violent event, and whether one of them with an article states one attack.
    pub event: Option<(EventType, bool)>,
    /// What a number before it counts.
    pub counted: Option<Kind>,
    /// Who says something.
    pub source: Option<SourceType>,
    /// Stands for more than one.
    pub plural: bool,
    /// Stands for one.
    pub singular: bool,
}

/// All that is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordInfo {
    /// Function-word classes.
    pub class: Class,
    /// The verb of which it is a form: the base form's id.
    pub verb: WordId,
    /// Which forms of it.
    pub forms: VerbForms,
    /// The noun of which it is a form: the singular's id.
    pub noun: WordId,
    /// What the noun is.
    pub noun_class: NounClass,
    /// What the verb does to the modality of what it reports.
    pub reporting: Option<Modality>,
    /// A verb without an object.
    pub intransitive: bool,
    /// A verb that tells without an object what happens to its subject (“a bomb detonated”), and with one what the subject does.
    pub ergative: bool,
    /// Whether it ends a noun of several words.
    ends_phrase: bool,
}

/// Words by id, and nouns of several words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    info: Vec<WordInfo>,
    /// By word: the lists in which it stands, and once settled those of its base form.
    lists: Vec<WordList>,
    /// Nouns of two or three words (“security guard”), by their last word: the words before it, and the class.
    phrases: FxHashMap<WordId, Vec<(Vec<WordId>, NounClass)>>,
}

impl Vocabulary {
    /// What is known of a word.
    #[must_use]
    pub fn info(&self, word: WordId) -> &WordInfo {
        const NOTHING: WordInfo = WordInfo {
            class: Class::NONE,
            verb: WordId::UNKNOWN,
            forms: VerbForms(0),
            noun: WordId::UNKNOWN,
            noun_class: NounClass {
                person: None,
                event: None,
                counted: None,
                source: None,
                plural: false,
                singular: false,
            },
            reporting: None,
            intransitive: false,
            ergative: false,
            ends_phrase: false,
        };
        self.info.get(word.0 as usize).unwrap_or(&NOTHING)
    }

    /// Whether the word stands in one of the classes.
    #[must_use]
    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.info(word).class.any(class)
    }

    /// Whether the word, or the base form of the verb or noun of which it is a form, stands in one of the lists.
    #[must_use]
    pub fn lists(&self, word: WordId, lists: WordList) -> bool {
        self.lists.get(word.0 as usize).is_some_and(|l| l.any(lists))
    }

    /// What the noun phrase that ends with the last of `words` is: the longest known noun that ends there.
    #[must_use]
    pub fn noun(&self, words: &[WordId]) -> NounClass {
        let Some((last, before)) = words.split_last() else {
            return NounClass::default();
        };
        let info = self.info(*last);
        if info.ends_phrase
            && !before.is_empty()
            && let Some(phrases) = self.phrases.get(last)
        {
            let found = phrases
                .iter()
                .filter(|(head, _)| before.ends_with(head))
                .max_by_key(|(head, _)| head.len());
            if let Some((_, class)) = found {
                let single = info.noun_class;
                return NounClass {
                    person: class.person.or(single.person),
                    // “a hunger strike”, “a heart attack”: known as something else.
                    event: class.event.or(single.event.filter(|_| class.counted.is_none())),
                    counted: class.counted.or(single.counted),
                    source: class.source.or(single.source),
                    plural: class.plural,
                    singular: class.singular,
                };
            }
        }
        info.noun_class
    }

    fn entry(&mut self, word: WordId) -> &mut WordInfo {
        let at = word.0 as usize;
        if self.info.len() <= at {
            self.info.resize(at + 1, WordInfo::default());
        }
        &mut self.info[at]
    }

    /// Adds a word to a class.
    pub fn add_class(&mut self, words: &mut Words, word: &str, class: Class) {
        let id = words.intern(word);
        // “am”, “is”, “are”, “were”: forms that neither a rule nor a row of verbs makes.
        let verb = if class.any(Class::BE) {
            words.intern("be")
        } else {
            WordId::UNKNOWN
        };
        let entry = self.entry(id);
        entry.class = entry.class.or(class);
        if verb.is_known() {
            entry.verb = verb;
        }
    }

    /// Adds a word to a list.
    pub fn add_to_list(&mut self, words: &mut Words, word: &str, list: WordList) {
        // The plural of a noun that no table of nouns has, too.
        for form in [word, &plural(word)] {
            let at = words.intern(form).0 as usize;
            if self.lists.len() <= at {
                self.lists.resize(at + 1, WordList::NONE);
            }
            self.lists[at] = self.lists[at].or(list);
        }
    }

    /// Puts each form of a verb and of a noun into the lists of its base form. To be called when all words have been added.
    pub fn settle(&mut self) {
        let of_base = |word: WordId| self.lists.get(word.0 as usize).copied().unwrap_or(WordList::NONE);
        let own = (0..self.info.len().max(self.lists.len())).map(|at| {
            let word = WordId(at as u32);
            let info = self.info(word);
            of_base(word).or(of_base(info.verb)).or(of_base(info.noun))
        });
        self.lists = own.collect();
    }

    /// Adds a verb with all its forms.
    pub fn add_verb(&mut self, words: &mut Words, base: &str, past: &str, participle: &str) {
        let lemma = words.intern(base);
        let forms = conjugate(base, past, participle);
        for (text, form) in [
            (base, VerbForms::BASE),
            (forms.third.as_str(), VerbForms::THIRD),
            (forms.past.as_str(), VerbForms::PAST),
            (forms.participle.as_str(), VerbForms::PARTICIPLE),
            (forms.gerund.as_str(), VerbForms::GERUND),
        ] {
            let id = words.intern(text);
            let entry = self.entry(id);
            // “found” is first of all a form of “find”, “felt” of “feel”: a form that is also another verb's base keeps the verb that came with it first,
            // but a past form is likelier in a report than a base form.
            if entry.verb == WordId::UNKNOWN || entry.verb == lemma || (entry.forms == VerbForms::BASE && form.any(VerbForms::PAST)) {
                if entry.verb != lemma {
                    entry.forms = VerbForms::default();
                }
                entry.verb = lemma;
                entry.forms = VerbForms(entry.forms.0 | form.0);
            }
        }
    }

    /// Marks a verb as one that takes no object.
    pub fn add_intransitive(&mut self, words: &mut Words, base: &str) {
        let lemma = words.intern(base);
        self.entry(lemma).intransitive = true;
    }

    /// Marks a verb as one that takes an object or none.
    pub fn add_ergative(&mut self, words: &mut Words, base: &str) {
        let lemma = words.intern(base);
        self.entry(lemma).ergative = true;
    }

    /// Marks a verb as one that reports.
    pub fn add_reporting(&mut self, words: &mut Words, base: &str, modality: Modality) {
        let lemma = words.intern(base);
        self.entry(lemma).reporting = Some(modality);
    }

    /// Adds a noun of one word that is known in its plural alone.
    pub fn add_plural(&mut self, words: &mut Words, many: &str, set: impl Fn(&mut NounClass)) {
        let id = words.intern(many);
        let class = &mut self.entry(id).noun_class;
        class.plural = true;
        set(class);
    }

    /// Adds a noun (of one or more words) in its singular and its plural; an empty `many` is formed by rule.
    pub fn add_noun(&mut self, words: &mut Words, one: &str, many: &str, set: impl Fn(&mut NounClass)) {
        let many = if many.is_empty() { plural(one) } else { many.to_string() };
        let lemma = words.intern(last_word(one));
        for (text, is_plural) in [(one, false), (many.as_str(), true)] {
            let ids: Vec<WordId> = text.split([' ', '-']).map(|w| words.intern(w)).collect();
            let (last, before) = ids.split_last().expect("a noun has a word");
            let mark = |class: &mut NounClass| {
                set(class);
                class.plural |= is_plural || one == many;
                class.singular |= !is_plural;
            };
            if before.is_empty() {
                let entry = self.entry(*last);
                entry.noun = lemma;
                mark(&mut entry.noun_class);
            } else {
                self.entry(*last).ends_phrase = true;
                let phrases = self.phrases.entry(*last).or_default();
                let at = phrases.iter().position(|(head, _)| head == before).unwrap_or_else(|| {
                    phrases.push((before.to_vec(), NounClass::default()));
                    phrases.len() - 1
                });
                mark(&mut phrases[at].1);
            }
        }
    }
}

fn last_word(noun: &str) -> &str {
    noun.rsplit([' ', '-']).next().unwrap_or(noun)
}
