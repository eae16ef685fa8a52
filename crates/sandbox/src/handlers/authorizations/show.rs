//! How authorizations are shown: names resolved with the server's own rights, secrets as the version
//! shows them, things that are gone left without a name.

use crate::answer::{Answer, Handled, Refusal, Reply};
use crate::id::Id;
use crate::model::{Authorization, LegacyAuthorization, Status, Store};
use crate::permission::{Permission, ResourceType};
use crate::profile::Secrets;
use crate::wire::{Style, Writer};
use crate::world::World;

/// Where authorizations live.
pub const PATH: &str = "/api/v2/authorizations";

/// Where 1.x authorizations live.
pub const LEGACY_PATH: &str = "/private/legacy/authorizations";

/// What both kinds show.
struct Shown<'a> {
    path: &'static str,
    id: Id,
    token: &'a str,
    status: Status,
    description: &'a str,
    org: Id,
    user: Id,
    permissions: &'a [Permission],
    created_at: &'a str,
    updated_at: &'a str,
}

impl<'a> Shown<'a> {
    fn of(world: &World, a: &'a Authorization, secret: Option<&'a str>) -> Self {
        let stored = match world.profile.secrets {
            Secrets::Shown => a.token.as_deref().unwrap_or(""),
            Secrets::Hashed => "",
            Secrets::Redacted => "redacted",
        };
        Self {
            path: PATH,
            id: a.id,
            token: secret.unwrap_or(stored),
            status: a.status,
            description: &a.description,
            org: a.org,
            user: a.user,
            permissions: &a.permissions,
            created_at: &a.created_at,
            updated_at: &a.updated_at,
        }
    }

    fn of_legacy(a: &'a LegacyAuthorization) -> Self {
        Self {
            path: LEGACY_PATH,
            id: a.id,
            token: &a.token,
            status: a.status,
            description: &a.description,
            org: a.org,
            user: a.user,
            permissions: &a.permissions,
            created_at: &a.created_at,
            updated_at: &a.updated_at,
        }
    }

    /// Writes it, unless its organization or user is gone.
    fn write(&self, store: &Store, w: &mut Writer) -> Result<(), Refusal> {
        let org = store.org(self.org)?;
        let user = store.user(self.user)?;
        let (id, user_id) = (self.id.digits(), self.user.digits());
        w.begin_object();
        w.plain_member("id", &[&id]);
        w.text_member("token", self.token);
        w.text_member("status", self.status.name());
        w.text_member("description", self.description);
        w.plain_member("orgID", &[&self.org.digits()]);
        w.text_member("org", &org.name);
        w.plain_member("userID", &[&user_id]);
        w.text_member("user", &user.name);
        w.key("permissions");
        w.begin_array();
        for permission in self.permissions {
            write_permission(store, w, permission);
        }
        w.end_array();
        w.key("links");
        w.begin_object();
        w.plain_member("self", &[self.path.as_bytes(), b"/", &id]);
        w.plain_member("user", &[b"/api/v2/users/", &user_id]);
        w.end_object();
        w.text_member("createdAt", self.created_at);
        w.text_member("updatedAt", self.updated_at);
        w.end_object();
        Ok(())
    }
}

/// Writes one permission with the names of what it is about.
///
/// Where the thing itself is gone, the organization's name is left out as well.
fn write_permission(store: &Store, w: &mut Writer, p: &Permission) {
    w.begin_object();
    w.text_member("action", p.action.name());
    w.key("resource");
    w.begin_object();
    w.text_member("type", p.kind.name());
    if let Some(id) = p.id {
        w.plain_member("id", &[&id.digits()]);
    }
    if let Some(org) = p.org {
        w.plain_member("orgID", &[&org.digits()]);
    }
    let name = p.id.map_or(Name::Nameless, |id| name_of(store, p.kind, id));
    if let Name::Known(name) = name {
        w.text_member("name", name);
    }
    if !matches!(name, Name::Gone)
        && let Some(org) = p.org.and_then(|org| store.orgs.get(&org))
    {
        w.text_member("org", &org.name);
    }
    w.end_object();
    w.end_object();
}

enum Name<'a> {
    Known(&'a str),
    /// The type has names, but nothing has this id.
    Gone,
    /// The server does not look names of this type up.
    Nameless,
}

fn name_of(store: &Store, kind: ResourceType, id: Id) -> Name<'_> {
    let name = match kind {
        ResourceType::Buckets => store.buckets.get(&id).map(|b| b.name.as_str()),
        ResourceType::Orgs => store.orgs.get(&id).map(|o| o.name.as_str()),
        ResourceType::Users => store.users.get(&id).map(|u| u.name.as_str()),
        _ => return Name::Nameless,
    };
    match name {
        // An empty name is left out, as Go leaves out every empty optional member.
        Some("") => Name::Nameless,
        Some(name) => Name::Known(name),
        None => Name::Gone,
    }
}

fn list_of<'a>(store: &Store, path: &str, items: impl Iterator<Item = Shown<'a>>) -> Vec<u8> {
    // One item takes a bit more than a kilobyte; room for all at once spares copying millions of bytes.
    let (items, expected) = (items.collect::<Vec<_>>(), 1536);
    let mut w = Writer::new(Style::Indented, 1024 + expected * items.len());
    w.begin_object();
    w.key("links");
    w.begin_object();
    w.text_member("self", path);
    w.end_object();
    w.key("authorizations");
    w.begin_array();
    for item in items {
        // Those whose organization or user is gone are silently left out of lists.
        let _orphan = item.write(store, &mut w);
    }
    w.end_array();
    w.end_object();
    w.finish()
}

/// A list as bytes.
pub fn list<'a>(world: &World, items: impl Iterator<Item = &'a Authorization>) -> Vec<u8> {
    list_of(&world.store, PATH, items.map(|a| Shown::of(world, a, None)))
}

/// A list of 1.x authorizations as bytes.
pub fn legacy_list<'a>(store: &Store, items: impl Iterator<Item = &'a LegacyAuthorization>) -> Vec<u8> {
    list_of(store, LEGACY_PATH, items.map(Shown::of_legacy))
}

/// One authorization, with its secret if the answer may show it.
pub fn one(world: &World, status: u16, a: &Authorization, secret: Option<&str>) -> Handled {
    single(&world.store, status, &Shown::of(world, a, secret))
}

/// One 1.x authorization.
pub fn legacy_one(store: &Store, status: u16, a: &LegacyAuthorization) -> Handled {
    single(store, status, &Shown::of_legacy(a))
}

fn single(store: &Store, status: u16, shown: &Shown<'_>) -> Handled {
    let mut w = Writer::new(Style::Indented, 4096);
    shown.write(store, &mut w)?;
    Ok(Reply::Finished(Answer::written(status, w.finish())))
}

/// Permissions as a bare array of values, without names.
pub fn bare_permissions(permissions: &[Permission]) -> serde_json::Value {
    permissions
        .iter()
        .map(|p| {
            let mut resource = serde_json::Map::new();
            resource.insert("type".into(), p.kind.name().into());
            if let Some(id) = p.id {
                resource.insert("id".into(), id.to_string().into());
            }
            if let Some(org) = p.org {
                resource.insert("orgID".into(), org.to_string().into());
            }
            serde_json::json!({"action": p.action.name(), "resource": resource})
        })
        .collect()
}
