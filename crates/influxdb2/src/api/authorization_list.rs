//! The list of tokens, read and worked up while it arrives.
//!
//! It comes in one answer, however long it is. Read piece by piece it is there a moment after its last byte, and the body
//! is never held as a whole.

use super::authorizations::{decode_list, push, read_entry};
use crate::ApiError;
use crate::authorization::{AuthorizationTable, Listing, ListingBuilder};
use crate::permission::ResourceType;
use console_core::http::Response;
use console_core::http::entries::{Entries, Entry};
use zeroize::Zeroizing;

/// Reads the answer to [`super::authorizations::list`].
#[derive(Debug)]
pub struct ListReader {
    entries: Entries,
    builder: ListingBuilder,
}

impl ListReader {
    /// Of a server that lists these types.
    pub fn new(types: &[ResourceType]) -> Self {
        Self { entries: Entries::of("authorizations"), builder: ListingBuilder::new(types) }
    }

    /// Takes the next piece of the body.
    pub fn feed(&mut self, piece: &[u8]) {
        let builder = &mut self.builder;
        self.entries.feed(piece, &mut |bytes| match read_entry(bytes) {
            Ok(Some((entry, length))) => {
                builder.add(|table| push(table, entry));
                Entry::Read(length)
            }
            Ok(None) => Entry::Unfinished,
            Err(_) => Entry::Broken,
        });
    }

    /// What the body of the answer is, as far as it was not read yet.
    pub fn rest(&mut self) -> Zeroizing<Vec<u8>> {
        std::mem::replace(&mut self.entries, Entries::of("authorizations")).rest()
    }

    /// The list, once the answer is there with the [`Self::rest`] as its body.
    pub fn finish(mut self, response: &Response) -> Result<Listing, ApiError> {
        let rest = decode_list(response)?;
        self.builder.add(|table| append(table, rest));
        Ok(self.builder.finish())
    }
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
    fn no_value_of_a_token_is_left() {
        let listing = streamed(&format!(r#"{{"authorizations":[{}]}}"#, entry(3, false)), 3).expect("a list");
        assert!(listing.table().shows_values);
        assert!(!format!("{listing:?}").contains("secret"));
    }
}
