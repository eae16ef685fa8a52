//! The list of tokens, read and worked up while it arrives.
//!
//! It comes in one answer, however long it is. Read piece by piece it is there a moment after its last byte, and the body
//! is never held as a whole.

use super::authorizations::{decode_list, push, read_entry};
use super::permissions::Permissions;
use crate::ApiError;
use crate::authorization::{AuthorizationTable, Listing, ListingBuilder};
use crate::permission::ResourceType;
use console_core::http::Response;
use console_core::http::entries::{Entries, Entry, Reads};
use std::mem;
use zeroize::Zeroizing;

/// Reads the answer to [`super::authorizations::list`].
#[derive(Debug)]
pub struct ListReader {
    entries: Entries,
    rows: Rows,
}

/// What was read.
#[derive(Debug)]
struct Rows {
    builder: ListingBuilder,
    /// The permissions of the next row, if they were read before the rest of it.
    permissions: Permissions,
}

impl Reads for Rows {
    fn entry(&mut self, bytes: &[u8]) -> Entry {
        match read_entry(bytes) {
            Ok(Some((entry, length))) => {
                let permissions = mem::take(&mut self.permissions);
                self.builder.add(|table| push(table, entry, permissions));
                Entry::Read(length)
            }
            Ok(None) => Entry::Unfinished,
            Err(_) => Entry::Broken,
        }
    }

    fn part(&mut self, bytes: &[u8]) -> Entry {
        self.permissions.read(bytes, self.builder.names())
    }
}

impl ListReader {
    /// Of a server that lists these types.
    pub fn new(types: &[ResourceType]) -> Self {
        let rows = Rows { builder: ListingBuilder::new(types), permissions: Permissions::default() };
        Self { entries: entries(), rows }
    }

    /// Takes the next piece of the body.
    pub fn feed(&mut self, piece: &[u8]) {
        self.entries.feed(piece, &mut self.rows);
    }

    /// What the body of the answer is, as far as it was not read yet.
    pub fn rest(&mut self) -> Zeroizing<Vec<u8>> {
        mem::replace(&mut self.entries, entries()).rest(&mut self.rows)
    }

    /// The list, once the answer is there with the [`Self::rest`] as its body.
    pub fn finish(mut self, response: &Response) -> Result<Listing, ApiError> {
        let rest = decode_list(response)?;
        self.rows.builder.add(|table| append(table, rest));
        Ok(self.rows.builder.finish())
    }
}

fn entries() -> Entries {
    Entries::of("authorizations", "permissions")
}

