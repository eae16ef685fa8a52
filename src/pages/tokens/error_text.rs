//! An error text that was pasted into the search: what it means, and the tokens that come into question.
//!
//! Only what was understood is kept. The text may hold a secret, so it is in no signal and in no address.

use crate::console::use_console;
use crate::ui::badge::{StatusBadge, StatusShape};
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::authorization::decoded::{Caution, ErrorText};
use influxdb2::authorization::{Authorization, TokenStatus};
use influxdb2::permission::ResourceType;
use influxdb2::route::Route;
use influxdb2::{Id, Names};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// How many tokens are offered.
const OFFERED: usize = 5;

/// What was understood, until it is dismissed.
#[component]
pub fn ErrorTextNotice(text: ErrorText, shown: RwSignal<Option<ErrorText>>) -> impl IntoView {
    let console = use_console();
    let sentence = text.meaning.sentence();
    let text = StoredValue::new(text);
    // Names may come after the text was pasted.
    let title = Signal::derive(move || {
        Some(match console.names.with(|names| text.with_value(|text| text.refused_words(names))) {
            Some(words) => format!("This is an error text: {} was refused", spelled_out(&words)),
            None => "This is an error text".to_owned(),
        })
    });
    let caution = Memo::new(move |_| console.names.with(|names| text.with_value(|text| text.caution(names))));
    // What can be added to a clone.
    let refused = move || {
        let refused = console.names.with(|names| text.with_value(|text| text.refused(names)));
        refused.filter(|_| caution.get() != Some(Caution::OtherOrganization))
    };
    let candidates = Memo::new(move |_| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned())?;
        let candidates =
            |inactive: &BTreeSet<Id>, names: &Names| text.with_value(|text| text.candidates(&listing, inactive, names));
        Some(console.inactive_users.with(|inactive| console.names.with(|names| candidates(inactive, names))))
    });
    let offered = move || {
        let Some(ids) = candidates.get() else { return view! { <p>"The tokens are loading."</p> }.into_any() };
        let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned()).unwrap_or_default();
        if ids.is_empty() {
            return ().into_any();
        }
        let more = ids.len().saturating_sub(OFFERED);
        let refused = refused();
        let one = |id: &Id| {
            let (row, _) = listing.get(*id)?;
            let owner = listing.table().names.get(&ResourceType::Users, row.user).unwrap_or_default();
            let name = called(row);
            let add = refused.clone().map(|permission| {
                let (id, to) = (row.id, format!(" to {name}"));
                let add = Callback::new(move |()| {
                    console.clone_and_add(id, &permission);
                    console.history.go(Route::NewToken);
                });
                view! {
                    <Button size=ButtonSize::Small icon=IconName::Clone on_click=add>
                        "Clone and add what was refused"
                        <span class="vh">{to}</span>
                    </Button>
                }
            });
            Some(view! {
                <li>
                    <Status row=row.clone() />
                    <a href=Route::Token(row.id).href()>
                        <Untrusted text=name limit=100 />
                    </a>
                    <span class="mute"><Untrusted text=owner.to_owned() limit=60 /></span>
                    {add}
                </li>
            })
        };
        let beyond = (more > 0).then(|| view! { <li class="mute">{format!("And {} more.", number(more))}</li> });
        view! {
            <p>"No error text says which token was sent. These come into question, the likeliest first:"</p>
            <ul class="error-text__tokens" role="list" aria-label="Tokens that come into question">
                {ids.iter().take(OFFERED).filter_map(one).collect_view()}
                {beyond}
            </ul>
        }
        .into_any()
    };
    let dismiss = Callback::new(move |()| {
        shown.set(None);
        id::focus(SEARCH);
    });
    let actions = move || view! { <LinkButton on_click=dismiss>"Dismiss"</LinkButton> }.into_any();
    view! {
        <div class="error-text">
            <Notice tone=NoticeTone::Accent role=NoticeRole::Alert title actions>
                <p>{sentence}</p>
                {drawn(move || caution.get().map(|caution| view! { <p><b>{caution.sentence()}</b></p> }))}
                {drawn(offered)}
                <p class="mute">"The text itself was not kept: it may hold a secret."</p>
            </Notice>
        </div>
    }
}

/// What a token is called.
fn called(row: &Authorization) -> String {
    if row.description.trim().is_empty() { row.id.to_string() } else { spelled_out(&row.description) }
}

#[component]
fn Status(row: Authorization) -> impl IntoView {
    let console = use_console();
    let status = console.inactive_users.with_untracked(|inactive| TokenStatus::of(&row, inactive));
    let shape = match status {
        TokenStatus::Active => StatusShape::Active,
        TokenStatus::Inactive => StatusShape::Inactive,
        TokenStatus::OwnerInactive => StatusShape::Dead,
    };
    view! { <StatusBadge shape label=status.title() /> }
}
