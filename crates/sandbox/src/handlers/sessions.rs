//! `/api/v2/signin` and `/api/v2/signout`.

use super::passwords;
use crate::answer::{Answer, Code, Handled, Refusal, Reply};
use crate::authenticate::not_authenticated;
use crate::call::Call;
use crate::model::{Session, new_secret};
use crate::profile::{PasswordRule, Profile};
use crate::world::{SESSION_LENGTH, World};
use std::time::Instant;
use time::OffsetDateTime;

/// Signs in with user name and password; the user's status is not looked at.
pub fn sign_in(world: &mut World, call: &Call) -> Handled {
    let (name, password) = call.basic().ok_or_else(not_authenticated)?;
    let user = world.store.user_named(&name).map_err(|_| not_authenticated())?.id;
    if world.store.passwords.get(&user) != Some(&password) {
        return Err(not_authenticated());
    }
    if world.profile.passwords == PasswordRule::Bounded {
        passwords::check(&world.profile, &password).map_err(|refusal| {
            Refusal::new(Code::Forbidden, format!("password change required\n{}", refusal.message))
        })?;
    }
    let key = new_secret();
    let cookie = cookie(&world.profile, &key, OffsetDateTime::now_utc() + SESSION_LENGTH);
    let session = Session { user, expires: Instant::now() + SESSION_LENGTH };
    world.store.sessions.insert(key, session);
    Ok(Reply::Finished(Answer::empty(204).with("set-cookie", cookie)))
}

/// Signs out; the cookie is not taken back.
pub fn sign_out(world: &mut World, call: &Call) -> Handled {
    let key = call.cookie(world.profile.cookie.name).ok_or_else(not_authenticated)?;
    world.store.sessions.remove(key).ok_or_else(not_authenticated)?;
    Ok(Reply::NoContent)
}

/// The cookie line as this version writes it.
fn cookie(profile: &Profile, key: &str, expires: OffsetDateTime) -> String {
    let shape = profile.cookie;
    let mut line = format!("{}={key}", shape.name);
    if let Some(path) = shape.path {
        line.push_str(&format!("; Path={path}"));
    }
    if shape.expires {
        line.push_str(&format!("; Expires={}", http_date(expires)));
    }
    if shape.http_only {
        line.push_str("; HttpOnly");
    }
    if shape.same_site {
        line.push_str("; SameSite=Strict");
    }
    line
}

/// A date as HTTP headers carry it.
fn http_date(at: OffsetDateTime) -> String {
    let weekday = at.weekday().to_string();
    let month = at.month().to_string();
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        &weekday[..3],
        at.day(),
        &month[..3],
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    )
}
