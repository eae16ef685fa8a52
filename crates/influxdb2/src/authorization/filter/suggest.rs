//! What could stand at the caret of a filter.

use super::{FilterContext, Review, parse};
use crate::authorization::{Listing, TokenStatus};
use crate::permission::{Kind, ResourceType};
use console_core::filter::{self, Suggestion, Suggestions, TIMES, Typed};

/// What could stand at the caret, which is a byte of the text.
pub fn suggest(text: &str, caret: usize, listing: &Listing, context: FilterContext<'_>) -> Suggestions {
    filter::suggest(text, caret, &parse::KEYS, |typed| values(typed, listing, context))
}

fn values(typed: Typed<'_>, listing: &Listing, context: FilterContext<'_>) -> Vec<Suggestion> {
    let named = |resource: &ResourceType, before: &str, value: &str| {
        typed.named(before, value, listing.table().names.of(resource).chain(context.names.of(resource)))
    };
    match typed.key {
        "status" => typed.fixed(&TokenStatus::ALL.map(|status| (status.word(), status.title()))),
        "kind" => typed.fixed(&Kind::ALL.map(|kind| (kind.word(), kind.title()))),
        "owner" => named(&ResourceType::Users, "", typed.value),
        "org" => named(&ResourceType::Orgs, "", typed.value),
        "created" | "changed" => typed.times(&TIMES),
        "review" => typed.fixed(&Review::ALL.map(|review| (review.word(), meaning(review)))),
        "revoked" => typed.fixed(&[("yes", "inactive, with the note"), ("no", "active, or without the note")]),
        "description" => typed.fixed(&[("none", "tokens without a name")]),
        _ => match typed.value.split_once(':') {
            Some((action @ ("read" | "write"), bucket)) => named(&ResourceType::Buckets, &format!("{action}:"), bucket),
            _ => typed.fixed(&[
                ("read:", "grants reading a bucket"),
                ("write:", "grants writing a bucket"),
                (parse::READ_TOKENS, "grants reading other tokens"),
            ]),
        },
    }
}

const fn meaning(review: Review) -> &'static str {
    match review {
        Review::Past => "the day has passed",
        Review::Set => "a day is set",
        Review::None => "no day is set",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{listing, row};

    /// What is offered at the end of a text, and what it replaces.
    fn offered(text: &str) -> (String, Vec<String>) {
        let listing = listing(vec![row(1, "", &[])]);
        let suggested = suggest(text, text.len(), &listing, FilterContext::at(0));
        (text[suggested.span].to_owned(), suggested.items.into_iter().map(|item| item.text).collect())
    }

    #[test]
    fn what_could_follow_is_offered_at_the_caret() {
        for (text, replaced, first) in [
            ("", "", "status:"),
            ("press cr", "cr", "created:"),
            ("press ", "", "status:"),
            ("status:in", "status:in", "status:inactive"),
            ("!status:o", "!status:o", "!status:owner-inactive"),
            ("owner:lind", "owner:lind", "owner:ana.lindqvist"),
            ("can:", "can:", "can:read:"),
            ("can:write:hall", "can:write:hall", "can:write:\"hall 3\""),
            ("created:\"last tuesday", "created:\"last tuesday", "created:>7d"),
            ("review:", "review:", "review:past"),
        ] {
            let (span, items) = offered(text);
            assert_eq!((span.as_str(), items.first().map(String::as_str)), (replaced, Some(first)), "{text}");
        }
        assert_eq!(offered("line-07").1, [""; 0]);
    }

    #[test]
    fn everything_that_is_offered_is_understood_or_goes_on() {
        for (key, _) in parse::KEYS {
            for text in offered(&format!("{key}:")).1 {
                let goes_on = text.ends_with(':');
                assert!(goes_on || super::super::Filter::parse(&text).mistakes.is_empty(), "{text}");
            }
        }
    }
}
