//! The token as a request: what would create one like it. No secret is in it.

use super::Open;
use crate::console::use_console;
use crate::shell::clipboard::{self, Copied};
use crate::shell::page;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::icon::IconName;
use crate::ui::live::use_announcer;
use crate::ui::tabs::Tabs;
use console_core::text::{json, number};
use influxdb2::Names;
use influxdb2::api::authorizations::pretty_body;
use influxdb2::authorization::NewAuthorization;
use influxdb2::permission::ResourceType;
use influxdb2::show_as::READABLE;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use reader::command::{self, CliVersion, Reason, Shell, Target};

/// The forms, in the order of the tabs.
const FORMS: [&str; 4] = ["JSON", "curl", "influx", "Terraform"];

/// What is to be known about the text of Terraform.
const TERRAFORM: &str =
    "For the provider influxdb-v2. The secret of a token that it creates is stored in Terraform’s state.";

/// The section.
#[component]
pub fn ShowAs(open: Open) -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let panel = Callback::new(move |form: usize| view! { <Text form open=open.clone() /> }.into_any());
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

/// The text with at most so many permissions, or why there is none.
fn write(form: usize, open: &Open, most: usize) -> Result<String, String> {
    let row = &open.row;
    let request = NewAuthorization {
        org: row.org,
        user: Some(row.user),
        status: row.status,
        description: row.description.to_string(),
        permissions: row.permissions.iter().take(most).cloned().collect(),
    };
    let body = || json::visible(&pretty_body(&request));
    match form {
        0 => Ok(body()),
        1 => {
            let host = page::full_address(&use_console().address.get_untracked());
            command::curl(&host, &body()).map_err(|why| format!("{why}."))
        }
        2 => influx(&request, open),
        _ => command::terraform(&request).map_err(|why| format!("{why}.")),
    }
}

fn influx(request: &NewAuthorization, open: &Open) -> Result<String, String> {
    let session = &open.session;
    let mut names = Names::default();
    if let Some(owner) = open.listing.table().names.get(&ResourceType::Users, open.row.user) {
        names.insert(&ResourceType::Users, open.row.user, owner);
    }
    let version = session.server.version.as_ref().and_then(|version| CliVersion::parse(&version.to_string()));
    let target = Target {
        types: &session.types,
        names: &names,
        caller: Some(session.me.id),
        shell: Shell::Posix,
        cli: version.unwrap_or(CliVersion::NEWEST),
    };
    command::print(request, &target).map(|printed| printed.text).map_err(|why| {
        let reasons: Vec<String> = why.reasons.iter().take(3).map(Reason::message).collect();
        format!("No influx command says exactly this. {}", reasons.join(" "))
    })
}

#[component]
fn Text(form: usize, open: Open) -> impl IntoView {
    let announcer = use_announcer();
    let field = NodeRef::<html::Pre>::new();
    let said = RwSignal::new("");
    let shown = match write(form, &open, READABLE) {
        Ok(text) => text,
        Err(why) => return view! { <p class="showas__note">{why}</p> }.into_any(),
    };
    let (count, form_name) = (open.row.permissions.len(), FORMS[form.min(FORMS.len() - 1)]);
    let cut = (count > READABLE).then(|| {
        let text = format!("The first {} permissions are shown. Copy takes all {}.", number(READABLE), number(count));
        view! { <p class="showas__note">{text}</p> }
    });
    let copy = Callback::new(move |()| {
        let Some(element) = field.get_untracked() else { return };
        let Ok(text) = untrack(|| write(form, &open, usize::MAX)) else { return };
        // Without a clipboard the browser copies what is selected on the page, so everything has to be there.
        if count > READABLE && !clipboard::is_offered() {
            element.set_text_content(Some(&text));
        }
        let attempt = clipboard::copy(&text, &element);
        spawn_local(async move {
            let outcome = match attempt.outcome(&element).await {
                Copied::Confirmed => "Copied.",
                Copied::Refused => {
                    element.set_text_content(Some(&text));
                    clipboard::select(&element);
                    "Could not copy: the browser refused. The text is selected."
                }
            };
            said.try_set(outcome);
            announcer.say(outcome);
        });
    });
    view! {
        <div class="code">
            <pre
                class="code__pre"
                tabindex="0"
                translate="no"
                role="region"
                aria-label=format!("The token as {form_name}")
                node_ref=field
                prop:textContent=shown
            ></pre>
            <div class="code__copy">
                <Button size=ButtonSize::Small icon=IconName::Copy on_click=copy>
                    "Copy"
                    <span class="vh">{format!(" ({form_name})")}</span>
                </Button>
            </div>
        </div>
        <p class="showas__said">{said}</p>
        {cut}
        {(form == FORMS.len() - 1).then(|| view! { <p class="showas__note">{TERRAFORM}</p> })}
    }
    .into_any()
}
