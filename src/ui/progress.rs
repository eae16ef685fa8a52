//! Progress of something that takes time. There is a bar only where there is a number.

use leptos::prelude::*;

use super::id;

/// What is going on, and how far; `done` runs from 0 to 1.
#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] note: Signal<Option<String>>,
    #[prop(optional, into)] done: Signal<Option<f64>>,
) -> impl IntoView {
    let bar = id::unique("progress");
    let label_for = bar.clone();
    let percent = move || done.get().map(|done| (done.clamp(0.0, 1.0) * 100.0).round().to_string());
    view! {
        <div class="progress">
            <label for=label_for>
                <b>{label}</b>
                " "
                <span class="mute">{note}</span>
            </label>
            {move || {
                percent()
                    .map(|percent| {
                        view! {
                            <progress class="progress__bar" id=bar.clone() max="100" value=percent.clone()>
                                {percent.clone()}
                                " %"
                            </progress>
                        }
                    })
            }}
        </div>
    }
}
