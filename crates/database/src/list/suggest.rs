//! What could stand at the caret of a filter.

use super::Listing;
use super::filter::KEYS;
use super::matcher::MatchContext;
use crate::token::State;
use console_core::filter::{self, Suggestion, Suggestions, TIMES, Typed};
use std::collections::BTreeSet;

/// Ends that show what can be typed.
const ENDS: [(&str, &str); 4] = [
    ("never", "tokens without an end"),
    ("<30d", "in the next 30 days"),
    (">1y", "more than a year from now"),
    ("2027-01..2027-03", "from January to March 2027"),
];

/// What could stand at the caret, which is a byte of the text.
pub fn suggest(text: &str, caret: usize, listing: &Listing, context: MatchContext<'_>) -> Suggestions {
    filter::suggest(text, caret, &KEYS, |typed| values(typed, listing, context))
}

fn values(typed: Typed<'_>, listing: &Listing, context: MatchContext<'_>) -> Vec<Suggestion> {
    match typed.key {
        "status" => typed.fixed(&State::ALL.map(|state| (state.word(), state.title()))),
        "expires" => typed.times(&ENDS),
        "created" => typed.times(&TIMES),
        "all" => typed.fixed(&[("yes", "grants something on all databases"), ("no", "names its databases")]),
        "gone" => typed.fixed(&[("yes", "names a database that is gone"), ("no", "names none that is gone")]),
        "description" => typed.fixed(&[("none", "tokens without a description")]),
        _ => match typed.value.split_once(':') {
            Some((action @ ("read" | "write"), name)) => {
                let granted = listing.table().rows.iter().flat_map(|row| row.permissions.names());
                let known = context.databases.into_iter().flatten().copied();
                let names: BTreeSet<&str> = known.chain(granted).collect();
                typed.named(&format!("{action}:"), name, names.into_iter().map(|name| ("", name)))
            }
            _ => typed.fixed(&[("read:", "grants reading a database"), ("write:", "grants writing a database")]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::permission::{Action, Permission};
    use crate::token::{Expiry, Token, TokenTable};

    fn offered(text: &str) -> Vec<String> {
        let token = Token {
            id: Id::from_number(1),
            description: "d".into(),
            permissions: [Permission::on(Action::Write, "old_archive")].into_iter().collect(),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: None,
        };
        let listing = Listing::new(TokenTable { rows: vec![token], unreadable: Vec::new() });
        let databases = BTreeSet::from(["archive", "plant-a/metrics"]);
        let context = MatchContext { databases: Some(&databases), ..MatchContext::at(0) };
        suggest(text, text.len(), &listing, context).items.into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn what_could_follow_is_offered_at_the_caret() {
        for (text, first) in [
            ("", "status:"),
            ("gateway ex", "expires:"),
            ("status:s", "status:soon"),
            ("!gone:", "!gone:yes"),
            ("can:", "can:read:"),
            ("expires:tomorrow", "expires:never"),
        ] {
            assert_eq!(offered(text).first().map(String::as_str), Some(first), "{text}");
        }
        let both = ["can:write:archive", "can:write:old_archive"];
        assert_eq!(offered("can:write:arch"), both, "a database that is gone is still granted");
    }

    #[test]
    fn everything_that_is_offered_is_understood_or_goes_on() {
        for (key, _) in KEYS {
            for text in offered(&format!("{key}:")) {
                assert!(text.ends_with(':') || super::super::Filter::parse(&text).mistakes.is_empty(), "{text}");
            }
        }
    }
}
