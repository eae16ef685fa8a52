//! `/api/v2/documents/{namespace}`: what is left of a resource that nothing uses any more.

use super::objects;
use crate::answer::{Answer, Handled, Refusal, ok};
use crate::call::{Call, Caller};
use crate::manner::{httprouter, method_not_allowed, no_such_path};
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use axum::http::Method;
use serde_json::json;

/// Answers the list, which is empty.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    httprouter(match (&call.method, rest) {
        (&Method::GET, [_namespace]) => list(world, call, caller),
        (_, [_]) => return method_not_allowed(&["GET"]),
        _ => return no_such_path(),
    })
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    if call.query.get("orgID").is_some() && call.query.get("org").is_some() {
        return Err(Refusal::invalid("Please provide either org or orgID, not both"));
    }
    let org = objects::org_filter(&world.store, &call.query)?
        .ok_or_else(|| Refusal::invalid("Please provide either org or orgID"))?;
    caller.rights.require(Permission::in_org(Action::Read, ResourceType::Documents, org))?;
    ok(json!({"documents": []}))
}
