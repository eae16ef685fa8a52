//! What the resources have in common that a token console only lists: finding, changing, removing, and
//! the pieces of their answers. Each resource's module says how it is read and shown.

use crate::answer::{Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::model::{Kind, Object, Store};
use crate::moment;
use crate::permission::{Action, Permission};
use crate::query::{Paging, Query};
use crate::world::World;
use serde_json::{Map, Value};

/// The right that touching one object takes.
pub fn right(action: Action, kind: Kind, object: &Object) -> Permission {
    Permission::at(action, kind.resource_type(), object.id, object.org)
}

/// The right that making one takes.
pub fn right_to_make(kind: Kind, org: Id) -> Permission {
    Permission::in_org(Action::Write, kind.resource_type(), org)
}

/// An object by the id in the path, whatever the caller may do.
pub fn by_id<'a>(store: &'a Store, kind: Kind, id: &str) -> Result<&'a Object, Refusal> {
    let id = Id::parse(id)?;
    store.object(kind, id).ok_or_else(|| Refusal::not_found(kind.not_found(id)))
}

/// An object that the caller may touch in that way.
pub fn allowed<'a>(
    world: &'a World,
    caller: &Caller,
    action: Action,
    kind: Kind,
    id: &str,
) -> Result<&'a Object, Refusal> {
    let object = by_id(&world.store, kind, id)?;
    caller.rights.require(right(action, kind, object))?;
    Ok(object)
}

/// Those that the caller may read and that `wanted` takes, in the order of ids.
pub fn visible<'a>(world: &'a World, caller: &Caller, kind: Kind, wanted: impl Fn(&Object) -> bool) -> Vec<&'a Object> {
    world
        .store
        .objects_of(kind)
        .filter(|object| wanted(object))
        .filter(|object| caller.rights.holds(&right(Action::Read, kind, object)))
        .collect()
}

/// One page of those, cut before rights are asked. The stores of these resources know no `after`.
pub fn page<'a>(
    world: &'a World,
    caller: &Caller,
    kind: Kind,
    paging: &Paging,
    wanted: impl Fn(&Object) -> bool,
) -> Vec<&'a Object> {
    paging
        .page_without_after(world.store.objects_of(kind).filter(|object| wanted(object)))
        .into_iter()
        .filter(|object| caller.rights.holds(&right(Action::Read, kind, object)))
        .collect()
}

/// The organization that a list is narrowed to, by id or by name.
pub fn org_filter(store: &Store, query: &Query) -> Result<Option<Id>, Refusal> {
    match (query.id("orgID")?, query.get("org")) {
        (Some(id), _) => Ok(Some(id)),
        (None, Some(name)) => Ok(Some(store.org_named(name)?.id)),
        (None, None) => Ok(None),
    }
}

/// A parameter that is an id; a malformed one is refused with the parameter's name.
pub fn named_id(query: &Query, key: &str) -> Result<Option<Id>, Refusal> {
    query.id(key).map_err(|refusal| refusal.within(&format!("{key} is invalid")))
}

/// What making a thing gets when no organization is given: the right to check would have none either.
pub fn no_org() -> Refusal {
    Refusal::invalid("invalid org id for permission: invalid ID")
}

/// Reads a body whose members are kept as they came; `orgID` is read as an id.
pub fn read(call: &Call, name: &'static str) -> Result<(Map<String, Value>, Option<Id>), DecodeError> {
    let mut fields = Fields::read(&call.body, "influxdb", name)?;
    let org = fields.id("orgID");
    let _name = fields.text("name");
    let members = fields.members().clone();
    fields.done()?;
    Ok((members, org))
}

/// Refuses a body whose `type` is none of `known`; the server reads it alone before all the rest.
pub fn require_type(call: &Call, known: &[&str], words: &str) -> Result<(), Refusal> {
    let Ok(fields) = Fields::read(&call.body, "struct", "Type") else {
        return Err(Refusal::invalid(format!("unable to detect the {words} type from json")));
    };
    let given = fields.get("type").and_then(Value::as_str).unwrap_or("");
    if known.contains(&given) { Ok(()) } else { Err(Refusal::invalid(format!("invalid {words} type {given}"))) }
}

/// Stores a new object made by the caller.
pub fn store(world: &mut World, caller: &Caller, kind: Kind, org: Id, members: Map<String, Value>) -> Id {
    let id = world.store.ids.timed();
    let at = moment::now();
    let object = Object { id, org, owner: caller.user, members, created_at: at.clone(), updated_at: at };
    world.store.put_object(kind, object);
    id
}

