//! Many tokens from one form, one for each name of a list: what the list stands for here.

mod send;

use super::form::{Form, use_form};
use crate::console::use_console;
use crate::shared::create::several::{Gets, Line, Preview, SHOWN, SeveralTokens, Words};
use console_core::text::number;
use influxdb2::batch::{Match, Plan, Planned, RowRequest};
use influxdb2::permission::ResourceType;
use leptos::prelude::*;
pub(super) use send::{each, first, gets, own_bucket, plan, possible, submit};
use send::{left_out, with_maker};

const WORDS: Words = Words {
    object: "bucket",
    names: "One name per line. It is added to the end of the description, or replaces {name} in it.",
    pattern: "{name} stands for the name and * for any text: plant-a/{name}, */{name}",
};

/// What several tokens need, while they are wanted.
#[component]
pub fn Several() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let each = Memo::new(move |_| console.several.with(|several| several.own().is_some()));
    Effect::new(move |_| {
        if each.get() {
            console.want_objects(&ResourceType::Buckets);
        }
    });
    // What was wrong is said again only when the form is sent again.
    Effect::new(move |before: Option<()>| {
        console.several.track();
        if before.is_some() {
            form.unplanned.set(None);
        }
    });
    let count = Signal::derive(move || form.plan.with(|plan| plan.list.names.len()));
    let error = Signal::derive(move || form.unplanned.get().map(|problem| problem.to_string()));
    let preview = move || {
        let summary = Signal::derive(move || form.plan.with(|plan| summary(plan)));
        let some = Memo::new(move |_| form.plan.with(|plan| !plan.rows.is_empty()));
        let lines = Callback::new(move |()| lines(form));
        let more = Signal::derive(move || form.plan.with(|plan| plan.rows.len().saturating_sub(SHOWN)));
        view! { <Preview summary some lines more /> }.into_any()
    };
    view! { <SeveralTokens several=console.several words=WORDS count error preview /> }
}

fn lines(form: Form) -> Vec<Line> {
    let plan = form.plan.get();
    let (first, then): (Vec<&Planned>, Vec<&Planned>) = plan.rows.iter().partition(|row| !row.is_possible());
    let shown = first.into_iter().chain(then).take(SHOWN);
    with_maker(form, |maker| {
        shown
            .map(|planned| {
                line(form, planned, planned.is_possible().then(|| maker.row_request(planned).ok()).flatten())
            })
            .collect()
    })
}

fn line(form: Form, planned: &Planned, request: Option<RowRequest>) -> Line {
    let shared = request.as_ref().map_or(0, RowRequest::shared);
    let included = request.as_ref().is_some_and(|request| !request.grants_own());
    let gets = match (left_out(planned), &planned.bucket) {
        (Some(why), _) => Gets::LeftOut(why),
        (None, Some(Match::Found { name, .. })) => {
            let rights = form.console.several.with_untracked(|several| several.rights);
            Gets::Own { name: name.to_string(), rights, shared, included }
        }
        (None, _) => Gets::Shared(shared),
    };
    let description = request.map(|request| request.description).unwrap_or_default();
    Line { name: planned.name.clone(), description, gets }
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
    text + &plan.list.remarks()
}
