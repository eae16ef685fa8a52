//! How much a credential may do in an organization, and whose tokens it is shown.

use super::objects;
use crate::shell::http::Client;
use console_core::Id;
use console_core::api::ApiError;
use console_core::api::v2::dry_run::{self, Answer};
use console_core::api::v2::{authorizations, session as api};
use console_core::object::Object;
use console_core::permission::{ResourceType, preset};
use console_core::session::{Named, Power, Server, Visibility};

/// What was found out.
pub struct Standing {
    /// How much it may do.
    pub power: Power,
    /// Whose tokens it is shown.
    pub visibility: Visibility,
}

/// Asks the server. What can't be found out is taken as the least.
pub async fn find_out(client: &Client, server: &Server, me: &Named, org: Id, types: &[ResourceType]) -> Standing {
    let power = power(client, server, me, org, types).await;
    if power == Power::Operator {
        return Standing { power, visibility: Visibility::All };
    }
    let (readable, in_org) = futures::join!(objects::all(client, &ResourceType::Users, org), users_of(client, org));
    let visibility = Visibility::new(power, me.id, &readable.unwrap_or_default(), in_org.ok().as_deref());
    Standing { power, visibility }
}

async fn power(client: &Client, server: &Server, me: &Named, org: Id, types: &[ResourceType]) -> Power {
    let config = match client.send(api::config()).await {
        Ok(response) => api::decode_config(&response),
        Err(error) => Err(error),
    };
    if config == Ok(Some(true)) {
        return Power::Operator;
    }
    // No endpoint tells a token its own permissions, but a proven server says what it would grant.
    if dry_run::is_proven_for(server) && holds_all_access(client, me.id, org, types).await == Ok(true) {
        return Power::AllAccess;
    }
    Power::Custom
}

async fn holds_all_access(client: &Client, me: Id, org: Id, types: &[ResourceType]) -> Result<bool, ApiError> {
    let permissions = preset::all_access(types, org, me);
    let asked = dry_run::question(org, permissions.iter().cloned().collect());
    match dry_run::decode(&client.send(dry_run::ask(&asked, me)).await?)? {
        Answer::Granted => Ok(true),
        Answer::Refused(_) | Answer::MayNotMint(_) => Ok(false),
        Answer::Made(id) => {
            authorizations::decode_deleted(&client.send(authorizations::delete(id)).await?)?;
            Ok(true)
        }
    }
}

async fn users_of(client: &Client, org: Id) -> Result<Vec<Object>, ApiError> {
    let (owners, members) = futures::join!(client.send(api::owners(org)), client.send(api::members(org)));
    let mut users = api::decode_people(&owners?)?;
    users.extend(api::decode_people(&members?)?);
    Ok(users)
}
