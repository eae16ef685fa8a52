//! What is on its way while a person wants to go: on to another organization, whose screens tell nothing of this one, or out.

use super::{Act, Console, OwnerStep, PasswordAct, V1Creation};
use crate::shared::frame::Hold;
use crate::shared::list::bulk::Bulk;
use crate::shell::clock;
use console_core::bulk::Flow;
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use influxdb2::bulk::Many;
use leptos::prelude::*;

/// That the way to another organization waits.
const WAITS: &str = "A change is on its way";

/// Where somebody wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Going {
    /// Out: signed out.
    Out,
    /// On to another organization, or to this one asked anew.
    On,
}

/// What is on its way.
#[derive(Debug, Default, PartialEq, Eq)]
struct UnderWay {
    tokens: Vec<Id>,
    users: Vec<Id>,
    /// The user who has to be there before a token.
    owner: bool,
    /// The credentials of 1.x whose passwords are being set.
    passwords: Vec<Id>,
    /// Whether one of those is being created.
    credential: bool,
}

impl Console {
    /// Waits for what is on its way here, and says whether all of it went well: what did not is told where it was done.
    pub(super) async fn went_well(self) -> bool {
        // Whoever asks has waited for answers, and may be gone.
        if self.is_over() {
            return false;
        }
        let begun = untrack(|| self.under_way());
        while !self.is_over() && untrack(|| self.under_way()) != UnderWay::default() {
            clock::moment().await;
        }
        !self.is_over() && untrack(|| self.is_done(&begun))
    }

    fn under_way(self) -> UnderWay {
        let busy = |(id, act): (&Id, &Act)| (*act == Act::Busy).then_some(*id);
        let setting = |(id, act): (&Id, &PasswordAct)| (*act == PasswordAct::Busy).then_some(*id);
        UnderWay {
            tokens: self.acts.all.with(|all| all.iter().filter_map(busy).collect()),
            users: self.owners.acts.with(|acts| acts.iter().filter_map(busy).collect()),
            owner: self.owner_step.with(|step| *step == Some(OwnerStep::Creating)),
            passwords: self.v1.passwords.with(|passwords| passwords.iter().filter_map(setting).collect()),
            credential: self.v1.creation.with(|creation| *creation == V1Creation::Sending),
        }
    }

    fn is_done(self, begun: &UnderWay) -> bool {
        let done = |act: Option<Act>| matches!(act, None | Some(Act::Done | Act::Deleted));
        let set = |id: Id| self.v1.password_of(id) == Some(PasswordAct::Set);
        let created = || match self.v1.creation.get() {
            V1Creation::Created(id) => set(id),
            // The form has put it away, which it does once the password is set.
            V1Creation::Idle => true,
            _ => false,
        };
        begun.tokens.iter().all(|id| done(self.acts.of(*id)))
            && begun.users.iter().all(|id| done(self.owners.act(*id)))
            && (!begun.owner || self.owner_step.with(Option::is_none))
            && begun.passwords.iter().all(|id| set(*id))
            && (!begun.credential || created())
    }

    /// Whether somebody who wants to go is held back, which is said then. Who wants it once more goes all the same, unless
    /// the only copy of a secret may be on its way.
    pub(super) fn holds_back(self, going: Going) -> bool {
        let Some(hold) = untrack(|| self.hold(going)) else { return false };
        let is_said = {
            let (title, out) = (hold.title, hold.out);
            move |said: &Hold| said.title == title && said.out == out
        };
        if self.held_back.with_untracked(|said| said.as_ref().is_some_and(is_said)) {
            return going == Going::Out && self.creating.get_untracked() > 0;
        }
        self.held_back.set(Some(hold));
        self.lifetime.spawn(async move {
            while untrack(|| self.hold(going)).as_ref().is_some_and(is_said) {
                clock::moment().await;
            }
            self.told_no_more(is_said);
        });
        true
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
        let again = if is_out { "sign out once more" } else { "press once more" };
        let text = match self.open_run() {
            Some(told) => format!("{told} Bring that to its end first, or {again} to leave what is open as it is."),
            None if is_out && self.under_way() != UnderWay::default() => {
                format!(
                    "A change is on its way, and its result is told here. Wait for it, or {again} to go without it."
                )
            }
            None => return None,
        };
        Some(Hold { title: "Work is still under way here", text, out: is_out })
    }

    /// Says that the way to another organization waits for an answer, where it does.
    pub(super) fn tell_wait(self, org: &str) {
        if untrack(|| self.under_way()) != UnderWay::default() {
            let text = format!("The console goes to {} when its answer is here.", spelled_out(org));
            self.held_back.set(Some(Hold { title: WAITS, text, out: false }));
        }
    }

    /// Takes that away again.
    pub(super) fn tell_no_wait(self) {
        self.told_no_more(|said| said.title == WAITS);
    }

    fn told_no_more(self, which: impl Fn(&Hold) -> bool) {
        self.held_back.maybe_update(|said| said.take_if(|said| which(said)).is_some());
    }

    /// A run over many tokens that is not at its end, in a sentence.
    fn open_run(self) -> Option<String> {
        let is_open = |run: Bulk<Many>| run.of_run(|work| work.run.under_way() > 0 || work.run.flow() != Flow::Done);
        if is_open(self.owners.olds) {
            let name = self.owners.leaving.get().map(|user| spelled_out(&self.user_name(user))).unwrap_or_default();
            return self
                .owners
                .olds
                .cut_off()
                .map(|told| format!("The offboarding of {name} is not at its end. {told}"));
        }
        self.bulk.cut_off().filter(|_| is_open(self.bulk))
    }

    /// How far a run over many tokens has come that ends with the session, in a sentence.
    pub(super) fn cut_off(self) -> Option<String> {
        self.bulk.cut_off().or_else(|| self.owners.olds.cut_off())
    }
}
