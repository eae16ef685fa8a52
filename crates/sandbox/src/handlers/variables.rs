//! `/api/v2/variables`. As with dashboards, an organization in the query switches paging off, and a
//! full page announces a next one all the same.

use super::labels;
use super::objects::{self, Shape};
use super::resource::Resource;
use crate::answer::{Code, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::model::{Kind, Object, Store};
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Variables;
const PATH: &str = "/api/v2/variables";

/// How it is served.
pub const RESOURCE: Resource = Resource { kind: KIND, changed_by: &[Method::PATCH, Method::PUT], list, create, shape };

fn shape(store: &Store, variable: &Object) -> Value {
    let mut shape = Shape::of(variable)
        .org(variable)
        .stored_or(variable, "name", "")
        .stored_or(variable, "description", "")
        .stored_or(variable, "selected", Value::Null)
        .stored_or(variable, "arguments", Value::Null)
        .times(variable)
        .with("labels", labels::on(store, variable.id))
        .links(PATH, variable, &["labels"])
        .done();
    shape["links"]["org"] = format!("/api/v2/orgs/{}", variable.org).into();
    shape
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let paging = Paging::read(&call.query)?;
    let org_id = call.query.id("orgID")?;
    let org_name = call.query.get("org");
    // Whatever goes wrong while looking is a 500 here, an unknown organization too; a name outranks an id.
    let named = org_name.map(|name| world.store.org_named(name)).transpose();
    let named =
        named.map_err(|refusal| Refusal::new(Code::Internal, refusal.message).within("could not read variables"))?;
    let org = named.map(|org| org.id).or(org_id);
    let found = match org {
        Some(org) => objects::visible(world, caller, KIND, |v| v.org == org),
        None => objects::page(world, caller, KIND, &paging, |_| true),
    };
    let shown: Vec<_> = found.into_iter().map(|v| shape(&world.store, v)).collect();
    let filter = [("orgID", org_id.map(|id| id.to_string())), ("org", org_name.map(str::to_owned))];
    ok(json!({"variables": shown, "links": paging.links(PATH, &filter, shown.len())}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "Variable").map_err(DecodeError::invalid)?;
    let named = members.get("name").and_then(Value::as_str).is_some_and(|name| !name.trim().is_empty());
    if !named {
        return Err(Refusal::invalid("missing variable name"));
    }
    let org = org.ok_or_else(|| Refusal::invalid("missing variable orgID"))?;
    let id = objects::make(world, caller, KIND, org, members)?;
    created(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))
}
