//! Help: the same on every screen, signed in or not.

pub mod keys;

use crate::console::use_app;
use crate::shell::page::Origin;
use crate::shell::storage;
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::dialog::{Dialog, DialogWidth};
use crate::ui::drawn::drawn;
use influxdb2::help;
use leptos::prelude::*;

/// What a key does, and the keys that are pressed together for it.
type Key = (&'static str, &'static [&'static str]);

/// The keys of every screen.
const KEYS: [Key; 5] = [
    ("Help", &["?"]),
    ("Search or filter", &["/"]),
    ("New token", &["N"]),
    ("Create", &["Ctrl", "Enter"]),
    ("Close, or clear the filter", &["Esc"]),
];

/// The keys of a table and of the matrix.
const MOVES: [Key; 5] = [
    ("Move", &["Arrows"]),
    ("First or last of the row", &["Home / End"]),
    ("Open the token", &["Enter"]),
    ("Tick", &["Space"]),
    ("Tick up to here", &["Shift", "Space"]),
];

/// The dialog; `App::help` opens it.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = use_app();
    let close = Callback::new(move |()| app.help.set(false));
    let foot = move || view! { <Button tone=Tone::Primary on_click=close>"Close"</Button> }.into_any();
    view! {
        <Dialog open=move || app.help.get() title="Help" on_close_request=close foot width=DialogWidth::Wide>
            <Shortcuts />
            <section class="help" aria-labelledby="help-limits">
                <h3 id="help-limits">"What InfluxDB can’t do, and what to do instead"</h3>
                <dl class="help__list">
                    {help::LIMITS
                        .map(|(what, instead)| view! { <div class="help__row"><dt>{what}</dt> <dd>{instead}</dd></div> })
                        .collect_view()}
                </dl>
            </section>
            <section class="help" aria-labelledby="help-operator">
                <h3 id="help-operator">"Lost operator token"</h3>
                <p>{help::LOST_OPERATOR}</p>
                <pre class="help__code mono" tabindex="0" translate="no">
                    {help::RECOVER}
                </pre>
            </section>
            <Versions />
        </Dialog>
    }
}

#[component]
fn Shortcuts() -> impl IntoView {
    let app = use_app();
    let toggle = Callback::new(move |on: bool| {
        storage::keep_single_keys(on);
        app.single_keys.set(on);
    });
    view! {
        <section class="help" aria-labelledby="help-keys">
            <h3 id="help-keys">"Shortcuts"</h3>
            <div class="help__keys">{[KEYS, MOVES].map(|keys| view! { <Keys keys /> }).collect_view()}</div>
            <Checkbox
                state=Signal::derive(move || app.single_keys.get().into())
                on_toggle=toggle
                sub="They work only outside of text fields. Turn them off if you use speech input."
            >
                "Single keys: ? / N"
            </Checkbox>
        </section>
    }
}

/// A list of keys: what one does, then the keys.
#[component]
fn Keys(keys: [Key; 5]) -> impl IntoView {
    let row = |(what, keys): Key| {
        let keys = keys.iter().enumerate().map(|(at, key)| view! { {(at > 0).then_some(" + ")} <kbd>{*key}</kbd> });
        view! { <div class="help__row"><dt>{what}</dt> <dd>{keys.collect_view()}</dd></div> }
    };
    view! { <dl class="help__list">{keys.map(row).collect_view()}</dl> }
}

#[component]
fn Versions() -> impl IntoView {
    let app = use_app();
    let server =
        move || app.server.with(|server| server.ready().map_or("not known".to_owned(), |server| server.title()));
    view! {
        <section class="help" aria-labelledby="help-version">
            <h3 id="help-version">"Version"</h3>
            <dl class="facts">
                <dt>"Token Console"</dt>
                <dd>{env!("CARGO_PKG_VERSION")}</dd>
                <dt>"Server"</dt>
                <dd>
                    {server} ", " <span class="mono" translate="no">{drawn(move || Origin::of(&app.address.get()).host)}</span>
                </dd>
                <dt>"Licence"</dt>
                <dd>"MIT or Apache-2.0"</dd>
            </dl>
        </section>
    }
}
