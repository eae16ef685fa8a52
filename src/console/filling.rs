//! Fills the form from something that exists, with a way back to what was in it.

use super::{Console, Creation};
use influxdb2::Id;
use influxdb2::authorization::{Authorization, replacement};
use influxdb2::batch::BatchForm;
use influxdb2::draft::Draft;
use influxdb2::permission::{Permission, ResourceType};
use influxdb2::route::Route;
use leptos::prelude::*;

/// A form that was left before it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The form.
    pub draft: Draft,
    /// What it said about several tokens.
    pub several: BatchForm,
}

impl Console {
    /// Puts the forms aside that a person goes away from, so that the next one is new. A form that was sent, and of which
    /// something is still to be said, stays: that is where it is said, and where it is sent again.
    pub fn leave_forms(self) {
        let here = self.session().map(|session| session.org.id);
        let is_open = self.creation.with_untracked(|creation| !matches!(creation, Creation::Idle));
        let open = self.created_in.with_untracked(|place| place.as_ref().map(|place| place.org.id)).filter(|_| is_open);
        if open.is_some() && open == here {
            return;
        }
        let several = self.several.try_update(std::mem::take).unwrap_or_default();
        let mut drafts = self.drafts.try_update(std::mem::take).unwrap_or_default();
        self.drafts.update(|kept| kept.extend(drafts.extract_if(.., |draft| Some(draft.org) == open)));
        self.replaced.set(None);
        self.left.update(|left| {
            for draft in drafts.into_iter().filter(|draft| !draft.is_empty()) {
                left.retain(|before| before.draft.org != draft.org);
                let several = if here == Some(draft.org) { several.clone() } else { BatchForm::default() };
                left.push(Left { draft, several });
            }
        });
    }

    /// Goes on with the form of an organization that was left.
    pub fn continue_left(self, org: Id) {
        if let Some(Left { draft, several }) = self.take_left(org) {
            self.fill(draft);
            self.several.set(several);
        }
    }

    /// Forgets the form of an organization that was left.
    pub fn discard_left(self, org: Id) {
        self.take_left(org);
    }

    fn take_left(self, org: Id) -> Option<Left> {
        self.left
            .try_update(|left| left.iter().position(|one| one.draft.org == org).map(|at| left.remove(at)))
            .flatten()
    }

    /// Puts a form in the place of the one of its organization. What a person had ticked there is kept aside.
    pub fn fill(self, draft: Draft) {
        let org = draft.org;
        self.drafts.update(|drafts| {
            let before = drafts.iter().position(|draft| draft.org == org).map(|at| drafts.swap_remove(at));
            // What one press brings back need not be kept, and must not push out what it replaced before.
            if let Some(before) = before.filter(|before| before.is_lost_to(&draft)) {
                self.replaced.set(Some(before));
            }
            drafts.push(draft);
        });
        self.forget_refusal();
    }

    /// Goes back to the form as it was before it was filled.
    pub fn put_back(self) {
        if let Some(before) = self.replaced.try_update(Option::take).flatten() {
            self.drafts.update(|drafts| {
                drafts.retain(|draft| draft.org != before.org);
                drafts.push(before);
            });
        }
    }

    /// Fills the form from a token of the list.
    pub fn clone_token(self, id: Id) {
        self.fill_from(id, |_, _| ());
    }

    /// Fills the form from a token of the list, with one permission more.
    pub fn clone_and_add(self, id: Id, permission: &Permission) {
        self.fill_from(id, |draft, _| draft.selection.grant(permission, draft.org));
    }

    /// Goes to the form, filled with a token that takes the place of one of the list. One that somebody revoked meanwhile gets
    /// no successor. Whoever has gone elsewhere before that is known stays there, with the form as it is.
    pub fn replace_token(self, id: Id) {
        let from = untrack(|| self.history.route());
        self.if_as_shown(id, move || {
            if untrack(|| self.history.route()) != from {
                return;
            }
            self.fill_from(id, |draft, original| draft.description = replacement::description(original));
            self.history.go(Route::NewToken);
        });
    }

    fn fill_from(self, id: Id, adjust: impl FnOnce(&mut Draft, &Authorization)) {
        let listing = self.tokens.with_untracked(|tokens| tokens.ready().cloned());
        let (Some(session), Some(listing)) = (self.session(), listing) else { return };
        let Some((original, _)) = listing.get(id) else { return };
        let table = listing.table();
        let unnamed = original.user.to_string();
        let owner = table.names.get(&ResourceType::Users, original.user).unwrap_or(&unnamed);
        let is_taken = |text: &str| table.rows.iter().any(|row| *row.description == *text);
        let mut draft = Draft::copy(original, owner, &session, is_taken);
        adjust(&mut draft, original);
        self.fill(draft);
    }
}
