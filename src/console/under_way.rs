//! What is on its way while a person wants to go: on to another organization, whose screens tell nothing of this one, or out.

use super::{Act, Console, OwnerStep, PasswordAct, V1Creation};
use crate::shared::frame::Hold;
use crate::shared::list::bulk::Bulk;
use crate::shell::clock;
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Where somebody wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Going {
    /// Out: signed out.
    Out,
    /// On to another organization, or to this one asked anew.
    On,
}

/// That somebody wanted to go and was told why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldBack {
    going: Going,
    /// What was told. Another reason is told anew.
    title: &'static str,
}

/// What is done one at a time here, and what came of it as far as it is told.
struct Told {
    tokens: BTreeMap<Id, Act>,
    users: BTreeMap<Id, Act>,
    /// The user who has to be there before a token.
    owner: Option<OwnerStep>,
    /// The passwords of credentials of 1.x.
    passwords: BTreeMap<Id, PasswordAct>,
    /// One of those that is being created.
    credential: V1Creation,
}

impl Told {
    fn is_under_way(&self) -> bool {
        self.tokens.values().chain(self.users.values()).any(|act| *act == Act::Busy)
            || self.owner == Some(OwnerStep::Creating)
            || self.passwords.values().any(|act| *act == PasswordAct::Busy)
            || self.credential == V1Creation::Sending
    }

    /// Whether nothing is told here that went otherwise than was asked, but what was told before.
    fn went_well_since(&self, before: &Self) -> bool {
        let done = |act: &Act| matches!(act, Act::Done | Act::Deleted);
        let created = match &self.credential {
            V1Creation::Created(id) => self.passwords.get(id) == Some(&PasswordAct::Set),
            // The form has put it away, which it does once the password is set.
            V1Creation::Idle => true,
            told => *told == before.credential,
        };
        is_well(&self.tokens, &before.tokens, done)
            && is_well(&self.users, &before.users, done)
            && self.owner.as_ref().is_none_or(|told| before.owner.as_ref() == Some(told))
            && is_well(&self.passwords, &before.passwords, |act| *act == PasswordAct::Set)
            && created
    }
}

fn is_well<T: PartialEq>(now: &BTreeMap<Id, T>, before: &BTreeMap<Id, T>, done: impl Fn(&T) -> bool) -> bool {
    now.iter().all(|(id, act)| done(act) || before.get(id) == Some(act))
}

impl Console {
    /// Waits for what is on its way here, and says whether all of it went well, with what was begun meanwhile: what did not is
    /// told where it was done.
    pub(super) async fn went_well(self) -> bool {
        // Whoever asks has waited for answers, and may be gone.
        if self.is_over() {
            return false;
        }
        let before = untrack(|| self.told());
        while !self.is_over() && untrack(|| self.told()).is_under_way() {
            clock::moment().await;
        }
        !self.is_over() && untrack(|| self.told()).went_well_since(&before)
    }

    fn told(self) -> Told {
        Told {
            tokens: self.acts.all.get(),
            users: self.owners.acts.get(),
            owner: self.owner_step.get(),
            passwords: self.v1.passwords.get(),
            credential: self.v1.creation.get(),
        }
    }

    /// Whether somebody who wants to go is held back, which is said then. Who wants it once more goes all the same, unless
    /// the only copy of a secret may be on its way.
    pub(super) fn holds_back(self, going: Going) -> bool {
        let Some(hold) = untrack(|| self.hold(going)) else { return false };
        let told = HeldBack { going, title: hold.title };
        if self.held_back.get_untracked() == Some(told) {
            return going == Going::Out && self.creating.get_untracked() > 0;
        }
        self.held_back.set(Some(told));
        self.lifetime.spawn(async move {
            while untrack(|| self.hold(going)).is_some_and(|hold| hold.title == told.title) {
                clock::moment().await;
            }
            self.held_back.maybe_update(|said| said.take_if(|said| *said == told).is_some());
        });
        true
    }

    /// Whether somebody was told what holds them back from going there, and wants it all the same.
    pub(super) fn insists_on(self, going: Going) -> bool {
        self.held_back.with_untracked(|told| told.is_some_and(|told| told.going == going))
    }

    /// What somebody is told who wanted to go: why they are still here, or what the way to another organization waits for.
    pub fn why_still_here(self) -> Option<Hold> {
        let held_back = self.held_back.get().and_then(|told| self.hold(told.going));
        held_back.or_else(|| self.waiting_to_go())
    }

    /// Why nobody goes there now without being told. What is waited for on the way to another organization is no reason.
    fn hold(self, going: Going) -> Option<Hold> {
        let is_out = going == Going::Out;
        if is_out && self.creating.get() > 0 {
            let creating = Hold::creating();
            let is_v1 = self.v1.creation.with(|creation| *creation == V1Creation::Sending);
            let of_v1 =
                "A 1.x credential is being created, and its password is set after that. Sign out when that is done.";
            return Some(if is_v1 { Hold { text: of_v1.to_owned(), ..creating } } else { creating });
        }
        let again = if is_out { "sign out once more" } else { "do that once more" };
        let (open_run, is_changing) = (self.open_run(), is_out && self.told().is_under_way());
        if let Some(org) = self.going_to.get().filter(|_| is_changing && open_run.is_none()) {
            let org = spelled_out(&org.name);
            let text = format!(
                "A change is on its way, and the console goes to {org} when its answer is here. Wait for it, or {again} to go without it."
            );
            return Some(Hold { title: Hold::WORK, text });
        }
        Hold::work(open_run, is_changing, again)
    }

    fn waiting_to_go(self) -> Option<Hold> {
        let org = self.going_to.get().filter(|_| self.told().is_under_way())?;
        let text = format!("The console goes to {} when its answer is here.", spelled_out(&org.name));
        Some(Hold { title: "A change is on its way", text })
    }

    /// A run over many tokens that is not at its end, in a sentence.
    fn open_run(self) -> Option<String> {
        let offboarding = self.owners.olds.open().map(|told| {
            let name = self.owners.leaving.get().map(|user| spelled_out(&self.user_name(user))).unwrap_or_default();
            format!("The offboarding of {name} is not at its end. {told}")
        });
        offboarding.or_else(|| self.bulk.open())
    }

    /// How far runs over many tokens have come that end with the session, in a sentence each.
    pub(super) fn cut_off(self) -> Option<String> {
        let told: Vec<String> = [self.bulk, self.owners.olds].into_iter().filter_map(Bulk::cut_off).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }
}
