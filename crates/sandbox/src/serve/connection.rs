//! One connection, from its first byte to its end.

use super::stream::Stream;
use crate::faults::By;
use crate::options::Connections;
use crate::requests::Arrival;
use crate::sandbox::{Outcome, Sandbox};
use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};

/// Answers the requests of one connection until either side ends it.
pub async fn serve(sandbox: Sandbox, stream: TcpStream, connection: u64, ended: watch::Receiver<()>) {
    // A client that goes away while it says hello is no news.
    let Ok(mut stream) = Stream::open(stream, sandbox.tls()).await else { return };
    let kept = sandbox.options().connections == Connections::Kept;
    let is_http2 = stream.is_http2();
    let (cut, cuts) = mpsc::channel(1);
    let requests = AtomicU64::new(0);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let request_number = requests.fetch_add(1, Ordering::Relaxed) + 1;
        request.extensions_mut().insert(Arrival { connection, request: request_number });
        respond(sandbox.clone(), request, is_http2, cut.clone())
    });
    let io = TokioIo::new(&mut stream);
    let by = if is_http2 {
        let serving = http2::Builder::new(TokioExecutor::new()).serve_connection(io, service);
        until_over(serving, http2::Connection::graceful_shutdown, ended, cuts).await
    } else {
        let serving = http1::Builder::new().keep_alive(kept).serve_connection(io, service);
        until_over(serving, http1::Connection::graceful_shutdown, ended, cuts).await
    };
    if let Some(by) = by {
        stream.end(by).await;
    }
}

/// The answer to one request. The only error is that HTTP/2 refuses this one request; a connection that is to be cut is
/// told to `cut`, and the answer never comes.
async fn respond(
    sandbox: Sandbox,
    request: Request<Incoming>,
    is_http2: bool,
    cut: mpsc::Sender<By>,
) -> Result<Response, h2::Error> {
    match sandbox.respond(request.map(Body::new)).await {
        Outcome::Answered(response) => Ok(response),
        Outcome::Cut(By::Refused) if is_http2 => Err(h2::Reason::REFUSED_STREAM.into()),
        Outcome::Cut(by) => {
            // If nobody takes it the connection is over already.
            let _over = cut.send(by).await;
            std::future::pending().await
        }
    }
}

/// Serves until the client goes, the server ends, or a fault cuts the connection; then tells how.
async fn until_over<F: Future>(
    serving: F,
    shut_down: impl Fn(Pin<&mut F>),
    mut ended: watch::Receiver<()>,
    mut cuts: mpsc::Receiver<By>,
) -> Option<By> {
    let mut serving = std::pin::pin!(serving);
    let mut asked = false;
    loop {
        tokio::select! {
            // Errors are clients that went away, which is no news.
            _done = &mut serving => return None,
            Some(by) = cuts.recv() => return Some(by),
            _ = ended.changed(), if !asked => {
                asked = true;
                shut_down(serving.as_mut());
            }
        }
    }
}
