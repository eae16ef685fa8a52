//! Organizations, users, who belongs to what, and sessions.

use super::{BucketType, Durations, INSTANCE, Store};
use crate::answer::{Code, Refusal};
use crate::id::Id;
use crate::permission::{Action, Permission, ResourceType};
use crate::profile::Profile;
use crate::{moment, standard};
use std::time::Instant;

/// An organization.
#[derive(Clone, Debug)]
pub struct Org {
    pub id: Id,
    pub name: String,
    pub description: String,
    pub created_at: String,
    pub updated_at: String,
}

/// A user.
#[derive(Clone, Debug)]
pub struct User {
    pub id: Id,
    pub name: String,
    /// `active`, `inactive`, or whatever a request to make the user said: only changes are checked.
    pub status: String,
}

impl User {
    /// Whether the user may do anything at all.
    pub fn is_active(&self) -> bool {
        self.status != "inactive"
    }
}

/// In which way a user belongs to a resource.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// May read it.
    Member,
    /// May do everything with it.
    Owner,
}

impl Role {
    /// The role's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Owner => "owner",
        }
    }
}

/// One user's belonging to one resource.
#[derive(Clone, Copy, Debug)]
pub struct Mapping {
    pub role: Role,
    pub kind: ResourceType,
}

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct Session {
    pub user: Id,
    pub expires: Instant,
}

impl Store {
    /// The organization of that name; spaces around it do not count.
    pub fn org_named(&self, name: &str) -> Result<&Org, Refusal> {
        self.orgs
            .values()
            .find(|org| org.name.trim() == name.trim())
            .ok_or_else(|| Refusal::not_found(format!("organization name \"{name}\" not found")))
    }

    /// The organization of that id.
    pub fn org(&self, id: Id) -> Result<&Org, Refusal> {
        self.orgs.get(&id).ok_or_else(|| Refusal::not_found("organization not found"))
    }

    /// The user of that id.
    pub fn user(&self, id: Id) -> Result<&User, Refusal> {
        self.users.get(&id).ok_or_else(|| Refusal::not_found("user not found"))
    }

    /// The user of that name.
    pub fn user_named(&self, name: &str) -> Result<&User, Refusal> {
        self.users.values().find(|user| user.name == name).ok_or_else(|| Refusal::not_found("user not found"))
    }

    /// Refuses a name for an organization that is empty or taken.
    pub fn check_org_name(&self, name: &str) -> Result<(), Refusal> {
        if name.trim().is_empty() {
            return Err(Refusal::invalid("org name is empty"));
        }
        if self.org_named(name).is_ok() {
            return Err(Refusal::conflict(format!("organization with name {name} already exists")));
        }
        Ok(())
    }

    /// Makes an organization with its two system buckets.
    pub fn create_org(&mut self, name: &str, description: &str, at: &str) -> Result<Id, Refusal> {
        self.check_org_name(name)?;
        let id = self.ids.random();
        self.orgs.insert(
            id,
            Org {
                id,
                name: name.to_owned(),
                description: description.to_owned(),
                created_at: at.to_owned(),
                updated_at: at.to_owned(),
            },
        );
        const DAY: i64 = 86_400;
        for (bucket, description, days) in
            [("_tasks", "System bucket for task logs", 3), ("_monitoring", "System bucket for monitoring logs", 7)]
        {
            self.create_bucket(id, BucketType::System, bucket, description, Durations::lasting(days * DAY), at)?;
        }
        Ok(id)
    }

    /// Removes an organization with its memberships and its first buckets; its authorizations stay, orphaned.
    ///
    /// The server finds the buckets as a list of one default page (`DeleteOrganization` in
    /// `tenant/service_org.go`), so those behind the first twenty names stay without an organization.
    pub fn delete_org(&mut self, id: Id) -> Result<(), Refusal> {
        self.org(id)?;
        self.orgs.remove(&id);
        let first: Vec<_> = self.buckets_of(id).take(20).map(|bucket| (bucket.id, bucket.name.clone())).collect();
        for (bucket, name) in first {
            self.buckets.remove(&bucket);
            self.bucket_names.remove(&(id, name));
            self.mappings.retain(|(resource, _), _| *resource != bucket);
        }
        self.mappings.retain(|(resource, _), _| *resource != id);
        Ok(())
    }

    /// Refuses a name for a user that is empty or taken.
    pub fn check_user_name(&self, name: &str) -> Result<(), Refusal> {
        if name.is_empty() {
            return Err(Refusal::new(Code::EmptyValue, "key required"));
        }
        if self.user_named(name).is_ok() {
            return Err(Refusal::conflict(format!("user with name {name} already exists")));
        }
        Ok(())
    }

    /// Makes a user, under the given id if there is one.
    pub fn create_user(&mut self, id: Option<Id>, name: &str, status: &str) -> Result<Id, Refusal> {
        if let Some(id) = id.filter(|id| self.users.contains_key(id)) {
            return Err(Refusal::conflict(format!("user with ID {id} already exists")));
        }
        self.check_user_name(name)?;
        let id = id.unwrap_or_else(|| self.ids.timed());
        self.users.insert(id, User { id, name: name.to_owned(), status: status.to_owned() });
        Ok(id)
    }

    /// Removes a user with password and memberships; authorizations and sessions stay, dead.
    pub fn delete_user(&mut self, id: Id) -> Result<(), Refusal> {
        self.user(id)?;
        self.users.remove(&id);
        self.passwords.remove(&id);
        self.mappings.retain(|(_, user), _| *user != id);
        Ok(())
    }

    /// Makes a user member or owner of something.
    pub fn map_user(&mut self, resource: Id, user: Id, mapping: Mapping) -> Result<(), Refusal> {
        self.user(user)?;
        if self.mappings.contains_key(&(resource, user)) {
            return Err(Refusal::new(
                Code::Internal,
                format!("Unexpected error when assigning user to a resource: mapping for user {user} already exists"),
            ));
        }
        self.mappings.insert((resource, user), mapping);
        Ok(())
    }

    /// What a user may do because of memberships, and with themselves.
    pub fn permissions_of_user(&self, profile: &Profile, user: Id) -> Vec<Permission> {
        let mut all = Vec::new();
        for ((resource, member), mapping) in &self.mappings {
            if *member != user {
                continue;
            }
            match (mapping.kind, mapping.role) {
                (ResourceType::Instance, Role::Owner) => all.extend(standard::instance()),
                (ResourceType::Orgs, Role::Owner) => all.extend(standard::owner(profile, *resource)),
                (ResourceType::Orgs, Role::Member) => {
                    all.extend(standard::member(profile, *resource));
                }
                // Beyond organizations only members of buckets get a right; owners of buckets, and members
                // and owners of everything else, get none (`user_resource_mapping.go`, 2.0 and later).
                (ResourceType::Buckets, Role::Member) => {
                    all.push(Permission::on(Action::Read, ResourceType::Buckets, *resource));
                }
                _ => {}
            }
        }
        all.extend(standard::me(user));
        all
    }

    /// Makes the user owner of the instance.
    pub fn own_instance(&mut self, user: Id) {
        let mapping = Mapping { role: Role::Owner, kind: ResourceType::Instance };
        self.mappings.insert((INSTANCE, user), mapping);
    }

    /// Marks an organization as changed now.
    pub fn touch_org(&mut self, id: Id) {
        if let Some(org) = self.orgs.get_mut(&id) {
            org.updated_at = moment::now();
        }
    }
}