/// Checks the right and stores a new object.
pub fn make(
    world: &mut World,
    caller: &Caller,
    kind: Kind,
    org: Id,
    members: Map<String, Value>,
) -> Result<Id, Refusal> {
    caller.rights.require(right_to_make(kind, org))?;
    Ok(store(world, caller, kind, org, members))
}

/// The Go struct that a change of this kind is read into.
fn update_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Checks => "CheckUpdate",
        Kind::Variables => "VariableUpdate",
        Kind::NotificationRules => "NotificationRuleUpdate",
        Kind::NotificationEndpoints => "NotificationEndpointUpdate",
        Kind::Remotes => "UpdateRemoteConnectionRequest",
        Kind::Replications => "UpdateReplicationRequest",
        _ => "Update",
    }
}

/// Whether a change must be allowed to read first, as the services of these kinds fetch what they change
/// with the caller's rights (`authorizer/check.go` and its like).
fn read_before_change(kind: Kind) -> bool {
    matches!(kind, Kind::Checks | Kind::Variables | Kind::NotificationEndpoints)
}

/// Merges the members of the body into an object that the caller may write.
pub fn change(world: &mut World, call: &Call, caller: &Caller, kind: Kind, id: &str) -> Result<Id, Refusal> {
    let read = || {
        let mut fields = Fields::read(&call.body, "influxdb", update_of(kind))?;
        let _name = fields.text("name");
        let members = fields.members().clone();
        fields.done().map(|()| members)
    };
    let members = read().map_err(|error| match kind {
        Kind::Remotes | Kind::Replications => error.unmarshal(),
        Kind::Telegrafs => error.hidden(),
        _ => error.invalid(),
    })?;
    if read_before_change(kind) {
        allowed(world, caller, Action::Read, kind, id)?;
    }
    let id = allowed(world, caller, Action::Write, kind, id)?.id;
    merge(&mut world.store, kind, id, &members);
    Ok(id)
}

/// Merges members into a stored object; what the server sets itself stays.
pub fn merge(store: &mut Store, kind: Kind, id: Id, members: &Map<String, Value>) {
    if let Some(object) = store.objects.get_mut(&kind).and_then(|all| all.get_mut(&id)) {
        for (key, value) in members {
            if !matches!(key.as_str(), "id" | "orgID" | "links" | "labels") {
                object.members.insert(key.clone(), value.clone());
            }
        }
        object.updated_at = moment::now();
    }
}

/// Removes an object that the caller may write.
pub fn delete(world: &mut World, caller: &Caller, kind: Kind, id: &str) -> Handled {
    let id = allowed(world, caller, Action::Write, kind, id)?.id;
    world.store.delete_object(kind, id);
    Ok(Reply::NoContent)
}

/// An answer's members, put together in order.
#[derive(Default, Debug)]
pub struct Shape(Map<String, Value>);

impl Shape {
    /// Begins with the id.
    pub fn of(object: &Object) -> Self {
        Self::default().with("id", object.id.to_string())
    }

    /// Adds a member.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Adds the organization's id.
    #[must_use]
    pub fn org(self, object: &Object) -> Self {
        self.with("orgID", object.org.to_string())
    }

    /// Adds a member as it is stored, or this value.
    #[must_use]
    pub fn stored_or(self, object: &Object, key: &str, default: impl Into<Value>) -> Self {
        let value = object.members.get(key).cloned().unwrap_or_else(|| default.into());
        self.with(key, value)
    }

    /// Adds a member as it is stored, unless it is absent or empty.
    #[must_use]
    pub fn stored(self, object: &Object, key: &str) -> Self {
        match object.members.get(key) {
            None | Some(Value::Null) => self,
            Some(Value::String(text)) if text.is_empty() => self,
            Some(value) => self.with(key, value.clone()),
        }
    }

    /// Adds the two times.
    #[must_use]
    pub fn times(self, object: &Object) -> Self {
        self.with("createdAt", object.created_at.clone()).with("updatedAt", object.updated_at.clone())
    }

    /// Adds links: `self`, then one for each name below it.
    #[must_use]
    pub fn links(self, path: &str, object: &Object, below: &[&str]) -> Self {
        let own = format!("{path}/{}", object.id);
        let mut links = Map::new();
        links.insert("self".to_owned(), own.clone().into());
        for name in below {
            links.insert((*name).to_owned(), format!("{own}/{name}").into());
        }
        self.with("links", links)
    }

    /// The finished value.
    pub fn done(self) -> Value {
        Value::Object(self.0)
    }
}
