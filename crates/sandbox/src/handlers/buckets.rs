//! `/api/v2/buckets`. The page is cut before rights filter it, so a restricted caller's pages can be
//! short or empty while later ones have items.

use super::{below, labels};
use crate::answer::{Answer, Code, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Bucket, BucketType, Durations, Store, check_bucket_name};
use crate::moment;
use crate::permission::{Action, Permission, ResourceType};
use crate::query::Paging;
use crate::world::World;
use axum::http::Method;
use serde_json::{Map, Value, json};

/// Where buckets live.
const PATH: &str = "/api/v2/buckets";

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => find(world, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, caller, id),
        (_, [] | [_]) => return Answer::empty(405),
        (_, [id, list @ ("members" | "owners" | "labels"), rest @ ..]) => {
            let parent = parent(world, caller, id);
            return below::serve_on_chi(world, call, caller, ResourceType::Buckets, parent, list, rest);
        }
        _ => return Answer::page_not_found(),
    })
}

/// The bucket above members, owners and labels, with its organization.
fn parent(world: &World, caller: &Caller, id: &str) -> Result<(Id, Id), Refusal> {
    let id = Id::parse(id).map_err(|e| Refusal::invalid(e.message()).within("corrupt ID provided"))?;
    let hidden = || Refusal::not_found("404 page not found");
    let bucket = world.store.bucket(id).map_err(|_| hidden())?;
    caller.rights.require(read_right(bucket)).map_err(|_| hidden())?;
    Ok((id, bucket.org))
}

/// The right that reading a bucket takes: a system bucket is guarded by its organization.
pub fn read_right(bucket: &Bucket) -> Permission {
    match bucket.bucket_type {
        BucketType::User => Permission::at(Action::Read, ResourceType::Buckets, bucket.id, bucket.org),
        BucketType::System => Permission::on(Action::Read, ResourceType::Orgs, bucket.org),
    }
}

/// The right that changing or filling a bucket takes.
pub fn write_right(bucket: &Bucket) -> Permission {
    Permission::at(Action::Write, ResourceType::Buckets, bucket.id, bucket.org)
}

/// A bucket as it is shown to a caller, with its labels.
fn shape_with_labels(store: &Store, caller: &Caller, bucket: &Bucket) -> Value {
    let right = Permission::at(Action::Read, ResourceType::Buckets, bucket.id, bucket.org);
    let mut shape = shape(bucket);
    shape["labels"] = labels::readable(store, caller, &right, bucket.id).into();
    shape
}

/// A bucket as it is shown where it is made or changed: without labels, even where it has some
/// (`handlePatchBucket` in `tenant/http_server_bucket.go`).
pub fn shape(bucket: &Bucket) -> Value {
    let Bucket { id, org, .. } = *bucket;
    let mut shape = Map::new();
    shape.insert("id".into(), id.to_string().into());
    shape.insert("orgID".into(), org.to_string().into());
    shape.insert("type".into(), bucket.bucket_type.name().into());
    if !bucket.description.is_empty() {
        shape.insert("description".into(), bucket.description.clone().into());
    }
    shape.insert("name".into(), bucket.name.clone().into());
    if !bucket.retention_policy.is_empty() {
        shape.insert("rp".into(), bucket.retention_policy.clone().into());
    }
    let rule = json!({
        "type": "expire",
        "everySeconds": bucket.retention,
        "shardGroupDurationSeconds": bucket.shard_group,
    });
    let rules = if bucket.retention > 0 || bucket.shard_group > 0 { vec![rule] } else { Vec::new() };
    let rest = json!({
        "retentionRules": rules,
        "createdAt": bucket.created_at,
        "updatedAt": bucket.updated_at,
        "links": {
            "labels": format!("{PATH}/{id}/labels"),
            "members": format!("{PATH}/{id}/members"),
            "org": format!("/api/v2/orgs/{org}"),
            "owners": format!("{PATH}/{id}/owners"),
            "self": format!("{PATH}/{id}"),
            "write": format!("/api/v2/write?org={org}&bucket={id}"),
        },
        "labels": [],
    });
    if let Value::Object(rest) = rest {
        shape.extend(rest);
    }
    Value::Object(shape)
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let paging = Paging::read(&call.query)?;
    let org_id = call.query.id("orgID")?;
    let org_name = call.query.get("org");
    let name = call.query.get("name");
    let id = call.query.id("id")?;
    let found = match id {
        Some(id) => vec![store.bucket(id)?],
        None => {
            let org = match (org_id, org_name) {
                (Some(org), _) => Some(org),
                (None, Some(name)) => Some(store.org_named(name)?.id),
                (None, None) => None,
            };
            match (org, name) {
                (Some(org), Some(name)) => vec![store.bucket_named(org, name)?],
                (Some(org), None) => page_of_org(store, &paging, org),
                (None, name) => page_of_all(store, &paging, name)?,
            }
        }
    };
    let visible: Vec<_> = found
        .into_iter()
        .filter(|bucket| caller.rights.holds(&read_right(bucket)))
        .map(|bucket| shape_with_labels(store, caller, bucket))
        .collect();
    let filter = [
        ("id", id.map(|id| id.to_string())),
        ("bucket", name.map(str::to_owned)),
        ("orgID", org_id.map(|id| id.to_string())),
        ("org", org_name.map(str::to_owned)),
    ];
    ok(json!({"links": paging.links(PATH, &filter, visible.len()), "buckets": visible}))
}

