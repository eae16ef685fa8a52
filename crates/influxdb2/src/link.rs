//! A request for a new token in the fragment of a link, for somebody who may create it.
//!
//! `request=1&org=ID:name&user=ID:name&description=…&read.buckets=ID:name,ID:name&write.tasks=org`
//!
//! The number is the version of this form. Names stand beside ids, so that a reader whose server knows other ids can go by
//! the names. Values are percent-encoded but for the separators `:` and `,`. A link is hostile text: whatever is not
//! understood is reported, nothing is ignored, and nothing is ever sent because of one. No secret has a place in it.
//!
//! ```
//! use influxdb2::link::LinkedRequest;
//!
//! let text = "request=1&org=00000000000000aa:acme&user=new:press%20line&read.buckets=0000000000000001:telemetry&write.tasks=org";
//! let read = LinkedRequest::decode(text)?;
//! assert!(read.unread.is_empty());
//! assert_eq!(read.request.encode()?, text);
//! # Ok::<(), influxdb2::link::LinkProblem>(())
//! ```

use crate::authorization::Status;
use crate::draft::{Draft, Recipient};
use crate::permission::{Action, ResourceType, Scope};
use crate::session::Named;
use crate::{Id, Names};
use console_core::http::{decode, encode_but};
use console_core::text::number;

/// The longest request that is put into a link. Mail programs and chats cut longer ones.
pub const LONGEST: usize = 30_000;
/// The version of the form.
const VERSION: &str = "1";
/// How many unread parts are kept for the report.
const REPORTED: usize = 20;

/// A request as a link carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedRequest {
    /// The organization on the server of whoever made the link.
    pub org: Named,
    /// Who shall own the token.
    pub owner: LinkedOwner,
    /// Whether it shall work from the start.
    pub status: Status,
    /// The description; empty for the generated one.
    pub description: String,
    /// What it shall grant.
    pub grants: Vec<LinkedGrant>,
}

/// The owner in a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkedOwner {
    /// A user that exists.
    User(Named),
    /// A user who is to be made.
    New(String),
    /// The link does not say it, although every link that this console makes does.
    NotSaid,
}

/// A permission in a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedGrant {
    /// Read or write.
    pub action: Action,
    /// The type.
    pub resource: ResourceType,
    /// How far.
    pub reach: LinkedReach,
}

/// The reach of a permission in a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkedReach {
    /// All of every organization.
    Everywhere,
    /// All of the organization.
    Org,
    /// One object; its name may be empty.
    Object(Named),
}

/// Why there is no link, or why one can't be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    /// The request does not fit.
    #[error(
        "This request is too long for a link: it would have {0} characters, and many programs cut links of more than \
         30000. Copy the JSON instead; it can be pasted here."
    )]
    TooLong(usize),
    /// The link says nothing about its version, or names one that this console does not know.
    #[error("The link was written by another version of Token Console, which this one can’t read.")]
    OtherVersion,
    /// No organization is named.
    #[error("The link names no organization. A part of it may have been cut off.")]
    NoOrganization,
}

/// A link that was read, with what was not understood in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLink {
    /// The request.
    pub request: LinkedRequest,
    /// The parts that mean nothing here, as sentences.
    pub unread: Vec<String>,
}

impl LinkedRequest {
    /// The request of a form. An owner who is the person at the form is named, because the reader is somebody else.
    pub fn of(draft: &Draft, org: &Named, me: &Named, names: &Names) -> Self {
        let owner = match &draft.recipient {
            Recipient::Me | Recipient::Unchosen => LinkedOwner::User(me.clone()),
            Recipient::Other(user) => LinkedOwner::User(user.clone()),
            Recipient::New(name) => LinkedOwner::New(name.clone()),
        };
        let grant = |permission: &crate::permission::Permission| LinkedGrant {
            action: permission.action,
            resource: permission.resource.clone(),
            reach: match permission.scope {
                Scope::Everywhere => LinkedReach::Everywhere,
                Scope::Org(_) => LinkedReach::Org,
                Scope::Object { id, .. } => {
                    let name = names.get(&permission.resource, id).unwrap_or_default().to_owned();
                    LinkedReach::Object(Named { id, name })
                }
            },
        };
        Self {
            org: org.clone(),
            owner,
            status: draft.status,
            description: draft.description.trim().to_owned(),
            grants: draft.permissions().iter().map(grant).collect(),
        }
    }

