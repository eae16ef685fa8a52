//! Help on what InfluxDB 2 does not do, and on the way back in.

use crate::console::use_app;
use crate::shared::frame::{HelpDialog as Dialog, HelpSection};
use crate::shell::page::Origin;
use influxdb2::help;
use leptos::prelude::*;

/// The dialog; `App::help` opens it.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = use_app();
    let server = Signal::derive(move || {
        app.server.with(|server| server.ready().map_or("not known".to_owned(), |server| server.title()))
    });
    let host = Signal::derive(move || Origin::of(&app.address.get()).host);
    view! {
        <Dialog
            help=app.help
            limits=&help::LIMITS
            limits_title="What InfluxDB can’t do, and what to do instead"
            server
            host
        >
            <HelpSection id="help-operator" title="Lost operator token">
                <p>{help::LOST_OPERATOR}</p>
                <pre class="help__code mono" tabindex="0" translate="no">
                    {help::RECOVER}
                </pre>
            </HelpSection>
        </Dialog>
    }
}
