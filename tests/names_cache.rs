//! The compiled names of large gazetteers: kept beside them, used while nothing has changed, and never a reason to fail.

use recount::gazetteer::Sources;
use recount::{Document, Lexicon, extract};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use xxhash_rust::xxh3::xxh3_64;

const CACHE: &str = ".recount-names.cache";
const HEADER: &str = "id,name,aliases,feature,country,admin1,lat,lon,geonameid,population,marks\n";
const TEXT: &str = "A bomb killed three people in Zanbarak on Monday.";

/// A folder of its own with a large table of places, of which one is called `name`.
fn folder(test: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names-cache").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("places")).unwrap();
    write_places(&folder, name);
    folder
}

fn write_places(folder: &Path, name: &str) {
    let rows: String = (0..16_000)
        .map(|n| format!("own.{n},Placename Number{n} Of Many,Alias {n},city,IQ,,33.{n},44.{n},,,\n"))
        .collect();
    let row = format!("own.known,{name},,city,IQ,,33.1,44.1,,,\n");
    fs::write(folder.join("places/own.csv"), format!("{HEADER}{rows}{row}")).unwrap();
}

fn load(folder: &Path) -> Lexicon {
    let mut sources = Sources::built_in();
    sources.add_folder(folder).unwrap();
    Lexicon::load(&sources).unwrap()
}

/// The name by which the sentence's place is known.
fn place(lexicon: &Lexicon) -> Option<String> {
    let extraction = extract(&Document::plain("a", TEXT), lexicon);
    extraction.claims.iter().flat_map(|c| &c.places).find_map(|p| p.name.clone())
}

#[test]
fn kept_names_are_used() {
    let folder = folder("used", "Zanbarak");
    let first = load(&folder);
    assert_eq!(place(&first).as_deref(), Some("Zanbarak"));
    // What the file says and the table does not: it can only come from the file.
    let file = folder.join(CACHE);
    let mut bytes = fs::read(&file).unwrap();
    let (header, payload) = bytes.split_at_mut(40);
    let at = payload.windows(8).position(|w| w == b"Zanbarak").unwrap();
    payload[at..at + 8].copy_from_slice(b"Zunburuk");
    header[32..].copy_from_slice(&xxh3_64(payload).to_le_bytes());
    fs::write(&file, bytes).unwrap();
    let second = load(&folder);
    assert_eq!(place(&second).as_deref(), Some("Zunburuk"));
    assert!(second.gazetteer.notes.is_empty());
}

#[test]
fn with_and_without_the_file_the_records_are_the_same() {
    let folder = folder("same", "Zanbarak");
    let mut sources = Sources::built_in();
    sources.add_folder(&folder).unwrap();
    let without = Lexicon::load(&sources.without_cache()).unwrap();
    assert!(!folder.join(CACHE).exists());
    let lexicons = [without, load(&folder), load(&folder)];
    assert!(folder.join(CACHE).exists());
    let text = fs::read_to_string("corpus/01-wire-rising-toll.txt").unwrap();
    let records = lexicons
        .each_ref()
        .map(|l| format!("{:?}", extract(&Document::plain("a", &text), l)));
    assert_eq!(records[0], records[1]);
    assert_eq!(records[0], records[2]);
}

#[test]
fn a_changed_table_makes_them_anew() {
    let folder = folder("changed", "Elsewhere");
    assert_eq!(place(&load(&folder)), None);
    let before = fs::read(folder.join(CACHE)).unwrap();
    write_places(&folder, "Zanbarak");
    assert_eq!(place(&load(&folder)).as_deref(), Some("Zanbarak"));
    assert_ne!(before, fs::read(folder.join(CACHE)).unwrap());
}

#[test]
fn a_broken_file_is_told_and_mended() {
    let folder = folder("broken", "Zanbarak");
    load(&folder);
    let file = folder.join(CACHE);
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for broken in [
        &whole[..10],
        &whole[..whole.len() / 2],
        &flipped,
        b"something else that is long enough for a header",
    ] {
        fs::write(&file, broken).unwrap();
        let lexicon = load(&folder);
        assert_eq!(place(&lexicon).as_deref(), Some("Zanbarak"));
        assert!(lexicon.gazetteer.notes[0].contains("broken"), "{:?}", lexicon.gazetteer.notes);
        assert_eq!(fs::read(&file).unwrap(), whole);
    }
}

#[test]
fn where_it_cannot_be_written_the_run_goes_on() {
    let folder = folder("unwritable", "Zanbarak");
    // A folder of that name can neither be read nor replaced, whoever runs the test.
    fs::create_dir_all(folder.join(CACHE).join("in the way")).unwrap();
    let lexicon = load(&folder);
    assert_eq!(place(&lexicon).as_deref(), Some("Zanbarak"));
    let notes = lexicon.gazetteer.notes.join("\n");
    assert!(notes.contains("not kept"), "{notes}");
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half-made is left: {left:?}");
}

#[test]
fn two_at_once_give_the_same() {
    let folder = folder("two", "Zanbarak");
    let article = folder.join("article.txt");
    fs::write(&article, TEXT).unwrap();
    for _ in 0..2 {
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_recount"))
                .args(["extract", "--gazetteers"])
                .args([&folder, &article])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let [one, two, three] = [start(), start(), start()].map(|p| p.wait_with_output().unwrap());
        assert!(String::from_utf8_lossy(&one.stdout).contains("own.known"));
        for out in [&one, &two, &three] {
            assert_eq!(out.stdout, one.stdout);
            assert_eq!(String::from_utf8_lossy(&out.stderr), "");
        }
        let kept = fs::read_dir(&folder)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with(CACHE));
        assert_eq!(kept.count(), 1, "one file, and nothing half-made");
    }
}

#[test]
fn small_folders_keep_nothing() {
    let folder = folder("small", "Zanbarak");
    fs::write(
        folder.join("places/own.csv"),
        format!("{HEADER}own.known,Zanbarak,,city,IQ,,33.1,44.1,,,\n"),
    )
    .unwrap();
    assert_eq!(place(&load(&folder)).as_deref(), Some("Zanbarak"));
    assert!(!folder.join(CACHE).exists());
}
