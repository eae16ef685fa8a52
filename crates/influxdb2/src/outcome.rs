//! What became of a create whose answer was lost.
//!
//! A create is never sent twice by itself: the server keeps no key by which it could recognize the second one.
//! Instead the list before is compared with the list after. That a token is there is proven by one look; that it is not,
//! only by time, because a slow server may store it after everybody gave up waiting.

use crate::Id;
use crate::authorization::{Authorization, AuthorizationTable, NewAuthorization};
use crate::permission::PermissionSet;
use std::collections::BTreeSet;

/// How much earlier than the estimated sending a token may have been made and still be the one: the server tells
/// its time in whole seconds.
const EARLY_MS: i64 = 2_000;
/// How much later; what a proxy holds back longer is only perhaps the one.
const LATE_MS: i64 = 120_000;
/// How many seconds to wait after each look that found nothing, before the next one that nobody has to ask for.
const PAUSES: [u32; 2] = [5, 15];

/// What the list says about a create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// One new token looks just as asked for: it was made, and nobody knows its secret.
    Made(Id),
    /// BatchForm do, or one that somebody else may have made as well: they are named, and a person decides.
    MadeOneOf(Vec<Id>),
    /// No new token looks like it: nothing was made so far.
    NotMade,
    /// The list can't show the owner's tokens, or not all that it holds, so nobody can tell.
    Hidden,
}

/// What was known when a create was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    ids: BTreeSet<Id>,
    /// Ids grow with time, so what was made later has a greater one.
    newest: Option<Id>,
    since: Since,
}

/// What is known of the moment at which a create was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The server's own clock showed so many milliseconds since 1970.
    Server(i64),
    /// The list was read right before, so whatever it does not hold is newer.
    List,
    /// The list was old, and the server's clock is not known: somebody else may have made a token meanwhile.
    Unknown,
}

impl Before {
    /// The tokens of a list that was read before.
    pub fn new(list: &AuthorizationTable, since: Since) -> Self {
        let ids: BTreeSet<Id> = list.rows.iter().map(|row| row.id).collect();
        Self { newest: ids.last().copied(), ids, since }
    }

    /// Adds a token that is known to be another one.
    pub fn insert(&mut self, id: Id) {
        self.ids.insert(id);
    }

    /// Whether a token that looks as asked for can only be the one.
    fn leaves_no_doubt(&self, id: Id) -> bool {
        let made = i64::try_from(id.generated_at_ms()).unwrap_or(i64::MAX);
        self.newest.is_none_or(|newest| id > newest)
            && match self.since {
                Since::Server(sent) => (sent - EARLY_MS..=sent + LATE_MS).contains(&made),
                Since::List => true,
                Since::Unknown => false,
            }
    }
}

/// Compares the tokens that were known before with those that are there now.
///
/// `sees_owner` tells whether this credential is shown the tokens of the owner at all.
pub fn compare(before: &Before, after: &AuthorizationTable, asked: &NewAuthorization, sees_owner: bool) -> Outcome {
    let wanted: PermissionSet = asked.permissions.iter().cloned().collect();
    let alike = |row: &&Authorization| {
        !before.ids.contains(&row.id)
            && row.org == asked.org
            && asked.user.is_none_or(|user| user == row.user)
            && *row.description == *asked.description
            && row.permissions == wanted
    };
    let found: Vec<Id> = after.rows.iter().filter(alike).map(|row| row.id).collect();
    match found[..] {
        [id] if before.leaves_no_doubt(id) => Outcome::Made(id),
        // An entry that could not be read may be the one.
        [] if sees_owner && after.unreadable.is_empty() => Outcome::NotMade,
        [] => Outcome::Hidden,
        _ => Outcome::MadeOneOf(found),
    }
}

