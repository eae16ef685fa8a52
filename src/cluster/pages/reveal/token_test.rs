//! The line that tests the new token before the dialog is closed. A cluster needs some time to know it.

use crate::cluster::console::{TokenTest, use_app};
use crate::shell::latest::Latest;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
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
        return view! {
            <div class="testline">
                <p class="testline__res">{why}</p>
            </div>
        }
        .into_any();
    }
    app.proof_of_revealed().map(|proof| view! { <Tester proof /> }).into_any()
}

#[component]
fn Tester(proof: Proof) -> impl IntoView {
    let app = use_app();
    let trial = RwSignal::new(TokenTest::Untried);
    let latest = Latest::default();
    let shown = StoredValue::new(proof.clone());
    let runs = move || trial.with(|trial| matches!(trial, TokenTest::Asking(_) | TokenTest::Waiting { .. }));
    let click = Callback::new(move |()| {
        if untrack(runs) {
            latest.call_off();
            trial.set(TokenTest::Untried);
        } else {
            app.try_token(proof.clone(), trial, latest);
        }
    });
    let face = Memo::new(move |_| (runs(), trial.with(|trial| *trial == TokenTest::Untried)));
    let words = move || {
        let (icon, words) = match face.get() {
            (true, _) => (IconName::Close, "Stop the test"),
            (false, true) => (IconName::ArrowRight, "Test this token"),
            (false, false) => (IconName::Refresh, "Test again"),
        };
        view! {
            <Icon name=icon size=IconSize::Small />
            {words}
        }
    };
    view! {
        <div class="testline">
            <Button size=ButtonSize::Small on_click=click>
                {words}
            </Button>
            // The seconds that are left are seen; heard is only what changes.
            <p class="testline__res" aria-live="polite">
                {drawn(move || trial.with(|trial| shown.with_value(|proof| told(trial, proof))))}
            </p>
            <p class="testline__res">{move || trial.with(countdown)}</p>
        </div>
    }
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
            good(format!(
                " It {what} {} in {milliseconds} ms. Nothing was written.",
                spelled_out(&proof.database)
            ))
        }
        TokenTest::LetIn => good(format!(
            " The server let it in for {}. Nothing was written.",
            spelled_out(&proof.database)
        )),
        TokenTest::Refused(error) => bad(spelled_out(&error.to_string())),
        TokenTest::GaveUp { tries, error: ApiError::NotSignedIn } => {
            bad(format!("The cluster does not know it after {tries} tries. Test again in some minutes."))
        }
        TokenTest::GaveUp { tries, error } => {
            bad(format!("No useful answer after {tries} tries. {}", spelled_out(&error.to_string())))
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

fn good(text: String) -> AnyView {
    view! {
        <span class="testline__mark testline__mark--ok">
            <Icon name=IconName::Check />
        </span>
        <span>
            <strong>"Works."</strong>
            {text}
        </span>
    }
    .into_any()
}

fn bad(why: String) -> AnyView {
    view! {
        <span class="testline__mark testline__mark--warn">
            <Icon name=IconName::Warning />
        </span>
        <span>
            <strong>"Not proven. "</strong>
            {why}
        </span>
    }
    .into_any()
}
