//! The line that tests a new token before its dialog is closed.

use crate::shell::latest::Latest;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use leptos::prelude::*;

/// How far a test is, as far as its button tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody asked for it.
    Untried,
    /// It is under way.
    Runs,
    /// It is over.
    Over,
}

/// The button and what came of it. `told` is what is heard, too; `countdown` is seen only.
#[component]
pub fn TestLine(
    #[prop(into)] stage: Signal<Stage>,
    latest: Latest,
    /// Begins the test.
    begin: Callback<()>,
    /// Forgets the test that was called off.
    stopped: Callback<()>,
    #[prop(into)] told: ViewFn,
    #[prop(optional)] countdown: Signal<String>,
) -> impl IntoView {
    let click = Callback::new(move |()| {
        if stage.get_untracked() == Stage::Runs {
            latest.call_off();
            stopped.run(());
        } else {
            begin.run(());
        }
    });
    let face = move || {
        let (icon, words) = match stage.get() {
            Stage::Runs => (IconName::Close, "Stop the test"),
            Stage::Untried => (IconName::ArrowRight, "Test this token"),
            Stage::Over => (IconName::Refresh, "Test again"),
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
                {drawn(move || told.run())}
            </p>
            {move || Some(countdown.get()).filter(|left| !left.is_empty()).map(|left| view! { <p class="testline__res">{left}</p> })}
        </div>
    }
}

/// Why there is no test.
pub fn no_test(why: &'static str) -> AnyView {
    view! {
        <div class="testline">
            <p class="testline__res">{why}</p>
        </div>
    }
    .into_any()
}

/// The token works: `what` it does.
pub fn works(what: AnyView) -> AnyView {
    outcome(IconName::Check, "testline__mark testline__mark--ok", "Works.", what)
}

/// The test did not show that it works, and why.
pub fn not_proven(why: String) -> AnyView {
    outcome(IconName::Warning, "testline__mark testline__mark--warn", "Not proven. ", why.into_any())
}

fn outcome(icon: IconName, class: &'static str, word: &'static str, text: AnyView) -> AnyView {
    view! {
        <span class=class>
            <Icon name=icon />
        </span>
        <span>
            <strong>{word}</strong>
            {text}
        </span>
    }
    .into_any()
}
