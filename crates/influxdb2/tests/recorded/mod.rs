//! What was asked of real servers about permissions, read from `recordings/`.
//!
//! The recordings write `{{name}}` for ids that differ from server to server; here each name has a fixed id.

use influxdb2::Id;
use influxdb2::permission::{Action, Permission, ResourceType, Scope};
use serde_json::Value;
use std::path::Path;

/// One recording.
pub fn recording(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../recordings").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("a recording is JSON")
}

/// The id that stands for a name in these tests.
pub fn named(name: &str) -> Id {
    const NAMES: [&str; 7] = ["org", "org2", "bob", "telemetry", "cold", "tele", "dash"];
    let place = NAMES.iter().position(|known| *known == name).unwrap_or_else(|| panic!("the name {name} is not known"));
    Id::from_number(0x10 + place as u64).expect("not zero")
}

/// A permission as the recordings write it.
pub fn permission(value: &Value) -> Permission {
    let resource = &value["resource"];
    let id = |key: &str| {
        resource.get(key).map(|id| {
            let text = id.as_str().expect("an id is text");
            named(text.trim_start_matches("{{").trim_end_matches("}}"))
        })
    };
    let scope = match (id("id"), id("orgID")) {
        (Some(id), org) => Scope::Object { id, org },
        (None, Some(org)) => Scope::Org(org),
        (None, None) => Scope::Everywhere,
    };
    let action = Action::parse(value["action"].as_str().expect("an action")).expect("a known action");
    Permission::new(action, ResourceType::parse(resource["type"].as_str().expect("a type")), scope)
}
