//! Rows into files of our formats. A file is written beside its place and renamed once it is whole.

use super::{Files, Found, FoundKind};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Header and folder of each kind.
const KINDS: [(&str, &str); 3] = [
    (
        "places",
        "id,name,aliases,feature,country,admin1,lat,lon,geonameid,population,marks",
    ),
    (
        "actors",
        "id,name,aliases,acronyms,actor_type,country,parent,from,to,wikidata,marks",
    ),
    ("persons", "id,name,aliases,country,affiliation,offices,wikidata,marks"),
];

/// A file that is not whole yet: it goes unless it was renamed.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

struct Open {
    out: csv::Writer<BufWriter<File>>,
    unfinished: Unfinished,
    path: PathBuf,
}

/// The files of one import.
pub struct Writer {
    folder: PathBuf,
    /// `geonames-cities15000`
    name: String,
    format: &'static str,
    files: [Option<Open>; 3],
}

impl Writer {
    pub fn new(folder: &Path, format: &'static str, stem: &str) -> Self {
        let stem = stem.trim_start_matches(format).trim_start_matches(['-', '_']);
        Self {
            folder: folder.into(),
            name: if stem.is_empty() {
                format.into()
            } else {
                format!("{format}-{stem}")
            },
            format,
            files: [None, None, None],
        }
    }

    fn open(&self, kind: usize) -> io::Result<Open> {
        let (folder, header) = KINDS[kind];
        let folder = self.folder.join(folder);
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.csv", self.name));
        let unfinished = folder.join(format!(".{}.{}.part", self.name, std::process::id()));
        let mut file = BufWriter::new(File::create(&unfinished)?);
        let unfinished = Unfinished(unfinished);
        writeln!(file, "# Imported from {} ({}), in the order of the source.", self.name, self.format)?;
        writeln!(file, "{header}")?;
        let out = csv::WriterBuilder::new().has_headers(false).from_writer(file);
        Ok(Open { out, unfinished, path })
    }

    pub fn write(&mut self, found: &Found) -> io::Result<()> {
        let kind = match found.kind {
            FoundKind::Place { .. } => 0,
            FoundKind::Actor { .. } => 1,
            FoundKind::Person { .. } => 2,
        };
        if self.files[kind].is_none() {
            self.files[kind] = Some(self.open(kind)?);
        }
        let Some(open) = &mut self.files[kind] else { return Ok(()) };
        let out = &mut open.out;
        let (aliases, marks) = (found.aliases.join(";"), found.marks.join(";"));
        let written = match &found.kind {
            FoundKind::Place {
                feature,
                admin1,
                lat,
                lon,
                geonameid,
                population,
                ..
            } => {
                let population = if *population > 0 { population.to_string() } else { String::new() };
                let row = [
                    &*found.id,
                    &found.name,
                    &aliases,
                    feature.as_str(),
                    &found.country,
                    admin1,
                    lat,
                    lon,
                    geonameid,
                    &population,
                    &marks,
                ];
                out.write_record(row)
            }
            FoundKind::Actor { actor_type, from, to } => {
                let acronyms = found.acronyms.join(";");
                let row = [
                    &*found.id,
                    &found.name,
                    &aliases,
                    &acronyms,
                    actor_type.as_str(),
                    &found.country,
                    "",
                    from,
                    to,
                    &found.wikidata,
                    &marks,
                ];
                out.write_record(row)
            }
            FoundKind::Person { offices } => {
                let offices = offices.join(";");
                out.write_record([
                    &*found.id,
                    &found.name,
                    &aliases,
                    &found.country,
                    "",
                    &offices,
                    &found.wikidata,
                    &marks,
                ])
            }
        };
        written.map_err(io::Error::other)
    }

    /// Closes the files and gives them their names.
    pub fn finish(self) -> io::Result<Files> {
        let mut files = Files::new();
        for open in self.files.into_iter().flatten() {
            open.out.into_inner().map_err(|e| io::Error::other(e.to_string()))?.flush()?;
            fs::rename(&open.unfinished.0, &open.path)?;
            files.push(open.path);
        }
        Ok(files)
    }
}
