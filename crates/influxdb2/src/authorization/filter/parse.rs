//! From text to a filter, and what is wrong with a part that is none.

use super::{Review, Term, When};
use crate::authorization::TokenStatus;
use crate::permission::{Action, Kind};
use console_core::filter::Word;
use console_core::text::foreign;

/// What stands behind `can:` for tokens that grant reading other tokens.
pub(super) const READ_TOKENS: &str = "read-tokens";

/// The conditions that there are, each with an example of what may stand behind it.
pub(super) const KEYS: [(&str, &str); 10] = [
    ("status", "active, inactive or owner-inactive"),
    ("owner", "a user’s name, pattern or id"),
    ("kind", "operator, all-access, read, write, read-write, custom or empty"),
    ("can", "read:BUCKET, write:BUCKET or read-tokens"),
    ("org", "an organization’s name, pattern or id"),
    ("created", "a day, an age or a range, as in >2026-01-01 or <30d"),
    ("changed", "a day, an age or a range, as in >2026-01-01 or <30d"),
    ("review", "past, set or none"),
    ("revoked", "yes or no"),
    ("description", "none"),
];

/// How far a word may be from that of a condition to be taken for a slip of the finger.
const SLIP: usize = 2;

pub(super) fn read(word: &Word) -> Result<Term, String> {
    let value = word.value.as_str();
    let Some(key) = word.key.as_deref() else { return Ok(Term::Text(value.to_owned())) };
    let Some((key, wanted)) = KEYS.iter().find(|(known, _)| *known == key) else {
        return match KEYS.iter().find(|(known, _)| is_slip(key, known)) {
            Some((known, _)) => Err(format!("There is no filter “{key}:”. Write {known}: instead.")),
            // People write colons in descriptions, too.
            None => Ok(Term::Text(format!("{key}:{value}"))),
        };
    };
    if value.is_empty() {
        return Err(format!("Something is missing after {key}:. Write {wanted}."));
    }
    let wrong = |what: &str| {
        let article = if what.starts_with('a') { "an" } else { "a" };
        format!("“{}” is not {article} {what}. Write {wanted}.", foreign::message(value))
    };
    match *key {
        "status" => {
            one_of(value, &TokenStatus::ALL, |status| status.word()).map(Term::Status).ok_or_else(|| wrong("status"))
        }
        "owner" => Ok(Term::Owner(value.to_owned())),
        "kind" => one_of(value, &Kind::ALL, |kind| kind.word()).map(Term::Kind).ok_or_else(|| wrong("kind")),
        "can" => can(value).ok_or_else(|| wrong("permission on a bucket")),
        "org" => Ok(Term::Org(value.to_owned())),
        "created" => When::parse(value).map(Term::Created).ok_or_else(|| wrong("date")),
        "changed" => When::parse(value).map(Term::Changed).ok_or_else(|| wrong("date")),
        "review" => Review::ALL
            .into_iter()
            .find(|review| review.word() == value)
            .map(Term::Review)
            .ok_or_else(|| wrong("state of a review")),
        "revoked" => match value {
            "yes" => Ok(Term::Revoked(true)),
            "no" => Ok(Term::Revoked(false)),
            _ => Err(wrong("answer")),
        },
        _ if value == "none" => Ok(Term::NoDescription),
        // A description is looked for by its words.
        _ => Ok(Term::Text(value.to_owned())),
    }
}

/// The values of a list with commas; `None` if one of them is none of these.
fn one_of<T: Copy>(value: &str, all: &[T], word: impl Fn(&T) -> &'static str) -> Option<Vec<T>> {
    value.split(',').map(|wanted| all.iter().find(|known| word(known).eq_ignore_ascii_case(wanted)).copied()).collect()
}

fn can(value: &str) -> Option<Term> {
    if value == READ_TOKENS {
        return Some(Term::CanReadTokens);
    }
    let (action, bucket) = value.split_once(':')?;
    (!bucket.is_empty()).then_some(Term::Can(Action::parse(action)?, bucket.to_owned()))
}

/// Whether a word is a known one with a slip: letters missing, too many, wrong, or two exchanged.
fn is_slip(typed: &str, known: &str) -> bool {
    let allowed = SLIP.min(known.len() / 3);
    typed.len().abs_diff(known.len()) <= allowed && distance(typed.as_bytes(), known.as_bytes()) <= allowed
}

fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, b) in other.iter().enumerate() {
            let changed = above[column] + usize::from(a != b);
            current.push(changed.min(above[column + 1] + 1).min(current[column] + 1));
        }
        above = current;
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use crate::authorization::filter::Filter;
    use proptest::prelude::*;

    fn mistakes(text: &str) -> Vec<(String, String)> {
        let parsed = Filter::parse(text);
        parsed.mistakes.into_iter().map(|mistake| (text[mistake.span].to_owned(), mistake.message)).collect()
    }

    #[test]
    fn every_condition_is_read_and_printed_alike() {
        for text in [
            "",
            "line-07",
            r#""two words""#,
            r#""status:active""#,
            "status:active,owner-inactive",
            "!status:inactive",
            r#"owner:"svc telegraf""#,
            "kind:operator,all-access,read,write,read-write,custom,empty",
            "can:read:plant-a/* can:read-tokens",
            r#"can:write:"hall 3""#,
            "org:brackwater-*",
            "created:>2026-01-01 changed:<30d",
            "created:2026-01..2026-03",
            "review:past review:set review:none revoked:yes revoked:no",
            "description:none",
            r#""say \"hi\" \\ twice""#,
        ] {
            let parsed = Filter::parse(text);
            assert_eq!(parsed.mistakes, [], "{text}");
            assert_eq!(parsed.filter.to_string(), text);
        }
    }

    #[test]
    fn a_wrong_part_is_told_at_its_place_with_what_to_write() {
        for (text, span, message) in [
            (
                "press created:\"last tuesday\" 7",
                "created:\"last tuesday\"",
                "“last tuesday” is not a date. Write a day, an age or a range, as in >2026-01-01 or <30d.",
            ),
            ("stauts:active", "stauts:active", "There is no filter “stauts:”. Write status: instead."),
            ("status:off", "status:off", "“off” is not a status. Write active, inactive or owner-inactive."),
            ("owner:", "owner:", "Something is missing after owner:. Write a user’s name, pattern or id."),
            (
                "can:delete:x",
                "can:delete:x",
                "“delete:x” is not a permission on a bucket. Write read:BUCKET, write:BUCKET or read-tokens.",
            ),
        ] {
            assert_eq!(mistakes(text), [(span.to_owned(), message.to_owned())], "{text}");
        }
        assert_eq!(Filter::parse("press created:x 7").filter.to_string(), "press 7", "the others are kept");
    }

    #[test]
    fn a_colon_in_a_description_is_text() {
        let parsed = Filter::parse("grafana: http://press");
        assert_eq!(parsed.mistakes, []);
        assert_eq!(parsed.filter.to_string(), r#""grafana:" "http://press""#);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(text in r#"[ !a-c:"\\*ü,0-9>-]{0,24}|((status|can|created|owner):)?[a-z0-9:"\\ ]{0,12}"#) {
            let filter = Filter::parse(&text).filter;
            let again = Filter::parse(&filter.to_string());
            prop_assert_eq!(again.mistakes, []);
            prop_assert_eq!(again.filter, filter);
        }
    }
}
