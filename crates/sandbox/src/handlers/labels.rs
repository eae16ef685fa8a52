//! `/api/v2/labels`, and labels put on other things.

use super::objects::{self, Shape};
use crate::answer::{Answer, Code, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Kind, Object, Store};
use crate::permission::{Action, Permission, ResourceType};
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
        (&Method::GET, [id]) => Id::parse(id).map_err(Refusal::from).and_then(|id| find(world, caller, id)),
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

/// The labels of a thing as its answer lists them, for a resource on httprouter: those ask the label store
/// without any rights (`LabelService` of the backend in `cmd/influxd/launcher/launcher.go`).
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
        let _given = fields.id("id");
        let org = fields.id("orgID");
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

/// One label that the caller may read.
fn find(world: &World, caller: &Caller, id: Id) -> Handled {
    objects::allowed(world, caller, Action::Read, KIND, &id.to_string()).map(single).and_then(ok)
}

/// The labels of a thing as its answer lists them, for a bucket or a dashboard: those that the caller may
/// read, and none where the thing itself is not read with a right of its own kind.
pub fn readable(store: &Store, caller: &Caller, right: &Permission, resource: Id) -> Vec<Value> {
    if !caller.rights.holds(right) {
        return Vec::new();
    }
    let ids = store.labelled.get(&resource).into_iter().flatten();
    let found = ids.filter_map(|id| store.object(KIND, *id));
    let found = found.filter(|label| caller.rights.holds(&objects::right(Action::Read, KIND, label)));
    found.map(shape).collect()
}

/// The list of labels below a thing.
pub fn listed(labels: Vec<Value>) -> Handled {
    ok(many(labels))
}

/// Answers `…/labels` below a thing of type `kind` in `org` (`label/http_handler.go`); this router is mounted
/// in another, and has its own words for what it does not know.
pub fn serve_on(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    kind: ResourceType,
    resource: Id,
    org: Id,
    rest: &[&str],
) -> Answer {
    let right = Permission::at(Action::Read, kind, resource, org);
    chi(match (&call.method, rest) {
        (&Method::GET, []) => {
            caller.rights.require(right).and_then(|()| listed(readable(&world.store, caller, &right, resource)))
        }
        (&Method::POST, []) => add(world, call, caller, kind, resource),
        (&Method::DELETE, [label]) => {
            Id::parse(label).map_err(Refusal::from).and_then(|label| take(world, caller, kind, resource, label))
        }
        (_, [] | [_]) => Err(Refusal::new(Code::MethodNotAllowed, "allow: ")),
        _ => Err(Refusal::not_found("path not found")),
    })
}

/// Which label a request wants to put on.
pub fn asked(call: &Call) -> Result<Id, Refusal> {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "LabelMapping")?;
        let label = fields.id("labelID");
        fields.done().map(|()| label)
    };
    let unreadable = |_: DecodeError| Refusal::invalid("Invalid post label map request");
    read().map_err(unreadable)?.ok_or_else(|| Refusal::invalid("label id is required"))
}

/// Puts a label on, after the right to read it was asked for the answer.
fn add(world: &mut World, call: &Call, caller: &Caller, kind: ResourceType, resource: Id) -> Handled {
    let label = asked(call)?;
    let shown = single(objects::allowed(world, caller, Action::Read, KIND, &label.to_string())?);
    put(world, caller, kind, resource, label)?;
    created(shown)
}

/// The rights that putting a label on and taking it off take: to write the label, then to write the thing.
fn require(world: &World, caller: &Caller, kind: ResourceType, resource: Id, label: Id) -> Result<(), Refusal> {
    let label = objects::allowed(world, caller, Action::Write, KIND, &label.to_string())?;
    caller.rights.require(Permission::at(Action::Write, kind, resource, label.org))
}

/// Puts a label on a thing that the caller may write.
fn put(world: &mut World, caller: &Caller, kind: ResourceType, resource: Id, label: Id) -> Result<(), Refusal> {
    require(world, caller, kind, resource, label)?;
    attach(&mut world.store, resource, label).map(|_| ())
}

/// Takes a label off a thing that the caller may write; one that is not on it is no error.
fn take(world: &mut World, caller: &Caller, kind: ResourceType, resource: Id, label: Id) -> Handled {
    require(world, caller, kind, resource, label)?;
    Ok(detach(&mut world.store, resource, label))
}

/// Puts a label on a thing, whoever asks; gives the label as an answer shows it.
pub fn attach(store: &mut Store, resource: Id, label: Id) -> Result<Value, Refusal> {
    let shown = single(objects::by_id(store, KIND, &label.to_string())?);
    let labels = store.labelled.entry(resource).or_default();
    if labels.contains(&label) {
        return Err(Refusal::conflict("Cannot add label, label already exists on resource"));
    }
    labels.push(label);
    Ok(shown)
}

/// Takes a label off a thing, whoever asks.
pub fn detach(store: &mut Store, resource: Id, label: Id) -> Reply {
    if let Some(labels) = store.labelled.get_mut(&resource) {
        labels.retain(|id| *id != label);
    }
    Reply::NoContent
}
