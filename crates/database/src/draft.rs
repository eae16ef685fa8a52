//! The form of a new token, and what it stands for.

use crate::create::NewToken;
use crate::description::describe;
use crate::expiry::{self, Choice};
use crate::permission::PermissionSet;
use crate::selection::Selection;
use console_core::time::Wall;
use std::collections::BTreeSet;

/// What a person has put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What is granted.
    pub selection: Selection,
    /// The description as typed; none or blank is one that says what is granted.
    pub description: Option<String>,
    /// When it stops working.
    pub expiry: Choice,
    /// Whether the person said that a token without an end is wanted.
    pub without_expiry: bool,
}

/// Why a draft can't be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftProblem {
    /// The expiry is none.
    #[error("{0}")]
    Expiry(expiry::Problem),
    /// It would never expire, and nobody said that this is meant.
    #[error("Tick that you want a token without expiry, or choose a date.")]
    WithoutExpiry,
}

/// What a person should know before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It grants nothing.
    NothingGranted,
    /// It works until somebody revokes it.
    NeverExpires,
    /// It reaches databases that do not exist yet.
    Standing,
    /// It grants actions that this console does not know, in these words.
    UnknownActions(String),
    /// No database has these names: the grants would hold for future ones.
    Dangling(Vec<String>),
}

impl Draft {
    /// What the token grants, before anything else is complete.
    pub fn permissions(&self) -> PermissionSet {
        self.selection.permissions()
    }

    /// The description, if somebody typed one.
    pub fn typed(&self) -> Option<&str> {
        self.description.as_deref().map(str::trim).filter(|typed| !typed.is_empty())
    }

    /// The description that is sent.
    pub fn description(&self) -> String {
        self.typed().map_or_else(|| describe(&self.permissions()), str::to_owned)
    }

    /// Whether the description is made from what is granted.
    pub fn is_described(&self) -> bool {
        self.typed().is_none()
    }

    /// The token that is asked for. `has_expiry` says whether this release knows expiry at all.
    pub fn read(&self, now_ms: i64, wall: Wall, has_expiry: bool) -> Result<NewToken, DraftProblem> {
        let expires_ms = match has_expiry {
            true => self.expiry.resolve(now_ms, wall).map_err(DraftProblem::Expiry)?,
            false => None,
        };
        if has_expiry && expires_ms.is_none() && !self.without_expiry {
            return Err(DraftProblem::WithoutExpiry);
        }
        Ok(NewToken { description: self.description(), permissions: self.permissions(), expires_ms })
    }

    /// The form filled with a request that was read from a text, or with that of another token.
    pub fn of(new: &NewToken) -> Self {
        let typed = new.description != describe(&new.permissions);
        let at = new.expires_ms.and_then(expiry::written);
        Self {
            selection: Selection::read(&new.permissions),
            description: typed.then(|| new.description.clone()),
            expiry: at.map_or(Choice::Never, |text| Choice::At { text, zone: expiry::Zone::Utc }),
            without_expiry: false,
        }
    }
}

/// What a person should know before this is sent. `databases` are those that exist, if they are known.
pub fn remarks(new: &NewToken, databases: Option<&BTreeSet<&str>>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if new.permissions.is_empty() {
        remarks.push(Remark::NothingGranted);
    }
    if new.expires_ms.is_none() {
        remarks.push(Remark::NeverExpires);
    }
    if new.permissions.is_standing() {
        remarks.push(Remark::Standing);
    }
    remarks.extend(new.permissions.unknown_words().map(Remark::UnknownActions));
    let unknown = |name: &&str| databases.is_some_and(|databases| !databases.contains(name));
    let dangling: Vec<String> = new.permissions.names().into_iter().filter(unknown).map(str::to_owned).collect();
    if !dangling.is_empty() {
        remarks.push(Remark::Dangling(dangling));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Action, Permission, Resource, Verb};

    fn draft() -> Draft {
        let mut draft = Draft { expiry: Choice::Never, ..Draft::default() };
        draft.selection.tick("plant_a", Action::Read, true);
        draft
    }

    #[test]
    fn never_has_to_be_meant() {
        let mut draft = draft();
        assert_eq!(draft.read(0, Wall::UTC, true), Err(DraftProblem::WithoutExpiry));
        assert!(draft.read(0, Wall::UTC, false).is_ok(), "a release without expiry has no other tokens");
        draft.without_expiry = true;
        let new = draft.read(0, Wall::UTC, true).expect("complete");
        assert_eq!((new.description.as_str(), new.expires_ms), ("Read-only on plant_a", None));
        let known = BTreeSet::from(["plant_b"]);
        assert_eq!(remarks(&new, Some(&known)), [Remark::NeverExpires, Remark::Dangling(vec!["plant_a".to_owned()])]);
        assert_eq!(remarks(&new, None), [Remark::NeverExpires]);
        let other = Permission { resource: Resource::parse("plant_b"), verb: Verb::parse("annotate") };
        let newer = NewToken { permissions: [other].into_iter().collect(), ..new };
        assert_eq!(
            remarks(&newer, Some(&known)),
            [Remark::NeverExpires, Remark::UnknownActions("annotate".to_owned())]
        );
    }

    #[test]
    fn a_request_that_was_read_fills_the_form_with_the_same_request() {
        let mut form = draft();
        form.expiry = Choice::At { text: "2030-01-01T00:00:00Z".to_owned(), zone: expiry::Zone::Utc };
        for description in [None, Some("  mine "), Some(" ")] {
            form.description = description.map(str::to_owned);
            let new = form.read(0, Wall::UTC, true).expect("complete");
            assert_eq!(Draft::of(&new).read(0, Wall(|_| 60), true), Ok(new.clone()));
            assert_eq!(Draft::of(&new).is_described(), description != Some("  mine "));
        }
    }
}
