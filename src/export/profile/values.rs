//! The values of an incident that a column can be filled from, by their names in profiles.

use super::{Event, Filled};
use crate::export::{place_name, point};
use crate::record::{VictimClass, values_macro};
use crate::text::PartialDate;

values_macro! {
    /// A value of an incident.
    IncidentValue {
        /// The incident's id.
        IncidentId = "incident_id",
        /// The claims that it counts.
        ClaimIds = "claim_ids",
        /// The document's id.
        DocId = "doc_id",
        /// The violence, in ACLED's sub-event names.
        EventType = "event_type",
        /// Who did it: the name in the gazetteer, else as it stands.
        Actor = "actor",
        /// To whom.
        Target = "target",
        /// The weapon.
        Weapon = "weapon",
        /// Who the victims are, where all claims that are counted agree.
        VictimClass = "victim_class",
        /// The day; of a longer time, the first possible one.
        Day = "day",
        /// The first possible day.
        FirstDay = "first_day",
        /// The last possible day.
        LastDay = "last_day",
        /// The year of the first possible day.
        Year = "year",
        /// 1 to 5, as UCDP codes it.
        DatePrec = "date_prec",
        /// The most specific place.
        Location = "location",
        /// The places as they stand in the text.
        PlaceTexts = "place_texts",
        /// First-level division.
        Admin1 = "admin1",
        /// Latitude of the most specific place that has one.
        Latitude = "latitude",
        /// Its longitude.
        Longitude = "longitude",
        /// The point as well-known text.
        Wkt = "wkt",
        /// 1 to 7, as UCDP codes it.
        WherePrec = "where_prec",
        /// Who published the document.
        Publisher = "publisher",
        /// Its date.
        Published = "published",
        /// Its title.
        Title = "title",
        /// Where it is on the web.
        Url = "url",
        /// To whom the text attributes what is counted.
        AttributedTo = "attributed_to",
        /// The sentences of the claims that are counted.
        Sentences = "sentences",
        /// The number killed, by the profile's conventions where the text states none.
        Deaths = "deaths",
        /// The lowest number; where no bound is told, the number killed.
        DeathsLow = "deaths.low",
        /// The highest number; where no bound is told, the number killed.
        DeathsHigh = "deaths.high",
        /// The number killed, where all of them are civilians.
        DeathsCivilians = "deaths.civilians",
        /// The number killed, where all of them are fighters or security forces of a side that has a name.
        DeathsOfTargetSide = "deaths.target_side",
        /// The number killed, where neither is so.
        DeathsUnknown = "deaths.unknown",
    }
}

/// Where the value of a column comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The incident.
    Incident(IncidentValue),
    /// A column of the tables of countries, by its position.
    Country(usize),
}

impl Origin {
    pub fn parse(name: &str, country_columns: &[String]) -> Result<Self, String> {
        let Some(column) = name.strip_prefix("country.") else {
            return name.parse().map(Self::Incident);
        };
        let position = country_columns.iter().position(|c| c == column);
        position
            .map(Self::Country)
            .ok_or_else(|| format!("the tables of countries have no column {column}"))
    }

    pub fn of(&self, event: &Event<'_>) -> Option<Filled> {
        let filled = match self {
            Self::Incident(value) => value.of(event),
            Self::Country(column) => {
                let code = event.incident.places.iter().find_map(|p| p.country.as_deref())?;
                event.countries.rows.get(code)?.get(*column).map(Filled::stated)
            }
        };
        filled.filter(|f| !f.value.is_empty())
    }
}

