//! From a request to the handler of its path: which paths exist, which need nobody signed in, and what
//! a path or method that does not exist gets.
//!
//! The server is made of two routers with different manners: resources on chi answer in plain text or
//! not at all where a path or method is unknown, those on httprouter answer in JSON.

use crate::answer::{Answer, finish};
use crate::authenticate::authenticate;
use crate::call::{Call, Caller};
use crate::cors;
use crate::handlers::{
    authorizations, buckets, checks, config, dashboards, dbrps, documents, labels, legacy, me, notebooks,
    notification_endpoints, notification_rules, onboarding, orgs, probes, query, remotes, replications, scrapers,
    sessions, sources, stacks, streams, tasks, telegrafs, users, v1, variables, write,
};
use crate::manner::{httprouter, no_such_path};
use crate::wire::Style;
use crate::world::World;
use axum::http::Method;

/// Whether a path belongs to the API tree, where CORS and authentication apply.
pub fn in_api_tree(path: &str) -> bool {
    path.starts_with("/api/v2") || path.starts_with("/private/") || path.starts_with("/v1")
}

/// Whether the server itself answers a path, so that no page can be served there.
pub fn is_server_path(path: &str) -> bool {
    in_api_tree(path)
        || matches!(
            path,
            "/health" | "/health/" | "/ready" | "/ready/" | "/metrics/" | "/ping" | "/metrics" | "/query" | "/write"
        )
}

/// The methods that chi knows. Any other is refused before everything else, CORS included.
const METHODS: [Method; 9] = [
    Method::CONNECT,
    Method::DELETE,
    Method::GET,
    Method::HEAD,
    Method::OPTIONS,
    Method::PATCH,
    Method::POST,
    Method::PUT,
    Method::TRACE,
];

/// Answers a request.
pub fn answer(world: &mut World, call: &Call) -> Answer {
    let answer = if !METHODS.contains(&call.method) {
        Answer::empty(405)
    } else if in_api_tree(&call.path) {
        match cors::preflight(call) {
            Some(answer) => answer,
            None => cors::allow(call, api(world, call)),
        }
    } else {
        outside(world, call)
    };
    probes::with_version(world, call, answer)
}

/// Paths of the server outside the API tree.
fn outside(world: &mut World, call: &Call) -> Answer {
    // InfluxDB 2.9.1 does not mind a slash behind these three.
    let path = match call.path.as_str() {
        "/health/" | "/ready/" | "/metrics/" => &call.path[..call.path.len() - 1],
        path => path,
    };
    match path {
        "/health" => probes::health(world),
        "/ready" => probes::ready(world),
        "/ping" => probes::ping(call),
        "/metrics" => probes::metrics(world),
        "/query" => v1::query(world, call),
        "/write" => v1::write(world, call),
        _ => probes::no_assets(),
    }
}

/// Paths that are answered without knowing the caller; matched before a trailing slash is dropped.
fn open(world: &mut World, call: &Call, path: &str) -> Option<Answer> {
    let (style, handled) = match (&call.method, path) {
        (&Method::GET, "/api/v2") => (Style::Compact, probes::links()),
        (&Method::GET, "/api/v2/setup") => (Style::Indented, onboarding::allowed(world)),
        (&Method::POST, "/api/v2/setup") => (Style::Indented, onboarding::onboard(world, call)),
        (&Method::POST, "/api/v2/signin") => (Style::Indented, sessions::sign_in(world, call)),
        (&Method::POST, "/api/v2/signout") => (Style::Indented, sessions::sign_out(world, call)),
        (&Method::GET, "/api/v2/swagger.json") => (Style::Compact, probes::contract()),
        _ => return None,
    };
    Some(finish(style, handled))
}

fn api(world: &mut World, call: &Call) -> Answer {
    if let Some(answer) = open(world, call, &call.path) {
        return answer;
    }
    let caller = match authenticate(world, call) {
        Ok(caller) => caller,
        Err(refusal) => return refusal.answer(Style::Compact),
    };
    if let Some(answer) = slash_too_many(call) {
        return answer;
    }
    let path = call.path.strip_suffix('/').unwrap_or(&call.path);
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match segments.as_slice() {
        // The links are given for any method to who is known; only `GET` is open to all.
        ["api", "v2"] => httprouter(probes::links()),
        ["api", "v2", resource, rest @ ..] => resource_in_v2(world, call, &caller, resource, rest),
        ["api", "v2private", resource, rest @ ..] if world.profile.notebooks => match *resource {
            "notebooks" => notebooks::serve(world, call, &caller, rest),
            "streams" => streams::serve(world, call, &caller, rest),
            "annotations" => streams::serve_annotations(world, call, &caller, rest),
            _ => no_such_path(),
        },
        ["private", "legacy", "authorizations", rest @ ..] => legacy::serve(world, call, &caller, rest),
        _ => no_such_path(),
    }
}

