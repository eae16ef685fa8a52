//! The line that tests the new token before the dialog is closed.

use crate::console::{TokenTest, use_app};
use crate::shared::create::token_test::{Stage, TestLine, no_test, not_proven, works};
use crate::shell::latest::Latest;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use influxdb2::token_test::{Plan, Proof, Shown};
use influxdb2::{ApiError, Names, Refusal};
use leptos::prelude::*;

/// The button and what came of it.
#[component]
pub fn Test() -> impl IntoView {
    let app = use_app();
    app.trial_of_revealed().map(|(plan, names)| match plan {
        Plan::Ask(proof) => view! { <Tester proof names /> }.into_any(),
        Plan::Inactive => {
            no_test("No test: the token is inactive, and every use of it is refused until it is activated.")
        }
        Plan::Unprovable => {
            no_test("No test: only a change could show what this token grants, and a test changes nothing.")
        }
    })
}

#[component]
fn Tester(proof: Proof, names: Names) -> impl IntoView {
    let app = use_app();
    let trial = RwSignal::new(TokenTest::Untried);
    let latest = Latest::default();
    let shown = StoredValue::new(proof.shown(&names));
    let stage = move || {
        trial.with(|trial| match trial {
            TokenTest::Untried => Stage::Untried,
            TokenTest::Asking { .. } | TokenTest::Waiting { .. } => Stage::Runs,
            _ => Stage::Over,
        })
    };
    let begin = Callback::new(move |()| app.try_token(proof.clone(), trial, latest));
    let stopped = Callback::new(move |()| trial.set(TokenTest::Untried));
    let told = move || trial.with(|trial| told(trial, &shown.get_value()));
    view! { <TestLine stage=Signal::derive(stage) latest begin stopped told /> }
}

fn told(trial: &TokenTest, shown: &Shown) -> AnyView {
    match trial {
        TokenTest::Untried => "Sends one harmless request with it. Nothing is written.".into_any(),
        TokenTest::Asking { number: 1, .. } => "Testing…".into_any(),
        TokenTest::Asking { number, of } => format!("Try {number} of {of}…").into_any(),
        TokenTest::Waiting { number, of, seconds, error } => {
            let unit = if *seconds == 1 { "second" } else { "seconds" };
            format!("{} Try {number} of {of} follows in {seconds} {unit}.", not_yet(error)).into_any()
        }
        TokenTest::Works { milliseconds } => works(what(shown, *milliseconds)),
        TokenTest::ShowedNothing => {
            format!("The server let it in and showed no {}: there may be none yet.", shown.kind).into_any()
        }
        TokenTest::Refused(error) => not_proven(refused(error)),
        TokenTest::GaveUp { tries, error: ApiError::NotSignedIn } => {
            not_proven(format!("The server does not know it after {tries} tries. Test again in a minute."))
        }
        TokenTest::GaveUp { tries, error } => {
            not_proven(format!("No useful answer after {tries} tries. {}", spelled_out(&error.to_string())))
        }
    }
}

fn what(shown: &Shown, milliseconds: i64) -> AnyView {
    let Shown { verb, kind, name } = shown.clone();
    view! {
        {format!(" It {verb} ")}
        {if name.is_some() { "the " } else { "" }}
        {kind}
        " "
        {name.map(|name| view! { <Untrusted text=name limit=80 /> })}
        {format!(" in {milliseconds} ms. Nothing was written.")}
    }
    .into_any()
}

fn not_yet(error: &ApiError) -> &'static str {
    match error {
        ApiError::NotSignedIn => "The server does not know it yet.",
        ApiError::Unreachable | ApiError::TimedOut { .. } | ApiError::BrokenOff => "No answer came.",
        _ => "The server is busy.",
    }
}

/// A refusal in words about the token, where the usual ones speak of whoever is signed in.
fn refused(error: &ApiError) -> String {
    match error {
        ApiError::TokenInactive => "The token is inactive: every use of it is refused.".to_owned(),
        ApiError::UserInactive => "Its user is inactive or deleted: every use of it is refused.".to_owned(),
        ApiError::Refused(Refusal::Lacks(permission)) => format!("The server says that it lacks {permission}."),
        error => spelled_out(&error.to_string()),
    }
}
