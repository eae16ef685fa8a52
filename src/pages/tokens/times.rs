//! When a token was created and changed: the exact times in a card that comes with the pointer and the focus on the day in
//! its row, and stays when the day is pressed.

use crate::console::use_console;
use crate::shell::clock;
use crate::ui::float::{Float, FloatingCard};
use crate::ui::time::local_full;
use console_core::time::ago;
use influxdb2::Id;
use leptos::prelude::*;

/// The card with the exact times of a row.
#[component]
pub fn TimesCard(float: Float) -> impl IntoView {
    let console = use_console();
    let content = Callback::new(move |key: u64| {
        let times = console.tokens.with_untracked(|tokens| {
            let listing = tokens.ready()?;
            let (row, _) = listing.get(Id::from_number(key)?)?;
            Some([("Created", row.created_ms), ("Changed", row.changed_ms)])
        });
        let said = |(label, at): (&'static str, Option<i64>)| {
            let text = match at {
                Some(at) => format!("{} · {}", local_full(at), ago(at, clock::now_ms())),
                None => "Not known".to_owned(),
            };
            view! {
                <dt>{label}</dt>
                <dd>{text}</dd>
            }
        };
        view! {
            <div class="float__body">
                <dl class="facts">{times.map(|times| times.map(said).collect_view())}</dl>
            </div>
        }
        .into_any()
    });
    view! { <FloatingCard float label=Callback::new(|_| "Exact times".to_owned()) content /> }
}
