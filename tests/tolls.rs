//! Tolls of short incident reports, written in the manner of many sources (`tests/tolls/`, one file a manner) and coded by hand: killed, injured, abducted.
//!
//! A report's toll is the sum over its incidents: the best number, else the lowest (“more than 20” is 21, as in a claim). The bars are shares of reports whose toll is exact.

mod common;

use common::{lexicon, project};
use recount::{Document, extract};
use serde::Deserialize;

/// The least share of exact tolls, over the reports that have some.
const LEAST: [(&str, f64); 3] = [("killed", 0.95), ("injured", 0.95), ("abducted", 0.90)];

/// The most that may be given a toll although they have none.
const MOST_FALSE_ALARMS: f64 = 0.02;

#[derive(Debug, Deserialize)]
struct Report {
    killed: u64,
    injured: u64,
    abducted: u64,
    report: String,
}

fn reports() -> Vec<(String, Report)> {
    let mut all = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(project("tests/tolls"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let manner = file.file_stem().unwrap().to_string_lossy().into_owned();
        let mut rows = csv::Reader::from_path(&file).unwrap();
        all.extend(rows.deserialize().map(|row| (manner.clone(), row.unwrap())));
    }
    all
}

/// Killed, injured and abducted over the incidents of a report.
fn tolls(text: &str) -> [u64; 3] {
    let document = Document::plain("report", text).published("2021-06-15");
    let mut sums = [0; 3];
    for incident in extract(&document, lexicon()).incidents {
        for (sum, (best, low)) in sums.iter_mut().zip([
            (incident.killed_best, incident.killed_low),
            (incident.injured_best, incident.injured_low),
            (incident.abducted_best, incident.abducted_low),
        ]) {
            *sum += best.or(low).unwrap_or(0);
        }
    }
    sums
}

#[test]
fn tolls_of_reports_are_exact() {
    let reports = reports();
    assert!(reports.len() >= 240, "only {} reports", reports.len());
    let mut wrong = Vec::new();
    let (mut some, mut right, mut none, mut alarms) = ([0.0; 3], [0.0; 3], 0.0, 0.0);
    for (manner, report) in &reports {
        let want = [report.killed, report.injured, report.abducted];
        let got = tolls(&report.report);
        for kind in 0..3 {
            if want[kind] > 0 {
                some[kind] += 1.0;
                right[kind] += f64::from(u8::from(got[kind] == want[kind]));
            } else {
                none += 1.0;
                alarms += f64::from(u8::from(got[kind] > 0));
            }
        }
        if got != want {
            wrong.push(format!("{manner}: want {want:?}, got {got:?}: {}", report.report));
        }
    }
    let list = wrong.join("\n");
    println!("{list}");
    for (kind, (name, least)) in LEAST.into_iter().enumerate() {
        let share = right[kind] / some[kind];
        println!("{name}: {:.1}% of {}", share * 100.0, some[kind]);
        assert!(share >= least, "{name}: {share:.3} of the tolls are exact, {least} wanted\n{list}");
    }
    println!("false alarms: {:.1}% of {none}", alarms / none * 100.0);
    assert!(alarms / none <= MOST_FALSE_ALARMS, "{alarms} false alarms of {none}\n{list}");
}
