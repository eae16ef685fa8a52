//! What stands in place of the list while, or because, there is none.

use crate::console::use_console;
use crate::shared::list::{Failed, failure};
use crate::ui::button::Button;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::skeleton::Bone;
use console_core::text::foreign::spelled_out;
use influxdb2::route::Route;
use influxdb2::session::{Session, Visibility};
use influxdb2::{ApiError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;

/// The columns of the list that is on its way, with their headings.
pub const SKELETON: [(&str, &str, Bone); 7] = [
    ("x-status", "Status", Bone::Line),
    ("x-name", "Token", Bone::Long),
    ("x-kind", "Kind", Bone::Chip),
    ("x-grants", "Grants", Bone::Long),
    ("x-owner", "Owner", Bone::Line),
    ("x-created", "Created", Bone::Short),
    ("x-changed", "Changed", Bone::Short),
];

/// The list could not be fetched.
#[component]
pub fn ListFailed(error: ApiError) -> impl IntoView {
    let console = use_console();
    let text = match &error {
        ApiError::Refused(Refusal::Lacks(permission)) => {
            format!("It lacks {permission}. Use a credential that holds it, or ask its administrator.")
        }
        error => error.to_string(),
    };
    view! {
        <Failed
            failure=failure(&error, "This credential may not list tokens")
            text
            leave="Sign in with another credential"
            on_again=Callback::new(move |()| console.load_tokens())
            on_leave=Callback::new(move |()| console.sign_out())
        />
    }
}

/// There is no token, or none that this credential is shown.
#[component]
pub fn NoneYet(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let org = spelled_out(&session.org.name);
    let (title, text) = if session.visibility == Visibility::All {
        (
            "No tokens yet",
            format!("{org} has no token. A token lets a program read and write; grant only the buckets that it needs."),
        )
    } else {
        (
            "No tokens that you may see",
            format!("{org} may have tokens of other users, but this credential is not shown them."),
        )
    };
    let actions = move || {
        view! {
            <Button
                icon=IconName::Plus
                on_click=Callback::new(move |()| console.history.go(Route::NewToken))
            >
                "New token"
            </Button>
        }
        .into_any()
    };
    view! {
        <EmptyState picture=Picture::NoneYet title=title actions>
            {text}
        </EmptyState>
    }
}
