//! `/api/v2/checks`.

use super::labels;
use super::objects::{self, Shape};
use super::resource::Resource;
use crate::answer::{Handled, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::model::{Kind, Object, Store};
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Checks;
const PATH: &str = "/api/v2/checks";

/// How it is served.
pub const RESOURCE: Resource = Resource { kind: KIND, changed_by: &[Method::PATCH, Method::PUT], list, create, shape };

/// A query with the parts that the server adds when they were not given.
fn query_of(check: &Object) -> Value {
    let mut query = check.members.get("query").cloned().unwrap_or_else(|| json!({}));
    let builder = json!({
        "buckets": [],
        "tags": [],
        "functions": [],
        "aggregateWindow": {"period": "", "fillValues": false},
    });
    if let Value::Object(members) = &mut query {
        members.entry("editMode").or_insert("".into());
        members.entry("name").or_insert("".into());
        let given = members.entry("builderConfig").or_insert_with(|| json!({}));
        if let (Value::Object(given), Value::Object(builder)) = (given, builder) {
            for (key, value) in builder {
                given.entry(key).or_insert(value);
            }
        }
    }
    query
}

fn shape(store: &Store, check: &Object) -> Value {
    let shape = Shape::of(check)
        .stored_or(check, "name", "")
        .stored(check, "description")
        .with("ownerID", check.owner.to_string())
        .org(check)
        .with("query", query_of(check))
        .with("taskID", check.text("taskID"))
        .stored_or(check, "statusMessageTemplate", "")
        .stored(check, "every")
        .stored(check, "offset")
        .stored_or(check, "tags", Value::Null)
        .times(check);
    let shape = if check.text("type") == "deadman" {
        shape
            .stored(check, "timeSince")
            .stored(check, "staleTime")
            .stored_or(check, "reportZero", false)
            .stored_or(check, "level", "CRIT")
    } else {
        shape.stored_or(check, "thresholds", json!([]))
    };
    shape
        .stored_or(check, "type", "deadman")
        .with("labels", labels::on(store, check.id))
        .links(PATH, check, &["labels", "members", "owners", "query"])
        .stored_or(check, "status", "active")
        .with("latestCompleted", check.created_at.clone())
        .with("latestScheduled", check.created_at.clone())
        .done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let paging = Paging::read(&call.query)?;
    let org_id = objects::named_id(&call.query, "orgID")?;
    let org_name = call.query.get("org").filter(|_| org_id.is_none());
    let org = objects::org_filter(&world.store, &call.query)?;
    let found = objects::page(world, caller, KIND, &paging, |c| org.is_none_or(|org| c.org == org));
    let shown: Vec<_> = found.into_iter().map(|c| shape(&world.store, c)).collect();
    let filter = [("orgID", org_id.map(|id| id.to_string())), ("org", org_name.map(str::to_owned))];
    ok(json!({"checks": shown, "links": paging.links(PATH, &filter, shown.len())}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    objects::require_type(call, &["custom", "deadman", "threshold"], "check")?;
    let (mut members, org) = objects::read(call, "Check").map_err(DecodeError::invalid)?;
    let org = org.ok_or_else(objects::no_org)?;
    caller.rights.require(objects::right_to_make(KIND, org))?;
    // The server runs a check as a task of its own, which the list of tasks does not show.
    members.insert("taskID".into(), world.store.ids.timed().to_string().into());
    let id = objects::store(world, caller, KIND, org, members);
    created(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))
}
