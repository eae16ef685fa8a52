//! Serves the built console from a folder, in one of two manners.
//!
//! *Production* is how a careful static server does it: stored compressed variants, security headers, cache rules.
//! *Influxd* is how `influxd --assets-path` does it: none of these, and every missing path answers `index.html`.
//! The end-to-end tests run under both, so that the console is known to work behind either.
//!
//! It does not list folders and never leaves its folder.

mod files;
mod influxd;
mod production;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::Response;

/// The manner in which the files are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SiteAs {
    /// Compressed variants, security headers, long caching of hashed names, 404 for what is missing.
    #[default]
    Production,
    /// What `influxd --assets-path` does, versions 2.0.8 to 2.9.
    Influxd,
}

/// The name given is not a manner of serving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSiteAs {
    given: String,
}

impl fmt::Display for UnknownSiteAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a way to serve the files; choose production or influxd", self.given)
    }
}

impl std::error::Error for UnknownSiteAs {}

impl FromStr for SiteAs {
    type Err = UnknownSiteAs;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "production" => Ok(Self::Production),
            "influxd" => Ok(Self::Influxd),
            _ => Err(UnknownSiteAs { given: name.to_owned() }),
        }
    }
}

/// A folder with the built console, and how to serve it.
#[derive(Debug, Clone)]
pub struct Site {
    dir: PathBuf,
    as_: SiteAs,
    prefix: String,
}

impl Site {
    /// Serves `dir` at the root of the server.
    #[must_use]
    pub fn new(dir: PathBuf, as_: SiteAs) -> Self {
        Self { dir, as_, prefix: "/".to_owned() }
    }

    /// Serves the folder below a path such as `/tools/tokens/` instead; slashes at both ends are added where missing.
    #[must_use]
    pub fn with_prefix(self, prefix: &str) -> Self {
        let inner = prefix.trim_matches('/');
        let prefix = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        Self { prefix, ..self }
    }

    /// The path below which the files are found; it begins and ends with a slash.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Answers one request; it never fails, what cannot be served is an answer too.
    pub async fn respond(&self, request: Request<Body>) -> Response {
        let path = request.uri().path();
        let Some(inner) = path.strip_prefix(&self.prefix) else {
            // Relative links need the slash at the end, so a visitor without it is sent on.
            if format!("{path}/") == self.prefix {
                return moved_to(&self.prefix);
            }
            return not_here();
        };
        match self.as_ {
            SiteAs::Production => production::respond(&self.dir, inner, request.method(), request.headers()).await,
            SiteAs::Influxd => influxd::respond(&self.dir, inner, request.method(), request.headers()).await,
        }
    }
}

fn moved_to(place: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    if let Ok(place) = HeaderValue::from_str(place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

fn not_here() -> Response {
    let mut response = Response::new(Body::from("Not found.\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
