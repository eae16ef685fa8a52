//! From a draft to an exact request: names become ids, presets and flags become permissions.

use super::{CliVersion, Draft, Grant, Grants, OrgRef, Owner, Problem, ProblemKind, Reach, Span};
use influxdb2::Id;
use influxdb2::permission::{Action, Permission, ResourceType, Scope};

/// What became of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is the name of one object.
    One(Id),
    /// Nothing has the name.
    Nothing,
    /// Several objects have the name.
    Several(usize),
}

/// What must be known to make a draft exact.
pub struct Resolver<'a> {
    /// The types that the server lists, in its order; empty if it was not asked.
    pub types: &'a [ResourceType],
    /// The version of the CLI as which a command is read.
    pub cli: CliVersion,
    /// The organization where none is named.
    pub org: Option<Id>,
    /// The user who would send the request.
    pub caller: Option<Id>,
    /// The first user that the caller may see.
    pub first_user: Option<Id>,
    /// Looks a name up: the type, the name, and the organization except for organizations and users.
    pub find: &'a dyn Fn(&ResourceType, &str, Option<Id>) -> Found,
}

impl Resolver<'_> {
    fn named(&self, resource: &ResourceType, name: &str, org: Option<Id>) -> Result<Id, ProblemKind> {
        match (self.find)(resource, name, org) {
            Found::One(id) => Ok(id),
            Found::Nothing => Err(ProblemKind::NameNotFound { resource: resource.clone(), name: name.into() }),
            Found::Several(count) => {
                Err(ProblemKind::NameAmbiguous { resource: resource.clone(), name: name.into(), count })
            }
        }
    }

    fn org(&self, org: &OrgRef, own: Option<Id>) -> Result<Id, ProblemKind> {
        match org {
            OrgRef::Id(id) => Ok(*id),
            OrgRef::Name(name) => self.named(&ResourceType::Orgs, name, None),
            OrgRef::NotSaid => own.ok_or(ProblemKind::OrganizationUnknown),
        }
    }

    fn owner(&self, owner: &Owner) -> Result<Option<Id>, ProblemKind> {
        match owner {
            Owner::Id(id) => Ok(Some(*id)),
            Owner::Name(name) => self.named(&ResourceType::Users, name, None).map(Some),
            Owner::FirstListed if self.cli > CliVersion::V2_0 => {
                self.first_user.map(Some).ok_or(ProblemKind::OwnerUnknown)
            }
            Owner::FirstListed | Owner::Caller => Ok(self.caller),
        }
    }

    fn permission(&self, grant: &Grant, own: Id) -> Result<Permission, ProblemKind> {
        if grant.resource == ResourceType::Instance {
            return Err(ProblemKind::InstanceNotGrantable { preset_of: None });
        }
        if !self.types.is_empty() && !self.types.contains(&grant.resource) {
            return Err(ProblemKind::TypeUnknownToServer(grant.resource.clone()));
        }
        let scope = match &grant.reach {
            Reach::TypeFlag => match grant.resource {
                ResourceType::Orgs | ResourceType::Users if !self.cli.scopes_orgs_and_users() => Scope::Everywhere,
                _ => Scope::Org(own),
            },
            Reach::Everywhere => Scope::Everywhere,
            Reach::Org(org) => Scope::Org(self.org(org, Some(own))?),
            Reach::Object { id, org } => {
                let org = org.as_ref().map(|org| self.org(org, Some(own))).transpose()?;
                Scope::Object { id: *id, org }
            }
            Reach::Named { name, org } => {
                let org = self.org(org, Some(own))?;
                let id = self.named(&grant.resource, name, Some(org))?;
                // Organizations and users belong to no organization.
                let of_org = !matches!(grant.resource, ResourceType::Orgs | ResourceType::Users);
                Scope::Object { id, org: of_org.then_some(org) }
            }
        };
        // The server compares only after everything else, but its answer is certain.
        match scope.org() {
            Some(org) if org != own => Err(ProblemKind::OtherOrganization(org)),
            _ => Ok(Permission::new(grant.action, grant.resource.clone(), scope)),
        }
    }
}

