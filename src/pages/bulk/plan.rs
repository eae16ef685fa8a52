//! What would happen to each chosen token, before anything is sent.

use super::table::{row, table};
use super::words;
use crate::console::Console;
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::drawn::{drawn, plain_input};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::guard::{Guard, Stop};
use influxdb2::authorization::{Authorization, Listing};
use influxdb2::bulk::{Plan, Verb, WhatHappens};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many rows are read before one trusts the count.
const READABLE: usize = 200;
const ALL: [WhatHappens; 6] = [
    WhatHappens::Stops,
    WhatHappens::Starts,
    WhatHappens::WaitsForOwner,
    WhatHappens::ChangesNothingInUse,
    WhatHappens::Deleted,
    WhatHappens::AlreadySo,
];

/// The plan as it stands with those that are included.
fn plan(console: Console) -> Option<Plan> {
    let verb = console.bulk.asked()?;
    console.bulk.included.with(|included| console.plan_bulk(verb, included))
}

fn token(listing: &Listing, id: Id) -> Option<&Authorization> {
    listing.row(listing.place_of(id)?).map(|(row, _)| row)
}

/// The numbers, who is left out and why, and the rows in the order of work.
pub fn body(console: Console) -> AnyView {
    view! {
        {drawn(move || plan(console).map(|plan| facts(&plan)).into_any())}
        {left_out(console)}
        {drawn(move || plan(console).map(|plan| rows(console, &plan)).into_any())}
    }
    .into_any()
}

fn facts(plan: &Plan) -> AnyView {
    let counted = ALL.iter().map(|what| (*what, plan.count(*what))).filter(|(_, count)| *count > 0);
    let mut facts: Vec<String> = counted.map(|(what, count)| words::happens(what, count)).collect();
    if !plan.left_out.is_empty() {
        facts.push(words::left_out(plan.left_out.len()));
    }
    let facts = facts.into_iter().map(|fact| view! { <li>{fact}</li> }.into_any()).collect_view();
    view! { <ul class="bulkfacts">{facts}</ul> }.into_any()
}

fn rows(console: Console, plan: &Plan) -> AnyView {
    let Some(listing) = console.tokens.with_untracked(|tokens| tokens.ready().cloned()) else { return ().into_any() };
    let shown = plan.rows.iter().take(READABLE);
    let shown =
        shown.filter_map(|planned| Some(row(token(&listing, planned.id)?, words::planned(planned.happens).into_any())));
    let more = plan.rows.len().saturating_sub(READABLE);
    view! {
        {table("bulk-plan", "What happens", shown.collect_view().into_any())}
        {(more > 0).then(|| format!("And {} more.", number(more)))}
    }
    .into_any()
}

/// The tokens that are left out until the person knows the way back.
fn left_out(console: Console) -> AnyView {
    let plan = untrack(|| console.bulk.asked().and_then(|verb| console.plan_bulk(verb, &BTreeSet::new())));
    let Some((plan, listing)) = plan.zip(console.tokens.with_untracked(|tokens| tokens.ready().cloned())) else {
        return ().into_any();
    };
    if plan.left_out.is_empty() {
        return ().into_any();
    }
    let stop = if plan.verb == Verb::Delete { Stop::Delete } else { Stop::Deactivate };
    let items =
        plan.left_out.into_iter().filter_map(|(id, guards)| guarded(console, token(&listing, id)?, guards, stop));
    view! {
        <h3>"Left out"</h3>
        <ul class="questions">{items.collect_view()}</ul>
    }
    .into_any()
}

fn guarded(console: Console, token: &Authorization, guards: Vec<Guard>, stop: Stop) -> Option<AnyView> {
    let (id, name) = (token.id, words::name(token));
    let owner = console.owner_of(id);
    let reasons = guards.into_iter().map(|guard| format!("{} {}", guard.sentence(&owner), guard.recovery(stop)));
    let reasons = reasons.map(|reason| view! { <p>{reason}</p> }.into_any()).collect_view();
    let included = console.bulk.included;
    let label = format!("Include {}: I know the way back, and it is open to me", spelled_out(&name));
    let item = view! {
        <li>
            <p>
                <b>
                    <Untrusted text=name />
                </b>
            </p>
            {reasons}
            <Checkbox
                state=Signal::derive(move || Check::from(included.with(|included| included.contains(&id))))
                on_toggle=Callback::new(move |on| console.bulk.include(id, on))
            >
                {label}
            </Checkbox>
        </li>
    };
    Some(item.into_any())
}

/// The safe button first; a delete is confirmed in words.
pub fn foot(console: Console) -> AnyView {
    let bulk = console.bulk;
    let Some(verb) = untrack(|| bulk.asked()) else { return ().into_any() };
    let tokens = Memo::new(move |_| plan(console).map_or(0, |plan| plan.requests()));
    let typed = RwSignal::new(String::new());
    let expected = move || format!("delete {}", words::tokens(tokens.get()));
    let blocked = Signal::derive(move || match tokens.get() {
        0 => Some("Nothing would change.".to_owned()),
        _ if verb == Verb::Delete && typed.read().trim() != expected() => Some(format!("Type “{}” first.", expected())),
        _ => None,
    });
    let label = move || format!("{}: {}", words::verb(verb), words::tokens(tokens.get()));
    let tone = if verb.stops() { Tone::DangerSolid } else { Tone::Primary };
    let field = (verb == Verb::Delete).then(|| {
        view! {
            <div class="bulkconfirm">
                <span>"Type " <b>{drawn(expected)}</b> " to confirm."</span>
                {plain_input("bulk-confirm", "Words to confirm", typed)}
            </div>
        }
        .into_any()
    });
    view! {
        {field}
        <Button on_click=Callback::new(move |()| bulk.work.set(None))>"Cancel"</Button>
        <Button tone blocked on_click=Callback::new(move |()| console.begin_bulk())>
            {drawn(label)}
        </Button>
    }
    .into_any()
}
