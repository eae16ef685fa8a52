//! What permissions really do on a server: dangers, grants that do nothing, single operations.
//!
//! True for OSS 2.x, read in the server's sources and confirmed by `recordings/permission-effects.json`.
//! The words are "grants" and "does not grant", never "cannot": a Flux query that names a bucket by its id
//! is not checked at all, so the absence of a permission proves nothing.

mod alternative;
mod inert;
mod operation;
mod remark;

pub use alternative::Alternative;
pub use inert::{Inert, InertFinding, inert};
pub use operation::{Operation, allows};
pub use remark::Findings;

use super::{Action, Checked, Permission, PermissionSet, ResourceType, Scope};
use crate::{Id, Names};

/// What has to be known about the server and the token beside its permissions.
#[derive(Clone, Copy, Debug)]
pub struct EffectContext<'a> {
    /// Whether the server shows the values of stored tokens; `None` where that is not known.
    pub token_values_shown: Option<bool>,
    /// The token's organization.
    pub org: Id,
    /// The token's owner, if it is known.
    pub user: Option<Id>,
    /// The names of objects.
    pub names: &'a Names,
    /// The buckets that the server lists as its own.
    pub system_buckets: &'a [Id],
}

/// A dangerous effect, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Any right without organization and object.
    EveryOrganization,
    /// Reading tokens and their owners where token values are shown.
    ReadsTokenSecrets,
    /// Writing all tokens and their owners.
    ManagesTokens,
    /// Writing single tokens and their owners.
    EndsTokens,
    /// Writing users, which is also to set their passwords.
    ChangesUsers,
    /// Writing an organization that may be read as well: its owners are below it, and below what one can't read
    /// the server finds nothing.
    AddsOwners,
    /// Writing the organization.
    ChangesOrganization,
    /// Writing all buckets.
    ChangesEveryBucket,
    /// Writing tasks, checks, notification rules or notification endpoints.
    RunsCode,
    /// Reading stored secrets. No request shows their values, but a script that is sent as a query gets them.
    UsesStoredSecrets,
    /// Writing stored secrets.
    ChangesStoredSecrets,
    /// Writing remotes and replications.
    ReplicatesData,
    /// Reading Telegraf configurations.
    ReadsTelegrafConfigurations,
    /// Reading all buckets.
    ReadsEveryBucket,
    /// Writing single buckets.
    ChangesBuckets,
}

use ResourceType as T;

impl Effect {
    /// All effects, strongest first.
    pub const ALL: [Self; 15] = [
        Self::EveryOrganization,
        Self::ReadsTokenSecrets,
        Self::ManagesTokens,
        Self::EndsTokens,
        Self::ChangesUsers,
        Self::AddsOwners,
        Self::ChangesOrganization,
        Self::ChangesEveryBucket,
        Self::RunsCode,
        Self::UsesStoredSecrets,
        Self::ChangesStoredSecrets,
        Self::ReplicatesData,
        Self::ReadsTelegrafConfigurations,
        Self::ReadsEveryBucket,
        Self::ChangesBuckets,
    ];

