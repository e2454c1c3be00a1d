//! Sentences and the names that they must give.

use super::{NameRules, tag_names};
use crate::gazetteer::{Gazetteer, Sources};
use crate::record::MentionType;
use crate::resolve::resolve;
use crate::tag::{Mention, MentionValue};
use crate::text::{Sentence, SentenceKind, Span, Tokens};
use std::sync::OnceLock;

/// The built-in gazetteers and rules.
pub(crate) fn built_in() -> &'static (Gazetteer, NameRules) {
    static LOADED: OnceLock<(Gazetteer, NameRules)> = OnceLock::new();
    LOADED.get_or_init(|| {
        let sources = Sources::built_in();
        let abbreviations = [
            "Gen.", "Maj.", "Lt.", "Col.", "Capt.", "Sgt.", "Brig.", "Dr.", "Mr.", "Mrs.", "Jr.", "St.",
        ];
        let mut gazetteer = Gazetteer::load(&sources, &abbreviations).expect("the built-in files fit their formats");
        let rules = NameRules::compile(&sources, &mut gazetteer).expect("the built-in rules fit their formats");
        (gazetteer, rules)
    })
}

/// The mentions of a text, of which each line is a sentence.
pub(crate) fn read(text: &str) -> Vec<Mention> {
    let (gazetteer, rules) = built_in();
    let mut tokens = Tokens::default();
    let mut sentences = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        let range = tokens.push_sentence(text, span, &gazetteer.words, |id| gazetteer.abbreviations.contains(&id));
        sentences.push(Sentence {
            span,
            kind: SentenceKind::Body,
            paragraph: 0,
            speaker: None,
            tokens: range,
        });
    }
    let mut mentions = Vec::new();
    tag_names(text, &tokens, &sentences, &[], gazetteer, rules, &mut mentions);
    resolve(text, &tokens, &sentences, &mut mentions, gazetteer, rules, None);
    for pair in mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "overlap in {text}");
    }
    mentions
}

/// `A:text|P:text` with A actor, P person, L place, W weapon.
fn shown(text: &str) -> String {
    let show = |m: &Mention| {
        let letter = match m.value {
            MentionValue::Entity {
                kind: MentionType::Actor, ..
            } => "A",
            MentionValue::Entity {
                kind: MentionType::Person, ..
            } => "P",
            MentionValue::Entity {
                kind: MentionType::Place, ..
            } => "L",
            MentionValue::Entity {
                kind: MentionType::Weapon, ..
            } => "W",
            _ => "?",
        };
        format!("{letter}:{}", m.span.of(text))
    };
    read(text).iter().map(show).collect::<Vec<_>>().join("|")
}

