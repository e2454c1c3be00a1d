//! Rows of incidents. The claims of one are a cell: a list in JSON of `[position]` for each that it counts and `[position, reason]` for each that it sets aside, where a position is
//! that among the claims of the document. The view `incident_claims` makes rows of it.

use super::row;
use crate::record::{IncidentRecord, PlaceRecord, SetAside, SetAsideReason};
use rusqlite::types::{FromSqlError, FromSqlResult};
use serde::Deserialize;

row! {
    IncidentRecord in "incident", leading ["incident_key", "place_key", "claim_list"],
    columns {
        incident_id, event_type, date_start, date_end, date_prec, where_prec, actor_text, actor_id, actor_name, target_text, target_id, target_name,
        weapon_text, weapon_id, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, abducted_low, abducted_best,
        abducted_high, missing_low, missing_best, missing_high, detained_low, detained_best, detained_high, displaced_low, displaced_best,
        displaced_high,
    }
    given { doc_id: String, places: Vec<PlaceRecord> }
    later { claim_ids, set_aside }
}

/// Writes the cell of an incident's claims, whose positions `position_of` knows by their ids. None where it does not know one.
pub fn write_claims<'r>(record: &'r IncidentRecord, position_of: impl Fn(&'r str) -> Option<usize>, cell: &mut String) -> Option<()> {
    let used = record.claim_ids.iter().map(|id| (id, None));
    let set_aside = record.set_aside.iter().map(|s| (&s.claim_id, Some(s.reason.as_str())));
    cell.push('[');
    for (n, (claim_id, reason)) in used.chain(set_aside).enumerate() {
        cell.push_str(if n == 0 { "[" } else { ",[" });
        cell.push_str(itoa::Buffer::new().format(position_of(claim_id)?));
        if let Some(reason) = reason {
            cell.push_str(",\"");
            cell.push_str(reason);
            cell.push('"');
        }
        cell.push(']');
    }
    cell.push(']');
    Some(())
}

/// An item of the list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listed {
    Used((usize,)),
    SetAside(usize, SetAsideReason),
}

/// The claims of a cell, which the record gets: `id_of` knows the id of the claim at a position.
///
/// # Errors
/// When it is no list of claims that are there.
pub fn read_claims(cell: &str, id_of: impl Fn(usize) -> Option<String>, record: &mut IncidentRecord) -> FromSqlResult<()> {
    let list: Vec<Listed> = serde_json::from_str(cell).map_err(|e| FromSqlError::Other(e.into()))?;
    let id = |position| id_of(position).ok_or_else(|| FromSqlError::Other("an incident of a claim that is not there".into()));
    for item in list {
        match item {
            Listed::Used((position,)) => record.claim_ids.push(id(position)?),
            Listed::SetAside(position, reason) => record.set_aside.push(SetAside {
                claim_id: id(position)?,
                reason,
            }),
        }
    }
    Ok(())
}
