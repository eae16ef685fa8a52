//! `/tokens`: database tokens. Creating one answers 200, revoking one 204.

use super::answers::{Handled, Refusal};
use super::cluster::{Cluster, Token, hash_of, moment};
use super::demo::{ACCOUNT, CLUSTER};
use super::uuid;
use crate::moment as clock;
use axum::http::Method;
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

/// How long the data plane does not know a new token. Documentation speaks of seconds to minutes.
const SYNCHRONIZED_AFTER: Duration = Duration::from_secs(2);

/// Answers everything below the resource; nothing if there is no such path.
pub fn serve(cluster: &mut Cluster, method: &Method, body: &[u8], rest: &[&str]) -> Option<Handled> {
    Some(match (method, rest) {
        (&Method::GET, []) => list(cluster),
        (&Method::POST, []) => create(cluster, body),
        (&Method::GET, [id]) => find(cluster, id).map(|token| Some(shape(cluster, token))),
        (&Method::PATCH, [id]) => update(cluster, body, id),
        (&Method::DELETE, [id]) => revoke(cluster, id),
        _ => return None,
    })
}

/// A token as it is shown.
pub fn shape(cluster: &Cluster, token: &Token) -> Value {
    let mut shown = json!({
        "id": token.id,
        "description": token.description,
        "permissions": token.permissions,
        "createdAt": token.created_at,
    });
    if cluster.profile.names_account {
        shown["accountId"] = ACCOUNT.into();
        shown["clusterId"] = CLUSTER.into();
    }
    for (name, at) in [("expiresAt", &token.expires_at), ("revokedAt", &token.revoked_at)] {
        if let Some(at) = at {
            shown[name] = at.as_str().into();
        }
    }
    shown
}

fn list(cluster: &Cluster) -> Handled {
    let listed = cluster.tokens.iter().filter(|token| cluster.profile.lists_revoked || token.revoked_at.is_none());
    Ok(Some(listed.map(|token| shape(cluster, token)).collect()))
}

fn position(cluster: &Cluster, id: &str) -> Result<usize, Refusal> {
    if !uuid::is(id) {
        return Err(Refusal::BadRequest);
    }
    cluster.tokens.iter().position(|token| token.id == id).ok_or(Refusal::NotFound)
}

fn find<'a>(cluster: &'a Cluster, id: &str) -> Result<&'a Token, Refusal> {
    cluster.tokens.get(position(cluster, id)?).ok_or(Refusal::NotFound)
}

fn create(cluster: &mut Cluster, body: &[u8]) -> Handled {
    let asked = object(body)?;
    let description = description(&asked)?.ok_or(Refusal::BadRequest)?;
    let permissions = permissions(&asked)?.unwrap_or_default();
    let expires_at = expiry(&asked)?;
    let secret = new_secret();
    let token = Token {
        id: uuid::new(),
        description,
        permissions,
        created_at: clock::now(),
        expires_at,
        revoked_at: None,
        sha256: hash_of(&secret),
        known_from: Instant::now() + SYNCHRONIZED_AFTER,
    };
    let mut shown = shape(cluster, &token);
    shown["accessToken"] = secret.into();
    cluster.tokens.push(token);
    Ok(Some(shown))
}

/// What is left out stays; permissions that are given replace all. That a revoked token can be changed is not documented
/// and therefore refused.
fn update(cluster: &mut Cluster, body: &[u8], id: &str) -> Handled {
    let at = position(cluster, id)?;
    let asked = object(body)?;
    let (description, permissions) = (description(&asked)?, permissions(&asked)?);
    if description.is_none() && permissions.is_none() {
        return Err(Refusal::BadRequest);
    }
    let token = cluster.tokens.get_mut(at).filter(|token| token.revoked_at.is_none()).ok_or(Refusal::NotFound)?;
    if let Some(description) = description {
        token.description = description;
    }
    if let Some(permissions) = permissions {
        token.permissions = permissions;
    }
    find(cluster, id).map(|token| Some(shape(cluster, token)))
}

fn revoke(cluster: &mut Cluster, id: &str) -> Handled {
    let at = position(cluster, id)?;
    let token = cluster.tokens.get_mut(at).filter(|token| token.revoked_at.is_none()).ok_or(Refusal::NotFound)?;
    token.revoked_at = Some(clock::now());
    Ok(None)
}

/// The body as an object.
pub fn object(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::BadRequest)
}

fn description(asked: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    match asked.get("description") {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::BadRequest),
    }
}

fn permissions(asked: &Map<String, Value>) -> Result<Option<Vec<Value>>, Refusal> {
    let Some(given) = asked.get("permissions") else { return Ok(None) };
    let given = given.as_array().ok_or(Refusal::BadRequest)?;
    let read = |permission: &Value| {
        let text = |name: &str| permission[name].as_str().filter(|text| !text.is_empty()).ok_or(Refusal::BadRequest);
        let (action, resource) = (text("action")?, text("resource")?);
        if resource.chars().count() > 64 {
            return Err(Refusal::BadRequest);
        }
        Ok(json!({"action": action, "resource": resource}))
    };
    given.iter().map(read).collect::<Result<_, _>>().map(Some)
}

fn expiry(asked: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    match asked.get("expiresAt") {
        None => Ok(None),
        Some(Value::String(text)) if moment(text).is_some() => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::BadRequest),
    }
}

/// As documentation shows them: `apiv1_` and at least 58 more characters.
fn new_secret() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("apiv1_{hex}")
}