#[test]
fn finds_names() {
    let cases: &[(&str, &str)] = &[
        // Names of the gazetteers; possessives, hyphens and articles stay outside.
        ("A market in Baghdad was hit.", "L:Baghdad"),
        ("A market in Baghdad's east was hit.", "L:Baghdad"),
        ("Baghdad’s streets were empty.", "L:Baghdad"),
        ("An Iran-based company denied it.", "L:Iran"),
        ("The convoy left for Mosul and Tikrit.", "L:Mosul|L:Tikrit"),
        ("Fighters of Hamas fired at the fence.", "A:Hamas"),
        ("The United Nations called for calm in Yemen.", "A:United Nations|L:Yemen"),
        ("The dish was served with turkey and rice.", ""),
        ("Give us the keys, they told us.", ""),
        ("The US sent ships.", "L:US"),
        ("The U.S. sent ships to Yemen.", "L:U.S.|L:Yemen"),
        ("In Kirkuk, Iraq, shops closed.", "L:Kirkuk|L:Iraq"),
        ("TWO SHOT DEAD NEAR BAGHDAD AS TROOPS ARRIVE", "L:BAGHDAD"),
        // Place suffixes.
        ("Clashes shook Anbar province.", "L:Anbar province"),
        ("Water ran low in Basra Governorate.", "L:Basra Governorate"),
        ("They met in Prelnik Province.", "L:Prelnik Province"),
        ("The bridge on Corwin Street fell.", "L:Corwin Street"),
        ("Shells fell near Qastora.", "L:Qastora"),
        ("The village of Dorvan was emptied.", "L:Dorvan"),
        ("Raiders burned huts in Kano and Zurfiri, officials said.", "L:Kano|L:Zurfiri"),
        ("In Kano and Zurfiri fighters met.", "L:Kano|A:Zurfiri"),
        ("He was held at Camp Halloran.", "L:Camp Halloran"),
        // Groups by description.
        ("Iraqi troops entered the town.", "A:Iraqi troops"),
        ("Turkish soldiers crossed the river.", "A:Turkish soldiers"),
        ("French officials said little.", "A:French officials"),
        ("Iran-backed militias shelled the depot.", "A:Iran-backed militias"),
        ("Iranian-backed armed groups denied it.", "A:Iranian-backed armed groups"),
        ("Pro-Russian separatists took the station.", "A:Pro-Russian separatists"),
        ("Suspected Islamist militants burned the school.", "A:Suspected Islamist militants"),
        ("Unidentified gunmen opened fire.", "A:Unidentified gunmen"),
        ("Taliban fighters withdrew.", "A:Taliban fighters"),
        ("Houthi rebels fired on the ship.", "A:Houthi rebels"),
        ("The militia and its factions split.", ""),
        ("Gunmen and militants fled the groups.", ""),
        ("The Iraqi capital was calm.", ""),
        ("An Iranian film won.", ""),
        ("The Obama administration objected.", "A:Obama administration"),
        ("The Vardik regime objected.", "A:Vardik regime"),
        ("Iraqis voted on the law.", "A:Iraqis"),
        ("Two Palestinians were hurt.", ""),
        // Persons.
        ("Mustafa Drelli left the room.", "P:Mustafa Drelli"),
        ("The mayor met Oleksandr Hrynko there.", "P:Oleksandr Hrynko"),
        ("The order came from Gen. Torvald Ekker.", "P:Torvald Ekker"),
        ("The order came from Col. Brunavi.", "P:Brunavi"),
        ("Sergeant Dravo Pellin was wounded.", "P:Dravo Pellin"),
        ("It was signed by Khalid al-Zarmuki.", "P:Khalid al-Zarmuki"),
        ("It was signed by Yusuf bin Ladmar.", "P:Yusuf bin Ladmar"),
        ("A portrait of Pieter van der Molk hung there.", "P:Pieter van der Molk"),
        ("A letter to George W. Plum was found.", "P:George W. Plum"),
        ("“We left,” said Orvin Dask.", "P:Orvin Dask"),
        ("Then Orvin Dask, a spokesman for the firm, left.", "P:Orvin Dask"),
        ("Then Orvin Dask, 34, left.", "P:Orvin Dask"),
        ("A court freed Mirko Vrhotovic.", "P:Mirko Vrhotovic"),
        ("Later Jean-Claude Morvil spoke.", "P:Jean-Claude Morvil"),
        ("Kim Jong-pol spoke.", "P:Kim Jong-pol"),
        ("Will the army leave?", ""),
        ("Mark the date.", ""),
        // Surnames after the full name.
        ("Mustafa Drelli left.\nLater Drelli came back.", "P:Mustafa Drelli|P:Drelli"),
        (
            "Khalid al-Zarmuki left.\nThen al-Zarmuki came back.",
            "P:Khalid al-Zarmuki|P:al-Zarmuki",
        ),
        ("Later Drelli came back.", ""),
        ("A deal with Orvin Dask failed.\nLater Dask left.", "P:Orvin Dask|P:Dask"),
        // Organisations.
        ("The Nile Research Institute published it.", "A:Nile Research Institute"),
        ("He heads the Ministry of Water.", "A:Ministry of Water"),
        (
            "She works for the Council for the Study of Rivers.",
            "A:Council for the Study of Rivers",
        ),
        ("The Dorvan Liberation Front took the post.", "A:Dorvan Liberation Front"),
        ("Shares of Velmark Industries fell.", "A:Velmark Industries"),
        ("The Teachers' Union met.", "A:Teachers' Union"),
        (
            "The Dorvan Relief Network (DRN) sent food.\nLater DRN left.",
            "A:Dorvan Relief Network|A:DRN|A:DRN",
        ),
        (
            "The Nile Research Institute met.\nThen the Institute closed.",
            "A:Nile Research Institute|A:Institute",
        ),
        ("The council met.\nThen the institute closed.", ""),
        ("The American Harbour Union met.", "A:American Harbour Union"),
        // Organisations by what stands beside them.
        ("The newspaper Vorskel printed it.", "A:Vorskel"),
        ("He read it in the Vorskel newspaper.", "A:Vorskel"),
        ("A trader at Dorvan Quill spoke of panic.", "A:Dorvan Quill"),
        ("Later Vorskel shares fell.", "A:Vorskel"),
        ("Later Dask & Sons closed.", "A:Dask & Sons"),
        ("The price of a Kommervitbank bond rose.", "A:Kommervitbank"),
        (
            "A vote of the Prelnik Miners Central (PMC) was held.",
            "A:Prelnik Miners Central|A:PMC",
        ),
        ("A member of FQOM left.\nThe men of FQOM spoke.", "A:FQOM|A:FQOM"),
        // The letters in brackets say where the name begins.
        (
            "The Dorvan Trade and Labour Commission (DTLC) met.",
            "A:Dorvan Trade and Labour Commission|A:DTLC",
        ),
        ("Rain - The Prelnik Miners Central (PMC) met.", "A:Prelnik Miners Central|A:PMC"),
        ("It hangs in the Museum of Modern Craft.", "A:Museum of Modern Craft"),
        // One word with a capital.
        ("The vote in the Senate was close.", "A:Senate"),
        ("Peru's Congress met.", "L:Peru|A:Congress"),
        ("The senate of the college met.", ""),
        ("It was first shown by the broadcaster Vorvin.", "A:Vorvin"),
        // Behind a given name a country is a surname.
        ("A shirt of Michael Jordan was sold.", "P:Michael Jordan"),
        ("Coach Xandro Quelm, who left, smiled.", "P:Xandro Quelm"),
        // A trade makes one unknown word a person; “who” makes it one behind any preposition.
        ("It was sung by the tenor Vorvin.", "P:Vorvin"),
        ("He took over from Xandro Quelm, who left.", "P:Xandro Quelm"),
        // The last word of a firm's name is the firm, though a small town has the name too.
        (
            "Grupo Ganta cut jobs in Lima.\nGanta fell by half.\nIt rained in Ganta.",
            "A:Grupo Ganta|L:Lima|A:Ganta|L:Ganta",
        ),
        // Clubs, and places that play.
        ("Dorvan Rovers won the cup.", "A:Dorvan Rovers"),
        ("The Boston Green Herons lost.", "A:Boston Green Herons"),
        ("Boston 2 Denver 1", "A:Boston|A:Denver"),
        ("BOSTON 36 18 .667", "A:BOSTON"),
        ("France 2 Ghana 1", "L:France|L:Ghana"),
        (
            "Boston 2 Denver 1\nIn Denver it rained, and Boston left.",
            "A:Boston|A:Denver|L:Denver|A:Boston",
        ),
        // Persons of lists and of unknown words.
        (
            "Beat Muster (Switzerland) beat Sun Drell (China).",
            "P:Beat Muster|L:Switzerland|P:Sun Drell|L:China",
        ),
        ("It was played by Xandro Quelm, who left.", "P:Xandro Quelm"),
        ("A portrait of Salvatore “Red” Morvil hung there.", "P:Salvatore “Red” Morvil"),
        ("DRELLI LEAVES FOR GOOD\nMustafa Drelli left the room.", "P:DRELLI|P:Mustafa Drelli"),
    ];
    let mut wrong = Vec::new();
    for (text, want) in cases {
        let got = shown(text);
        if got != *want {
            wrong.push(format!("{text:?}\n  want {want}\n  got  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_tail_of_a_text_breaks_it() {
    let text = "The Teachers' Union (TU) of Dr. Ali al-Zarmuki, 34, near U.S.-led Camp X & Co. in Kirkuk, Iraq’s “Iran-backed” pro-X militias' – A-B's";
    let ends: Vec<usize> = text.char_indices().map(|(n, _)| n).collect();
    for (n, from) in ends.iter().enumerate() {
        let _ = read(&text[..*from]);
        for to in ends.iter().skip(n).step_by(7) {
            let _ = read(&text[*from..*to]);
        }
    }
}

#[test]
fn no_text_breaks_it() {
    for text in [
        "",
        "\n",
        "(",
        "(A",
        "'s",
        "-",
        "- -",
        "al-",
        "al-\nX",
        "of",
        "U.S.-",
        "ǅ ﬁ İ ß",
        "A.",
        "é’s — “X” (Y)",
        "İran-backed",
        "Gen.",
        "the the",
        "、。",
        "Abu Abu Abu",
    ] {
        let _ = read(text);
    }
}
