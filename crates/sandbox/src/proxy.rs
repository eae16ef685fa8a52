//! Passes the API paths on to a real InfluxDB, so that the console and the API share one origin and cookies work.
//!
//! It speaks plain HTTP to the server and changes nothing but what a proxy must: the host and the headers that belong
//! to one connection only. It is a tool for one's own machine, not a gateway to put before a production server.

use std::fmt;
use std::time::Duration;

use axum::body::Body;
use axum::http::uri::{Authority, PathAndQuery, Scheme, Uri};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// How long the server may take to accept a connection.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// Paths that influxd never takes from the assets folder: these prefixes, whatever follows.
/// `/v1` and `/docs` are compared letter by letter there, so `/v10` belongs to them too.
const PREFIXES: [&str; 5] = ["/api/", "/private/", "/v1", "/docs", "/debug/"];

/// The same, for whole paths.
const PATHS: [&str; 6] = ["/query", "/write", "/ping", "/health", "/ready", "/metrics"];

/// Headers that are about one connection and must not be passed on.
const ONE_HOP: [HeaderName; 7] = [
    header::CONNECTION,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// The address given cannot be proxied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProxyError {
    /// It is not an address with a scheme and a host.
    NotAnAddress {
        /// What was given.
        given: String,
    },
    /// It asks for an encrypted connection.
    Encrypted {
        /// What was given.
        given: String,
    },
    /// It has a path, under which influxd cannot be reached.
    HasPath {
        /// What was given.
        given: String,
    },
}

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnAddress { given } => {
                write!(f, "\"{given}\" is not a server address; write it as http://localhost:8086")
            }
            Self::Encrypted { given } => write!(
                f,
                "\"{given}\" uses https, and this proxy speaks plain http only; give an http:// address of the server, \
                 or let the server serve the built console itself with influxd --assets-path"
            ),
            Self::HasPath { given } => {
                write!(f, "\"{given}\" has a path; give the address alone, such as http://localhost:8086")
            }
        }
    }
}

impl std::error::Error for ProxyError {}

/// A way to one real server.
#[derive(Debug, Clone)]
pub struct Proxy {
    server: Authority,
    client: Client<HttpConnector, Body>,
}

impl Proxy {
    /// Prepares the way to `server`, an address such as `http://localhost:8086`; nothing is sent yet.
    pub fn new(server: &str) -> Result<Self, ProxyError> {
        let given = server.trim().to_owned();
        let Ok(address) = given.parse::<Uri>() else {
            return Err(ProxyError::NotAnAddress { given });
        };
        if address.scheme() == Some(&Scheme::HTTPS) {
            return Err(ProxyError::Encrypted { given });
        }
        let (Some(authority), true) = (address.authority().cloned(), address.scheme() == Some(&Scheme::HTTP)) else {
            return Err(ProxyError::NotAnAddress { given });
        };
        if address.path_and_query().is_some_and(|rest| rest != "/") {
            return Err(ProxyError::HasPath { given });
        }
        let mut connector = HttpConnector::new();
        connector.set_connect_timeout(Some(CONNECT_WITHIN));
        Ok(Self { server: authority, client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    /// Whether a path belongs to the server and not to the console's files.
    #[must_use]
    pub fn takes(path: &str) -> bool {
        PATHS.contains(&path) || PREFIXES.iter().any(|prefix| path.starts_with(prefix))
    }

    /// Sends the request on and returns the server's answer; both bodies are streamed.
    pub async fn respond(&self, request: Request<Body>) -> Response {
        let (mut parts, body) = request.into_parts();
        parts.uri = self.address_of(parts.uri.path_and_query());
        strip_one_hop(&mut parts.headers);
        // The client writes the host from the address.
        parts.headers.remove(header::HOST);
        match self.client.request(Request::from_parts(parts, body)).await {
            Ok(answer) => {
                let mut answer = answer.map(Body::new);
                strip_one_hop(answer.headers_mut());
                answer
            }
            Err(error) => self.unreachable(&error),
        }
    }

    fn address_of(&self, path: Option<&PathAndQuery>) -> Uri {
        let mut parts = axum::http::uri::Parts::default();
        parts.scheme = Some(Scheme::HTTP);
        parts.authority = Some(self.server.clone());
        parts.path_and_query = Some(path.cloned().unwrap_or_else(|| PathAndQuery::from_static("/")));
        Uri::from_parts(parts).expect("scheme, authority and path are all there")
    }

    fn unreachable(&self, error: &hyper_util::client::legacy::Error) -> Response {
        let what = if error.is_connect() { "could not be reached" } else { "did not answer as an HTTP server does" };
        let sentence = format!(
            "The server at http://{} {what}. Check that it is running and that the address is right.\n",
            self.server
        );
        let mut response = Response::new(Body::from(sentence));
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        response
    }
}

/// Removes the headers of one connection, those that `Connection` names included.
fn strip_one_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named.iter().chain(&ONE_HOP) {
        headers.remove(name);
    }
    headers.remove("keep-alive");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_http_address_without_a_path_is_taken() {
        for given in ["http://localhost:8086", "http://10.0.0.5:8086/", " http://[::1]:9999 "] {
            assert!(Proxy::new(given).is_ok(), "{given}");
        }
        for (given, expected) in [
            ("localhost:8086", "is not a server address"),
            ("ftp://localhost", "is not a server address"),
            ("", "is not a server address"),
            ("http://", "is not a server address"),
            ("https://localhost:8086", "plain http only"),
            ("http://localhost:8086/influx", "has a path"),
        ] {
            let said = Proxy::new(given).expect_err(given).to_string();
            assert!(said.contains(expected), "{given}: {said}");
        }
    }

    #[test]
    fn the_paths_of_the_api_are_told_from_those_of_the_files() {
        for path in
            ["/api/v2/buckets", "/api/v2", "/private/x", "/health", "/ready", "/ping", "/metrics", "/v10", "/docs-x"]
        {
            assert!(Proxy::takes(path), "{path}");
        }
        for path in ["/", "/index.html", "/boot.js", "/tools/tokens/", "/healthy", "/apis"] {
            assert!(!Proxy::takes(path), "{path}");
        }
    }
}
