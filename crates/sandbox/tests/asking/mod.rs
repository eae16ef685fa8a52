//! Asking a stand-in in process: requests in a line, answers as JSON.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use console_sandbox::{Data, Options, Plays, Sandbox};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

/// The token that setup is given.
pub const OPERATOR: &str = "operator-of-the-tests";

/// An answer.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn message(&self) -> String {
        self.json()["message"].as_str().unwrap_or("").to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A text of the answer by JSON pointer.
    pub fn at(&self, pointer: &str) -> String {
        self.json()
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no {pointer} in {self:?}"))
            .to_owned()
    }
}

/// One stand-in being asked.
pub struct Asked {
    pub router: Router,
    pub sandbox: Sandbox,
    pub org: String,
    pub user: String,
    pub bucket: String,
}

impl Asked {
    /// A server of this profile on which setup was run: user `admin`, organization `acme`, bucket `telemetry`.
    pub async fn set_up(profile: &str) -> Self {
        let mut asked = Self::started(profile, Data::Empty);
        let setup = json!({
            "username": "admin", "password": "correct-horse", "org": "acme", "bucket": "telemetry", "token": OPERATOR,
        });
        let got = asked.send("POST", "/api/v2/setup", &[], setup.to_string()).await;
        assert_eq!(got.status, 201, "{got:?}");
        asked.org = got.at("/org/id");
        asked.user = got.at("/user/id");
        asked.bucket = got.at("/bucket/id");
        asked
    }

    /// A server with this data.
    pub fn started(profile: &str, data: Data) -> Self {
        let plays: Plays = profile.parse().unwrap();
        let options = Options { plays, data, faults: true, ..Options::default() };
        let sandbox = Sandbox::new(options).unwrap();
        let (org, user, bucket) = <(String, String, String)>::default();
        Self { router: sandbox.router(), sandbox, org, user, bucket }
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: String) -> Got {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.map(|b| b.to_bytes()).unwrap_or_default();
        Got {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Asks with a token and no body.
    pub async fn get(&self, path: &str, token: &str) -> Got {
        self.send("GET", path, &[("authorization", &format!("Token {token}"))], String::new()).await
    }

    /// Asks with a token and a JSON body.
    pub async fn ask(&self, method: &str, path: &str, token: &str, body: Value) -> Got {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(method, path, &[("authorization", &format!("Token {token}"))], body).await
    }

    /// Makes a token with these permissions and gives its secret.
    pub async fn mint(&self, permissions: Value) -> String {
        let body = json!({"orgID": self.org, "permissions": permissions});
        let got = self.ask("POST", "/api/v2/authorizations", OPERATOR, body).await;
        assert_eq!(got.status, 201, "{got:?}");
        got.at("/token")
    }

    /// Signs in and gives the cookie line to send.
    pub async fn sign_in(&self, user: &str, password: &str) -> String {
        use base64::Engine;
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
        let got =
            self.send("POST", "/api/v2/signin", &[("authorization", &format!("Basic {pair}"))], String::new()).await;
        assert_eq!(got.status, 204, "{got:?}");
        got.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }
}

/// A permission in one line.
pub fn permission(action: &str, resource: Value) -> Value {
    json!({"action": action, "resource": resource})
}
