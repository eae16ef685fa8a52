//! Finding out what a server is, who the caller is and what the caller may do.

use super::objects::Items;
use super::{decode, decode_empty, decode_with, get, request, wire};
use crate::object::Object;
use crate::permission::ResourceType;
use crate::session::{Login, Named, Server, Version};
use crate::{ApiError, Id, Refusal};
use console_core::Secret;
use console_core::http::{Method, Request, Response, Signature};

/// Names the server's version.
pub(super) const VERSION: &str = "x-influxdb-version";
/// Names the product.
pub(super) const BUILD: &str = "x-influxdb-build";

/// What any answer tells of the server that gave it.
pub fn server(response: &Response) -> Server {
    Server {
        version: response.header(VERSION).and_then(Version::parse),
        build: response.header(BUILD).map(str::to_owned),
        fresh: false,
    }
}

/// Asks whether anybody has set the server up. Needs no credential and can be read from any origin,
/// so it also is the cheapest way to see that an InfluxDB answers.
pub fn setup() -> Request {
    get("/api/v2/setup").signed(Signature::Nobody)
}

/// Reads the answer to [`setup`]: whether nobody has set the server up yet.
pub fn decode_setup(response: &Response) -> Result<bool, ApiError> {
    decode::<wire::Setup>(response).map(|setup| setup.allowed)
}

/// Asks to sign in with a user and password; the answer sets a cookie.
pub fn sign_in(user: &str, password: Secret) -> Request {
    request(Method::Post, "/api/v2/signin").signed(Signature::Password { user: user.to_owned(), password })
}

/// Reads the answer to [`sign_in`].
pub fn decode_sign_in(response: &Response) -> Result<(), ApiError> {
    decode_empty(response)
}

/// Asks to end the session of the cookie.
pub fn sign_out() -> Request {
    request(Method::Post, "/api/v2/signout")
}

/// Reads the answer to [`sign_out`].
pub fn decode_sign_out(response: &Response) -> Result<(), ApiError> {
    decode_empty(response)
}

/// Asks who the caller is. This is the login probe: lists answer 200 even to an inactive token.
pub fn me() -> Request {
    get("/api/v2/me")
}

/// Reads the answer to [`me`] as the outcome of signing in.
pub fn decode_me(response: &Response) -> Result<Login, ApiError> {
    match decode::<wire::Object>(response) {
        Ok(user) => {
            Ok(Login::Accepted(Named { id: user.id, name: user.name.map(wire::Text::into_owned).unwrap_or_default() }))
        }
        Err(ApiError::NotSignedIn) => Ok(Login::Unknown),
        Err(ApiError::TokenInactive) => Ok(Login::TokenInactive),
        Err(ApiError::UserInactive) => Ok(Login::UserInactive),
        // The refusal names the caller's own id, so the credential is good.
        Err(ApiError::Refused(Refusal::Lacks(permission))) => Ok(Login::Limited { user: permission.scope.object() }),
        Err(error) => Err(error),
    }
}

/// Asks for the organizations that a user is in.
pub fn orgs_of(user: Id) -> Request {
    get(format!("/api/v2/orgs?userID={user}&limit=100"))
}

/// Reads the answer to [`orgs_of`].
pub fn decode_orgs(response: &Response) -> Result<Vec<Object>, ApiError> {
    decode_with(response, Items("orgs"))
}

/// Asks for an organization, to see whether it is still there: its lists are empty, and no error, when it is gone.
pub fn org(id: Id) -> Request {
    get(format!("/api/v2/orgs/{id}"))
}

