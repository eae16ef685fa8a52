//! `/api/v2/scrapers`.

use super::buckets::write_right;
use super::objects::{self, Shape};
use super::resource::Resource;
use crate::answer::{Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::DecodeError;
use crate::id::Id;
use crate::model::{Kind, Object, Store};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Scrapers;
const PATH: &str = "/api/v2/scrapers";

/// How it is served.
pub const RESOURCE: Resource = Resource { kind: KIND, changed_by: &[Method::PATCH], list, create, shape };

fn shape(store: &Store, scraper: &Object) -> Value {
    let bucket = Id::parse(scraper.text("bucketID")).ok();
    let bucket_name = bucket.and_then(|id| store.buckets.get(&id)).map_or("", |b| b.name.as_str());
    let org_name = store.orgs.get(&scraper.org).map_or("", |org| org.name.as_str());
    let mut shape = Shape::of(scraper)
        .stored_or(scraper, "name", "")
        .stored_or(scraper, "type", "prometheus")
        .stored_or(scraper, "url", "")
        .org(scraper)
        .stored_or(scraper, "bucketID", "")
        .with("org", org_name)
        .with("bucket", bucket_name)
        .links(PATH, scraper, &["members", "owners"])
        .done();
    shape["links"]["bucket"] = format!("/api/v2/buckets/{}", scraper.text("bucketID")).into();
    shape["links"]["organization"] = format!("/api/v2/orgs/{}", scraper.org).into();
    shape
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let query = &call.query;
    let org = objects::org_filter(&world.store, query)?;
    let ids: Vec<&str> = query.all("id").collect();
    let found = objects::visible(world, caller, KIND, |s| {
        org.is_none_or(|org| s.org == org)
            && query.get("name").is_none_or(|name| s.text("name") == name)
            && (ids.is_empty() || ids.contains(&s.id.to_string().as_str()))
    });
    let shown: Vec<_> = found.into_iter().map(|s| shape(&world.store, s)).collect();
    ok(json!({"links": {"self": PATH}, "configurations": shown}))
}

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let (members, org) = objects::read(call, "ScraperTarget").map_err(DecodeError::hidden)?;
    let org = org.ok_or_else(objects::no_org)?;
    let bucket = members
        .get("bucketID")
        .and_then(Value::as_str)
        .and_then(|text| Id::parse(text).ok())
        .ok_or_else(|| Refusal::invalid("bucket id is invalid"))?;
    caller.rights.require(objects::right_to_make(KIND, org))?;
    // What is scraped is written into the bucket, so the right to write it is asked for too.
    caller.rights.require(write_right(world.store.bucket(bucket)?))?;
    let id = objects::store(world, caller, KIND, org, members);
    created(shape(&world.store, objects::by_id(&world.store, KIND, &id.to_string())?))
}
