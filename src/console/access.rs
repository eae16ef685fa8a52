//! How much a credential may do in an organization, and whose tokens it is shown.

use super::{Minted, check, objects};
use crate::shell::http::Client;
use influxdb2::api::dry_run::Answer;
use influxdb2::api::session as api;
use influxdb2::object::Object;
use influxdb2::permission::{ResourceType, preset};
use influxdb2::session::{AccessLevel, Named, Visibility};
use influxdb2::{ApiError, Id};

/// What was found out.
pub struct Access {
    /// How much it may do.
    pub access: AccessLevel,
    /// Whose tokens it is shown.
    pub visibility: Visibility,
    /// What asking left behind, should a server make the token that it was only asked about.
    pub minted: Option<Minted>,
}

/// Whether the caller is a complete operator; `None` where the server can't tell.
pub async fn is_operator(client: &Client) -> Result<Option<bool>, ApiError> {
    client.send(api::config()).await.and_then(|response| api::decode_config(&response))
}

/// Asks the server, all at once. A question that is not answered leaves its answer unknown; it is no word about the
/// credential. `can_ask` tells whether the server may be asked what it would grant.
pub async fn find_out(
    client: &Client,
    operator: Result<Option<bool>, ApiError>,
    can_ask: bool,
    me: &Named,
    org: Id,
    types: &[ResourceType],
) -> Access {
    if operator == Ok(Some(true)) {
        return Access { access: AccessLevel::Operator, visibility: Visibility::All, minted: None };
    }
    // What is asked comes to its end with the credential that asked, also when somebody signs out meanwhile.
    let asking = client.separate();
    let (asked, readable, in_org) = futures::join!(
        ask(&asking, can_ask, me, org, types),
        objects::all(client, &ResourceType::Users, org),
        users_of(client, org)
    );
    let (access, minted) = asked;
    let access = if operator.is_ok() { access } else { AccessLevel::Unknown };
    Access { access, visibility: Visibility::new(access, me.id, &readable, &in_org), minted }
}

/// No endpoint tells a token its own permissions, but a proven server says what it would grant.
async fn ask(
    client: &Client,
    can_ask: bool,
    me: &Named,
    org: Id,
    types: &[ResourceType],
) -> (AccessLevel, Option<Minted>) {
    if !can_ask {
        return (AccessLevel::Custom, None);
    }
    let permissions: Vec<_> = preset::all_access(types, org, me.id).iter().cloned().collect();
    match check::ask(client, org, &permissions, me.id).await {
        Ok(Answer::Granted) => (AccessLevel::AllAccess, None),
        // A server that makes what it is asked about is none of those whose answers are understood.
        Ok(Answer::Made(id)) => (AccessLevel::Custom, Some(Minted { id, left: None })),
        Err((Some(id), error)) => (AccessLevel::Custom, Some(Minted { id, left: Some(error) })),
        Ok(Answer::Refused(_) | Answer::MayNotMint(_)) | Err((None, ApiError::Refused(_))) => {
            (AccessLevel::Custom, None)
        }
        Err((None, _)) => (AccessLevel::Unknown, None),
    }
}

async fn users_of(client: &Client, org: Id) -> Result<Vec<Object>, ApiError> {
    let (owners, members) =
        futures::join!(client.send::<ApiError>(api::owners(org)), client.send::<ApiError>(api::members(org)));
    let mut users = api::decode_people(&owners?)?;
    users.extend(api::decode_people(&members?)?);
    Ok(users)
}
