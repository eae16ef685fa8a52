//! What a cluster stores, as the control endpoint tells it.

use super::cluster::Cluster;
use super::tokens;
use crate::requests::Requests;
use serde_json::{Value, json};

/// What is stored and what was asked; of secrets only the SHA-256.
pub fn state(cluster: &Cluster, requests: &Requests) -> Value {
    let tokens = cluster.tokens.iter().map(|token| {
        let mut shown = tokens::shape(cluster, token);
        shown["sha256"] = token.sha256.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
        shown
    });
    json!({
        "profile": cluster.profile.name,
        "tokens": tokens.collect::<Vec<_>>(),
        "databases": cluster.databases.iter().map(|database| database.name.as_str()).collect::<Vec<_>>(),
        "requests": requests.counts(),
    })
}
