//! Help: the same on every screen, signed in or not.

pub mod keys;

use crate::console::use_app;
use crate::shell::page::Origin;
use crate::shell::storage;
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::dialog::{Dialog, DialogWidth};
use influxdb2::help;
use leptos::prelude::*;

/// The keys, each with what it does.
const KEYS: [(&str, &str); 5] =
    [("?", "Help"), ("/", "Search or filter"), ("N", "New token"), ("Ctrl + Enter", "Create"), ("Esc", "Close")];

/// The dialog; `App::help` opens it.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = use_app();
    let close = Callback::new(move |()| app.help.set(false));
    let foot = move || view! { <Button tone=Tone::Primary on_click=close>"Close"</Button> }.into_any();
    view! {
        <Dialog open=app.help title="Help" on_close_request=close foot width=DialogWidth::Wide>
            <Shortcuts />
            <section class="help" aria-labelledby="help-limits">
                <h3 id="help-limits">"What InfluxDB can’t do, and what to do instead"</h3>
                <dl class="help__list">
                    {help::LIMITS.map(|(what, instead)| view! { <dt>{what}</dt> <dd>{instead}</dd> }).collect_view()}
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
            <dl class="help__keys">
                {KEYS.map(|(key, what)| view! { <dt><kbd>{key}</kbd></dt> <dd>{what}</dd> }).collect_view()}
            </dl>
            <Checkbox
                state=Signal::derive(move || app.single_keys.get().into())
                on_toggle=toggle
                sub="They work outside of text fields only. Turn them off if you use speech input."
            >
                "Single keys"
            </Checkbox>
        </section>
    }
}

#[component]
fn Versions() -> impl IntoView {
    let app = use_app();
    let server =
        move || app.server.with(|server| server.ready().map_or("not known".to_owned(), |server| server.title()));
    view! {
        <section class="help" aria-labelledby="help-version">
            <h3 id="help-version">"Version"</h3>
            <dl class="help__keys">
                <dt>"Token Console"</dt>
                <dd>{env!("CARGO_PKG_VERSION")}</dd>
                <dt>"Server"</dt>
                <dd>
                    {server} ", " <span class="mono" translate="no">{move || Origin::of(&app.address.get()).host}</span>
                </dd>
                <dt>"License"</dt>
                <dd>"MIT or Apache-2.0"</dd>
            </dl>
        </section>
    }
}
