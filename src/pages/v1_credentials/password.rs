//! Setting the password of a credential that exists.

use super::said::PasswordSaid;
use crate::console::{PasswordAct, use_console};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::Field;
use crate::ui::password_input::{PasswordInput, clear, typed};
use console_core::Secret;
use influxdb2::Id;
use influxdb2::authorization::PasswordRule;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// The section. What is typed stays in the browser's field until it is set, and is emptied then.
#[component]
pub fn SetPassword(id: Id, rule: PasswordRule) -> impl IntoView {
    let console = use_console();
    let input = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let length = RwSignal::new(0_u32);
    Effect::new(move |_| {
        length.track();
        problem.set(None);
    });
    let busy = Signal::derive(move || console.v1.password_of(id) == Some(PasswordAct::Busy));
    let sent = RwSignal::new(false);
    Effect::new(move |_| {
        if sent.get() && console.v1.password_of(id) == Some(PasswordAct::Set) {
            sent.set(false);
            clear(&input);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let password = Secret::new(typed(&input));
        if let Some(why) = rule.problem(&password) {
            problem.set(Some(why));
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
            }
            return;
        }
        sent.set(true);
        console.set_v1_password(id, password);
    };
    view! {
        <section class="drawer__section" aria-labelledby="v1-password">
            <h3 class="drawer__h" id="v1-password">
                "Password"
            </h3>
            <p class="mute">
                "The server tells nobody what it is, or whether there is one. Without a password nobody can sign in. A new one takes the place of the old one at once, for every program that uses it."
            </p>
            <PasswordSaid id />
            <form class="v1__password" on:submit=submit>
                <Field label="New password" hint=Some(rule.hint()) error=problem>
                    <PasswordInput
                        node_ref=input
                        typed_length=length
                        name="new-password"
                        autocomplete="new-password"
                        what="password"
                    />
                </Field>
                <Button kind=ButtonKind::Submit busy>
                    "Set password"
                </Button>
            </form>
        </section>
    }
}
