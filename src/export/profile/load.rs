//! Reading profiles.

use super::deaths::Conventions;
use super::values::Origin;
use super::{Countries, Fill, Profile};
use crate::gazetteer::{GazetteerError, Sources};
use crate::record::table::{CellType, Column};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Where profiles are, and how the names of their files end.
pub const FOLDER: &str = "profiles/";
pub const ENDING: &str = ".toml";
/// The tables of countries: what the gazetteer knows, and the codes of other datasets.
const COUNTRIES: [&str; 2] = ["places/countries.csv", "profiles/countries.csv"];

type Map = FxHashMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    column: Vec<ColumnRow>,
    deaths: Conventions,
    #[serde(default)]
    map: FxHashMap<String, Map>,
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
    let path = format!("{FOLDER}{name}{ENDING}");
    let wrong = |why: String| GazetteerError::Grammar { path: path.clone(), why };
    let text = sources.file(&path).ok_or_else(|| {
        let names: Vec<&str> = Profile::names(sources).into_iter().collect();
        wrong(format!("no such profile (there are: raw, {})", names.join(", ")))
    })?;
    let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().replace('\n', " ")))?;
    let countries = countries(sources)?;
    let mut fills = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for row in file.column {
        if row.name == "imputed" || columns.iter().any(|c| c.name == row.name) {
            return Err(wrong(format!("column {} stands twice", row.name)));
        }
        columns.push(Column::new(&row.name, row.cell.into(), &row.about));
        fills.push(fill(row, &file.map, &countries).map_err(wrong)?);
    }
    let about = "What the text does not state: columns, and the convention that filled each of them.";
    let mut imputed = Column::new("imputed", CellType::Text, about);
    imputed.list = true;
    columns.push(imputed);
    Ok(Profile {
        name: name.into(),
        fills,
        columns,
        conventions: file.deaths,
        countries,
    })
}

fn fill(row: ColumnRow, maps: &FxHashMap<String, Map>, countries: &Countries) -> Result<Fill, String> {
    let about = |why: String| format!("column {}: {why}", row.name);
    match (row.from, row.text) {
        (Some(_), Some(_)) => Err(about("it has both from and text".into())),
        (None, Some(text)) => Ok(Fill::Text(text)),
        (None, None) => Ok(Fill::Empty),
        (Some(from), None) => {
            let origin = Origin::parse(&from, &countries.columns).map_err(about)?;
            let named = |m: String| maps.get(&m).cloned().ok_or_else(|| about(format!("there is no [map.{m}]")));
            Ok(Fill::From(origin, row.map.map(named).transpose()?))
        }
    }
}

/// The tables of countries side by side, joined by their first column.
fn countries(sources: &Sources) -> Result<Countries, GazetteerError> {
    let mut countries = Countries::default();
    for path in COUNTRIES {
        let text = sources.file(path).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
        let wrong = |e: csv::Error| GazetteerError::Grammar {
            path: path.into(),
            why: e.to_string(),
        };
        let before = countries.columns.len();
        countries.columns.extend(reader.headers().map_err(wrong)?.iter().map(Into::into));
        for row in reader.records() {
            let row = row.map_err(wrong)?;
            let cells = countries.rows.entry(row[0].to_string()).or_default();
            cells.resize(before, String::new());
            cells.extend(row.iter().map(String::from));
        }
    }
    Ok(countries)
}
