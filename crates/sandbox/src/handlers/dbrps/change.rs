//! Making, changing and removing mappings: a database has one default among its mappings, and losing it
//! passes it on (`dbrp/service.go`).

use super::super::buckets::{read_right, write_right};
use super::super::objects;
use super::{KIND, bucket_of, named, no_org, org_named, parse_id, right, shape, stored};
use crate::answer::{Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::Fields;
use crate::id::Id;
use crate::model::{Object, Store};
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use serde_json::{Value, json};

fn taken() -> Refusal {
    Refusal::conflict("another DBRP mapping with same orgID, db, and rp exists")
}

/// Makes one.
pub fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "dbrp", "createDBRPRequest")?;
        let org = fields.text("orgID").filter(|id| !id.is_empty());
        let org_name = fields.text("org");
        let bucket = fields.text("bucketID").unwrap_or_default();
        let database = fields.text("database").unwrap_or_default();
        let policy = fields.text("retention_policy").unwrap_or_default();
        let default = fields.flag("default").unwrap_or(false);
        let members = fields.members().clone();
        fields.done().map(|()| (org, org_name, bucket, database, policy, default, members))
    };
    let (org, org_name, bucket, database, policy, default, mut members) =
        read().map_err(|e| e.prefixed("invalid json structure"))?;
    let store = &world.store;
    let org = match (org, org_name) {
        (Some(org), _) => parse_id("org", &org)?,
        (None, Some(name)) => org_named(store, &name)?,
        (None, None) => return Err(no_org()),
    };
    let bucket = parse_id("bucket", &bucket)?;
    caller.rights.require(Permission::at(Action::Write, ResourceType::Buckets, bucket, org))?;
    // Looking the bucket up takes the right to read it as well.
    caller.rights.require(read_right(store.bucket(bucket)?))?;
    let same = |m: &&Object| m.org == org && m.text("database") == database;
    if store.objects_of(KIND).filter(same).any(|m| m.text("retention_policy") == policy) {
        return Err(taken());
    }
    let first = !store.objects_of(KIND).any(|m| same(&m));
    if default {
        make_default(&mut world.store, org, &database, None);
    }
    members.insert("default".into(), (default || first).into());
    let id = objects::store(world, caller, KIND, org, members);
    created(shape(objects::by_id(&world.store, KIND, &id.to_string())?))
}

/// Lets one mapping of a database be the default and no other.
fn make_default(store: &mut Store, org: Id, database: &str, chosen: Option<Id>) {
    for mapping in store.objects.entry(KIND).or_default().values_mut() {
        if mapping.org == org && mapping.text("database") == database {
            mapping.members.insert("default".into(), (Some(mapping.id) == chosen).into());
        }
    }
}

/// Lets the first other mapping of a database be the default, if there is one.
fn pass_default_on(store: &mut Store, mapping: &Object) {
    let database = mapping.text("database");
    let same = |m: &&Object| m.org == mapping.org && m.id != mapping.id && m.text("database") == database;
    let next = store.objects_of(KIND).find(same).map(|m| m.id);
    if next.is_some() {
        make_default(store, mapping.org, database, next);
    }
}

/// Changes one; it is looked up, with the right to read it, before the body is read.
pub fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let (id, org) = named(&world.store, &call.query, id)?;
    let mapping = stored(&world.store, id, org)?.clone();
    caller.rights.require(right(Action::Read, &mapping))?;
    let read = || {
        let mut fields = Fields::read(&call.body, "", "")?;
        let default = fields.flag("default");
        let policy = fields.text("retention_policy");
        fields.done().map(|()| (default, policy))
    };
    let (default, policy) = read().map_err(|e| e.prefixed("invalid json structure"))?;
    caller.rights.require(right(Action::Write, &mapping))?;
    let database = mapping.text("database");
    let policy = policy.unwrap_or_else(|| mapping.text("retention_policy").to_owned());
    let is_taken = |m: &Object| {
        m.id != id && m.org == org && m.text("database") == database && m.text("retention_policy") == policy
    };
    if world.store.objects_of(KIND).any(is_taken) {
        return Err(taken());
    }
    let was_default = mapping.members.get("default") == Some(&Value::Bool(true));
    let default = default.unwrap_or(was_default);
    if let Some(stored) = world.store.objects.entry(KIND).or_default().get_mut(&id) {
        stored.members.insert("retention_policy".into(), policy.into());
    }
    match (was_default, default) {
        (_, true) => make_default(&mut world.store, org, database, Some(id)),
        (true, false) => pass_default_on(&mut world.store, &mapping),
        (false, false) => {}
    }
    // The answer shows what was asked for, although a database's only mapping stays its default.
    let mut changed = shape(stored(&world.store, id, org)?);
    changed["default"] = default.into();
    ok(json!({"content": changed}))
}

/// Removes a mapping; one that is not there is no error, and a bucket's own cannot be removed.
pub fn delete(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let (id, org) = named(&world.store, &call.query, id)?;
    if let Ok(mapping) = stored(&world.store, id, org).cloned() {
        let needed = bucket_of(&mapping)
            .and_then(|bucket| world.store.buckets.get(&bucket))
            .map_or_else(|| right(Action::Write, &mapping), write_right);
        caller.rights.require(needed)?;
        if mapping.members.get("default") == Some(&Value::Bool(true)) {
            pass_default_on(&mut world.store, &mapping);
        }
        world.store.delete_object(KIND, id);
    }
    Ok(Reply::NoContent)
}
