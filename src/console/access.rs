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

/// Asks the server. What can't be found out is taken as the least. `can_ask` tells whether it may be asked what it would grant.
pub async fn find_out(client: &Client, can_ask: bool, me: &Named, org: Id, types: &[ResourceType]) -> Access {
    // What is asked comes to its end with the credential that asked, also when somebody signs out meanwhile.
    let (access, minted) = access(&client.separate(), can_ask, me, org, types).await;
    if access == AccessLevel::Operator {
        return Access { access, visibility: Visibility::All, minted };
    }
    let (readable, in_org) = futures::join!(objects::all(client, &ResourceType::Users, org), users_of(client, org));
    let visibility = Visibility::new(access, me.id, &readable.unwrap_or_default(), in_org.ok().as_deref());
    Access { access, visibility, minted }
}

async fn access(
    client: &Client,
    can_ask: bool,
    me: &Named,
    org: Id,
    types: &[ResourceType],
) -> (AccessLevel, Option<Minted>) {
    let config = match client.send(api::config()).await {
        Ok(response) => api::decode_config(&response),
        Err(error) => Err(error),
    };
    if config == Ok(Some(true)) {
        return (AccessLevel::Operator, None);
    }
    // No endpoint tells a token its own permissions, but a proven server says what it would grant.
    if !can_ask {
        return (AccessLevel::Custom, None);
    }
    let permissions: Vec<_> = preset::all_access(types, org, me.id).iter().cloned().collect();
    match check::ask(client, org, &permissions, me.id).await {
        Ok(Answer::Granted) => (AccessLevel::AllAccess, None),
        // A server that makes what it is asked about is none of those whose answers are understood.
        Ok(Answer::Made(id)) => (AccessLevel::Custom, Some(Minted { id, left: None })),
        Err((Some(id), error)) => (AccessLevel::Custom, Some(Minted { id, left: Some(error) })),
        Ok(Answer::Refused(_) | Answer::MayNotMint(_)) | Err((None, _)) => (AccessLevel::Custom, None),
    }
}

async fn users_of(client: &Client, org: Id) -> Result<Vec<Object>, ApiError> {
    let (owners, members) =
        futures::join!(client.send::<ApiError>(api::owners(org)), client.send::<ApiError>(api::members(org)));
    let mut users = api::decode_people(&owners?)?;
    users.extend(api::decode_people(&members?)?);
    Ok(users)
}
