//! A request from a link, taken into the form: by ids that are known here, then by names.

use super::lookup::{Lookup, Match, fill};
use super::{Prefill, PrefillContext, Remark, Weight, few};
use console_core::sort::{self, set_of};
use console_core::text::natural;
use influxdb2::api::objects::has_objects;
use influxdb2::draft::Recipient;
use influxdb2::link::{LinkedOwner, LinkedReach, LinkedRequest, ReadLink};
use influxdb2::object::Object;
use influxdb2::permission::{Permission, ResourceType, Scope};
use influxdb2::session::Named;
use std::collections::{BTreeMap, BTreeSet};

/// The organization of the link, by its id or else by its name, if it can be seen.
pub(super) fn seen_org<'a>(wanted: &Named, orgs: &'a [Named]) -> Option<&'a Named> {
    let by_name = || orgs.iter().find(|org| org.name == wanted.name);
    orgs.iter().find(|org| org.id == wanted.id).or_else(by_name)
}

/// The types with objects that the link names, and users where the owner is not the caller.
pub(super) fn types(request: &LinkedRequest, me: &Named) -> BTreeSet<ResourceType> {
    let single = request.grants.iter().filter(|grant| matches!(grant.reach, LinkedReach::Object(_)));
    let mut types = set_of(single.map(|grant| &grant.resource).filter(|resource| has_objects(resource)).cloned());
    if matches!(&request.owner, LinkedOwner::User(user) if user.id != me.id) {
        types.insert(ResourceType::Users);
    }
    types.remove(&ResourceType::Orgs);
    types
}

/// Takes the link in.
pub(super) fn take_in(link: &ReadLink, known: &PrefillContext<'_>) -> Prefill {
    let request = &link.request;
    let mut remarks: Vec<Remark> = link.unread.iter().map(|text| Remark::new(Weight::Problem, text.as_str())).collect();
    let org = match seen_org(&request.org, known.orgs) {
        Some(org) => org,
        None => {
            let wanted =
                if request.org.name.is_empty() { request.org.id.to_string() } else { request.org.name.clone() };
            let here = &known.here.name;
            remarks.push(Remark::new(
                Weight::Problem,
                format!("You see no organization {wanted}. The link was read for {here}, the organization in use."),
            ));
            known.here
        }
    };
    let types = types(request, known.me);
    let orgs: Vec<Object> =
        known.orgs.iter().map(|org| Object { id: org.id, name: org.name.as_str().into(), system: false }).collect();
    let mut lookup = Lookup::new(&types, known, &orgs);
    remarks.append(&mut lookup.failures);
    let permissions = permissions(request, org, known, &lookup, &mut remarks);
    let (mut filled, more) = fill(org, permissions, &lookup);
    remarks.extend(more);
    match owner(&request.owner, known, &lookup) {
        Ok((recipient, note)) => {
            filled.draft.recipient = recipient;
            remarks.extend(note);
        }
        Err(remark) => remarks.push(remark),
    }
    filled.draft.status = request.status;
    filled.draft.description = request.description.clone();
    Prefill { form: Some(filled), remarks }
}

fn permissions(
    request: &LinkedRequest,
    org: &Named,
    known: &PrefillContext<'_>,
    lookup: &Lookup<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Permission> {
    let mut permissions = Vec::new();
    let mut by_name: BTreeMap<&ResourceType, BTreeSet<&str>> = BTreeMap::new();
    let mut ambiguous: BTreeMap<&ResourceType, BTreeSet<&str>> = BTreeMap::new();
    let mut strange: BTreeSet<&ResourceType> = BTreeSet::new();
    for grant in &request.grants {
        let resource = &grant.resource;
        if !resource.is_grantable() || !known.types.contains(resource) {
            strange.insert(resource);
            continue;
        }
        let scope = match &grant.reach {
            LinkedReach::Everywhere => Scope::Everywhere,
            LinkedReach::Org => Scope::Org(org.id),
            LinkedReach::Object(object) => {
                let listed = lookup.lists(resource, object.id) != Some(false);
                let id = match lookup.named(resource, &object.name) {
                    _ if listed => object.id,
                    Match::One(id) => {
                        by_name.entry(resource).or_default().insert(&object.name);
                        id
                    }
                    Match::Several(_) => {
                        ambiguous.entry(resource).or_default().insert(&object.name);
                        continue;
                    }
                    Match::None => object.id,
                };
                Scope::Object { id, org: Some(org.id) }
            }
        };
        permissions.push(Permission::new(grant.action, resource.clone(), of_type(resource, scope)));
    }
    for resource in strange {
        let text = format!("The link grants “{resource}”, which no token of this server can hold. It was left out.");
        remarks.push(Remark::new(Weight::Problem, text));
    }
    let listed = |names: BTreeSet<&str>| {
        let mut names: Vec<&str> = names.into_iter().collect();
        sort::sort_by(&mut names, |a, b| natural::compare(a, b));
        few(names.into_iter().map(str::to_owned))
    };
    for (resource, names) in by_name {
        let text = format!(
            "The ids of these {} are unknown here; they were found by name: {}.",
            resource.plural(),
            listed(names)
        );
        remarks.push(Remark::new(Weight::Surprise, text));
    }
    for (resource, names) in ambiguous {
        let text = format!(
            "The ids of these {} are unknown here, and several have the same name. Tick those that are meant: {}.",
            resource.plural(),
            listed(names)
        );
        remarks.push(Remark::new(Weight::Problem, text));
    }
    permissions
}

/// Organizations and users are granted without naming an organization.
fn of_type(resource: &ResourceType, scope: Scope) -> Scope {
    match (resource, scope) {
        (ResourceType::Orgs | ResourceType::Users, Scope::Object { id, .. }) => Scope::Object { id, org: None },
        _ => scope,
    }
}

fn owner(
    wanted: &LinkedOwner,
    known: &PrefillContext<'_>,
    lookup: &Lookup<'_>,
) -> Result<(Recipient, Option<Remark>), Remark> {
    let problem = |text: String| Remark::new(Weight::Problem, text);
    let user = match wanted {
        LinkedOwner::New(name) => return Ok((Recipient::New(name.clone()), None)),
        LinkedOwner::NotSaid => {
            return Err(problem("The link does not say who shall own the token. The form gives it to you.".to_owned()));
        }
        LinkedOwner::User(user) => user,
    };
    let Err(unknown) = lookup.recipient(user.id, known.me).map(|recipient| match recipient {
        // Where users can't be listed, the link's own word is all there is.
        Recipient::Other(other) if other.name == other.id.to_string() && !user.name.is_empty() => {
            Recipient::Other(user.clone())
        }
        recipient => recipient,
    }) else {
        return lookup.recipient(user.id, known.me).map(|recipient| (recipient, None));
    };
    match lookup.named(&ResourceType::Users, &user.name) {
        Match::One(id) => {
            let text = format!("The owner’s id is unknown here; the user {} was found by name.", user.name);
            lookup.recipient(id, known.me).map(|recipient| (recipient, Some(Remark::new(Weight::Surprise, text))))
        }
        Match::None | Match::Several(_) if user.name.is_empty() => Err(unknown),
        Match::None | Match::Several(_) => {
            Err(problem(format!("You see no user {} here. The form gives the token to you instead.", user.name)))
        }
    }
}
