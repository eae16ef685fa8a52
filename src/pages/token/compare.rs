//! The token beside any other one: which grants more, what each grants alone, and a request that tells them apart.

use super::Open;
use crate::console::use_console;
use crate::pages::tokens::suggestions;
use crate::ui::combobox::{Combobox, Suggestions};
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::untrusted::Untrusted;
use influxdb2::Id;
use influxdb2::description::{DescriptionContext, phrase};
use influxdb2::permission::{PermissionSet, Witness};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Compare(open: Open) -> impl IntoView {
    let console = use_console();
    let query = RwSignal::new(String::new());
    let other = RwSignal::new(None::<Id>);
    let this = open.row.id;
    let suggest = Callback::new(move |text: String| {
        let found = console.tokens.with(|tokens| tokens.ready().map(|listing| suggestions(listing, &text)));
        let Suggestions { mut shown, total } = found.unwrap_or_default();
        let all = shown.len();
        shown.retain(|one| one.key != this.number());
        Suggestions { total: total - (all - shown.len()), shown }
    });
    let choose = Callback::new(move |key: u64| {
        query.set(String::new());
        other.set(Id::from_number(key));
    });
    view! {
        <section class="drawer__section" aria-labelledby="token-compare">
            <h3 class="drawer__h" id="token-compare">
                "Compare"
            </h3>
            <Field label="With another token">
                <Combobox
                    query
                    suggest
                    on_choose=choose
                    words=("token", "tokens")
                    placeholder="Description, owner, bucket or id"
                />
            </Field>
            <div class="drawer__section" role="status">{drawn(move || other.get().map(|other| compared(&open, other)))}</div>
        </section>
    }
}

fn compared(open: &Open, other: Id) -> AnyView {
    let console = use_console();
    let Some((row, _)) = open.listing.get(other) else {
        return view! { <p>"That token is no longer in the list. Choose another one."</p> }.into_any();
    };
    let name = if row.description.is_empty() { row.id.to_string() } else { row.description.to_string() };
    let (this, other) = (&open.row.permissions, &row.permissions);
    let comparison = this.compare(other);
    let told = |alone: PermissionSet, witness: Option<Witness>| {
        if alone.is_empty() {
            return None;
        }
        let what = console.names.with_untracked(|names| {
            let context = DescriptionContext {
                org: open.row.org,
                org_name: &open.session.org.name,
                user: Some(open.row.user),
                types: &open.session.types,
                names,
            };
            phrase(&alone, &context)
        });
        Some((what, witness.map(|seen| format!("{} {}", seen.method.as_str(), seen.path))))
    };
    let line = |whose: &'static str, told: Option<(String, Option<String>)>| {
        told.map(|(what, request)| {
            view! {
                <p>
                    <b>{whose}</b> " " <Untrusted text=what />
                    {request
                        .map(|request| {
                            view! {
                                <small>
                                    "A request that shows it: " <span class="mono" translate="no">{request}</span>
                                </small>
                            }
                        })}
                </p>
            }
        })
    };
    view! {
        <p>
            <b>{comparison.relation.words()}</b> ", compared with " <Untrusted text=name /> "."
        </p>
        {line("Only this token:", told(this.beyond(other), comparison.only_left))}
        {line("Only the other:", told(other.beyond(this), comparison.only_right))}
        <p class="mute">"A permission for which the server never asks counts for nothing here."</p>
    }
    .into_any()
}
