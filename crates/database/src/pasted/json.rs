//! JSON of a database token: the body of a request, or a token as the API shows it.

use super::{Pasted, Problem};
use crate::create::NewToken;
use crate::description::describe;
use crate::draft::Draft;
use crate::expiry::Choice;
use crate::permission::{Permission, PermissionSet, Resource, Verb};
use console_core::http::json::Text;
use console_core::time;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked<'a> {
    #[serde(borrow, default)]
    description: Option<Text<'a>>,
    #[serde(borrow, default)]
    permissions: Option<Vec<Asking<'a>>>,
    #[serde(borrow, default)]
    expires_at: Option<Text<'a>>,
}

#[derive(Deserialize)]
struct Asking<'a> {
    #[serde(borrow)]
    action: Text<'a>,
    #[serde(borrow)]
    resource: Text<'a>,
}

/// What a request without permissions may hold. Anything else tells of JSON that is none of a token.
const WITHOUT_PERMISSIONS: [&str; 4] = ["description", "permissions", "expiresAt", "expirationType"];

/// Reads one object, or a list of one. `updates` is whether it would change a token that exists.
pub fn read(text: &str, updates: bool) -> Result<Pasted, Problem> {
    // Both are words of InfluxDB 2 alone.
    if text.contains("\"orgID\"") || text.contains("\"orgId\"") {
        return Err(Problem::OtherProduct("InfluxDB 2"));
    }
    let object = match serde_json::from_str::<Vec<&RawValue>>(text) {
        Ok(list) if list.len() == 1 => list[0].get(),
        Ok(_) => return Err(Problem::Json("it holds several tokens".to_owned())),
        Err(_) => text,
    };
    let none = |error: serde_json::Error| Problem::Json(error.to_string());
    let asked: Asked<'_> = serde_json::from_str(object).map_err(none)?;
    let asked_permissions = match asked.permissions {
        Some(permissions) => permissions,
        None => {
            let names: BTreeMap<String, IgnoredAny> = serde_json::from_str(object).map_err(none)?;
            let fits = asked.description.is_some() && names.keys().all(|name| WITHOUT_PERMISSIONS.contains(&&**name));
            match (fits, updates) {
                (false, _) => return Err(Problem::Json("it has no permissions".to_owned())),
                (true, true) => return Err(Problem::DescriptionAlone),
                // The API lets a new token be without.
                (true, false) => Vec::new(),
            }
        }
    };
    let permission =
        |one: &Asking<'_>| Permission { resource: Resource::parse(&one.resource), verb: Verb::parse(&one.action) };
    let permissions: PermissionSet = asked_permissions.iter().map(permission).collect();
    let expires_ms = match asked.expires_at.as_deref().map(time::parse_ms) {
        None => None,
        Some(Some(at)) => Some(at),
        Some(None) => return Err(Problem::Expiry),
    };
    let description = asked.description.map_or_else(|| describe(&permissions), Text::into_owned);
    let mut draft = Draft::of(&NewToken { description, permissions, expires_ms });
    if updates {
        // An update says nothing of the expiry.
        draft.expiry = Choice::default();
    }
    Ok(Pasted { draft, updates: None, missing: Vec::new(), notes: Vec::new(), more: 0 })
}
