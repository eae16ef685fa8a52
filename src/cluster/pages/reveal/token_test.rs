//! The line that tests the new token before the dialog is closed. A cluster needs some time to know it.

use crate::cluster::console::{TokenTest, use_app};
use crate::shared::create::token_test::{Stage, TestLine, no_test, not_proven, works};
use crate::shell::latest::Latest;
use console_core::matrix::Action;
use console_core::text::foreign::spelled_out;
use database::ApiError;
use database::token_test::Proof;
use leptos::prelude::*;

/// The button and what came of it, or why there is no test.
#[component]
pub fn Test() -> impl IntoView {
    let app = use_app();
    if let Some(why) = app.untestable() {
        return no_test(why);
    }
    app.proof_of_revealed().map(|proof| view! { <Tester proof /> }).into_any()
}

#[component]
fn Tester(proof: Proof) -> impl IntoView {
    let app = use_app();
    let trial = RwSignal::new(TokenTest::Untried);
    let latest = Latest::default();
    let shown = StoredValue::new(proof.clone());
    let stage = Memo::new(move |_| {
        trial.with(|trial| match trial {
            TokenTest::Untried => Stage::Untried,
            TokenTest::Asking(_) | TokenTest::Waiting { .. } => Stage::Runs,
            _ => Stage::Over,
        })
    });
    let begin = Callback::new(move |()| app.try_token(proof.clone(), trial, latest));
    let stopped = Callback::new(move |()| trial.set(TokenTest::Untried));
    let told = move || trial.with(|trial| shown.with_value(|proof| told(trial, proof)));
    // The seconds that are left are seen; heard is only what changes.
    let countdown = Signal::derive(move || trial.with(countdown));
    view! { <TestLine stage latest begin stopped told countdown /> }
}

fn told(trial: &TokenTest, proof: &Proof) -> AnyView {
    match trial {
        TokenTest::Untried => {
            "Sends one harmless request with it. InfluxDB might take some time to synchronize new tokens, so it is tried again for about three minutes.".into_any()
        }
        TokenTest::Asking(0) => "Testing…".into_any(),
        TokenTest::Asking(_) | TokenTest::Waiting { error: ApiError::NotSignedIn, .. } => {
            "The cluster does not know the token yet.".into_any()
        }
        TokenTest::Waiting { error: ApiError::TimedOut { .. }, .. } => "No answer came.".into_any(),
        TokenTest::Waiting { .. } => "The server is busy.".into_any(),
        TokenTest::Works { milliseconds } => {
            let what = match proof.action {
                Action::Read => "reads",
                Action::Write => "writes",
            };
            works(format!(
                " It {what} {} in {milliseconds} ms. Nothing was written.",
                spelled_out(&proof.database)
            ).into_any())
        }
        TokenTest::LetIn => works(format!(
            " The server let it in for {}. Nothing was written.",
            spelled_out(&proof.database)
        ).into_any()),
        TokenTest::Refused(error) => not_proven(spelled_out(&error.to_string())),
        TokenTest::GaveUp { tries, error: ApiError::NotSignedIn } => {
            not_proven(format!("The cluster does not know it after {tries} tries. Test again in some minutes."))
        }
        TokenTest::GaveUp { tries, error } => {
            not_proven(format!("No useful answer after {tries} tries. {}", spelled_out(&error.to_string())))
        }
    }
}

fn countdown(trial: &TokenTest) -> String {
    match trial {
        TokenTest::Waiting { tries, seconds, .. } => {
            let unit = if *seconds == 1 { "second" } else { "seconds" };
            format!("Try {} follows in {seconds} {unit}.", tries + 1)
        }
        _ => String::new(),
    }
}
