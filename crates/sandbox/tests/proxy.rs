//! The proxy against a server of a few lines.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use console_sandbox::proxy::Proxy;
use http_body_util::BodyExt;
use tokio::net::TcpListener;

/// Answers with what it was asked, so that a test can see what arrived.
async fn echo(request: Request<Body>) -> impl IntoResponse {
    let (parts, body) = request.into_parts();
    let body: Bytes = body.collect().await.expect("the proxy sends the whole body").to_bytes();
    let mut said = format!("{} {}\n", parts.method, parts.uri);
    for name in ["host", "cookie", "authorization", "connection", "x-private-hop"] {
        let value = parts.headers.get(name).map_or("-", |value| value.to_str().expect("headers are text here"));
        said.push_str(&format!("{name}: {value}\n"));
    }
    said.push_str(&String::from_utf8_lossy(&body));
    let mut headers = HeaderMap::new();
    for cookie in ["a=1; Path=/api/", "b=2"] {
        headers.append("set-cookie", cookie.parse().expect("the cookie is text"));
    }
    (StatusCode::CREATED, headers, said)
}

async fn echo_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port exists");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(any(echo))).await });
    address.to_string()
}

#[tokio::test]
async fn a_request_arrives_whole_and_the_answer_comes_back_whole() {
    let address = echo_server().await;
    let proxy = Proxy::new(&format!("http://{address}")).expect("the address is plain http");
    let request = Request::post("/api/v2/authorizations?org=a%20b")
        .header("host", "console.example:8087")
        .header("cookie", "session=abc")
        .header("authorization", "Token t")
        .header("connection", "keep-alive, x-private-hop")
        .header("x-private-hop", "1")
        .body(Body::from("{\"a\":1}"))
        .expect("the request is well formed");
    let answer = proxy.respond(request).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1; Path=/api/", "b=2"]);
    let body = answer.into_body().collect().await.expect("the answer is whole").to_bytes();
    assert_eq!(
        String::from_utf8_lossy(&body),
        format!(
            "POST /api/v2/authorizations?org=a%20b\nhost: {address}\ncookie: session=abc\nauthorization: Token t\n\
             connection: -\nx-private-hop: -\n{{\"a\":1}}"
        )
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_clear_502() {
    // The port was free a moment ago and nothing listens on it now.
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a free port exists");
    let address = free.local_addr().expect("a bound socket has an address");
    drop(free);
    let proxy = Proxy::new(&format!("http://{address}")).expect("the address is plain http");
    let request = Request::get("/health").body(Body::empty()).expect("the request is well formed");
    let answer = proxy.respond(request).await;
    assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
    let body = answer.into_body().collect().await.expect("the answer is whole").to_bytes();
    let said = String::from_utf8_lossy(&body);
    assert!(said.contains(&format!("The server at http://{address} could not be reached")), "{said}");
}