/// The resources on httprouter whose lists are made at and read from one path.
const ON_HTTPROUTER: [&str; 8] =
    ["checks", "notificationEndpoints", "notificationRules", "scrapers", "sources", "tasks", "telegrafs", "variables"];

/// What httprouter makes of a slash at the end, where chi would not mind it: it sends the caller on to the
/// path without the slash if that takes the method, `GET` with 301 and a page, others with 308 alone.
fn slash_too_many(call: &Call) -> Option<Answer> {
    let path = call.path.strip_suffix('/')?;
    let (resource, below) = path.strip_prefix("/api/v2/").map(|rest| rest.split_once('/').unwrap_or((rest, "")))?;
    let posted_to = matches!(resource, "query" | "write") && call.method != Method::POST;
    if !ON_HTTPROUTER.contains(&resource) && !posted_to {
        return None;
    }
    let address = call.query.after(path);
    Some(match call.method {
        _ if posted_to || !below.is_empty() => no_such_path(),
        Method::GET => Answer::empty(301)
            .with("content-type", "text/html; charset=utf-8")
            .with("location", address.as_str())
            .body(format!("<a href=\"{}\">Moved Permanently</a>.\n\n", address.replace('&', "&amp;")).into_bytes()),
        Method::POST => Answer::empty(308).with("location", address),
        _ => no_such_path(),
    })
}

fn resource_in_v2(world: &mut World, call: &Call, caller: &Caller, resource: &str, rest: &[&str]) -> Answer {
    match resource {
        "authorizations" => authorizations::serve(world, call, caller, rest),
        "buckets" => buckets::serve(world, call, caller, rest),
        "checks" => checks::RESOURCE.serve(world, call, caller, rest),
        "config" if world.profile.config => config::serve(world, call, caller, rest),
        "dashboards" => dashboards::serve(world, call, caller, rest),
        "dbrps" => dbrps::serve(world, call, caller, rest),
        "delete" => write::serve_delete(world, call, caller, rest),
        "documents" => documents::serve(world, call, caller, rest),
        "flags" => probes::flags(rest),
        "labels" => labels::serve(world, call, caller, rest),
        "me" => me::serve(world, call, caller, rest),
        "notificationEndpoints" => notification_endpoints::RESOURCE.serve(world, call, caller, rest),
        "notificationRules" => notification_rules::RESOURCE.serve(world, call, caller, rest),
        "orgs" => orgs::serve(world, call, caller, rest),
        "query" => query::serve(world, call, caller, rest),
        "remotes" if world.profile.remotes => remotes::serve(world, call, caller, rest),
        "replications" if world.profile.remotes => replications::serve(world, call, caller, rest),
        "resources" => probes::resources(world, rest),
        "scrapers" => scrapers::RESOURCE.serve(world, call, caller, rest),
        "setup" if world.profile.setup_user && rest == ["user"] => onboarding::serve_user(world, call, caller),
        // Who is known gets here with a trailing slash, which the list of open paths does not have.
        "setup" | "signin" | "signout" if rest.is_empty() => {
            let path = format!("/api/v2/{resource}");
            open(world, call, &path).unwrap_or_else(|| Answer::empty(405))
        }
        "setup" => Answer::page_not_found(),
        "sources" => sources::serve(world, call, caller, rest),
        "stacks" => stacks::serve(call, caller, rest),
        "tasks" => tasks::serve(world, call, caller, rest),
        "telegrafs" => telegrafs::serve(world, call, caller, rest),
        "templates" => stacks::serve_templates(rest),
        "users" => users::serve(world, call, caller, rest),
        "variables" => variables::RESOURCE.serve(world, call, caller, rest),
        "write" => write::serve(world, call, caller, rest),
        _ => no_such_path(),
    }
}
