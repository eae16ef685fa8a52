//! Faults on demand, over a real socket: what was ordered happens, and what is stored is as the fault says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use console_sandbox::{Data, Options, Sandbox};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout};

const OPERATOR: &str = "operator-of-the-tests";
const PATH: &str = "/api/v2/authorizations";

/// A served stand-in; it ends when this is dropped.
struct Served {
    address: SocketAddr,
    _end: oneshot::Sender<()>,
}

/// What came back on one connection.
struct Came {
    bytes: Vec<u8>,
    /// The connection was closed; else it stayed open and silent.
    closed: bool,
}

impl Came {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    fn body(&self) -> String {
        self.text().split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.to_owned())
    }

    fn status(&self) -> u16 {
        self.text().split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0)
    }

    fn announced(&self) -> usize {
        let text = self.text().to_ascii_lowercase();
        let line = text.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
        line.parse().unwrap()
    }
}

impl Served {
    async fn start(options: Options) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel::<()>();
        let sandbox = Sandbox::new(options).unwrap();
        tokio::spawn(sandbox.serve(listener, async move {
            let _dropped = ended.await;
        }));
        Self { address, _end: end }
    }

    /// A server on which setup was run.
    async fn set_up() -> Self {
        let served = Self::start(Options { data: Data::Empty, faults: true, ..Options::default() }).await;
        let setup = json!({
            "username": "admin", "password": "correct-horse", "org": "acme", "bucket": "b", "token": OPERATOR,
        });
        assert_eq!(served.ask("POST", "/api/v2/setup", &setup.to_string()).await.status(), 201);
        served
    }

    async fn ask(&self, method: &str, path: &str, body: &str) -> Came {
        self.ask_with(method, path, &format!("Authorization: Token {OPERATOR}\r\n"), body).await
    }

    async fn ask_with(&self, method: &str, path: &str, headers: &str, body: &str) -> Came {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        let mut piece = [0; 4096];
        loop {
            match timeout(Duration::from_secs(1), stream.read(&mut piece)).await {
                Err(_silent) => return Came { bytes, closed: false },
                Ok(Ok(0) | Err(_)) => return Came { bytes, closed: true },
                Ok(Ok(n)) => bytes.extend_from_slice(&piece[..n]),
            }
        }
    }

    async fn order(&self, method: &str, path: &str, fault: Value) {
        let body = json!({"method": method, "path": path, "fault": fault});
        let got = self.ask("POST", "/__sandbox/faults", &body.to_string()).await;
        assert_eq!(got.status(), 201, "{}", got.text());
    }

    async fn state(&self) -> Value {
        serde_json::from_str(&self.ask("GET", "/__sandbox/state", "").await.body()).unwrap()
    }

    /// How many authorizations are stored.
    async fn stored(&self) -> usize {
        self.state().await["authorizations"].as_array().unwrap().len()
    }

    /// Asks for a new authorization.
    async fn make(&self) -> Came {
        let org = self.state().await["orgs"][0]["id"].as_str().unwrap().to_owned();
        let body =
            json!({"orgID": org, "permissions": [{"action": "read", "resource": {"type": "buckets", "orgID": org}}]});
        self.ask("POST", PATH, &body.to_string()).await
    }
}

#[tokio::test]
async fn a_connection_cut_before_the_change_stores_nothing() {
    let served = Served::set_up().await;
    served.order("POST", PATH, json!({"kind": "cut", "when": "before"})).await;
    let came = served.make().await;
    assert!(came.closed && came.bytes.is_empty(), "{}", came.text());
    assert_eq!(served.stored().await, 1);
    assert_eq!(served.make().await.status(), 201);
}

#[tokio::test]
async fn a_connection_cut_after_the_change_leaves_it_stored() {
    let served = Served::set_up().await;
    served.order("POST", PATH, json!({"kind": "cut", "when": "after"})).await;
    let came = served.make().await;
    assert!(came.closed && came.bytes.is_empty(), "{}", came.text());
    assert_eq!(served.stored().await, 2);
}

