//! Asking a server what it would grant, without creating anything.
//!
//! The wanted permissions are sent with one more at the end that the caller holds and that belongs to another organization.
//! OSS checks the caller's rights first and the organizations second (`influxdb-v2-api` 3.5, steps 10 and 12), so an answer
//! "not for org id" proves that everything before was granted, and nothing is stored.
//! Recorded from 2.7.12 and 2.9.1 (`recordings/*/dry-run.json`); servers between these versions have the same order of checks.

use super::{authorizations, wire};
use crate::authorization::{NewAuthorization, Status};
use crate::permission::{Action, Permission, ResourceType, Scope};
use crate::session::Server;
use crate::{ApiError, Id, Refusal};
use console_core::http::{Request, Response};

/// What a server would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It would grant all of it.
    Granted,
    /// The first permission that it would not grant.
    Refused(Permission),
    /// The caller may not make tokens for this owner in this organization at all; this is the right that it lacks.
    MayNotMint(Permission),
    /// It made the token after all, which no known version does. It must be deleted at once.
    Made(Id),
}

/// Whether it is known that this server stores nothing: an OSS of a version that was recorded, and nothing that says it is
/// something else. A proxy may leave out which product it is, but not claim another one.
pub fn is_proven_for(server: &Server) -> bool {
    let other = server.build.as_deref().is_some_and(|build| !build.eq_ignore_ascii_case("OSS"));
    !other && server.version.as_ref().is_some_and(|version| version.major == 2 && (7..=9).contains(&version.minor))
}

/// The permissions as a token that would do nothing and say what it is, should a server make it after all.
pub fn question(org: Id, permissions: Vec<Permission>) -> NewAuthorization {
    NewAuthorization {
        org,
        user: None,
        status: Status::Inactive,
        description: "Token Console asked what it may grant; delete this".to_owned(),
        permissions,
    }
}

/// The question. `owner` is the user that the token would belong to.
pub fn ask(new: &NewAuthorization, owner: Id) -> Request {
    let mut asked = new.clone();
    asked.user = Some(owner);
    // Any organization but the token's own will do.
    let other = Id::from_number(new.org.number() ^ 1).or(Id::from_number(2));
    asked.permissions.push(Permission::new(
        Action::Write,
        ResourceType::Users,
        Scope::Object { id: owner, org: other },
    ));
    authorizations::create(&asked)
}

/// Reads the answer to [`ask`].
pub fn decode(response: &Response) -> Result<Answer, ApiError> {
    if response.is_success() {
        let made: wire::Authorization = super::decode(response)?;
        return Ok(Answer::Made(made.id));
    }
    match crate::api::read_refusal(response) {
        ApiError::Rejected { message } if message.contains(" is not for org id ") => Ok(Answer::Granted),
        ApiError::Refused(Refusal::MayNotGrant(permission)) => Ok(Answer::Refused(permission)),
        ApiError::Refused(Refusal::Lacks(permission)) => Ok(Answer::MayNotMint(permission)),
        error => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Version;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn new() -> NewAuthorization {
        NewAuthorization {
            org: id(0xaa),
            user: None,
            status: Status::Active,
            description: String::new(),
            permissions: vec![Permission::in_org(Action::Read, ResourceType::Tasks, id(0xaa))],
        }
    }

    #[test]
    fn the_question_ends_with_a_permission_of_another_organization() {
        let body = ask(&new(), id(0xbb)).body().expect("a body").text.clone();
        let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        let last = &body["permissions"][1];
        assert_eq!(last["resource"]["id"], "00000000000000bb");
        assert_ne!(last["resource"]["orgID"], body["orgID"]);
    }

    #[test]
    fn answers_are_told_apart() {
        let line = "read:orgs/00000000000000aa/tasks";
        for (status, code, message, expected) in [
            (
                400,
                "invalid",
                "permission write:orgs/00000000000000ab/users/00000000000000bb is not for org id 00000000000000aa"
                    .to_owned(),
                Answer::Granted,
            ),
            (
                403,
                "forbidden",
                format!("permission {line} is not allowed: {line} is unauthorized"),
                Answer::Refused(new().permissions[0].clone()),
            ),
            (
                401,
                "unauthorized",
                "write:orgs/00000000000000aa/authorizations is unauthorized".to_owned(),
                Answer::MayNotMint(Permission::in_org(Action::Write, ResourceType::Authorizations, id(0xaa))),
            ),
        ] {
            let body = serde_json::json!({ "code": code, "message": message }).to_string();
            assert_eq!(decode(&Response::new(status, "application/json", body)), Ok(expected), "{message}");
        }
    }

    #[test]
    fn a_token_that_was_made_after_all_is_named() {
        let body = r#"{"id":"0000000000000001","orgID":"00000000000000aa","userID":"00000000000000bb","token":"x"}"#;
        assert_eq!(decode(&Response::new(201, "application/json", body)), Ok(Answer::Made(id(1))));
    }

    #[test]
    fn it_is_used_only_where_it_is_proven() {
        let server = |major, minor, build: Option<&str>| Server {
            version: Some(Version { major, minor, patch: 0 }),
            build: build.map(str::to_owned),
            fresh: false,
        };
        let proven = |major, minor, build| is_proven_for(&server(major, minor, build));
        assert!(proven(2, 9, Some("OSS")) && proven(2, 7, Some("oss")));
        assert!(proven(2, 9, None), "a proxy may leave the header out");
        assert!(!proven(2, 9, Some("ENT")) && !proven(2, 8, Some("Cloud")), "another product in the same version");
        assert!(!proven(2, 6, Some("OSS")) && !proven(3, 8, None) && !is_proven_for(&Server::default()));
    }
}
