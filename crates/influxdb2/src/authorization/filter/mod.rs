//! The filter over the list of tokens: words, and conditions such as `status:active` or `can:write:plant-a/metrics`.
//!
//! A token is shown when every part holds. Within one condition commas mean "or", and `!` in front turns a part round.
//! Quotation marks keep blanks together. Every filter is text, so it can be typed, clicked and put into an address;
//! what is printed is read back as the same filter.
//!
//! ```
//! use influxdb2::authorization::filter::Filter;
//!
//! let read = Filter::parse(r#"status:active can:write:"hall 3" !owner:svc-* line-07"#);
//! assert!(read.mistakes.is_empty());
//! assert_eq!(read.filter.to_string(), r#"status:active can:write:"hall 3" !owner:svc-* line-07"#);
//! ```

mod matcher;
mod parse;
mod quick;
mod suggest;

pub use console_core::filter::Quick;
pub use console_core::filter::{Mistake, Point, When};
pub use matcher::FilterContext;
pub(super) use matcher::Matcher;
pub use quick::{QUICK, counts};
pub use suggest::suggest;

use super::TokenStatus;
use crate::permission::{Action, Kind};
use console_core::filter::{self, Term as _};
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
    /// A word, an id, its beginning, or a pattern with `*` and `?`.
    Text(String),
    /// One of these statuses.
    Status(Vec<TokenStatus>),
    /// Owners by name, pattern or id.
    Owner(String),
    /// One of these kinds.
    Kind(Vec<Kind>),
    /// Tokens that grant this on a bucket, by name, pattern or id; also by a grant on all buckets.
    Can(Action, String),
    /// Tokens that grant reading other tokens.
    CanReadTokens,
    /// Organizations by name, pattern or id.
    Org(String),
    /// When the token was made.
    Created(When),
    /// When the entry was last changed.
    Changed(When),
    /// What the note says about a review.
    Review(Review),
    /// Whether the token is revoked: inactive, with the note.
    Revoked(bool),
    /// Tokens without a name.
    NoDescription,
}

/// What a note about a review may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// The day has passed.
    Past,
    /// A day is set.
    Set,
    /// No day is set.
    None,
}

impl filter::Term for Term {
    fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Text(_) => return None,
            Self::Status(_) => "status",
            Self::Owner(_) => "owner",
            Self::Kind(_) => "kind",
            Self::Can(..) | Self::CanReadTokens => "can",
            Self::Org(_) => "org",
            Self::Created(_) => "created",
            Self::Changed(_) => "changed",
            Self::Review(_) => "review",
            Self::Revoked(_) => "revoked",
            Self::NoDescription => "description",
        })
    }

    fn read(word: &filter::Word) -> Result<Option<Self>, String> {
        let term = parse::read(word)?;
        Ok(Some(term).filter(|term| !matches!(term, Self::Text(text) if text.is_empty())))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(key) = self.key() {
            write!(f, "{key}:")?;
        }
        match self {
            Self::Text(text) => f.write_str(&filter::word(text)),
            Self::Owner(value) | Self::Org(value) => f.write_str(&filter::value(value)),
            Self::Status(statuses) => f.write_str(&joined(statuses.iter().map(|status| status.word()))),
            Self::Kind(kinds) => f.write_str(&joined(kinds.iter().map(|kind| kind.word()))),
            Self::Can(action, bucket) => write!(f, "{action}:{}", filter::value(bucket)),
            Self::CanReadTokens => f.write_str(parse::READ_TOKENS),
            Self::Created(when) | Self::Changed(when) => when.fmt(f),
            Self::Review(review) => f.write_str(review.word()),
            Self::Revoked(revoked) => f.write_str(if *revoked { "yes" } else { "no" }),
            Self::NoDescription => f.write_str("none"),
        }
    }
}

impl Review {
    /// All that can be asked for.
    pub const ALL: [Self; 3] = [Self::Past, Self::Set, Self::None];

    /// The word in a filter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Set => "set",
            Self::None => "none",
        }
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(",")
}
