//! What a program sends, and the commands that do the same where this console can't.

use crate::Id;
use crate::mapping::Mapping;
use console_core::text::foreign::spelled_out;

/// The commands of `influx`, with words in capital letters to be replaced.
pub fn commands(org: Id) -> String {
    [
        format!("influx v1 auth list --org-id={org}"),
        format!(
            "influx v1 auth create --org-id={org} --username=NAME --read-bucket=BUCKET_ID --write-bucket=BUCKET_ID"
        ),
        "influx v1 auth set-password --username=NAME".to_owned(),
        "influx v1 auth set-inactive --username=NAME".to_owned(),
        "influx v1 auth delete --username=NAME".to_owned(),
        format!("influx v1 dbrp list --org-id={org}"),
    ]
    .join("\n")
}

/// What a program sends with each request, in the words of the 1.x API, to be read. The password is its own.
pub fn sent(username: &str, mapping: Option<&Mapping>) -> String {
    let place = match mapping {
        Some(mapping) => {
            format!("\ndb={}\nrp={}", spelled_out(&mapping.database), spelled_out(&mapping.retention_policy))
        }
        None => String::new(),
    };
    format!("u={}\np=••••••••{place}", spelled_out(username))
}
