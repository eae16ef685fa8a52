//! The token as a request: what would create one like it. No secret is in it.

use crate::cluster::console::{Console, use_console};
use crate::ui::copyable::Copyable;
use crate::ui::tabs::Tabs;
use console_core::text::shell::Shell;
use database::api::tokens::pretty_body;
use database::create::{ExpirySpelling, NewToken};
use database::curl;
use database::influxctl::{Command, Globals, Invocation, Release, write};
use database::token::{Expiry, Token};
use leptos::prelude::*;

/// The forms, in the order of the tabs.
const FORMS: [&str; 3] = ["influxctl", "curl", "JSON"];

/// The section.
#[component]
pub fn ShowAs(token: Token) -> impl IntoView {
    let console = use_console();
    let chosen = RwSignal::new(0_usize);
    let new = NewToken {
        description: token.description.to_string(),
        permissions: token.permissions,
        expires_ms: match token.expiry {
            Expiry::At(at) => Some(at),
            Expiry::Never | Expiry::Unreadable => None,
        },
    };
    let panel = Callback::new(move |form: usize| match written(console, form, &new) {
        Ok(text) => view! { <Copyable text label=format!("The token as {}", FORMS[form.min(2)]) /> }.into_any(),
        Err(why) => view! { <p class="showas__note">{why}</p> }.into_any(),
    });
    view! {
        <section class="drawer__section" aria-labelledby="token-show-as">
            <h3 class="drawer__h" id="token-show-as">
                "Show as"
            </h3>
            <Tabs
                label="Show the token as"
                tabs=FORMS.map(str::to_owned).to_vec()
                chosen
                on_choose=Callback::new(move |form| chosen.set(form))
                panel
            />
        </section>
    }
}

fn written(console: Console, form: usize, new: &NewToken) -> Result<String, String> {
    let Some(session) = console.session() else { return Ok(String::new()) };
    match form {
        0 => {
            let invocation = Invocation { globals: Globals::default(), command: Command::Create(new.clone()) };
            write(&invocation, Release::default(), Shell::Posix).map_err(|why| why.to_string())
        }
        1 => curl::create(&session.server, session.paths, new, ExpirySpelling::Alone).map_err(|why| format!("{why}.")),
        _ => Ok(pretty_body(new, ExpirySpelling::Alone)),
    }
}
