//! A stand-in cluster that is asked in process with the requests of this crate. Every request and every answer is held to the
//! published contract.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../../../sandbox/tests/contract/mod.rs"]
mod contract;

use axum::body::Body;
use axum::http::Request as HttpRequest;
use console_core::http::{Request, Response, Signature, Transport};
use console_sandbox::management::{ACCOUNT, CLUSTER, MANAGEMENT_TOKEN};
use console_sandbox::{Data, Options, Plays, Sandbox};
use contract::Contract;
use database::Id;
use database::connection::{ANY, Cluster as Ids, Paths};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tower::ServiceExt;

/// One stand-in.
pub struct Cluster {
    sandbox: Sandbox,
    contract: Contract,
    runtime: tokio::runtime::Runtime,
    /// The form in which its API answers.
    pub paths: Paths,
    /// With which management token it is asked.
    pub token: &'static str,
}

/// The account and the cluster of the demo data.
pub fn own() -> Ids {
    let id = |text| Id::parse(text).expect("an id");
    Ids { account: id(ACCOUNT), cluster: id(CLUSTER) }
}

impl Cluster {
    pub fn start(profile: &str) -> Self {
        let plays: Plays = profile.parse().expect("a profile");
        let options = Options { plays, data: Data::Demo, faults: true, ..Options::default() };
        let (document, paths) = match profile {
            "dedicated" => ("management-cloud-dedicated.yml", Paths::Scoped(own())),
            "clustered" => ("management-clustered.yml", Paths::Scoped(ANY)),
            _ => ("management-clustered.yml", Paths::Flat),
        };
        Self {
            sandbox: Sandbox::new(options).expect("a stand-in"),
            contract: Contract::read(document),
            runtime: tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime"),
            paths,
            token: MANAGEMENT_TOKEN,
        }
    }

    /// Every profile that has the API.
    pub fn each() -> impl Iterator<Item = Self> {
        ["clustered", "clustered-flat-paths", "dedicated"].into_iter().map(Self::start)
    }

    /// Sends a request as the shell does; an answer that breaks off is a transport error.
    pub fn ask(&mut self, request: &Request) -> Result<Response, Transport> {
        let body = request.body().map(|body| body.text.clone()).unwrap_or_default();
        let mut http = HttpRequest::builder().method(request.method().as_str()).uri(request.path());
        http = http.header("accept", request.manner().accepts);
        let token = match request.signature() {
            Signature::Session => Some(self.token),
            Signature::Token(secret) => Some(secret.expose()),
            Signature::Nobody | Signature::Password { .. } => None,
        };
        if let Some(token) = token {
            http = http.header("authorization", format!("{} {token}", request.manner().token_scheme));
        }
        if let Some(body) = request.body() {
            http = http.header("content-type", body.media_type);
        }
        let http = http.body(Body::from(body)).expect("a request");
        let router = self.sandbox.router();
        self.runtime.block_on(async move {
            let Ok(response) = router.oneshot(http).await;
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.map_err(|_| Transport::BrokenOff)?.to_bytes();
            let content_type = parts.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or("");
            Ok(Response::new(parts.status.as_u16(), content_type, bytes.to_vec()))
        })
    }

    /// Sends a request, and holds it and its answer to the contract.
    pub fn judged(&mut self, request: &Request) -> Response {
        let response = self.ask(request).expect("a whole answer");
        let path = self.in_contract(request);
        let method = request.method().as_str();
        if let Some(body) = request.body() {
            let body: Value = serde_json::from_slice(&body.text).expect("JSON");
            self.contract.request(method, &path, &body).expect("a request of the contract");
        }
        let text = String::from_utf8(response.body.to_vec()).expect("text");
        self.contract.answer(method, &path, response.status, &text);
        response
    }

    /// Which statuses of which operations were answered.
    pub fn statuses(&self) -> BTreeSet<(String, u16)> {
        self.contract.judged.iter().map(|(key, status)| (key[..].to_owned(), *status)).collect()
    }

    /// The path as the contract has it: that of Clustered knows no accounts.
    fn in_contract(&self, request: &Request) -> String {
        let path = request.path().strip_prefix("/api/v0").expect("a path of the API");
        let scope = format!("/accounts/{}/clusters/{}", ANY.account, ANY.cluster);
        path.strip_prefix(&scope).unwrap_or(path).to_owned()
    }

    /// Orders a fault for the next request with this method that is not one for the list.
    pub fn order(&self, method: &str, fault: Value) {
        let fault = json!({"method": method, "path": "/api/v0/*", "fault": fault});
        self.sandbox.order(serde_json::from_value(fault).expect("a fault"));
    }

    /// The tokens that are stored.
    pub fn stored(&self) -> Vec<Value> {
        self.sandbox.state()["tokens"].as_array().expect("tokens").clone()
    }
}
