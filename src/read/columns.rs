//! Which column of a table, or which field of a row of JSON, holds what: `text=body`.

use std::str::FromStr;

/// What a row may tell of its article.
const FIELDS: [&str; 7] = ["text", "id", "title", "published", "publisher", "url", "authors"];

/// A column for a field: `text=body`.
///
/// ```
/// use recount::read::Column;
/// let column: Column = "text=Body of article".parse()?;
/// assert_eq!((column.field, column.name.as_str()), ("text", "Body of article"));
/// assert!("headline=title".parse::<Column>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// One of `text`, `id`, `title`, `published`, `publisher`, `url`, `authors`.
    pub field: &'static str,
    /// What the input calls it.
    pub name: String,
}

impl FromStr for Column {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (field, name) = text.split_once('=').ok_or("write FIELD=COLUMN, such as text=body")?;
        let known = FIELDS.into_iter().find(|f| *f == field.trim());
        let field = known.ok_or_else(|| format!("no field “{}”: there are {}", field.trim(), FIELDS.join(", ")))?;
        match name.trim() {
            "" => Err("no column after the “=”".into()),
            name => Ok(Self { field, name: name.into() }),
        }
    }
}

/// What the input calls `field`, and whether the user said so.
pub fn name_of<'c>(columns: &'c [Column], field: &'static str) -> (&'c str, bool) {
    columns
        .iter()
        .rev()
        .find(|c| c.field == field)
        .map_or((field, false), |c| (c.name.as_str(), true))
}
