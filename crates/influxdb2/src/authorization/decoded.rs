//! A pasted error text: what it means, which permission it speaks of, and which tokens may have been refused.

use super::Listing;
use crate::Id;
use crate::permission::{Permission, ResourceType};
use console_core::sort::sort_by_key;

/// What an error text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A permission is missing.
    Lacks(Permission),
    /// A token was to be created that would hold more than its maker.
    MayNotGrant(Permission),
    /// A write was refused without a word on what is missing.
    MayNotWrite,
    /// A bucket was not found by its name: it does not exist, or the token may not read it.
    BucketNotFound,
    /// The token is not known to the server.
    UnknownToken,
    /// The token is inactive.
    TokenInactive,
    /// The owner of the token is inactive or deleted.
    UserInactive,
}

/// Reads an error text, a line of a log, or a whole answer. `None` if nothing in it is known.
///
/// ```
/// use influxdb2::authorization::decoded::{Meaning, decode};
/// let line = r#"E! [outputs.influxdb_v2] 401: {"message":"read:orgs/00000000000000aa/buckets is unauthorized"}"#;
/// assert!(matches!(decode(line), Some(Meaning::Lacks(_))));
/// ```
pub fn decode(text: &str) -> Option<Meaning> {
    let permission = |text: &str| {
        let word = text.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '(' | '[' | '“')).next()?;
        Permission::parse(word).ok()
    };
    // The server names the permission twice in this one, so it has to be looked for first.
    if let Some((before, _)) = text.split_once(" is not allowed")
        && let Some(permission) = permission(before)
    {
        return Some(Meaning::MayNotGrant(permission));
    }
    let lacking = text.match_indices(" is unauthorized").find_map(|(at, _)| permission(&text[..at]));
    if let Some(lacking) = lacking {
        return Some(Meaning::Lacks(lacking));
    }
    let lower = text.to_lowercase();
    [
        ("insufficient permissions for write", Meaning::MayNotWrite),
        ("could not find bucket", Meaning::BucketNotFound),
        ("token is inactive", Meaning::TokenInactive),
        ("user is inactive", Meaning::UserInactive),
        ("unauthorized access", Meaning::UnknownToken),
    ]
    .into_iter()
    .find(|(words, _)| lower.contains(words))
    .map(|(_, meaning)| meaning)
    .or_else(|| (lower.contains("bucket \"") && lower.contains("\" not found")).then_some(Meaning::BucketNotFound))
}

impl Meaning {
    /// What it means and what to do next.
    pub const fn sentence(&self) -> &'static str {
        match self {
            Self::Lacks(_) => "The token is good, but it lacks a permission. Clone it and add what was refused.",
            Self::MayNotGrant(_) => {
                "Somebody tried to create a token with a permission that their own credential lacks. Use a stronger one."
            }
            Self::MayNotWrite => {
                "The token is good, but it grants no write on that bucket. Clone it and add write on the bucket."
            }
            Self::BucketNotFound => {
                "The bucket does not exist, or the token grants no read on it: InfluxDB answers both alike. Look at its grants."
            }
            Self::UnknownToken => {
                "The server knows no such token: it was deleted, mistyped, or belongs to another server. Check what is sent."
            }
            Self::TokenInactive => "Somebody deactivated the token. Activate it here.",
            Self::UserInactive => {
                "The owner of the token is inactive or deleted. Activate the user, or issue the token anew."
            }
        }
    }

    /// The permission that it speaks of.
    pub const fn permission(&self) -> Option<&Permission> {
        match self {
            Self::Lacks(permission) | Self::MayNotGrant(permission) => Some(permission),
            _ => None,
        }
    }
}

/// The tokens that may have been refused a permission, the likeliest first: those that do not cover it, before all those of
/// the user that it names, then those that grant something on the same object, then on the same type.
pub fn refused(listing: &Listing, permission: &Permission) -> Vec<Id> {
    let of_user = (permission.resource == ResourceType::Users).then(|| permission.scope.object()).flatten();
    let rows = listing.table().rows.iter().filter(|row| !row.permissions.covers(permission));
    let mut ranked: Vec<(u8, Id)> = rows
        .filter(|row| permission.scope.org().is_none_or(|org| org == row.org))
        .map(|row| {
            let same_type = || row.permissions.iter().filter(|held| held.resource == permission.resource);
            let object = permission.scope.object();
            let rank = if of_user == Some(row.user) {
                0
            } else if object.is_some() && same_type().any(|held| held.scope.object() == object) {
                1
            } else if same_type().next().is_some() {
                2
            } else {
                3
            };
            (rank, row.id)
        })
        .collect();
    sort_by_key(&mut ranked, |(rank, _)| *rank);
    ranked.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{id, listing, row};

    #[test]
    fn error_texts_are_understood_wherever_they_were_copied_from() {
        let lacks = |line: &str| Meaning::Lacks(Permission::parse(line).expect("a permission"));
        let bucket = "read:orgs/00000000000000aa/buckets/0000000000000001";
        for (text, expected) in [
            (format!("{bucket} is unauthorized"), Some(lacks(bucket))),
            (format!("{{\"code\":\"unauthorized\",\"message\":\"{bucket} is unauthorized\"}}"), Some(lacks(bucket))),
            (
                format!("permission {bucket} is not allowed: {bucket} is unauthorized"),
                Some(Meaning::MayNotGrant(Permission::parse(bucket).expect("a permission"))),
            ),
            (
                "E! [outputs.influxdb_v2] Failed to write: 403 Forbidden: insufficient permissions for write"
                    .to_owned(),
                Some(Meaning::MayNotWrite),
            ),
            ("runtime error: could not find bucket \"plant-a\"".to_owned(), Some(Meaning::BucketNotFound)),
            ("failed: bucket \"plant-a\" not found".to_owned(), Some(Meaning::BucketNotFound)),
            ("401 Unauthorized: unauthorized access".to_owned(), Some(Meaning::UnknownToken)),
            ("token is inactive".to_owned(), Some(Meaning::TokenInactive)),
            ("User is inactive".to_owned(), Some(Meaning::UserInactive)),
            ("everything is fine".to_owned(), None),
            (" is unauthorized".to_owned(), None),
        ] {
            assert_eq!(decode(&text), expected, "{text}");
        }
    }

    #[test]
    fn the_likeliest_token_comes_first() {
        let mine = row(4, "", &["write:orgs/00000000000000aa/tasks"]);
        let listing = listing(vec![
            mine,
            row(1, "", &["read:orgs/00000000000000aa/buckets"]),
            row(2, "", &["read:orgs/00000000000000aa/buckets/0000000000000009"]),
            row(3, "", &["write:orgs/00000000000000aa/buckets/0000000000000001"]),
        ]);
        let wanted = Permission::parse("read:orgs/00000000000000aa/buckets/0000000000000001").expect("a permission");
        assert_eq!(refused(&listing, &wanted), [id(3), id(2), id(4)]);
    }
}
