//! `/api/v2/telegrafs`. The list is complete, an organization's name in the query is ignored, and one
//! configuration is answered as its TOML unless JSON is asked for.

use super::objects::{self, Shape};
use super::{below, labels};
use crate::answer::{Answer, Handled, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::manner::{httprouter, method_not_allowed};
use crate::model::{Kind, Object, Store};
use crate::permission::Action;
use crate::world::World;
use axum::http::{Method, header};
use serde_json::{Value, json};

const KIND: Kind = Kind::Telegrafs;
const PATH: &str = "/api/v2/telegrafs";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    httprouter(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => find(world, call, caller, id),
        (&Method::PUT, [id]) => objects::change(world, call, caller, KIND, id)
            .and_then(|id| ok(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, []) => return method_not_allowed(&["GET", "POST"]),
        (_, [_]) => return method_not_allowed(&["DELETE", "GET", "PUT"]),
        (_, [id, list, rest @ ..]) => return below::serve(world, call, caller, KIND, id, list, rest),
    })
}

fn shape(store: &Store, telegraf: &Object) -> Value {
    Shape::of(telegraf)
        .org(telegraf)
        .stored_or(telegraf, "name", "")
        .stored(telegraf, "description")
        .stored(telegraf, "config")
        .stored_or(telegraf, "metadata", json!({"buckets": []}))
        .with("labels", labels::on(store, telegraf.id))
        .links(PATH, telegraf, &["labels", "members", "owners"])
        .done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let org = objects::named_id(&call.query, "orgID")?;
    let found = objects::visible(world, caller, KIND, |t| org.is_none_or(|org| t.org == org));
    let shown: Vec<_> = found.into_iter().map(|t| shape(&world.store, t)).collect();
    ok(json!({"configurations": shown}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "TelegrafConfig").map_err(DecodeError::hidden)?;
    let org = org.ok_or_else(objects::no_org)?;
    let id = objects::make(world, caller, KIND, org, members)?;
    created(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))
}

fn find(world: &World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let telegraf = objects::allowed(world, caller, Action::Read, KIND, id)?;
    if call.header(header::ACCEPT).is_some_and(|accept| accept.contains("application/json")) {
        return ok(shape(&world.store, telegraf));
    }
    let toml = telegraf.text("config").as_bytes().to_vec();
    Ok(Reply::Finished(Answer::empty(200).with("content-type", "application/toml; charset=utf-8").body(toml)))
}
