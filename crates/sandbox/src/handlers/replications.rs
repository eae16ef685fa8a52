//! `/api/v2/replications`: buckets copied to remotes.

use super::objects::{self, Shape};
use super::remotes;
use crate::answer::{Answer, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Kind, Object};
use crate::permission::Action;
use crate::world::World;
use axum::http::Method;
use serde_json::Value;

const KIND: Kind = Kind::Replications;

const BAD_ID: &str = "replication ID is invalid";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
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

fn shape(replication: &Object) -> Value {
    Shape::of(replication)
        .org(replication)
        .stored_or(replication, "name", "")
        .stored(replication, "description")
        .stored_or(replication, "remoteID", "")
        .stored_or(replication, "localBucketID", "")
        .stored(replication, "remoteBucketID")
        .stored_or(replication, "maxQueueSizeBytes", 67_108_860)
        .stored_or(replication, "currentQueueSizeBytes", 0)
        .stored_or(replication, "dropNonRetryableData", false)
        .stored_or(replication, "maxAgeSeconds", 604_800)
        .done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    // The organization is asked for before the other ids are read.
    remotes::wanted_org(call, "invalid or missing org ID")?;
    for (key, words) in [("remoteID", "invalid remote ID"), ("localBucketID", "invalid local bucket ID")] {
        call.query.id(key).map_err(|_| Refusal::invalid(words))?;
    }
    let filters = [("remoteID", "remoteID"), ("localBucketID", "localBucketID")];
    remotes::list(world, call, caller, KIND, "replications", &filters, shape)
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "CreateReplicationRequest").map_err(DecodeError::unmarshal)?;
    let org = org.ok_or_else(objects::no_org)?;
    let id = objects::make(world, caller, KIND, org, members)?;
    created(shape(objects::by_id(&world.store, KIND, &id.to_string())?))
}
