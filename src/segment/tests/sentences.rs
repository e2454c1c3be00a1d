//! Where sentences end. A bar “‖” shows each place; the text is the same without the bars.

use super::{Layout, run};

/// Groups of texts, by what they are about.
const CASES: &[(&str, &[&str])] = &[
    (
        "plain stops",
        &[
            "The convoy left at dawn. ‖It never arrived.",
            "Who gave the order? ‖Nobody knows! ‖The inquiry goes on.",
            "They fired twice!! ‖Then it was quiet.",
            "Was it a drone?! ‖The ministry would not say.",
            "One shell fell near the market; nobody was hurt: the stalls were empty. ‖A second did not explode.",
            "It cost $4.50 in May. ‖In June it cost 5.75.",
            "The toll rose to 1,200. ‖Many are still missing.",
            "The camp was set up in 1994. ‖12 families live there now.",
            "The blast, at 10.30, broke windows.‖",
            "A word",
            "",
        ],
    ),
    (
        "titles before names",
        &[
            "Mr. Karim met Mrs. Aziz and Dr. Said. ‖They talked for an hour.",
            "Maj. Gen. Pat Ryder and Lt. Col. Dan Ober spoke first. ‖Sgt. Hill followed.",
            "A letter went to Sen. Coles, Rep. Marsh and Gov. Lane. ‖None answered.",
            "Brig. Gen. Salem and Adm. Ortiz flew in.",
            "Prof. He teaches there.",
            "PRESIDENT AZIZ MET GEN. KARIM. ‖THE GENERAL LEFT EARLY.",
            "Lt.Gen. Amin resigned. ‖No reason was given.",
            "Cpl. Ray and Pvt. Odell were hurt near Ft. Hood.",
            "They drove past Mt. Hermon to St. George.",
        ],
    ),
    (
        "abbreviations before numbers",
        &[
            "See p. 12 and pp. 14-16 of Vol. 3. ‖Fig. 2 shows the road.",
            "Resolution No. 1701 was adopted. ‖It had 18 articles.",
            "Was he there? ‖No. ‖He was at home.",
            "The strike of Jan. 5 followed that of Dec. 28. ‖A third came on Feb. 2.",
            "It happened last Aug. ‖Nobody was charged.",
            "Under Art. 8 it is a crime. ‖So says Sec. IV.",
        ],
    ),
    (
        "countries and hours",
        &[
            "The U.S. Army left the U.K. base. ‖It moved to Qatar.",
            "He came back from the U.S. ‖He had been away for a year.",
            "The U.N. Security Council met. ‖Envoys of the U.S. and the E.U. spoke.",
            "They asked for help from the U.N. ‖But no help came.",
            "THE U.S. IN THE REGION HAS FEW FRIENDS. ‖IT KNOWS.",
            "It began at 5 a.m. on Monday. ‖By 9 p.m. it was over.",
            "At 6 a.m. Mr. Karim left.",
            "The siren sounded at 6 p.m. ‖Mr. Karim ran.",
            "They met at 8 p.m. Baghdad time and again at 10 a.m. Friday.",
            "At about 5 a.m. Israeli forces entered the camp.",
            "The curfew ended at 6 p.m. ‖Shops opened again.",
            "The train leaves at 7 p.m. EST from here.",
        ],
    ),
    (
        "firms, places, learned words",
        &[
            "Orex Inc. and Bolt Corp. sold the parts. ‖Hale & Co. bought them.",
            "He worked for Orex Ltd. ‖He left in May.",
            "Troops from Ft. Bragg, N.C., and Tampa, Fla., took part.",
            "Rifles, mortars, etc. were found. ‖Mines, too.",
            "They took rifles, mortars, etc. ‖The rest was burnt.",
            "Some groups, e.g. the Brigades, and others, i.e. the Front, signed.",
            "Adams et al. counted 40 deaths. ‖Others counted more.",
            "It was army vs. militia.",
            "She holds a Ph.D. in law. ‖She teaches in Cairo.",
            "The book is by Omar Hadi Jr. and his son. ‖It sold well.",
            "He lives on Palm St. ‖The house is old.",
            "The prov. governor and approx. 20 guards fled.",
        ],
    ),
    (
        "initials and single letters",
        &[
            "J. Edgar Hoover knew. ‖So did John F. Kennedy.",
            "J.P. Morgan and W.H. Auden are dead.",
            "It was you and I. ‖Did anybody see us?",
            "Henry I. Miller was there.",
            "They need vitamin C. ‖It keeps them well.",
            "There is no plan B. ‖The rest is luck.",
            "A man named Karim B. was held in the town of S. for a week.",
        ],
    ),
    (
        "quotes and brackets",
        &[
            "“We will not stop.” ‖The crowd cheered.",
            "\"We will not stop.\" ‖The crowd cheered.",
            "\"Stop!\" he said. ‖Nobody moved.",
            "“Why us?” asked the mayor. ‖“We did nothing.”",
            "“Who is next?” Mr. Karim asked. ‖No one knew.",
            "“Leave now!” Colonel Amin shouted, and ran.",
            "\"We came back. ‖We found nothing,\" she said.",
            "He called it “a war.” ‖Others did not.",
            "He said: “It is over”. ‖It was not.",
            "'This is it.' she said. ‖She wept.",
            "(The count is not final.) ‖Officials gave no names.",
            "The count (which is not final!) rose. ‖Then it fell.",
            "The army (It was the third time.) withdrew. ‖Good.",
            "The army withdrew (as agreed). ‖The rebels (some say) did not.",
            "It was “over.” ‖[Laughter] They left.",
            "He wrote: \"It was great.\" (Amin 2004). ‖She agreed.",
            "“They left”…‖",
            "The “war” ended.” ‖“It did not.”",
            "She said \"no.\"‖",
        ],
    ),
    (
        "omissions",
        &[
            "I thought... well, never mind. ‖It is late.",
            "He waited.... ‖Nobody came.",
            "We know … that they fled. ‖We know why…",
            "He waited . . . and waited. ‖Then he left.",
            "“The government…The people are one.” ‖So he said.",
            "The text [...] goes on. ‖It ends here.",
            "And then... I ran.",
        ],
    ),
    (
        "what is not a stop",
        &[
            "Write to dana.rahim@example.org. ‖She will answer.",
            "See https://example.org/a.b/c.html. ‖It is all there.",
            "Open report.final.pdf first. ‖Then call.",
            "It is on Example.com. ‖Look there.",
            "He works at Yahoo! in Berlin. ‖She works at Joomla! too.",
            "A 7.62mm round hit it. ‖The AC-130 left.",
            "The ratio was 3.5:1 on 12.03.2021.",
            "Version 2.0 is out. ‖Version 2.1 is not.",
            "The “U.S.-led” force left. ‖al-Shabaab stayed.",
            "They left. ‖al-Qaeda did not. ‖el-Sisi spoke.",
            "Really (?) he said so.",
        ],
    ),
    (
        "no space, or odd space",
        &[
            "The war ended.‖The rest is known.",
            "The raid failed.‖“We lost two,” he said.",
            "It ended.\u{a0}‖It began again.",
            "It ended.\u{200b} ‖It began again.",
            "\u{feff}It ended.  ‖  It began.",
            "The law was passed.[12] ‖It took effect.",
            "It was seen in a study.12 ‖The next found nothing.",
            "It ended . ‖Then he left .",
            "it was late. ‖we left. ‖nobody saw us.",
            "Great news! 🙂 ‖Thanks for all.",
            "I love it. :) ‖You should go.",
            "P.S. I am back.",
            "戦争は終わった。",
        ],
    ),
    (
        "lists inside a line",
        &[
            "1. Stop the war ‖2. Free the men ‖3. Open the road",
            "1) Stop the war. ‖2) Free the men.",
            "(1) Stop the war ‖(2) Free the men",
            "a. Stop the war ‖b. Free the men",
            "• Two dead ‖• Five hurt",
        ],
    ),
    (
        "wire copy",
        &[
            "BAGHDAD, 4 Feb (Agency) -- Two men were killed. ‖A third was hurt.",
            "LIMA, 12 JAN 90 (RADIO) -- [TEXT] THE REBELS LEFT. ‖[WORDS INDISTINCT] THEY CAME BACK.",
            "It was quiet. ‖-- The army left at noon.",
            "The deal -- the third! -- failed. ‖Talks go on.",
            "It is 0400 GMT. ‖[Signed] The Council",
        ],
    ),
    (
        "lines",
        &[
            "A Heading Without a Stop\n‖The first paragraph has a sentence. ‖It has two.\n‖The second has one.",
            "The convoy left the town in the\nmorning. ‖It was hit.",
            "Dead:\n‖- two men\n‖- one child",
            "The first paragraph.\r\n‖The second one.\r\n\r\n‖The third.",
            "Old lines.\r‖Each for itself.",
            "The police said that a man was shot near the old bridge on Monday\nnight by men who came on a motorcycle and fled towards the river\nbefore help came. ‖The man died later in hospital.\n\n‖Nobody claimed the attack.",
            "THE ARMY SAID ON MONDAY THAT FIVE REBELS WERE KILLED IN A CLASH IN THE\nNORTHERN PROVINCE AND THAT TWO SOLDIERS WERE WOUNDED. ‖THE REBELS HAVE NOT\nCOMMENTED ON THE REPORT.\n\n‖ THE AREA IS CALM.",
            "Shopping\n‖bread\n‖milk, eggs\n",
        ],
    ),
];

#[test]
fn ends_where_the_bars_stand() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (group, texts) in CASES {
        for case in *texts {
            count += 1;
            let text = case.replace('‖', "");
            let want: Vec<&str> = case
                .split('‖')
                .map(|p| p.trim_matches(super::super::white::is_blank))
                .filter(|p| !p.is_empty())
                .collect();
            let sentences = run(&text, Layout::Plain);
            let got: Vec<&str> = sentences.iter().map(|s| s.span.of(&text)).collect();
            if got != want {
                wrong.push(format!("{group}: {text:?}\n   want {want:?}\n   got  {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 80);
}
