//! `/api/v2/notificationRules`.

use super::objects::{self, Shape};
use super::{below, labels};
use crate::answer::{Answer, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::model::{Kind, Object, Store};
use crate::permission::Action;
use crate::query::Paging;
use crate::route::{httprouter, method_not_allowed};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::NotificationRules;
const PATH: &str = "/api/v2/notificationRules";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    httprouter(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => {
            objects::allowed(world, caller, Action::Read, KIND, id).and_then(|r| ok(shape(&world.store, r)))
        }
        (&Method::PATCH | &Method::PUT, [id]) => objects::change(world, call, caller, KIND, id)
            .and_then(|id| ok(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, []) => return method_not_allowed(&["GET", "POST"]),
        (_, [_]) => return method_not_allowed(&["DELETE", "GET", "PATCH", "PUT"]),
        (_, [id, list, rest @ ..]) => return below::serve(world, call, caller, KIND, id, list, rest),
    })
}

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