    /// The part of the fragment behind `?`.
    pub fn encode(&self) -> Result<String, LinkProblem> {
        let mut text = format!("request={VERSION}&org=");
        named(&mut text, &self.org);
        match &self.owner {
            LinkedOwner::User(user) => {
                text.push_str("&user=");
                named(&mut text, user);
            }
            LinkedOwner::New(name) => {
                text.push_str("&user=new:");
                escape(&mut text, name);
            }
            LinkedOwner::NotSaid => {}
        }
        if self.status == Status::Inactive {
            text.push_str("&status=inactive");
        }
        if !self.description.is_empty() {
            text.push_str("&description=");
            escape(&mut text, &self.description);
        }
        let mut before = None;
        for grant in &self.grants {
            let key = (grant.action, &grant.resource);
            if before == Some(key) {
                text.push(',');
            } else {
                text.push('&');
                text.push_str(grant.action.as_str());
                text.push('.');
                escape(&mut text, grant.resource.as_str());
                text.push('=');
            }
            before = Some(key);
            match &grant.reach {
                LinkedReach::Everywhere => text.push_str("everywhere"),
                LinkedReach::Org => text.push_str("org"),
                LinkedReach::Object(object) => named(&mut text, object),
            }
        }
        if text.len() > LONGEST { Err(LinkProblem::TooLong(text.len())) } else { Ok(text) }
    }

    /// Reads what stands behind `?`.
    pub fn decode(text: &str) -> Result<ReadLink, LinkProblem> {
        if text.len() > LONGEST {
            return Err(LinkProblem::TooLong(text.len()));
        }
        let mut parts = text.split('&').map(|part| part.split_once('=').unwrap_or((part, "")));
        if parts.next() != Some(("request", VERSION)) {
            return Err(LinkProblem::OtherVersion);
        }
        let mut unread = Vec::new();
        let (mut org, mut owner, mut status, mut description) = (None, None, None, None);
        let mut grants = Vec::new();
        for (key, value) in parts {
            let understood = match key {
                "org" => once(&mut org, read_named(value)),
                "user" => once(&mut owner, read_owner(value)),
                "status" => once(&mut status, Status::parse(value)),
                "description" => once(&mut description, decode(value)),
                _ => match read_key(key) {
                    Some((action, resource)) => {
                        for value in value.split(',') {
                            match read_reach(value) {
                                Some(reach) => grants.push(LinkedGrant { action, resource: resource.clone(), reach }),
                                None => unread.push(unread_part(&format!("{key}={value}"))),
                            }
                        }
                        true
                    }
                    None => false,
                },
            };
            let empty = key.is_empty() && value.is_empty();
            if !understood && !empty {
                unread.push(unread_part(&format!("{key}={value}")));
            }
        }
        let more = unread.len().saturating_sub(REPORTED);
        unread.truncate(REPORTED);
        match more {
            0 => {}
            1 => unread.push("1 more part of the link was not understood either.".to_owned()),
            more => unread.push(format!("{} more parts of the link were not understood either.", number(more))),
        }
        let org = org.ok_or(LinkProblem::NoOrganization)?;
        let owner = owner.unwrap_or(LinkedOwner::NotSaid);
        let status = status.unwrap_or(Status::Active);
        let description = description.unwrap_or_default();
        Ok(ReadLink { request: Self { org, owner, status, description, grants }, unread })
    }
}

/// Takes a value for a key that may stand once.
fn once<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    if place.is_some() {
        return false;
    }
    *place = value;
    place.is_some()
}

fn unread_part(part: &str) -> String {
    let shown: String = part.chars().take(60).collect();
    let dots = if shown.len() < part.len() { "…" } else { "" };
    format!("“{shown}{dots}” in the link was not understood and left out.")
}

fn read_key(key: &str) -> Option<(Action, ResourceType)> {
    let (action, resource) = key.split_once('.')?;
    let resource = decode(resource).filter(|resource| !resource.is_empty())?;
    Some((Action::parse(action)?, ResourceType::parse(&resource)))
}

fn read_reach(value: &str) -> Option<LinkedReach> {
    match value {
        "everywhere" => Some(LinkedReach::Everywhere),
        "org" => Some(LinkedReach::Org),
        _ => read_named(value).map(LinkedReach::Object),
    }
}

fn read_owner(value: &str) -> Option<LinkedOwner> {
    match value.strip_prefix("new:") {
        Some(name) => decode(name).filter(|name| !name.is_empty()).map(LinkedOwner::New),
        None => read_named(value).map(LinkedOwner::User),
    }
}

fn read_named(value: &str) -> Option<Named> {
    let (id, name) = value.split_once(':').unwrap_or((value, ""));
    Some(Named { id: Id::parse(id).ok()?, name: decode(name)? })
}

fn named(text: &mut String, named: &Named) {
    text.push_str(&named.id.to_string());
    if !named.name.is_empty() {
        text.push(':');
        escape(text, &named.name);
    }
}

