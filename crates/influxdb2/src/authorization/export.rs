//! The list as filtered, as a file: CSV for spreadsheets, JSON for programs. There is no secret in a list, and none in these.

use super::{Listing, TokenStatus, note};
use crate::Id;
use crate::permission::ResourceType;
use console_core::date::Date;
use console_core::text::csv;
use serde::Serialize;
use std::collections::BTreeSet;

/// One token, as both files have it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    id: String,
    description: &'a str,
    status: &'static str,
    kind: &'static str,
    #[serde(rename = "orgID")]
    org_id: String,
    org: Option<&'a str>,
    #[serde(rename = "userID")]
    user_id: String,
    user: Option<&'a str>,
    created_at: Option<String>,
    updated_at: Option<String>,
    review_by: Option<String>,
    revoked: Option<String>,
    permissions: Vec<String>,
}

/// The columns of the CSV, in the order of [`Entry`].
const HEAD: &str =
    "id,description,status,kind,orgID,org,userID,user,createdAt,updatedAt,reviewBy,revoked,permissions\r\n";

/// CSV with a line for each token at these places of the list, in this order.
pub fn csv(listing: &Listing, places: &[u32], inactive: &BTreeSet<Id>) -> String {
    let mut file = HEAD.to_owned();
    let mut put = |piece: &str| file.push_str(piece);
    for entry in entries(listing, places, inactive) {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let fields = [
            entry.id,
            entry.description.to_owned(),
            entry.status.to_owned(),
            entry.kind.to_owned(),
            entry.org_id,
            entry.org.unwrap_or_default().to_owned(),
            entry.user_id,
            entry.user.unwrap_or_default().to_owned(),
            optional(&entry.created_at),
            optional(&entry.updated_at),
            optional(&entry.review_by),
            optional(&entry.revoked),
            entry.permissions.join(" "),
        ];
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                put(",");
            }
            csv::text(field, &mut put);
        }
        put(csv::END);
    }
    file
}

/// JSON with an entry for each token at these places of the list, in this order.
pub fn json(listing: &Listing, places: &[u32], inactive: &BTreeSet<Id>) -> String {
    let entries: Vec<Entry<'_>> = entries(listing, places, inactive).collect();
    let mut file = serde_json::to_string_pretty(&entries).unwrap_or_default();
    file.push('\n');
    file
}

fn entries<'a>(listing: &'a Listing, places: &'a [u32], inactive: &'a BTreeSet<Id>) -> impl Iterator<Item = Entry<'a>> {
    let names = &listing.table().names;
    places.iter().filter_map(|place| listing.row(*place)).map(move |(row, kind)| Entry {
        id: row.id.to_string(),
        description: &row.description,
        status: TokenStatus::of(row, inactive).word(),
        kind: kind.word(),
        org_id: row.org.to_string(),
        org: names.get(&ResourceType::Orgs, row.org),
        user_id: row.user.to_string(),
        user: names.get(&ResourceType::Users, row.user),
        created_at: row.created_ms.and_then(console_core::time::rfc3339),
        updated_at: row.changed_ms.and_then(console_core::time::rfc3339),
        review_by: note::review_by(&row.description).as_ref().map(Date::to_string),
        revoked: note::revoked(&row.description).as_ref().map(Date::to_string),
        permissions: row
            .permissions
            .iter()
            .map(ToString::to_string)
            .chain(listing.others(row.id).iter().map(ToString::to_string))
            .collect(),
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
        assert!(rows.iter().all(|row| row.len() == HEAD.split(',').count()));
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
