//! `/query` and `/write`: the paths of InfluxDB 1.x, outside the API tree and without CORS.
//!
//! A 1.x user is an authorization of the legacy resource with a password; a token serves as well.

use crate::answer::{Answer, Code, Refusal};
use crate::authenticate::not_authenticated;
use crate::call::Call;
use crate::model::{LegacyAuthorization, Status};
use crate::permission::Rights;
use crate::wire::{Style, render};
use crate::world::World;
use axum::http::{Method, header};
use serde_json::json;

/// What the 1.x paths say to a user or password that they do not take.
fn refused() -> Refusal {
    Refusal::unauthorized("Unauthorized")
}

/// User name and secret, from the address, or from the Basic or Token scheme.
fn credentials(call: &Call) -> Option<(String, String)> {
    if let (Some(u), Some(p)) = (call.query.get("u"), call.query.get("p")) {
        return Some((u.to_owned(), p.to_owned()));
    }
    let value = call.header(header::AUTHORIZATION)?;
    if let Some(token) = value.strip_prefix("Token ") {
        let (user, secret) = token.split_once(':').unwrap_or(("", token));
        return Some((user.to_owned(), secret.to_owned()));
    }
    call.basic()
}

fn authenticate(world: &World, call: &Call) -> Result<Rights, Refusal> {
    let (name, secret) = credentials(call).ok_or_else(not_authenticated)?;
    let legacy = world.store.legacy.values().find(|a| a.token == name);
    let (user, rights) = match legacy {
        Some(found) => (found.user, rights_of(world, found, &secret)?),
        None => {
            let token = world
                .store
                .authorization_by_token(&secret)
                .filter(|a| a.status == Status::Active)
                .ok_or_else(refused)?;
            (token.user, token.rights())
        }
    };
    match world.store.users.get(&user) {
        Some(user) if user.is_active() => Ok(rights),
        _ => Err(Refusal::new(Code::Forbidden, "User is inactive")),
    }
}

fn rights_of(world: &World, found: &LegacyAuthorization, secret: &str) -> Result<Rights, Refusal> {
    let fits = world.store.passwords.get(&found.id).is_some_and(|p| p == secret);
    if fits && found.status == Status::Active { Ok(Rights::of(&found.permissions)) } else { Err(refused()) }
}

/// `/query`: answers every statement with nothing found.
pub fn query(world: &World, call: &Call) -> Answer {
    if let Err(refusal) = authenticate(world, call) {
        return refusal.answer(Style::Compact);
    }
    if !matches!(call.method, Method::GET | Method::POST) {
        return crate::manner::method_not_allowed(&["GET", "POST"]);
    }
    Answer::empty(200)
        .with("content-type", "application/json")
        .with("vary", "Accept-Encoding")
        .body(render(Style::Line, &json!({"results": [{"statement_id": 0}]})))
}

/// `/write`: takes points and drops them.
pub fn write(world: &World, call: &Call) -> Answer {
    if let Err(refusal) = authenticate(world, call) {
        return refusal.answer(Style::Compact);
    }
    if call.method != Method::POST {
        return crate::manner::method_not_allowed(&["POST"]);
    }
    Answer::empty(204).with("vary", "Accept-Encoding")
}
