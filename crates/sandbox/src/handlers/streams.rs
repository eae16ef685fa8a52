//! `/api/v2private/streams` and, as far as it is needed, `/api/v2private/annotations`.

use super::objects::{self, Shape};
use super::remotes::wanted_org;
use crate::answer::{Answer, Handled, Refusal, Reply, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Kind, Object};
use crate::moment;
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Streams;

/// What a missing or malformed organization gets.
const NO_ORG: &str = "invalid or missing org id";

/// Answers everything below the streams.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::PUT, []) => put(world, call, caller),
        (&Method::PUT | &Method::DELETE, [id]) if Id::parse(id).is_err() => Err(bad_id()),
        (&Method::PUT, [id]) => objects::change(world, call, caller, KIND, id)
            .and_then(|id| ok(shape(objects::by_id(&world.store, KIND, &id.to_string())?))),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

/// Answers the annotations: they can be made and listed.
pub fn serve_annotations(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list_annotations(world, call, caller),
        (&Method::POST, []) => annotate(world, call, caller),
        (&Method::GET | &Method::PUT | &Method::DELETE, [id]) => one_annotation(world, call, caller, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

/// What a malformed id of a stream or an annotation gets; what is wrong with it is not told.
fn bad_id() -> Refusal {
    Refusal::invalid("annotation id is invalid")
}

/// Shows, changes or deletes one.
fn one_annotation(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    const KIND: Kind = Kind::Annotations;
    Id::parse(id).map_err(|_| bad_id())?;
    match call.method {
        Method::DELETE => return objects::delete(world, caller, KIND, id),
        Method::PUT => {
            objects::change(world, call, caller, KIND, id)?;
        }
        _ => {}
    }
    ok(annotation(objects::allowed(world, caller, Action::Read, KIND, id)?))
}

fn annotation(stored: &Object) -> Value {
    let mut members = stored.members.clone();
    members.insert("id".into(), stored.id.to_string().into());
    Value::Object(members)
}

fn shape(stream: &Object) -> Value {
    Shape::of(stream).stored_or(stream, "stream", "").stored(stream, "description").times(stream).done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let org = wanted_org(call, NO_ORG)?;
    caller.rights.require(Permission::in_org(Action::Read, ResourceType::Annotations, org))?;
    let shown: Vec<_> = world.store.objects_of(KIND).filter(|stream| stream.org == org).map(shape).collect();
    ok(Value::Array(shown))
}

/// Makes a stream or changes the one of that name.
fn put(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let org = wanted_org(call, NO_ORG)?;
    let (members, _) = objects::read(call, "Stream").map_err(DecodeError::unmarshal)?;
    caller.rights.require(objects::right_to_make(KIND, org))?;
    let name = members.get("stream").and_then(Value::as_str).unwrap_or("");
    let found = world
        .store
        .objects_of(KIND)
        .find(|stream| stream.org == org && stream.text("stream") == name)
        .map(|stream| stream.id);
    let id = match found {
        None => objects::store(world, caller, KIND, org, members),
        Some(id) => {
            if let Some(stream) = world.store.objects.get_mut(&KIND).and_then(|all| all.get_mut(&id)) {
                stream.members.extend(members);
                stream.updated_at = moment::now();
            }
            id
        }
    };
    ok(shape(objects::by_id(&world.store, KIND, &id.to_string())?))
}

fn list_annotations(world: &World, call: &Call, caller: &Caller) -> Handled {
    let org = wanted_org(call, NO_ORG)?;
    caller.rights.require(Permission::in_org(Action::Read, ResourceType::Annotations, org))?;
    let shown: Vec<_> =
        world.store.objects_of(Kind::Annotations).filter(|annotation| annotation.org == org).map(annotation).collect();
    ok(Value::Array(shown))
}

fn annotate(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let org = wanted_org(call, NO_ORG)?;
    caller.rights.require(Permission::in_org(Action::Write, ResourceType::Annotations, org))?;
    let wrapped = [b"{\"all\":", call.body.as_slice(), b"}"].concat();
    let fields = Fields::read(&wrapped, "influxdb", "AnnotationCreate").map_err(DecodeError::unmarshal)?;
    let made: Vec<Value> = fields
        .get("all")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default()
        .into_iter()
        .filter_map(|annotation| match annotation {
            Value::Object(members) => Some(members),
            _ => None,
        })
        .map(|members| {
            let id = objects::store(world, caller, Kind::Annotations, org, members.clone());
            let mut shown = json!({"id": id.to_string()});
            if let Value::Object(shown) = &mut shown {
                shown.extend(members);
            }
            shown
        })
        .collect();
    Ok(Reply::Json(200, Value::Array(made)))
}
