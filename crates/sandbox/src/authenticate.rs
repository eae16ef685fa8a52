//! Who is calling: a token in the header, else a session's cookie.
//!
//! As in the server, a header that parses as a token decides alone, even when the token is wrong; and
//! whether a token is inactive is not asked here but at each check of a right.

use crate::answer::{Code, Refusal};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::permission::Rights;
use crate::world::World;
use axum::http::header;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::time::{Duration, Instant};

/// Each request moves a session's end to at least so far from now.
const RENEWED_FOR: Duration = Duration::from_secs(5 * 60);

/// The refusal of everybody who is not known.
pub fn not_authenticated() -> Refusal {
    Refusal::unauthorized("unauthorized access")
}

/// Finds out who calls.
pub fn authenticate(world: &mut World, call: &Call) -> Result<Caller, Refusal> {
    let caller = match token_of(world, call) {
        Some(token) => by_token(world, token)?,
        None => by_session(world, call)?,
    };
    match world.store.users.get(&caller.user) {
        Some(user) if user.is_active() => Ok(caller),
        _ => Err(Refusal::new(Code::Forbidden, "User is inactive")),
    }
}

/// The token in the header, if its scheme is one that this version takes.
fn token_of<'a>(world: &World, call: &'a Call) -> Option<&'a str> {
    let value = call.header(header::AUTHORIZATION)?.trim();
    let (scheme, token) = value.split_once(' ')?;
    let known = if world.profile.bearer {
        scheme.eq_ignore_ascii_case("token") || scheme.eq_ignore_ascii_case("bearer")
    } else {
        scheme == "Token"
    };
    known.then_some(token)
}

fn by_token(world: &World, token: &str) -> Result<Caller, Refusal> {
    if has_jwt_shape(token) {
        return Err(not_authenticated());
    }
    let authorization = world.store.authorization_by_token(token).ok_or_else(not_authenticated)?;
    Ok(Caller { user: authorization.user, rights: authorization.rights() })
}

/// Whether a text is a signed web token; the server tries those against an empty key store and stops.
fn has_jwt_shape(token: &str) -> bool {
    let parts: Vec<_> = token.split('.').collect();
    parts.len() == 3
        && parts[..2].iter().all(|part| {
            URL_SAFE_NO_PAD
                .decode(part)
                .is_ok_and(|bytes| serde_json::from_slice::<serde_json::Map<_, _>>(&bytes).is_ok())
        })
}

fn by_session(world: &mut World, call: &Call) -> Result<Caller, Refusal> {
    let key = call.cookie(world.profile.cookie.name).ok_or_else(not_authenticated)?;
    let now = Instant::now();
    let session =
        world.store.sessions.get_mut(key).filter(|session| session.expires > now).ok_or_else(not_authenticated)?;
    session.expires = session.expires.max(now + RENEWED_FOR);
    let user = session.user;
    Ok(Caller { user, rights: session_rights(world, user) })
}

/// What a session of this user may do: its memberships, itself, and the union of all that its
/// authorizations hold, be they active or not.
fn session_rights(world: &World, user: Id) -> Rights {
    let mut rights = Rights::of(&world.store.permissions_of_user(&world.profile, user));
    for authorization in world.store.authorizations.values() {
        if authorization.user == user {
            rights.add(&authorization.permissions);
        }
    }
    rights
}
