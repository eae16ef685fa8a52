//! What is on its way while a person goes on to another organization, whose screens tell nothing of this one.

use super::{Act, Console, PasswordAct, V1Creation};
use crate::shell::clock;
use influxdb2::Id;
use leptos::prelude::*;

/// What is on its way.
#[derive(Debug, Default, PartialEq, Eq)]
struct UnderWay {
    tokens: Vec<Id>,
    users: Vec<Id>,
    /// The credentials of 1.x whose passwords are being set.
    passwords: Vec<Id>,
    /// Whether one of those is being created.
    credential: bool,
}

impl Console {
    /// Waits for what is on its way here, and says whether all of it went well: what did not is told where it was done.
    pub(super) async fn went_well(self) -> bool {
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
            && begun.passwords.iter().all(|id| set(*id))
            && (!begun.credential || created())
    }
}
