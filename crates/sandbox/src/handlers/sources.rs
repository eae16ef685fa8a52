//! `/api/v2/sources`: the server knows one, itself; it belongs to an organization that does not exist.

use crate::answer::{Answer, Refusal, ok};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::manner::{httprouter, method_not_allowed};
use crate::permission::{Action, Permission, ResourceType};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const SELF: Id = Id(0x020f_755c_3c08_2000);
const OF: Id = Id(0x5061_6e67_652c_206c);

/// Answers the list and the one.
pub fn serve(_world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    let right = Permission::at(Action::Read, ResourceType::Sources, SELF, OF);
    httprouter(match (&call.method, rest) {
        (&Method::GET, []) => {
            let shown: Vec<_> = caller.rights.holds(&right).then(shape).into_iter().collect();
            ok(json!({"sources": shown, "links": {"self": "/api/v2/sources"}}))
        }
        (&Method::GET, [id]) => match Id::parse(id) {
            Err(e) => Err(e.into()),
            Ok(SELF) => caller.rights.require(right).and_then(|()| ok(shape())),
            Ok(_) => Err(Refusal::not_found("source not found")),
        },
        (_, [] | [_]) => return method_not_allowed(&["GET"]),
        _ => return crate::manner::no_such_path(),
    })
}

fn shape() -> Value {
    let path = format!("/api/v2/sources/{SELF}");
    json!({
        "id": SELF.to_string(),
        "orgID": OF.to_string(),
        "default": true,
        "name": "autogen",
        "type": "self",
        "url": "",
        "telegraf": "",
        "token": "",
        "defaultRP": "",
        "links": {
            "buckets": format!("{path}/buckets"),
            "health": format!("{path}/health"),
            "query": format!("{path}/query"),
            "self": path,
        },
    })
}
