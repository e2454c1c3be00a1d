//! What each unit is. A document is a list of its units, blank lines between them, each with its kind.

use super::super::segment;
use super::{Layout, RULES, run};
use crate::text::SentenceKind::{self, *};

const LONG: &str = "The northern command said that its men had taken the bridge after a fight of three hours. Two vehicles were lost. No figures were given for the other side. The road was still closed in the evening.";
const LONGER: &str = "Aid groups asked both sides to open the road for the wounded. The hospital in the town has no fuel left and little water. Its director said that forty beds were full. A convoy is waiting at the border.";

fn check(name: &str, layout: Layout, between: &str, units: &[(SentenceKind, &str)]) {
    let text = units.iter().map(|u| u.1).collect::<Vec<_>>().join(between);
    let sentences = run(&text, layout);
    let mut from = 0;
    for (kind, unit) in units {
        let start = from + text[from..].find(unit).unwrap();
        from = start + unit.len();
        let inside: Vec<_> = sentences.iter().filter(|s| s.span.from() >= start && s.span.to() <= from).collect();
        assert!(!inside.is_empty(), "{name}: nothing in {unit:?}");
        for s in inside {
            assert_eq!(s.kind, *kind, "{name}: {:?}", s.span.of(&text));
        }
    }
}

#[test]
fn an_article_with_everything() {
    let units = [
        (Boilerplate, "- World"),
        (Title, "Fight Over a Bridge Leaves the Town Without Fuel"),
        (Standfirst, "Aid groups say that the hospital cannot go on for long"),
        (Byline, "By Dana Rahim and Omar al-Hadi"),
        (Dateline, "Last updated: 3 March 2022, 14:05 GMT"),
        (
            Caption,
            "Men stand beside a burnt truck near the bridge, 2 March 2022 [Ali Noor/Reuters]",
        ),
        (Body, LONG),
        (Heading, "A Long Way Round"),
        (Body, LONGER),
        (PullQuote, "“The hospital in the town has no fuel left and little water.”"),
        (Link, "Read more: Who holds the bridge?"),
        (Boilerplate, "ADVERTISEMENT"),
        (
            Body,
            "Nobody expects the fight to end soon. The river is high, and there is no other crossing for sixty kilometres.",
        ),
        (Bio, "Dana Rahim is a freelance journalist who covers the region."),
        (Credit, "Cover photo: Ali Noor"),
        (Boilerplate, "The views expressed in this article are the author's own."),
        (Boilerplate, "© 2022 The Northern Herald. All rights reserved."),
    ];
    check("blank lines", Layout::Plain, "\n\n", &units);
    check("a line each", Layout::Plain, "\n", &units);
    check("carriage returns", Layout::Plain, "\r\n\r\n", &units);
}

#[test]
fn an_article_without_a_headline_begins_with_its_text() {
    check(
        "news",
        Layout::Plain,
        "\n\n",
        &[
            (Body, "Two soldiers were killed on Monday, the army said."),
            (Body, "A third was hurt."),
            (Body, LONG),
        ],
    );
    check(
        "deck",
        Layout::Plain,
        "\n\n",
        &[
            (
                Standfirst,
                "In the north, the men who hold the bridge are waiting for an order that nobody seems ready to give and that everybody fears",
            ),
            (Body, LONG),
            (Body, LONGER),
        ],
    );
}

#[test]
fn a_standfirst_is_one_sentence_before_long_paragraphs() {
    check(
        "standfirst",
        Layout::Plain,
        "\n",
        &[
            (Title, "The Bridge and the River"),
            (Standfirst, "Both sides should let the wounded pass before the water rises."),
            (Body, LONG),
            (Body, LONGER),
        ],
    );
    check(
        "newswire",
        Layout::Plain,
        "\n",
        &[
            (Title, "Two Killed in Clash Near the Bridge"),
            (
                Body,
                "Two soldiers were killed in a clash near the bridge on Monday, the army said.",
            ),
            (Body, "A third soldier was hurt, a spokesman said by telephone."),
            (Body, "The other side has not commented on the report so far."),
        ],
    );
}

