//! Grants that do nothing, or nothing yet, and what to grant instead.

use super::{EffectContext, works};
use crate::Id;
use crate::permission::{Action, Checked, Permission, PermissionSet, ResourceType as T, Scope};
use console_core::sort;
use std::collections::BTreeSet;

/// Why a grant does nothing on OSS 2.x.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inert {
    /// `orgs` with an organization in place of an id.
    OrgsByOrganization,
    /// `users` with an organization in place of an id.
    UsersByOrganization,
    /// `views`, for which no endpoint asks.
    Views,
    /// `dbrp`, for which no endpoint asks: mappings go with their bucket.
    Dbrp,
    /// `secrets` or `documents` with an id, which the server asks for by organization.
    ByObject,
    /// A read of `_tasks` or `_monitoring` without a read of the organization.
    SystemBucket,
    /// A write of `secrets` without a read of the organization. The read lets queries use them even so.
    SecretsWithoutOrganization,
    /// `authorizations` without the same right on any user.
    TokensWithoutUsers,
    /// `instance`, which only setup gives.
    Instance,
}

impl Inert {
    /// The fact.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OrgsByOrganization | Self::UsersByOrganization | Self::Views | Self::Dbrp | Self::ByObject => {
                "This has no effect"
            }
            Self::SystemBucket => "This bucket needs Read on the organization",
            Self::SecretsWithoutOrganization | Self::TokensWithoutUsers => "This has no effect yet",
            Self::Instance => "No token can have this permission",
        }
    }

    /// Why it is so.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::OrgsByOrganization => "InfluxDB checks organizations one by one. Grant single ones.",
            Self::UsersByOrganization => "InfluxDB checks users one by one. Grant single ones.",
            Self::Views => "InfluxDB never checks permissions on views.",
            Self::Dbrp => "InfluxDB never checks permissions on DBRP mappings. It checks those on the bucket.",
            Self::ByObject => "InfluxDB checks these for a whole organization and never by id. Grant all of them.",
            Self::SystemBucket => "InfluxDB shows system buckets only with Read on the organization.",
            Self::SecretsWithoutOrganization => "InfluxDB changes secrets only with Read on the organization.",
            Self::TokensWithoutUsers => "InfluxDB also checks the same permission on the token's owner.",
            Self::Instance => "Only the first user gets it, during setup.",
        }
    }

    /// Why this permission of the set is inert, if it is.
    pub(super) fn of(held: &Permission, set: &PermissionSet, context: &EffectContext<'_>) -> Option<Self> {
        match held.resource {
            T::Instance => Some(Self::Instance),
            T::Views => Some(Self::Views),
            T::Dbrp => Some(Self::Dbrp),
            T::Orgs if !works(held) => Some(Self::OrgsByOrganization),
            T::Users if !works(held) => Some(Self::UsersByOrganization),
            _ if held.resource.checked() == Checked::OrgOnly && !works(held) => Some(Self::ByObject),
            T::Secrets => (held.action == Action::Write && !reads_organization(set, held, context))
                .then_some(Self::SecretsWithoutOrganization),
            T::Buckets if held.action == Action::Read => {
                let system = held.scope.object().is_some_and(|id| is_system_bucket(id, context));
                (system && !reads_organization(set, held, context)).then_some(Self::SystemBucket)
            }
            T::Authorizations => (!reaches_a_user(set, held.action)).then_some(Self::TokensWithoutUsers),
            _ => None,
        }
    }

    /// What would do what the inert permission seems to do.
    fn instead(self, held: &Permission, context: &EffectContext<'_>) -> Option<Permission> {
        let org = held.scope.org().unwrap_or(context.org);
        match self {
            Self::OrgsByOrganization => Some(alone(held.action, T::Orgs, org)),
            Self::UsersByOrganization | Self::TokensWithoutUsers => {
                context.user.map(|user| alone(held.action, T::Users, user))
            }
            Self::ByObject => Some(Permission::in_org(held.action, held.resource.clone(), org)),
            Self::SystemBucket | Self::SecretsWithoutOrganization => Some(read_org(held, context)),
            // The right on a mapping is the right on its bucket, and which bucket that is stands nowhere here.
            Self::Dbrp | Self::Views | Self::Instance => None,
        }
    }
}

/// Permissions of a set that do nothing for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InertFinding {
    /// The reason.
    pub inert: Inert,
    /// The permissions that do nothing.
    pub permissions: Vec<Permission>,
    /// What to grant so that they do something, or in their place.
    pub instead: Vec<Permission>,
}

/// The permissions of a set that do nothing on OSS 2.x, one finding for each reason.
pub fn inert(set: &PermissionSet, context: &EffectContext<'_>) -> Vec<InertFinding> {
    let mut findings: Vec<InertFinding> = Vec::new();
    let mut offered = BTreeSet::new();
    for held in set {
        let Some(inert) = Inert::of(held, set, context) else { continue };
        let place = findings.iter().position(|known| known.inert == inert).unwrap_or_else(|| {
            findings.push(InertFinding { inert, permissions: Vec::new(), instead: Vec::new() });
            findings.len() - 1
        });
        let finding = &mut findings[place];
        finding.permissions.push(held.clone());
        let instead = inert.instead(held, context).filter(|instead| offered.insert((inert, instead.clone())));
        finding.instead.extend(instead);
    }
    sort::sort_by_key(&mut findings, |finding| finding.inert);
    findings
}

/// Whether the set lets its holder do this with any user.
fn reaches_a_user(set: &PermissionSet, action: Action) -> bool {
    set.of_type(action, &T::Users).any(works)
}

/// The right that the server asks for beside some others: to read the organization.
fn read_org(held: &Permission, context: &EffectContext<'_>) -> Permission {
    alone(Action::Read, T::Orgs, held.scope.org().unwrap_or(context.org))
}

/// Whether a bucket is one of the server's own. Names that start with an underscore are refused for other buckets.
fn is_system_bucket(id: Id, context: &EffectContext<'_>) -> bool {
    context.system_buckets.contains(&id) || matches!(context.names.get(&T::Buckets, id), Some("_tasks" | "_monitoring"))
}

/// Whether the set reads the organization that the permission speaks of; one in every organization needs to read any.
///
/// The organization beside an object's id is not checked by the server, so it is taken as the one that is meant.
fn reads_organization(set: &PermissionSet, held: &Permission, context: &EffectContext<'_>) -> bool {
    set.covers(&read_org(held, context))
        || held.scope == Scope::Everywhere && set.of_type(Action::Read, &T::Orgs).any(works)
}

const fn alone(action: Action, resource: T, id: Id) -> Permission {
    Permission::new(action, resource, Scope::Object { id, org: None })
}
