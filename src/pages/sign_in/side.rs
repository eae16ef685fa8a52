//! What the page says about itself beside the form.

use crate::ui::icon::{Icon, IconName, Mark, SignInArt};
use leptos::prelude::*;

/// Name, drawing and three promises.
#[component]
pub fn Side() -> impl IntoView {
    view! {
        <aside class="gate__side" aria-label="About this page">
            <p class="gate__brand">
                <Mark />
                "Token Console"
            </p>
            <SignInArt />
            <div>
                <p class="gate__line">"Hand out, understand and take back access to InfluxDB."</p>
                <ul class="promise">
                    <li>
                        <Icon name=IconName::Lock />
                        <span>
                            <strong>"Remembers nothing"</strong>
                            "Your credential lives in this page and ends with it."
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
                            "What will be sent can be read before it is."
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