#[test]
fn headings_stand_alone() {
    check(
        "headings",
        Layout::Plain,
        "\n",
        &[
            (Heading, "Abstract"),
            (Body, LONG),
            (Heading, "The River: A Border Again"),
            (Body, LONGER),
            (Heading, "What comes next?"),
            (Body, LONG),
        ],
    );
}

#[test]
fn lines_that_date_or_credit() {
    for (kind, line) in [
        (Dateline, "BAGHDAD, 4 Feb (Agency) --"),
        (Dateline, "Published: 12 May 2021"),
        (Dateline, "2021-05-12 10:30"),
        (Dateline, "Erbil, Iraq – March 4, 2020"),
        (Dateline, "Tuesday, March 12, 2024"),
        (Byline, "Interview by Lena Marsh"),
        (Byline, "BY OMAR HADI, STAFF WRITER"),
        (Byline, "By Lena Marsh in Erbil"),
        (Credit, "Image Source: https://example.org/picture"),
        (Credit, "(Photo: Ali Noor)"),
        (Credit, "Ali Noor/AFP/Getty Images"),
        (Credit, "Reuters"),
        (Boilerplate, "Subscribe to our newsletter"),
        (Boilerplate, "Share"),
        (Boilerplate, "***"),
        (Link, "[How the Bridge Came to Matter]"),
        (Link, "https://example.org/story"),
        (Link, "Related: How the bridge came to matter"),
        (ListItem, "• Two men were hurt in the fight."),
        (ListItem, "2) The road is closed until further notice."),
        (
            Quote,
            "“We have nothing left to lose, and we will not go before the others have gone.”",
        ),
    ] {
        let rest = [(Body, LONG), (Body, LONGER)];
        check(
            "at the top",
            Layout::Plain,
            "\n\n",
            &[&[(Title, "Fight Over a Bridge"), (kind, line)], &rest[..]].concat(),
        );
        if kind != Dateline {
            check(
                "in the text",
                Layout::Plain,
                "\n\n",
                &[&[(Title, "Fight Over a Bridge")], &rest[..], &[(kind, line)], &rest[..]].concat(),
            );
        }
    }
}

#[test]
fn a_date_between_paragraphs_heads_what_follows() {
    check(
        "chronology",
        Layout::Plain,
        "\n\n",
        &[
            (Title, "Fight Over a Bridge"),
            (Body, LONG),
            (Heading, "4 March 2021"),
            (Body, LONGER),
            (Heading, "March 6, 2021"),
            (Body, LONG),
        ],
    );
    check(
        "another report",
        Layout::Plain,
        "\n\n",
        &[
            (Title, "Fight Over a Bridge"),
            (Body, LONG),
            (Dateline, "BAGHDAD, 4 Feb (Agency) --"),
            (Body, LONGER),
        ],
    );
}

#[test]
fn a_credit_after_a_caption_is_a_unit_of_its_own() {
    let text = format!("{LONG}\n\nMen stand beside a burnt truck. (Ali Noor/AFP via Getty Images)\n\n{LONGER}");
    let kinds: Vec<_> = run(&text, Layout::Plain).iter().map(|s| s.kind).filter(|k| *k != Body).collect();
    assert_eq!(kinds, [Caption, Credit]);
}

#[test]
fn running_text_that_looks_like_furniture() {
    for line in [
        "By Tuesday the army had lost two hundred men.",
        "Published figures show that 40 people were killed in 2021.",
        "Source: the army said that twelve men had been killed on the road to the north of the town, while the other side spoke of forty dead and a hundred wounded in three days.",
        "Photo evidence shows two craters.",
        "Updated figures put the toll at 12.",
        "More than 40 people were killed.",
        "Related attacks killed 12 people.",
        "Omar Hadi is a student at the school that was hit.",
        "The reporter was killed (AFP).",
        "A. Karim, 20, was killed in the blast.",
    ] {
        check(
            "running",
            Layout::Plain,
            "\n\n",
            &[(Title, "Fight Over a Bridge"), (Body, LONG), (Body, line), (Body, LONGER)],
        );
    }
}

