//! A pasted error text: what it means, which permission it speaks of, and which tokens may have been refused.

use super::{Grant, Listing, TokenStatus};
use crate::permission::{Action, Permission, ResourceType, Scope};
use crate::{Id, Names};
use console_core::secret::is_like_token;
use console_core::sort::sort_by_key;
use std::collections::BTreeSet;

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

/// What was understood of an error text. The text itself, which may hold a secret, is no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorText {
    /// What it means.
    pub meaning: Meaning,
    /// The organization that it is looked at in.
    org: Id,
    /// What the text calls a bucket. Which one that is can be said once the names are there.
    buckets: Vec<String>,
    /// Ids that stand in it.
    named: BTreeSet<Id>,
}

impl ErrorText {
    /// Reads a text; none if nothing in it is known. It calls the buckets of `org` by name.
    pub fn read(text: &str, org: Id) -> Option<Self> {
        let meaning = decode(text)?;
        let named = text.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(|word| Id::parse(word).ok()).collect();
        Some(Self { meaning, org, buckets: called_buckets(text), named })
    }

    /// What was refused, as exactly as the text says it. `names` are those of the organization.
    pub fn refused(&self, names: &Names) -> Option<Permission> {
        let bucket = |action| {
            // Two may have the same name: then none is meant.
            let only = |name: &String| {
                let mut ids = names.of(&ResourceType::Buckets).filter(|(_, known)| known == name).map(|(id, _)| id);
                ids.next().filter(|_| ids.next().is_none())
            };
            let id = self.buckets.iter().find_map(only)?;
            Some(Permission::on_object(action, ResourceType::Buckets, id, self.org))
        };
        match &self.meaning {
            Meaning::Lacks(permission) | Meaning::MayNotGrant(permission) => Some(permission.clone()),
            Meaning::MayNotWrite => bucket(Action::Write),
            Meaning::BucketNotFound => bucket(Action::Read),
            Meaning::UnknownToken | Meaning::TokenInactive | Meaning::UserInactive => None,
        }
    }

    /// The tokens that come into question, the likeliest first: those whose id stands in the text lead.
    pub fn candidates(&self, listing: &Listing, inactive: &BTreeSet<Id>, names: &Names) -> Vec<Id> {
        let with_status = |wanted: TokenStatus| {
            let rows = listing.table().rows.iter().filter(move |row| TokenStatus::of(row, inactive) == wanted);
            rows.map(|row| row.id)
        };
        let rest = match (&self.meaning, self.refused(names)) {
            (Meaning::TokenInactive, _) => with_status(TokenStatus::Inactive).collect(),
            (Meaning::UserInactive, _) => with_status(TokenStatus::OwnerInactive).collect(),
            (_, Some(permission)) => {
                // Those that do not work at all are refused in other words.
                let active: BTreeSet<Id> = with_status(TokenStatus::Active).collect();
                refused(listing, &permission).into_iter().filter(|id| active.contains(id)).collect()
            }
            (_, None) => Vec::new(),
        };
        let mut all: Vec<Id> = self.named.iter().copied().filter(|id| listing.place_of(*id).is_some()).collect();
        all.extend(rest.into_iter().filter(|id| !self.named.contains(id)));
        all
    }

    /// What was refused, in words: "Read on plant-a/metrics". A name in it is foreign text.
    pub fn refused_words(&self, names: &Names) -> Option<String> {
        let Permission { action, resource, scope } = self.refused(names)?;
        let grant = Grant { resource: &resource, scope, read: false, write: false };
        Some(format!("{} on {}", action.title(), grant.label(names)))
    }

    /// Why adding what was refused would grant more than one object, or cannot be done here; none where it is that object.
    pub fn caution(&self, names: &Names) -> Option<Caution> {
        match self.refused(names)?.scope {
            Scope::Object { org: Some(of), .. } | Scope::Org(of) if of != self.org => Some(Caution::OtherOrganization),
            Scope::Object { .. } => None,
            Scope::Org(_) => Some(Caution::WholeOrganization),
            Scope::Everywhere => Some(Caution::Everywhere),
        }
    }
}

/// What to know before a refused permission is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// It is of another organization.
    OtherOrganization,
    /// No object is named: all of the organization would be granted.
    WholeOrganization,
    /// No object and no organization is named.
    Everywhere,
}