fn append(table: &mut AuthorizationTable, mut rest: AuthorizationTable) {
    table.rows.append(&mut rest.rows);
    table.unreadable.append(&mut rest.unreadable);
    table.others.append(&mut rest.others);
    table.names.extend(&rest.names);
    table.shows_values |= rest.shows_values;
    table.shown_values.append(&mut rest.shown_values);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Listing;
    use proptest::prelude::*;

    fn entry(number: u64, broken: bool) -> String {
        let id = if broken { "what".to_owned() } else { format!("{number:016x}") };
        format!(
            r#"{{"id":"{id}","token":"{}","status":"active","description":"gate\"way {number} [","orgID":"96754d13b3875421",
            "org":"acme","userID":"0b1c2d3e4f505000","user":"admin","permissions":[{{"action":"{}","resource":{{"type":"buckets",
            "id":"{:016x}","orgID":"96754d13b3875421","name":"b {number}"}}}}]}}"#,
            if number.is_multiple_of(3) { "secret" } else { "" },
            if number.is_multiple_of(5) { "own" } else { "read" },
            number + 1,
        )
    }

    fn streamed(body: &str, pieces: usize) -> Result<Listing, ApiError> {
        let mut reader = ListReader::new(&ResourceType::KNOWN);
        body.as_bytes().chunks(body.len().div_ceil(pieces).max(1)).for_each(|piece| reader.feed(piece));
        let rest = reader.rest();
        reader.finish(&Response::new(200, "application/json", rest.to_vec()))
    }

    fn whole(body: &str) -> Result<AuthorizationTable, ApiError> {
        decode_list(&Response::new(200, "application/json", body))
    }

    proptest! {
        #[test]
        fn a_list_in_pieces_is_the_list_as_a_whole(
            all in prop::collection::vec((1..40_u64, prop::bool::weighted(0.1)), 0..12),
            pieces in 1..200_usize,
        ) {
            let entries: Vec<String> = all.iter().map(|(number, broken)| entry(*number, *broken)).collect();
            let body = format!("{{\"links\":{{\"self\":\"/api/v2/authorizations\"}},\n\t\"authorizations\": [{}]\n}}", entries.join(",\n"));
            let (mut table, listing) = (whole(&body).expect("a list"), streamed(&body, pieces).expect("a list"));
            // Where one entry is broken, the whole is read otherwise, and those without an id come in another order.
            table.unreadable.sort_by_key(|entry| entry.id);
            prop_assert_eq!(&table, listing.table());
            let again = Listing::new(table, &ResourceType::KNOWN);
            prop_assert_eq!(format!("{again:?}"), format!("{listing:?}"));
        }
    }

    /// An entry that is too long to be waited for. Its permissions repeat, are in no order, and tell names.
    fn long(number: u64, odd: &str) -> String {
        let permission = |at: u64| {
            let object = at * 7_919 % 1_501 + 100;
            let name = if at.is_multiple_of(3) { r#","name":"b \"7\"""# } else { r#","org":"acme""# };
            format!(
                r#"{{"action":"{}","resource":{{"type":"{}","id":"{object:016x}","orgID":"96754d13b3875421"{name}}}}}"#,
                if at.is_multiple_of(2) { "read" } else { "write" },
                if object.is_multiple_of(2) { "buckets" } else { "tasks" },
            )
        };
        let mut permissions: Vec<String> = (0..9_000).map(permission).collect();
        permissions.insert(5_000, odd.to_owned());
        entry(number, false).replacen("\"permissions\":[", &format!("\"permissions\":[{},", permissions.join(",\n")), 1)
    }

    #[test]
    fn a_token_with_very_many_permissions_is_read_as_they_come() {
        let usual = r#"{"action":"write","resource":{"type":"buckets"}}"#;
        let unknown = r#"{"action":"own","resource":{"type":"buckets"}}"#;
        for odd in [
            usual,
            unknown,
            "null",
            "12345",
            "[]",
            r#"{"action":"read"}"#,
            r#"{"action":"read","resource":{"type":7}}"#,
            r#"{"action":"\ud800","resource":{"type":"tasks"}}"#,
        ] {
            let body = format!(r#"{{"authorizations":[{},{},{}]}}"#, entry(1, false), long(2, odd), entry(3, false));
            let whole = whole(&body).expect("a list");
            let is_readable = [usual, unknown].contains(&odd);
            assert_eq!(whole.rows.len(), if is_readable { 3 } else { 2 }, "{odd}");
            // In such pieces a number is cut, too.
            for pieces in [1, 20, 400, body.len() / 1_009] {
                let listing = streamed(&body, pieces).expect("a list");
                let table = listing.table();
                assert!(table.rows == whole.rows && table.unreadable == whole.unreadable, "{odd} in {pieces} pieces");
                assert!(table.others == whole.others && table.shown_values == whole.shown_values);
                if is_readable {
                    assert!(table.names == whole.names);
                    let again = Listing::new(whole.clone(), &ResourceType::KNOWN);
                    assert!(format!("{again:?}") == format!("{listing:?}"), "{odd} in {pieces} pieces");
                }
            }
        }
        // What is behind the last permission is shorter than that one, which may end where a piece does.
        for name in ["b".repeat(600), r"b\u0041".repeat(90)] {
            let last = format!(
                r#"{{"action":"read","resource":{{"type":"buckets","id":"00000000000000ff","name":"{name}"}}}}"#
            );
            let permissions = long(2, &last);
            let (first, _) = permissions.split_at(permissions.find(&last).expect("it is there") + last.len());
            let body = format!(r#"{{"authorizations":[{first}]}}]}}"#);
            let whole = whole(&body).expect("a list");
            for behind in [3, 4, 5, 20, 300] {
                let mut reader = ListReader::new(&ResourceType::KNOWN);
                let (before, after) = body.as_bytes().split_at(body.len() - behind);
                before.chunks(60 << 10).chain([after]).for_each(|piece| reader.feed(piece));
                let response = Response::new(200, "application/json", reader.rest().to_vec());
                let listing = reader.finish(&response).expect("a list");
                assert!(whole.rows.len() == 1 && listing.table().rows == whole.rows, "{behind} bytes behind");
            }
        }
        let body = format!(r#"{{"authorizations":[{}]}}"#, long(2, usual));
        let (middle, end) = (body.len() / 2, body.len());
        let between = body[..middle].rfind("},\n{").expect("permissions") + 1;
        for wrong in [
            body.replacen("},\n{", "}\n{", 1),
            body.replacen("},\n{", "},,{", 1),
            format!("{}]{}", &body[..between], &body[between..]),
            body[..middle].to_owned(),
            body[..end - 2].to_owned(),
            body[..end - 3].to_owned(),
        ] {
            for pieces in [1, 40] {
                assert!(streamed(&wrong, pieces).is_err() && whole(&wrong).is_err());
            }
        }
        // A server that says it twice says nothing.
        let twice = body.replacen(r#""user":"admin""#, r#""permissions":[]"#, 1);
        let table = whole(&twice).expect("a list");
        assert!(table.rows.is_empty() && streamed(&twice, 40).expect("a list").table() == &table);
    }

    #[test]
    fn what_is_no_list_is_told_as_of_the_whole() {
        let good = entry(1, false);
        for body in [
            "<html>".to_owned(),
            String::new(),
            r#"{"authorizations":null}"#.to_owned(),
            r#"{"authorizations":[]}"#.to_owned(),
            r#"{"authorizations":{}}"#.to_owned(),
            format!(r#"{{"authorizations":[{good}"#),
            format!(r#"{{"authorizations":[{good},]}}"#),
            format!(r#"{{"authorizations":[{good} {good}]}}"#),
            format!(r#"{{"authorizations":[{good},{{"id":}}]}}"#),
            format!(r#"{{"authorizations":[{}"#, &good[..90]),
            format!(r#"{{"authorizations":[null,{good}]}}"#),
            format!(r#"{{"authorizations":[{good}],"authorizations":[]}}"#),
        ] {
            let whole = whole(&body);
            for pieces in [1, 2, 7] {
                let streamed = streamed(&body, pieces);
                assert_eq!(whole.as_ref().ok(), streamed.as_ref().ok().map(Listing::table), "{body}");
            }
        }
    }

    #[test]
    fn half_a_character_costs_its_token_and_no_other() {
        let odd = entry(2, false).replace("gate", r"gate\ud800");
        let body = format!(r#"{{"authorizations":[{},{odd},{}]}}"#, entry(1, false), entry(3, false));
        let table = whole(&body).expect("a list");
        assert_eq!((table.rows.len(), table.unreadable.len()), (2, 1));
        assert!(table.unreadable[0].id.is_some());
        for pieces in [1, 9] {
            assert_eq!(streamed(&body, pieces).expect("a list").table(), &table);
        }
    }

    #[test]
    fn no_value_of_a_token_is_left() {
        let listing = streamed(&format!(r#"{{"authorizations":[{}]}}"#, entry(3, false)), 3).expect("a list");
        assert!(listing.table().shows_values);
        assert!(!format!("{listing:?}").contains("secret"));
    }
}
