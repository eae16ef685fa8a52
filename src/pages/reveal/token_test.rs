//! The line that tests the new token before the dialog is closed.

use crate::console::{TokenTest, use_app};
use crate::shell::latest::Latest;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
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
            nothing("No test: the token is inactive, and every use of it is refused until it is activated.")
        }
        Plan::Unprovable => {
            nothing("No test: only a change could show what this token grants, and a test changes nothing.")
        }
    })
}

fn nothing(why: &'static str) -> AnyView {
    view! {
        <div class="testline">
            <p class="testline__res">{why}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Tester(proof: Proof, names: Names) -> impl IntoView {
    let app = use_app();
    let trial = RwSignal::new(TokenTest::Untried);
    let latest = Latest::default();
    let shown = StoredValue::new(proof.shown(&names));
    let runs = move || trial.with(|trial| matches!(trial, TokenTest::Asking { .. } | TokenTest::Waiting { .. }));
    let click = Callback::new(move |()| {
        if untrack(runs) {
            latest.call_off();
            trial.set(TokenTest::Untried);
        } else {
            app.try_token(proof.clone(), trial, latest);
        }
    });
    let face = move || {
        let (icon, words) = match trial.with(|trial| (runs(), *trial == TokenTest::Untried)) {
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
                {face}
            </Button>
            <p class="testline__res" aria-live="polite">
                {drawn(move || trial.with(|trial| told(trial, &shown.get_value())))}
            </p>
        </div>
    }
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
        TokenTest::Works { milliseconds } => works(shown, *milliseconds),
        TokenTest::ShowedNothing => {
            format!("The server let it in and showed no {}: there may be none yet.", shown.kind).into_any()
        }
        TokenTest::Refused(error) => bad(refused(error)),
        TokenTest::GaveUp { tries, error: ApiError::NotSignedIn } => {
            bad(format!("The server does not know it after {tries} tries. Test again in a minute."))
        }
        TokenTest::GaveUp { tries, error } => {
            bad(format!("No useful answer after {tries} tries. {}", spelled_out(&error.to_string())))
        }
    }
}

fn works(shown: &Shown, milliseconds: i64) -> AnyView {
    let Shown { verb, kind, name } = shown.clone();
    view! {
        <span class="testline__mark testline__mark--ok">
            <Icon name=IconName::Check />
        </span>
        <span>
            <strong>"Works."</strong>
            {format!(" It {verb} ")}
            {if name.is_some() { "the " } else { "" }}
            {kind}
            " "
            {name.map(|name| view! { <Untrusted text=name limit=80 /> })}
            {format!(" in {milliseconds} ms. Nothing was written.")}
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
