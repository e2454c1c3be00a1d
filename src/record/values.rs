//! The enumerations of the contract.

/// Declares an enumeration whose words are part of the contract: the serialised form, `as_str`, `ALL` and `FromStr` come from one list.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in records.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(format!("“{word}” is none of: {}", [$($word),+].join(", "))),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use words;
pub(crate) use words as values_macro;

words! {
    /// What a claim counts.
    Kind {
        /// People killed.
        Killed = "killed",
        /// People wounded.
        Injured = "injured",
        /// Killed and wounded, not told apart.
        Casualties = "casualties",
        /// People missing.
        Missing = "missing",
        /// People taken or held against their will by non-state actors, or as hostages.
        Abducted = "abducted",
        /// People arrested or detained.
        Detained = "detained",
        /// People driven from their homes.
        Displaced = "displaced",
        /// Attacks, strikes, clashes, operations.
        Attacks = "attacks",
        /// Weapons and equipment launched, intercepted, destroyed, seized, owned.
        Munitions = "munitions",
        /// Sites and facilities hit.
        Targets = "targets",
        /// People under arms, or employed by a force.
        Strength = "strength",
        /// Other people.
        Population = "population",
        /// Sums.
        Money = "money",
        /// Percent, fractions.
        Share = "share",
        /// Seats, votes, members of a body.
        Seats = "seats",
        /// Any other counted noun that states a fact.
        Other = "other",
    }
}

impl Kind {
    /// Whether the claim counts people to whom something was done.
    #[must_use]
    pub const fn counts_victims(self) -> bool {
        matches!(
            self,
            Self::Killed | Self::Injured | Self::Casualties | Self::Missing | Self::Abducted | Self::Detained | Self::Displaced
        )
    }
}

words! {
    /// How a stated number bounds the truth.
    Comparator {
        /// Exactly.
        Eq = "eq",
        /// About, some, around.
        About = "about",
        /// Nearly, almost.
        Nearly = "nearly",
        /// More than.
        Gt = "gt",
        /// At least.
        Ge = "ge",
        /// Fewer than.
        Lt = "lt",
        /// Up to, at most.
        Le = "le",
        /// Between two numbers.
        Range = "range",
        /// Dozens, several.
        Vague = "vague",
        /// No, none.
        None = "none",
    }
}

words! {
    /// How a figure relates to time.
    Scope {
        /// One event.
        Incident = "incident",
        /// A running total.
        Cumulative = "cumulative",
        /// Within a stated time.
        Interval = "interval",
        /// How many there are at one moment.
        Snapshot = "snapshot",
        /// Per unit of time.
        Rate = "rate",
    }
}

words! {
    /// Who the victims are.
    VictimClass {
        /// Unarmed people.
        Civilian = "civilian",
        /// Members of armed groups and of armies at war.
        Combatant = "combatant",
        /// Police, soldiers, guards of a state.
        SecurityForce = "security_force",
        /// Office holders.
        Official = "official",
        /// More than one of these.
        Mixed = "mixed",
        /// The text does not say.
        Unknown = "unknown",
    }
}

words! {
    /// How the text stands to what it tells.
    Modality {
        /// Told as a fact, by whomever.
        Asserted = "asserted",
        /// Reportedly, allegedly, claimed.
        Reported = "reported",
        /// Denied, did not happen.
        Negated = "negated",
        /// Could, would, plans, threats, conditions.
        Hypothetical = "hypothetical",
    }
}

words! {
    /// What kind of source a claim is attributed to.
    SourceType {
        /// A government, a ministry, officials.
        Government = "government",
        /// Armed forces.
        Military = "military",
        /// Police and other security services.
        Police = "police",
        /// Hospitals, doctors, health authorities.
        Medical = "medical",
        /// A non-state armed group.
        ArmedGroup = "armed_group",
        /// Press, broadcasters, agencies.
        Media = "media",
        /// Non-governmental organisations, monitors.
        Ngo = "ngo",
        /// The United Nations and its bodies.
        Un = "un",
        /// Research institutes, analysts.
        ThinkTank = "think_tank",
        /// Witnesses, residents, survivors, relatives.
        Witness = "witness",
        /// Sources that are not named.
        Anonymous = "anonymous",
        /// A named person of none of these.
        Person = "person",
    }
}

words! {
    /// The violence behind a claim, in ACLED's sub-event names.
    EventType {
        /// Fighting between two armed sides.
        ArmedClash = "Armed clash",
        /// A government takes territory.
        GovernmentRegainsTerritory = "Government regains territory",
        /// Another armed actor takes territory.
        NonStateActorOvertakesTerritory = "Non-state actor overtakes territory",
        /// Chemical weapons used.
        ChemicalWeapon = "Chemical weapon",
        /// Attack from the air, manned or not.
        AirDroneStrike = "Air/drone strike",
        /// A bomber who dies with the bomb.
        SuicideBomb = "Suicide bomb",
        /// Shells, rockets, missiles.
        ShellingArtilleryMissileAttack = "Shelling/artillery/missile attack",
        /// Bombs set off from afar or by their victims.
        RemoteExplosive = "Remote explosive/landmine/IED",
        /// Grenades thrown.
        Grenade = "Grenade",
        /// Rape and other sexual violence.
        SexualViolence = "Sexual violence",
        /// Violence by an armed actor against people who do not fight.
        Attack = "Attack",
        /// Kidnapping, hostage taking, disappearance.
        Abduction = "Abduction/forced disappearance",
        /// A protest without violence.
        PeacefulProtest = "Peaceful protest",
        /// A protest broken up.
        ProtestWithIntervention = "Protest with intervention",
        /// Protesters hurt by those who face them.
        ExcessiveForce = "Excessive force against protesters",
        /// A riot.
        ViolentDemonstration = "Violent demonstration",
        /// A crowd against people.
        MobViolence = "Mob violence",
        /// A truce, a treaty.
        Agreement = "Agreement",
        /// Mass arrests.
        Arrests = "Arrests",
        /// An armed group changes.
        ChangeToGroup = "Change to group/activity",
        /// Weapons found, defused, intercepted.
        DisruptedWeaponsUse = "Disrupted weapons use",
        /// A base is set up.
        HeadquartersEstablished = "Headquarters or base established",
        /// Looting, arson, demolition.
        Looting = "Looting/property destruction",
        /// Territory changes hands without a fight.
        NonViolentTransfer = "Non-violent transfer of territory",
        /// Anything else of note.
        Other = "Other",
    }
}

