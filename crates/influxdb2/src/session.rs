//! The session: which server, who is signed in, in which organization, and with which access.

use crate::object::{Object, ObjectList};
use crate::permission::ResourceType;
use crate::{ApiError, Id};

/// Something with an id and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: Id,
    /// The name, as stored: hostile text.
    pub name: String,
}

/// How an attempt to sign in ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// The credential is good and this is who it belongs to.
    Accepted(Named),
    /// The server does not know the credential.
    Unknown,
    /// The token exists, but it is inactive.
    TokenInactive,
    /// The user is inactive or deleted.
    UserInactive,
    /// The token is good, but it may not even read its own user, so it can manage no tokens.
    Limited {
        /// The user it belongs to, which the refusal gives away.
        user: Option<Id>,
    },
}

/// How much a credential may do. Its holder should see this at all times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessLevel {
    /// Everything in every organization.
    Operator,
    /// Everything of its user in one organization.
    AllAccess,
    /// Anything less, or a server that can't tell.
    Custom,
    /// A question about it was not answered.
    Unknown,
}

impl AccessLevel {
    /// The word for it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Operator => "Operator",
            Self::AllAccess => "All access",
            Self::Custom => "Custom",
            Self::Unknown => "Not known",
        }
    }
}

/// A server's version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// As in 2.
    pub major: u16,
    /// As in 9.
    pub minor: u16,
    /// As in 1.
    pub patch: u16,
}

impl Version {
    /// Reads `X-Influxdb-Version`.
    ///
    /// 2.0.9 to 2.1 send it twice on `/ping`, which a browser joins with a comma; some releases put a `v` in front.
    pub fn parse(header: &str) -> Option<Self> {
        let first = header.split(',').next()?.trim();
        let mut parts = first.trim_start_matches(['v', 'V']).splitn(3, '.');
        let mut number = || -> Option<u16> {
            let part = parts.next()?;
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            part[..digits].parse().ok()
        };
        Some(Self { major: number()?, minor: number()?, patch: number().unwrap_or(0) })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// What is known of a server before anybody signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// Its version; unknown when the page comes from another origin, which may not read the header.
    pub version: Option<Version>,
    /// Which product it says it is, as in `OSS`; unknown for another origin too.
    pub build: Option<String>,
    /// Whether nobody has set it up yet.
    pub fresh: bool,
}

impl Server {
    /// Product and version in words.
    pub fn title(&self) -> String {
        match &self.version {
            Some(version) => format!("InfluxDB {version}"),
            None => "InfluxDB".to_owned(),
        }
    }

    /// Whether this server is known to tell an operator from others: `/api/v2/config` came with 2.2.
    pub fn tells_operators(&self) -> bool {
        self.version.as_ref().is_some_and(|version| (version.major, version.minor) >= (2, 2))
    }

    /// Whether this server is known to keep only a hash of each token. Since 2.9 that is the default.
    pub fn hashes_by_default(&self) -> bool {
        self.version.as_ref().is_some_and(|version| (version.major, version.minor) >= (2, 9))
    }
}

/// Who is signed in, and what was learned about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The server.
    pub server: Server,
    /// The user that the credential belongs to.
    pub me: Named,
    /// The organizations that the credential sees, in name order.
    pub orgs: Vec<Named>,
    /// The organization in use.
    pub org: Named,
    /// The resource types that the server lists, in its order.
    pub types: Vec<ResourceType>,
    /// How much the credential may do.
    pub access: AccessLevel,
    /// Whose tokens a list can show.
    pub visibility: Visibility,
}

/// Whose tokens a list shows. A token is listed only to those who may read its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody's.
    All,
    /// Only the caller's own.
    OnlyOwn {
        /// How many users the organization has, where that can be read.
        of: Option<usize>,
    },
    /// Those of some users.
    Some {
        /// How many users the caller may read.
        users: usize,
        /// How many users the organization has, where that can be read.
        of: Option<usize>,
    },
    /// A question about it was not answered.
    Unknown,
}

/// What a question to the server brought.
type Asked<T> = Result<T, ApiError>;

impl Visibility {
    /// Works it out from the access, the users that the caller may read, and the users of the organization.
    ///
    /// That the server itself refuses to tell is an answer: the caller may not read them. Any other failure is none.
    pub fn new(access: AccessLevel, me: Id, readable: &Asked<ObjectList>, in_org: &Asked<Vec<Object>>) -> Self {
        if access == AccessLevel::Operator {
            return Self::All;
        }
        let is_open = |error: &ApiError| !matches!(error, ApiError::Refused(refusal) if refusal.is_own());
        if readable.as_ref().is_err_and(is_open) || in_org.as_ref().is_err_and(is_open) {
            return Self::Unknown;
        }
        let (readable, in_org) = (readable.as_ref().ok(), in_org.as_ref().ok());
        let of = in_org.map(Vec::len);
        let others = readable.iter().flat_map(|users| users.iter()).filter(|user| user.id != me).count();
        if others == 0 {
            return if of == Some(1) { Self::All } else { Self::OnlyOwn { of } };
        }
        let reads = |user: &Object| readable.is_some_and(|users| users.holds(user.id));
        let everybody = in_org.is_some_and(|users| users.iter().all(reads));
        if everybody { Self::All } else { Self::Some { users: others + 1, of } }
    }

