//! What could stand at the caret of a filter.

use super::{FilterContext, Review, parse};
use crate::authorization::{Listing, TokenStatus};
use crate::permission::{Kind, ResourceType};
use console_core::filter;
use console_core::sort::set_of;
use console_core::text::{natural, pattern::Pattern};
use std::ops::Range;

/// How many names are offered.
const SHOWN: usize = 8;

/// What is offered, and which bytes of the text it takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestions {
    /// What it replaces.
    pub span: Range<usize>,
    /// The condition that the values belong to; none while conditions themselves are offered.
    pub of: Option<&'static str>,
    /// What is offered.
    pub items: Vec<Suggestion>,
}

/// One thing that could be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole word with its condition. A name in it is foreign text.
    pub text: String,
    /// What it means; empty where it speaks for itself.
    pub meaning: &'static str,
}

/// Times that show what can be typed.
const TIMES: [(&str, &str); 4] = [
    (">7d", "in the last 7 days"),
    (">30d", "in the last 30 days"),
    ("<1y", "more than a year ago"),
    ("2026-01..2026-03", "from January to March 2026"),
];

/// What could stand at the caret, which is a byte of the text.
pub fn suggest(text: &str, caret: usize, listing: &Listing, context: FilterContext<'_>) -> Suggestions {
    let caret = (0..=caret.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let word = filter::words(text).into_iter().find(|word| word.span.start <= caret && caret <= word.span.end);
    let Some(word) = word else {
        return Suggestions { span: caret..caret, of: None, items: keys("") };
    };
    // Only what stands before the caret has been typed; the rest of the word gives way.
    let typed = filter::words(&text[word.span.start..caret]).into_iter().next();
    let (key, value) = typed.map_or((None, String::new()), |typed| (typed.key, typed.value));
    let known = key.as_deref().and_then(|key| parse::KEYS.iter().find(|(known, _)| *known == key));
    let mut items = match known {
        Some((key, _)) => values(key, &value, listing, context),
        None => keys(&value),
    };
    if word.negated {
        for item in &mut items {
            item.text.insert(0, '!');
        }
    }
    Suggestions { span: word.span, of: known.map(|(key, _)| *key), items }
}

fn keys(typed: &str) -> Vec<Suggestion> {
    let typed = typed.to_lowercase();
    let fitting = parse::KEYS.iter().filter(|(key, _)| key.starts_with(&typed));
    fitting.map(|(key, meaning)| Suggestion { text: format!("{key}:"), meaning }).collect()
}

fn values(key: &'static str, typed: &str, listing: &Listing, context: FilterContext<'_>) -> Vec<Suggestion> {
    let typed = typed.to_lowercase();
    let fixed = |values: &[(&'static str, &'static str)]| -> Vec<Suggestion> {
        let fitting = values.iter().filter(|(value, _)| value.starts_with(&typed));
        fitting.map(|(value, meaning)| Suggestion { text: format!("{key}:{value}"), meaning }).collect()
    };
    let named = |resource: &ResourceType, before: &str, typed: &str| -> Vec<Suggestion> {
        let names = fitting(resource, typed, listing, context);
        let text = |name: &&str| format!("{key}:{before}{}", filter::value(name));
        names.iter().take(SHOWN).map(|name| Suggestion { text: text(name), meaning: "" }).collect()
    };
    match key {
        "status" => fixed(&TokenStatus::ALL.map(|status| (status.word(), status.title()))),
        "kind" => fixed(&Kind::ALL.map(|kind| (kind.word(), kind.title()))),
        "owner" => named(&ResourceType::Users, "", &typed),
        "org" => named(&ResourceType::Orgs, "", &typed),
        "created" | "changed" => {
            let fitting = fixed(&TIMES);
            if fitting.is_empty() { times(key) } else { fitting }
        }
        "review" => fixed(&Review::ALL.map(|review| (review.word(), meaning(review)))),
        "revoked" => fixed(&[("yes", "carries the note"), ("no", "does not carry the note")]),
        "description" => fixed(&[("none", "tokens without a name")]),
        _ => match typed.split_once(':') {
            Some((action @ ("read" | "write"), bucket)) => named(&ResourceType::Buckets, &format!("{action}:"), bucket),
            _ => fixed(&[
                ("read:", "grants reading a bucket"),
                ("write:", "grants writing a bucket"),
                (parse::READ_TOKENS, "grants reading other tokens"),
            ]),
        },
    }
}

/// All example times, for a time that was not understood.
fn times(key: &str) -> Vec<Suggestion> {
    TIMES.iter().map(|(value, meaning)| Suggestion { text: format!("{key}:{value}"), meaning }).collect()
}

const fn meaning(review: Review) -> &'static str {
    match review {
        Review::Past => "the day has passed",
        Review::Set => "a day is set",
        Review::None => "no day is set",
    }
}

/// Names that hold what was typed, as people sort, those that begin with it first.
fn fitting<'a>(resource: &ResourceType, typed: &str, listing: &'a Listing, context: FilterContext<'a>) -> Vec<&'a str> {
    let pattern = Pattern::parse(typed);
    let names = listing.table().names.of(resource).chain(context.names.of(resource));
    let fitting = set_of(names.filter(|(id, name)| !name.is_empty() && pattern.takes(name, id)).map(|(_, name)| name));
    let mut names: Vec<&str> = fitting.into_iter().collect();
    console_core::sort::sort_by(&mut names, |a, b| {
        let later = |name: &str| !name.to_lowercase().starts_with(typed);
        later(a).cmp(&later(b)).then_with(|| natural::compare(a, b))
    });
    names
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
