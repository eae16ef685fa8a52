//! What came of the last thing that was done with a credential.

use crate::console::{Act, PasswordAct, use_console};
use crate::shared::not_done::not_done;
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use influxdb2::Id;
use influxdb2::authorization::TokenStatus;
use leptos::prelude::*;

/// The notice about a change.
#[component]
pub fn Said(id: Id) -> impl IntoView {
    let console = use_console();
    let act = Memo::new(move |_| console.acts.of(id));
    drawn(move || {
        let (tone, title, text) = match act.get() {
            None | Some(Act::Busy | Act::Done | Act::Deleted) => return ().into_any(),
            Some(Act::Conflict | Act::WithoutSuccessor) => (
                NoticeTone::Warn,
                "Somebody changed this credential meanwhile",
                "Nothing was sent. What is stored now is shown; look at it, then try again.".to_owned(),
            ),
            Some(Act::Gone) => {
                (NoticeTone::Warn, "This credential is gone", "Somebody deleted it meanwhile.".to_owned())
            }
            Some(Act::Refused(error)) => (NoticeTone::Danger, "Nothing changed", error.to_string()),
            Some(Act::NotDone(error)) => {
                let (title, text) = not_done(
                    &error,
                    ["The answer was lost, and nothing changed so far", "Nothing changed so far"],
                    "The credential was read back: it is as before. A slow server may still carry the change out. Load the list again before you try once more.",
                );
                (NoticeTone::Warn, title, text)
            }
            Some(Act::Unsure(error)) => (
                NoticeTone::Danger,
                "The answer was lost",
                format!("What is stored could not be read back. {error} Load the list again before you try once more."),
            ),
        };
        notice(tone, title, text)
    })
}

/// The notice about a password.
#[component]
pub fn PasswordSaid(id: Id) -> impl IntoView {
    let console = use_console();
    let act = Memo::new(move |_| console.v1.password_of(id));
    let status = move || {
        console.v1.list.with(|list| {
            let row = list.ready()?.table.find(id)?;
            Some(console.inactive_users.with(|inactive| TokenStatus::of(&row.authorization, inactive)))
        })
    };
    drawn(move || match act.get() {
        None | Some(PasswordAct::Busy) => ().into_any(),
        Some(PasswordAct::Set) => {
            let (tone, effect) = match status() {
                Some(TokenStatus::Inactive) => {
                    (NoticeTone::Warn, "The credential is inactive, so programs are refused until it is activated.")
                }
                Some(TokenStatus::OwnerInactive) => {
                    (NoticeTone::Warn, "Its owner is inactive, so programs are refused until the user is activated.")
                }
                Some(TokenStatus::Active) | None => (NoticeTone::Ok, "Programs sign in with it from now on."),
            };
            notice(tone, "The password is set", format!("{effect} Nobody can look it up here or on the server."))
        }
        Some(PasswordAct::Refused(error)) => {
            notice(NoticeTone::Danger, "The password was not set", format!("{error} What you typed is still there."))
        }
        Some(PasswordAct::Unsure(error)) => notice(NoticeTone::Danger, "The answer was lost", unsure(&error)),
    })
}

/// A lost answer to a password. It can't be read back, and setting the same one twice does no harm.
pub fn unsure(error: &influxdb2::ApiError) -> String {
    format!(
        "The password may be set or not, and nobody can read it back. {error} Set it once more: twice the same does no harm."
    )
}

fn notice(tone: NoticeTone, title: &'static str, text: String) -> AnyView {
    view! {
        <Notice tone role=NoticeRole::Alert title=title.to_owned()>
            {text}
        </Notice>
    }
    .into_any()
}
