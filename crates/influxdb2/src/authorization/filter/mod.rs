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

pub use console_core::filter::{Point, When};
pub use matcher::FilterContext;
pub(super) use matcher::Matcher;
pub use parse::{Mistake, Parsed};
pub use quick::{QUICK, Quick, counts};
pub use suggest::{Suggestion, Suggestions, suggest};

use super::TokenStatus;
use crate::permission::{Action, Kind};
use console_core::filter;
use std::fmt;

/// A filter that was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// All of these hold for what is shown.
    pub parts: Vec<Part>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether it must not hold.
    pub negated: bool,
    /// What it asks for.
    pub term: Term,
}

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
    /// Whether the token carries the note that it was revoked.
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

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The filter without one of its parts.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let kept = self.parts.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, part)| part.clone());
        Self { parts: kept.collect() }
    }

    /// The filter with one more part; one of the same kind of condition gives way to it.
    #[must_use]
    pub fn with(&self, part: Part) -> Self {
        let same = |known: &Part| known.term.key().is_some() && known.term.key() == part.term.key();
        let kept = self.parts.iter().filter(|known| !same(known)).cloned();
        Self { parts: kept.chain(std::iter::once(part.clone())).collect() }
    }

    /// Where a part stands, if the filter has it.
    pub fn position(&self, part: &Part) -> Option<usize> {
        self.parts.iter().position(|known| known == part)
    }
}

impl Term {
    /// The word before the colon; none for words without one.
    pub const fn key(&self) -> Option<&'static str> {
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
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            part.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("!")?;
        }
        self.term.fmt(f)
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