impl Caution {
    /// The sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::OtherOrganization => "It is of another organization. Switch to that one to add it there.",
            Self::WholeOrganization => {
                "The text names no single object: added as it stands, it is granted for all of the organization, also in future. If one object is meant, tick that one instead."
            }
            Self::Everywhere => {
                "The text names no object and no organization: added as it stands, it is granted in every organization. If one object is meant, tick that one instead."
            }
        }
    }
}

/// What stands in quotes behind the word bucket. What may be a token is no name.
fn called_buckets(text: &str) -> Vec<String> {
    let after = text.match_indices("bucket").filter_map(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches([' ', ':', '=', '\\']);
        let quoted = rest.strip_prefix(['"', '\'', '“'])?;
        let end = quoted.find(['"', '\'', '”', '\\'])?;
        Some(&quoted[..end])
    });
    after.filter(|name| !is_like_token(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{id, listing, row};

    #[test]
    fn a_text_leads_to_what_was_refused_and_to_the_tokens_that_come_into_question() {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(7), "plant-a/metrics");
        names.insert(&ResourceType::Buckets, id(8), "twice");
        names.insert(&ResourceType::Buckets, id(9), "twice");
        let read = |text: &str| ErrorText::read(text, id(0xaa));
        let line = "E! [outputs.influxdb_v2] Failed to write metric to bucket \"plant-a/metrics\" (403 Forbidden): insufficient permissions for write";
        let text = read(line).expect("an error text");
        assert_eq!(text.refused_words(&names).as_deref(), Some("Write on plant-a/metrics"));
        assert_eq!(text.caution(&names), None);
        assert_eq!(text.refused(&Names::default()), None, "which bucket it is, the names say when they are there");
        let all = listing(vec![
            row(1, "", &["read:orgs/00000000000000aa/buckets/0000000000000007"]),
            row(2, "", &["write:orgs/00000000000000aa/buckets/0000000000000007"]),
            row(3, "", &["read:orgs/00000000000000aa/tasks"]),
        ]);
        let nobody = BTreeSet::new();
        assert_eq!(text.candidates(&all, &nobody, &names), [id(1), id(3)], "2 may write there");
        let named = read(&format!("auth 0000000000000003: {line}")).expect("an error text");
        assert_eq!(named.candidates(&all, &nobody, &names), [id(3), id(1)], "the one that the text names leads");

        let quoted = read(r#"{"message":"could not find bucket \"plant-a/metrics\""}"#).expect("an error text");
        assert_eq!(quoted.refused_words(&names).as_deref(), Some("Read on plant-a/metrics"));
        for (unclear, line) in [
            ("unknown", "could not find bucket \"nowhere\""),
            ("two have it", "could not find bucket \"twice\""),
            ("none is named", "insufficient permissions for write"),
            (
                "a token stands there",
                "bucket \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa==\": insufficient permissions for write",
            ),
        ] {
            assert_eq!(read(line).expect("an error text").refused(&names), None, "{unclear}");
        }
        assert!(
            !format!("{:?}", read("bucket \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" not found"))
                .contains("aaaa")
        );
        assert_eq!(read("everything is fine"), None);
    }

    #[test]
    fn what_names_no_object_is_told_before_it_is_added() {
        let caution = |line: &str| {
            let text = ErrorText::read(&format!("{line} is unauthorized"), id(0xaa));
            text.expect("an error text").caution(&Names::default())
        };
        assert_eq!(caution("write:orgs/00000000000000aa/buckets"), Some(Caution::WholeOrganization));
        assert_eq!(caution("write:buckets"), Some(Caution::Everywhere));
        assert_eq!(caution("read:orgs/00000000000000ab/buckets/0000000000000007"), Some(Caution::OtherOrganization));
        assert_eq!(caution("read:users/0000000000000007"), None);
    }

    #[test]
    fn tokens_that_do_not_work_are_looked_for_by_their_status() {
        let mut off = row(1, "", &[]);
        off.status = crate::authorization::Status::Inactive;
        let (on, user) = (row(2, "", &[]), row(2, "", &[]).user);
        let all = listing(vec![off, on]);
        let candidates = |line: &str, inactive: &[Id]| {
            let text = ErrorText::read(line, id(0xaa)).expect("an error text");
            text.candidates(&all, &inactive.iter().copied().collect(), &Names::default())
        };
        assert_eq!(candidates("token is inactive", &[]), [id(1)]);
        assert_eq!(candidates("User is inactive", &[user]), [id(2)]);
        assert_eq!(candidates("401 Unauthorized: unauthorized access", &[]), []);
    }

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
