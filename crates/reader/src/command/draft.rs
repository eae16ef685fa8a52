//! A request for a new token as a person wrote it: names not looked up yet, ids not checked against a server.

use super::{CliVersion, CliVersions, Problem, Span};
use influxdb2::Id;
use influxdb2::authorization::Status;
use influxdb2::permission::{Action, ResourceType};
use std::collections::BTreeSet;

/// A request for a new token, as far as the text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The organization that the token shall belong to.
    pub org: OrgRef,
    /// Who shall own the token.
    pub owner: Owner,
    /// The description; empty if there is none.
    pub description: String,
    /// Whether it shall work from the start.
    pub status: Status,
    /// What it shall grant.
    pub grants: Grants,
    /// What keeps some versions of the CLI from taking the text; empty for text that is no command.
    pub limits: Vec<Limit>,
    /// The place of the whole request.
    pub span: Span,
}

/// An organization as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrgRef {
    /// By id.
    Id(Id),
    /// By name.
    Name(String),
    /// Not said: a request then means the organization of the active profile, a permission that of its request.
    NotSaid,
}

/// The owner as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// By id.
    Id(Id),
    /// By name.
    Name(String),
    /// Not said in a command. CLIs from 2.1 on then take the first user that the caller may see; 2.0 takes the caller.
    FirstListed,
    /// Not said in a request: the server takes the caller.
    Caller,
}

/// What is to be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grants {
    /// `--all-access`: everything in one organization, as the server lists its types when the command runs.
    AllAccess(Span),
    /// `--operator`: everything in every organization, as the server lists its types when the command runs.
    Operator(Span),
    /// One by one, in the order in which the request carries them.
    List(Vec<Grant>),
}

impl Grants {
    /// Puts all places elsewhere.
    pub(crate) fn move_to(&mut self, place: &dyn Fn(Span) -> Span) {
        match self {
            Self::AllAccess(span) | Self::Operator(span) => *span = place(*span),
            Self::List(grants) => grants.iter_mut().for_each(|grant| grant.span = place(grant.span)),
        }
    }
}

/// One permission as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Read or write.
    pub action: Action,
    /// The type of resource.
    pub resource: ResourceType,
    /// Which resources of the type.
    pub reach: Reach,
    /// Where it is written.
    pub span: Span,
}

/// The reach of a permission as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A flag for a whole type. For `orgs` and `users` it depends on the CLI what that means.
    TypeFlag,
    /// Every organization.
    Everywhere,
    /// All of the type in one organization.
    Org(OrgRef),
    /// One object by id.
    Object {
        /// The object.
        id: Id,
        /// The organization that is written with it; `None` where the permission names none.
        org: Option<OrgRef>,
    },
    /// One object by name, which no server takes.
    Named {
        /// The name.
        name: String,
        /// The organization to look in.
        org: OrgRef,
    },
}

/// The places in the list of the grants that say the same as an earlier one.
pub(crate) fn repetitions(list: &[Grant]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let repeated = |index: &usize| {
        let grant = &list[*index];
        !seen.insert((grant.action, &grant.resource, &grant.reach))
    };
    (0..list.len()).filter(repeated).collect()
}

/// Something that only some versions of the CLI take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The versions that take it.
    pub versions: CliVersions,
    /// What all others say.
    pub problem: Problem,
}

/// A name that has to be looked up before a draft can be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The type of object.
    pub resource: ResourceType,
    /// Its name.
    pub name: &'a str,
    /// The organization in which to look, where that matters.
    pub org: Option<&'a OrgRef>,
}

impl Draft {
    /// The versions of the CLI that take the whole command; all of them for text that is no command.
    pub fn versions(&self) -> CliVersions {
        self.limits.iter().fold(CliVersions::ALL, |versions, limit| versions.and(limit.versions))
    }

    /// The version to read the command as: the newest that takes it, or the newest of all where none does.
    pub fn best_version(&self) -> CliVersion {
        self.versions().newest().unwrap_or(CliVersion::NEWEST)
    }

    /// What this version of the CLI says against the command.
    pub fn refusals(&self, cli: CliVersion) -> impl Iterator<Item = &Problem> {
        self.limits.iter().filter(move |limit| !limit.versions.contains(cli)).map(|limit| &limit.problem)
    }

    /// The grants of a list; none for the presets.
    pub fn list(&self) -> &[Grant] {
        match &self.grants {
            Grants::List(grants) => grants,
            Grants::AllAccess(_) | Grants::Operator(_) => &[],
        }
    }

    /// Whether nothing is granted so far.
    pub fn grants_nothing(&self) -> bool {
        matches!(&self.grants, Grants::List(grants) if grants.is_empty())
    }

    /// The names that have to be looked up.
    pub fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut wanted = Vec::new();
        want_org(&mut wanted, &self.org);
        if let Owner::Name(name) = &self.owner {
            want(&mut wanted, Wanted { resource: ResourceType::Users, name, org: None });
        }
        for grant in self.list() {
            match &grant.reach {
                Reach::Org(org) | Reach::Object { org: Some(org), .. } => want_org(&mut wanted, org),
                Reach::Named { name, org } => {
                    want_org(&mut wanted, org);
                    let org = if *org == OrgRef::NotSaid { &self.org } else { org };
                    want(&mut wanted, Wanted { resource: grant.resource.clone(), name, org: Some(org) });
                }
                Reach::TypeFlag | Reach::Everywhere | Reach::Object { org: None, .. } => {}
            }
        }
        wanted
    }
}

fn want_org<'a>(wanted: &mut Vec<Wanted<'a>>, org: &'a OrgRef) {
    if let OrgRef::Name(name) = org {
        want(wanted, Wanted { resource: ResourceType::Orgs, name, org: None });
    }
}

fn want<'a>(wanted: &mut Vec<Wanted<'a>>, one: Wanted<'a>) {
    if !wanted.contains(&one) {
        wanted.push(one);
    }
}
