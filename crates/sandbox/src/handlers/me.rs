//! `/api/v2/me`: the caller's own user. The server mounts the users' handlers here a second time.

use super::users;
use crate::answer::{Answer, ok};
use crate::call::{Call, Caller};
use crate::route::chi;
use crate::world::World;
use axum::http::Method;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    match (&call.method, rest) {
        (&Method::GET, []) => chi(users::readable(world, caller, caller.user).and_then(|user| ok(users::shape(user)))),
        _ => users::serve(world, call, caller, rest),
    }
}