/// Encodes all that could be taken for a separator or be changed on the way.
fn escape(text: &mut String, value: &str) {
    text.push_str(&encode_but(value, b"-_/"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn any_named() -> impl Strategy<Value = Named> {
        (1..u64::MAX, "\\PC{0,12}|[ -~]{0,12}").prop_map(|(number, name)| Named { id: id(number), name })
    }

    fn any_request() -> impl Strategy<Value = LinkedRequest> {
        let resource = prop_oneof![
            prop::sample::select(ResourceType::KNOWN.to_vec()),
            "[a-z.,:=&%]{1,8}".prop_map(|word| ResourceType::parse(&word)),
        ];
        let reach = prop_oneof![
            Just(LinkedReach::Everywhere),
            Just(LinkedReach::Org),
            any_named().prop_map(LinkedReach::Object)
        ];
        let grant = (prop::sample::select(Action::BOTH.to_vec()), resource, reach)
            .prop_map(|(action, resource, reach)| LinkedGrant { action, resource, reach });
        let owner = prop_oneof![
            any_named().prop_map(LinkedOwner::User),
            "\\PC{1,9}".prop_map(LinkedOwner::New),
            Just(LinkedOwner::NotSaid)
        ];
        let status = prop::sample::select(vec![Status::Active, Status::Inactive]);
        (any_named(), owner, status, "\\PC{0,20}", prop::collection::vec(grant, 0..12)).prop_map(
            |(org, owner, status, description, grants)| LinkedRequest { org, owner, status, description, grants },
        )
    }

    #[test]
    fn a_link_can_be_read_by_a_person() {
        let bucket = |number, name: &str| LinkedGrant {
            action: Action::Read,
            resource: ResourceType::Buckets,
            reach: LinkedReach::Object(Named { id: id(number), name: name.to_owned() }),
        };
        let request = LinkedRequest {
            org: Named { id: id(0xaa), name: "acme".to_owned() },
            owner: LinkedOwner::New("press line".to_owned()),
            status: Status::Inactive,
            description: String::new(),
            grants: vec![
                bucket(1, "plant-a/metrics"),
                bucket(2, "a,b"),
                LinkedGrant { action: Action::Write, resource: ResourceType::Tasks, reach: LinkedReach::Org },
            ],
        };
        assert_eq!(
            request.encode().expect("short"),
            "request=1&org=00000000000000aa:acme&user=new:press%20line&status=inactive\
             &read.buckets=0000000000000001:plant-a/metrics,0000000000000002:a%2Cb&write.tasks=org"
        );
    }

    #[test]
    fn what_is_not_understood_is_reported() {
        let link = "request=1&org=00000000000000aa:acme&user=00000000000000bb&colour=red&read.buckets=nothing,org&org=00000000000000ab&status=odd";
        let read = LinkedRequest::decode(link).expect("readable");
        assert_eq!(read.request.grants.len(), 1);
        let unread = read.unread.join(" ");
        for part in ["colour=red", "read.buckets=nothing", "org=00000000000000ab", "status=odd"] {
            assert!(unread.contains(part), "{part} in {unread}");
        }
    }

    #[test]
    fn a_link_of_another_version_or_a_cut_one_is_refused() {
        assert_eq!(LinkedRequest::decode("request=2&org=00000000000000aa"), Err(LinkProblem::OtherVersion));
        assert_eq!(LinkedRequest::decode("request=1&org=0000"), Err(LinkProblem::NoOrganization));
        assert_eq!(LinkedRequest::decode(""), Err(LinkProblem::OtherVersion));
    }

    #[test]
    fn a_request_that_does_not_fit_says_how_long_it_is() {
        let grants = (1..=1000)
            .map(|number| LinkedGrant {
                action: Action::Read,
                resource: ResourceType::Buckets,
                reach: LinkedReach::Object(Named { id: id(number), name: "a bucket with a name".to_owned() }),
            })
            .collect();
        let org = Named { id: id(1), name: String::new() };
        let owner = LinkedOwner::User(org.clone());
        let request = LinkedRequest { org, owner, status: Status::Active, description: String::new(), grants };
        assert!(matches!(request.encode(), Err(LinkProblem::TooLong(length)) if length > LONGEST));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn what_was_put_into_a_link_comes_out_of_it(request in any_request()) {
            let text = request.encode().expect("short");
            prop_assert!(text.is_ascii() && !text.contains([' ', '"', '<', '>', '#', '`']), "{text}");
            let read = LinkedRequest::decode(&text).expect("readable");
            prop_assert_eq!(&read.request, &request);
            prop_assert!(read.unread.is_empty(), "{:?}", read.unread);
        }

        #[test]
        fn any_text_is_read_without_failing(text in "(request=1)?[&=.,:%0-9a-f]{0,60}|\\PC{0,60}") {
            let _ = LinkedRequest::decode(&text);
        }
    }
}
