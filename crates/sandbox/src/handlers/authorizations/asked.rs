//! What a caller asks for when making an authorization, checked as far as the words alone go.

use crate::answer::Refusal;
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::model::Status;
use crate::permission::{Action, Permission};
use crate::profile::Profile;

/// A request for an authorization whose words are in order.
#[derive(Debug)]
pub struct Asked {
    /// Only 1.x authorizations have it: the name of a 1.x user.
    pub token: String,
    pub status: Status,
    pub description: String,
    pub org: Id,
    pub user: Option<Id>,
    pub permissions: Vec<Permission>,
}

/// A permission whose type and action were not looked at yet.
struct Unchecked {
    action: String,
    kind: String,
    id: Option<Id>,
    org: Option<Id>,
}

struct Body {
    token: String,
    status: String,
    description: String,
    org: Option<Id>,
    user: Option<Id>,
    permissions: Vec<Unchecked>,
}

/// Which resource is asked for an authorization.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resource {
    /// The API tokens, where a `token` in the request is not looked at.
    Tokens,
    /// The 1.x users, whose name is the `token`.
    LegacyUsers,
}

/// Reads and checks a request, in the order in which the server does.
pub fn read(profile: &Profile, resource: Resource, body: &[u8]) -> Result<Asked, Refusal> {
    let body = decode(resource, body).map_err(|e| e.prefixed("invalid json structure"))?;
    if body.permissions.is_empty() {
        return Err(Refusal::invalid("authorization must include permissions"));
    }
    let permissions = body.permissions.iter().map(|p| check(profile, p)).collect::<Result<_, _>>()?;
    let org = body.org.ok_or_else(|| Refusal::invalid("org id required: invalid ID"))?;
    let status = match body.status.as_str() {
        "" => Status::Active,
        name => Status::read(name)?,
    };
    Ok(Asked { token: body.token, status, description: body.description, org, user: body.user, permissions })
}

fn check(profile: &Profile, p: &Unchecked) -> Result<Permission, Refusal> {
    let kind = profile.resource_type(&p.kind).ok_or_else(|| {
        Refusal::invalid("invalid resource type for permission: unknown resource type for permission")
    })?;
    let action = Action::parse(&p.action)
        .ok_or_else(|| Refusal::invalid("invalid action type for permission: unknown action for permission"))?;
    Ok(Permission { action, kind, id: p.id, org: p.org })
}

fn decode(resource: Resource, body: &[u8]) -> Result<Body, DecodeError> {
    let mut fields = Fields::read(body, "authorization", "postAuthorizationRequest")?;
    let mut permissions = Vec::new();
    fields.structs("permissions", "[]influxdb.Permission", "Permission", "influxdb.Permission", |permission| {
        let mut read = Unchecked {
            action: permission.text_of("action", "influxdb.Action").unwrap_or_default(),
            kind: String::new(),
            id: None,
            org: None,
        };
        // A name of a resource or organization is not read at all, so it narrows nothing.
        permission.one("resource", "Resource", "influxdb.Resource", |resource| {
            read.kind = resource.text_of("type", "influxdb.ResourceType").unwrap_or_default();
            read.id = resource.id_pointer("id");
            read.org = resource.id_pointer("orgID");
        });
        permissions.push(read);
    });
    let body = Body {
        token: match resource {
            Resource::Tokens => String::new(),
            Resource::LegacyUsers => fields.text("token").unwrap_or_default(),
        },
        status: fields.text_of("status", "influxdb.Status").unwrap_or_default(),
        description: fields.text("description").unwrap_or_default(),
        org: fields.id("orgID"),
        user: fields.id_pointer("userID"),
        permissions,
    };
    fields.done()?;
    Ok(body)
}
