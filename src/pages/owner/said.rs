//! What came of the last thing that was done with a user.

use crate::console::{Act, use_console};
use crate::shared::not_done::not_done;
use crate::ui::drawn::drawn;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::foreign::spelled_out;
use influxdb2::authorization::owners::OwnerStatus;
use influxdb2::{ApiError, Id};
use leptos::prelude::*;

/// The notice; nothing while there is nothing to say.
#[component]
pub fn Said(user: Id) -> impl IntoView {
    let console = use_console();
    let act = Memo::new(move |_| console.owners.act(user));
    let announcer = use_announcer();
    Effect::new(move |before: Option<Option<Act>>| {
        let now = act.get();
        let state = match &now {
            Some(Act::Deleted) => Some("deleted"),
            // Whoever was switched on may be one whom this credential is not told of.
            Some(Act::Done) if untrack(|| console.owner_status(user)) == OwnerStatus::Inactive => Some("inactive"),
            Some(Act::Done) => Some("active"),
            _ => None,
        };
        if let Some(state) = state.filter(|_| before.flatten() == Some(Act::Busy)) {
            announcer.say(format!("{} is {state}.", spelled_out(&untrack(|| console.user_name(user)))));
        }
        now
    });
    drawn(move || {
        let (tone, title, text) = match act.get() {
            None | Some(Act::Busy | Act::Done | Act::Deleted) => return ().into_any(),
            Some(Act::Conflict) if console.is_leaving(user) => (
                NoticeTone::Warn,
                "Something changed while the old tokens were stopped",
                "So the user was not ended. Go back to the plan, which shows it now, then finish again.".to_owned(),
            ),
            Some(Act::Conflict) => (
                NoticeTone::Warn,
                "Somebody changed something meanwhile",
                "Nothing was sent. The plan stands on what is stored now: look at it, then go on.".to_owned(),
            ),
            Some(Act::Gone | Act::WithoutSuccessor) => (
                NoticeTone::Warn,
                "This user is gone",
                "Somebody deleted the user meanwhile. The tokens are dead and in no list.".to_owned(),
            ),
            Some(Act::Refused(error)) => {
                let who =
                    matches!(error, ApiError::Refused(_)).then_some(" An Operator credential may change every user.");
                (NoticeTone::Danger, "Nothing was changed", format!("{error}{}", who.unwrap_or_default()))
            }
            Some(Act::NotDone(error)) => {
                let (title, text) = not_done(
                    &error,
                    ["The answer was lost, and the user is as before so far", "The user is as before so far"],
                    "The user was read back. A slow server may still carry the change out. Look again before you try once more.",
                );
                (NoticeTone::Warn, title, text)
            }
            Some(Act::Unsure(error)) => (
                NoticeTone::Danger,
                "The answer was lost",
                format!(
                    "What is stored of the user could not be read back. {error} Look again before you try once more."
                ),
            ),
        };
        view! {
            <Notice tone role=NoticeRole::Alert title=title.to_owned()>
                {text}
            </Notice>
        }
        .into_any()
    })
}
