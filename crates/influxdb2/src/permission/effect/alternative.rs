//! Safer ways to what a dangerous grant is usually wanted for.

use super::{Effect, EffectContext, is_wide};
use crate::Id;
use crate::permission::{Permission, PermissionSet, ResourceType, Scope};

/// A smaller grant that can be offered in place of a dangerous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alternative {
    /// The same rights in the token's organization only.
    LimitToOrganization,
    /// The right on the token's own user only.
    LimitToOwnUser(Id),
    /// Chosen buckets; which ones a person has to say.
    LimitToBuckets,
    /// Chosen objects of the same type; which ones a person has to say.
    LimitToObjects,
    /// All other rights and not these.
    Remove,
}

impl Alternative {
    /// What the button says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LimitToOrganization => "Limit to this organization",
            Self::LimitToOwnUser(_) => "Limit to its own user",
            Self::LimitToBuckets => "Choose buckets",
            Self::LimitToObjects => "Choose single ones",
            Self::Remove => "Remove it",
        }
    }

    /// The alternative for an effect that has these causes.
    pub(super) fn for_effect(effect: Effect, causes: &[Permission], context: &EffectContext<'_>) -> Option<Self> {
        let wide = causes.iter().any(is_wide);
        match effect {
            // What has no place in an organization can only be left out, as rights on users of an owner yet to be made.
            Effect::EveryOrganization if causes.iter().all(|cause| in_organization(cause, context).is_none()) => {
                Some(Self::Remove)
            }
            Effect::EveryOrganization => Some(Self::LimitToOrganization),
            Effect::ChangesEveryBucket | Effect::ReadsEveryBucket => Some(Self::LimitToBuckets),
            Effect::ReadsTelegrafConfigurations if wide => Some(Self::LimitToObjects),
            Effect::ChangesUsers if wide => context.user.map(Self::LimitToOwnUser).or(Some(Self::Remove)),
            // There is no right to write a bucket that leaves the bucket itself alone.
            Effect::ChangesBuckets => None,
            Effect::ReadsTokenSecrets
            | Effect::ManagesTokens
            | Effect::EndsTokens
            | Effect::ChangesUsers
            | Effect::AddsOwners
            | Effect::ChangesOrganization
            | Effect::RunsCode
            | Effect::UsesStoredSecrets
            | Effect::ChangesStoredSecrets
            | Effect::ReplicatesData
            | Effect::ReadsTelegrafConfigurations => Some(Self::Remove),
        }
    }

    /// The set with the alternative in place of the causes; `None` where a person has to choose something first.
    pub fn apply(
        self,
        set: &PermissionSet,
        causes: &[Permission],
        context: &EffectContext<'_>,
    ) -> Option<PermissionSet> {
        let instead = |cause: &Permission| -> Option<Permission> {
            match self {
                Self::LimitToOrganization => in_organization(cause, context),
                Self::LimitToOwnUser(user) => Some(on(cause, user)),
                Self::LimitToBuckets | Self::LimitToObjects | Self::Remove => None,
            }
        };
        match self {
            Self::LimitToBuckets | Self::LimitToObjects => None,
            Self::LimitToOrganization | Self::LimitToOwnUser(_) | Self::Remove => Some({
                // Sorted, so that each is found without looking at the rest.
                let causes: PermissionSet = causes.iter().cloned().collect();
                set.iter()
                    .filter_map(|held| if causes.contains(held) { instead(held) } else { Some(held.clone()) })
                    .collect()
            }),
        }
    }
}

/// The same right in the token's organization; `None` where there is no such right.
fn in_organization(cause: &Permission, context: &EffectContext<'_>) -> Option<Permission> {
    match cause.resource {
        ResourceType::Instance => None,
        ResourceType::Orgs => Some(on(cause, context.org)),
        ResourceType::Users => context.user.map(|user| on(cause, user)),
        _ => Some(Permission::in_org(cause.action, cause.resource.clone(), context.org)),
    }
}

/// The same right on one user or organization.
fn on(cause: &Permission, id: Id) -> Permission {
    Permission::new(cause.action, cause.resource.clone(), Scope::Object { id, org: None })
}
