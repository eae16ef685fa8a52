//! What became of a create whose answer was lost.
//!
//! A create is never sent twice by itself: the server keeps no key by which it could recognize the second one.
//! Instead the list before is compared with the list after.

use crate::Id;
use crate::authorization::{Authorization, AuthorizationTable, NewAuthorization};
use crate::permission::PermissionSet;
use std::collections::BTreeSet;

/// What the list says about a create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// One new token looks just as asked for: it was made, and nobody knows its secret.
    Made(Id),
    /// Several do; they are all named, because somebody else may have made one of them.
    MadeOneOf(Vec<Id>),
    /// No new token looks like it: nothing was made.
    NotMade,
    /// The list can't show the owner's tokens, so nobody can tell.
    Hidden,
}

/// Compares the tokens that were known before with those that are there now.
///
/// `sees_owner` tells whether this credential is shown the tokens of the owner at all.
pub fn compare(
    before: &BTreeSet<Id>,
    after: &AuthorizationTable,
    asked: &NewAuthorization,
    sees_owner: bool,
) -> Outcome {
    let wanted: PermissionSet = asked.permissions.iter().cloned().collect();
    let alike = |row: &&Authorization| {
        !before.contains(&row.id)
            && row.org == asked.org
            && asked.user.is_none_or(|user| user == row.user)
            && *row.description == *asked.description
            && row.permissions == wanted
    };
    let found: Vec<Id> = after.rows.iter().filter(alike).map(|row| row.id).collect();
    match found[..] {
        [id] => Outcome::Made(id),
        [] if sees_owner => Outcome::NotMade,
        [] => Outcome::Hidden,
        _ => Outcome::MadeOneOf(found),
    }
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

    #[test]
    fn a_new_token_that_looks_as_asked_for_was_made() {
        let before = BTreeSet::from([id(1)]);
        assert_eq!(compare(&before, &table(vec![row(1), row(2)]), &asked(), true), Outcome::Made(id(2)));
    }

    #[test]
    fn a_token_of_somebody_else_is_not_taken_for_it() {
        let other = Authorization { user: id(0xcc), ..row(2) };
        let renamed = Authorization { description: "e".into(), ..row(3) };
        let table = table(vec![other, renamed]);
        assert_eq!(compare(&BTreeSet::new(), &table, &asked(), true), Outcome::NotMade);
    }

    #[test]
    fn two_candidates_are_both_named() {
        let table = table(vec![row(2), row(3)]);
        assert_eq!(compare(&BTreeSet::new(), &table, &asked(), true), Outcome::MadeOneOf(vec![id(2), id(3)]));
    }

    #[test]
    fn an_absence_proves_nothing_when_the_owner_is_hidden() {
        assert_eq!(compare(&BTreeSet::new(), &table(vec![]), &asked(), false), Outcome::Hidden);
    }
}
