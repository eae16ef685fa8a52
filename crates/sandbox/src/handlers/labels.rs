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
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const KIND: Kind = Kind::Labels;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => {
            objects::allowed(world, caller, Action::Read, KIND, id).and_then(|label| ok(single(label)))
        }
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn shape(label: &Object) -> Value {
    let shape = Shape::of(label).org(label).stored(label, "name");
    match label.members.get("properties") {
        Some(Value::Object(properties)) if properties.is_empty() => shape.done(),
        _ => shape.stored(label, "properties").done(),
    }
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
        org.is_none_or(|org| label.org == org) && name.is_none_or(|name| same_name(label.text("name"), name))
    });
    ok(many(found.into_iter().map(shape).collect()))
}

/// Whether two names are one to the server, which does not look at their case.
fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Refuses a name that another label of the organization has.
fn check_name(store: &Store, org: Id, name: &str, but: Option<Id>) -> Result<(), Refusal> {
    let is_taken = |label: &Object| label.org == org && Some(label.id) != but && same_name(label.text("name"), name);
    if store.objects_of(KIND).any(is_taken) {
        return Err(Refusal::conflict(format!("label with name {name} already exists")));
    }
    Ok(())
}

fn no_name() -> Refusal {
    Refusal::invalid("label name is required")
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "Label")?;
        let _given = fields.id("id")?;
        let org = fields.id("orgID")?;
        let name = fields.text("name").unwrap_or_default();
        let properties = fields.texts("properties").unwrap_or_default();
        fields.done().map(|()| (org, name, properties))
    };
    let (org, name, properties) = read().map_err(DecodeError::unmarshal)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(no_name());
    }
    let org = org.ok_or_else(|| Refusal::invalid("orgID is required"))?;
    caller.rights.require(objects::right_to_make(KIND, org))?;
    check_name(&world.store, org, name, None)?;
    let mut members = Map::new();
    members.insert("name".into(), name.into());
    members.insert("properties".into(), json!(properties));
    let id = objects::store(world, caller, KIND, org, members);
    created(single(objects::by_id(&world.store, KIND, &id.to_string())?))
}

/// Changes one (`UpdateLabel` in `label/storage_label.go`): properties are merged key by key, an empty value
/// takes a key out, and an empty name leaves the name as it is. An unreadable body is a 500 here.
fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "LabelUpdate")?;
        let name = fields.text("name").unwrap_or_default();
        let properties = fields.texts("properties").unwrap_or_default();
        fields.done().map(|()| (name, properties))
    };
    let (name, changes) = read().map_err(DecodeError::untouched)?;
    let label = objects::allowed(world, caller, Action::Write, KIND, &id.to_string())?;
    let mut members = Map::new();
    if !name.is_empty() {
        let name = name.trim();
        check_name(&world.store, label.org, name, Some(id))?;
        if name.is_empty() {
            return Err(no_name());
        }
        members.insert("name".into(), name.into());
    }
    let stored = label.members.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut properties: BTreeMap<String, Value> = stored.into_iter().collect();
    for (key, value) in changes {
        match value.as_str() {
            "" => properties.remove(&key),
            _ => properties.insert(key, value.into()),
        };
    }
    members.insert("properties".into(), json!(properties));
    objects::merge(&mut world.store, KIND, id, &members);
    ok(single(objects::by_id(&world.store, KIND, &id.to_string())?))
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
