//! Help on database tokens and management tokens: what each is for, what cannot be done, and where to go for the rest.

use crate::cluster::console::use_app;
use crate::shared::frame::{HelpDialog as Dialog, HelpSection};
use crate::shell::page::Origin;
use database::help;
use leptos::prelude::*;

/// The dialog; `App::help` opens it.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let app = use_app();
    let server = Signal::derive(move || app.place.with(|place| place.product.title().to_owned()));
    let host = Signal::derive(move || Origin::of(&app.address.get()).host);
    let kinds = || {
        help::KINDS
            .map(|(what, is)| {
                view! {
                    <div class="help__row">
                        <dt>{what}</dt>
                        " "
                        <dd>{is}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog
            help=app.help
            limits=&help::LIMITS
            limits_title="What a cluster can’t do, and what to do instead"
            server
            host
        >
            <HelpSection id="help-kinds" title="Database tokens and management tokens">
                <dl class="help__list">{kinds()}</dl>
            </HelpSection>
            <HelpSection id="help-influxctl" title="Ids and management tokens come from elsewhere">
                <p>{help::ELSEWHERE}</p>
                <pre class="help__code mono" tabindex="0" translate="no">
                    {help::COMMANDS}
                </pre>
            </HelpSection>
        </Dialog>
    }
}