words! {
    /// What a mention names.
    MentionType {
        /// A group, state, body.
        Actor = "actor",
        /// A human being.
        Person = "person",
        /// A place.
        Place = "place",
        /// A time, a duration, a set of times.
        Date = "date",
        /// A weapon, a munition, a platform.
        Weapon = "weapon",
        /// A number expression.
        Quantity = "quantity",
    }
}

words! {
    /// How a mention was found and resolved.
    Method {
        /// By its main name in a gazetteer.
        Gazetteer = "gazetteer",
        /// By another name in a gazetteer.
        Alias = "alias",
        /// By an acronym, from a gazetteer or introduced in the document.
        Acronym = "acronym",
        /// By a surname whose full name the document gives.
        Surname = "surname",
        /// By the title before it.
        Title = "title",
        /// By a pattern of names.
        Pattern = "pattern",
        /// By a grammar (dates, quantities, descriptions of groups).
        Grammar = "grammar",
    }
}

words! {
    /// The kinds of temporal expressions of TimeML.
    TimexType {
        /// A calendar time of a day or longer.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

words! {
    /// From what a date was resolved.
    DateAnchor {
        /// The expression says it all.
        Explicit = "explicit",
        /// From the published date.
        Published = "published",
        /// From another date in the text.
        Text = "text",
        /// Not resolved.
        None = "none",
    }
}

/// A number as the text bounds it: the number stated, and the inclusive bounds that its wording allows. Never a mean, never a guess.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// How the words bound it.
    pub comparator: Comparator,
    /// The number stated; none for ranges and vague words.
    pub value: Option<f64>,
    /// Lowest number that the wording allows.
    pub low: Option<f64>,
    /// Highest number that the wording allows.
    pub high: Option<f64>,
}

impl Figure {
    /// Whether it is a vague word without a bound (“many”, “some”): nothing that could be counted.
    #[must_use]
    pub const fn is_unbounded(&self) -> bool {
        matches!(self.comparator, Comparator::Vague) && self.low.is_none()
    }

    /// Exactly `value`.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self {
            comparator: Comparator::Eq,
            value: Some(value),
            low: Some(value),
            high: Some(value),
        }
    }

    /// The same of what is counted in whole numbers, where it was read as a measure: “more than 60 times” is 61 or more.
    #[must_use]
    pub fn of_whole_things(self) -> Self {
        match (self.comparator, self.value) {
            (Comparator::Gt | Comparator::Lt, Some(value)) => Self::bounded(self.comparator, value, 1.0),
            _ => self,
        }
    }

    /// No, none.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            comparator: Comparator::None,
            value: Some(0.0),
            low: Some(0.0),
            high: Some(0.0),
        }
    }

    /// At least `low`, as vague words say it (“dozens”).
    #[must_use]
    pub const fn vague(low: Option<f64>) -> Self {
        Self {
            comparator: Comparator::Vague,
            value: None,
            low,
            high: None,
        }
    }

    /// From `low` to `high`.
    #[must_use]
    pub const fn range(low: f64, high: f64) -> Self {
        Self {
            comparator: Comparator::Range,
            value: None,
            low: Some(low),
            high: Some(high),
        }
    }

    /// `value` under another comparator; `step` is 1 for what is counted in whole numbers, 0 for what is measured (“more than 60 people” is 61 or more, “more than 60 percent” is not).
    #[must_use]
    pub fn bounded(comparator: Comparator, value: f64, step: f64) -> Self {
        let (low, high) = match comparator {
            Comparator::Eq => (Some(value), Some(value)),
            Comparator::Gt => (Some(value + step), None),
            Comparator::Ge => (Some(value), None),
            Comparator::Lt => (None, Some(value - step)),
            Comparator::Le | Comparator::Nearly => (None, Some(value)),
            Comparator::None => (Some(0.0), Some(0.0)),
            Comparator::About | Comparator::Range | Comparator::Vague => (None, None),
        };
        Self {
            comparator,
            value: Some(value),
            low,
            high,
        }
    }
}

/// Serialises whole numbers without a decimal point: `60`, not `60.0`.
pub mod number {
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes a number or null.
    pub fn serialize<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            None => serializer.serialize_none(),
            Some(v) if v.fract() == 0.0 && v.abs() < 9e15 => serializer.serialize_i64(*v as i64),
            Some(v) => serializer.serialize_f64(*v),
        }
    }

    /// Reads a number or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
        Option::<f64>::deserialize(deserializer)
    }
}