impl IncidentValue {
    fn of(self, event: &Event<'_>) -> Option<Filled> {
        let incident = event.incident;
        let document = event.document;
        let stated = |text: Option<&str>| text.map(Filled::stated);
        match self {
            Self::IncidentId => stated(Some(&incident.incident_id)),
            Self::ClaimIds => Some(Filled::stated(incident.claim_ids.join("; "))),
            Self::DocId => stated(Some(&incident.doc_id)),
            Self::EventType => incident.event_type.map(Filled::stated),
            Self::Actor => stated(incident.actor_name.as_deref().or(incident.actor_text.as_deref())),
            Self::Target => stated(incident.target_name.as_deref().or(incident.target_text.as_deref())),
            Self::Weapon => stated(incident.weapon_text.as_deref()),
            Self::VictimClass => victim_class(event).map(Filled::stated),
            Self::Day => day(event),
            Self::FirstDay => first_day(incident.date_start.as_ref()?),
            Self::LastDay => last_day(incident.date_end.as_ref().or(incident.date_start.as_ref())?),
            Self::Year => year(event),
            Self::DatePrec => incident.date_prec.map(Filled::stated),
            Self::Location => stated(incident.places.first().map(place_name)),
            Self::PlaceTexts => Some(Filled::stated(joined(incident.places.iter().map(|p| p.text.as_str()), "; "))),
            Self::Admin1 => stated(incident.places.iter().find_map(|p| p.admin1.as_deref())),
            Self::Latitude => coordinate(event, |lat, _| lat.to_string()),
            Self::Longitude => coordinate(event, |_, lon| lon.to_string()),
            Self::Wkt => coordinate(event, |lat, lon| format!("POINT ({lon} {lat})")),
            Self::WherePrec => incident.where_prec.map(Filled::stated),
            Self::Publisher => stated(document.and_then(|d| d.publisher.as_deref())),
            Self::Published => stated(document.and_then(|d| d.published.as_deref())),
            Self::Title => stated(document.and_then(|d| d.title.as_deref())),
            Self::Url => stated(document.and_then(|d| d.url.as_deref())),
            Self::AttributedTo => {
                let names = event
                    .claims
                    .iter()
                    .filter_map(|c| c.attributed_to_name.as_deref().or(c.attributed_to_text.as_deref()));
                Some(Filled::stated(joined(names, "; ")))
            }
            Self::Sentences => Some(Filled::stated(joined(event.claims.iter().map(|c| c.sentence_text.as_str()), " "))),
            Self::Deaths => event.deaths(),
            Self::DeathsLow => event.deaths_bound(incident.killed_low),
            Self::DeathsHigh => event.deaths_bound(incident.killed_high),
            Self::DeathsCivilians => event.deaths().filter(|_| side(event) == Side::Civilians),
            Self::DeathsOfTargetSide => event.deaths().filter(|_| side(event) == Side::Target),
            Self::DeathsUnknown => event.deaths().filter(|_| side(event) == Side::Unknown),
        }
    }
}

/// Texts, each once, in their order.
fn joined<'t>(texts: impl Iterator<Item = &'t str>, between: &str) -> String {
    let mut once: Vec<&str> = Vec::new();
    texts.for_each(|t| {
        if !once.contains(&t) {
            once.push(t);
        }
    });
    once.join(between)
}

/// The first possible day of a date as partial as it is known.
fn first_day(date: &str) -> Option<Filled> {
    let day = date.parse::<PartialDate>().ok()?.first_day().to_string();
    Some(if day == date {
        Filled::stated(day)
    } else {
        Filled::imputed(day, format!("the first possible day of {date}"))
    })
}

/// The last possible day of a date as partial as it is known.
fn last_day(date: &str) -> Option<Filled> {
    let day = date.parse::<PartialDate>().ok()?.last_day().to_string();
    Some(if day == date {
        Filled::stated(day)
    } else {
        Filled::imputed(day, format!("the last possible day of {date}"))
    })
}

/// One day for the event.
fn day(event: &Event<'_>) -> Option<Filled> {
    let (start, end) = (event.incident.date_start.as_ref()?, event.incident.date_end.as_ref());
    let first = first_day(start)?;
    Some(match end.filter(|end| *end != start) {
        Some(end) => Filled::imputed(first.value, format!("the first possible day of {start} to {end}")),
        None => first,
    })
}

/// One year for the event.
fn year(event: &Event<'_>) -> Option<Filled> {
    let year = |date: &Option<String>| date.as_ref()?.get(..4).map(String::from);
    let first = year(&event.incident.date_start)?;
    Some(match year(&event.incident.date_end).filter(|last| *last != first) {
        Some(last) => Filled::imputed(&first, format!("the first of the years {first} to {last}")),
        None => Filled::stated(first),
    })
}

/// Where it was. Where only a wider place has coordinates, it is that one's point.
fn coordinate(event: &Event<'_>, form: impl Fn(f64, f64) -> String) -> Option<Filled> {
    let places = &event.incident.places;
    let (place, lat, lon) = point(places)?;
    let value = form(lat, lon);
    Some(if std::ptr::eq(place, &places[0]) {
        Filled::stated(value)
    } else {
        Filled::imputed(value, format!("the point of {}", place_name(place)))
    })
}

/// The class of the victims, where all claims of people agree.
fn victim_class(event: &Event<'_>) -> Option<VictimClass> {
    let mut classes = event.claims.iter().filter(|c| c.kind.counts_victims()).map(|c| c.victim_class);
    let first = classes.next()??;
    classes.all(|c| c == Some(first)).then_some(first)
}

/// Whose dead they are.
#[derive(PartialEq, Eq)]
enum Side {
    Civilians,
    Target,
    Unknown,
}

fn side(event: &Event<'_>) -> Side {
    let mut classes = event.killed().map(|c| c.victim_class);
    let first = classes.next().flatten();
    let agree = classes.all(|c| c == first);
    match first.filter(|_| agree) {
        Some(VictimClass::Civilian) => Side::Civilians,
        Some(VictimClass::Combatant | VictimClass::SecurityForce) if event.incident.target_id.is_some() => Side::Target,
        _ => Side::Unknown,
    }
}
