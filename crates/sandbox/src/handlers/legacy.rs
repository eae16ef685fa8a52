//! `/private/legacy/authorizations`: names and passwords for clients that speak InfluxDB 1.x.
//!
//! The handlers and rights are those of authorizations; the token is a user name and never a secret.

use super::authorizations::{Change, Filter, asked, create, guards, show};
use super::passwords;
use crate::answer::{Answer, Code, Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::manner::chi;
use crate::model::LegacyAuthorization;
use crate::moment;
use crate::permission::{Action, ResourceType};
use crate::world::World;
use axum::http::Method;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => find(world, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, caller, id),
        (&Method::POST, [id, "password"]) => set_password(world, call, caller, id),
        (_, [] | [_] | [_, "password"]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn require(caller: &Caller, action: Action, a: &LegacyAuthorization) -> Result<(), Refusal> {
    guards(action, a.id, a.org, a.user).into_iter().try_for_each(|needed| caller.rights.require(needed))
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let filter = Filter::read(call)?;
    let found: Vec<&LegacyAuthorization> = if let Some(id) = filter.id {
        vec![store.legacy_authorization(id)?]
    } else if let Some(token) = call.query.get("token") {
        let found = store.legacy.values().find(|a| a.token == token);
        vec![found.ok_or_else(|| Refusal::not_found("authorization not found"))?]
    } else {
        store.legacy.values().filter(|a| filter.takes(a.user, a.org)).collect()
    };
    // Unlike in the newer resource, names are looked up but narrow nothing.
    if let Some(name) = call.query.get("user") {
        store.user_named(name)?;
    }
    if let Some(name) = call.query.get("org") {
        store.org_named(name)?;
    }
    let visible = found
        .into_iter()
        .filter(|a| guards(Action::Read, a.id, a.org, a.user).iter().all(|needed| caller.rights.holds(needed)));
    Ok(Reply::Finished(Answer::written(200, show::legacy_list(store, visible))))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let asked = asked::read(&world.profile, asked::Resource::LegacyUsers, &call.body)?;
    if asked.token.is_empty() {
        return Err(Refusal::invalid("token required for v1 user authorization type"));
    }
    let user = create::owner(world, caller, asked.user)?;
    create::allow(world, caller, asked.org, user, &asked.permissions)?;
    create::exist(world, asked.org, user)?;
    if world.store.legacy.values().any(|a| a.token == asked.token) {
        return Err(Refusal::conflict("token already exists"));
    }
    if world.profile.legacy_checks_buckets {
        let missing = |id| !world.store.buckets.contains_key(&id);
        let names_missing =
            asked.permissions.iter().any(|p| p.kind == ResourceType::Buckets && p.id.is_some_and(missing));
        if names_missing {
            return Err(Refusal::not_found("bucket not found when creating auth"));
        }
    }
    let id = world.store.ids.timed();
    let at = moment::now();
    let made = LegacyAuthorization {
        id,
        token: asked.token,
        status: asked.status,
        description: asked.description,
        org: asked.org,
        user,
        permissions: asked.permissions,
        created_at: at.clone(),
        updated_at: at,
    };
    let handled = show::legacy_one(&world.store, 201, &made);
    world.store.legacy.insert(id, made);
    handled
}

fn find(world: &World, caller: &Caller, id: &str) -> Handled {
    let found = world.store.legacy_authorization(Id::parse(id)?)?;
    require(caller, Action::Read, found)?;
    show::legacy_one(&world.store, 200, found)
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    let change = Change::read(&call.body)?;
    let found = world.store.legacy_authorization(id)?;
    require(caller, Action::Read, found)?;
    require(caller, Action::Write, found)?;
    let status = change.status("unknown authorization status")?;
    if let Some(found) = world.store.legacy.get_mut(&id) {
        if let Some(status) = status {
            found.status = status;
        }
        if let Some(description) = change.description {
            found.description = description;
        }
        found.updated_at = moment::now();
    }
    show::legacy_one(&world.store, 200, world.store.legacy_authorization(id)?)
}

fn delete(world: &mut World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    require(caller, Action::Write, world.store.legacy_authorization(id)?)?;
    world.store.legacy.remove(&id);
    world.store.passwords.remove(&id);
    Ok(Reply::NoContent)
}

fn set_password(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let password = passwords::read(&call.body)?;
    let id = Id::parse(id).map_err(|_| Refusal::new(Code::Internal, "invalid authorization ID provided in route"))?;
    let found = world.store.legacy_authorization(id)?;
    caller.rights.require(guards(Action::Write, found.id, found.org, found.user)[1])?;
    passwords::check(&world.profile, &password)?;
    world.store.passwords.insert(id, password);
    Ok(Reply::NoContent)
}
