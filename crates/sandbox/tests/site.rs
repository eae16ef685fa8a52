//! The console's files as each manner serves them.

use std::fs;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use console_sandbox::site::{Site, SiteAs};
use http_body_util::BodyExt;

const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
                    content=\"default-src 'none'; connect-src 'self'\"><title>Token Console</title>";

/// A folder of its own for one test, gone at its end.
struct Dist(PathBuf);

impl Dist {
    fn new(test: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("site-{test}-{}", std::process::id()));
        fs::create_dir_all(dir.join("icons")).expect("the temporary folder takes folders");
        for (name, content) in [
            ("index.html", PAGE),
            ("boot.js", "plain"),
            ("boot.js.gz", "as gzip"),
            ("app-0123456789abcdef.wasm", "plain"),
            ("app-0123456789abcdef.wasm.br", "as brotli"),
            ("app-0123456789abcdef.wasm.gz", "as gzip"),
            ("icons/icon.svg", "<svg/>"),
        ] {
            fs::write(dir.join(name), content).expect("the temporary folder takes files");
        }
        Self(dir)
    }

    fn served_as(&self, as_: SiteAs) -> Site {
        Site::new(self.0.clone(), as_)
    }
}

impl Drop for Dist {
    fn drop(&mut self) {
        // What stays behind is in the temporary folder and is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are text here"))
    }
}

async fn ask(site: &Site, request: axum::http::request::Builder) -> Answer {
    let response = site.respond(request.body(Body::empty()).expect("the request is well formed")).await;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("the body is in memory").to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).expect("the files of these tests are text"),
    }
}

async fn get(site: &Site, path: &str) -> Answer {
    ask(site, Request::get(path)).await
}

#[tokio::test]
async fn production_sends_the_best_stored_variant_that_the_visitor_takes() {
    let dist = Dist::new("variants");
    let site = dist.served_as(SiteAs::Production);
    let wasm = "/app-0123456789abcdef.wasm";
    for (path, offer, encoding, body) in [
        (wasm, "gzip, deflate, br", "br", "as brotli"),
        (wasm, "gzip", "gzip", "as gzip"),
        (wasm, "gzip;q=0", "", "plain"),
        (wasm, "identity", "", "plain"),
        ("/boot.js", "gzip, br", "gzip", "as gzip"),
        ("/icons/icon.svg", "gzip, br", "", "<svg/>"),
    ] {
        let answer = ask(&site, Request::get(path).header(header::ACCEPT_ENCODING, offer)).await;
        assert_eq!(answer.body, body, "{path} {offer}");
        assert_eq!(answer.header("content-encoding"), encoding, "{path} {offer}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{path} {offer}");
        assert_eq!(answer.header("content-length"), body.len().to_string(), "{path} {offer}");
    }
    let compressed = ask(&site, Request::get(wasm).header(header::ACCEPT_ENCODING, "br")).await;
    assert_eq!(compressed.header("content-type"), "application/wasm");
}

#[tokio::test]
async fn production_protects_every_answer() {
    let dist = Dist::new("headers");
    let site = dist.served_as(SiteAs::Production);
    for path in ["/", "/app-0123456789abcdef.wasm", "/missing"] {
        let answer = get(&site, path).await;
        for (name, value) in [
            ("content-security-policy", "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("permissions-policy", "clipboard-write=(self), camera=(), microphone=(), geolocation=()"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
    }
}

#[tokio::test]
async fn production_answers_404_for_what_is_not_there() {
    let dist = Dist::new("missing");
    let site = dist.served_as(SiteAs::Production);
    for path in ["/missing.wasm", "/icons/", "/icons", "/../site.rs", "/%2e%2e/%2e%2e/etc/passwd"] {
        assert_eq!(get(&site, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ask(&site, Request::post("/")).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_head_request_gets_the_length_and_no_body() {
    let dist = Dist::new("head");
    for as_ in [SiteAs::Production, SiteAs::Influxd] {
        let answer = ask(&dist.served_as(as_), Request::head("/")).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
        assert_eq!(answer.header("content-length"), PAGE.len().to_string());
    }
}

#[tokio::test]
async fn influxd_answers_the_page_for_what_is_not_there() {
    let dist = Dist::new("influxd");
    let site = dist.served_as(SiteAs::Influxd);
    for path in ["/", "/index.html", "/app-fedcba9876543210.wasm", "/a/b.js"] {
        let answer = get(&site, path).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, PAGE), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=3600", "{path}");
        assert_eq!(answer.header("content-security-policy"), "", "{path}");
    }
    let folder = get(&site, "/icons/").await;
    assert_eq!((folder.status, folder.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn influxd_never_compresses_and_knows_what_the_visitor_has() {
    let dist = Dist::new("conditional");
    let site = dist.served_as(SiteAs::Influxd);
    let wasm = "/app-0123456789abcdef.wasm";
    let first = ask(&site, Request::get(wasm).header(header::ACCEPT_ENCODING, "br, gzip")).await;
    assert_eq!((first.body.as_str(), first.header("content-encoding")), ("plain", ""));
    let tag = first.header("etag").to_owned();
    let second = ask(&site, Request::get(wasm).header(header::IF_NONE_MATCH, tag)).await;
    assert_eq!((second.status, second.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn a_prefix_moves_the_whole_site_below_a_path() {
    let dist = Dist::new("prefix");
    for given in ["/tools/tokens/", "tools/tokens"] {
        let site = dist.served_as(SiteAs::Production).with_prefix(given);
        assert_eq!(get(&site, "/tools/tokens/").await.body, PAGE);
        assert_eq!(get(&site, "/tools/tokens/boot.js").await.body, "plain");
        assert_eq!(get(&site, "/boot.js").await.status, StatusCode::NOT_FOUND);
        let bare = get(&site, "/tools/tokens").await;
        assert_eq!(bare.status, StatusCode::PERMANENT_REDIRECT);
        assert_eq!(bare.header("location"), "/tools/tokens/");
    }
}

#[test]
fn a_manner_is_chosen_by_name() {
    assert_eq!("production".parse(), Ok(SiteAs::Production));
    assert_eq!("influxd".parse(), Ok(SiteAs::Influxd));
    let said = "nginx".parse::<SiteAs>().expect_err("there is no such manner").to_string();
    assert!(said.contains("choose production or influxd"), "{said}");
}
