//! What would lock somebody out: tokens that are stopped only after a second, explained step.
//!
//! What cannot be seen cannot be counted, so a list that shows only some tokens guards more of them, never fewer.

use super::{Authorization, Listing, TokenStatus};
use crate::Id;
use crate::permission::effect::{Operation, allows};
use crate::permission::{Action, Permission, PermissionSet, ResourceType};
use crate::session::AccessLevel;
use console_core::sort::set_of;
use console_core::text::foreign;
use std::collections::{BTreeMap, BTreeSet};

/// Why a token should not simply be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guard {
    /// It may be the credential of this session.
    InUse,
    /// No other active token manages all users, organizations and tokens.
    LastOperator,
    /// No other active token can create tokens in the organization.
    LastMint,
    /// Another person has no other active token.
    OnlyOfOwner(Id),
}

/// What is about to happen to the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It can be switched on again.
    Deactivate,
    /// It cannot come back.
    Delete,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct GuardContext<'a> {
    /// How much the token of the session may do; `None` for a session by password.
    pub token: Option<AccessLevel>,
    /// The user of the session.
    pub me: Id,
    /// The users that are inactive, as far as that is known: their tokens work no more.
    pub inactive: &'a BTreeSet<Id>,
}

impl Guard {
    /// What would be lost. `owner` is the name of the token's owner.
    pub fn sentence(self, owner: &str) -> String {
        match self {
            Self::InUse => {
                "This may be the token you are signed in with: InfluxDB does not tell. If it is, you are signed out."
                    .to_owned()
            }
            Self::LastOperator => {
                "This is the last active Operator token in sight. Without it nobody manages users and organizations."
                    .to_owned()
            }
            Self::LastMint => {
                "This is the last active token in sight that can create tokens in this organization.".to_owned()
            }
            Self::OnlyOfOwner(_) => {
                format!("This is the only active token of {}. Programs that use it stop.", foreign::message(owner))
            }
        }
    }

    /// The way back.
    pub const fn recovery(self, stop: Stop) -> &'static str {
        match (self, stop) {
            (Self::InUse, Stop::Deactivate) => "Sign in with another token or a password, and activate this one again.",
            (Self::InUse, Stop::Delete) => {
                "Sign in with another token or a password. A deleted token does not come back."
            }
            (Self::LastOperator, _) => {
                "On the server, “influxd recovery auth create-operator” creates a new one while influxd is stopped."
            }
            (Self::LastMint, _) => {
                "An Operator token, or an owner of the organization who signs in with a password, can create another one."
            }
            (Self::OnlyOfOwner(_), Stop::Deactivate) => "Tell the owner first. Activating it brings everything back.",
            (Self::OnlyOfOwner(_), Stop::Delete) => "Tell the owner first. A deleted token does not come back.",
        }
    }
}

/// Which of the tokens that are about to be stopped together are guarded, and why.
///
/// Where all of the last ones are among them, the newest is guarded and the others may go.
pub fn guards(listing: &Listing, stopped: &BTreeSet<Id>, context: GuardContext<'_>) -> BTreeMap<Id, Vec<Guard>> {
    guards_among(&mut listing.table().rows.iter(), stopped, context)
}

/// As [`guards`], among these tokens: also such that are only planned so far.
pub(super) fn guards_among(
    rows: &mut dyn Iterator<Item = &Authorization>,
    stopped: &BTreeSet<Id>,
    context: GuardContext<'_>,
) -> BTreeMap<Id, Vec<Guard>> {
    let mut working: Vec<&Authorization> = Vec::new();
    working.extend(rows.filter(|row| TokenStatus::of(row, context.inactive) == TokenStatus::Active));
    let mut found: BTreeMap<Id, Vec<Guard>> = BTreeMap::new();
    for row in working.iter().filter(|row| stopped.contains(&row.id) && may_be_in_use(row, context)) {
        found.entry(row.id).or_default().push(Guard::InUse);
    }
    let mut guard_last = |alike: &dyn Fn(&Authorization) -> bool, guard: Guard| {
        let alike = || working.iter().filter(|row| alike(row));
        if alike().any(|row| !stopped.contains(&row.id)) {
            return;
        }
        if let Some(newest) = alike().max_by_key(|row| (row.made_ms(), row.id)) {
            found.entry(newest.id).or_default().push(guard);
        }
    };
    guard_last(&|row| manages_everything(&row.permissions), Guard::LastOperator);
    let orgs = set_of(working.iter().filter(|row| stopped.contains(&row.id)).map(|row| row.org));
    for org in orgs {
        guard_last(&|row| row.org == org && mints(row, org), Guard::LastMint);
    }
    let mut tokens_of: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for row in &working {
        tokens_of.entry(row.user).or_default().push(row.id);
    }
    for (owner, tokens) in tokens_of {
        if let [only] = tokens[..]
            && owner != context.me
            && stopped.contains(&only)
        {
            found.entry(only).or_default().push(Guard::OnlyOfOwner(owner));
        }
    }
    found
}

/// Whether the token may be that of the session. No server tells which one it is, but only a token that may stop itself
/// can end the session by what is asked with it.
fn may_be_in_use(row: &Authorization, context: GuardContext<'_>) -> bool {
    let stops_itself =
        || allows(&row.permissions, &Operation::DeleteToken { token: row.id, owner: row.user, org: row.org });
    let is_as_strong = |level| level != AccessLevel::Operator || manages_everything(&row.permissions);
    row.user == context.me && context.token.is_some_and(is_as_strong) && stops_itself()
}

