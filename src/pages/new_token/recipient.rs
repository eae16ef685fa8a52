//! For whom the token is: the organization, the user, and whether it works from the start.

use crate::console::use_console;
use crate::ui::field::Field;
use crate::ui::select_input::SelectInput;
use crate::ui::untrusted::{Untrusted, spelled_out};
use console_core::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The first row of the form.
#[component]
pub fn Recipient(session: Arc<Session>) -> impl IntoView {
    let name = session.me.name.clone();
    view! {
        <section class="row" aria-label="For">
            <div class="row__org">
                <Organization session />
            </div>
            <div class="field">
                <span class="field__label">"and user"</span>
                <p class="row__user">"Me, " <Untrusted text=name /></p>
            </div>
        </section>
    }
}

/// The organization of the token. Choosing another one switches the console to it; the form of each is kept.
#[component]
fn Organization(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let options: Vec<(String, String)> =
        session.orgs.iter().map(|org| (org.id.to_string(), spelled_out(&org.name))).collect();
    let value = RwSignal::new(session.org.id.to_string());
    Effect::new(move |_| {
        let chosen = value.get();
        if let Some(org) = session.orgs.iter().find(|org| org.id.to_string() == chosen) {
            console.switch_org(org.clone());
        }
    });
    view! {
        <Field label="For organization">
            <SelectInput options value />
        </Field>
    }
}
