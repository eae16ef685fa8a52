//! The conditions of the filter over database tokens, such as `status:active` or `can:write:plant_a`.
//!
//! ```
//! use database::list::Filter;
//! let read = Filter::parse("status:soon can:read:plant-* !expires:never grafana");
//! assert!(read.mistakes.is_empty());
//! assert_eq!(read.filter.to_string(), "status:soon can:read:plant-* !expires:never grafana");
//! ```

use crate::permission::Action;
use crate::token::State;
use console_core::filter::{self, Quick, When, Word};
use console_core::text::foreign;
use std::fmt;

/// A filter that was understood.
pub type Filter = filter::Filter<Term>;
/// One condition.
pub type Part = filter::Part<Term>;
/// What was read of a text.
pub type Parsed = filter::Parsed<Term>;

/// What one part asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word, the beginning of an id, or a pattern with `*` and `?`.
    Text(String),
    /// One of these states. A token that expires soon is active as well.
    Status(Vec<State>),
    /// Tokens that grant this on a database, by name or pattern; also by a grant on all. `*` alone asks for that grant.
    Can(Action, String),
    /// Tokens with any grant on all databases.
    All(bool),
    /// When the token stops working.
    Expires(Expires),
    /// When the token was created.
    Created(When),
    /// Tokens with a grant on a name that no database has.
    Gone(bool),
    /// Tokens without a description.
    NoDescription,
}

/// When a token stops working, as a filter asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expires {
    /// Never.
    Never,
    /// At a time. Ages are counted from now on: `<30d` is within the next thirty days.
    At(When),
}

/// The conditions that there are, each with an example of what may stand behind it.
pub const KEYS: [(&str, &str); 7] = [
    ("status", "active, soon, expired or revoked"),
    ("can", "read:DATABASE or write:DATABASE, with * for a grant on all databases"),
    ("expires", "never, a day or a range, as in <2027-01-01, or <30d for the next 30 days"),
    ("created", "a day, an age or a range, as in >2026-01-01 or >30d"),
    ("all", "yes or no"),
    ("gone", "yes or no"),
    ("description", "none"),
];

/// The filters that are one press away, in the order in which they stand.
pub const QUICK: [Quick; 7] = [
    Quick { label: "Active", text: "status:active" },
    Quick { label: "Expired", text: "status:expired" },
    Quick { label: "Revoked", text: "status:revoked" },
    Quick { label: "Expire soon", text: "status:soon" },
    Quick { label: "Never expire", text: "expires:never" },
    Quick { label: "All databases", text: "all:yes" },
    Quick { label: "Database is gone", text: "gone:yes" },
];

impl filter::Term for Term {
    fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Text(_) => return None,
            Self::Status(_) => "status",
            Self::Can(..) => "can",
            Self::Expires(_) => "expires",
            Self::Created(_) => "created",
            Self::All(_) => "all",
            Self::Gone(_) => "gone",
            Self::NoDescription => "description",
        })
    }

    fn read(word: &Word) -> Result<Option<Self>, String> {
        let value = word.value.as_str();
        let Some(key) = word.key.as_deref() else {
            return Ok((!value.is_empty()).then(|| Self::Text(value.to_owned())));
        };
        let Some((_, example)) = KEYS.into_iter().find(|(known, _)| *known == key) else {
            let keys: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
            let key = foreign::message(key);
            return Err(format!(
                "There is no condition “{key}”. Use one of {}, or put the word in quotation marks.",
                keys.join(", ")
            ));
        };
        if value.is_empty() {
            return Err(format!("Something is missing after {key}:. Write {example}."));
        }
        let wrong = || format!("“{}” does not fit behind {key}:. Write {example}.", foreign::message(value));
        let term = match key {
            "status" => value.split(',').map(state).collect::<Option<Vec<State>>>().map(Self::Status),
            "can" => value
                .split_once(':')
                .filter(|(_, name)| !name.is_empty())
                .and_then(|(action, name)| Some(Self::Can(Action::parse(action)?, name.to_owned()))),
            "expires" if value == "never" => Some(Self::Expires(Expires::Never)),
            "expires" => When::parse(value).map(|when| Self::Expires(Expires::At(when))),
            "created" => When::parse(value).map(Self::Created),
            "all" => yes_or_no(value).map(Self::All),
            "gone" => yes_or_no(value).map(Self::Gone),
            _ => Some(if value == "none" { Self::NoDescription } else { Self::Text(value.to_owned()) }),
        };
        term.map(Some).ok_or_else(wrong)
    }
}

fn state(word: &str) -> Option<State> {
    State::ALL.into_iter().find(|state| state.word() == word)
}

fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(key) = filter::Term::key(self) {
            write!(f, "{key}:")?;
        }
        match self {
            Self::Text(text) => f.write_str(&filter::word(text)),
            Self::Status(states) => f.write_str(&states.iter().map(|state| state.word()).collect::<Vec<_>>().join(",")),
            Self::Can(action, name) => write!(f, "{action}:{}", filter::value(name)),
            Self::Expires(Expires::Never) => f.write_str("never"),
            Self::Expires(Expires::At(when)) | Self::Created(when) => when.fmt(f),
            Self::All(on) | Self::Gone(on) => f.write_str(if *on { "yes" } else { "no" }),
            Self::NoDescription => f.write_str("none"),
        }
    }
}
