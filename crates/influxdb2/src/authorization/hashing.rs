//! What hashing all tokens of a server would mean (2.9 does it by default; there is no way back).

use super::{Authorization, Listing, TokenStatus};
use crate::Id;
use crate::permission::ResourceType;
use crate::permission::effect::{Operation, allows};
use crate::session::Server;
use console_core::sort::sort_by_key;
use console_core::text::number;
use std::collections::BTreeSet;

/// The numbers, and the tokens that notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Tokens in the list.
    pub total: usize,
    /// Tokens whose value the server still shows, those that work first. It never will again; they go on working.
    pub shown: Vec<Id>,
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
    let mut with_value: Vec<(TokenStatus, Id)> = table
        .rows
        .iter()
        .filter(|row| shown.contains(&row.id))
        .map(|row| (TokenStatus::of(row, inactive), row.id))
        .collect();
    sort_by_key(&mut with_value, |(status, _)| *status);
    Readiness {
        total: table.rows.len(),
        shown: with_value.into_iter().map(|(_, id)| id).collect(),
        readers: table.rows.iter().filter(may_read).filter(reads_a_shown_one).map(|row| row.id).collect(),
    }
}

impl Readiness {
    /// What it means.
    pub fn sentence(&self) -> String {
        match self.shown.len() {
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

/// When a server hashes what it stores. It tells no option to everybody, so its version and its list have to do.
pub fn when(server: &Server, shows_values: bool) -> &'static str {
    let version = server.version.as_ref().map(|version| (version.major, version.minor));
    match (version, shows_values) {
        (Some((2, 9..) | (3.., _)), false) => "This version hashes all tokens when it starts.",
        (Some((2, 9..) | (3.., _)), true) => {
            "Hashing is switched off on this server (--use-hashed-tokens=false). At the next start without that option it hashes all stored tokens."
        }
        (Some((2, 8)), _) => {
            "This version hashes all tokens when it is started with --use-hashed-tokens. From 2.9 on that is the default."
        }
        (Some(_), _) => {
            "This version can’t hash tokens. InfluxDB 2.9 hashes all of them at its first start, unless --use-hashed-tokens=false was set before."
        }
        (None, _) => {
            "InfluxDB 2.9 and later hash all stored tokens when they start, unless --use-hashed-tokens=false is set. 2.8 does so with --use-hashed-tokens."
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
        assert_eq!(counted(&[1]), Readiness { total: 3, shown: vec![id(1)], readers: vec![id(2)] });
        assert_eq!(counted(&[]), Readiness { total: 3, shown: vec![], readers: vec![] });
        assert!(counted(&[1, 2]).sentence().starts_with("The server can still show 2 of these values."));
    }

    #[test]
    fn when_it_happens_depends_on_the_version_and_on_what_is_shown() {
        let when = |version: &str, shown| {
            when(&Server { version: crate::session::Version::parse(version), ..Server::default() }, shown)
        };
        assert!(when("2.9.1", false).starts_with("This version hashes"));
        assert!(when("2.9.1", true).starts_with("Hashing is switched off"));
        assert!(when("2.8.0", true).contains("when it is started with --use-hashed-tokens"));
        assert!(when("2.7.12", true).starts_with("This version can’t hash"));
        assert!(when("", true).starts_with("InfluxDB 2.9 and later"));
    }
}
