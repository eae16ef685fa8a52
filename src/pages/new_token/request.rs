//! The exact request, to be read before it is sent.

use super::form::use_form;
use crate::ui::code::Code;
use console_core::api::v2::authorizations::pretty_body;
use leptos::prelude::*;

/// Beyond this many permissions the request is summed up; laying out megabytes of text would block the page.
const READABLE: usize = 200;

/// The JSON body of the create.
#[component]
pub fn RequestTabs() -> impl IntoView {
    let form = use_form();
    let open = RwSignal::new(false);
    let text = move || match form.read() {
        Ok(mut request) => {
            let all = request.permissions.len();
            request.permissions.truncate(READABLE);
            let body = pretty_body(&request);
            if all > READABLE { format!("{body}\n… and {} more permissions", all - READABLE) } else { body }
        }
        Err(problem) => problem.to_string(),
    };
    view! {
        <details
            class="sec"
            on:toggle=move |event| {
                use wasm_bindgen::JsCast;
                let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                open.set(details.is_some_and(|details| details.has_attribute("open")));
            }
        >
            <summary>"The request, as JSON"</summary>
            {move || open.get().then(|| view! { <Code text=Signal::derive(text) label="The request, as JSON" /> })}
        </details>
    }
}
