//! From the names to a run.

use crate::console::Console;
use crate::pages::new_token::form::Form;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::authorization::NewAuthorization;
use influxdb2::batch::{BatchForm as Input, Grants, Maker, Match, Plan, PlanProblem, Planned, Rights, Row};
use influxdb2::draft::{DraftContext, DraftProblem};
use influxdb2::permission::ResourceType;
use leptos::prelude::*;
use std::sync::Arc;

/// What the names stand for; it follows the list and the buckets that are here.
pub fn plan(console: Console) -> Memo<Arc<Plan>> {
    Memo::new(move |_| {
        console.several.with(|several| {
            if !several.is_on() {
                return Arc::default();
            }
            let buckets = (several.grants == Grants::OneEach).then(|| {
                console.objects.with(|objects| objects.get(&ResourceType::Buckets).and_then(|all| all.ready().cloned()))
            });
            Arc::new(Plan::new(several, buckets.flatten().as_deref().map(|buckets| &**buckets)))
        })
    })
}

/// How many tokens would be created.
pub fn possible(form: Form) -> usize {
    form.plan.with(|plan| plan.possible())
}

/// Starts the run, if the form and the names allow it.
pub fn submit(form: Form) {
    let plan = form.plan.get_untracked();
    let stopped = match &plan.problem {
        Some(problem) => Some(problem.clone()),
        None => match rows(form, &plan) {
            Ok(rows) => {
                form.console.start_run(rows);
                None
            }
            Err(DraftProblem::UserNotMade) => Some(PlanProblem::OwnerNotMade),
            Err(problem) => Some(PlanProblem::Form(problem)),
        },
    };
    match stopped {
        Some(PlanProblem::Form(problem)) => form.tell(problem),
        // The list takes the focus when it shows the problem.
        stopped => form.unplanned.set(stopped),
    }
}

fn rows(form: Form, plan: &Plan) -> Result<Vec<Row>, DraftProblem> {
    let confirmed = untrack(move || form.confirmed());
    confirmed.and_then(|()| {
        untrack(move || {
            with_maker(form, |maker| {
                let row = |planned: &Planned| match left_out(planned) {
                    Some(reason) => Ok(Row::left_out(planned.name.clone(), reason)),
                    None => maker.row_request(planned).map(Row::from),
                };
                plan.rows.iter().map(row).collect()
            })
        })
    })
}

/// The request for the first name of the list that gets a token, and that name; none with one token only.
pub fn first(form: Form) -> Option<Result<(String, NewAuthorization), DraftProblem>> {
    let plan = form.plan.get();
    let planned = plan.rows.iter().find(|planned| planned.is_possible())?;
    Some(with_maker(form, |maker| maker.row_request(planned).map(|request| (planned.name.clone(), request.asked()))))
}

/// Who gets what, in the words of the review: `a token that grants `, `4 tokens, each of which grants `.
pub fn gets(form: Form) -> String {
    if !form.console.several.with(Input::is_on) {
        return " gets a token that grants ".to_owned();
    }
    match form.plan.with(|plan| plan.possible()) {
        0 => " gets one token for each name; it grants ".to_owned(),
        1 => " gets 1 token that grants ".to_owned(),
        count => format!(" gets {} tokens, each of which grants ", number(count)),
    }
}

/// What each token grants besides what is ticked.
pub fn own_bucket(form: Form) -> Option<&'static str> {
    form.console.several.with(|several| several.own()).map(|rights| match rights {
        Rights::Read => "read on a bucket of its own",
        Rights::Write => "write on a bucket of its own",
        Rights::Both => "read and write on a bucket of its own",
    })
}

/// Behind the count of permissions, where there are several tokens.
pub fn each(form: Form) -> &'static str {
    let on = form.console.several.with(Input::is_on);
    match (on, own_bucket(form)) {
        (false, _) => "",
        (true, None) => " each",
        (true, Some(_)) => " each and a bucket of its own",
    }
}

/// Why no token is made for a name.
pub fn left_out(planned: &Planned) -> Option<String> {
    match planned.bucket.as_ref()? {
        Match::Found { .. } => None,
        Match::Missing { wanted } => Some(format!("There is no bucket {}.", spelled_out(wanted))),
        Match::Ambiguous { wanted, count } => Some(format!("{count} buckets fit {}.", spelled_out(wanted))),
    }
}

/// Looks at what the form makes of each name.
pub fn with_maker<T>(form: Form, look: impl FnOnce(Maker<'_>) -> T) -> T {
    let session = form.session();
    let console = form.console;
    console.names.with(|names| {
        let around = DraftContext { org_name: &session.org.name, me: session.me.id, types: &session.types, names };
        console.several.with(|several| form.with(|draft| look(Maker::new(several, draft, around))))
    })
}
