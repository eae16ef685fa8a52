//! One origin for the console and its server: which of them answers which path.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR};
use axum::body::Body;
use axum::http::Request;
use console_sandbox::{Data, Options, Sandbox};
use http_body_util::BodyExt;
use std::fs;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// A folder with a built console of one page; it is removed when this is dropped.
struct Built(PathBuf);

impl Built {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("console-sandbox-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("index.html"), "<!doctype html><title>the console</title>").unwrap();
        Self(dir)
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        let _left = fs::remove_dir_all(&self.0);
    }
}

async fn text(sandbox: &Sandbox, path: &str) -> String {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let Ok(response) = sandbox.router().oneshot(request).await;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn the_api_is_played_and_everything_else_is_the_console() {
    let built = Built::new("site");
    let options = Options { data: Data::Empty, site: Some(built.0.clone()), ..Options::default() };
    let sandbox = Sandbox::new(options).unwrap();
    assert!(text(&sandbox, "/").await.contains("the console"));
    assert!(text(&sandbox, "/api/v2/setup").await.contains("allowed"));
    assert!(text(&sandbox, "/health").await.contains("ready for queries and writes"));
    assert!(text(&sandbox, "/private/legacy/authorizations").await.contains("unauthorized access"));
}

#[tokio::test]
async fn with_a_server_the_api_is_passed_on() {
    let real = Asked::set_up("oss-2.7").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(real.sandbox.clone().serve(listener, std::future::pending()));
    let built = Built::new("server");
    let options = Options { server: Some(server), site: Some(built.0.clone()), ..Options::default() };
    let sandbox = Sandbox::new(options).unwrap();
    assert!(text(&sandbox, "/").await.contains("the console"));
    let request = Request::builder()
        .uri("/api/v2/me")
        .header("authorization", format!("Token {OPERATOR}"))
        .body(Body::empty())
        .unwrap();
    let Ok(response) = sandbox.router().oneshot(request).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-influxdb-version"], "v2.7.12");
}

#[tokio::test]
async fn a_server_address_that_cannot_be_used_is_said() {
    let options = Options { server: Some("https://influx.example".to_owned()), ..Options::default() };
    assert!(Sandbox::new(options).unwrap_err().to_string().contains("plain http only"));
}
