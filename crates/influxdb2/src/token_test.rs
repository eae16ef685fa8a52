//! Proving that a token works: the one request that shows it and changes nothing.
//!
//! Which requests prove what was measured (`recordings/*/proving.json`): a read of one object answers 200 only to those who
//! may read it, a write whose body is one comment stores nothing and answers 204 only to those who may write. A list proves
//! only what it shows, because servers answer it to everybody and leave out what one may not see, even to an inactive token.

use crate::api::objects::Pages;
use crate::api::{self, objects};
use crate::authorization::{Authorization, Status};
use crate::permission::effect::{Operation, allows};
use crate::permission::{Action, Permission, ResourceType as T, Scope};
use crate::session::Server;
use crate::{ApiError, Id, Names, Refusal};
use console_core::Secret;
use console_core::http::{Method, Request, Response, Signature};

/// A line that a server reads and drops.
const COMMENT: &[u8] = b"# Token Console tests this token.";

/// What can be done to prove a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// This request proves it.
    Ask(Proof),
    /// The token is inactive: every use of it is refused until it is activated.
    Inactive,
    /// Only a change could prove what it grants, or nothing could.
    Unprovable,
}

/// A request that proves a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    resource: T,
    org: Id,
    ask: Ask,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// Read one object.
    Read(Id),
    /// Write a comment to a bucket.
    WriteComment(Id),
    /// List, because no object is known.
    List,
}

/// What came of one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server did what was asked: the token grants it.
    Works,
    /// The server let the token in and showed nothing, because there is nothing yet or nothing that it grants.
    ShowedNothing,
    /// It may come out otherwise in a moment: a token may be new to a part of the server, or the server is busy.
    NotYet(ApiError),
    /// It will not come out otherwise.
    Refused(ApiError),
}

/// Finds the request. `known` gives an object of a type that exists in the token's organization, none of the server's own.
pub fn plan(token: &Authorization, names: &Names, known: &dyn Fn(&T) -> Option<Id>) -> Plan {
    if token.status == Status::Inactive {
        return Plan::Inactive;
    }
    let org = token.org;
    let found = bucket(token, names, known)
        .or_else(|| other_object(token, known))
        .or_else(|| listed(token))
        .map(|(resource, ask)| Proof { resource, org, ask });
    found.map_or(Plan::Unprovable, Plan::Ask)
}

/// Buckets first: they are what most tokens are for.
fn bucket(token: &Authorization, names: &Names, known: &dyn Fn(&T) -> Option<Id>) -> Option<(T, Ask)> {
    let org = token.org;
    let named = token.permissions.iter().filter(|p| p.resource == T::Buckets).filter_map(|p| p.scope.object());
    let candidates: Vec<Id> = named.chain(known(&T::Buckets)).collect();
    let reads = |id: &Id| {
        // The server's own buckets are shown to those who may read the organization.
        let system = names.get(&T::Buckets, *id).is_some_and(|name| name.starts_with('_'));
        let see = Operation::See { resource: T::Buckets, id: *id, org };
        allows(&token.permissions, &if system { Operation::SeeSystemBucket { org } } else { see })
    };
    let writes = |id: &Id| allows(&token.permissions, &Operation::WritePoints { bucket: *id, org });
    let read = candidates.iter().find(|id| reads(id)).map(|id| Ask::Read(*id));
    let write = || candidates.iter().find(|id| writes(id)).map(|id| Ask::WriteComment(*id));
    read.or_else(write).map(|ask| (T::Buckets, ask))
}

/// One object of another type that the token may read.
fn other_object(token: &Authorization, known: &dyn Fn(&T) -> Option<Id>) -> Option<(T, Ask)> {
    let org = token.org;
    let reads = |resource: &T, id: Id| {
        let see = match resource {
            T::Orgs => Operation::SeeOrg { org: id },
            T::Users => Operation::SeeUser { user: id },
            T::Authorizations if id != token.id => return false,
            T::Authorizations => Operation::SeeToken { token: id, owner: token.user, org },
            _ => Operation::See { resource: resource.clone(), id, org },
        };
        allows(&token.permissions, &see)
    };
    T::KNOWN.iter().filter(|resource| **resource != T::Buckets && objects::one(resource, org).is_some()).find_map(
        |resource| {
            let named = token.permissions.iter().filter(|p| p.resource == *resource).filter_map(|p| p.scope.object());
            let own = match resource {
                T::Orgs => Some(org),
                T::Users => Some(token.user),
                T::Authorizations => Some(token.id),
                _ => None,
            };
            let id = named.chain(own).chain(known(resource)).find(|id| reads(resource, *id))?;
            Some((resource.clone(), Ask::Read(id)))
        },
    )
}

