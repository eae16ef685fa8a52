//! How much a credential may do in an organization, and whose tokens it is shown.

use super::{Checking, check, objects};
use crate::shell::http::Client;
use console_core::Id;
use console_core::api::ApiError;
use console_core::api::v2::dry_run::Answer;
use console_core::api::v2::session as api;
use console_core::object::Object;
use console_core::permission::{ResourceType, preset};
use console_core::session::{Named, Power, Visibility};

/// What was found out.
pub struct Standing {
    /// How much it may do.
    pub power: Power,
    /// Whose tokens it is shown.
    pub visibility: Visibility,
    /// What asking left behind, should a server make the token that it was only asked about.
    pub made: Option<Checking>,
}

/// Asks the server. What can't be found out is taken as the least. `can_ask` tells whether it may be asked what it would grant.
pub async fn find_out(client: &Client, can_ask: bool, me: &Named, org: Id, types: &[ResourceType]) -> Standing {
    // What is asked comes to its end with the credential that asked, also when somebody signs out meanwhile.
    let (power, made) = power(&client.separate(), can_ask, me, org, types).await;
    if power == Power::Operator {
        return Standing { power, visibility: Visibility::All, made };
    }
    let (readable, in_org) = futures::join!(objects::all(client, &ResourceType::Users, org), users_of(client, org));
    let visibility = Visibility::new(power, me.id, &readable.unwrap_or_default(), in_org.ok().as_deref());
    Standing { power, visibility, made }
}

async fn power(
    client: &Client,
    can_ask: bool,
    me: &Named,
    org: Id,
    types: &[ResourceType],
) -> (Power, Option<Checking>) {
    let config = match client.send(api::config()).await {
        Ok(response) => api::decode_config(&response),
        Err(error) => Err(error),
    };
    if config == Ok(Some(true)) {
        return (Power::Operator, None);
    }
    // No endpoint tells a token its own permissions, but a proven server says what it would grant.
    if !can_ask {
        return (Power::Custom, None);
    }
    let permissions: Vec<_> = preset::all_access(types, org, me.id).iter().cloned().collect();
    match check::ask(client, org, &permissions, me.id).await {
        Ok(Answer::Granted) => (Power::AllAccess, None),
        // A server that makes what it is asked about is none of those whose answers are understood.
        Ok(Answer::Made(id)) => (Power::Custom, Some(Checking::Made { id, left: None })),
        Err((Some(id), error)) => (Power::Custom, Some(Checking::Made { id, left: Some(error) })),
        Ok(Answer::Refused(_) | Answer::MayNotMint(_)) | Err((None, _)) => (Power::Custom, None),
    }
}

async fn users_of(client: &Client, org: Id) -> Result<Vec<Object>, ApiError> {
    let (owners, members) = futures::join!(client.send(api::owners(org)), client.send(api::members(org)));
    let mut users = api::decode_people(&owners?)?;
    users.extend(api::decode_people(&members?)?);
    Ok(users)
}
