//! A part of the program that is loaded when it is first wanted.
//!
//! What only such a part needs lies in a module of its own where the console is shipped (docs/decisions/0007); other builds
//! have everything in one module, where loading does nothing. A secret is never shown by such a part, because a part can
//! fail to load.

use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::progress::Progress;
use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

/// Loads a part; says whether it is here. The next call after a failure tries again.
pub type Load = fn() -> Pin<Box<dyn Future<Output = bool>>>;

/// A part that the program can be split off at.
#[derive(Clone, Copy, Debug)]
pub struct Split<Draw> {
    /// Loads it.
    pub load: Load,
    /// Draws it, once it is loaded.
    pub draw: Draw,
}

impl<Draw> Split<Draw> {
    /// A part that is here from the start.
    pub fn whole(draw: Draw) -> Self {
        Self { load: || Box::pin(async { true }), draw }
    }
}

/// How far a part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progressed {
    Loading,
    Here,
    Failed,
}

/// The part, loaded in the background and shown when it is wanted.
#[component]
pub fn Part(
    /// Loads it.
    load: Load,
    /// Draws it.
    #[prop(into)]
    draw: ViewFn,
    /// Whether it is to be seen.
    #[prop(into)]
    wanted: Signal<bool>,
    /// What it is, as the sentence about a failure calls it.
    what: &'static str,
) -> impl IntoView {
    let progressed = RwSignal::new(Progressed::Loading);
    let ask = move || {
        progressed.set(Progressed::Loading);
        spawn_local(async move {
            let is_here = load().await;
            progressed.try_set(if is_here { Progressed::Here } else { Progressed::Failed });
        });
    };
    // Early, so that it is there at once, and whatever becomes of the server's files meanwhile.
    ask();
    Effect::new(move |_| {
        if wanted.get() && progressed.get_untracked() == Progressed::Failed {
            ask();
        }
    });
    let again = Callback::new(move |()| ask());
    let actions = move || view! { <Button size=ButtonSize::Small on_click=again>"Try again"</Button> }.into_any();
    let failed = move || {
        let title = Some(format!("Loading {what} failed"));
        view! {
            <Notice tone=NoticeTone::Danger role=NoticeRole::Alert title actions>
                "Check the connection, then try again. If that does not help, the server may have a newer console: reload the page."
            </Notice>
        }
        .into_any()
    };
    drawn(move || match progressed.get() {
        Progressed::Here => draw.run(),
        _ if !wanted.get() => ().into_any(),
        Progressed::Loading => view! { <Progress label=format!("Loading {what}") /> }.into_any(),
        Progressed::Failed => failed(),
    })
}