    /// The fact.
    pub const fn title(self) -> &'static str {
        match self {
            Self::EveryOrganization => "Applies in every organization",
            Self::ReadsTokenSecrets => "Can read the secrets of other tokens",
            Self::ManagesTokens => "Can create and delete tokens",
            Self::EndsTokens => "Can delete these tokens",
            Self::ChangesUsers => "Can take over, change and delete users",
            Self::AddsOwners => "Can add owners to the organization",
            Self::ChangesOrganization => "Can change and delete the organization",
            Self::ChangesEveryBucket => "Can change and delete every bucket",
            Self::RunsCode => "Can run code on a schedule and send data out",
            Self::UsesStoredSecrets => "Can use stored secrets",
            Self::ChangesStoredSecrets => "Can change stored secrets",
            Self::ReplicatesData => "Can copy data to another server",
            Self::ReadsTelegrafConfigurations => "Telegraf configurations may hold passwords",
            Self::ReadsEveryBucket => "Read reaches every bucket",
            Self::ChangesBuckets => "Write can also delete",
        }
    }

    /// Why it matters.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::EveryOrganization => {
                "These permissions apply to every organization on this server, including future ones."
            }
            Self::ReadsTokenSecrets => {
                "Where a server keeps token values in clear text, its list of tokens shows them, those of stronger tokens too."
            }
            Self::ManagesTokens => {
                "Its holder can create more tokens with the same permissions, and delete those that it reaches. With Read on tokens and users too, it can also activate and deactivate them."
            }
            Self::EndsTokens => {
                "Its holder can delete them, which stops the programs that use them. With Read on them and their users too, it can also activate and deactivate them. To create tokens takes Write on all of them."
            }
            Self::ChangesUsers => {
                "Its holder can set a user's password and sign in as that user, with the permissions of all of the user's tokens, inactive ones too. A token stops working when its user is deactivated or deleted."
            }
            Self::AddsOwners => {
                "Its holder can add any user. An owner who signs in can read and change everything in the organization."
            }
            Self::ChangesOrganization => "Deleting an organization ends all of its tokens and takes its data.",
            Self::ChangesEveryBucket => {
                "Write covers the data and the bucket itself, in every bucket and each new one. InfluxDB has no append-only permission."
            }
            Self::RunsCode => "Tasks, checks and notifications keep running after the token is deleted.",
            Self::UsesStoredSecrets => {
                "Secrets are the passwords that scripts of the organization use for other systems. A query that names one gets its value."
            }
            Self::ChangesStoredSecrets => {
                "Secrets are the passwords that scripts of the organization use for other systems. Its holder can replace and delete them."
            }
            Self::ReplicatesData => {
                "A remote and a replication together send each write to a server of the holder's choice."
            }
            Self::ReadsTelegrafConfigurations => "They are stored as plain text, and many contain credentials.",
            Self::ReadsEveryBucket => "Each new bucket is included from the moment that it exists.",
            Self::ChangesBuckets => {
                "Its holder may change and delete these buckets and their data. InfluxDB has no append-only permission."
            }
        }
    }

    /// The permissions of the set that cause the effect; none if it has no such effect.
    fn causes(self, set: &PermissionSet, context: &EffectContext<'_>) -> Vec<Permission> {
        // What does nothing is told as that, and never as a danger beside it.
        let pick = |wanted: &dyn Fn(&Permission) -> bool| -> Vec<Permission> {
            set.iter().filter(|held| wanted(held) && Inert::of(held, set, context).is_none()).cloned().collect()
        };
        let on =
            |action: Action, resource: T| move |held: &Permission| held.action == action && held.resource == resource;
        // Two rights that do harm only together.
        let pair = |one: &dyn Fn(&Permission) -> bool, other: &dyn Fn(&Permission) -> bool| -> Vec<Permission> {
            let (first, second) = (pick(one), pick(other));
            if first.is_empty() || second.is_empty() { Vec::new() } else { [first, second].concat() }
        };
        match self {
            // Where a right does nothing, its holder can still grant it to others, in every organization.
            Self::EveryOrganization => set.iter().filter(|held| reaches_every_organization(held)).cloned().collect(),
            Self::ReadsTokenSecrets if context.token_values_shown == Some(false) => Vec::new(),
            Self::ReadsTokenSecrets => pair(&on(Action::Read, T::Authorizations), &on(Action::Read, T::Users)),
            Self::ManagesTokens | Self::EndsTokens => {
                let all = self == Self::ManagesTokens;
                let tokens = |held: &Permission| on(Action::Write, T::Authorizations)(held) && is_wide(held) == all;
                pair(&tokens, &on(Action::Write, T::Users))
            }
            Self::ChangesUsers => pick(&on(Action::Write, T::Users)),
            Self::AddsOwners => pick(&|held| on(Action::Write, T::Orgs)(held) && reads_one_of_them(set, held)),
            Self::ChangesOrganization => pick(&on(Action::Write, T::Orgs)),
            Self::ChangesEveryBucket => pick(&|held| on(Action::Write, T::Buckets)(held) && is_wide(held)),
            Self::RunsCode => pick(&|held| {
                held.action == Action::Write
                    && matches!(held.resource, T::Tasks | T::Checks | T::NotificationRules | T::NotificationEndpoints)
            }),
            Self::UsesStoredSecrets => pick(&on(Action::Read, T::Secrets)),
            Self::ChangesStoredSecrets => pick(&on(Action::Write, T::Secrets)),
            Self::ReplicatesData => pair(&on(Action::Write, T::Remotes), &on(Action::Write, T::Replications)),
            Self::ReadsTelegrafConfigurations => pick(&on(Action::Read, T::Telegrafs)),
            Self::ReadsEveryBucket => pick(&|held| on(Action::Read, T::Buckets)(held) && is_wide(held)),
            Self::ChangesBuckets => pick(&|held| on(Action::Write, T::Buckets)(held) && !is_wide(held)),
        }
    }
}

/// An effect that a set has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What the effect is.
    pub effect: Effect,
    /// The permissions of the set that cause it.
    pub permissions: Vec<Permission>,
    /// A way to have less of it, if there is one.
    pub alternative: Option<Alternative>,
}

/// The dangerous effects of a set, strongest first.
pub fn effects(set: &PermissionSet, context: &EffectContext<'_>) -> Vec<Finding> {
    Effect::ALL
        .into_iter()
        .filter_map(|effect| {
            let permissions = effect.causes(set, context);
            let alternative = Alternative::for_effect(effect, &permissions, context);
            (!permissions.is_empty()).then_some(Finding { effect, permissions, alternative })
        })
        .collect()
}

/// Whether the set reaches beyond the token's organization, which only an operator can grant.
pub fn is_operator_like(set: &PermissionSet) -> bool {
    set.iter().any(reaches_every_organization)
}

/// Whether a permission matches in every organization. `instance` does, whatever its scope.
fn reaches_every_organization(held: &Permission) -> bool {
    held.scope == Scope::Everywhere || held.resource == T::Instance
}

/// Whether the set reads an organization that this permission writes.
fn reads_one_of_them(set: &PermissionSet, written: &Permission) -> bool {
    let read = |scope| set.covers(&Permission::new(Action::Read, T::Orgs, scope));
    match written.scope {
        Scope::Object { id, .. } => read(Scope::Object { id, org: None }),
        Scope::Everywhere => set.of_type(Action::Read, &T::Orgs).any(works) || read(Scope::Everywhere),
        Scope::Org(_) => false,
    }
}

/// Whether a permission reaches objects that are made later.
const fn is_wide(held: &Permission) -> bool {
    held.scope.object().is_none()
}

/// Whether the scope is one that the server compares for the type.
///
/// A right in every organization always counts: with it one can at least grant the same to others.
pub(super) fn works(held: &Permission) -> bool {
    match (held.scope, held.resource.checked()) {
        (Scope::Everywhere, _) | (_, Checked::OrgOrId) => true,
        (Scope::Object { .. }, checked) => checked == Checked::IdOnly,
        (Scope::Org(_), checked) => checked == Checked::OrgOnly,
    }
}
