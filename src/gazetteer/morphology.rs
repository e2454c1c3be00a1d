//! Regular inflection of English: plurals of nouns, forms of verbs.

const fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The regular plural: `attack` `attacks`, `body` `bodies`, `ambush` `ambushes`, `man` `men`. Of a phrase its last word is inflected.
#[must_use]
pub fn plural(noun: &str) -> String {
    let b = noun.as_bytes();
    let n = b.len();
    if let Some(stem) = noun.strip_suffix("woman") {
        return format!("{stem}women");
    }
    if let Some(stem) = noun.strip_suffix("man")
        && !noun.ends_with("human")
        && !noun.ends_with("german")
    {
        return format!("{stem}men");
    }
    if n > 1 && b[n - 1] == b'y' && !is_vowel(b[n - 2]) {
        return format!("{}ies", &noun[..n - 1]);
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|e| noun.ends_with(e)) {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

/// The forms of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conjugation {
    /// `kills`
    pub third: String,
    /// `killed`
    pub past: String,
    /// `killed`
    pub participle: String,
    /// `killing`
    pub gerund: String,
}

/// Conjugates `base`; `past` and `participle` are given where they are irregular (else empty).
#[must_use]
pub fn conjugate(base: &str, past: &str, participle: &str) -> Conjugation {
    let b = base.as_bytes();
    let n = b.len();
    let third = match base {
        "be" => "is".into(),
        "have" => "has".into(),
        "do" | "go" | "undergo" => format!("{base}es"),
        _ => plural(base).replace("women", "womans").replace("men", "mans"),
    };
    let regular = || {
        if base.ends_with('e') {
            format!("{base}d")
        } else if n > 1 && b[n - 1] == b'y' && !is_vowel(b[n - 2]) {
            format!("{}ied", &base[..n - 1])
        } else {
            format!("{base}ed")
        }
    };
    let past_form = if past.is_empty() { regular() } else { past.to_string() };
    let participle = if participle.is_empty() {
        past_form.clone()
    } else {
        participle.to_string()
    };
    let doubled = n > 2 && past_form.len() == n + 3 && past_form.as_bytes()[n] == b[n - 1] && past_form.ends_with("ed");
    let gerund = if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("oe") && base != "be" {
        format!("{}ing", &base[..n - 1])
    } else if doubled || (!past.is_empty() && !past.ends_with("ed") && doubles(b)) {
        format!("{base}{}ing", b[n - 1] as char)
    } else {
        format!("{base}ing")
    };
    Conjugation {
        third,
        past: past_form,
        participle,
        gerund,
    }
}

/// Whether a verb of one syllable ends in one vowel and one consonant, which doubles before “-ing” (`hit`, `run`).
fn doubles(b: &[u8]) -> bool {
    let n = b.len();
    n >= 3
        && !is_vowel(b[n - 1])
        && !matches!(b[n - 1], b'w' | b'x' | b'y')
        && is_vowel(b[n - 2])
        && !is_vowel(b[n - 3])
        && (b.iter().filter(|c| is_vowel(**c)).count() == 1 || matches!(b, b"begin" | b"forget" | b"forbid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects() {
        for (one, many) in [
            ("attack", "attacks"),
            ("body", "bodies"),
            ("ambush", "ambushes"),
            ("policeman", "policemen"),
            ("boy", "boys"),
        ] {
            assert_eq!(plural(one), many);
        }
        for (base, past, part, want) in [
            ("kill", "", "", "kills killed killed killing"),
            ("die", "", "", "dies died died dying"),
            ("carry", "", "", "carries carried carried carrying"),
            ("hit", "hit", "hit", "hits hit hit hitting"),
            ("plot", "plotted", "plotted", "plots plotted plotted plotting"),
            ("shoot", "shot", "shot", "shoots shot shot shooting"),
            ("flee", "fled", "fled", "flees fled fled fleeing"),
            ("strike", "struck", "struck", "strikes struck struck striking"),
            ("begin", "began", "begun", "begins began begun beginning"),
            ("go", "went", "gone", "goes went gone going"),
        ] {
            let c = conjugate(base, past, part);
            assert_eq!([c.third, c.past, c.participle, c.gerund].join(" "), want);
        }
    }
}
