//! The token beside another one: which of them grants more, and one request that shows it.

use crate::cluster::console::{Console, use_console};
use crate::ui::code::Code;
use crate::ui::combobox::{Combobox, Suggestion, Suggestions};
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use console_core::bulk::Dialect as _;
use console_core::sort::sort_by_key;
use console_core::text::foreign::message;
use console_core::text::number;
use database::Id;
use database::compare::{Comparison, Side, compare};
use database::database::closeness;
use database::list::Filter;
use database::revoke::many::Revoke;
use database::token::Token;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// As many tokens are suggested, and permissions shown, at once.
const SHOWN: usize = 30;

/// The section. What one token is compared with stays while one goes on to the next.
#[component]
pub fn Compare(token: Token) -> impl IntoView {
    let console = use_console();
    let (id, query) = (token.id, RwSignal::new(String::new()));
    let suggest = Callback::new(move |query: String| suggestions(console, id, &query));
    let choose = Callback::new(move |place: u64| {
        let chosen = console.tokens.with_untracked(|tokens| {
            tokens.ready().and_then(|all| all.row(u32::try_from(place).ok()?)).map(|row| row.id)
        });
        console.compared_with.set(chosen);
        query.set(String::new());
    });
    let other = move || console.compared_with.get().filter(|other| *other != id).and_then(|other| console.token(other));
    view! {
        <section class="drawer__section" aria-labelledby="token-compare">
            <h3 class="drawer__h" id="token-compare">
                "Compare"
            </h3>
            <Field label="With another token">
                <Combobox query suggest on_choose=choose words=("token", "tokens") placeholder="Description, id or database" />
            </Field>
            <div class="stack" role="status">{drawn(move || other().map(|other| beside(console, &token, &other)))}</div>
        </section>
    }
}

fn suggestions(console: Console, own: Id, query: &str) -> Suggestions {
    console.tokens.with(|tokens| {
        let Some(listing) = tokens.ready() else { return Suggestions::default() };
        let filter = Filter::parse(query).filter;
        let found = console.with_context(|context| listing.find(&filter, context));
        let rows = found.iter().filter_map(|place| Some((*place, listing.row(*place)?)));
        let mut others: Vec<_> = rows.filter(|(_, row)| row.id != own).collect();
        // Who types a whole description or id means that token, whatever else holds it.
        sort_by_key(&mut others, |(_, row)| {
            closeness(&row.description, query).min(closeness(&row.id.to_string(), query))
        });
        let suggestion = |(place, row): &(u32, &Token)| Suggestion {
            key: u64::from(*place),
            label: Revoke::name(row),
            note: row.id.to_string(),
            tag: None,
        };
        Suggestions { total: others.len(), shown: others.iter().take(SHOWN).map(suggestion).collect() }
    })
}

fn beside(console: Console, this: &Token, other: &Token) -> AnyView {
    let known = console.names.get();
    let names: BTreeSet<&str> = known.iter().flat_map(|names| names.iter()).map(|name| &**name).collect();
    let Comparison { relation, more, less } = compare(&this.permissions, &other.permissions, &names);
    let name = message(&Revoke::name(other));
    let over = console.with_context(|context| {
        let works = |token: &Token| token.state(context.now_ms, context.soon_days).works();
        !works(this) || !works(other)
    });
    view! {
        <p>
            <b>{relation.words()}</b>
            {format!(", beside “{name}”.")}
            {over.then_some(" One of them does not work any more; compared is what they were granted.")}
        </p>
        {side("Only this one grants", "A request that only this one may send", more)}
        {side("Only the other one grants", "A request that only the other one may send", less)}
    }
    .into_any()
}

fn side(title: &'static str, label: &'static str, side: Side) -> AnyView {
    let Side { permissions, request } = side;
    if permissions.is_empty() {
        return ().into_any();
    }
    let told: Vec<String> = permissions.iter().take(SHOWN).map(|permission| message(&permission.to_string())).collect();
    let more = permissions.len().saturating_sub(SHOWN);
    let more = if more == 0 { ".".to_owned() } else { format!(", and {} more.", number(more)) };
    let shows = match request {
        Some(text) => view! { <Code text label /> }.into_any(),
        None => view! { <p class="mute">"No request on a database that exists shows it."</p> }.into_any(),
    };
    view! {
        <p>{format!("{title} {}{more}", told.join(", "))}</p>
        {shows}
    }
    .into_any()
}
