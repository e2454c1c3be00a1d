//! The few words that the mechanism itself names: prepositions, pronouns and the like that grammar asks for one by one. What people of the field may want to change is data.

use crate::text::{WordId, Words};

/// Words that the mechanism names.
#[derive(Debug, Default)]
pub struct FixedWords {
    /// “along”, “together”: before “with”, whoever shares the fate.
    pub along: Vec<WordId>,
    /// “with”
    pub with: WordId,
    /// “as did 590 soldiers”
    pub as_: WordId,
    /// “for”
    pub for_: WordId,
    /// “that”
    pub that: WordId,
    /// “per”
    pub per: WordId,
    /// “own”
    pub own: WordId,
    /// “at”
    pub at: WordId,
    /// “on”
    pub on: WordId,
    /// “armed”
    pub armed: WordId,
    /// “people”
    pub people: WordId,
    /// “strength”
    pub strength: WordId,
    /// “back”
    pub back: WordId,
    /// “between”
    pub between: WordId,
    /// “any”
    pub any: WordId,
    /// “had”
    pub had: WordId,
    /// “addition”
    pub addition: WordId,
    /// “when”
    pub when: WordId,
    /// “of”
    pub of: WordId,
    /// “by”
    pub by: WordId,
    /// “no”
    pub no: WordId,
    /// “in”
    pub in_: WordId,
    /// “among”
    pub among: WordId,
    /// “to”
    pub to: WordId,
    /// “from”
    pub from: WordId,
    /// “on”, “against”, “at”: before the target of an attack.
    pub against: Vec<WordId>,
    /// “at”, “into”, “towards”: before that at which a weapon is aimed.
    pub aim: Vec<WordId>,
    /// “them”, “whom”, “which”
    pub them: Vec<WordId>,
    /// “to” after “according”.
    pub according: WordId,
    /// “torch”: what “set fire to” says in one word
    pub torch: WordId,
    /// “times”, “occasions”
    pub times: Vec<WordId>,
    /// “set”, which sets things on fire
    pub set: WordId,
    /// “count”: “counting five women” opens a part
    pub count: WordId,
    /// “twice”
    pub twice: WordId,
    /// “stray”
    pub stray: WordId,
    /// “far” of “so far”
    pub far: WordId,
    /// “since”
    pub since: WordId,
    /// “responsibility”, which is claimed.
    pub responsibility: WordId,
}

impl FixedWords {
    pub(super) fn new(words: &mut Words) -> Self {
        let mut list = |text: &str| text.split(' ').map(|w| words.intern(w)).collect::<Vec<_>>();
        let against = list("on against at");
        let aim = list("at into toward towards against on");
        let them = list("them whom which these those");
        let along = list("along together");
        let times = list("times occasions");
        Self {
            along,
            with: words.intern("with"),
            as_: words.intern("as"),
            for_: words.intern("for"),
            that: words.intern("that"),
            per: words.intern("per"),
            own: words.intern("own"),
            at: words.intern("at"),
            on: words.intern("on"),
            armed: words.intern("armed"),
            people: words.intern("people"),
            strength: words.intern("strength"),
            back: words.intern("back"),
            between: words.intern("between"),
            any: words.intern("any"),
            had: words.intern("had"),
            addition: words.intern("addition"),
            when: words.intern("when"),
            of: words.intern("of"),
            by: words.intern("by"),
            no: words.intern("no"),
            in_: words.intern("in"),
            among: words.intern("among"),
            to: words.intern("to"),
            from: words.intern("from"),
            against,
            aim,
            them,
            according: words.intern("according"),
            torch: words.intern("torch"),
            times,
            set: words.intern("set"),
            count: words.intern("count"),
            twice: words.intern("twice"),
            stray: words.intern("stray"),
            far: words.intern("far"),
            since: words.intern("since"),
            responsibility: words.intern("responsibility"),
        }
    }
}
