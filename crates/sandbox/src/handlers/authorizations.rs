//! `/api/v2/authorizations`: listing, making, changing and deleting API tokens.

pub mod asked;
pub mod create;
pub mod show;

use crate::answer::{Answer, Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::go_json::Fields;
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Authorization, Status};
use crate::moment;
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use axum::http::Method;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create::create(world, call, caller),
        (&Method::GET, [id]) => find(world, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, caller, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

/// The two rights that touching an authorization takes, in the order in which they are checked.
pub fn guards(action: Action, id: Id, org: Id, user: Id) -> [Permission; 2] {
    [Permission::at(action, ResourceType::Authorizations, id, org), Permission::on(action, ResourceType::Users, user)]
}

fn require(caller: &Caller, action: Action, authorization: &Authorization) -> Result<(), Refusal> {
    let Authorization { id, org, user, .. } = *authorization;
    guards(action, id, org, user).into_iter().try_for_each(|needed| caller.rights.require(needed))
}

/// Which authorizations a list is narrowed to.
#[derive(Default, Debug)]
pub struct Filter {
    /// One by id; it decides alone.
    pub id: Option<Id>,
    /// Of this user.
    pub user: Option<Id>,
    /// Of this organization.
    pub org: Option<Id>,
}

impl Filter {
    /// Reads the ids; a malformed one is refused.
    pub fn read(call: &Call) -> Result<Self, Refusal> {
        Ok(Self { user: call.query.id("userID")?, org: call.query.id("orgID")?, id: call.query.id("id")? })
    }

    /// Whether user and organization fit.
    pub fn takes(&self, user: Id, org: Id) -> bool {
        self.user.is_none_or(|wanted| wanted == user) && self.org.is_none_or(|wanted| wanted == org)
    }
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let mut filter = Filter::read(call)?;
    // Names are looked up with the server's own rights, and only where the id is absent.
    if let (None, Some(name)) = (filter.user, call.query.get("user")) {
        filter.user = Some(store.user_named(name)?.id);
    }
    if let (None, Some(name)) = (filter.org, call.query.get("org")) {
        filter.org = Some(store.org_named(name)?.id);
    }
    let found: Vec<&Authorization> = match filter.id {
        Some(id) => vec![store.authorization(id)?],
        None => store.authorizations.values().filter(|a| filter.takes(a.user, a.org)).collect(),
    };
    let visible = found
        .into_iter()
        .filter(|a| guards(Action::Read, a.id, a.org, a.user).iter().all(|needed| caller.rights.holds(needed)));
    Ok(Reply::Finished(Answer::written(200, show::list(world, visible))))
}

fn find(world: &World, caller: &Caller, id: &str) -> Handled {
    let authorization = world.store.authorization(Id::parse(id)?)?;
    require(caller, Action::Read, authorization)?;
    show::one(world, 200, authorization, None)
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    let change = Change::read(&call.body)?;
    let authorization = world.store.authorization(id)?;
    require(caller, Action::Read, authorization)?;
    require(caller, Action::Write, authorization)?;
    let status = change.status(world.profile.bad_status)?;
    if let Some(authorization) = world.store.authorizations.get_mut(&id) {
        if let Some(status) = status {
            authorization.status = status;
        }
        if let Some(description) = change.description {
            authorization.description = description;
        }
        authorization.updated_at = moment::now();
    }
    show::one(world, 200, world.store.authorization(id)?, None)
}

fn delete(world: &mut World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    require(caller, Action::Write, world.store.authorization(id)?)?;
    world.store.delete_authorization(id);
    Ok(Reply::NoContent)
}

/// What a `PATCH` asks for.
#[derive(Debug)]
pub struct Change {
    status: Option<String>,
    /// The new description.
    pub description: Option<String>,
}

impl Change {
    /// Reads it; an unreadable body is a 500 here.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        let read = || {
            let mut fields = Fields::read(body, "influxdb", "AuthorizationUpdate")?;
            let change =
                Self { status: fields.text_of("status", "influxdb.Status"), description: fields.text("description") };
            fields.done().map(|()| change)
        };
        read().map_err(crate::go_json::DecodeError::untouched)
    }

    /// The new status; an empty one means active, an unknown one is refused with `words`.
    pub fn status(&self, words: &str) -> Result<Option<Status>, Refusal> {
        match self.status.as_deref() {
            None => Ok(None),
            Some("") => Ok(Some(Status::Active)),
            Some(name) => Status::parse(name).map(Some).ok_or_else(|| Refusal::invalid(words)),
        }
    }
}
