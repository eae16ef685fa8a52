//! The list as filtered, as a file.

use super::Listing;
use super::matcher::MatchContext;
use crate::token::Expiry;
use console_core::table::export::{self, Field};
use console_core::time::rfc3339;

/// What both files tell of a token, in this order.
const COLUMNS: [&str; 7] = ["id", "description", "status", "createdAt", "expiresAt", "revokedAt", "permissions"];

/// CSV with a line for each token at these places of the list, in this order.
pub fn csv(listing: &Listing, places: &[u32], context: MatchContext<'_>) -> String {
    export::csv(&COLUMNS, rows(listing, places, context))
}

/// JSON with an entry for each token at these places of the list, in this order.
pub fn json(listing: &Listing, places: &[u32], context: MatchContext<'_>) -> String {
    export::json(&COLUMNS, rows(listing, places, context))
}

fn rows<'a>(
    listing: &'a Listing,
    places: &'a [u32],
    context: MatchContext<'a>,
) -> impl Iterator<Item = [Field<'a>; COLUMNS.len()]> {
    places.iter().filter_map(|place| listing.row(*place)).map(move |row| {
        let expires = match row.expiry {
            Expiry::At(at) => rfc3339(at),
            Expiry::Never | Expiry::Unreadable => None,
        };
        [
            Field::Written(row.id.to_string()),
            Field::Text(&row.description),
            Field::Text(row.state(context.now_ms, context.soon_days).word()),
            row.created_ms.and_then(rfc3339).into(),
            expires.into(),
            row.revoked.flatten().and_then(rfc3339).into(),
            Field::List(row.permissions.iter().map(ToString::to_string).collect()),
        ]
    })
}
