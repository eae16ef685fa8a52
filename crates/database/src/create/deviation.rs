//! What was created otherwise than it was asked for.

use super::NewToken;
use crate::permission::PermissionSet;
use crate::token::{Expiry, Token};
use console_core::text::number;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// It grants what nobody asked for.
    GrantsMore(PermissionSet),
    /// It lacks what was asked for.
    GrantsLess(PermissionSet),
    /// Its end is another one.
    Expiry(Expiry),
    /// Its description is another one.
    Description,
}

/// The differences between what was asked for and what the server says it created.
pub fn deviations(asked: &NewToken, created: &Token) -> Vec<Deviation> {
    let mut found = Vec::new();
    let more = created.permissions.without(&asked.permissions);
    let less = asked.permissions.without(&created.permissions);
    if !more.is_empty() {
        found.push(Deviation::GrantsMore(more));
    }
    if !less.is_empty() {
        found.push(Deviation::GrantsLess(less));
    }
    if created.expiry != asked.expiry() {
        found.push(Deviation::Expiry(created.expiry));
    }
    if *created.description != *asked.description {
        found.push(Deviation::Description);
    }
    found
}

impl Deviation {
    /// What is said of it.
    pub fn sentence(&self) -> String {
        let lines = |permissions: &PermissionSet| {
            let lines: Vec<String> = permissions.iter().take(3).map(ToString::to_string).collect();
            let count = match permissions.len() {
                1 => "1 permission".to_owned(),
                count => format!("{} permissions", number(count)),
            };
            (
                count,
                console_core::text::foreign::message(&lines.join(", "))
                    + if permissions.len() > 3 { ", …" } else { "" },
            )
        };
        match self {
            Self::GrantsMore(more) => {
                let (count, lines) = lines(more);
                format!("It grants {count} that you did not ask for: {lines}.")
            }
            Self::GrantsLess(less) => {
                let (count, lines) = lines(less);
                format!("It lacks {count} that you asked for: {lines}.")
            }
            Self::Expiry(Expiry::Never) => "It never expires.".to_owned(),
            Self::Expiry(Expiry::At(at)) => {
                format!("It expires at another moment, {}.", crate::expiry::written(*at).unwrap_or_default())
            }
            Self::Expiry(Expiry::Unreadable) => "When it expires could not be read.".to_owned(),
            Self::Description => "Its description is another one.".to_owned(),
        }
    }
}