/// After how many seconds the list is looked at by itself once more, when so many looks found nothing.
pub fn next_look(looks: usize) -> Option<u32> {
    PAUSES.get(looks.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Status;
    use crate::permission::{Action, Permission, ResourceType};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn asked() -> NewAuthorization {
        NewAuthorization {
            org: id(0xaa),
            user: Some(id(0xbb)),
            status: Status::Active,
            description: "d".to_owned(),
            permissions: vec![
                Permission::on_object(Action::Write, ResourceType::Buckets, id(1), id(0xaa)),
                Permission::on_object(Action::Read, ResourceType::Buckets, id(1), id(0xaa)),
            ],
        }
    }

    fn row(number: u64) -> Authorization {
        Authorization {
            id: id(number),
            org: id(0xaa),
            user: id(0xbb),
            status: Status::Active,
            description: "d".into(),
            permissions: asked().permissions.into_iter().collect(),
            created_ms: None,
            changed_ms: None,
        }
    }

    fn table(rows: Vec<Authorization>) -> AuthorizationTable {
        AuthorizationTable { rows, ..AuthorizationTable::default() }
    }

    fn before(numbers: &[u64], since: Since) -> Before {
        Before::new(&table(numbers.iter().map(|number| row(*number)).collect()), since)
    }

    /// An id that the server makes so many milliseconds after its epoch.
    fn made_at(ms: u64) -> u64 {
        ms << 22
    }

    #[test]
    fn a_new_token_that_looks_as_asked_for_was_made() {
        let after = table(vec![row(1), row(2)]);
        assert_eq!(compare(&before(&[1], Since::List), &after, &asked(), true), Outcome::Made(id(2)));
    }

    #[test]
    fn a_token_of_somebody_else_is_not_taken_for_it() {
        let other = Authorization { user: id(0xcc), ..row(2) };
        let renamed = Authorization { description: "e".into(), ..row(3) };
        let table = table(vec![other, renamed]);
        assert_eq!(compare(&before(&[], Since::List), &table, &asked(), true), Outcome::NotMade);
    }

    #[test]
    fn two_candidates_are_both_named() {
        let table = table(vec![row(2), row(3)]);
        let found = compare(&before(&[], Since::List), &table, &asked(), true);
        assert_eq!(found, Outcome::MadeOneOf(vec![id(2), id(3)]));
    }

    #[test]
    fn a_twin_that_was_made_before_the_sending_is_only_perhaps_the_one() {
        let sent = i64::try_from(id(made_at(100_000)).generated_at_ms()).expect("a time");
        let found = |ms| {
            let after = table(vec![row(made_at(ms))]);
            compare(&before(&[1], Since::Server(sent)), &after, &asked(), true)
        };
        assert_eq!(found(100_500), Outcome::Made(id(made_at(100_500))), "right after it was sent");
        assert_eq!(found(60_000), Outcome::MadeOneOf(vec![id(made_at(60_000))]), "forty seconds before");
        assert_eq!(found(400_000), Outcome::MadeOneOf(vec![id(made_at(400_000))]), "five minutes later");
    }

    #[test]
    fn a_token_that_is_older_than_known_ones_is_only_perhaps_the_one() {
        let after = table(vec![row(3), row(5)]);
        let found = compare(&before(&[5], Since::List), &after, &asked(), true);
        assert_eq!(found, Outcome::MadeOneOf(vec![id(3)]));
    }

    #[test]
    fn nothing_is_certain_when_the_list_was_old_and_the_clock_unknown() {
        let found = compare(&before(&[1], Since::Unknown), &table(vec![row(1), row(2)]), &asked(), true);
        assert_eq!(found, Outcome::MadeOneOf(vec![id(2)]));
    }

    #[test]
    fn an_absence_proves_nothing_when_the_owner_is_hidden() {
        assert_eq!(compare(&before(&[], Since::List), &table(vec![]), &asked(), false), Outcome::Hidden);
    }

    #[test]
    fn an_absence_is_looked_at_again_twice() {
        let pauses: Vec<_> = (0..5).map(next_look).collect();
        assert_eq!(pauses, [None, Some(5), Some(15), None, None]);
    }
}
