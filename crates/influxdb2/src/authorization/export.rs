//! The list as filtered, as a file.

use super::{Listing, Revocation, TokenStatus, note};
use crate::Id;
use crate::permission::ResourceType;
use console_core::date::Date;
use console_core::table::export::{self, Field};
use console_core::time::rfc3339;
use std::collections::BTreeSet;

/// What both files tell of a token, in this order.
const COLUMNS: [&str; 13] = [
    "id",
    "description",
    "status",
    "kind",
    "orgID",
    "org",
    "userID",
    "user",
    "createdAt",
    "updatedAt",
    "reviewBy",
    "revoked",
    "permissions",
];

/// CSV with a line for each token at these places of the list, in this order.
pub fn csv(listing: &Listing, places: &[u32], inactive: &BTreeSet<Id>) -> String {
    export::csv(&COLUMNS, rows(listing, places, inactive))
}

/// JSON with an entry for each token at these places of the list, in this order.
pub fn json(listing: &Listing, places: &[u32], inactive: &BTreeSet<Id>) -> String {
    export::json(&COLUMNS, rows(listing, places, inactive))
}

fn rows<'a>(
    listing: &'a Listing,
    places: &'a [u32],
    inactive: &'a BTreeSet<Id>,
) -> impl Iterator<Item = [Field<'a>; COLUMNS.len()]> {
    let names = &listing.table().names;
    places.iter().filter_map(|place| listing.row(*place)).map(move |(row, kind)| {
        let others = listing.others(row.id).iter().map(ToString::to_string);
        [
            Field::Written(row.id.to_string()),
            Field::Text(&row.description),
            Field::Text(TokenStatus::of(row, inactive).word()),
            Field::Text(kind.word()),
            Field::Written(row.org.to_string()),
            names.get(&ResourceType::Orgs, row.org).into(),
            Field::Written(row.user.to_string()),
            names.get(&ResourceType::Users, row.user).into(),
            row.created_ms.and_then(rfc3339).into(),
            row.changed_ms.and_then(rfc3339).into(),
            note::review_by(&row.description).as_ref().map(Date::to_string).into(),
            Revocation::since(row).as_ref().map(Date::to_string).into(),
            Field::List(row.permissions.iter().map(ToString::to_string).chain(others).collect()),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{listing, row};

    fn tokens() -> Listing {
        let mut first = row(1, "=cmd|' /C calc'!A0;=1 (review by 2027-05-01)", &["read:orgs/00000000000000aa/buckets"]);
        first.created_ms = Some(1_778_571_000_123);
        listing(vec![first, row(2, "a \"b\",\nc", &["write:users", "read:users"])])
    }

    #[test]
    fn csv_is_read_back_with_formulas_defused() {
        let file = csv(&tokens(), &[1, 0], &BTreeSet::new());
        let mut reader = csv_reader(&file);
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0][1], "a \"b\",\nc");
        assert_eq!(rows[0][12], "read:users write:users");
        assert_eq!(rows[1][1], "'=cmd|' /C calc'!A0;'=1 (review by 2027-05-01)");
        assert_eq!((&*rows[1][8], &*rows[1][10]), ("2026-05-12T07:30:00.123Z", "2027-05-01"));
        assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
    }

    fn csv_reader(file: &str) -> ::csv::Reader<&[u8]> {
        ::csv::Reader::from_reader(file.as_bytes())
    }

    #[test]
    fn json_has_the_servers_members_and_the_texts_as_they_are() {
        let file: serde_json::Value = serde_json::from_str(&json(&tokens(), &[0], &BTreeSet::new())).expect("JSON");
        let entry = &file[0];
        assert_eq!(entry["description"], "=cmd|' /C calc'!A0;=1 (review by 2027-05-01)");
        assert_eq!((&entry["kind"], &entry["user"]), (&"read".into(), &"svc-telegraf".into()));
        assert_eq!(entry["permissions"][0], "read:orgs/00000000000000aa/buckets");
        assert_eq!(entry["updatedAt"], serde_json::Value::Null);
    }
}
