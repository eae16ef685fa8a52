//! `/api/v2/setup`: the first user, organization, bucket and operator token.

use super::authorizations::show::bare_permissions;
use super::{buckets, orgs, passwords, users};
use crate::answer::{Answer, Code, Handled, Refusal, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{BucketType, Durations, Mapping, NewAuthorization, Role, Status, new_secret};
use crate::permission::{Action, Permission, ResourceType};
use crate::profile::Secrets;
use crate::world::World;
use crate::{moment, standard};
use axum::http::Method;
use serde_json::json;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Onboarding {
    /// The first user's name.
    pub user: String,
    /// Their password; without one they cannot sign in.
    pub password: String,
    /// The organization's name.
    pub org: String,
    /// The bucket's name.
    pub bucket: String,
    /// How long the bucket keeps data, in seconds; 0 for ever.
    pub retention: i64,
    /// The operator token; a new one is made if it is empty.
    pub token: String,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Onboarded {
    pub user: Id,
    pub org: Id,
    pub bucket: Id,
    pub authorization: Id,
    pub secret: String,
}

fn is_open(world: &World) -> bool {
    world.store.users.is_empty() && world.store.orgs.is_empty()
}

/// `GET`: whether nobody has done it yet.
pub fn allowed(world: &World) -> Handled {
    ok(json!({"allowed": is_open(world)}))
}

fn read(body: &[u8]) -> Result<Onboarding, DecodeError> {
    let mut fields = Fields::read(body, "influxdb", "OnboardingRequest")?;
    let mut text = |key| fields.text(key).unwrap_or_default();
    let mut asked = Onboarding {
        user: text("username"),
        password: text("password"),
        org: text("org"),
        bucket: text("bucket"),
        retention: 0,
        token: text("token"),
    };
    let seconds = fields.integer("retentionPeriodSeconds", "int64");
    // The old name holds nanoseconds, whatever it says.
    let old = fields.integer("retentionPeriodHrs", "time.Duration");
    asked.retention = seconds.filter(|s| *s > 0).or_else(|| old.map(|ns| ns / 1_000_000_000)).unwrap_or(0);
    fields.done()?;
    Ok(asked)
}

fn check(world: &World, asked: &Onboarding) -> Result<(), Refusal> {
    let missing: Vec<_> = [("username", &asked.user), ("org", &asked.org), ("bucket", &asked.bucket)]
        .into_iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(name, _)| name)
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::new(
            Code::Unprocessable,
            format!("onboarding failed: missing required fields [{}]", missing.join(",")),
        ));
    }
    if asked.password.is_empty() {
        return Ok(());
    }
    passwords::check(&world.profile, &asked.password)
}

/// `POST`: does it, once.
pub fn onboard(world: &mut World, call: &Call) -> Handled {
    let asked = read(&call.body).map_err(DecodeError::untouched)?;
    if !is_open(world) {
        return Err(Refusal::conflict("onboarding has already been completed"));
    }
    check(world, &asked)?;
    let permissions = standard::operator(&world.profile);
    let made = make(world, &asked, &|_| permissions.clone(), &moment::now())?;
    if world.profile.instance_owner {
        world.store.own_instance(made.user);
    }
    show(world, made)
}

/// `POST /api/v2/setup/user` of 2.0: another user with an organization of their own.
pub fn serve_user(world: &mut World, call: &Call, caller: &Caller) -> Answer {
    if call.method != Method::POST {
        return Answer::empty(405);
    }
    chi(onboard_user(world, call, caller))
}

fn onboard_user(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let asked = read(&call.body).map_err(DecodeError::untouched)?;
    for kind in [ResourceType::Users, ResourceType::Orgs] {
        caller.rights.require(Permission::global(Action::Write, kind))?;
    }
    check(world, &asked)?;
    let profile = world.profile;
    let made = make(world, &asked, &|org| standard::owner(&profile, org), &moment::now())?;
    show(world, made)
}

/// Makes user, organization, bucket and authorization.
pub fn make(
    world: &mut World,
    asked: &Onboarding,
    permissions: &dyn Fn(Id) -> Vec<Permission>,
    at: &str,
) -> Result<Onboarded, Refusal> {
    let profile = world.profile;
    let store = &mut world.store;
    let user = store.create_user(None, &asked.user, Status::Active.name())?;
    if !asked.password.is_empty() {
        store.passwords.insert(user, asked.password.clone());
    }
    let org = store.create_org(&asked.org, "", at)?;
    let owner = Mapping { role: Role::Owner, kind: ResourceType::Orgs };
    store.map_user(org, user, owner)?;
    let durations = Durations::lasting(asked.retention);
    let bucket = store.create_bucket(org, BucketType::User, &asked.bucket, "", durations, at)?;
    let authorization = store.ids.timed();
    let secret = match asked.token.as_str() {
        "" => new_secret(),
        given => given.to_owned(),
    };
    let new = NewAuthorization {
        status: Status::Active,
        description: format!("{}'s Token", asked.user),
        org,
        user,
        permissions: permissions(org),
    };
    store.create_authorization(&profile, authorization, &secret, new, at);
    Ok(Onboarded { user, org, bucket, authorization, secret })
}

fn show(world: &World, made: Onboarded) -> Handled {
    let store = &world.store;
    let authorization = store.authorization(made.authorization)?;
    let mut auth = serde_json::Map::new();
    auth.insert("id".into(), made.authorization.to_string().into());
    auth.insert("token".into(), made.secret.into());
    if world.profile.secrets == Secrets::Hashed {
        auth.insert("hashedToken".into(), authorization.hash_text().into());
    }
    let rest = json!({
        "status": authorization.status.name(),
        "description": authorization.description,
        "orgID": made.org.to_string(),
        "userID": made.user.to_string(),
        "permissions": bare_permissions(&authorization.permissions),
        "createdAt": authorization.created_at,
        "updatedAt": authorization.updated_at,
        "links": {
            "self": format!("/api/v2/authorizations/{}", made.authorization),
            "user": format!("/api/v2/users/{}", made.user),
        },
    });
    if let serde_json::Value::Object(rest) = rest {
        auth.extend(rest);
    }
    created(json!({
        "user": users::shape(store.user(made.user)?),
        "bucket": buckets::shape(store.bucket(made.bucket)?),
        "org": orgs::shape(store.org(made.org)?),
        "auth": auth,
    }))
}
