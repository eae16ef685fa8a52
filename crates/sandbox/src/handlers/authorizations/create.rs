//! `POST /api/v2/authorizations`: the checks in the server's order, then a new secret.

use super::{asked, show};
use crate::answer::{Code, Handled, Refusal};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::model::{NewAuthorization, new_secret};
use crate::moment;
use crate::permission::{Action, Permission, ResourceType};
use crate::profile::InstanceType;
use crate::world::World;

/// Makes an authorization; its answer is the only one that shows a hashed secret.
pub fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let asked = asked::read(&world.profile, asked::Resource::Tokens, &call.body)?;
    let user = owner(world, caller, asked.user)?;
    allow(world, caller, asked.org, user, &asked.permissions)?;
    exist(world, asked.org, user)?;
    let id = world.store.ids.timed();
    let secret = new_secret();
    let profile = world.profile;
    let new = NewAuthorization {
        status: asked.status,
        description: asked.description,
        org: asked.org,
        user,
        permissions: asked.permissions,
    };
    world.store.create_authorization(&profile, id, &secret, new, &moment::now());
    show::one(world, 201, world.store.authorization(id)?, Some(&secret))
}

/// Whose the new authorization will be.
pub fn owner(world: &World, caller: &Caller, asked: Option<Id>) -> Result<Id, Refusal> {
    world.store.user(caller.user).map_err(|_| unable_to_create())?;
    Ok(asked.unwrap_or(caller.user))
}

/// Whether the caller may make it: the right to make, the right on the owner, and every right given.
pub fn allow(world: &World, caller: &Caller, org: Id, user: Id, permissions: &[Permission]) -> Result<(), Refusal> {
    // A right on one single authorization is not enough to make another.
    caller.rights.require(Permission::in_org(Action::Write, ResourceType::Authorizations, org))?;
    caller.rights.require(Permission::on(Action::Write, ResourceType::Users, user))?;
    for permission in permissions {
        caller.rights.require(*permission).map_err(|refusal| Refusal {
            code: Code::Forbidden,
            ..refusal.within(&format!("permission {permission} is not allowed"))
        })?;
    }
    let has_instance = permissions.iter().any(|p| p.kind == ResourceType::Instance);
    if has_instance && world.profile.instance_type == InstanceType::Refused {
        return Err(Refusal::new(
            Code::Internal,
            "authorizations cannot be created with the instance type, it is only used during setup",
        ));
    }
    for permission in permissions {
        if permission.org.is_some_and(|of| of != org) {
            return Err(Refusal::invalid(format!("permission {permission} is not for org id {org}")));
        }
    }
    Ok(())
}

/// Whether owner and organization are there; the refusal does not tell which is not.
pub fn exist(world: &World, org: Id, user: Id) -> Result<(), Refusal> {
    world.store.user(user).map_err(|_| unable_to_create())?;
    world.store.org(org).map_err(|_| unable_to_create())?;
    Ok(())
}

fn unable_to_create() -> Refusal {
    Refusal::invalid("unable to create token")
}
