//! `/api/v2/labels`, and labels put on other things.

use super::objects::{self, Shape};
use crate::answer::{Answer, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::model::{Kind, Object, Store};
use crate::permission::{Action, Permission, ResourceType};
use crate::route::chi;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Labels;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => {
            objects::allowed(world, caller, Action::Read, KIND, id).and_then(|label| ok(single(label)))
        }
        (&Method::PATCH, [id]) => objects::change(world, call, caller, KIND, id)
            .and_then(|id| ok(single(objects::by_id(&world.store, KIND, &id.to_string())?))),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn shape(label: &Object) -> Value {
    Shape::of(label).org(label).stored(label, "name").stored(label, "properties").done()
}

fn single(label: &Object) -> Value {
    json!({"links": {"self": format!("/api/v2/labels/{}", label.id)}, "label": shape(label)})
}

fn many(labels: Vec<Value>) -> Value {
    json!({"links": {"self": "/api/v2/labels"}, "labels": labels})
}

/// The labels of a thing as its answer lists them.
pub fn on(store: &Store, resource: Id) -> Vec<Value> {
    store.labelled.get(&resource).into_iter().flatten().filter_map(|id| store.object(KIND, *id)).map(shape).collect()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    // A malformed organization narrows nothing.
    let org = call.query.lenient_id("orgID");
    let name = call.query.get("name");
    let found = objects::visible(world, caller, KIND, |label| {
        org.is_none_or(|org| label.org == org) && name.is_none_or(|name| label.text("name") == name)
    });
    ok(many(found.into_iter().map(shape).collect()))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "Label").map_err(DecodeError::unmarshal)?;
    let name = members.get("name").and_then(Value::as_str).unwrap_or("");
    if name.trim().is_empty() {
        return Err(Refusal::invalid("label name is required"));
    }
    let org = org.ok_or_else(|| Refusal::invalid("orgID is required"))?;
    let taken =
        world.store.objects_of(KIND).any(|label| label.org == org && label.text("name").eq_ignore_ascii_case(name));
    caller.rights.require(objects::right_to_make(KIND, org))?;
    if taken {
        return Err(Refusal::conflict(format!("label with name {name} already exists")));
    }
    let id = objects::make(world, caller, KIND, org, members)?;
    created(single(objects::by_id(&world.store, KIND, &id.to_string())?))
}

/// Answers `…/labels` below a thing of type `kind` in `org`.
pub fn serve_on(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    kind: ResourceType,
    resource: Id,
    org: Id,
    rest: &[&str],
) -> Answer {
    let right = |action| match kind {
        ResourceType::Orgs => Permission::on(action, kind, resource),
        _ => Permission::at(action, kind, resource, org),
    };
    chi(match (&call.method, rest) {
        (&Method::GET, []) => {
            caller.rights.require(right(Action::Read)).and_then(|()| ok(many(on(&world.store, resource))))
        }
        (&Method::POST, []) => put(world, call, caller, right(Action::Write), resource),
        (&Method::DELETE, [label]) => take(world, caller, right(Action::Write), resource, label),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn put(world: &mut World, call: &Call, caller: &Caller, right: Permission, resource: Id) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "LabelMapping")?;
        let label = fields.id("labelID")?;
        fields.done().map(|()| label)
    };
    let label = read().map_err(DecodeError::unmarshal)?.ok_or_else(|| Refusal::invalid("label id is required"))?;
    let shown = single(objects::by_id(&world.store, KIND, &label.to_string())?);
    caller.rights.require(right)?;
    let labels = world.store.labelled.entry(resource).or_default();
    if labels.contains(&label) {
        return Err(Refusal::conflict("Cannot add label, label already exists on resource"));
    }
    labels.push(label);
    created(shown)
}

fn take(world: &mut World, caller: &Caller, right: Permission, resource: Id, label: &str) -> Handled {
    let label = Id::parse(label)?;
    caller.rights.require(right)?;
    if let Some(labels) = world.store.labelled.get_mut(&resource) {
        labels.retain(|id| *id != label);
    }
    Ok(Reply::NoContent)
}
