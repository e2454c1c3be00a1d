//! Numbers: from tokens to a value. “2,500”, “1.2 million”, “twenty-six”, “a hundred and four”, “half a million”, “dozens”.

use super::data::Sense;
use super::view::View;
use crate::text::TokenKind;

/// How much a number expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    /// This number.
    Exact(f64),
    /// At least this, as far as anything is said.
    Vague(Option<f64>),
    /// Nothing at all.
    Zero,
}

/// How it is written, as far as that matters later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Digits,
    Words,
    Vague,
    Many,
    Couple,
    Group,
    Single,
    Both,
    None,
    One,
    Fraction,
    Ordinal,
    /// Decade of a life: “30s”.
    Decade,
}

/// A number expression without hedges and unit.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub amount: Amount,
    pub form: Form,
    /// First token.
    pub from: usize,
    /// One past its last token.
    pub to: usize,
    /// What multiplies it (“1.2 million”), else 1.
    pub scale: f64,
}

impl Number {
    pub(super) fn new(amount: Amount, form: Form, from: usize, to: usize) -> Self {
        Self {
            amount,
            form,
            from,
            to,
            scale: 1.0,
        }
    }

    pub(super) fn exact(&self) -> Option<f64> {
        match self.amount {
            Amount::Exact(v) => Some(v),
            _ => None,
        }
    }
}

/// Largest number that is read; what is longer is no count but an identifier.
pub(super) const LARGEST: f64 = 1e15;

/// The value of digits with separators: “2,500”, “1.2”, “1.234.567”, “5,00,000”. None for what is no number (“1.2.3”, “007”).
pub(super) fn digits(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let points = bytes.iter().filter(|b| **b == b'.').count();
    let commas = bytes.iter().filter(|b| **b == b',').count();
    if bytes.is_empty() || !bytes[0].is_ascii_digit() || bytes.len() > 24 {
        return None;
    }
    if bytes[0] == b'0' && bytes.len() > 1 && bytes[1] != b'.' {
        return None;
    }
    let grouped_by_points = points > 0 && commas == 0 && {
        let mut groups = text.split('.');
        let first = groups.next().unwrap_or_default();
        let three = first.len() <= 3 && first != "0" && groups.all(|g| g.len() == 3);
        // One point before three digits is a decimal point in English, unless they are noughts.
        three && (points > 1 || text.ends_with(".000"))
    };
    if points > 1 && !grouped_by_points {
        return None;
    }
    if commas > 0 && !groups_fit(text.split('.').next().unwrap_or_default()) {
        return None;
    }
    let (mut mantissa, mut decimals, mut after_point, mut count) = (0u64, 0i32, false, 0);
    for b in bytes {
        match b {
            b'0'..=b'9' => {
                count += 1;
                if count > 16 {
                    return None;
                }
                mantissa = mantissa * 10 + u64::from(b - b'0');
                decimals += i32::from(after_point);
            }
            b'.' if !grouped_by_points => after_point = true,
            b'.' | b',' => {}
            _ => return None,
        }
    }
    Some(mantissa as f64 / 10f64.powi(decimals))
}

/// Whether commas cut a number into thousands, or into lakhs and crores.
fn groups_fit(text: &str) -> bool {
    let (mut western, mut indian, mut last) = (true, true, 0);
    let count = text.split(',').count();
    for (n, group) in text.split(',').enumerate() {
        last = group.len();
        if n == 0 {
            western &= last <= 3;
            indian &= last <= 2;
        } else {
            western &= last == 3;
            indian &= n + 1 == count || last == 2;
        }
    }
    (western || indian) && last == 3
}

/// The largest power of ten that a number is multiplied by.
const LARGEST_POWER: i32 = 30;

/// What the digits of a power are where they are raised: “⁻⁸” is “-8”. None for other characters.
fn lowered(c: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".chars().position(|raised| raised == c)?;
    "0123456789-".chars().nth(at)
}

/// `value` times a scale, without the dust of floating point.
pub(super) fn times(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let whole = product.round();
    if (product - whole).abs() < scale * 1e-9 { whole } else { product }
}

