//! What hangs below an object: labels, members and owners.
//!
//! On httprouter, paths and methods that do not exist are refused before the object is looked at, and the object is not
//! always looked at: who is a member of something unknown is an empty list (`authorizer/urm.go`). Labels are
//! put on and taken off by everybody who is known: these handlers were given the label service before the
//! server wraps it in the one that asks for rights (`cmd/influxd/launcher/launcher.go`).

use super::objects::{self, Shape};
use super::{labels, members};
use crate::answer::{Answer, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::{chi, httprouter, method_not_allowed, no_such_path};
use crate::model::{Kind, Mapping, Role, User};
use crate::permission::{Action, ResourceType};
use crate::world::World;
use axum::http::Method;
use serde_json::Value;

/// One of the lists below an object.
#[derive(Clone, Copy)]
enum List {
    Labels,
    Of(Role),
}

impl List {
    fn named(kind: Kind, name: &str) -> Option<Self> {
        match name {
            "labels" if kind != Kind::Scrapers => Some(Self::Labels),
            "members" if kind != Kind::Variables => Some(Self::Of(Role::Member)),
            "owners" if kind != Kind::Variables => Some(Self::Of(Role::Owner)),
            _ => None,
        }
    }
}

/// Answers what follows the id of an object whose resource is on chi, where the object is looked at first; `parent` is the
/// object with its organization, or why it is not there.
pub fn serve_on_chi(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    kind: ResourceType,
    parent: Result<(Id, Id), Refusal>,
    list: &str,
    rest: &[&str],
) -> Answer {
    let (id, org) = match parent {
        Ok(found) => found,
        Err(refusal) => return chi(Err(refusal)),
    };
    match list {
        "members" => members::serve(world, call, caller, kind, id, org, Role::Member, rest),
        "owners" => members::serve(world, call, caller, kind, id, org, Role::Owner, rest),
        "labels" => labels::serve_on(world, call, caller, kind, id, org, rest),
        _ => Answer::page_not_found(),
    }
}

/// Answers what follows the id of an object.
pub fn serve(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    kind: Kind,
    id: &str,
    below: &str,
    rest: &[&str],
) -> Answer {
    let Some(list) = List::named(kind, below) else { return no_such_path() };
    httprouter(match (&call.method, rest, list) {
        (&Method::GET, [], List::Labels) => list_labels(world, id),
        (&Method::POST, [], List::Labels) => add_label(world, call, id),
        (&Method::DELETE, [label], List::Labels) => remove_label(world, id, label),
        (&Method::GET, [], List::Of(role)) => list_users(world, caller, kind, id, role),
        (&Method::POST, [], List::Of(role)) => add_user(world, call, caller, kind, id, role),
        (&Method::DELETE, [user], List::Of(_)) => remove_user(world, caller, kind, id, user),
        (_, [], _) => return method_not_allowed(&["GET", "POST"]),
        (_, [_], _) => return method_not_allowed(&["DELETE"]),
        _ => return no_such_path(),
    })
}

fn list_labels(world: &World, id: &str) -> Handled {
    labels::listed(labels::on(&world.store, Id::parse(id)?))
}

fn add_label(world: &mut World, call: &Call, id: &str) -> Handled {
    let id = Id::parse(id)?;
    created(labels::attach(&mut world.store, id, labels::asked(call)?)?)
}

fn remove_label(world: &mut World, id: &str, label: &str) -> Handled {
    let id = Id::parse(id)?;
    Ok(labels::detach(&mut world.store, id, Id::parse(label)?))
}

/// An entry. Unlike below organizations and buckets, the user's links have the log as well
/// (`newUserResponse` in `http/user_service.go`).
fn entry(user: &User, role: Role) -> Value {
    let mut shape = members::shape(user, role);
    shape["links"]["logs"] = format!("/api/v2/users/{}/logs", user.id).into();
    shape
}

fn list_users(world: &World, caller: &Caller, kind: Kind, id: &str, role: Role) -> Handled {
    let id = Id::parse(id)?;
    let of = kind.resource_type();
    let readable = |object| caller.rights.holds(&objects::right(Action::Read, kind, object));
    let mut shown = Vec::new();
    if world.store.object(kind, id).is_some_and(readable) {
        for ((resource, user), found) in &world.store.mappings {
            if *resource == id && found.role == role && found.kind == of {
                shown.push(entry(world.store.user(*user)?, role));
            }
        }
    }
    let mut links = serde_json::Map::new();
    links.insert("self".into(), format!("/api/v2/{}/{id}/{}s", of.name(), role.name()).into());
    ok(Shape::default().with("links", links).with("users", Value::Array(shown)).done())
}

fn add_user(world: &mut World, call: &Call, caller: &Caller, kind: Kind, id: &str, role: Role) -> Handled {
    let id = Id::parse(id)?;
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "User")?;
        let user = fields.id("id");
        fields.done().map(|()| user)
    };
    let user = read().map_err(DecodeError::hidden)?.ok_or_else(|| Refusal::invalid("user id missing or invalid"))?;
    let added = entry(world.store.user(user)?, role);
    let id = objects::allowed(world, caller, Action::Write, kind, &id.to_string())?.id;
    world.store.map_user(id, user, Mapping { role, kind: kind.resource_type() })?;
    created(added)
}

/// Removes an entry; one that is not there is no error.
fn remove_user(world: &mut World, caller: &Caller, kind: Kind, id: &str, user: &str) -> Handled {
    let key = (Id::parse(id)?, Id::parse(user)?);
    if world.store.mappings.contains_key(&key) {
        objects::allowed(world, caller, Action::Write, kind, id)?;
        world.store.mappings.remove(&key);
    }
    Ok(Reply::NoContent)
}