/// Reads the answer to [`org`]: an error where it is gone, or where nobody knows.
pub fn decode_org(response: &Response) -> Result<(), ApiError> {
    match decode::<wire::Object>(response) {
        // Who may not read it is told so, which says nothing of the organization.
        Ok(_) | Err(ApiError::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Asks for the members of an organization. Owners are not among them.
pub fn members(org: Id) -> Request {
    get(format!("/api/v2/orgs/{org}/members"))
}

/// Asks for the owners of an organization.
pub fn owners(org: Id) -> Request {
    get(format!("/api/v2/orgs/{org}/owners"))
}

/// Reads the answer to [`members`] or [`owners`].
pub fn decode_people(response: &Response) -> Result<Vec<Object>, ApiError> {
    decode_with(response, Items("users"))
}

/// Asks for the resource types that the server knows.
pub fn resources() -> Request {
    get("/api/v2/resources")
}

/// Reads the answer to [`resources`], in the server's order.
pub fn decode_resources(response: &Response) -> Result<Vec<ResourceType>, ApiError> {
    let words: Vec<wire::Text> = decode(response)?;
    Ok(words.iter().map(|word| ResourceType::parse(word)).collect())
}

/// Asks for the server's configuration, which only a complete operator may read (OSS 2.2 and later).
pub fn config() -> Request {
    get("/api/v2/config")
}

/// Reads the answer to [`config`] as whether the caller is a complete operator; `None` where the server can't tell.
pub fn decode_config(response: &Response) -> Result<Option<bool>, ApiError> {
    match decode::<wire::Config>(response) {
        Ok(_) => Ok(Some(true)),
        Err(ApiError::Refused(refusal)) if refusal.is_own() => Ok(Some(false)),
        Err(ApiError::NotFound { .. } | ApiError::WebPage | ApiError::Undecodable { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Response {
        Response::new(status, "application/json; charset=utf-8", body)
    }

    #[test]
    fn an_organization_that_is_gone_is_told_from_one_that_may_not_be_read() {
        assert_eq!(decode_org(&answer(200, r#"{"id":"0b1c2d3e4f505000","name":"plants"}"#)), Ok(()));
        let refused = r#"{"code":"unauthorized","message":"read:orgs/0b1c2d3e4f505000 is unauthorized"}"#;
        assert_eq!(decode_org(&answer(401, refused)), Ok(()));
        let gone = decode_org(&answer(404, r#"{"code":"not found","message":"organization not found"}"#));
        assert_eq!(
            gone.map_err(|error| error.to_string()),
            Err("The server does not have it: organization not found.".to_owned())
        );
        assert!(decode_org(&answer(401, r#"{"code":"unauthorized","message":"token is inactive"}"#)).is_err());
    }

    #[test]
    fn the_login_probe_tells_five_outcomes_apart() {
        let accepted = answer(200, r#"{"links":{},"id":"0b1c2d3e4f505000","name":"admin","status":"active"}"#);
        assert!(matches!(decode_me(&accepted), Ok(Login::Accepted(user)) if user.name == "admin"));
        for (status, message, expected) in [
            (401, "unauthorized access", Login::Unknown),
            (401, "token is inactive", Login::TokenInactive),
            (403, "User is inactive", Login::UserInactive),
            (
                401,
                "read:users/0b1c2d3e4f505000 is unauthorized",
                Login::Limited { user: Id::parse("0b1c2d3e4f505000").ok() },
            ),
        ] {
            let body = serde_json::json!({ "code": "x", "message": message }).to_string();
            assert_eq!(decode_me(&answer(status, &body)), Ok(expected), "{message}");
        }
    }

    #[test]
    fn a_web_page_is_not_taken_for_a_sign_in() {
        let page = Response::new(200, "text/html", "<!doctype html>");
        assert_eq!(decode_sign_in(&page), Err(ApiError::WebPage));
        assert_eq!(decode_setup(&page), Err(ApiError::WebPage));
    }

    #[test]
    fn a_server_without_config_leaves_the_question_open() {
        assert_eq!(decode_config(&answer(404, r#"{"code":"not found","message":"path not found"}"#)), Ok(None));
        assert_eq!(decode_config(&answer(200, r#"{"config":{"use-hashed-tokens":true}}"#)), Ok(Some(true)));
        let refused = r#"{"code":"unauthorized","message":"access to /api/v2/config requires operator permissions"}"#;
        assert_eq!(decode_config(&answer(401, refused)), Ok(Some(false)));
        let blocked = r#"{"code":"forbidden","message":"blocked by policy"}"#;
        assert!(decode_config(&answer(403, blocked)).is_err(), "something on the way said so");
    }

    #[test]
    fn unknown_resource_types_are_kept() {
        let types = decode_resources(&answer(200, r#"["authorizations","pipelines"]"#)).expect("a list");
        assert_eq!(types[1].as_str(), "pipelines");
    }
}