impl View<'_> {
    /// Digits that begin at token `i`, groups behind spaces or Indian commas included, without scale: the value and one past the last token.
    pub(super) fn digits_at(&self, i: usize) -> Option<(f64, usize)> {
        let first = self.token(i)?.span;
        let mut end = i + 1;
        // “5,00,000” comes as several tokens.
        while self.word(end) == self.known().comma && self.glued(end) && self.is_number(end + 1) && self.glued(end + 1) {
            end += 2;
        }
        if end > i + 1 {
            let last = self.token(end - 1)?.span;
            return digits(first.cover(&last).of(self.text)).map(|v| (v, end));
        }
        let text = first.of(self.text);
        let mut value = digits(text)?;
        // “10 000”
        if text.len() <= 3 && value >= 1.0 && !text.contains('.') {
            while let Some(next) = self.token(end).filter(|t| self.is_number(end) && t.span.len() == 3) {
                let group = next.of(self.text);
                if !self.one_space_before(end) || !group.bytes().all(|b| b.is_ascii_digit()) {
                    break;
                }
                value = value * 1000.0 + group.bytes().fold(0.0, |n, b| n * 10.0 + f64::from(b - b'0'));
                end += 1;
            }
            if end > i + 1 && self.is_number(end) && self.one_space_before(end) {
                return None;
            }
        }
        Some((value, end))
    }

    /// Digits with what multiplies them: “1.2 million”, “10bn”, “$3.5 m”.
    pub(super) fn scaled_digits(&self, i: usize, money: bool) -> Option<Number> {
        let (mut value, mut to) = self.digits_at(i)?;
        let mut scale = 1.0;
        if let Some((part, end)) = self.part_at(to) {
            value += part;
            to = end;
        }
        if self.is(to, Sense::SUFFIX) && (self.glued(to) || money) && self.suffix_is_scale(to, money) {
            scale = self.value(to);
            to += 1;
        } else if self.word(to) == self.known().and && self.half_follows(to).is_some() {
            // “2 and a half million”
            value += 0.5;
            to = self.half_follows(to).unwrap_or(to);
        }
        if let Some((power, end)) = self.power_of_ten(to) {
            let value = if power < 0 {
                value / 10f64.powi(-power)
            } else {
                times(value, 10f64.powi(power))
            };
            return Some(Number::new(Amount::Exact(value), Form::Digits, i, end));
        }
        (scale, to) = self.scales_at(to, scale);
        let value = times(value, scale);
        Some(Number {
            scale,
            ..Number::new(Amount::Exact(value), Form::Digits, i, to)
        })
    }

    /// The power of ten that token `i` begins to multiply by, and one past its last token: “× 10^6”, “x 10⁶”, “×10−8”.
    fn power_of_ten(&self, i: usize) -> Option<(i32, usize)> {
        let text = |at: usize| self.token(at).map_or("", |t| t.of(self.text));
        let cross = text(i);
        if !matches!(cross, "×" | "x" | "*") || text(i + 1) != "10" {
            return None;
        }
        let raised = text(i + 2) == "^";
        let mut at = i + 2 + usize::from(raised);
        let mut power = String::new();
        while !raised && self.glued(at) && text(at).chars().all(|c| lowered(c).is_some()) {
            power.extend(text(at).chars().filter_map(lowered));
            at += 1;
        }
        if power.is_empty() {
            // Without a sign that raises them, digits behind “10” go with a multiplication sign only (“10 x 10-metre boats”).
            let minus = self.kind(at) == Some(TokenKind::Dash) && self.glued(at) && (raised || cross == "×");
            if !minus && !raised {
                return None;
            }
            let digits = at + usize::from(minus);
            let sign = if minus { "-" } else { "" };
            power = format!("{sign}{}", self.token(digits).filter(|_| self.glued(digits))?.of(self.text));
            at = digits + 1;
        }
        let power: i32 = power.parse().ok()?;
        (-LARGEST_POWER..=LARGEST_POWER).contains(&power).then_some((power, at))
    }

    /// A part of one that stands behind a whole number: the “1/2” of “3 1/2”.
    fn part_at(&self, i: usize) -> Option<(f64, usize)> {
        let slash = self.word(i + 1) == self.known().slash && self.glued(i + 1) && self.glued(i + 2) && !self.glued(i);
        let one_digit = |at: usize| {
            self.token(at)
                .filter(|t| t.span.len() == 1 && self.is_number(at))
                .and_then(|_| self.digits_at(at))
        };
        let ((above, _), (below, end)) = (one_digit(i)?, one_digit(i + 2)?);
        (slash && above >= 1.0 && above < below).then(|| (above / below, end))
    }

    /// Whether a letter glued to digits multiplies them, and is no unit (“5m high”).
    fn suffix_is_scale(&self, i: usize, money: bool) -> bool {
        let next = i + 1;
        let Some(letters) = self.token(i).map(|t| t.of(self.text)) else {
            return false;
        };
        if money {
            return letters != "mm";
        }
        match letters {
            "mm" | "MM" => false,
            "m" => {
                let height = [
                    "high", "wide", "long", "tall", "deep", "away", "from", "off", "below", "above", "apart", "race", "sprint",
                ];
                let text = self.token(next).map_or("", |t| t.of(self.text));
                // “37m (121ft)”
                let converted = self.word(next) == self.known().open && self.is_number(next + 1) && self.is(next + 2, Sense::UNIT_FIRST);
                !height.contains(&text) && !self.joint(next) && !converted
            }
            "t" | "T" => false,
            "K" | "k" | "M" | "b" | "B" => true,
            _ => true,
        }
    }

    /// Scale words from token `i`, each times the one before: “hundred thousand”, “-million”.
    fn scales_at(&self, mut i: usize, mut scale: f64) -> (f64, usize) {
        loop {
            let at = self.past_hyphen(i);
            if !self.is(at, Sense::SCALE) || (at > i && !self.is_word(at)) {
                return (scale, i);
            }
            // “10 dozen” is a count of dozens, “2 million dozen” nothing that anybody writes.
            scale *= self.value(at);
            if scale > LARGEST {
                return (scale, at + 1);
            }
            i = at + 1;
        }
    }

    /// Behind “and a half” that begins at token `i`.
    pub(super) fn half_follows(&self, i: usize) -> Option<usize> {
        let k = self.known();
        if self.word(i) != k.and {
            return None;
        }
        let mut at = self.past_hyphen(i + 1);
        if self.is_article(at) || self.word(at) == k.one {
            at = self.past_hyphen(at + 1);
        }
        (self.word(at) == k.half).then_some(at + 1)
    }

    /// A number in words that begins at token `i` with a cardinal or (behind an article) a scale word.
    pub(super) fn words_at(&self, i: usize) -> Option<Number> {
        let k = self.known();
        let (mut total, mut group, mut to) = (0.0f64, 0.0f64, i);
        let (mut last_scale, mut total_scale) = (1.0f64, f64::INFINITY);
        let mut any = false;
        // What may follow within the current group: tens, a unit, or nothing.
        let mut room = 100.0f64;
        loop {
            let mut at = if any { self.past_hyphen(to) } else { to };
            if any && self.word(at) == k.and && last_scale > 1.0 && room >= 10.0 {
                let next = self.past_hyphen(at + 1);
                if !self.continues(next, last_scale, self.word(i.wrapping_sub(1)) == k.between) {
                    break;
                }
                at = next;
            }
            let sense = self.sense(at);
            let value = self.value(at);
            if sense.any(Sense::CARDINAL) {
                if value == 0.0 {
                    if !any {
                        return Some(Number::new(Amount::Exact(0.0), Form::Words, i, at + 1));
                    }
                    break;
                }
                let fits = room >= if value >= 10.0 { 100.0 } else { 10.0 };
                // “six two” is no number; “sixty-two” is.
                if !fits || (any && last_scale == 1.0 && value >= 10.0) {
                    break;
                }
                group += value;
                room = if value >= 20.0 { 10.0 } else { 1.0 };
            } else if sense.any(Sense::SCALE) && value <= 100.0 {
                if group >= 100.0 || (any && group == 0.0) {
                    break;
                }
                group = group.max(1.0) * value;
                last_scale = value;
                room = if value == 100.0 { 100.0 } else { 1.0 };
            } else if sense.any(Sense::SCALE) {
                if group > 0.0 || !any {
                    if value >= total_scale {
                        break;
                    }
                    total += group.max(1.0) * value;
                    total_scale = value;
                } else {
                    // “a hundred thousand million”
                    total *= value;
                }
                group = 0.0;
                last_scale = value;
                room = 100.0;
                if total > LARGEST {
                    return Some(Number::new(Amount::Exact(total), Form::Words, i, at + 1));
                }
            } else {
                break;
            }
            any = true;
            to = at + 1;
            if let Some(end) = self.half_follows(self.past_hyphen(to)) {
                // “two and a half”, “a million and a half”, “three and a half million”
                if last_scale > 1.0 {
                    let half = times(last_scale, 0.5);
                    return Some(Number::new(Amount::Exact(total + group + half), Form::Words, i, end));
                }
                let (scale, end) = self.scales_at(end, 1.0);
                return Some(Number {
                    scale,
                    ..Number::new(Amount::Exact(times(total + group + 0.5, scale)), Form::Words, i, end)
                });
            }
        }
        if !any {
            return None;
        }
        Some(Number {
            scale: last_scale,
            ..Number::new(Amount::Exact(total + group), Form::Words, i, to)
        })
    }

    /// Whether the cardinal at token `i`, behind “and”, belongs to the number before it: “a hundred and four (thousand)”, but not “a hundred and two hundred”.
    fn continues(&self, i: usize, scale: f64, between: bool) -> bool {
        if !self.is(i, Sense::CARDINAL) || self.value(i) == 0.0 {
            return false;
        }
        let mut after = self.past_hyphen(i + 1);
        if self.value(i) >= 20.0 && self.is(after, Sense::CARDINAL) && self.value(after) < 10.0 {
            after = self.past_hyphen(after + 1);
        }
        if !self.is(after, Sense::SCALE) {
            return true;
        }
        let next = self.value(after);
        !between && if scale <= 100.0 { next >= 1000.0 } else { next == 100.0 }
    }

    /// “Dozens”, “tens of thousands”, “several hundred”, “a few”.
    pub(super) fn vague_at(&self, i: usize) -> Option<Number> {
        let k = self.known();
        let word = self.word(i);
        if self.is(i, Sense::VAGUE) {
            // “hundreds of thousands”
            if self.word(i + 1) == k.of && self.is(i + 2, Sense::VAGUE) && self.value(i + 2) > self.value(i) {
                let low = self.value(i) * self.value(i + 2) / 2.0;
                return Some(Number::new(Amount::Vague(Some(low)), Form::Vague, i, i + 3));
            }
            if word == k.tens || (word == k.scores && !self.scores_count(i)) {
                return None;
            }
            return Some(Number::new(Amount::Vague(Some(self.value(i))), Form::Vague, i, i + 1));
        }
        let mut from = i;
        let before = i.wrapping_sub(1);
        if word == k.few || word == k.handful {
            if self.is_article(before) {
                from = before;
            } else {
                let w = self.word(before);
                let pointed = [k.last, k.past, k.next, k.first, k.these, k.those, k.the].contains(&w);
                let follows = self.plural_noun(i + 1) || self.is(i + 1, Sense::SCALE) || (word == k.handful && self.word(i + 1) == k.of);
                if !pointed || !follows {
                    return None;
                }
            }
        }
        let (scale, to) = self.scales_at(i + 1, 1.0);
        if scale > LARGEST {
            return None;
        }
        let (low, to) = if scale == 1.0 && self.is(i + 1, Sense::VAGUE) && self.word(i + 1) != k.scores {
            (self.value(i) * self.value(i + 1) / 2.0, i + 2)
        } else {
            (self.value(i) * scale, to)
        };
        Some(Number {
            scale,
            ..Number::new(Amount::Vague(Some(low)), Form::Vague, from, to)
        })
    }

    /// Whether “scores” is a number here and no result of a game or a test.
    fn scores_count(&self, i: usize) -> bool {
        let first = i == self.from || self.is_break(i.wrapping_sub(1));
        self.word(i + 1) == self.known().of
            || (self.is(i + 1, Sense::AFTER_SCORES) && (first || !self.is_word(i.wrapping_sub(1)) || self.ing(i.wrapping_sub(1))))
    }

    /// Whether the word ends like a participle (“killing scores”), or leaves them so (“left scores dead”).
    fn ing(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            let word = t.of(self.text);
            word.ends_with("ing")
                || word.ends_with("ING")
                || word.ends_with("ed")
                || word.eq_ignore_ascii_case("and")
                || word.eq_ignore_ascii_case("left")
                || word.eq_ignore_ascii_case("least")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn reads_digits() {
        for (text, want) in [
            ("2,500", Some(2500.0)),
            ("1.2", Some(1.2)),
            ("1.234.567", Some(1_234_567.0)),
            ("10.000", Some(10_000.0)),
            ("1.234", Some(1.234)),
            ("5,00,000", Some(500_000.0)),
            ("1,234,567.89", Some(1_234_567.89)),
            ("0.6", Some(0.6)),
            ("007", None),
            ("1.2.3", None),
            ("99999999999999999999", None),
            ("1,23", None),
            ("", None),
        ] {
            assert_eq!(digits(text), want, "{text}");
        }
    }
}
