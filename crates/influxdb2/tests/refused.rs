//! Every refusal of a create that was recorded becomes a sentence at a part of the form.

use console_core::http::Response;
use influxdb2::Id;
use influxdb2::permission::Permission;
use influxdb2::refused::{FormSection, Objection};
use serde_json::Value;
use std::path::Path;

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

fn recording(version: &str) -> Value {
    let path = format!("../../recordings/{version}/create-errors.json");
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a recording");
    serde_json::from_str(&text).expect("a recording is JSON")
}

/// What the server answered, with ids in place of the recording's words for them.
fn answer(exchange: &Value) -> Response {
    let response = &exchange["response"];
    let status = response["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("a status");
    let body = response["body"].to_string().replace("<id>", "00000000000000ab").replace("{{org}}", "00000000000000aa");
    Response::new(status, "application/json; charset=utf-8", body)
}

fn permission(line: &str) -> Permission {
    Permission::parse(line).expect("a permission")
}

fn place_of(message: &str, for_other: bool) -> FormSection {
    match message {
        text if text.starts_with("invalid json structure") || text.starts_with("invalid status") => {
            FormSection::Nowhere
        }
        text if text.starts_with("invalid ") || text.starts_with("authorization must") => FormSection::Permissions,
        text if text.starts_with("org id required") => FormSection::Organization,
        "unable to create token" => {
            if for_other {
                FormSection::Owner
            } else {
                FormSection::Organization
            }
        }
        text if text.starts_with("permission read:instance") => FormSection::Row(permission("read:instance")),
        text if text.starts_with("permission read:orgs/") => {
            FormSection::Row(permission("read:orgs/00000000000000ab/buckets"))
        }
        other => panic!("no part of the form is known for “{other}”"),
    }
}

#[test]
fn every_recorded_refusal_of_a_create_is_told_at_the_part_that_caused_it() {
    for version in ["2.7", "2.9"] {
        let recording = recording(version);
        let mut told = 0;
        for exchange in recording["exchanges"].as_array().expect("exchanges") {
            let request = &exchange["request"];
            let creates = request["method"] == "POST" && request["path"] == "/api/v2/authorizations";
            let response = answer(exchange);
            if !creates || response.is_success() {
                continue;
            }
            let for_other = request["body"]["userID"].is_string();
            let owner = if for_other { id(0xcc) } else { id(0xbb) };
            let objection = Objection::read(&influxdb2::api::read_refusal(&response), Some(owner), id(0xbb));
            let message = exchange["response"]["body"]["message"].as_str().expect("a message");
            assert_eq!(objection.place(), place_of(message, for_other), "{version}: {message}");
            assert!(!matches!(objection, Objection::Other(_)), "{version}: no sentence of its own for “{message}”");
            let sentence = objection.to_string();
            assert!(sentence.ends_with('.') && sentence.contains(". "), "the fact and the next step: {sentence}");
            told += 1;
        }
        assert!(told >= 29, "{version}: only {told} refusals were recorded");
    }
}
