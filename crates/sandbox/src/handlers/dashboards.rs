//! `/api/v2/dashboards`. With an organization in the query the list is complete whatever the paging
//! parameters say, and yet a full page announces a next one.

use super::objects::{self, Shape};
use super::{below, labels};
use crate::answer::{Answer, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Kind, Object, Store};
use crate::permission::Action;
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};
use std::cmp::Reverse;

const KIND: Kind = Kind::Dashboards;
const PATH: &str = "/api/v2/dashboards";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => {
            objects::allowed(world, caller, Action::Read, KIND, id).and_then(|d| ok(shape(&world.store, caller, d)))
        }
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => objects::delete(world, caller, KIND, id),
        (_, [] | [_]) => return Answer::empty(405),
        (_, [id, list @ ("members" | "owners" | "labels"), rest @ ..]) => {
            let parent = parent(world, caller, id);
            return below::serve_on_chi(world, call, caller, KIND.resource_type(), parent, list, rest);
        }
        _ => return Answer::page_not_found(),
    })
}

/// The dashboard above members, owners and labels, with its organization; a hidden one is a 404
/// (`ValidResource` in `kit/transport/http/middleware.go`).
fn parent(world: &World, caller: &Caller, id: &str) -> Result<(Id, Id), Refusal> {
    let id = Id::parse(id).map_err(|e| Refusal::invalid(e.message()).within("corrupt ID provided"))?;
    let found = objects::allowed(world, caller, Action::Read, KIND, &id.to_string());
    found.map(|d| (d.id, d.org)).map_err(|_| Refusal::not_found("404 page not found"))
}

fn shape(store: &Store, caller: &Caller, dashboard: &Object) -> Value {
    let right = objects::right(Action::Read, KIND, dashboard);
    let mut shape = Shape::of(dashboard)
        .org(dashboard)
        .stored_or(dashboard, "name", "")
        .stored_or(dashboard, "description", "")
        .with("meta", json!({"createdAt": dashboard.created_at, "updatedAt": dashboard.updated_at}))
        .stored_or(dashboard, "cells", json!([]))
        .with("labels", labels::readable(store, caller, &right, dashboard.id))
        .links(PATH, dashboard, &["members", "owners", "cells", "labels"])
        .done();
    shape["links"]["org"] = format!("/api/v2/orgs/{}", dashboard.org).into();
    shape
}

/// Orders a list as it was asked for (`SortDashboards` in `dashboard.go`); only ids go backwards.
fn sort(paging: &Paging, found: &mut [&Object]) {
    match paging.sort_by.as_deref() {
        Some("Name") => found.sort_by_key(|d| d.text("name").to_owned()),
        Some("CreatedAt") => found.sort_by_key(|d| d.created_at.clone()),
        Some("UpdatedAt") => found.sort_by_key(|d| d.updated_at.clone()),
        _ if paging.descending => found.sort_by_key(|d| Reverse(d.id)),
        _ => found.sort_by_key(|d| d.id),
    }
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let paging = Paging::read(&call.query)?;
    let query = &call.query;
    let ids: Vec<Id> = query.all("id").map(Id::parse).collect::<Result<_, _>>()?;
    // The first of these that is given decides, and the others are not even read.
    let mut filter = Vec::new();
    let mut found = if !ids.is_empty() {
        filter.extend(ids.iter().map(|id| ("id", Some(id.to_string()))));
        match ids.as_slice() {
            // A single one is looked up, and neither offset nor limit keep it from being found.
            [id] => objects::visible(world, caller, KIND, |d| d.id == *id),
            _ => objects::page(world, caller, KIND, &paging, |d| ids.contains(&d.id)),
        }
    } else if let Some(owner) = query.id("ownerID")? {
        filter.push(("owner", Some(owner.to_string())));
        objects::page(world, caller, KIND, &paging, |d| d.owner == owner)
    } else if let Some(org) = query.id("orgID")? {
        filter.push(("orgID", Some(org.to_string())));
        objects::visible(world, caller, KIND, |d| d.org == org)
    } else if let Some(name) = query.get("org") {
        filter.push(("org", Some(name.to_owned())));
        let org = world.store.org_named(name)?.id;
        objects::visible(world, caller, KIND, |d| d.org == org)
    } else {
        objects::page(world, caller, KIND, &paging, |_| true)
    };
    sort(&paging, &mut found);
    let shown: Vec<_> = found.into_iter().map(|d| shape(&world.store, caller, d)).collect();
    ok(json!({"links": paging.links(PATH, &filter, shown.len()), "dashboards": shown}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "Dashboard").map_err(DecodeError::unmarshal)?;
    let org = org.ok_or_else(objects::no_org)?;
    let id = objects::make(world, caller, KIND, org, members)?;
    created(shape(&world.store, caller, objects::by_id(&world.store, KIND, &id.to_string())?))
}

/// Changes one; the body is read before the id. Reading its labels for the answer takes the right to read
/// it, after the change.
fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "DashboardUpdate")?;
        let name = fields.text("name");
        let description = fields.text("description");
        let members = fields.members().clone();
        fields.done().map(|()| (name.is_some() || description.is_some(), members))
    };
    let (is_change, members) = read().map_err(DecodeError::invalid)?;
    let id = Id::parse(id)?.to_string();
    if !is_change {
        return Err(Refusal::invalid("must update at least one attribute"));
    }
    let changed = objects::allowed(world, caller, Action::Write, KIND, &id)?.id;
    objects::merge(&mut world.store, KIND, changed, &members);
    ok(shape(&world.store, caller, objects::allowed(world, caller, Action::Read, KIND, &id)?))
}
