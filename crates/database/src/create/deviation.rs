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

/// The differences between what was asked for and what the server says it created. A grant on a database that one on all
/// covers is no difference: a server may leave it out.
pub fn deviations(asked: &NewToken, created: &Token) -> Vec<Deviation> {
    let mut found = Vec::new();
    let more = created.permissions.beyond(&asked.permissions);
    let less = asked.permissions.beyond(&created.permissions);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::permission::{Action, Permission, Resource};

    fn sentences(asked: &[Permission], created: &[Permission]) -> Vec<String> {
        let set = |permissions: &[Permission]| permissions.iter().cloned().collect::<PermissionSet>();
        let asked = NewToken { description: "d".to_owned(), permissions: set(asked), expires_ms: None };
        let created = Token {
            id: Id::from_number(1),
            description: "d".into(),
            permissions: set(created),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: None,
        };
        deviations(&asked, &created).iter().map(Deviation::sentence).collect()
    }

    #[test]
    fn nothing_is_missing_that_a_grant_on_all_databases_covers() {
        let (one, all) = (Permission::on(Action::Write, "a"), Permission::new(Action::Write, Resource::All));
        let both = [one.clone(), all.clone()];
        assert_eq!(sentences(&both, std::slice::from_ref(&all)), Vec::<String>::new());
        assert_eq!(
            sentences(std::slice::from_ref(&one), std::slice::from_ref(&all)),
            ["It grants 1 permission that you did not ask for: write:*."]
        );
        assert_eq!(sentences(&both, &[one]), ["It lacks 1 permission that you asked for: write:*."]);
    }
}
