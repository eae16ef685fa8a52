//! The permissions of a token, as the server writes them and wants them.

use super::plain::{self, On};
use super::wire;
use crate::Names;
use crate::permission::{Action, GrowingSet, OtherPermission, Permission, PermissionSet, ResourceType, Scope};
use console_core::http::entries::Entry;
use console_core::http::json;
use console_core::http::plain::Unread;
use serde_json::value::RawValue;

/// The permissions of one token, as far as they were read.
#[derive(Debug, Default)]
pub(super) struct Permissions {
    known: GrowingSet,
    others: Vec<OtherPermission>,
    are_unreadable: bool,
    /// What the last one is on, and how that was written.
    on: Option<(ResourceType, Scope)>,
    written: Vec<u8>,
}

impl Permissions {
    /// Reads those that stand in one entry.
    pub(super) fn take<'a>(&mut self, all: impl Iterator<Item = &'a wire::Permission<'a>>, names: &mut Names) {
        let mut before = None;
        for permission in all {
            let (resource, scope) = from_wire_resource(&permission.resource, before, names);
            self.add(&permission.action, resource, scope);
            before = Some(&permission.resource);
        }
    }

    /// Whether there is one that can't be read: that costs the whole token.
    pub(super) const fn are_unreadable(&self) -> bool {
        self.are_unreadable
    }

    /// Them all, and beside them those with an action that nobody knows.
    pub(super) fn finish(self) -> (PermissionSet, Vec<OtherPermission>) {
        (self.known.finish(), self.others)
    }

    fn add(&mut self, action: &str, resource: ResourceType, scope: Scope) {
        match Action::parse(action) {
            Some(action) => self.known.push(Permission::new(action, resource, scope)),
            None => self.others.push(OtherPermission { action: action.into(), resource, scope }),
        }
    }

    /// Reads the one with which these bytes begin, of a token that has so many that they are read as they come.
    pub(super) fn read(&mut self, bytes: &[u8], names: &mut Names) -> Entry {
        let (action, on, length) = match plain::part(bytes, &self.written) {
            Ok(part) => part,
            Err(Unread::Unfinished) => return Entry::Unfinished,
            Err(Unread::Unusual) => return self.read_unusual(bytes, names),
        };
        if let On::Other(resource, written) = on {
            self.on = Some(from_wire_resource(&resource, None, names));
            self.written.clear();
            self.written.extend_from_slice(written);
        }
        if let Some((resource, scope)) = self.on.clone() {
            self.add(action, resource, scope);
        }
        Entry::Read(length)
    }

    fn read_unusual(&mut self, bytes: &[u8], names: &mut Names) -> Entry {
        let read = match json::first::<wire::Permission<'_>>(bytes) {
            Ok((permission, length)) => Ok((Some(permission), length)),
            Err(error) if error.is_eof() => Err(error),
            Err(_) => json::first::<&RawValue>(bytes).map(|(_, length)| (None, length)),
        };
        match read {
            // A number may go on behind the last byte.
            Ok((_, length)) if length == bytes.len() => Entry::Unfinished,
            Ok((Some(wire), length)) => {
                let (resource, scope) = from_wire_resource(&wire.resource, None, names);
                self.add(&wire.action, resource, scope);
                Entry::Read(length)
            }
            Ok((None, length)) => {
                self.are_unreadable = true;
                Entry::Read(length)
            }
            Err(error) if error.is_eof() => Entry::Unfinished,
            Err(_) => Entry::Broken,
        }
    }
}

/// `before` is what the permission before this one was on: the two are often on the same, whose names are known then.
fn from_wire_resource(
    wire: &wire::Resource<'_>,
    before: Option<&wire::Resource<'_>>,
    names: &mut Names,
) -> (ResourceType, Scope) {
    let resource = ResourceType::parse(&wire.kind);
    let is_known =
        |same: fn(&wire::Resource<'_>, &wire::Resource<'_>) -> bool| before.is_some_and(|before| same(before, wire));
    if let (Some(id), Some(name)) = (wire.id, &wire.name)
        && !is_known(|a, b| a.id == b.id && a.name.as_deref() == b.name.as_deref() && *a.kind == *b.kind)
    {
        names.insert(&resource, id, name);
    }
    if let (Some(id), Some(name)) = (wire.org_id, &wire.org)
        && !is_known(|a, b| a.org_id == b.org_id && a.org.as_deref() == b.org.as_deref())
    {
        names.insert(&ResourceType::Orgs, id, name);
    }
    let scope = match (wire.id, wire.org_id) {
        (Some(id), org) => Scope::Object { id, org },
        (None, Some(org)) => Scope::Org(org),
        (None, None) => Scope::Everywhere,
    };
    (resource, scope)
}

/// As they stand in a request.
pub(super) fn wire_permissions(permissions: &[Permission]) -> Vec<wire::NewPermission<'_>> {
    permissions.iter().map(to_wire_permission).collect()
}

fn to_wire_permission(permission: &Permission) -> wire::NewPermission<'_> {
    wire::NewPermission {
        action: permission.action.as_str(),
        resource: wire::NewResource {
            kind: permission.resource.as_str(),
            id: permission.scope.object().map(|id| id.to_string()),
            org_id: permission.scope.org().map(|id| id.to_string()),
        },
    }
}
