//! Reading profiles.

use super::deaths::Conventions;
use super::source::Source;
use super::{Countries, Fill, PROFILES, Profile};
use crate::gazetteer::{GazetteerError, Sources};
use crate::record::table::{CellType, Column};
use rustc_hash::FxHashMap;
use serde::Deserialize;

const COUNTRIES: &str = "profiles/countries.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    column: Vec<ColumnRow>,
    deaths: Conventions,
    #[serde(default)]
    map: FxHashMap<String, FxHashMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnRow {
    name: String,
    from: Option<String>,
    text: Option<String>,
    map: Option<String>,
    #[serde(rename = "type", default)]
    cell: Cell,
    imputed: Option<String>,
    #[serde(default)]
    about: String,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Cell {
    #[default]
    Text,
    Integer,
    Number,
}

impl From<Cell> for CellType {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Text => Self::Text,
            Cell::Integer => Self::Integer,
            Cell::Number => Self::Number,
        }
    }
}

pub fn load(name: &str, sources: &Sources) -> Result<Profile, GazetteerError> {
    let path = format!("profiles/{name}.toml");
    let wrong = |why: String| GazetteerError::Grammar { path: path.clone(), why };
    let text = sources
        .file(&path)
        .ok_or_else(|| wrong(format!("no such profile (built in: {})", PROFILES.join(", "))))?;
    let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().replace('\n', " ")))?;
    let countries = countries(sources)?;
    let mut fills = Vec::new();
    let mut columns = Vec::new();
    let mut companions = Vec::new();
    for (n, row) in file.column.into_iter().enumerate() {
        let cell = row.cell.into();
        columns.push(Column::new(&row.name, cell, &row.about));
        if let Some(companion) = &row.imputed {
            let about = format!("The convention that made {}; empty where the text states it.", row.name);
            companions.push((n, Column::new(companion, CellType::Text, &about)));
        }
        fills.push(fill(row, &file.map, &countries).map_err(wrong)?);
    }
    let (speaks_of, companions): (Vec<usize>, Vec<Column>) = companions.into_iter().unzip();
    columns.extend(companions);
    if let Some(twice) = columns
        .iter()
        .enumerate()
        .find(|(n, c)| columns[..*n].iter().any(|b| b.name == c.name))
    {
        return Err(wrong(format!("column {} stands twice", twice.1.name)));
    }
    Ok(Profile {
        name: file.name,
        fills,
        columns,
        speaks_of,
        conventions: file.deaths,
        countries,
    })
}

fn fill(row: ColumnRow, maps: &FxHashMap<String, FxHashMap<String, String>>, countries: &Countries) -> Result<Fill, String> {
    let about = |why: String| format!("column {}: {why}", row.name);
    match (row.from, row.text) {
        (Some(_), Some(_)) => Err(about("it has both from and text".into())),
        (None, Some(text)) => Ok(Fill::Text(text)),
        (None, None) => Ok(Fill::Empty),
        (Some(from), None) => {
            let source = Source::parse(&from, &countries.columns).map_err(about)?;
            let map = row
                .map
                .map(|m| maps.get(&m).cloned().ok_or_else(|| about(format!("there is no [map.{m}]"))));
            Ok(Fill::From(source, map.transpose()?))
        }
    }
}

fn countries(sources: &Sources) -> Result<Countries, GazetteerError> {
    let mut countries = Countries::default();
    let text = sources.file(COUNTRIES).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let wrong = |e: csv::Error| GazetteerError::Grammar {
        path: COUNTRIES.into(),
        why: e.to_string(),
    };
    countries.columns = reader.headers().map_err(wrong)?.iter().map(Into::into).collect();
    for row in reader.records() {
        let row = row.map_err(wrong)?;
        let cells: Vec<String> = row.iter().map(Into::into).collect();
        countries.rows.insert(cells[0].clone(), cells);
    }
    Ok(countries)
}
