//! Serving as a careful static server does.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::files::{self, Found};

/// Headers that every answer carries, whatever it is.
const ALWAYS: [(HeaderName, &str); 4] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "clipboard-write=(self), camera=(), microphone=(), geolocation=()"),
];

pub(super) async fn respond(dir: &Path, path: &str, method: &Method, asked: &HeaderMap) -> Response {
    let mut response = if method == Method::GET || method == Method::HEAD {
        let name = if path.is_empty() { "index.html" } else { path };
        match files::find(dir, name).await {
            Found::File(file) => send(&file, method, asked).await,
            Found::Folder(_) | Found::Nothing => text(StatusCode::NOT_FOUND, "Not found.\n"),
        }
    } else {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "These are files: they can be read only.\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
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

async fn send(file: &Path, method: &Method, asked: &HeaderMap) -> Response {
    let (stored, encoding) = variant(file, asked).await;
    let Ok(bytes) = tokio::fs::read(&stored).await else {
        return text(StatusCode::INTERNAL_SERVER_ERROR, "This file could not be read.\n");
    };
    let length = bytes.len();
    let mut response = Response::new(if method == Method::HEAD { Body::empty() } else { Body::from(bytes) });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(files::media_type(file)));
    headers.insert(header::VARY, HeaderValue::from_name(header::ACCEPT_ENCODING));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_rule(file)));
    response
}

/// A stored variant of a file.
struct Encoding {
    name: &'static str,
    suffix: &'static str,
}

/// In the order in which they are preferred.
const ENCODINGS: [Encoding; 2] = [Encoding { name: "br", suffix: "br" }, Encoding { name: "gzip", suffix: "gz" }];

/// The best variant that is stored and that the visitor takes; the file itself where there is none.
async fn variant(file: &Path, asked: &HeaderMap) -> (PathBuf, Option<&'static Encoding>) {
    for encoding in &ENCODINGS {
        if !accepts(asked, encoding.name) {
            continue;
        }
        let mut stored = file.as_os_str().to_owned();
        stored.push(".");
        stored.push(encoding.suffix);
        if tokio::fs::try_exists(&stored).await.unwrap_or(false) {
            return (stored.into(), Some(encoding));
        }
    }
    (file.to_owned(), None)
}

/// Whether the visitor takes the encoding: it is named, and not with a weight of zero.
fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
            let refused = parameters
                .trim()
                .strip_prefix("q=")
                .and_then(|weight| weight.trim().parse::<f32>().ok())
                .is_some_and(|weight| weight == 0.0);
            name.trim().eq_ignore_ascii_case(encoding) && !refused
        })
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
    fn an_encoding_with_weight_zero_is_refused() {
        for (offer, expected) in [
            ("br", true),
            ("gzip, deflate, br", true),
            ("gzip;q=1.0, BR;q=0.5", true),
            ("br;q=0", false),
            ("br; q=0.0", false),
            ("gzip", false),
            ("brotli", false),
            ("", false),
        ] {
            let mut asked = HeaderMap::new();
            asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(offer));
            assert_eq!(accepts(&asked, "br"), expected, "{offer:?}");
        }
        assert!(!accepts(&HeaderMap::new(), "br"));
    }

    #[test]
    fn the_policy_is_read_from_the_page() {
        let page = "<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
                    content=\"default-src 'none'; script-src 'self';\"><title>x</title>";
        assert_eq!(policy_of(page), Some("default-src 'none'; script-src 'self'"));
        assert_eq!(policy_of("<head><meta charset=\"utf-8\">"), None);
    }
}
