//! The organization, user, buckets and servers that the tests speak of.

use influxdb2::authorization::NewAuthorization;
use influxdb2::permission::{Action, Permission, ResourceType, Scope};
use influxdb2::{Id, Names};
use reader::command::{CliVersion, Draft, Found, Problem, Reading, Resolver, Shell, Target, read_anything};

pub const ORG: &str = "00000000000000aa";
pub const USER: &str = "00000000000000bb";
pub const B1: &str = "0000000000000001";
pub const B2: &str = "0000000000000002";

pub fn id(text: &str) -> Id {
    Id::parse(text).expect("a valid id")
}

/// The types that an OSS server of this minor version lists, in its order.
pub fn types(minor: u32) -> Vec<ResourceType> {
    let count = match minor {
        0 => 18,
        1 => 20,
        2 | 3 => 22,
        _ => 23,
    };
    ResourceType::KNOWN[..count].to_vec()
}

pub fn find(resource: &ResourceType, name: &str, org: Option<Id>) -> Found {
    let own = org == Some(id(ORG));
    match (resource, name) {
        (ResourceType::Orgs, "my-org") => Found::One(id(ORG)),
        (ResourceType::Users, "alice") => Found::One(id(USER)),
        (ResourceType::Buckets, "telegraf") if own => Found::One(id(B1)),
        (ResourceType::Buckets, "twin") => Found::Several(2),
        _ => Found::Nothing,
    }
}

pub fn resolver(types: &[ResourceType], cli: CliVersion) -> Resolver<'_> {
    Resolver { types, cli, org: None, caller: Some(id(USER)), first_user: None, find: &find }
}

/// The request that a draft makes exactly, as the form takes it; the problems where it does not.
pub fn exact(draft: &Draft, resolver: &Resolver<'_>) -> Result<NewAuthorization, Vec<Problem>> {
    let looked = draft.look_up(resolver);
    match (looked.org, looked.user) {
        (Some(org), Some(user)) if looked.problems.is_empty() => Ok(NewAuthorization {
            org,
            user,
            status: draft.status,
            description: draft.description.clone(),
            permissions: looked.permissions,
        }),
        _ => Err(looked.problems),
    }
}

pub fn names() -> Names {
    let mut names = Names::default();
    names.insert(&ResourceType::Users, id(USER), "alice");
    names.insert(&ResourceType::Orgs, id(ORG), "my-org");
    names
}

pub fn target<'a>(types: &'a [ResourceType], names: &'a Names, shell: Shell, cli: CliVersion) -> Target<'a> {
    Target { types, names, caller: None, shell, cli }
}

/// Reads a command that has no problem.
pub fn read_well(text: &str) -> Reading {
    let reading = read_anything(text);
    assert!(reading.problems.is_empty(), "{text}\n{:?}", reading.problems);
    reading
}

pub fn in_org(action: Action, resource: ResourceType) -> Permission {
    Permission::in_org(action, resource, id(ORG))
}

pub fn bucket(action: Action, bucket: &str) -> Permission {
    Permission::on_object(action, ResourceType::Buckets, id(bucket), id(ORG))
}

pub fn object(action: Action, resource: ResourceType, object: &str) -> Permission {
    Permission::new(action, resource, Scope::Object { id: id(object), org: None })
}
