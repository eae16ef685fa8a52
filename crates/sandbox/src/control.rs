//! `/__sandbox/`: telling a stand-in to fail and asking what it stores. Only there with `--faults`.
//!
//! - `POST /__sandbox/faults` orders a fault, `GET` lists those to come, `DELETE` forgets them.
//! - `GET /__sandbox/state` tells what is stored (no secrets, but their SHA-256) and what was asked.
//! - `GET /__sandbox/requests` tells each request that arrived: over which connection, and what became of it.
//! - `POST /__sandbox/reset` goes back to the start.

use crate::faults::Ordered;
use crate::handlers::authorizations::show::bare_permissions;
use crate::model::{Authorization, Kind};
use crate::requests::Requests;
use crate::sandbox::Sandbox;
use crate::world::World;
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

/// Where the control endpoint lives.
pub const PREFIX: &str = "/__sandbox/";

/// Answers a request below the prefix.
pub fn answer(sandbox: &Sandbox, method: &Method, path: &str, body: &[u8]) -> Response {
    match (method, path) {
        (&Method::GET, "faults") => json_response(200, &json!({"faults": sandbox.faults().all()})),
        (&Method::DELETE, "faults") => {
            sandbox.faults().clear();
            json_response(200, &json!({"faults": []}))
        }
        (&Method::POST, "faults") => match serde_json::from_slice::<Ordered>(body) {
            Ok(fault) => {
                sandbox.order(fault);
                json_response(201, &json!({"faults": sandbox.faults().all()}))
            }
            Err(error) => json_response(400, &json!({"message": format!("not a fault: {error}")})),
        },
        (&Method::GET, "state") => json_response(200, &sandbox.state()),
        (&Method::GET, "requests") => json_response(200, &json!({"requests": sandbox.requests().log()})),
        (&Method::POST, "reset") => {
            sandbox.reset();
            json_response(200, &json!({}))
        }
        _ => json_response(404, &json!({"message": format!("{method} {PREFIX}{path} does not exist")})),
    }
}

fn json_response(status: u16, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// What is stored and what was asked.
pub fn state(world: &World, requests: &Requests) -> Value {
    let store = &world.store;
    let mut objects = Map::new();
    for kind in Kind::ALL {
        objects.insert(format!("{kind:?}"), store.objects_of(kind).count().into());
    }
    let legacy = store.legacy.values().map(|a| {
        json!({
            "id": a.id.to_string(),
            "token": a.token,
            "status": a.status.name(),
            "description": a.description,
            "orgID": a.org.to_string(),
            "userID": a.user.to_string(),
            "permissions": bare_permissions(&a.permissions),
        })
    });
    json!({
        "profile": world.profile.name,
        "authorizations": store.authorizations.values().map(authorization).collect::<Vec<_>>(),
        "legacyAuthorizations": legacy.collect::<Vec<_>>(),
        "users": store.users.values().map(|user| json!({
            "id": user.id.to_string(),
            "name": user.name,
            "status": user.status,
        })).collect::<Vec<_>>(),
        "orgs": store.orgs.values().map(|org| json!({
            "id": org.id.to_string(),
            "name": org.name,
        })).collect::<Vec<_>>(),
        "buckets": store.buckets.values().map(|bucket| json!({
            "id": bucket.id.to_string(),
            "orgID": bucket.org.to_string(),
            "name": bucket.name,
            "type": bucket.bucket_type.name(),
        })).collect::<Vec<_>>(),
        "members": store.mappings.iter().map(|((resource, user), mapping)| json!({
            "resourceID": resource.to_string(),
            "userID": user.to_string(),
            "role": mapping.role.name(),
        })).collect::<Vec<_>>(),
        "objects": objects,
        "sessions": store.sessions.len(),
        "requests": requests.counts(),
    })
}

fn authorization(a: &Authorization) -> Value {
    let sha256: String = a
        .hash
        .chunks(8)
        .map(|part| part.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte)))
        .map(|n| format!("{n:016x}"))
        .collect();
    json!({
        "id": a.id.to_string(),
        "sha256": sha256,
        "status": a.status.name(),
        "description": a.description,
        "orgID": a.org.to_string(),
        "userID": a.user.to_string(),
        "permissions": bare_permissions(&a.permissions),
        "createdAt": a.created_at,
        "updatedAt": a.updated_at,
    })
}