    /// What would show all, where this credential is shown a part: a token is listed to who may read it and its owner.
    pub const fn way_to_all(self) -> Option<&'static str> {
        match self {
            Self::All | Self::Unknown => None,
            Self::OnlyOwn { .. } | Self::Some { .. } => Some(
                "An operator token shows all of them; so does a token with Read on authorizations and Read on users everywhere.",
            ),
        }
    }

    /// The notice above the list of tokens; `None` when nothing is hidden.
    pub fn notice(self) -> Option<String> {
        self.notice_of("tokens")
    }

    /// The notice above a list of what users own, which is called `what`.
    pub fn notice_of(self, what: &str) -> Option<String> {
        let why = match self {
            Self::All => return None,
            Self::Unknown => {
                return Some(format!(
                    "Whose {what} you are shown could not be found out, because the server did not answer a question about it."
                ));
            }
            Self::OnlyOwn { of: None } => "may read no other user".to_owned(),
            Self::OnlyOwn { of: Some(2) } => "may not read the other user".to_owned(),
            Self::OnlyOwn { of: Some(of) } => format!("may read none of the other {} users", of.saturating_sub(1)),
            Self::Some { users, of } => {
                let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
                return Some(format!(
                    "You see the {what} of {users}{of} users, because this credential may read only those users."
                ));
            }
        };
        Some(format!("You see only your own {what}, because this credential {why}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;
    use crate::permission::{Action, Permission};

    #[test]
    fn versions_come_in_several_spellings() {
        for (header, expected) in [
            ("2.9.1", Some((2, 9, 1))),
            ("v2.4.0", Some((2, 4, 0))),
            ("2.1.1, 2.1.1", Some((2, 1, 1))),
            ("v2.7.12-rc1", Some((2, 7, 12))),
            ("2.0", Some((2, 0, 0))),
            ("dev", None),
            ("", None),
        ] {
            let version = Version::parse(header).map(|v| (v.major, v.minor, v.patch));
            assert_eq!(version, expected, "{header:?}");
        }
    }

    fn user(number: u64) -> Object {
        Object { id: Id::from_number(number).expect("not zero"), name: "user".into(), system: false }
    }

    #[test]
    fn hidden_tokens_are_announced() {
        let (me, bob, eve) = (user(1), user(2), user(3));
        let org = [me.clone(), bob.clone(), eve];
        let refused = || ApiError::Refused(Refusal::Lacks(Permission::everywhere(Action::Read, ResourceType::Users)));
        let seen = |readable: &[Object], org: Option<&[Object]>| {
            let in_org = org.map(<[Object]>::to_vec).ok_or_else(refused);
            Visibility::new(AccessLevel::Custom, me.id, &Ok(readable.to_vec().into()), &in_org)
        };
        assert_eq!(seen(std::slice::from_ref(&me), Some(&org)), Visibility::OnlyOwn { of: Some(3) });
        assert_eq!(seen(&[], None), Visibility::OnlyOwn { of: None });
        assert_eq!(seen(&[me.clone(), bob.clone()], Some(&org)), Visibility::Some { users: 2, of: Some(3) });
        assert_eq!(seen(&org, Some(&org)), Visibility::All);
        assert_eq!(seen(std::slice::from_ref(&me), Some(std::slice::from_ref(&me))), Visibility::All);
        let operator = Visibility::new(AccessLevel::Operator, me.id, &Err(refused()), &Err(refused()));
        assert_eq!(operator.notice(), None);
    }

    #[test]
    fn a_question_that_failed_is_no_word_about_the_credential() {
        let (me, bob) = (user(1), user(2));
        let lacks = ApiError::Refused(Refusal::Lacks(Permission::everywhere(Action::Read, ResourceType::Users)));
        let org = vec![me.clone(), bob];
        let seen = |readable, in_org| Visibility::new(AccessLevel::Custom, me.id, &readable, &in_org);
        assert_eq!(seen(Err(lacks.clone()), Ok(org.clone())), Visibility::OnlyOwn { of: Some(2) });
        for failure in [
            ApiError::Server { status: 500, message: "boom".to_owned() },
            ApiError::Unavailable { message: "bad gateway".to_owned() },
            ApiError::TooManyRequests { retry_after: None },
            ApiError::Refused(Refusal::Other("blocked by policy".to_owned())),
            ApiError::NotFound { message: "no route".to_owned() },
            ApiError::Endless { pages: 1_000 },
        ] {
            assert_eq!(seen(Err(failure.clone()), Ok(org.clone())), Visibility::Unknown, "{failure}");
            assert_eq!(seen(Ok(org.clone().into()), Err(failure.clone())), Visibility::Unknown, "{failure}");
        }
    }
}
