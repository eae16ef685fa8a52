//! What the names stand for, before anything is sent.

use super::send::{left_out, with_maker};
use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::tile::{Right, Tile};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::batch::{Match, Plan, Planned, Rights, TokenRequest};
use leptos::prelude::*;

/// So many rows are drawn. Those that something is wrong with come first.
const SHOWN: usize = 8;

/// The count, what is wrong with the list, and the first rows.
#[component]
pub fn Preview() -> impl IntoView {
    let form = use_form();
    let some = Memo::new(move |_| form.plan.with(|plan| !plan.rows.is_empty()));
    view! {
        <p class="several__sum" role="status">
            {drawn(move || form.plan.with(|plan| summary(plan)))}
        </p>
        {drawn(move || some.get().then(|| view! { <Rows /> }))}
    }
}

#[component]
fn Rows() -> impl IntoView {
    let form = use_form();
    let rows = move || {
        let plan = form.plan.get();
        let (first, then): (Vec<&Planned>, Vec<&Planned>) = plan.rows.iter().partition(|row| !row.is_possible());
        let shown: Vec<Planned> = first.into_iter().chain(then).take(SHOWN).cloned().collect();
        with_maker(form, |maker| {
            shown
                .into_iter()
                .map(|planned| {
                    let order = planned.is_possible().then(|| maker.order(&planned).ok()).flatten();
                    row(planned, order)
                })
                .collect_view()
        })
    };
    let more = move || form.plan.with(|plan| plan.rows.len().saturating_sub(SHOWN));
    view! {
        <div class="several__wrap" tabindex="0" role="region" aria-label="What will be created">
            <table class="several__table">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Description"</th>
                        <th scope="col">"Grants"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {drawn(move || {
            (more() > 0).then(|| view! { <p class="several__more">{format!("and {} more", number(more()))}</p> })
        })}
    }
}

fn row(planned: Planned, order: Option<TokenRequest>) -> AnyView {
    let why = left_out(&planned);
    let shared = order.as_ref().map_or(0, TokenRequest::shared);
    let included = order.as_ref().is_some_and(|order| !order.grants_own());
    let description = order.map(|order| order.description).unwrap_or_default();
    let own = match planned.bucket {
        Some(Match::Found { name, .. }) => Some(String::from(name)),
        _ => None,
    };
    let said = match (&why, &own) {
        (Some(why), _) => {
            let text = format!("{why} Left out.");
            view! {
                <span class="res res--doubt">
                    <Icon name=IconName::Warning size=IconSize::Small />
                    {text}
                </span>
            }
            .into_any()
        }
        (None, Some(own)) => view! { <OwnGrant own=own.clone() shared included /> }.into_any(),
        (None, None) => {
            let text = match shared {
                0 => "Nothing is ticked yet".to_owned(),
                1 => "1 permission".to_owned(),
                count => format!("{} permissions", number(count)),
            };
            text.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">
                <Untrusted text=planned.name />
            </th>
            <td>
                <Untrusted text=description />
            </td>
            <td>{said}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn OwnGrant(own: String, shared: usize, included: bool) -> impl IntoView {
    let rights = use_console().several.with_untracked(|several| several.rights);
    let more = match shared {
        0 => String::new(),
        _ if included => ", included in what is ticked above".to_owned(),
        count => format!(" and {} ticked above", number(count)),
    };
    view! {
        <span class="several__own">
            <span class="tiles">
                {(rights != Rights::Write).then(|| view! { <Tile right=Right::Read /> })}
                {(rights != Rights::Read).then(|| view! { <Tile right=Right::Write /> })}
            </span>
            <span>
                <Untrusted text=own />
                {more}
            </span>
        </span>
    }
}

fn summary(plan: &Plan) -> String {
    if plan.rows.is_empty() {
        return "Nothing to create yet.".to_owned();
    }
    let mut text = match plan.possible() {
        1 => "1 token.".to_owned(),
        count => format!("{} tokens.", number(count)),
    };
    let missing = plan.rows.iter().filter(|row| matches!(row.bucket, Some(Match::Missing { .. }))).count();
    let ambiguous = plan.rows.iter().filter(|row| matches!(row.bucket, Some(Match::Ambiguous { .. }))).count();
    if plan.rows.iter().any(|row| row.bucket.is_some()) {
        let found = plan.rows.len() - missing - ambiguous;
        text.push_str(&format!(
            " Buckets: {} found, {} not found, {} ambiguous.",
            number(found),
            number(missing),
            number(ambiguous)
        ));
    }
    if let [first, rest @ ..] = &plan.list.repeated[..] {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", number(rest.len())) };
        text.push_str(&format!(" Repeated and created once: {}{more}.", spelled_out(first)));
    }
    match &plan.list.empty[..] {
        [] => {}
        [line] => text.push_str(&format!(" Line {line} is empty.")),
        [line, rest @ ..] => text.push_str(&format!(" Line {line} and {} more are empty.", number(rest.len()))),
    }
    text
}
