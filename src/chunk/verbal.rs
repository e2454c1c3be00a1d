//! Verb or noun: what a word that can be both is where it stands, by what precedes and follows. Knows words, mentions and tags.

use super::tagger::{Piece, Tag};
use crate::gazetteer::{Class, VerbForms, Vocabulary, WordList};
use crate::record::MentionType;
use crate::tag::{Mention, MentionValue, QuantityRole};
use crate::text::Token;

/// Whether a noun group may go on or begin at the next token.
pub(super) fn noun_follows(next: Option<&Token>, next_mention: Option<&Mention>, vocabulary: &Vocabulary) -> bool {
    if let Some(m) = next_mention {
        return matches!(m.value, MentionValue::Entity { .. });
    }
    let Some(next) = next else { return false };
    if !next.is_word() {
        return false;
    }
    let info = vocabulary.info(next.word);
    let function = Class::PREPOSITION
        .or(Class::COORDINATOR)
        .or(Class::SUBORDINATOR)
        .or(Class::BE)
        .or(Class::HAVE)
        .or(Class::DO)
        .or(Class::MODAL)
        .or(Class::TO)
        .or(Class::ADVERB)
        .or(Class::ARTICLE_DEFINITE)
        .or(Class::ARTICLE_INDEFINITE)
        .or(Class::RELATIVE)
        .or(Class::POSSESSIVE)
        .or(Class::PRONOUN_OBJECT)
        .or(Class::PRONOUN_SUBJECT);
    if info.class.any(function) {
        return false;
    }
    // A finite verb ends the group; a word that is a noun too goes on.
    !info.forms.any(VerbForms::PAST) || info.noun.is_known()
}

/// Whether what follows can only be an object: a determiner, a number, a pronoun, a name.
pub(super) fn object_follows(next: Option<&Token>, next_mention: Option<&Mention>, vocabulary: &Vocabulary) -> bool {
    if let Some(m) = next_mention {
        return match &m.value {
            MentionValue::Date(_) => false,
            MentionValue::Quantity(q) => !matches!(q.role, QuantityRole::Ordinal | QuantityRole::Measure),
            MentionValue::Entity { .. } => true,
        };
    }
    next.is_some_and(|t| {
        vocabulary.is(
            t.word,
            Class::ARTICLE_DEFINITE
                .or(Class::ARTICLE_INDEFINITE)
                .or(Class::POSSESSIVE)
                .or(Class::PRONOUN_OBJECT)
                .or(Class::QUANTIFIER),
        )
    })
}

/// Verbs that open a verb group.
const AUXILIARY: Class = Class::BE.or(Class::HAVE).or(Class::DO).or(Class::MODAL);

/// Whether a word is an auxiliary or a past form that is no noun: the finite verb of its clause.
fn finite(token: &Token, vocabulary: &Vocabulary) -> bool {
    let info = vocabulary.info(token.word);
    let verb = [VerbForms::PAST, VerbForms::THIRD, VerbForms::BASE]
        .into_iter()
        .any(|f| info.forms.any(f));
    info.class.any(AUXILIARY) || verb && !info.noun.is_known()
}