/// A list of a type of which no object is known. It is worth trying: if it shows something, that proves the token.
fn listed(token: &Authorization) -> Option<(T, Ask)> {
    let wide = |p: &&Permission| p.action == Action::Read && !matches!(p.scope, Scope::Object { .. });
    // Lists of tokens may hold the values of other tokens, and nothing here needs them.
    let harmless = |p: &&Permission| {
        !matches!(p.resource, T::Authorizations | T::Orgs | T::Users) && objects::has_objects(&p.resource)
    };
    token.permissions.iter().filter(wide).find(harmless).map(|p| (p.resource.clone(), Ask::List))
}

impl Proof {
    /// The request, sent as the token.
    pub fn request(&self, secret: Secret) -> Request {
        let request = match self.ask {
            Ask::Read(id) => objects::one(&self.resource, id),
            Ask::List => self.pages().and_then(|pages| pages.next()),
            Ask::WriteComment(bucket) => Some(
                api::request(Method::Post, format!("/api/v2/write?orgID={}&bucket={bucket}", self.org))
                    .with_body("text/plain; charset=utf-8", COMMENT.to_vec()),
            ),
        };
        // A plan is made only of types that can be asked for.
        request.unwrap_or_else(|| api::get("/api/v2/buckets?limit=1")).signed(Signature::Token(secret))
    }

    fn pages(&self) -> Option<Pages> {
        Pages::new(&self.resource, self.org, false)
    }

    /// What a success shows, as the rest of a sentence that begins with "It".
    pub fn shown(&self, names: &Names) -> Shown {
        let object = match self.ask {
            Ask::Read(id) | Ask::WriteComment(id) => Some(id),
            Ask::List => None,
        };
        let verb = match self.ask {
            Ask::Read(_) => "read",
            Ask::WriteComment(_) => "may write to",
            Ask::List => "read",
        };
        Shown {
            verb,
            kind: if object.is_some() { self.resource.singular() } else { self.resource.plural() }.to_owned(),
            name: object.map(|id| names.get(&self.resource, id).map_or_else(|| id.to_string(), str::to_owned)),
        }
    }

    /// Reads what came of a try.
    pub fn judge(&self, answer: Result<Response, ApiError>) -> Answer {
        match answer.and_then(|response| self.read(&response)) {
            Ok(answer) => answer,
            Err(error) => match error {
                ApiError::NotSignedIn
                | ApiError::TooManyRequests { .. }
                | ApiError::Unavailable { .. }
                | ApiError::Server { .. }
                | ApiError::Unreachable
                | ApiError::TimedOut { .. }
                | ApiError::BrokenOff => Answer::NotYet(error),
                // The write endpoint has its own words for it, and another status.
                ApiError::Refused(Refusal::Other(message)) if message.ends_with("token is inactive") => {
                    Answer::Refused(ApiError::TokenInactive)
                }
                error => Answer::Refused(error),
            },
        }
    }

    fn read(&self, response: &Response) -> Result<Answer, ApiError> {
        if !response.is_success() {
            return Err(crate::api::read_error(response));
        }
        if response.is_html() {
            return Err(ApiError::WebPage);
        }
        if let (Ask::List, Some(mut pages)) = (self.ask, self.pages()) {
            pages.receive(response)?;
            return Ok(if pages.count() == 0 { Answer::ShowedNothing } else { Answer::Works });
        }
        Ok(Answer::Works)
    }
}

/// What a success shows, for a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What the token was let do.
    pub verb: &'static str,
    /// The kind of object.
    pub kind: String,
    /// The name or id of the object: hostile text. None if it was a list.
    pub name: Option<String>,
}

/// How often it is tried. OSS knows a token as soon as it is made; other products spread it over several machines.
pub const fn tries(server: &Server) -> u8 {
    match &server.version {
        Some(version) if version.major == 2 => 3,
        _ => 5,
    }
}

/// How many seconds to wait after a try, of which this many were made.
pub fn wait_seconds(made: u8, error: &ApiError) -> u32 {
    let asked = match error {
        ApiError::TooManyRequests { retry_after } => retry_after.unwrap_or(0),
        _ => 0,
    };
    u32::from(made).max(asked).clamp(1, 5)
}
