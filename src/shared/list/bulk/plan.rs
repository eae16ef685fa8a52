//! What would happen to each chosen token, before anything is sent.

use super::table::{row, table};
use super::{BulkConsole, Id, drive};
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::drawn::{drawn, plain_input};
use crate::ui::untrusted::Untrusted;
use console_core::bulk::{Dialect, Happens, Plan, Verb as _, words};
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// So many rows are read before one trusts the count.
const READABLE: usize = 200;

/// The plan as it stands with those that are included.
fn plan<C: BulkConsole>(console: C) -> Option<Plan<C::Server>> {
    let bulk = console.bulk();
    let verb = bulk.asked()?;
    bulk.included.with(|included| console.plan(verb, included))
}

/// The numbers, who is left out and why, and the rows in the order of work.
pub fn body<C: BulkConsole>(console: C) -> AnyView {
    view! {
        {drawn(move || plan(console).map(|plan| facts(&plan)).into_any())}
        {left_out(console)}
        {drawn(move || plan(console).map(|plan| rows(console, &plan)).into_any())}
    }
    .into_any()
}

fn facts<D: Dialect>(plan: &Plan<D>) -> AnyView {
    let counted = D::Happens::ALL.iter().map(|what| (*what, plan.count(*what))).filter(|(_, count)| *count > 0);
    let mut facts: Vec<String> = counted.map(|(what, count)| words::happens(what, count)).collect();
    if !plan.left_out.is_empty() {
        facts.push(words::left_out(plan.left_out.len()));
    }
    let facts = facts.into_iter().map(|fact| view! { <li>{fact}</li> }.into_any()).collect_view();
    view! { <ul class="bulkfacts">{facts}</ul> }.into_any()
}

fn rows<C: BulkConsole>(console: C, plan: &Plan<C::Server>) -> AnyView {
    let shown = plan.rows.iter().take(READABLE).filter_map(|planned| {
        console.with_token(planned.id, |token| row::<C::Server>(token, planned.happens.words().into_any()))
    });
    let more = plan.rows.len().saturating_sub(READABLE);
    view! {
        {table("bulk-plan", "What happens", shown.collect_view().into_any())}
        {(more > 0).then(|| format!("And {} more.", number(more)))}
    }
    .into_any()
}

/// The tokens that are left out until the person knows the way back.
fn left_out<C: BulkConsole>(console: C) -> AnyView {
    let plan = untrack(|| console.bulk().asked().and_then(|verb| console.plan(verb, &BTreeSet::new())));
    let Some(plan) = plan.filter(|plan| !plan.left_out.is_empty()) else { return ().into_any() };
    let verb = plan.verb;
    let items = plan.left_out.into_iter().filter_map(|(id, guards)| {
        Some(guarded(console, id, console.with_token(id, C::Server::name)?, console.reasons(id, guards, verb)))
    });
    view! {
        <h3>"Left out"</h3>
        <ul class="questions">{items.collect_view()}</ul>
    }
    .into_any()
}

fn guarded<C: BulkConsole>(console: C, id: Id<C>, name: String, reasons: Vec<String>) -> AnyView {
    let bulk = console.bulk();
    let reasons = reasons.into_iter().map(|reason| view! { <p>{reason}</p> }.into_any()).collect_view();
    let included = bulk.included;
    let label = format!("Include {}: I know the way back, and it is open to me", spelled_out(&name));
    view! {
        <li>
            <p>
                <b>
                    <Untrusted text=name />
                </b>
            </p>
            {reasons}
            <Checkbox
                state=Signal::derive(move || Check::from(included.with(|included| included.contains(&id))))
                on_toggle=Callback::new(move |on| bulk.include(id, on))
            >
                {label}
            </Checkbox>
        </li>
    }
    .into_any()
}

/// The safe button first; what is final is confirmed in words.
pub fn foot<C: BulkConsole>(console: C) -> AnyView {
    let bulk = console.bulk();
    let Some(verb) = untrack(|| bulk.asked()) else { return ().into_any() };
    let tokens = Memo::new(move |_| plan(console).map_or(0, |plan| plan.requests()));
    let typed = RwSignal::new(String::new());
    let expected = move || verb.confirmed_by().map(|word| format!("{word} {}", words::tokens(tokens.get())));
    let blocked = Signal::derive(move || match expected() {
        _ if tokens.get() == 0 => Some("Nothing would change.".to_owned()),
        Some(words) if typed.read().trim() != words => Some(format!("Type “{words}” first.")),
        _ => None,
    });
    let label = move || format!("{}: {}", verb.label(), words::tokens(tokens.get()));
    let tone = if verb.stops() { Tone::DangerSolid } else { Tone::Primary };
    let field = verb.confirmed_by().map(|_| {
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
        <Button tone blocked on_click=Callback::new(move |()| drive::begin(console))>
            {drawn(label)}
        </Button>
    }
    .into_any()
}
