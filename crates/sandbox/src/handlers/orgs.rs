//! `/api/v2/orgs` and what hangs below an organization.

use super::{members, secrets};
use crate::answer::{Answer, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Mapping, Org, Role};
use crate::moment;
use crate::permission::{Action, Permission, ResourceType};
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => find(world, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, caller, id),
        (_, [] | [_]) => return Answer::empty(405),
        (_, [id, below @ ("members" | "owners" | "secrets"), rest @ ..]) => {
            let org = match parent(world, caller, id) {
                Ok(org) => org,
                Err(refusal) => return chi(Err(refusal)),
            };
            return match *below {
                "members" => members::serve(world, call, caller, ResourceType::Orgs, org, org, Role::Member, rest),
                "owners" => members::serve(world, call, caller, ResourceType::Orgs, org, org, Role::Owner, rest),
                _ => secrets::serve(world, call, caller, org, rest),
            };
        }
        _ => return Answer::page_not_found(),
    })
}

/// The organization above members, owners and secrets; one that the caller may not see is a 404.
fn parent(world: &World, caller: &Caller, id: &str) -> Result<Id, Refusal> {
    let id = Id::parse(id).map_err(|e| Refusal::invalid(e.message()).within("corrupt ID provided"))?;
    let hidden = || Refusal::not_found("404 page not found");
    caller.rights.require(right(Action::Read, id)).map_err(|_| hidden())?;
    world.store.org(id).map_err(|_| hidden())?;
    Ok(id)
}

/// An organization as it is shown. Its name stands unescaped in the links, and the link to labels leads
/// nowhere: nothing answers there (`tenant/http_server_org.go`).
pub fn shape(org: &Org) -> Value {
    let (id, name) = (org.id, &org.name);
    json!({
        "links": {
            "buckets": format!("/api/v2/buckets?org={name}"),
            "dashboards": format!("/api/v2/dashboards?org={name}"),
            "labels": format!("/api/v2/orgs/{id}/labels"),
            "logs": format!("/api/v2/orgs/{id}/logs"),
            "members": format!("/api/v2/orgs/{id}/members"),
            "owners": format!("/api/v2/orgs/{id}/owners"),
            "secrets": format!("/api/v2/orgs/{id}/secrets"),
            "self": format!("/api/v2/orgs/{id}"),
            "tasks": format!("/api/v2/tasks?org={name}"),
        },
        "id": id.to_string(),
        "name": org.name,
        "description": org.description,
        "createdAt": org.created_at,
        "updatedAt": org.updated_at,
    })
}

fn right(action: Action, org: Id) -> Permission {
    Permission::on(action, ResourceType::Orgs, org)
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let paging = Paging::read(&call.query)?;
    let mut of_user = call.query.lenient_id("userID");
    let found: Vec<&Org> = if let Some(id) = call.query.lenient_id("orgID") {
        vec![store.org(id)?]
    } else if let Some(name) = call.query.get("org") {
        vec![store.org_named(name)?]
    } else {
        // Who may not read all organizations is shown those of their own user; the page is cut
        // among all memberships before those of other resources are dropped.
        let all = Permission::global(Action::Read, ResourceType::Orgs);
        if of_user.is_none() && !caller.rights.holds(&all) {
            of_user = Some(caller.user);
        }
        match of_user {
            None => paging.cut(store.orgs.values()),
            Some(user) => store
                .mappings
                .iter()
                .filter(|((_, member), _)| *member == user)
                .skip(usize::try_from(paging.offset).unwrap_or(0))
                .filter(|(_, mapping)| mapping.kind == ResourceType::Orgs)
                .take(paging.limit)
                .filter_map(|((org, _), _)| store.orgs.get(org))
                .collect(),
        }
    };
    let visible: Vec<_> =
        found.into_iter().filter(|org| caller.rights.holds(&right(Action::Read, org.id))).map(shape).collect();
    ok(json!({"links": {"self": "/api/v2/orgs"}, "orgs": visible}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "Organization")?;
        let _given = fields.id("id");
        let name = fields.text("name").unwrap_or_default();
        let description = fields.text("description").unwrap_or_default();
        fields.done().map(|()| (name, description))
    };
    let (name, description) = read().map_err(DecodeError::unmarshal)?;
    caller.rights.require(Permission::global(Action::Write, ResourceType::Orgs))?;
    let id = world.store.create_org(&name, &description, &moment::now())?;
    let owner = Mapping { role: Role::Owner, kind: ResourceType::Orgs };
    world.store.map_user(id, caller.user, owner)?;
    created(shape(world.store.org(id)?))
}

fn find(world: &World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    caller.rights.require(right(Action::Read, id))?;
    ok(shape(world.store.org(id)?))
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", "OrganizationUpdate")?;
        let name = fields.text("name");
        let description = fields.text("description");
        fields.done().map(|()| (name, description))
    };
    let (name, description) = read().map_err(DecodeError::unmarshal)?;
    caller.rights.require(right(Action::Write, id))?;
    let current = world.store.org(id)?.name.clone();
    if let Some(name) = name.filter(|name| *name != current) {
        world.store.check_org_name(&name)?;
        if let Some(org) = world.store.orgs.get_mut(&id) {
            org.name = name;
        }
    }
    if let (Some(description), Some(org)) = (description, world.store.orgs.get_mut(&id)) {
        org.description = description;
    }
    world.store.touch_org(id);
    ok(shape(world.store.org(id)?))
}

fn delete(world: &mut World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    caller.rights.require(right(Action::Write, id))?;
    let names_it = world.profile.names_gone_org;
    world.store.delete_org(id).map_err(|refusal| match names_it {
        true => refusal.within(&format!("error deleting organization id: {id}")),
        false => refusal,
    })?;
    Ok(Reply::NoContent)
}
