//! `/api/v2/notificationRules`.

use super::labels;
use super::objects::{self, Shape};
use super::resource::Resource;
use crate::answer::{Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::model::{Kind, Object, Store};
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::NotificationRules;
const PATH: &str = "/api/v2/notificationRules";

/// How it is served.
pub const RESOURCE: Resource = Resource { kind: KIND, changed_by: &[Method::PATCH, Method::PUT], list, create, shape };

fn shape(store: &Store, rule: &Object) -> Value {
    Shape::of(rule)
        .stored_or(rule, "name", "")
        .stored(rule, "description")
        .stored(rule, "endpointID")
        .org(rule)
        .with("ownerID", rule.owner.to_string())
        .with("taskID", rule.text("taskID"))
        .stored(rule, "every")
        .stored(rule, "offset")
        .stored_or(rule, "tagRules", json!([]))
        .stored_or(rule, "statusRules", json!([]))
        .times(rule)
        .stored(rule, "messageTemplate")
        .stored_or(rule, "type", "http")
        .with("labels", labels::on(store, rule.id))
        .links(PATH, rule, &["labels", "members", "owners", "query"])
        .stored_or(rule, "status", "active")
        .with("latestCompleted", rule.created_at.clone())
        .with("latestScheduled", rule.created_at.clone())
        .done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let paging = Paging::read(&call.query)?;
    let org_id = objects::named_id(&call.query, "orgID")?;
    let org_name = call.query.get("org").filter(|_| org_id.is_none());
    let org = objects::org_filter(&world.store, &call.query)?;
    let found = objects::page(world, caller, KIND, &paging, |r| org.is_none_or(|org| r.org == org));
    let shown: Vec<_> = found.into_iter().map(|r| shape(&world.store, r)).collect();
    let filter = [("orgID", org_id.map(|id| id.to_string())), ("org", org_name.map(str::to_owned))];
    ok(json!({"notificationRules": shown, "links": paging.links(PATH, &filter, shown.len())}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    objects::require_type(call, &["http", "pagerduty", "slack", "telegram"], "notification")?;
    let (mut members, org) = objects::read(call, "NotificationRule").map_err(DecodeError::invalid)?;
    let org = org.ok_or_else(|| Refusal::invalid("Notification Rule OrgID is invalid"))?;
    caller.rights.require(objects::right_to_make(KIND, org))?;
    members.insert("taskID".into(), world.store.ids.timed().to_string().into());
    let id = objects::store(world, caller, KIND, org, members);
    created(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))
}
