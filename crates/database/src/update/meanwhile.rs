//! What somebody else did to a token between two readings, told to a person who has to decide about it.

use crate::permission::PermissionSet;
use crate::token::Token;
use console_core::text::foreign::message;

/// As many permissions are told of each kind.
const TOLD: usize = 5;

/// What is different, in sentences. What a grant on all databases goes on to cover is not told as missing.
pub fn meanwhile(seen: &Token, theirs: &Token) -> String {
    let gained = theirs.permissions.beyond(&seen.permissions);
    let lost = seen.permissions.beyond(&theirs.permissions);
    let granted = match (gained.is_empty(), lost.is_empty()) {
        (true, true) if theirs.permissions == seen.permissions => None,
        (true, true) => Some("It grants the same, stored in other permissions.".to_owned()),
        (false, true) => Some(format!("Now it also has {}.", listed(&gained))),
        (true, false) => Some(format!("Now it lacks {}.", listed(&lost))),
        (false, false) => Some(format!("Now it also has {} and lacks {}.", listed(&gained), listed(&lost))),
    };
    let described = (theirs.description != seen.description).then(|| "Its description is another one.".to_owned());
    granted.into_iter().chain(described).collect::<Vec<_>>().join(" ")
}

fn listed(permissions: &PermissionSet) -> String {
    let told: Vec<String> = permissions.iter().take(TOLD).map(|permission| message(&permission.to_string())).collect();
    told.join(", ") + if permissions.len() > TOLD { ", …" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::permission::{Permission, Resource, Verb};
    use crate::token::Expiry;

    fn token(description: &str, words: &str) -> Token {
        let permission = |word: &str| {
            let (verb, name) = word.split_once(':').expect("verb:name");
            Permission { resource: Resource::parse(name), verb: Verb::parse(verb) }
        };
        Token {
            id: Id::from_number(1),
            description: description.into(),
            permissions: words.split_whitespace().map(permission).collect(),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: None,
        }
    }

    #[test]
    fn what_somebody_else_did_is_told_by_what_programs_may_do() {
        let seen = token("d", "write:a write:b");
        for (description, words, said) in [
            ("d", "write:*", "Now it also has write:*."),
            ("d", "write:a write:b write:* annotate:a", "Now it also has write:*, annotate:a."),
            ("d", "write:a", "Now it lacks write:b."),
            ("d", "read:* write:a", "Now it also has read:* and lacks write:b."),
            ("e", "write:a write:b", "Its description is another one."),
            ("e", "write:a", "Now it lacks write:b. Its description is another one."),
        ] {
            assert_eq!(meanwhile(&seen, &token(description, words)), said, "{words}");
        }
        let all = token("d", "write:a write:*");
        assert_eq!(meanwhile(&all, &token("d", "write:*")), "It grants the same, stored in other permissions.");
    }
}