/// What came of looking everything up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedUp {
    /// The organization, if it was found.
    pub org: Option<Id>,
    /// The owner, if it was found; none within means the caller, where that is not known.
    pub user: Option<Option<Id>>,
    /// The permissions that became exact.
    pub permissions: Vec<Permission>,
    /// What did not, and why.
    pub problems: Vec<Problem>,
}

impl Draft {
    /// As much of the request as can be made exact, for a form that a person goes on with.
    pub fn look_up(&self, resolver: &Resolver<'_>) -> LookedUp {
        let mut problems: Vec<Problem> = match self.versions().is_empty() {
            true => Vec::new(),
            false => self.refusals(resolver.cli).cloned().collect(),
        };
        let mut failed = |span: Span, kind: ProblemKind| problems.push(Problem { span, kind });
        let org = resolver.org(&self.org, resolver.org).map_err(|kind| failed(self.span, kind)).ok();
        let user = resolver.owner(&self.owner).map_err(|kind| failed(self.span, kind)).ok();
        let mut permissions = Vec::new();
        if let Some(org) = org {
            match &self.grants {
                Grants::Operator(span) => match operator(resolver.types, resolver.cli) {
                    Ok(list) => permissions = list,
                    Err(kind) => failed(*span, kind),
                },
                Grants::AllAccess(span) => {
                    // An owner who was not found is a problem already.
                    let list = user.map(|user| {
                        user.ok_or(ProblemKind::OwnerUnknown)
                            .and_then(|user| all_access(resolver.types, resolver.cli, org, user))
                    });
                    match list {
                        Some(Ok(list)) => permissions = list,
                        Some(Err(kind)) => failed(*span, kind),
                        None => {}
                    }
                }
                Grants::List(grants) => {
                    for grant in grants {
                        match resolver.permission(grant, org) {
                            Ok(permission) => permissions.push(permission),
                            Err(kind) => failed(grant.span, kind),
                        }
                    }
                }
            }
        }
        if self.list().is_empty() && matches!(self.grants, Grants::List(_)) {
            failed(self.span, ProblemKind::NoPermissions);
        }
        LookedUp { org, user, permissions, problems }
    }
}

/// The types that a preset of this version names, in the server's order.
fn preset_types(types: &[ResourceType], cli: CliVersion) -> Result<Vec<&ResourceType>, ProblemKind> {
    if types.is_empty() {
        return Err(ProblemKind::TypesUnknown);
    }
    // Servers list `instance` from 2.4 on and never grant it; CLIs before 2.5 ask for it all the same.
    if types.contains(&ResourceType::Instance) && !cli.presets_skip_instance() {
        return Err(ProblemKind::InstanceNotGrantable { preset_of: Some(cli) });
    }
    Ok(types.iter().filter(|resource| resource.is_grantable()).collect())
}

/// What `--operator` of this version sends to a server that lists these types.
pub(crate) fn operator(types: &[ResourceType], cli: CliVersion) -> Result<Vec<Permission>, ProblemKind> {
    let both =
        |resource: &&ResourceType| Action::BOTH.map(|action| Permission::everywhere(action, (*resource).clone()));
    Ok(preset_types(types, cli)?.iter().flat_map(both).collect())
}

/// What `--all-access` of this version sends to a server that lists these types.
pub(crate) fn all_access(
    types: &[ResourceType],
    cli: CliVersion,
    org: Id,
    user: Id,
) -> Result<Vec<Permission>, ProblemKind> {
    let mut permissions = Vec::new();
    for resource in preset_types(types, cli)? {
        for action in Action::BOTH {
            let scope = match resource {
                // The organization itself can be seen but not renamed or deleted.
                ResourceType::Orgs if action == Action::Write => continue,
                ResourceType::Orgs => Scope::Object { id: org, org: None },
                ResourceType::Users => Scope::Object { id: user, org: None },
                _ => Scope::Org(org),
            };
            permissions.push(Permission::new(action, resource.clone(), scope));
        }
    }
    Ok(permissions)
}
