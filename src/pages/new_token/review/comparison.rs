//! What a copy grants differently from its original.

use crate::console::use_console;
use crate::pages::new_token::form::{Form, use_form};
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::tile::{Right, Tile};
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::authorization::Status;
use influxdb2::draft::{Change, Draft, Origin, Recipient};
use influxdb2::permission::{Action, ResourceType, Scope};
use leptos::prelude::*;

/// How many changes of a kind are listed one by one.
const LISTED: usize = 30;

/// The comparison, live; nothing for a form that is no copy.
#[component]
pub fn Comparison() -> impl IntoView {
    let form = use_form();
    let comparison = Memo::new(move |_| form.with(Draft::comparison));
    let original = Memo::new(move |_| {
        form.with(|draft| match &draft.origin {
            Some(Origin::Copy { id, description, .. }) => Some((*id, description.clone())),
            _ => None,
        })
    });
    move || {
        let (id, description) = original.get()?;
        let comparison = comparison.get()?;
        let name = if description.is_empty() { id.to_string() } else { description };
        let same = comparison.is_same().then(|| {
            view! {
                <p class="compare__same">
                    <Icon name=IconName::Check />
                    "Grants the same as the original."
                </p>
            }
        });
        Some(view! {
            <section class="compare" aria-labelledby="compare-heading">
                <h3 class="rgroup__h" id="compare-heading">
                    "Compared with " <Untrusted text=name />
                </h3>
                {same}
                {changes(form, Sign::Added, &comparison.added)}
                {changes(form, Sign::Removed, &comparison.removed)}
                {changes(form, Sign::LeftOver, &comparison.left_over)}
                <OwnerNote id />
                <StatusNote id />
            </section>
        })
    }
}

/// What happened to a grant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Added,
    Removed,
    LeftOver,
}

fn changes(form: Form, sign: Sign, changes: &[Change]) -> Option<AnyView> {
    if changes.is_empty() {
        return None;
    }
    let (class, icon, word) = match sign {
        Sign::Added => ("compare__row compare__row--added", IconName::Plus, "Added"),
        Sign::Removed => ("compare__row compare__row--removed", IconName::Minus, "Removed"),
        Sign::LeftOver => ("compare__row compare__row--removed", IconName::Warning, "Not copied"),
    };
    let more = changes.len().saturating_sub(LISTED);
    let row = |change: &Change| {
        let tiles = change.actions.iter().map(|action| {
            let right = if *action == Action::Read { Right::Read } else { Right::Write };
            view! { <Tile right /> }
        });
        let (name, id) = what(form, change);
        view! {
            <li class=class>
                <Icon name=icon size=IconSize::Small />
                <b>{word}</b>
                <span class="tiles">{tiles.collect_view()}</span>
                <span class="compare__name">
                    <Untrusted text=name /> {id.map(|id| view! { " " <span class="id" translate="no">{id}</span> })}
                </span>
            </li>
        }
    };
    let why = (sign == Sign::LeftOver)
        .then_some("Permissions for another organization can't be granted here and were left out.");
    Some(
        view! {
            <ul class="compare__list">{changes.iter().take(LISTED).map(row).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="mute">{format!("and {} more", number(more))}</p> })}
            {why.map(|why| view! { <p class="compare__why">{why}</p> })}
        }
        .into_any(),
    )
}

/// Name and id of what changed.
fn what(form: Form, change: &Change) -> (String, Option<String>) {
    let resource = &change.resource;
    match change.scope {
        Scope::Object { id, .. } => {
            let name = form.name_of(resource, id).unwrap_or_default();
            (format!("{} {name}", resource.singular()).trim_end().to_owned(), Some(id.to_string()))
        }
        Scope::Org(org) if org == form.session().org.id => (format!("all {}", resource.plural()), None),
        Scope::Org(org) => {
            let name = form.name_of(&ResourceType::Orgs, org).unwrap_or_default();
            (format!("all {} in {name}", resource.plural()), Some(org.to_string()))
        }
        Scope::Everywhere => (format!("all {} in every organization", resource.plural()), None),
    }
}

/// Says so when the copy goes to somebody else than the original.
#[component]
fn OwnerNote(id: influxdb2::Id) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let session = form.session();
    let owner = Memo::new(move |_| {
        let original = console.tokens.with(|tokens| {
            let listing = tokens.ready()?;
            listing.get(id).map(|(row, _)| row.user)
        })?;
        let now = form.with(|draft| match draft.recipient {
            Recipient::Unchosen => None,
            ref chosen => Some(chosen.id(session.me.id)),
        })?;
        (now != Some(original)).then_some(original)
    });
    move || {
        owner.get().map(|owner| {
            let name = form.name_of(&ResourceType::Users, owner).unwrap_or_else(|| owner.to_string());
            view! {
                <p class="compare__why">"The original belongs to " <Untrusted text=name /> "; the copy gets another owner."</p>
            }
        })
    }
}

/// Says so when the copy works although the original does not.
#[component]
fn StatusNote(id: influxdb2::Id) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let wakes = Memo::new(move |_| {
        let asleep = console.tokens.with(|tokens| {
            let listing = tokens.ready()?;
            listing.get(id).map(|(row, _)| row.status == Status::Inactive)
        });
        asleep == Some(true) && form.with(|draft| draft.status == Status::Active)
    });
    move || {
        wakes.get().then(|| view! { <p class="compare__why">"The original is inactive; this one will be active."</p> })
    }
}
