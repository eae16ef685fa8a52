//! `/api/v2/query`: no Flux is run. Only which bucket is read is looked at, because that is where the
//! server has its surprise: a bucket named by id is not checked at all.

use super::buckets::read_right;
use super::write::org_of;
use crate::answer::{Answer, Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::manner::{httprouter, method_not_allowed, no_such_path};
use crate::world::World;
use axum::http::{Method, header};

/// Answers the one path.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    match (&call.method, rest) {
        // Answers may be compressed, so they say that they vary.
        (&Method::POST, []) => httprouter(query(world, call, caller)).with("vary", "Accept-Encoding"),
        (_, []) => method_not_allowed(&["POST"]),
        _ => no_such_path(),
    }
}

fn query(world: &World, call: &Call, caller: &Caller) -> Handled {
    let flux = text(call)?;
    if flux.is_empty() {
        return Err(Refusal::invalid("failed to decode query body: request body requires either query or AST"));
    }
    let org = org_of(&world.store, &call.query)?;
    if let Some(name) = argument(&flux, "bucket") {
        let bucket = world.store.bucket_named(org.id, &name).ok();
        if !bucket.is_some_and(|bucket| caller.rights.holds(&read_right(bucket))) {
            return Err(Refusal::not_found(format!(
                "failed to initialize execute state: could not find bucket \"{name}\""
            )));
        }
    }
    Ok(Reply::Finished(Answer::empty(200).with("content-type", "text/csv; charset=utf-8").body(b"\r\n".to_vec())))
}

fn text(call: &Call) -> Result<String, Refusal> {
    if call.header(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/vnd.flux")) {
        return Ok(String::from_utf8_lossy(&call.body).into_owned());
    }
    let read = || {
        let mut fields = Fields::read(&call.body, "http", "QueryRequest")?;
        let text = fields.text("query").unwrap_or_default();
        fields.done().map(|()| text)
    };
    read().map_err(|e: DecodeError| e.prefixed("failed to decode query body"))
}

/// The text argument `name` of the first `from`.
fn argument(flux: &str, name: &str) -> Option<String> {
    let inside = &flux[flux.find("from(")? + 5..];
    let inside = &inside[..inside.find(')')?];
    inside.split(',').find_map(|argument| {
        let (key, value) = argument.split_once(':')?;
        (key.trim() == name).then(|| value.trim().trim_matches('"').to_owned())
    })
}
