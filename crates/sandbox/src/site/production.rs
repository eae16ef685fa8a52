//! Serving as a careful static server does.

use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::files;

/// Headers that every answer carries, whatever it is.
const ALWAYS: [(HeaderName, &str); 4] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "clipboard-write=(self), camera=(), microphone=(), geolocation=()"),
];

pub(super) async fn respond(dir: &Path, path: &str, method: &Method, asked: &HeaderMap) -> Response {
    let name = if path.is_empty() { "index.html" } else { path };
    let served = served(dir, name, method, asked).await;
    let mut response = match served.status() {
        StatusCode::METHOD_NOT_ALLOWED => {
            let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "These are files: they can be read only.\n");
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            response
        }
        status if status.is_client_error() => text(StatusCode::NOT_FOUND, "Not found.\n"),
        status if status.is_server_error() => text(status, "This file could not be read.\n"),
        _ => told(served, Path::new(name)),
    };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = policy(dir).await {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The file, or the best stored variant of it that the visitor takes.
async fn served(dir: &Path, name: &str, method: &Method, asked: &HeaderMap) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method.clone();
    *request.headers_mut() = asked.clone();
    let Ok(uri) = format!("/{name}").parse() else {
        return text(StatusCode::NOT_FOUND, "Not found.\n");
    };
    *request.uri_mut() = uri;
    let folder = ServeDir::new(dir).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let Ok(response) = folder.oneshot(request).await;
    response.map(Body::new)
}

/// An answer with the type that the file's name stands for, and how long it may be kept.
fn told(mut response: Response, file: &Path) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(files::media_type(file)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_rule(file)));
    response
}

/// A name made from the content can be kept for ever; the page itself never, and what else there is must be asked for again.
fn cache_rule(file: &Path) -> &'static str {
    if file.extension().is_some_and(|extension| extension == "html") {
        "no-store"
    } else if is_named_by_content(file) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Packaged names end in a dash and the first 16 hexadecimal digits of the content's SHA-256.
fn is_named_by_content(file: &Path) -> bool {
    file.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.rsplit_once('-')).is_some_and(|(_, digest)| {
        digest.len() == 16 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// The policy that the page carries in a `<meta>`, so that there is one source, plus what only a header can say.
async fn policy(dir: &Path) -> Option<HeaderValue> {
    let page = tokio::fs::read_to_string(dir.join("index.html")).await.ok()?;
    let policy = policy_of(&page)?;
    HeaderValue::from_str(&format!("{policy}; frame-ancestors 'none'")).ok()
}

fn policy_of(page: &str) -> Option<&str> {
    let at = page.find("http-equiv=\"Content-Security-Policy\"")?;
    let start = page[..at].rfind('<')?;
    let tag = &page[start..start + page[start..].find('>')?];
    let (_, content) = tag.split_once("content=\"")?;
    let (policy, _) = content.split_once('"')?;
    Some(policy.trim_end_matches([';', ' ']))
}

fn text(status: StatusCode, sentence: &'static str) -> Response {
    let mut response = Response::new(Body::from(sentence));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_made_from_the_content_are_kept_for_ever() {
        for (name, expected) in [
            ("index.html", "no-store"),
            ("boot.js", "no-cache"),
            ("robots.txt", "no-cache"),
            ("console-0123456789abcdef.css", "public, max-age=31536000, immutable"),
            ("console-0123456789ABCDEF.css", "no-cache"),
            ("console-0123456789abcde.css", "no-cache"),
            ("0123456789abcdef.css", "no-cache"),
        ] {
            assert_eq!(cache_rule(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn the_policy_is_read_from_the_page() {
        let page = "<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
                    content=\"default-src 'none'; script-src 'self';\"><title>x</title>";
        assert_eq!(policy_of(page), Some("default-src 'none'; script-src 'self'"));
        assert_eq!(policy_of("<head><meta charset=\"utf-8\">"), None);
    }
}
