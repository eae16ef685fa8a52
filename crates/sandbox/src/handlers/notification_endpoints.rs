//! `/api/v2/notificationEndpoints`. Its list insists on an organization, and refuses with 401 without.

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

const KIND: Kind = Kind::NotificationEndpoints;
const PATH: &str = "/api/v2/notificationEndpoints";

/// How it is served.
pub const RESOURCE: Resource = Resource { kind: KIND, changed_by: &[Method::PATCH, Method::PUT], list, create, shape };

fn shape(store: &Store, endpoint: &Object) -> Value {
    let shape = Shape::of(endpoint)
        .stored_or(endpoint, "name", "")
        .stored(endpoint, "description")
        .org(endpoint)
        .stored_or(endpoint, "status", "active")
        .times(endpoint)
        .stored_or(endpoint, "url", "");
    let shape = match endpoint.text("type") {
        "http" => shape
            .stored_or(endpoint, "token", "")
            .stored_or(endpoint, "username", "")
            .stored_or(endpoint, "password", "")
            .stored_or(endpoint, "authMethod", "none")
            .stored_or(endpoint, "method", "POST")
            .stored_or(endpoint, "contentTemplate", ""),
        "pagerduty" => shape.stored_or(endpoint, "clientURL", "").stored_or(endpoint, "routingKey", ""),
        _ => shape.stored_or(endpoint, "token", ""),
    };
    shape
        .stored_or(endpoint, "type", "http")
        .with("labels", labels::on(store, endpoint.id))
        .links(PATH, endpoint, &["labels", "members", "owners"])
        .done()
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let paging = Paging::read(&call.query)?;
    let org_id = objects::named_id(&call.query, "orgID")?;
    let user = call.query.id("user")?;
    if org_id.is_none() && user.is_none() {
        return Err(Refusal::unauthorized("cannot process a request without a org or user filter"));
    }
    // A user in the query satisfies the check above and narrows nothing (`notification/endpoint/service`).
    let found = objects::page(world, caller, KIND, &paging, |e| org_id.is_none_or(|org| e.org == org));
    let shown: Vec<_> = found.into_iter().map(|e| shape(&world.store, e)).collect();
    let filter = [("orgID", org_id.map(|id| id.to_string())), ("userID", user.map(|id| id.to_string()))];
    ok(json!({"notificationEndpoints": shown, "links": paging.links(PATH, &filter, shown.len())}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    objects::require_type(call, &["http", "pagerduty", "slack", "telegram"], "notification endpoint")?;
    let (members, org) = objects::read(call, "NotificationEndpoint").map_err(DecodeError::invalid)?;
    let org = org.ok_or_else(|| Refusal::invalid("Notification Endpoint OrgID is invalid"))?;
    let id = objects::make(world, caller, KIND, org, members)?;
    created(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))
}
