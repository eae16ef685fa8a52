//! The list as filtered, as a file: CSV for spreadsheets, JSON for programs. There is no secret in a list, and none in these.

use super::Listing;
use super::matcher::Context;
use crate::token::{Expiry, Token};
use console_core::text::csv as field;
use console_core::time;
use serde::Serialize;

/// One token, as both files have it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    id: String,
    description: &'a str,
    status: &'static str,
    created_at: Option<String>,
    expires_at: Option<String>,
    revoked_at: Option<String>,
    permissions: Vec<String>,
}

/// The columns of the CSV, in the order of [`Entry`].
const HEAD: &str = "id,description,status,createdAt,expiresAt,revokedAt,permissions\r\n";

/// CSV with a line for each token at these places of the list, in this order.
pub fn csv(listing: &Listing, places: &[u32], context: Context<'_>) -> String {
    let mut file = HEAD.to_owned();
    let mut put = |piece: &str| file.push_str(piece);
    for entry in entries(listing, places, context) {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let fields = [
            entry.id,
            entry.description.to_owned(),
            entry.status.to_owned(),
            optional(&entry.created_at),
            optional(&entry.expires_at),
            optional(&entry.revoked_at),
            entry.permissions.join(" "),
        ];
        for (at, text) in fields.iter().enumerate() {
            if at > 0 {
                put(",");
            }
            field::text(text, &mut put);
        }
        put(field::END);
    }
    file
}

/// JSON with an entry for each token at these places of the list, in this order.
pub fn json(listing: &Listing, places: &[u32], context: Context<'_>) -> String {
    let entries: Vec<Entry<'_>> = entries(listing, places, context).collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

fn entries<'a>(listing: &'a Listing, places: &'a [u32], context: Context<'a>) -> impl Iterator<Item = Entry<'a>> {
    places.iter().filter_map(|place| listing.row(*place)).map(move |row: &Token| Entry {
        id: row.id.to_string(),
        description: &row.description,
        status: row.state(context.now_ms, context.soon_days).word(),
        created_at: row.created_ms.and_then(time::rfc3339),
        expires_at: match row.expiry {
            Expiry::At(at) => time::rfc3339(at),
            Expiry::Never | Expiry::Unreadable => None,
        },
        revoked_at: row.revoked.flatten().and_then(time::rfc3339),
        permissions: row.permissions.iter().map(ToString::to_string).collect(),
    })
}
