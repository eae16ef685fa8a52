//! `…/members` and `…/owners` below organizations and buckets.
//!
//! User names are resolved with the server's own rights: who may read an organization sees all its
//! users here, even where `/users` shows only themselves.

use super::users;
use crate::answer::{Answer, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Mapping, Role, User};
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

/// Answers the list and its entries; `resource` is of type `kind` and belongs to `org`.
#[expect(clippy::too_many_arguments, reason = "the resource is three values, and bundling them would hide which")]
pub fn serve(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    kind: ResourceType,
    resource: Id,
    org: Id,
    role: Role,
    rest: &[&str],
) -> Answer {
    let mapping = Mapping { role, kind };
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, caller, mapping, resource, org),
        (&Method::POST, []) => add(world, call, caller, mapping, resource, org),
        (&Method::DELETE, [user]) => remove(world, caller, resource, org, user),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

/// A user as such a list shows them.
pub fn shape(user: &User, role: Role) -> Value {
    let mut shape = json!({"role": role.name()});
    if let (Value::Object(shape), Value::Object(user)) = (&mut shape, users::shape(user)) {
        shape.extend(user);
    }
    shape
}

fn list(world: &World, caller: &Caller, mapping: Mapping, resource: Id, org: Id) -> Handled {
    caller
        .rights
        .require(Permission::on(Action::Read, ResourceType::Orgs, org))
        .map_err(|_| Refusal::not_found("not found"))?;
    let readable = caller.rights.holds(&Permission::at(Action::Read, mapping.kind, resource, org));
    let mut shown = Vec::new();
    for ((of, user), found) in &world.store.mappings {
        if readable && *of == resource && found.role == mapping.role && found.kind == mapping.kind {
            shown.push(shape(world.store.user(*user)?, mapping.role));
        }
    }
    let path = format!("/api/v2/{}/{resource}/{}s", mapping.kind.name(), mapping.role.name());
    ok(json!({"links": {"self": path}, "users": shown}))
}

fn add(world: &mut World, call: &Call, caller: &Caller, mapping: Mapping, resource: Id, org: Id) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "User")?;
        let id = fields.id("id");
        fields.done().map(|()| id)
    };
    let user = read().map_err(DecodeError::untouched)?.ok_or_else(|| Refusal::invalid("user id missing or invalid"))?;
    let added = shape(world.store.user(user)?, mapping.role);
    caller.rights.require(Permission::at(Action::Write, mapping.kind, resource, org))?;
    world.store.map_user(resource, user, mapping)?;
    created(added)
}

/// Removes an entry; one that is not there is no error.
fn remove(world: &mut World, caller: &Caller, resource: Id, org: Id, user: &str) -> Handled {
    let key = (resource, Id::parse(user)?);
    if let Some(found) = world.store.mappings.get(&key) {
        caller.rights.require(Permission::at(Action::Write, found.kind, resource, org))?;
        world.store.mappings.remove(&key);
    }
    Ok(Reply::NoContent)
}
