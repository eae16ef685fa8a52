//! A client that keeps its connection and sees how it ends: HTTP/1.1 in plain text, or HTTP/2 with TLS.

mod observed;

use axum::http::{Request, StatusCode};
use bytes::Bytes;
use console_sandbox::faults::Ordered;
use console_sandbox::{Connections, Data, Options, Sandbox};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use observed::Observed;
pub use observed::{End, Ending};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// The token of the demo data's operator.
pub use console_sandbox::DEMO_TOKEN;

/// Where authorizations are.
pub const PATH: &str = "/api/v2/authorizations";

/// What is spoken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protocol {
    Http1,
    Http2,
}

/// Both.
pub const BOTH: [Protocol; 2] = [Protocol::Http1, Protocol::Http2];

/// A stand-in that is served until the test ends.
pub struct Served {
    pub sandbox: Sandbox,
    address: SocketAddr,
    protocol: Protocol,
}

impl Served {
    /// One with demo data that keeps connections.
    pub async fn start(protocol: Protocol) -> Self {
        Self::with(protocol, Connections::Kept).await
    }

    /// One with demo data.
    pub async fn with(protocol: Protocol, connections: Connections) -> Self {
        Self::serve(protocol, Options { connections, ..Options::default() }).await
    }

    /// One of this profile with demo data that keeps connections.
    pub async fn playing(protocol: Protocol, profile: &str) -> Self {
        Self::serve(protocol, Options { plays: profile.parse().unwrap(), ..Options::default() }).await
    }

    async fn serve(protocol: Protocol, options: Options) -> Self {
        let options = Options { data: Data::Demo, faults: true, tls: protocol == Protocol::Http2, ..options };
        let sandbox = Sandbox::new(options).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(sandbox.clone().serve(listener, std::future::pending()));
        Self { sandbox, address, protocol }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Orders a fault for one request.
    pub fn order(&self, method: &str, path: &str, fault: Value) {
        let ordered: Ordered = serde_json::from_value(json!({"method": method, "path": path, "fault": fault})).unwrap();
        self.sandbox.order(ordered);
    }

    /// How many authorizations are stored.
    pub fn stored(&self) -> usize {
        self.sandbox.state()["authorizations"].as_array().unwrap().len()
    }

    /// What became of the requests for authorizations, one by one.
    pub async fn log(&self) -> Vec<Value> {
        let mut line = self.connect().await;
        let told = line.ask("GET", "/__sandbox/requests", "").await.unwrap().json();
        let requests = told["requests"].as_array().unwrap().clone();
        requests.into_iter().filter(|request| request["path"].as_str().unwrap().starts_with(PATH)).collect()
    }

    /// A new connection.
    pub async fn connect(&self) -> Line {
        let (stream, ending) = Observed::new(TcpStream::connect(self.address).await.unwrap());
        let (sender, last) = match self.protocol {
            Protocol::Http1 => {
                let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
                tokio::spawn(connection);
                (Sender::Http1(sender), ending.clone())
            }
            Protocol::Http2 => {
                let mut roots = RootCertStore::empty();
                roots.add(self.sandbox.tls().unwrap().certificate().clone()).unwrap();
                let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
                    .with_safe_default_protocol_versions()
                    .unwrap()
                    .with_root_certificates(roots)
                    .with_no_client_auth();
                config.alpn_protocols = vec![b"h2".to_vec()];
                let name = ServerName::try_from("localhost").unwrap();
                let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap();
                let (stream, last) = Observed::new(stream);
                let (sender, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
                tokio::spawn(connection);
                (Sender::Http2(sender), last)
            }
        };
        Line { sender, ending, last }
    }
}

enum Sender {
    Http1(http1::SendRequest<Full<Bytes>>),
    Http2(http2::SendRequest<Full<Bytes>>),
}

/// One kept connection.
pub struct Line {
    sender: Sender,
    pub ending: Ending,
    last: Ending,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Line {
    /// Whether the last that came was HTTP/2's word that it takes no more requests: which was the last that it may have
    /// carried out, and without which error.
    pub fn said_goaway(&self) -> bool {
        self.last.last() == [0, 0, 8, 7, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0]
    }

    /// Asks as the operator, and waits at most two seconds.
    pub async fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<Answer, Failed> {
        self.ask_as(&format!("Token {DEMO_TOKEN}"), method, path, body).await
    }

    /// Asks with a credential, and waits at most two seconds.
    pub async fn ask_as(&mut self, credential: &str, method: &str, path: &str, body: &str) -> Result<Answer, Failed> {
        let request = Request::builder()
            .method(method)
            .uri(match self.sender {
                Sender::Http1(_) => path.to_owned(),
                Sender::Http2(_) => format!("https://localhost{path}"),
            })
            .header("host", "localhost")
            .header("authorization", credential)
            .body(Full::new(Bytes::copy_from_slice(body.as_bytes())))
            .unwrap();
        let asked = async {
            let response = match &mut self.sender {
                Sender::Http1(sender) => sender.send_request(request).await?,
                Sender::Http2(sender) => sender.send_request(request).await?,
            };
            let status = response.status();
            let body = response.into_body().collect().await?.to_bytes();
            Ok(Answer { status, body })
        };
        match tokio::time::timeout(Duration::from_secs(2), asked).await {
            Ok(answer) => answer.map_err(Failed::Error),
            Err(_silent) => Err(Failed::Silent),
        }
    }

    /// Asks for a new authorization.
    pub async fn create(&mut self, served: &Served) -> Result<Answer, Failed> {
        let org = served.sandbox.state()["orgs"][0]["id"].as_str().unwrap().to_owned();
        let permission = json!({"action": "read", "resource": {"type": "buckets", "orgID": org}});
        self.ask("POST", PATH, &json!({"orgID": org, "permissions": [permission]}).to_string()).await
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Failed {
    Silent,
    Error(hyper::Error),
}

impl Failed {
    /// What HTTP/2 said about this request or all of them.
    pub fn reason(&self) -> Option<h2::Reason> {
        let Self::Error(error) = self else { return None };
        let source = std::error::Error::source(error)?;
        source.downcast_ref::<h2::Error>()?.reason()
    }
}
