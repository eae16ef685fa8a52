//! `/api/v2/me`: the caller's own user and its password (`NewHTTPMeHandler` in `tenant/http_server_user.go`).

use super::{passwords, users};
use crate::answer::{Answer, ok};
use crate::call::{Call, Caller};
use crate::manner::chi;
use crate::world::World;
use axum::http::Method;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => users::readable(world, caller, caller.user).and_then(|user| ok(users::shape(user))),
        (&Method::PUT, ["password"]) => passwords::change(world, call, caller, None),
        (_, [] | ["password"]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}
