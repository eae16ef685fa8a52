//! By which names a 1.x client reaches a bucket, and what to do where there is none.

use crate::console::use_console;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::copyable::Copyable;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use influxdb2::authorization::V1Listing;
use influxdb2::mapping::{Mapping, command, names_of};
use influxdb2::permission::ResourceType;
use influxdb2::session::{AccessLevel, Session};
use leptos::prelude::*;

/// Database and retention policy, marked as what they are. In a list the default goes without saying.
#[component]
pub fn Names(mapping: Mapping, #[prop(optional)] short: bool) -> impl IntoView {
    view! {
        <span class="dbmap">
            <span class="mono"><Untrusted text=mapping.database.to_string() limit=60 /></span>
            " "
            <span class="mute">"/ " <Untrusted text=mapping.retention_policy.to_string() limit=60 /></span>
            {(mapping.default && !short).then(|| view! { <Tag tone=TagTone::Plain>"default"</Tag> })}
            {mapping.is_virtual.then(|| view! { <Tag tone=TagTone::Plain>"by name"</Tag> })}
        </span>
    }
}

/// How it is said that a bucket has no database.
pub const NO_DATABASE: (TagTone, &str) = (TagTone::Warn, "no database");

/// That a bucket has no database, as a remark.
#[component]
pub fn NoDatabase() -> impl IntoView {
    let (tone, word) = NO_DATABASE;
    view! { <Tag tone>{word}</Tag> }
}

/// What is known of the names of a bucket.
pub enum Known {
    /// These lead to it.
    Names(Vec<Mapping>),
    /// None does.
    None,
    /// The mappings could not be read.
    Unread,
}

/// Looks a bucket up.
pub fn known(listing: &V1Listing, bucket: Id) -> Known {
    match &listing.mappings {
        Err(_) => Known::Unread,
        Ok(mappings) => match names_of(bucket, mappings) {
            names if names.is_empty() => Known::None,
            names => Known::Names(names.into_iter().cloned().collect()),
        },
    }
}

/// The name of a bucket as far as it is known.
pub fn bucket_name(bucket: Id) -> String {
    let console = use_console();
    let name = console.names.with(|names| names.get(&ResourceType::Buckets, bucket).map(str::to_owned));
    name.unwrap_or_default()
}

/// The warning for a bucket without a database, with the line that mends it.
#[component]
pub fn Mend(session_org: Id, sees_all: bool, bucket: Id, mappings: Vec<Mapping>) -> impl IntoView {
    let name = bucket_name(bucket);
    let called = if name.is_empty() { bucket.to_string() } else { spelled_out(&name) };
    let line = command(session_org, bucket, &name, &mappings);
    let hidden = if sees_all { "" } else { " Or it has one that this credential is not shown." };
    view! {
        <Notice tone=NoticeTone::Warn title=Some(format!("No database leads to {called}"))>
            <p>
                {format!("Programs that speak 1.x name a database and a retention policy, and none stands for this bucket: they can’t reach it.{hidden} This line gives it one; load the list again afterwards.")}
            </p>
            <div class="v1__mend">
                <Copyable text=line label=format!("Command that maps {called}") />
            </div>
        </Notice>
    }
}

/// Whether a session is shown every mapping of its organization.
pub fn sees_all(session: &Session) -> bool {
    matches!(session.access, AccessLevel::Operator | AccessLevel::AllAccess)
}
