//! What the document makes of names.

use crate::record::MentionType;
use crate::tag::MentionValue;
use crate::tag::names::tests::{built_in, read};

/// The entity ids of a text's mentions, `-` where there is none; `>id` for what a place stands for.
fn ids(text: &str) -> String {
    let (gazetteer, _) = built_in();
    let id = |n: &u32| gazetteer.entity(*n).id.as_str();
    read(text)
        .iter()
        .map(|m| match &m.value {
            MentionValue::Entity { entity, stands_for, .. } => {
                let mut out = entity.as_ref().map_or("-", id).to_string();
                if let Some(s) = stands_for {
                    out = format!("{out}>{}", id(s));
                }
                out
            }
            _ => "?".into(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn resolves() {
    let cases: &[(&str, &str)] = &[
        ("Washington condemned the attack.", "US.washington>actor.us.government"),
        ("They met in Washington yesterday.", "US.washington"),
        ("Tehran's proxies are watching.", "IR.tehran>actor.ir.government"),
        ("Iran said it would answer.", "IR>actor.ir.government"),
        ("A bomb went off in Iran.", "weapon.bomb IR"),
        ("Iraqi troops entered the town.", "actor.iq.military"),
        ("Taliban fighters withdrew.", "actor.taliban"),
        ("The Islamic Resistance Movement (Hamas) spoke.", "actor.hamas actor.hamas"),
        // An acronym in brackets is that of the name before it, and no agency's of a dateline.
        (
            "The Popular Mobilization Forces (PMF) left. Later PMF fighters came back.",
            "actor.iq.pmf actor.iq.pmf actor.iq.pmf",
        ),
        // What a text calls by an acronym is what it introduced, whatever else has it.
        ("The Harford Democratic Party (HDP) met. HDP members voted.", "- - -"),
        (
            "The Office for Coordination of Humanitarian Affairs (OCHA) met.",
            "actor.ocha actor.ocha",
        ),
        ("SEOUL, South Korea (AP) -- Shops closed.", "KR.seoul KR actor.ap"),
        // “X, Y” says where X lies.
        ("They met in Paris, Texas, last week.", "- US.texas"),
        ("They met in Paris, TX, last week.", "- US.texas"),
        ("Crews left Denver, CO (AP)", "US.denver US.colorado actor.ap"),
        ("Paris, in shock, fell silent.", "FR.paris"),
        ("They met in Paris, France, last week.", "FR.paris FR"),
        ("Rain fell on Tripoli, Lebanon.", "LB.tripoli LB"),
        ("They met in the city of Jordan last week. Jordan was quiet.", "- -"),
        ("They met in the state of Jordan last week.", "JO"),
        ("The cities of Syria fell silent.", "SY>actor.sy.government"),
        ("They fled the towns of Paris and Harvan in Texas.", "- - US.texas"),
        ("They fled from Paris and Berlin in Texas.", "FR.paris DE.berlin US.texas"),
        ("The Damascus suburb of Douma was shelled.", "SY.damascus SY.douma"),
        ("The Damascus suburb of Paris was shelled.", "SY.damascus -"),
        // The same name as a place's, a person's and a body's.
        ("Georgia said its troops had left Tbilisi.", "GE>actor.ge.government GE.tbilisi"),
        (
            "Moqtada al-Sadr spoke in Sadr City. Then Sadr left.",
            "person.muqtada-al-sadr IQ.sadr-city person.muqtada-al-sadr",
        ),
        ("Darnell Washington was freed. Later Washington thanked the court.", "- -"),
    ];
    let mut wrong = Vec::new();
    for (text, want) in cases {
        let got = ids(text);
        if got != *want {
            wrong.push(format!("{text:?}\n  want {want}\n  got  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_known_surname_wins_over_a_place() {
    let mentions = read("Harold Tripoli resigned.\nLater Tripoli said he was tired.");
    let persons = mentions.iter().filter(|m| m.is(MentionType::Person));
    assert_eq!(persons.count(), 2);
}

#[test]
fn places_that_no_list_has_lie_where_the_text_says() {
    let (gazetteer, _) = built_in();
    let cases: &[(&str, &str)] = &[
        ("They met in Paris, Texas. Paris was quiet.", "- US.texas - | US.texas US.texas"),
        ("Gunmen attacked the village of Harvan in Anbar province.", "- IQ.anbar | IQ.anbar"),
        (
            "They fled the villages of Harvan and Dulab in Anbar.",
            "- - IQ.anbar | IQ.anbar IQ.anbar",
        ),
        ("The Damascus suburb of Harvan was shelled.", "SY.damascus - | SY.damascus"),
        ("A bomb went off near Harvan, Iraq.", "weapon.bomb - IQ | IQ"),
        ("A bomb went off near Harvan, Anbar and Mosul.", "weapon.bomb - IQ.anbar IQ.mosul |"),
        ("They met in Harvan. Later Texas voted.", "- US.texas |"),
        (
            "Gunmen burst into the village of Harvan in Iraq's Anbar province.",
            "- IQ IQ.anbar | IQ.anbar",
        ),
        ("Gunmen burst into the village of Harvan in western Anbar.", "- IQ.anbar | IQ.anbar"),
        ("Shells fell on the town of Harvan, northern Iraq.", "- IQ | IQ"),
    ];
    for (text, want) in cases {
        let within = |m: &crate::tag::Mention| match m.value {
            MentionValue::Entity { within, .. } => within,
            _ => None,
        };
        let holders: Vec<&str> = read(text)
            .iter()
            .filter_map(within)
            .map(|e| gazetteer.entity(e).id.as_str())
            .collect();
        let got = format!("{} | {}", ids(text), holders.join(" "));
        assert_eq!(got.trim(), *want, "{text}");
    }
}