/// One page of an organization, in the order of names.
///
/// The offset is counted first; only then does the search for `after` begin.
fn page_of_org<'a>(store: &'a Store, paging: &Paging, org: Id) -> Vec<&'a Bucket> {
    let all = store.buckets_of(org);
    if paging.descending { page_of(all.rev(), paging) } else { page_of(all, paging) }
}

/// Nothing behind the page is looked at: a client that asks for a thousand pages must not wait for a thousand lists.
fn page_of<'a>(all: impl Iterator<Item = &'a Bucket>, paging: &Paging) -> Vec<&'a Bucket> {
    let mut rest = all.skip(usize::try_from(paging.offset).unwrap_or(0));
    if let Some(after) = paging.after {
        rest.find(|bucket| bucket.id == after);
    }
    rest.take(paging.limit).collect()
}

/// One page of everything, in the order of ids.
///
/// The offset counts buckets of other names too, the limit only those that fit.
fn page_of_all<'a>(store: &'a Store, paging: &Paging, name: Option<&str>) -> Result<Vec<&'a Bucket>, Refusal> {
    let Some(name) = name else {
        return paging.page_by_id(store.buckets.iter().map(|(id, bucket)| (*id, bucket)));
    };
    let everything = Paging { limit: usize::MAX, ..paging.clone() };
    let found = everything.page_by_id(store.buckets.iter().map(|(id, bucket)| (*id, bucket)))?;
    Ok(found.into_iter().filter(|bucket| bucket.name == name).take(paging.limit).collect())
}

fn read_rules(fields: &mut Fields) -> Vec<Durations> {
    let mut rules = Vec::new();
    fields.structs("retentionRules", "[]tenant.retentionRule", "retentionRule", "tenant.retentionRule", |rule| {
        rules.push(Durations {
            retention: rule.integer("everySeconds", "int64"),
            shard_group: rule.integer("shardGroupDurationSeconds", "int64"),
        });
    });
    rules
}

/// The one rule that there may be.
fn one_rule(rules: &[Durations]) -> Result<Durations, Refusal> {
    let unprocessable = |words| Err(Refusal::new(Code::Unprocessable, words));
    if rules.len() > 1 {
        return unprocessable("buckets cannot have more than one retention rule at this time");
    }
    let rule = rules.first().copied().unwrap_or_default();
    if rule.retention.is_some_and(|s| s < 0) {
        return unprocessable("expiration seconds cannot be negative");
    }
    if rule.shard_group.is_some_and(|s| s < 0) {
        return unprocessable("shard-group duration seconds cannot be negative");
    }
    Ok(rule)
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "tenant", "postBucketRequest")?;
        let org = fields.id("orgID");
        let name = fields.text("name").unwrap_or_default();
        let description = fields.text("description").unwrap_or_default();
        let policy = fields.text("rp").unwrap_or_default();
        let rules = read_rules(&mut fields);
        fields.done().map(|()| (org, name, description, policy, rules))
    };
    let (org, name, description, policy, rules) = read().map_err(DecodeError::unmarshal)?;
    let org = org.ok_or_else(|| Refusal::invalid("organization id must be provided"))?;
    let rule = one_rule(&rules)?;
    caller.rights.require(Permission::in_org(Action::Write, ResourceType::Buckets, org))?;
    check_bucket_name(&name)?;
    let id = world.store.create_bucket(org, BucketType::User, &name, &description, rule, &moment::now())?;
    if let Some(bucket) = world.store.buckets.get_mut(&id) {
        bucket.retention_policy = policy;
    }
    created(shape(world.store.bucket(id)?))
}

fn find(world: &World, caller: &Caller, id: &str) -> Handled {
    let bucket = world.store.bucket(Id::parse(id)?)?;
    caller.rights.require(read_right(bucket))?;
    ok(shape_with_labels(&world.store, caller, bucket))
}

fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    let read = || {
        let mut fields = Fields::read(&call.body, "tenant", "bucketUpdate")?;
        let name = fields.text("name");
        let description = fields.text("description");
        let rules = read_rules(&mut fields);
        fields.done().map(|()| (name, description, rules))
    };
    let (name, description, rules) = read().map_err(DecodeError::unmarshal)?;
    let rule = one_rule(&rules)?;
    let bucket = world.store.bucket(id)?;
    // A new name makes the handler look the bucket up first, with the caller's right to read it.
    if name.is_some() {
        caller.rights.require(read_right(bucket))?;
    }
    caller.rights.require(write_right(bucket))?;
    world.store.check_durations(id, rule)?;
    if let Some(name) = name {
        world.store.rename_bucket(id, &name)?;
    }
    if let Some(bucket) = world.store.buckets.get_mut(&id) {
        if let Some(description) = description {
            bucket.description = description;
        }
        // What is shown is what was asked for, although the engine keeps no shard group below an hour.
        bucket.retention = rule.retention.unwrap_or(bucket.retention);
        bucket.shard_group = rule.shard_group.unwrap_or(bucket.shard_group);
        bucket.updated_at = moment::now();
    }
    ok(shape(world.store.bucket(id)?))
}

fn delete(world: &mut World, caller: &Caller, id: &str) -> Handled {
    let id = Id::parse(id)?;
    caller.rights.require(write_right(world.store.bucket(id)?))?;
    world.store.delete_bucket(id)?;
    Ok(Reply::NoContent)
}