/// Whether the set manages all tokens and users, as an operator's does.
fn manages_everything(set: &PermissionSet) -> bool {
    [ResourceType::Authorizations, ResourceType::Users]
        .into_iter()
        .all(|resource| set.covers(&Permission::everywhere(Action::Write, resource)))
}

/// Whether the token can create tokens for its own user in an organization.
pub(super) fn mints(row: &Authorization, org: Id) -> bool {
    allows(&row.permissions, &Operation::CreateToken { owner: row.user, org, permissions: PermissionSet::empty() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Status;
    use crate::authorization::listing::tests::{id, listing, row};

    const ME: u64 = 0xbb;
    const OTHER: u64 = 0xcc;

    fn token(number: u64, user: u64, permissions: &[&str]) -> Authorization {
        Authorization { user: id(user), ..row(number, "", permissions) }
    }

    fn operator(number: u64) -> Authorization {
        token(number, ME, &["write:authorizations", "write:users", "read:authorizations", "read:users"])
    }

    fn minting(number: u64, user: u64) -> Authorization {
        let own = format!("write:users/{}", id(user));
        token(number, user, &["write:orgs/00000000000000aa/authorizations", &own])
    }

    fn guarded(
        rows: Vec<Authorization>,
        stopped: &[u64],
        token: Option<AccessLevel>,
        inactive: &[u64],
    ) -> Vec<(u64, Guard)> {
        let inactive = inactive.iter().map(|user| id(*user)).collect();
        let context = GuardContext { token, me: id(ME), inactive: &inactive };
        let stopped = stopped.iter().map(|token| id(*token)).collect();
        let found = guards(&listing(rows), &stopped, context);
        found.into_iter().flat_map(|(id, guards)| guards.into_iter().map(move |guard| (id.number(), guard))).collect()
    }

    #[test]
    fn the_last_of_its_kind_is_guarded_and_one_of_two_is_not() {
        let plain = |number| token(number, ME, &["read:orgs/00000000000000aa/buckets"]);
        assert_eq!(guarded(vec![plain(1), plain(2)], &[1, 2], None, &[]), []);
        let last = [(2, Guard::LastOperator), (2, Guard::LastMint)];
        assert_eq!(guarded(vec![plain(1), operator(2)], &[2], None, &[]), last);
        assert_eq!(guarded(vec![operator(1), operator(2)], &[1], None, &[]), []);
        assert_eq!(guarded(vec![operator(1), operator(2)], &[1, 2], None, &[]), last, "the newest of both stays");
        assert_eq!(guarded(vec![minting(1, ME), plain(2)], &[1, 2], None, &[]), [(1, Guard::LastMint)]);
    }

    #[test]
    fn whatever_may_be_the_credential_in_use_is_guarded() {
        let others =
            || vec![minting(1, ME), operator(2), operator(3), operator(4), minting(5, OTHER), minting(6, OTHER)];
        let plain = token(7, ME, &["read:orgs/00000000000000aa/buckets"]);
        let off = Authorization { status: Status::Inactive, ..operator(8) };
        let rows = || [others(), vec![plain.clone(), off.clone()]].concat();
        let in_use = |token| guarded(rows(), &[1, 2, 3, 5, 7, 8], token, &[]);
        assert_eq!(in_use(None), [], "a password does not hang on a token");
        let operators = [(2, Guard::InUse), (3, Guard::InUse)];
        assert_eq!(in_use(Some(AccessLevel::Operator)), operators, "a weaker one can't be that of an operator");
        let own = [[(1, Guard::InUse)].as_slice(), &operators].concat();
        assert_eq!(
            in_use(Some(AccessLevel::Unknown)),
            own,
            "neither those of others nor those that can't stop themselves"
        );
    }

    #[test]
    fn tokens_that_do_not_work_save_nobody() {
        let off = Authorization { status: Status::Inactive, ..operator(1) };
        assert!(guarded(vec![off, operator(2)], &[2], None, &[]).contains(&(2, Guard::LastOperator)));
        let of_inactive = Authorization { user: id(OTHER), ..operator(1) };
        assert!(guarded(vec![of_inactive, operator(2)], &[2], None, &[OTHER]).contains(&(2, Guard::LastOperator)));
    }

    #[test]
    fn the_only_token_of_another_person_is_guarded() {
        let plain = |number, user| token(number, user, &["read:orgs/00000000000000aa/buckets"]);
        let only = [(1, Guard::OnlyOfOwner(id(OTHER)))];
        assert_eq!(guarded(vec![plain(1, OTHER), plain(2, ME)], &[1, 2], None, &[]), only);
        assert_eq!(guarded(vec![plain(1, OTHER), plain(2, OTHER)], &[1], None, &[]), []);
    }

    #[test]
    fn each_guard_says_what_is_lost_and_the_way_back() {
        for guard in [Guard::InUse, Guard::LastOperator, Guard::LastMint, Guard::OnlyOfOwner(id(OTHER))] {
            for stop in [Stop::Deactivate, Stop::Delete] {
                assert!(guard.sentence("ana\u{202e}").ends_with('.') && guard.recovery(stop).ends_with('.'));
                assert!(!guard.sentence("ana\u{202e}").contains('\u{202e}'));
            }
        }
    }
}
