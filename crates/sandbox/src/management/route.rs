//! From a request to its handler: where the API is in this profile, who may ask, and the data plane beside it.

use super::answers::{Handled, Refusal, finish};
use super::cluster::Cluster;
use super::demo::{ACCOUNT, AUDITOR_TOKEN, CLUSTER, MANAGEMENT_TOKEN};
use super::profile::Paths;
use super::{data, databases, tokens, uuid};
use crate::answer::Answer;
use crate::call::Call;
use axum::http::{Method, header};

const PREFIX: &str = "/api/v0/";

/// Whether the server itself answers a path, so that no page can be served there.
pub fn is_server_path(path: &str) -> bool {
    path.starts_with("/api/") || data::is_path(path)
}

/// Answers a request.
pub fn answer(cluster: &mut Cluster, call: &Call) -> Answer {
    if data::is_path(&call.path) {
        return data::answer(cluster, call);
    }
    match call.path.strip_prefix(PREFIX) {
        Some(path) if cluster.profile.paths != Paths::None => managed(cluster, call, path),
        _ => nothing_here(),
    }
}

/// What stands before a cluster, and knows no such path.
fn nothing_here() -> Answer {
    Answer::text(404, "default backend - 404")
}

fn managed(cluster: &mut Cluster, call: &Call, path: &str) -> Answer {
    let segments: Vec<&str> = path.split('/').collect();
    let (ids, rest) = match (cluster.profile.paths, segments.as_slice()) {
        (Paths::AnyAccount | Paths::OwnAccount, ["accounts", account, "clusters", id, rest @ ..]) => {
            (Some([*account, *id]), rest)
        }
        (Paths::Flat, rest) => (None, rest),
        _ => return nothing_here(),
    };
    let own = cluster.profile.paths == Paths::OwnAccount;
    let allowed = may(call).and_then(|()| match ids {
        Some(ids) if !ids.iter().all(|id| uuid::is(id)) => Err(Refusal::BadRequest),
        Some(ids) if own && ids != [ACCOUNT, CLUSTER] => Err(Refusal::NotFound),
        _ => Ok(()),
    });
    let handled: Option<Handled> = match (allowed, rest) {
        (Err(refusal), _) => Some(Err(refusal)),
        (Ok(()), ["tokens", rest @ ..]) => tokens::serve(cluster, &call.method, &call.body, rest),
        (Ok(()), ["databases", rest @ ..]) => databases::serve(cluster, &call.method, &call.body, rest),
        _ => None,
    };
    handled.map_or_else(nothing_here, finish)
}

/// Management tokens come as Bearer. An auditor reads only; whatever else is given is not known.
fn may(call: &Call) -> Result<(), Refusal> {
    match call.header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer ")) {
        Some(MANAGEMENT_TOKEN) => Ok(()),
        Some(AUDITOR_TOKEN) if call.method == Method::GET => Ok(()),
        Some(AUDITOR_TOKEN) => Err(Refusal::Forbidden),
        _ => Err(Refusal::Unauthorized),
    }
}
