//! Whether the credential may grant what is chosen.

use super::form::use_form;
use crate::ui::icon::{Icon, IconName};
use console_core::session::Power;
use leptos::prelude::*;

/// What is known of it before the server is asked.
#[component]
pub fn Coverage() -> impl IntoView {
    let form = use_form();
    let covers = match form.session().power {
        Power::Operator => "Your credential holds every right of this server.",
        Power::AllAccess | Power::Custom => "The server grants only what your credential holds itself.",
    };
    move || {
        (!form.permissions.with(|permissions| permissions.is_empty())).then(|| {
            view! {
                <p class="covers">
                    <Icon name=IconName::Check />
                    {covers}
                </p>
            }
        })
    }
}
