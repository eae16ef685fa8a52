//! The request in the words of whoever will use it: a command of `influxctl`, one of curl, the JSON.
//!
//! No text holds a credential: commands name a variable in its place.

use super::form::{Form, Problem, use_form};
use crate::ui::copyable::Copyable;
use crate::ui::drawn::drawn;
use crate::ui::tabs::Tabs;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use console_core::text::shell::Shell;
use database::api::tokens::pretty_body;
use database::create::NewToken;
use database::curl;
use database::influxctl::{Command, Globals, Invocation, Release, write};
use leptos::prelude::*;

/// The tabs, in their order.
const TABS: [&str; 3] = ["influxctl", "curl", "JSON"];

/// The tabs, each with its text and a button that copies it.
#[component]
pub fn RequestTabs() -> impl IntoView {
    let form = use_form();
    let chosen = RwSignal::new(0_usize);
    let panel = Callback::new(move |tab: usize| view! { <Panel form tab /> }.into_any());
    view! {
        <section class="showas" aria-labelledby="show-as">
            <h3 class="showas__h" id="show-as">
                "Show as"
            </h3>
            {drawn(move || form.plan.with(|plan| plan.first.as_ref().map(|(name, _)| one_of(plan.possible, name))))}
            <Tabs
                label="Show the request as"
                tabs=TABS.map(str::to_owned).to_vec()
                chosen
                on_choose=Callback::new(move |tab| chosen.set(tab))
                panel
            />
        </section>
    }
}

/// For which of several tokens the texts are.
fn one_of(count: usize, name: &str) -> impl IntoView + use<> {
    view! {
        <p class="showas__note">
            "One request of " {number(count)} ": the one for " <Untrusted text=name.to_owned() /> "."
        </p>
    }
}

#[component]
fn Panel(form: Form, tab: usize) -> impl IntoView {
    let written = Memo::new(move |_| form.shown().map_err(sentence).and_then(|new| text(form, tab, &new)));
    let hint = match tab {
        0 => "Uses your active profile of influxctl 2.10 or newer.",
        1 => "Set MANAGEMENT_TOKEN to your own management token first.",
        _ => "",
    };
    let is_there = Memo::new(move |_| written.with(Result::is_ok));
    drawn(move || {
        if is_there.get() {
            view! {
                <Copyable
                    text=Signal::derive(move || written.get().unwrap_or_default())
                    label=format!("The request as {}", TABS[tab])
                />
                <p class="showas__note">{hint}</p>
            }
            .into_any()
        } else {
            view! { <p class="showas__note">{move || written.get().err()}</p> }.into_any()
        }
    })
}

/// Why there is nothing to show yet.
pub fn sentence(problem: Problem) -> String {
    match problem {
        Problem::NothingGranted => "Tick what the token reads and writes.".to_owned(),
        Problem::Draft(problem) => problem.to_string(),
    }
}

fn text(form: Form, tab: usize, new: &NewToken) -> Result<String, String> {
    let session = form.session();
    let spelling = form.console.creates.spelling();
    match tab {
        0 => {
            let invocation = Invocation { globals: Globals::default(), command: Command::Create(new.clone()) };
            write(&invocation, Release::Since2_10, Shell::Posix).map_err(|why| why.to_string())
        }
        1 => curl::create(&session.server, session.paths, new, spelling).map_err(|why| format!("No command: {why}.")),
        _ => Ok(pretty_body(new, spelling)),
    }
}
