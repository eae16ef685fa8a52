//! `/api/v2/stacks` and `/api/v2/templates`, as far as looking goes: no template is ever applied, so no
//! stack is ever there. Paths, methods and words are those of the files `pkger/http_server_*.go`.

use crate::answer::{Answer, Handled, Refusal, ok};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::manner::chi;
use crate::permission::{Action, Permission, ResourceType};
use axum::http::Method;
use serde_json::json;

/// Answers everything below the stacks.
pub fn serve(call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(call, caller),
        (&Method::GET | &Method::PATCH | &Method::DELETE, [id]) | (&Method::POST, [id, "uninstall"]) => gone(id),
        (_, [] | [_] | [_, "uninstall"]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

/// Answers everything below the templates: there is nothing to read.
pub fn serve_templates(rest: &[&str]) -> Answer {
    match rest {
        ["apply" | "export"] => Answer::empty(405),
        _ => Answer::page_not_found(),
    }
}

fn list(call: &Call, caller: &Caller) -> Handled {
    let given = call.query.get("orgID").unwrap_or("");
    let org =
        Id::parse(given).map_err(|e| Refusal::from(e).within(&format!("organization id[{given:?}] is invalid")))?;
    caller.rights.require(Permission::on(Action::Read, ResourceType::Orgs, org))?;
    ok(json!({"stacks": []}))
}

fn gone(id: &str) -> Handled {
    let words = "the stack id provided in the path was invalid";
    let id = Id::parse(id).map_err(|e| Refusal::from(e).within(words))?;
    Err(Refusal::not_found(format!("stack not found for key {:?}", id.to_string())))
}
