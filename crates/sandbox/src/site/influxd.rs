//! Serving as `influxd --assets-path` does (2.0.8 to 2.9).
//!
//! Its oddities are what the console's start must survive: `index.html` may be kept for an hour, and a file that is
//! gone answers `index.html` with 200. Source: the static handler of influxd, measured on 2.7.12 and 2.9.1.

use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::files::{self, Found};

pub(super) async fn respond(dir: &Path, path: &str, method: &Method, asked: &HeaderMap) -> Response {
    let index = dir.join("index.html");
    let file = match files::find(dir, path).await {
        Found::File(file) => file,
        Found::Folder(_) if path.is_empty() => index,
        // A folder answers 200 and nothing at all.
        Found::Folder(_) => return Response::new(Body::empty()),
        Found::Nothing => index,
    };
    send(&file, method, asked).await
}

async fn send(file: &Path, method: &Method, asked: &HeaderMap) -> Response {
    let (Ok(about), Ok(bytes)) = (tokio::fs::metadata(file).await, tokio::fs::read(file).await) else {
        let mut response = Response::new(Body::from("404 page not found\n"));
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    let tag = tag(&about);
    let unchanged = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let length = bytes.len();
    let mut response = if unchanged {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let mut response = Response::new(if method == Method::HEAD { Body::empty() } else { Body::from(bytes) });
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(files::media_type(file)));
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// A strong tag from size and time of change alone, as influxd makes it: the content has no part in it.
fn tag(about: &Metadata) -> String {
    let changed =
        about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_secs());
    format!("\"{:x}{changed:x}\"", about.len())
}
