//! What hashing all tokens of a server would mean (2.9 does it by default; there is no way back).

use super::{Authorization, Listing, TokenStatus};
use crate::Id;
use crate::permission::ResourceType;
use crate::permission::effect::{Operation, allows};
use console_core::text::number;
use std::collections::BTreeSet;

/// The numbers, and the tokens that notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Tokens in the list.
    pub total: usize,
    /// Tokens whose value the server still shows. It never will again; they go on working.
    pub shown: usize,
    /// Active tokens that can read values of tokens through the API now, and find them empty then.
    pub readers: Vec<Id>,
}

/// Counts them in a list.
pub fn readiness(listing: &Listing, inactive: &BTreeSet<Id>) -> Readiness {
    let table = listing.table();
    let shown = &table.shown_values;
    let reads_a_shown_one = |reader: &&Authorization| {
        TokenStatus::of(reader, inactive) == TokenStatus::Active
            && table.rows.iter().filter(|row| shown.contains(&row.id)).any(|row| {
                allows(&reader.permissions, &Operation::SeeToken { token: row.id, owner: row.user, org: row.org })
            })
    };
    // Most tokens can read none, so those are passed over before each is tried with each.
    let may_read =
        |row: &&Authorization| row.permissions.iter().any(|held| held.resource == ResourceType::Authorizations);
    Readiness {
        total: table.rows.len(),
        shown: shown.len(),
        readers: table.rows.iter().filter(may_read).filter(reads_a_shown_one).map(|row| row.id).collect(),
    }
}

impl Readiness {
    /// What it means.
    pub fn sentence(&self) -> String {
        match self.shown {
            0 => "The server shows no value of these tokens. Hashing changes nothing for them.".to_owned(),
            1 => "The server can still show 1 of these values. Once hashed, nobody can look it up again; it goes on working."
                .to_owned(),
            shown => format!(
                "The server can still show {} of these values. Once hashed, nobody can look them up again; they go on working.",
                number(shown)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::AuthorizationTable;
    use crate::authorization::listing::tests::{id, row};

    #[test]
    fn what_can_still_be_shown_is_counted_with_who_would_miss_it() {
        let reader = ["read:orgs/00000000000000aa/authorizations", "read:users/00000000000000bb"];
        let blind = ["read:orgs/00000000000000aa/authorizations"];
        let rows = vec![row(1, "", &[]), row(2, "", &reader), row(3, "", &blind)];
        let table = |shown: &[u64]| AuthorizationTable {
            rows: rows.clone(),
            shown_values: shown.iter().map(|token| id(*token)).collect(),
            ..AuthorizationTable::default()
        };
        let counted = |shown: &[u64]| readiness(&Listing::new(table(shown), &ResourceType::KNOWN), &BTreeSet::new());
        assert_eq!(counted(&[1]), Readiness { total: 3, shown: 1, readers: vec![id(2)] });
        assert_eq!(counted(&[]), Readiness { total: 3, shown: 0, readers: vec![] });
        assert!(counted(&[1, 2]).sentence().starts_with("The server can still show 2 of these values."));
    }
}
