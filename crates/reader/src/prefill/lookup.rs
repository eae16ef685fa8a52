//! The lists of the server, for looking up names and ids.

use super::{Filled, PrefillContext, Remark, Weight, few};
use console_core::sort::set_of;
use console_core::text::number;
use influxdb2::draft::{Draft, Origin, Recipient};
use influxdb2::names_list::Directory;
use influxdb2::object::Object;
use influxdb2::permission::{Permission, PermissionSet, ResourceType};
use influxdb2::selection::Selection;
use influxdb2::session::Named;
use influxdb2::{Id, Names, Remote};
use std::collections::{BTreeMap, BTreeSet};

/// What a list says about a name.
pub(super) enum Match {
    One(Id),
    None,
    Several(usize),
}

/// The lists that were loaded, and a remark for each that was not.
pub(super) struct Lookup<'a> {
    lists: BTreeMap<&'a ResourceType, (&'a [Object], Directory<'a>)>,
    pub failures: Vec<Remark>,
}

impl<'a> Lookup<'a> {
    /// `orgs` are the organizations as objects, which every session knows.
    pub fn new(types: &'a BTreeSet<ResourceType>, known: &PrefillContext<'a>, orgs: &'a [Object]) -> Self {
        let mut lists = BTreeMap::from([(&ResourceType::Orgs, (orgs, Directory::new(orgs)))]);
        let mut failures = Vec::new();
        for resource in types {
            match known.objects.get(resource) {
                Some(Remote::Ready(objects)) => {
                    lists.insert(resource, (objects, Directory::new(objects)));
                }
                Some(Remote::Failed(error)) => failures.push(Remark::new(
                    Weight::Problem,
                    format!(
                        "The {} could not be loaded, so names and ids of them were not checked. {error}",
                        resource.plural()
                    ),
                )),
                _ => {}
            }
        }
        Self { lists, failures }
    }

    pub fn named(&self, resource: &ResourceType, name: &str) -> Match {
        match self.lists.get(resource).map_or(&[][..], |(_, list)| list.named(name)) {
            [] => Match::None,
            [one] => Match::One(*one),
            several => Match::Several(several.len()),
        }
    }

    /// Whether a listed object has another name than this one.
    pub fn disagrees(&self, resource: &ResourceType, id: Id, name: &str) -> bool {
        self.lists.get(resource).is_some_and(|(_, list)| list.has(id) && !list.named(name).contains(&id))
    }

    /// Whether an object is listed; `None` where there is no list.
    pub fn lists(&self, resource: &ResourceType, id: Id) -> Option<bool> {
        self.lists.get(resource).map(|(_, list)| list.has(id))
    }

    /// The names of what is granted, and remarks on ids that no list has.
    pub fn names(&self, permissions: &[Permission]) -> (Names, Vec<Remark>) {
        let mut wanted: BTreeMap<&ResourceType, BTreeSet<Id>> = BTreeMap::new();
        for permission in permissions {
            if let Some(id) = permission.scope.object() {
                wanted.entry(&permission.resource).or_default().insert(id);
            }
        }
        let mut names = Names::default();
        let mut remarks = Vec::new();
        for (resource, mut ids) in wanted {
            let Some((objects, _)) = self.lists.get(resource) else { continue };
            for object in *objects {
                if ids.remove(&object.id) && !object.name.is_empty() {
                    names.insert(resource, object.id, &object.name);
                }
            }
            let (what, it) = match ids.len() {
                0 => continue,
                1 => (format!("1 {} is not known here", resource.singular()), "It"),
                count => (format!("{} {} are not known here", number(count), resource.plural()), "They"),
            };
            let listed = few(ids.iter().map(Id::to_string));
            remarks.push(Remark::new(
                Weight::Surprise,
                format!("{what}: {listed}. {it} may be deleted, of another server, or hidden from your credential."),
            ));
        }
        (names, remarks)
    }

    /// The user with this id as the owner of the form's token.
    pub fn recipient(&self, user: Id, me: &Named) -> Result<Recipient, Remark> {
        if user == me.id {
            return Ok(Recipient::Me);
        }
        let Some((users, _)) = self.lists.get(&ResourceType::Users) else {
            return Ok(Recipient::Other(Named { id: user, name: user.to_string() }));
        };
        match users.iter().find(|listed| listed.id == user) {
            Some(found) => Ok(Recipient::Other(Named { id: user, name: found.name.to_string() })),
            None => Err(Remark::new(
                Weight::Problem,
                format!("You see no user with the id {user}. The form gives the token to you instead."),
            )),
        }
    }
}

/// The form that grants these permissions, with remarks on what it writes differently.
pub(super) fn fill(org: &Named, permissions: Vec<Permission>, lookup: &Lookup<'_>) -> (Filled, Vec<Remark>) {
    let (names, mut remarks) = lookup.names(&permissions);
    let asked: PermissionSet = permissions.into_iter().collect();
    let (selection, _) = Selection::read(&asked, org.id);
    let mut draft = Draft::new(org.id);
    draft.selection = selection;
    let sent = draft.permissions();
    let changed: Vec<&Permission> = asked.iter().filter(|permission| !sent.contains(permission)).collect();
    // An object that is written with another organization, or with none, is the same object.
    let object = |permission: &Permission| {
        permission.scope.object().map(|id| (permission.action, permission.resource.clone(), id))
    };
    let objects = set_of(sent.iter().filter_map(object));
    let rewritten = changed.iter().filter(|one| object(one).is_some_and(|one| objects.contains(&one))).count();
    if rewritten > 0 {
        let what =
            if rewritten == 1 { "1 single object is".to_owned() } else { format!("{rewritten} single objects are") };
        remarks.push(Remark::new(
            Weight::Note,
            format!("{what} granted with the organization written as this console writes it. That grants the same."),
        ));
    }
    let included = changed.len() - rewritten;
    if included > 0 {
        let what = if included == 1 { "1 permission is".to_owned() } else { format!("{included} permissions are") };
        remarks.push(Remark::new(Weight::Note, format!("{what} part of a wider one and will not be sent on its own.")));
    }
    draft.origin = Some(Origin::Text { permissions: sent });
    (Filled { draft, org: org.clone(), names }, remarks)
}
