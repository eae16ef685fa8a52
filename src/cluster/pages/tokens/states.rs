//! What stands in place of the list because there is none.

use crate::cluster::console::use_console;
use crate::shared::list::{Failed, failure};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Picture;
use crate::ui::skeleton::Bone;
use database::ApiError;
use leptos::prelude::*;

/// The columns of the list that is on its way, with their headings.
pub const SKELETON: [(&str, &str, Bone); 5] = [
    ("x-status", "Status", Bone::Line),
    ("x-name", "Token", Bone::Long),
    ("x-grants", "Grants", Bone::Long),
    ("x-created", "Expires", Bone::Short),
    ("x-changed", "Created", Bone::Short),
];

/// The list could not be fetched.
#[component]
pub fn ListFailed(error: ApiError) -> impl IntoView {
    let console = use_console();
    view! {
        <Failed
            failure=failure(&error, "This management token may not list tokens")
            text=error.to_string()
            leave="Sign in with another management token"
            on_again=Callback::new(move |()| console.load_tokens())
            on_leave=Callback::new(move |()| console.sign_out())
        />
    }
}

/// There is no token.
#[component]
pub fn NoneYet() -> impl IntoView {
    view! {
        <EmptyState picture=Picture::NoneYet title="No database tokens yet">
            "A database token lets a program read or write databases. Grant only those that it needs."
        </EmptyState>
    }
}
