//! Many tokens from one form, one for each name of a list: what the list stands for here.

use super::form::{Form, use_form};
use crate::cluster::console::Console;
use crate::shared::create::several::{Gets, Line, Preview, SHOWN, SeveralTokens, Words};
use console_core::create::{BatchForm, NAME, NameList, Rights};
use console_core::text::number;
use database::create::{BatchProblem, NewToken, Row, State};
use leptos::prelude::*;
use std::collections::BTreeSet;

const WORDS: Words = Words {
    object: "database",
    names: "One name per line. It begins a generated description, and replaces {name} in one that you type.",
    pattern: "{name} stands for the name: gw_{name}",
};

/// What the names stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How many names there are.
    names: usize,
    /// How many tokens would be created.
    pub possible: usize,
    /// The first lines; those that something is wrong with come first.
    lines: Vec<Line>,
    /// The first name that gets a token, and its request.
    pub first: Option<(String, NewToken)>,
    /// What is to be said of the list.
    summary: String,
}

/// What the names stand for; it follows the list, the form and the databases that are known.
pub fn plan(console: Console) -> Memo<Plan> {
    Memo::new(move |_| {
        if !console.several.with(BatchForm::is_on) {
            return Plan::default();
        }
        let permissions = console.draft.with(|draft| draft.permissions());
        let base = NewToken { description: String::new(), permissions, expires_ms: None };
        let list = console.several.with(|several| NameList::parse(&several.names));
        let names = list.names.len();
        match rows(console, &base) {
            Ok(rows) => Plan { names, ..console.several.with(|several| read(several, &base, &rows, &list)) },
            Err(BatchProblem::Empty) => Plan { summary: "Nothing to create yet.".to_owned(), ..Plan::default() },
            Err(problem) => Plan { names, summary: problem.to_string(), ..Plan::default() },
        }
    })
}

fn read(several: &BatchForm, base: &NewToken, rows: &[Row], list: &NameList) -> Plan {
    let (first, then): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.request().is_none());
    let possible = then.len();
    let mut summary = if possible == 1 { "1 token.".to_owned() } else { format!("{} tokens.", number(possible)) };
    if several.own().is_some() {
        summary.push_str(&format!(" Databases: {} found, {} not found.", number(possible), number(first.len())));
    }
    Plan {
        names: list.names.len(),
        possible,
        first: then.first().and_then(|row| Some((row.name.clone(), row.request()?.clone()))),
        lines: first.into_iter().chain(then).take(SHOWN).map(|row| line(several, base, row)).collect(),
        summary: summary + &list.remarks(),
    }
}

fn line(several: &BatchForm, base: &NewToken, row: &Row) -> Line {
    let gets = match (&row.state, row.request(), several.own()) {
        (State::LeftOut(why), ..) => Gets::LeftOut(why.clone()),
        (_, Some(request), Some(rights)) => Gets::Own {
            name: several.pattern.trim().replace(NAME, &row.name),
            rights,
            shared: base.permissions.len(),
            included: request.permissions == base.permissions,
        },
        _ => Gets::Shared(base.permissions.len()),
    };
    let description = row.request().map(|request| request.description.clone()).unwrap_or_default();
    Line { name: row.name.clone(), description, gets }
}

/// One row for each name.
fn rows(console: Console, base: &NewToken) -> Result<Vec<Row>, BatchProblem> {
    let names = console.names.get();
    let known: Option<BTreeSet<&str>> = names.as_deref().map(|names| names.iter().map(|name| &**name).collect());
    console.draft.with(|draft| {
        console.several.with(|several| database::create::rows(several, base, draft.typed(), known.as_ref()))
    })
}

/// What several tokens need, while they are wanted.
#[component]
pub fn Several() -> impl IntoView {
    let form = use_form();
    let several = form.console.several;
    // What was wrong is said again only when the form is sent again.
    Effect::new(move |before: Option<()>| {
        several.track();
        if before.is_some() {
            form.unplanned.set(None);
        }
    });
    let count = Signal::derive(move || form.plan.with(|plan| plan.names));
    let error = Signal::derive(move || form.unplanned.get().map(|problem| problem.to_string()));
    let preview = move || {
        let some = Memo::new(move |_| form.plan.with(|plan| !plan.lines.is_empty()));
        let lines = Callback::new(move |()| form.plan.with(|plan| plan.lines.clone()));
        let summary = Signal::derive(move || form.plan.with(|plan| plan.summary.clone()));
        let more = Signal::derive(move || form.plan.with(|plan| plan.names.saturating_sub(plan.lines.len())));
        view! { <Preview summary some lines more /> }.into_any()
    };
    view! { <SeveralTokens several words=WORDS count error preview /> }
}

/// Starts the run, if the form and the names allow it.
pub fn submit(form: Form) {
    let base = match untrack(move || form.read()) {
        Ok(base) => base,
        Err(problem) => return form.tell(problem),
    };
    match untrack(move || rows(form.console, &base)) {
        Ok(rows) => form.console.start_run(rows),
        // The list takes the focus when it shows the problem.
        Err(problem) => form.unplanned.set(Some(problem)),
    }
}

/// Who can do what follows: `A token that can `, `4 tokens, each of which can `.
pub fn who(form: Form) -> String {
    if !form.console.several.with(BatchForm::is_on) {
        return "A token that can ".to_owned();
    }
    match form.plan.with(|plan| plan.possible) {
        0 => "One token for each name; it can ".to_owned(),
        1 => "1 token that can ".to_owned(),
        count => format!("{} tokens, each of which can ", number(count)),
    }
}

/// What each token can do with a database of its own, besides what is ticked.
pub fn own(form: Form) -> Option<&'static str> {
    form.console.several.with(|several| several.own()).map(|rights| match rights {
        Rights::Read => "read a database of its own",
        Rights::Write => "write a database of its own",
        Rights::Both => "read and write a database of its own",
    })
}

/// Behind the count of permissions, where there are several tokens.
pub fn each(form: Form) -> &'static str {
    match (form.console.several.with(BatchForm::is_on), own(form)) {
        (false, _) => "",
        (true, None) => " each",
        (true, Some(_)) => " each and a database of its own",
    }
}
