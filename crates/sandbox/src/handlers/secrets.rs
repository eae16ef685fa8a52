//! `/api/v2/orgs/{id}/secrets`: keys are listed, values never.

use crate::answer::{Answer, Handled, Reply, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

/// Answers the list and changes to it.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, org: Id, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, caller, org),
        (&Method::PATCH, []) => patch(world, call, caller, org),
        (&Method::POST, ["delete"]) => delete_many(world, call, caller, org),
        (&Method::DELETE, [key]) => delete(world, caller, org, &[(*key).to_owned()]),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn right(action: Action, org: Id) -> Permission {
    Permission::in_org(action, ResourceType::Secrets, org)
}

fn list(world: &World, caller: &Caller, org: Id) -> Handled {
    caller.rights.require(right(Action::Read, org))?;
    let keys: Vec<_> = world.store.secrets.get(&org).into_iter().flat_map(|all| all.keys()).collect();
    ok(json!({
        "links": {
            "org": format!("/api/v2/orgs/{org}"),
            "self": format!("/api/v2/orgs/{org}/secrets"),
        },
        "secrets": keys,
    }))
}

fn patch(world: &mut World, call: &Call, caller: &Caller, org: Id) -> Handled {
    let fields = Fields::read(&call.body, "", "map[string]string").map_err(DecodeError::unmarshal)?;
    caller.rights.require(right(Action::Write, org))?;
    let all = world.store.secrets.entry(org).or_default();
    for (key, value) in fields.members() {
        if let Value::String(value) = value {
            all.insert(key.clone(), value.clone());
        }
    }
    Ok(Reply::NoContent)
}

fn delete_many(world: &mut World, call: &Call, caller: &Caller, org: Id) -> Handled {
    let fields = Fields::read(&call.body, "secret", "secretsDeleteBody").map_err(DecodeError::unmarshal)?;
    let keys: Vec<_> = fields
        .get("secrets")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    delete(world, caller, org, &keys)
}

fn delete(world: &mut World, caller: &Caller, org: Id, keys: &[String]) -> Handled {
    caller.rights.require(right(Action::Write, org))?;
    if let Some(all) = world.store.secrets.get_mut(&org) {
        all.retain(|key, _| !keys.contains(key));
    }
    Ok(Reply::NoContent)
}
