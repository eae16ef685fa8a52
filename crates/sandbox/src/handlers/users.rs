//! `/api/v2/users`.

use super::authorizations::show::bare_permissions;
use super::passwords;
use crate::answer::{Answer, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Status, User};
use crate::permission::{Action, Permission, ResourceType};
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::PUT, ["password"]) => passwords::change(world, call, caller, None),
        (&Method::GET, [id]) => find(world, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, caller, id),
        (&Method::GET, [id, "permissions"]) => permissions(world, caller, id),
        (&Method::PUT, [id, "password"]) => passwords::change(world, call, caller, Some(id)),
        (&Method::POST, [id, "password"]) => passwords::set(world, call, caller, id),
        (_, [] | [_] | [_, "permissions" | "password"]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

/// A user as it is shown.
pub fn shape(user: &User) -> Value {
    json!({
        "links": {"self": format!("/api/v2/users/{}", user.id)},
        "id": user.id.to_string(),
        "name": user.name,
        "status": user.status,
    })
}

fn right(action: Action, user: Id) -> Permission {
    Permission::on(action, ResourceType::Users, user)
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let paging = Paging::read(&call.query)?;
    let id = call.query.id("id")?;
    let found: Vec<&User> = if let Some(id) = id {
        vec![store.user(id)?]
    } else if let Some(name) = call.query.get("name") {
        vec![store.user_named(name)?]
    } else if world.profile.users_paged {
        paging.page_by_id(store.users.iter().map(|(id, user)| (*id, user)))?
    } else {
        store.users.values().collect()
    };
    let visible: Vec<_> =
        found.into_iter().filter(|user| caller.rights.holds(&right(Action::Read, user.id))).map(shape).collect();
    ok(json!({"links": {"self": "/api/v2/users"}, "users": visible}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "User")?;
        let id = fields.id("id");
        let name = fields.text("name").unwrap_or_default();
        let status = fields.text_of("status", "influxdb.Status").unwrap_or_default();
        fields.done().map(|()| (id, name, status))
    };
    let (id, name, status) = read().map_err(DecodeError::untouched)?;
    caller.rights.require(Permission::global(Action::Write, ResourceType::Users))?;
    let status = if status.is_empty() { Status::Active.name() } else { &status };
    let id = world.store.create_user(id, &name, status)?;
    created(shape(world.store.user(id)?))
}

/// The user of an id, for `GET` here and for `/me`: the right is checked before existence.
pub fn readable<'a>(world: &'a World, caller: &Caller, id: Id) -> Result<&'a User, Refusal> {
    caller.rights.require(right(Action::Read, id))?;
    world.store.user(id)
}

fn find(world: &World, caller: &Caller, id: &str) -> Handled {
    ok(shape(readable(world, caller, Id::parse(id)?)?))
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "UserUpdate")?;
        let name = fields.text("name");
        let status = fields.text_of("status", "influxdb.Status");
        fields.done().map(|()| (name, status))
    };
    let (name, status) = read().map_err(DecodeError::untouched)?;
    let status = status.as_deref().map(Status::read).transpose()?;
    caller.rights.require(right(Action::Write, id))?;
    let current = world.store.user(id)?.name.clone();
    if let Some(name) = name.filter(|name| *name != current) {
        world.store.check_user_name(&name)?;
        if let Some(user) = world.store.users.get_mut(&id) {
            user.name = name;
        }
    }
    if let (Some(status), Some(user)) = (status, world.store.users.get_mut(&id)) {
        status.name().clone_into(&mut user.status);
    }
    ok(shape(world.store.user(id)?))
}

fn delete(world: &mut World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    caller.rights.require(right(Action::Write, id))?;
    world.store.delete_user(id)?;
    Ok(Reply::NoContent)
}

/// The rights from memberships and over oneself; those of authorizations are not among them.
fn permissions(world: &World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    caller.rights.require(right(Action::Read, id))?;
    ok(bare_permissions(&world.store.permissions_of_user(&world.profile, id)))
}