/// Settles a word that has verb forms; `None` lets it be a noun.
#[allow(clippy::too_many_arguments)]
pub(super) fn verb_or_noun<'t>(
    token: &Token,
    forms: VerbForms,
    is_noun: bool,
    previous: Option<Tag>,
    governor: Option<Tag>,
    after_auxiliary: bool,
    next: Option<&Token>,
    next_mention: Option<&Mention>,
    before: &[Piece],
    vocabulary: &Vocabulary,
    text_of: &dyn Fn(&Piece) -> &'t str,
    telegraphic: &dyn Fn() -> bool,
) -> Option<Tag> {
    let noun_next = noun_follows(next, next_mention, vocabulary);
    let object_next = object_follows(next, next_mention, vocabulary);
    let previous = if matches!(previous, Some(Tag::Adverb))
        && matches!(
            governor,
            Some(Tag::Number | Tag::DeterminerDefinite | Tag::DeterminerIndefinite | Tag::Preposition)
        ) {
        governor
    } else {
        previous
    };
    // “20 more injured”
    let more =
        before.len() > 1 && vocabulary.is(before[before.len() - 1].word, Class::ADDITIONAL) && before[before.len() - 2].tag == Tag::Number;
    let previous = if more { Some(Tag::Number) } else { previous };
    let determined = matches!(
        previous,
        Some(
            Tag::DeterminerIndefinite
                | Tag::DeterminerDefinite
                | Tag::PossessivePronoun
                | Tag::PossessiveEnding
                | Tag::Quantifier
                | Tag::Adjective
                | Tag::Ordinal
        )
    );
    if after_auxiliary {
        return match governor {
            Some(Tag::To | Tag::Do | Tag::Modal) if forms.any(VerbForms::BASE) => Some(Tag::Verb),
            Some(Tag::Have) if forms.any(VerbForms::PARTICIPLE) => Some(Tag::Verb),
            Some(Tag::Be) if forms.any(VerbForms::PARTICIPLE) => Some(Tag::Verb),
            Some(Tag::Be) if forms.any(VerbForms::GERUND) && !(is_noun && noun_next) => Some(Tag::Verb),
            _ => None,
        };
    }
    // “The dead included three paramedics”
    let told_of_all = previous == Some(Tag::Adjective) && before.len() > 1 && before[before.len() - 2].tag == Tag::DeterminerDefinite;
    if told_of_all && forms.any(VerbForms::PAST) && vocabulary.lists(token.word, WordList::INCLUDES) {
        return Some(Tag::Verb);
    }
    if forms.any(VerbForms::PAST) || forms.any(VerbForms::PARTICIPLE) {
        if determined && previous == Some(Tag::Ordinal) && forms.any(VerbForms::PAST) && (!noun_next || object_next) {
            // “a third lost both legs”
            return Some(Tag::Verb);
        }
        // “and another succumbed in hospital”, “another seriously wounded”: “another” stands alone.
        let another = previous == Some(Tag::DeterminerIndefinite)
            && before
                .iter()
                .rev()
                .find(|p| p.tag != Tag::Adverb)
                .is_some_and(|p| vocabulary.is(p.word, Class::ADDITIONAL));
        if another && !noun_next {
            return Some(Tag::Verb);
        }
        if determined {
            return if noun_next { Some(Tag::Adjective) } else { None };
        }
        if previous == Some(Tag::Joiner) {
            // “Iran-backed militias”: part of a compound.
            return Some(Tag::Adjective);
        }
        if previous == Some(Tag::Number) {
            // “and 14 taken prisoner”
            let state = next.is_some_and(|n| vocabulary.lists(n.word, WordList::STATE_OF_OBJECT));
            let describes = noun_next && !state && !vocabulary.lists(token.word, WordList::TAKES_OBJECT);
            return if describes { Some(Tag::Adjective) } else { Some(Tag::Verb) };
        }
        if previous == Some(Tag::Preposition) {
            return if noun_next { Some(Tag::Adjective) } else { None };
        }
        let weapon_next = next_mention.is_some_and(|m| m.is(MentionType::Weapon));
        if previous == Some(Tag::Verb) && noun_next && (!object_next || weapon_next) {
            // “using silenced pistols”
            return Some(Tag::Adjective);
        }
        // “…,” said Bello Yusuf: behind what was said a verb of saying opens who said it.
        let says = previous == Some(Tag::Quote)
            && next.is_some_and(Token::is_capitalised)
            && vocabulary.info(vocabulary.info(token.word).verb).reporting.is_some();
        if matches!(previous, None | Some(Tag::Stop | Tag::Quote | Tag::Open)) && noun_next && !object_next && !says {
            return Some(Tag::Adjective);
        }
        if is_noun && forms == VerbForms::BASE {
            return None;
        }
        return Some(Tag::Verb);
    }
    if forms.any(VerbForms::GERUND) {
        // “a knife-wielding man”
        if previous == Some(Tag::Joiner) && noun_next {
            return Some(Tag::Adjective);
        }
        if determined || previous == Some(Tag::Number) {
            return if noun_next && !is_noun { Some(Tag::Adjective) } else { None };
        }
        // “two people fighting for their lives”: behind those who are counted it says what they do.
        let counted = before.len() > 1 && before[before.len() - 2].tag == Tag::Number && previous == Some(Tag::Noun);
        if counted && vocabulary.info(before[before.len() - 1].word).noun_class.person.is_some() {
            return Some(Tag::Verb);
        }
        // “and killing at least four” opens its number with a preposition.
        let preposition = next_mention.is_none() && next.is_some_and(|n| vocabulary.is(n.word, Class::PREPOSITION));
        if preposition && is_noun && !matches!(previous, Some(Tag::Comma)) {
            return None;
        }
        if object_next {
            return Some(Tag::Verb);
        }
        if is_noun && matches!(previous, Some(Tag::Preposition | Tag::Noun | Tag::Name | Tag::Joiner) | None) {
            return None;
        }
        if matches!(previous, Some(Tag::Preposition)) && noun_next {
            // “for killing civilians”, but “by advancing troops”.
            return Some(Tag::Verb);
        }
        return Some(Tag::Verb);
    }
    if previous == Some(Tag::Number) && forms == VerbForms::BASE {
        // “Two die in blast”, but “two border guards”; behind “dozens” stands no noun without “of”.
        let dozens = before.last().is_some_and(|p| text_of(p).ends_with(['s', 'S']));
        // “Three remain critical”
        let copula = vocabulary.lists(vocabulary.info(token.word).verb, WordList::COPULA);
        if dozens || !is_noun && (object_next || !noun_next || copula) {
            return Some(Tag::Verb);
        }
    }
    // “The dead include a captain”
    if told_of_all && forms == VerbForms::BASE && !is_noun && object_next {
        return Some(Tag::Verb);
    }
    // Base and third person: nouns more often than not.
    if determined || matches!(previous, Some(Tag::Number | Tag::Preposition | Tag::Joiner)) {
        return None;
    }
    if matches!(previous, Some(Tag::Pronoun | Tag::Relative)) {
        return Some(Tag::Verb);
    }
    // “18 million Yemenis need aid”: behind people who are counted.
    let counted = before.len() > 1 && before[before.len() - 2].tag == Tag::Number && previous == Some(Tag::Noun);
    let people = before.last().is_some_and(|p| {
        let class = vocabulary.info(p.word).noun_class;
        class.plural && !class.singular && class.person.is_some()
    });
    let first = !before
        .iter()
        .any(|p| matches!(p.tag, Tag::Verb | Tag::Be | Tag::Have | Tag::Modal | Tag::Do));
    if counted && people && first && forms.any(VerbForms::BASE) && noun_next {
        return Some(Tag::Verb);
    }
    // “sent in patrols that burned”: behind a verb and its particle stands a noun.
    let particle = previous == Some(Tag::Adverb) && before.len() > 1 && before[before.len() - 2].tag == Tag::Verb;
    if particle && is_noun {
        return None;
    }
    let clause_begun = before.iter().any(|p| matches!(p.tag, Tag::Noun | Tag::Name | Tag::Pronoun));
    if forms.any(VerbForms::THIRD) || forms.any(VerbForms::BASE) {
        let reports = vocabulary.info(vocabulary.info(token.word).verb).reporting.is_some();
        // “officials say that”, but “an army base before dawn”: what can be a preposition too opens no clause that a verb asks for.
        let that_next = next.is_some_and(|n| {
            vocabulary.is(n.word, Class::SUBORDINATOR.or(Class::PRONOUN_SUBJECT)) && !vocabulary.is(n.word, Class::PREPOSITION)
        });
        if clause_begun
            && matches!(
                previous,
                Some(Tag::Noun | Tag::Name | Tag::Adverb | Tag::Date | Tag::Coordinator | Tag::Comma | Tag::Close | Tag::Quote)
            )
        {
            // “a school bus”, “the air force”, “a police patrol”: behind a singular noun a base form is no verb.
            let opener = before
                .iter()
                .rev()
                .find(|p| !matches!(p.tag, Tag::Noun | Tag::Name | Tag::Adjective))
                .map(|p| p.tag);
            let one = opener == Some(Tag::DeterminerIndefinite);
            // “fired at AMISOM base in Hudur”: behind a preposition and a name stands what is named.
            let behind_phrase = is_noun
                && forms == VerbForms::BASE
                && previous == Some(Tag::Name)
                && opener == Some(Tag::Preposition)
                && next.is_none_or(|n| !n.is_word() || vocabulary.is(n.word, Class::PREPOSITION));
            if behind_phrase {
                return None;
            }
            // “a Pentagon tally”
            let named =
                previous == Some(Tag::Name) && forms == VerbForms::BASE && before.last().is_some_and(|p| !text_of(p).ends_with('s'));
            if named && one {
                return None;
            }
            let singular = previous == Some(Tag::Noun)
                && forms == VerbForms::BASE
                && before.last().is_some_and(|p| {
                    let class = vocabulary.info(p.word).noun_class;
                    one || p.tokens.len() == 1 && !class.plural && !text_of(p).ends_with('s')
                });
            if singular && !reports && (is_noun || !object_next) {
                // “a drone strike that killed”, “an army base that was shelled”
                return None;
            }
            // “Strike kills commander”, “Gang attacks police station”: a headline's verb before a bare noun. It agrees with the noun before it, and two finite verbs
            // do not stand side by side (“security forces said”).
            let plural = before
                .last()
                .is_some_and(|p| vocabulary.info(p.word).noun_class.plural || text_of(p).ends_with('s'));
            let agrees =
                matches!(previous, Some(Tag::Noun | Tag::Name)) && if forms.any(VerbForms::THIRD) { !plural } else { plural && !is_noun };
            let first = !before
                .iter()
                .any(|p| matches!(p.tag, Tag::Verb | Tag::Be | Tag::Have | Tag::Modal | Tag::Do));
            let verb_next = next.is_some_and(|n| finite(n, vocabulary));
            if agrees && first && noun_next && !verb_next && (!is_noun || telegraphic()) {
                return Some(Tag::Verb);
            }
            // “the sailors, seized in May, remain hostages”: its noun needs no article.
            let copula = !is_noun && vocabulary.lists(vocabulary.info(token.word).verb, WordList::COPULA);
            // “Egypt, whose canal brings it $9 billion, expects to lose a third”
            let to_next = !is_noun && forms.any(VerbForms::THIRD) && next.is_some_and(|n| vocabulary.is(n.word, Class::TO));
            if object_next || that_next || copula || to_next || (reports && forms.any(VerbForms::THIRD) && !is_noun) {
                return Some(Tag::Verb);
            }
            // “Security forces said”, “a Pentagon tally shows”, but “it seems aimed at”.
            let told_next = next.is_some_and(|n| {
                let info = vocabulary.info(n.word);
                let third = info.forms.any(VerbForms::THIRD) && !info.noun.is_known();
                third || info.class.any(AUXILIARY) || info.forms.any(VerbForms::PAST) && vocabulary.info(info.verb).reporting.is_some()
            });
            if !is_noun && !singular && matches!(previous, Some(Tag::Noun | Tag::Name | Tag::Adverb)) && !noun_next && !told_next {
                return Some(Tag::Verb);
            }
        }
    }
    None
}
