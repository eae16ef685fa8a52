//! Setting passwords: anybody's by an operator, one's own by knowing the old one.

use crate::answer::{Answer, Code, Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::permission::{Action, Permission, ResourceType};
use crate::profile::{PasswordRule, Profile};
use crate::wire::Style;
use crate::world::World;

/// Reads the password out of a body.
pub fn read(body: &[u8]) -> Result<String, Refusal> {
    decode(body, "passwordSetRequest").map_err(DecodeError::invalid)
}

fn decode(body: &[u8], name: &'static str) -> Result<String, DecodeError> {
    let mut fields = Fields::read(body, "tenant", name)?;
    let password = fields.text("password").unwrap_or_default();
    fields.done().map(|()| password)
}

/// What a change gets whose old or new password cannot be read (`tenant/http_server_user.go`).
fn undecoded(why: &str) -> Refusal {
    Refusal::new(Code::Internal, format!("error decoding password reset request: {why}"))
}

/// Refuses a password that breaks the rule of this version.
pub fn check(profile: &Profile, password: &str) -> Result<(), Refusal> {
    let (fits, words) = match profile.passwords {
        PasswordRule::Short => (password.len() >= 8, "passwords must be at least 8 characters long"),
        PasswordRule::Bounded => {
            ((8..=72).contains(&password.len()), "passwords must be between 8 and 72 characters long")
        }
    };
    if fits { Ok(()) } else { Err(Refusal::invalid(words)) }
}

/// The old password out of the header and the new one out of the body.
fn old_and_new(call: &Call) -> Result<(String, String), Refusal> {
    let (_, old) = call.basic().ok_or_else(|| undecoded("invalid basic auth"))?;
    let new = decode(&call.body, "passwordResetRequestBody").map_err(|error| undecoded(&error.text))?;
    Ok((old, new))
}

/// What `PUT /api/v2/me/password` answers then: its handler goes on after the refusal and crashes, so that
/// InfluxDB 2.9.1 sends a second document behind the first.
fn crashed(refusal: &Refusal, path: &str) -> Answer {
    let words = format!("a panic has occurred: {path}: runtime error: slice bounds out of range [-1:]");
    let second = Refusal::new(Code::Internal, words).answer(Style::Indented);
    let mut answer = refusal.answer(Style::Indented);
    answer.body.extend(second.body);
    answer
}

fn route_id(id: &str) -> Result<Id, Refusal> {
    Id::parse(id).map_err(|_| Refusal::new(Code::Internal, "invalid user ID provided in route"))
}

fn store(world: &mut World, user: Id, password: String) -> Handled {
    check(&world.profile, &password)?;
    if !world.store.users.contains_key(&user) {
        return Err(Refusal::new(Code::Forbidden, "your userID is incorrect"));
    }
    world.store.passwords.insert(user, password);
    Ok(Reply::NoContent)
}

/// `POST /api/v2/users/{id}/password`.
pub fn set(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let password = read(&call.body)?;
    let user = route_id(id)?;
    caller.rights.require(Permission::on(Action::Write, ResourceType::Users, user))?;
    store(world, user, password)
}

/// `PUT /api/v2/users/{id}/password` and, without an id, `PUT /api/v2/me/password`.
///
/// The header carries the old password, so only a session can be signed in at the same time.
pub fn change(world: &mut World, call: &Call, caller: &Caller, id: Option<&str>) -> Handled {
    if !world.profile.change_password {
        // Before 2.6 the handler crashes; the router's recovery answers without a body.
        return Ok(Reply::Finished(Answer::empty(500)));
    }
    let (old, new) = match (old_and_new(call), id) {
        (Ok(both), _) => both,
        (Err(refusal), Some(_)) => return Err(refusal),
        (Err(refusal), None) => return Ok(Reply::Finished(crashed(&refusal, &call.path))),
    };
    let user = match id {
        Some(id) => route_id(id)?,
        None => caller.user,
    };
    caller.rights.require(Permission::on(Action::Write, ResourceType::Users, user))?;
    if !world.store.users.contains_key(&user) {
        return Err(Refusal::new(Code::Forbidden, "your userID is incorrect"));
    }
    if world.store.passwords.get(&user) != Some(&old) {
        return Err(Refusal::new(Code::Forbidden, "your username or password is incorrect"));
    }
    store(world, user, new)
}
