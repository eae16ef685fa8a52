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
        let password = self.v1.password.with(|password| matches!(password, Some((_, PasswordAct::Busy))));
        UnderWay {
            tokens: self.acts.all.with(|all| all.iter().filter_map(busy).collect()),
            users: self.owners.acts.with(|acts| acts.iter().filter_map(busy).collect()),
            credential: password || self.v1.creation.with(|creation| *creation == V1Creation::Sending),
        }
    }

    fn is_done(self, begun: &UnderWay) -> bool {
        let done = |act: Option<Act>| matches!(act, None | Some(Act::Done | Act::Deleted));
        let set = self.v1.password.with(|password| matches!(password, Some((_, PasswordAct::Set))));
        begun.tokens.iter().all(|id| done(self.acts.of(*id)))
            && begun.users.iter().all(|id| done(self.owners.act(*id)))
            && (!begun.credential || set)
    }
}
