//! `/api/v2/remotes`: connections to other servers.

use super::objects::{self, Shape};
use crate::answer::{Answer, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Kind, Object};
use crate::permission::Action;
use crate::world::World;
use axum::http::Method;
use serde_json::{Map, Value};

const KIND: Kind = Kind::Remotes;

const BAD_ID: &str = "remote-connection ID is invalid";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller, KIND, "remotes", &[("remoteURL", "remoteURL")], shape),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET | &Method::PATCH | &Method::DELETE, [id]) if Id::parse(id).is_err() => {
            Err(Refusal::invalid(BAD_ID))
        }
        (&Method::GET, [id]) => objects::allowed(world, caller, Action::Read, KIND, id).and_then(|r| ok(shape(r))),
        (&Method::PATCH, [id]) => objects::change(world, call, caller, KIND, id)
            .and_then(|id| ok(shape(objects::by_id(&world.store, KIND, &id.to_string())?))),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn shape(remote: &Object) -> Value {
    Shape::of(remote)
        .org(remote)
        .stored_or(remote, "name", "")
        .stored(remote, "description")
        .stored_or(remote, "remoteURL", "")
        .stored_or(remote, "remoteOrgID", Value::Null)
        .stored_or(remote, "allowInsecureTLS", false)
        .done()
}

/// The organization that lists of remotes, replications, notebooks and streams insist on.
pub fn wanted_org(call: &Call, words: &str) -> Result<Id, Refusal> {
    call.query.lenient_id("orgID").ok_or_else(|| Refusal::invalid(words))
}

/// A list narrowed by name and by these parameters, each equal to a member. It is `null` where nothing
/// fits, but `[]` where rights hide all that does.
pub fn list(
    world: &World,
    call: &Call,
    caller: &Caller,
    kind: Kind,
    key: &str,
    filters: &[(&str, &str)],
    shape: fn(&Object) -> Value,
) -> Handled {
    let org = wanted_org(call, "invalid or missing org ID")?;
    let wanted = |object: &Object| {
        let fits = |(key, member): &(&str, &str)| call.query.get(key).is_none_or(|v| object.text(member) == v);
        object.org == org && fits(&("name", "name")) && filters.iter().all(fits)
    };
    let any = world.store.objects_of(kind).any(wanted);
    let shown: Vec<_> = objects::visible(world, caller, kind, wanted).into_iter().map(shape).collect();
    let mut body = Map::new();
    let value = if any { Value::Array(shown) } else { Value::Null };
    body.insert(key.to_owned(), value);
    ok(Value::Object(body))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "CreateRemoteConnectionRequest").map_err(DecodeError::unmarshal)?;
    let org = org.ok_or_else(objects::no_org)?;
    let id = objects::make(world, caller, KIND, org, members)?;
    created(shape(objects::by_id(&world.store, KIND, &id.to_string())?))
}
