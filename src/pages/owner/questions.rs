//! Before a user is deactivated: what stops, and a second step where it is whoever asks.

use crate::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::dialog::{Answered, Dialog, DialogRole};
use crate::ui::landmark::HEADING;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::going::going;
use influxdb2::authorization::guard::GuardContext;
use influxdb2::authorization::{Status, offboarding};
use influxdb2::session::AccessLevel;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn Questions(user: Id, asking: RwSignal<bool>) -> impl IntoView {
    let close = Callback::new(move |()| asking.set(false));
    let answered = Answered::not_yet();
    view! {
        <Dialog
            open=asking
            title="Deactivate this user?"
            role=DialogRole::Alert
            on_close_request=close
            on_closed=answered.then_at(HEADING)
        >
            <Deactivate user asking answered />
        </Dialog>
    }
}

#[component]
fn Deactivate(user: Id, asking: RwSignal<bool>, answered: Answered) -> impl IntoView {
    let console = use_console();
    let session = console.session()?;
    let mine = session.me.id == user;
    let may = mine || session.access == AccessLevel::Operator;
    let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned()).unwrap_or_default();
    let going = console
        .inactive_users
        .with_untracked(|inactive| going(&listing, user, GuardContext { token: None, me: session.me.id, inactive }));
    let stops = match going.stop {
        0 => "No token of this user works here now.".to_owned(),
        1 => "1 token of this user stops here at once, and those in other organizations with it.".to_owned(),
        stop => format!(
            "{} tokens of this user stop here at once, and those in other organizations with them.",
            number(stop)
        ),
    };
    let guards: Vec<_> = going.guards.into_values().flatten().collect();
    let needs_tick = mine || !guards.is_empty();
    let understood = RwSignal::new(false);
    let blocked = Signal::derive(move || {
        (needs_tick && !understood.get()).then(|| "Tick that the way back is open first.".to_owned())
    });
    let go = Callback::new(move |()| {
        answered.now();
        asking.set(false);
        console.switch_user(user, Status::Inactive);
    });
    let reasons = guards
        .into_iter()
        .map(|guard| {
            view! {
                <li>
                    <p>
                        <b>{guard.sentence("")}</b>
                    </p>
                    <p>{guard.recovery(influxdb2::authorization::guard::Stop::Deactivate)}</p>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <p>
            <b>
                <Untrusted text=console.user_name(user) limit=120 />
            </b>
        </p>
        <p>{stops} " The user can’t sign in either. Activating the user brings everything back."</p>
        {(!may).then(|| view! { <p>"It takes the permission to write this user, as an Operator credential has it. Without it the server refuses, and nothing changes."</p> })}
        {mine.then(|| view! { <p><b>{offboarding::OWN_USER}</b></p> })}
        <ul class="questions">{reasons}</ul>
        {needs_tick
            .then(|| {
                view! {
                    <Checkbox
                        state=Signal::derive(move || Check::from(understood.get()))
                        on_toggle=Callback::new(move |on| understood.set(on))
                    >
                        "I know the way back, and it is open to me"
                    </Checkbox>
                }
            })}
        <div class="questions__acts">
            <Button tone=Tone::Primary on_click=Callback::new(move |()| asking.set(false))>
                "Keep active"
            </Button>
            <Button tone=Tone::Danger blocked on_click=go>
                "Deactivate user"
            </Button>
        </div>
    })
}
