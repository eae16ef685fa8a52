//! What the page says about itself beside the form for signing in.

use super::icon::{Icon, IconName, Mark, SignInArt};
use leptos::prelude::*;

/// Name, drawing and three promises.
#[component]
pub fn GateSide() -> impl IntoView {
    view! {
        <aside class="gate__side" aria-label="About this page">
            <p class="gate__brand">
                <Mark />
                "Token Console"
            </p>
            <SignInArt />
            <div>
                <p class="gate__line">"Create InfluxDB tokens that grant what is needed, and see what each one grants."</p>
                <ul class="promise">
                    <li>
                        <Icon name=IconName::Lock />
                        <span>
                            <strong>"Remembers nothing"</strong>
                            "Kept in memory only, gone when you close the page."
                        </span>
                    </li>
                    <li>
                        <Icon name=IconName::Server />
                        <span>
                            <strong>"Talks only to your server"</strong>
                            "No other address is ever contacted."
                        </span>
                    </li>
                    <li>
                        <Icon name=IconName::Eye />
                        <span>
                            <strong>"Shows its work"</strong>
                            "You can read each request before it is sent."
                        </span>
                    </li>
                </ul>
            </div>
            <p class="gate__foot">
                <span>{concat!("Version ", env!("CARGO_PKG_VERSION"))}</span>
            </p>
        </aside>
    }
}
