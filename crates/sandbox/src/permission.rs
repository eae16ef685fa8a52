//! Permissions, and the rule by which one that is held covers one that is needed.
//!
//! The rule is written from the server's behaviour (a right on an id ignores the organization, a right
//! on an organization does not cover an id without one, writing does not imply reading). It is the
//! stand-in's own: the console's algebra is another piece of code, so that one can judge the other.

use crate::answer::Refusal;
use crate::id::Id;
use std::collections::HashSet;
use std::fmt;

/// What may be done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Reading.
    Read,
    /// Writing.
    Write,
}

impl Action {
    /// Both, in the order in which the server lists them.
    pub const BOTH: [Self; 2] = [Self::Read, Self::Write];

    /// The action's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// Reads an action's name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|a| a.name() == name)
    }
}

macro_rules! resource_types {
    ($($variant:ident $name:literal,)*) => {
        /// A type of resource, in the server's order; the last three exist in Cloud only.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum ResourceType { $($variant,)* }

        impl ResourceType {
            /// Every type.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The type's name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

resource_types! {
    Authorizations "authorizations",
    Buckets "buckets",
    Dashboards "dashboards",
    Orgs "orgs",
    Sources "sources",
    Tasks "tasks",
    Telegrafs "telegrafs",
    Users "users",
    Variables "variables",
    Scrapers "scrapers",
    Secrets "secrets",
    Labels "labels",
    Views "views",
    Documents "documents",
    NotificationRules "notificationRules",
    NotificationEndpoints "notificationEndpoints",
    Checks "checks",
    Dbrp "dbrp",
    Notebooks "notebooks",
    Annotations "annotations",
    Remotes "remotes",
    Replications "replications",
    Instance "instance",
    Flows "flows",
    Functions "functions",
    Subscriptions "subscriptions",
}

/// One permission, held or needed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Permission {
    /// What may be done.
    pub action: Action,
    /// With which type of resource.
    pub kind: ResourceType,
    /// With which single one, if not with all.
    pub id: Option<Id>,
    /// In which organization, if not in all.
    pub org: Option<Id>,
}

impl Permission {
    /// On everything of a type, in all organizations.
    pub fn global(action: Action, kind: ResourceType) -> Self {
        Self { action, kind, id: None, org: None }
    }

    /// On everything of a type in one organization.
    pub fn in_org(action: Action, kind: ResourceType, org: Id) -> Self {
        Self { org: Some(org), ..Self::global(action, kind) }
    }

    /// On one thing, no organization named; organizations and users are checked like this.
    pub fn on(action: Action, kind: ResourceType, id: Id) -> Self {
        Self { id: Some(id), ..Self::global(action, kind) }
    }

    /// On one thing in an organization.
    pub fn at(action: Action, kind: ResourceType, id: Id, org: Id) -> Self {
        Self { id: Some(id), org: Some(org), action, kind }
    }

    /// Whether holding this covers `needed`.
    pub fn covers(&self, needed: &Self) -> bool {
        if self.action != needed.action {
            return false;
        }
        if self.kind == ResourceType::Instance {
            return true;
        }
        if self.kind != needed.kind {
            return false;
        }
        match (self.id, self.org) {
            (None, None) => true,
            (None, org) => needed.org == org,
            (id, _) => needed.id == id,
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.action.name())?;
        if let Some(org) = self.org {
            write!(f, "orgs/{org}/")?;
        }
        f.write_str(self.kind.name())?;
        match self.id {
            Some(id) => write!(f, "/{id}"),
            None => Ok(()),
        }
    }
}

/// All that a caller holds, arranged so that a check costs the same however much it is.
#[derive(Clone, Default, Debug)]
pub struct Rights {
    /// The caller's token is inactive: it is known, and every check fails with that reason.
    inactive: bool,
    instance: HashSet<Action>,
    global: HashSet<(Action, ResourceType)>,
    in_org: HashSet<(Action, ResourceType, Id)>,
    on_id: HashSet<(Action, ResourceType, Id)>,
}

impl Rights {
    /// What an inactive token has.
    pub fn inactive() -> Self {
        Self { inactive: true, ..Self::default() }
    }

    /// The rights that a list of permissions gives.
    pub fn of<'a>(permissions: impl IntoIterator<Item = &'a Permission>) -> Self {
        let mut rights = Self::default();
        rights.add(permissions);
        rights
    }

    /// Adds more.
    pub fn add<'a>(&mut self, permissions: impl IntoIterator<Item = &'a Permission>) {
        for p in permissions {
            match (p.kind, p.id, p.org) {
                (ResourceType::Instance, _, _) => {
                    self.instance.insert(p.action);
                }
                (kind, None, None) => {
                    self.global.insert((p.action, kind));
                }
                (kind, None, Some(org)) => {
                    self.in_org.insert((p.action, kind, org));
                }
                (kind, Some(id), _) => {
                    self.on_id.insert((p.action, kind, id));
                }
            }
        }
    }

    /// Whether `needed` is covered.
    pub fn holds(&self, needed: &Permission) -> bool {
        let Permission { action, kind, .. } = *needed;
        !self.inactive
            && (self.instance.contains(&action)
                || self.global.contains(&(action, kind))
                || needed.org.is_some_and(|org| self.in_org.contains(&(action, kind, org)))
                || needed.id.is_some_and(|id| self.on_id.contains(&(action, kind, id))))
    }

    /// Refuses with 401 unless `needed` is covered.
    pub fn require(&self, needed: Permission) -> Result<(), Refusal> {
        if self.inactive {
            return Err(Refusal::unauthorized("token is inactive"));
        }
        if self.holds(&needed) {
            return Ok(());
        }
        Err(Refusal::unauthorized(format!("{needed} is unauthorized")))
    }

    /// Whether the caller's token is inactive.
    pub fn is_inactive(&self) -> bool {
        self.inactive
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_agree_with_the_single_permission_rule() {
        let ids = [None, Some(Id(1)), Some(Id(2))];
        let kinds = [ResourceType::Buckets, ResourceType::Orgs, ResourceType::Instance];
        let mut all = Vec::new();
        for action in Action::BOTH {
            for kind in kinds {
                for id in ids {
                    for org in ids {
                        all.push(Permission { action, kind, id, org });
                    }
                }
            }
        }
        for held in &all {
            let rights = Rights::of([held]);
            for needed in &all {
                assert_eq!(rights.holds(needed), held.covers(needed), "{held} / {needed}");
            }
        }
    }

    #[test]
    fn a_permission_is_written_as_the_server_writes_it() {
        let p = Permission::at(Action::Write, ResourceType::Users, Id(0xaa), Id(0xdead));
        assert_eq!(p.to_string(), "write:orgs/000000000000dead/users/00000000000000aa");
        assert_eq!(Permission::global(Action::Read, ResourceType::Instance).to_string(), "read:instance");
    }

    #[test]
    fn an_inactive_token_is_refused_with_its_reason() {
        let needed = Permission::global(Action::Read, ResourceType::Buckets);
        assert!(!Rights::inactive().holds(&needed));
        assert_eq!(Rights::inactive().require(needed).unwrap_err().message, "token is inactive");
    }
}
