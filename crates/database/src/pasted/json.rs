//! JSON of a database token: the body of a request, or a token as the API shows it.

use super::{Pasted, Problem};
use crate::Id;
use crate::create::NewToken;
use crate::description::describe;
use crate::draft::Draft;
use crate::expiry::Choice;
use crate::permission::{Permission, PermissionSet, Resource, Verb};
use console_core::http::json::Text;
use console_core::time;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked<'a> {
    #[serde(borrow, default)]
    description: Option<Text<'a>>,
    #[serde(borrow)]
    permissions: Vec<Asking<'a>>,
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

/// Reads one object, or a list of one. `updates` is the token that it would change.
pub fn read(text: &str, updates: Option<Id>) -> Result<Pasted, Problem> {
    // Both are words of InfluxDB 2 alone.
    if text.contains("\"orgID\"") || text.contains("\"orgId\"") {
        return Err(Problem::OtherProduct("InfluxDB 2"));
    }
    let asked: Asked<'_> = match serde_json::from_str::<Vec<Asked<'_>>>(text) {
        Ok(mut list) if list.len() == 1 => list.remove(0),
        Ok(_) => return Err(Problem::Json("it holds several tokens".to_owned())),
        Err(_) => serde_json::from_str(text).map_err(|error| Problem::Json(error.to_string()))?,
    };
    let permission =
        |one: &Asking<'_>| Permission { resource: Resource::parse(&one.resource), verb: Verb::parse(&one.action) };
    let permissions: PermissionSet = asked.permissions.iter().map(permission).collect();
    let expires_ms = match asked.expires_at.as_deref().map(time::parse_ms) {
        None => None,
        Some(Some(at)) => Some(at),
        Some(None) => return Err(Problem::Expiry),
    };
    let description = asked.description.map_or_else(|| describe(&permissions), Text::into_owned);
    let mut draft = Draft::of(&NewToken { description, permissions, expires_ms });
    if updates.is_some() {
        // An update says nothing of the expiry.
        draft.expiry = Choice::default();
    }
    Ok(Pasted { draft, updates, missing: Vec::new(), notes: Vec::new(), more: 0 })
}
