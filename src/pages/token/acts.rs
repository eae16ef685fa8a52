//! What can be done with the token: at the foot, so that it stays in its place.

use super::questions::Question;
use super::{Open, TOKEN};
use crate::console::{Act, Done, use_console};
use crate::shell::clock;
use crate::ui::button::{Button, Tone};
use crate::ui::icon::IconName;
use crate::ui::id;
use influxdb2::authorization::guard::Stop;
use influxdb2::authorization::{AsShown, Change, Revocation, Status};
use leptos::prelude::*;

/// The foot.
#[component]
pub fn Foot(open: Open, question: RwSignal<Option<Question>>) -> impl IntoView {
    let console = use_console();
    let row = open.row.clone();
    let token = row.id;
    let busy = Signal::derive(move || console.acts.of(token) == Some(Act::Busy));
    let active = row.status == Status::Active;
    // One that somebody activated since is stopped like any other.
    let revoked = Revocation::since(&row).is_some();
    let shown = AsShown::of(&row);
    let description = row.description.to_string();
    // The buttons are drawn anew with what is stored; the focus waits at the title meanwhile.
    let for_delete = shown.clone();
    let shown = StoredValue::new(shown);
    let send = move |change: Change, done: Done| {
        id::focus(TOKEN);
        console.change_token(token, shown.get_value(), change, Some(done));
    };
    let ask_first = move |stop: Stop, change: Change, done: Done| {
        if console.guards_of(token).is_empty() {
            return send(change, done);
        }
        question.set(Some(Question::Guarded { stop, shown: shown.get_value(), change: Some((change, done)) }));
    };
    let toggle = Callback::new(move |()| {
        if active {
            ask_first(Stop::Deactivate, Change::to_status(Status::Inactive), Done::Deactivated);
        } else {
            send(Change::to_status(Status::Active), Done::Activated);
        }
    });
    let for_revoke = description.clone();
    let revoke = Callback::new(move |()| {
        let Some(today) = clock::today() else { return };
        ask_first(Stop::Deactivate, Change::revoke(&for_revoke, today), Done::Revoked);
    });
    let undo = Callback::new(move |()| send(Change::undo_revoke(&description), Done::Activated));
    let delete = Callback::new(move |()| {
        let guarded = !console.guards_of(token).is_empty();
        let shown = for_delete.clone();
        question.set(Some(if guarded {
            Question::Guarded { stop: Stop::Delete, shown, change: None }
        } else {
            Question::Delete(shown)
        }));
    });
    view! {
        <div class="drawer__foot">
            {if revoked {
                view! {
                    <Button icon=IconName::Undo busy on_click=undo>
                        "Undo revoke"
                    </Button>
                }
                    .into_any()
            } else {
                view! {
                    <Button icon=IconName::Power busy on_click=toggle>
                        {if active { "Deactivate" } else { "Activate" }}
                    </Button>
                }
                    .into_any()
            }}
            <span class="grow"></span>
            {if active {
                view! {
                    <Button tone=Tone::Danger icon=IconName::Trash busy on_click=revoke>
                        "Revoke"
                    </Button>
                }
                    .into_any()
            } else {
                view! {
                    <Button tone=Tone::Danger icon=IconName::Trash busy on_click=delete>
                        "Delete for good…"
                    </Button>
                }
                    .into_any()
            }}
        </div>
    }
}
