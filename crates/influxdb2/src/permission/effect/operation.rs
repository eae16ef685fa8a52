//! Single operations of the API and the permissions that the server asks for when somebody tries them.

use crate::Id;
use crate::permission::{Action, Permission, PermissionSet, ResourceType as T, Scope};

/// Something that a token may be used for. A list shows an object to those who may see the object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// See an object, alone or in a list.
    See { resource: T, id: Id, org: Id },
    /// Make an object of a type that belongs to an organization.
    Create { resource: T, org: Id },
    /// Change an object.
    Change { resource: T, id: Id, org: Id },
    /// See `_tasks` or `_monitoring`.
    SeeSystemBucket { org: Id },
    /// Write points into a bucket.
    WritePoints { bucket: Id, org: Id },
    /// Query a bucket by its name.
    QueryByName { bucket: Id, org: Id },
    /// Query a bucket by its id.
    QueryById { bucket: Id },
    /// See an organization.
    SeeOrg { org: Id },
    /// List the members and owners of an organization.
    ListMembers { org: Id },
    /// Change an organization.
    ChangeOrg { org: Id },
    /// Add a member or an owner to an organization.
    AddOwner { org: Id },
    /// Make an organization.
    CreateOrg,
    /// See a user; `/me` asks for the same on one's own.
    SeeUser { user: Id },
    /// Change or delete a user.
    ChangeUser { user: Id },
    /// Set the password of a user without knowing the old one.
    SetPassword { user: Id },
    /// Make a user.
    CreateUser,
    /// List the keys of secrets.
    ListSecretKeys { org: Id },
    /// Set or delete a secret.
    SetSecret { org: Id },
    /// Get the value of a secret by its key in a query.
    UseSecret { org: Id },
    /// List DBRP mappings.
    ListDbrpMappings,
    /// Make a DBRP mapping for a bucket.
    CreateDbrpMapping { bucket: Id, org: Id },
    /// See the feature flags.
    SeeFlags,
    /// See a token, alone or in a list.
    SeeToken { token: Id, owner: Id, org: Id },
    /// Rename, activate or deactivate a token.
    ChangeToken { token: Id, owner: Id, org: Id },
    /// Delete a token.
    DeleteToken { token: Id, owner: Id, org: Id },
    /// Make a token; each of its permissions is asked for too.
    CreateToken { owner: Id, org: Id, permissions: PermissionSet },
}

impl Operation {
    /// What the server asks for, all of it.
    pub fn needed(&self) -> Vec<Permission> {
        match self {
            Self::See { resource, id, org } => vec![object(Action::Read, resource, *id, *org)],
            Self::Create { resource, org } => vec![Permission::in_org(Action::Write, resource.clone(), *org)],
            // The answer carries the labels of the dashboard, and these are looked up with its reader's rights.
            Self::Change { resource: resource @ T::Dashboards, id, org } => {
                Action::BOTH.map(|action| object(action, resource, *id, *org)).into()
            }
            Self::Change { resource, id, org } => vec![object(Action::Write, resource, *id, *org)],
            Self::SeeSystemBucket { org } | Self::SeeOrg { org } | Self::ListMembers { org } => {
                vec![alone(Action::Read, T::Orgs, *org)]
            }
            Self::WritePoints { bucket, org } => vec![object(Action::Write, &T::Buckets, *bucket, *org)],
            Self::QueryByName { bucket, org } => vec![object(Action::Read, &T::Buckets, *bucket, *org)],
            // Measured on 2.7 and 2.9: a query by id is answered to every active token.
            Self::QueryById { bucket: _ } => Vec::new(),
            Self::ChangeOrg { org } => vec![alone(Action::Write, T::Orgs, *org)],
            Self::CreateOrg => vec![Permission::everywhere(Action::Write, T::Orgs)],
            Self::SeeUser { user } => vec![alone(Action::Read, T::Users, *user)],
            // Owners stand below their organization, as secrets do.
            Self::AddOwner { org } => Action::BOTH.map(|action| alone(action, T::Orgs, *org)).into(),
            Self::ChangeUser { user } | Self::SetPassword { user } => vec![alone(Action::Write, T::Users, *user)],
            Self::CreateUser => vec![Permission::everywhere(Action::Write, T::Users)],
            // Secrets stand below their organization, which answers 404 to those who may not read it.
            Self::ListSecretKeys { org } => {
                vec![alone(Action::Read, T::Orgs, *org), Permission::in_org(Action::Read, T::Secrets, *org)]
            }
            Self::SetSecret { org } => {
                vec![alone(Action::Read, T::Orgs, *org), Permission::in_org(Action::Write, T::Secrets, *org)]
            }
            // Read in the sources alone: a query looks a secret up below no organization (`authorizer/secret.go`).
            Self::UseSecret { org } => vec![Permission::in_org(Action::Read, T::Secrets, *org)],
            // The list is answered to everybody; it shows the mappings of buckets that one may read.
            Self::ListDbrpMappings | Self::SeeFlags => Vec::new(),
            // The bucket is looked up with the caller's rights before the right to write it is asked for.
            Self::CreateDbrpMapping { bucket, org } => {
                Action::BOTH.map(|action| object(action, &T::Buckets, *bucket, *org)).into()
            }
            Self::SeeToken { token, owner, org } => token_and_owner(Action::Read, *token, *owner, *org),
            Self::ChangeToken { token, owner, org } => {
                Action::BOTH.into_iter().flat_map(|action| token_and_owner(action, *token, *owner, *org)).collect()
            }
            Self::DeleteToken { token, owner, org } => token_and_owner(Action::Write, *token, *owner, *org),
            Self::CreateToken { owner, org, permissions } => {
                let right = Permission::in_org(Action::Write, T::Authorizations, *org);
                let mut needed = vec![right, alone(Action::Write, T::Users, *owner)];
                needed.extend(permissions.iter().cloned());
                needed
            }
        }
    }
}

/// Whether an active token with these permissions may do this.
pub fn allows(set: &PermissionSet, operation: &Operation) -> bool {
    operation.needed().iter().all(|needed| set.covers(needed))
}

fn object(action: Action, resource: &T, id: Id, org: Id) -> Permission {
    Permission::on_object(action, resource.clone(), id, org)
}

/// Organizations and users are asked for by id alone.
const fn alone(action: Action, resource: T, id: Id) -> Permission {
    Permission::new(action, resource, Scope::Object { id, org: None })
}

fn token_and_owner(action: Action, token: Id, owner: Id, org: Id) -> Vec<Permission> {
    vec![object(action, &T::Authorizations, token, org), alone(action, T::Users, owner)]
}
