//! `/api/v2private/notebooks`. Its list needs the right on the organization and fails without.

use super::objects::{self, Shape};
use super::remotes::wanted_org;
use crate::answer::{Answer, Handled, Refusal, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Kind, Object};
use crate::permission::{Action, Permission};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Notebooks;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET | &Method::PUT | &Method::PATCH | &Method::DELETE, [id]) if Id::parse(id).is_err() => {
            Err(Refusal::invalid("notebook id is invalid"))
        }
        (&Method::GET, [id]) => objects::allowed(world, caller, Action::Read, KIND, id).and_then(|n| ok(shape(n))),
        (&Method::PUT | &Method::PATCH, [id]) => objects::change(world, call, caller, KIND, id)
            .and_then(|id| ok(shape(objects::by_id(&world.store, KIND, &id.to_string())?))),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn shape(notebook: &Object) -> Value {
    Shape::default()
        .org(notebook)
        .with("id", notebook.id.to_string())
        .stored_or(notebook, "name", "")
        .stored_or(notebook, "spec", Value::Null)
        .times(notebook)
        .done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let org = wanted_org(call, "invalid or missing org id")?;
    caller.rights.require(Permission::in_org(Action::Read, KIND.resource_type(), org))?;
    let shown: Vec<_> = world.store.objects_of(KIND).filter(|notebook| notebook.org == org).map(shape).collect();
    ok(json!({"flows": shown}))
}

/// Makes one; the status is 200, not 201.
fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "NotebookReqBody").map_err(DecodeError::unmarshal)?;
    let org = org.ok_or_else(|| Refusal::invalid("OrgID required"))?;
    for (key, words) in [("name", "Name required"), ("spec", "Spec required")] {
        if matches!(members.get(key), None | Some(Value::Null)) {
            return Err(Refusal::invalid(words));
        }
    }
    let id = objects::make(world, caller, KIND, org, members)?;
    ok(shape(objects::by_id(&world.store, KIND, &id.to_string())?))
}