#[tokio::test]
async fn another_status_can_be_answered_with_its_headers() {
    let served = Served::set_up().await;
    let fault = json!({
        "kind": "status", "status": 429, "code": "too many requests", "message": "slow down", "headers": {"Retry-After": "2"},
    });
    served.order("POST", PATH, fault).await;
    let came = served.make().await;
    assert_eq!(came.status(), 429);
    assert!(came.text().to_ascii_lowercase().contains("\r\nretry-after: 2\r\n"), "{}", came.text());
    assert_eq!(came.body(), r#"{"code":"too many requests","message":"slow down"}"#);
    assert_eq!(served.stored().await, 1);
}

#[tokio::test]
async fn garbage_can_be_answered_before_or_after_storing() {
    let served = Served::set_up().await;
    served.order("POST", PATH, json!({"kind": "garbage", "what": "html"})).await;
    let came = served.make().await;
    assert!(came.text().contains("content-type: text/html") && came.body().starts_with("<!doctype html>"));
    assert_eq!(served.stored().await, 1);
    served.order("POST", PATH, json!({"kind": "garbage", "what": "json", "stored": true})).await;
    let came = served.make().await;
    assert!(serde_json::from_str::<Value>(&came.body()).is_err());
    assert_eq!(came.body().len(), came.announced());
    assert_eq!(served.stored().await, 2);
}

#[tokio::test]
async fn a_truncated_body_ends_early_and_closes() {
    let served = Served::set_up().await;
    served.order("GET", PATH, json!({"kind": "truncate", "bytes": 40})).await;
    let came = served.ask("GET", PATH, "").await;
    assert!(came.closed);
    assert_eq!(came.body().len(), 40);
    assert!(came.announced() > 1000);
}

#[tokio::test]
async fn a_stalled_body_goes_silent_and_stays_open() {
    let served = Served::set_up().await;
    served.order("GET", PATH, json!({"kind": "stall", "bytes": 40})).await;
    let came = served.ask("GET", PATH, "").await;
    assert!(!came.closed);
    assert_eq!(came.body().len(), 40);
}

#[tokio::test]
async fn a_slow_body_takes_its_time_and_arrives_whole() {
    let served = Served::set_up().await;
    let whole = served.ask("GET", PATH, "").await.body();
    let rate = whole.len() * 4;
    served.order("GET", PATH, json!({"kind": "rate", "bytesPerSecond": rate})).await;
    let begun = Instant::now();
    assert_eq!(served.ask("GET", PATH, "").await.body(), whole);
    assert!(begun.elapsed() >= Duration::from_millis(200), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_delayed_answer_comes_late_and_whole() {
    let served = Served::set_up().await;
    served.order("GET", "/api/v2/*", json!({"kind": "delay", "ms": 150})).await;
    let begun = Instant::now();
    assert_eq!(served.ask("GET", "/api/v2/me", "").await.status(), 200);
    assert!(begun.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_session_can_be_lost() {
    let served = Served::set_up().await;
    let basic = "Authorization: Basic YWRtaW46Y29ycmVjdC1ob3JzZQ==\r\n";
    let signed_in = served.ask_with("POST", "/api/v2/signin", basic, "").await.text();
    let cookie = signed_in.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    assert_eq!(served.ask_with("GET", "/api/v2/me", &cookie, "").await.status(), 200);
    served.order("GET", "/api/v2/me", json!({"kind": "lose-sessions"})).await;
    let came = served.ask_with("GET", "/api/v2/me", &cookie, "").await;
    assert_eq!(came.body(), r#"{"code":"unauthorized","message":"unauthorized access"}"#);
}

#[tokio::test]
async fn faults_are_listed_used_up_and_forgotten() {
    let served = Served::set_up().await;
    let body = json!({"path": "/x", "times": 3, "fault": {"kind": "delay", "ms": 1}});
    served.ask("POST", "/__sandbox/faults", &body.to_string()).await;
    served.ask("GET", "/x", "").await;
    let left: Value = serde_json::from_str(&served.ask("GET", "/__sandbox/faults", "").await.body()).unwrap();
    assert_eq!(left["faults"][0]["times"], 2);
    served.ask("DELETE", "/__sandbox/faults", "").await;
    let none = served.ask("GET", "/__sandbox/faults", "").await.body();
    assert_eq!(none, r#"{"faults":[]}"#);
    let wrong = served.ask("POST", "/__sandbox/faults", r#"{"path":"/x","fault":{"kind":"nap"}}"#).await;
    assert_eq!(wrong.status(), 400);
}

#[tokio::test]
async fn the_state_tells_what_is_stored_without_secrets_and_reset_goes_back() {
    let served = Served::set_up().await;
    let made: Value = serde_json::from_str(&served.make().await.body()).unwrap();
    let state = served.state().await;
    assert_eq!(state["requests"]["POST /api/v2/authorizations"], 1);
    let stored = &state["authorizations"][1];
    assert_eq!(stored["permissions"][0]["resource"]["type"], "buckets");
    let hash = <sha2::Sha256 as sha2::Digest>::digest(made["token"].as_str().unwrap().as_bytes());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(stored["sha256"], hash);
    assert!(!state.to_string().contains(made["token"].as_str().unwrap()));
    assert_eq!(served.ask("POST", "/__sandbox/reset", "").await.status(), 200);
    assert_eq!(served.ask("GET", "/api/v2/setup", "").await.body(), "{\n\t\"allowed\": true\n}");
}

#[tokio::test]
async fn without_the_flag_there_is_no_control() {
    let served = Served::start(Options { data: Data::Empty, ..Options::default() }).await;
    for path in ["/__sandbox/state", "/__sandbox/faults"] {
        assert_eq!(served.ask("GET", path, "").await.status(), 404);
    }
}