#[test]
fn interviews() {
    let text = "Lena Marsh: Who holds the bridge now?\n\nOmar Hadi: The army holds it. It lost twelve men.\n\nIt will hold it for long.\n\nLena Marsh: What comes next?\n\nOmar Hadi: Nobody knows.";
    let sentences = run(text, Layout::Plain);
    let told: Vec<_> = sentences.iter().map(|s| (s.kind, s.speaker.map_or("", |p| p.of(text)))).collect();
    assert_eq!(
        told,
        [
            (Question, "Lena Marsh"),
            (Body, "Omar Hadi"),
            (Body, "Omar Hadi"),
            (Body, "Omar Hadi"),
            (Question, "Lena Marsh"),
            (Body, "Omar Hadi")
        ]
    );
    let text = "Q: Who holds the bridge?\nA: The army does.\nQ. And the road?\nA. Nobody does.";
    let sentences = run(text, Layout::Plain);
    assert_eq!(
        sentences.iter().map(|s| s.kind).collect::<Vec<_>>(),
        [Question, Body, Question, Body]
    );
    assert_eq!(sentences[1].speaker.map(|p| p.of(text)), Some("A"));
    check(
        "by questions",
        Layout::Plain,
        "\n\n\n",
        &[
            (Byline, "Interview by Lena Marsh"),
            (Question, "What is the part of the army in this war, and who gives it its orders?"),
            (Body, LONG),
            (Question, "Some say that the road will open. Do you think so?"),
            (Body, LONGER),
        ],
    );
    // Labels that are no speakers.
    check(
        "labels",
        Layout::Plain,
        "\n",
        &[
            (Title, "What We Know of the Strike"),
            (Body, LONGER),
            (Body, "Killed: Two men and a child died in the strike, the ministry said."),
            (Body, "Location: The village lies north of the river."),
            (Body, LONG),
        ],
    );
}

#[test]
fn markdown() {
    let text = "# The Bridge\n\n*By Lena Marsh*\n\nThe army took **the bridge**. It lost\ntwelve men.\n\n## A Long Way\n\n- two men hurt\n- [ ] one lost\n\n1. First came rain.\n\n> We will not go.\n> We will stay.\n\n---\n\n![Men at the bridge](a.png)\n\n[One](http://example.org/1) | [Two](http://example.org/2)\n\nThe End\n=======\n\nIt is over now, they say.";
    let sentences = run(text, Layout::Markdown);
    let got: Vec<_> = sentences.iter().map(|s| (s.kind, s.span.of(text))).collect();
    assert_eq!(
        got,
        [
            (Title, "The Bridge"),
            (Byline, "By Lena Marsh"),
            (Body, "The army took **the bridge**."),
            (Body, "It lost\ntwelve men."),
            (Heading, "A Long Way"),
            (ListItem, "two men hurt"),
            (ListItem, "one lost"),
            (ListItem, "First came rain."),
            (Quote, "We will not go."),
            (Quote, "We will stay."),
            (Caption, "![Men at the bridge](a.png)"),
            (Link, "[One](http://example.org/1) | [Two](http://example.org/2)"),
            (Heading, "The End"),
            (Body, "It is over now, they say."),
        ]
    );
}

#[test]
fn the_title_given_is_found_and_kept_whole() {
    let text = "Opinion\nWho Holds the Bridge? The Army Does\n\nThe army took it on Monday. It lost twelve men.";
    let sentences = segment(
        text,
        0..text.len(),
        &Layout::Plain,
        Some("Who holds the bridge? The army does"),
        &RULES,
    );
    assert_eq!((sentences[0].kind, sentences[1].kind), (Boilerplate, Title));
    assert_eq!(sentences[1].span.of(text), "Who Holds the Bridge? The Army Does");
    // Only what lies in the body is read.
    let sentences = segment(text, 8..text.len(), &Layout::Plain, None, &RULES);
    assert_eq!(sentences[0].span.from(), 8);
}
