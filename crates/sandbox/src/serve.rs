//! Serving a stand-in on a socket.
//!
//! Connections are handled here and not by a framework, because a fault may have to close one without
//! an answer. With faults switched on every answer also ends its connection: browsers send a request
//! again by themselves when a connection that they reused is closed, and a test of "cut after the change
//! was stored" must not be repaired, or doubled, by that.

use crate::sandbox::{Outcome, Sandbox};
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::fmt;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long requests that are being answered may take after the end was asked for.
const LAST_ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// The connection is to be closed without an answer.
#[derive(Debug)]
struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection was cut on order")
    }
}

impl std::error::Error for Cut {}

impl Sandbox {
    /// Serves until `end` comes, then lets running requests finish.
    pub async fn serve(self, listener: TcpListener, end: impl Future<Output = ()>) -> io::Result<()> {
        let (ending, ended) = watch::channel(());
        let mut connections = JoinSet::new();
        let mut end = std::pin::pin!(end);
        loop {
            tokio::select! {
                () = &mut end => break,
                accepted = listener.accept() => {
                    // One connection that could not be accepted is no reason to stop serving.
                    if let Ok((stream, _)) = accepted {
                        connections.spawn(connection(self.clone(), stream, ended.clone()));
                    }
                }
                Some(_) = connections.join_next() => {}
            }
        }
        drop(listener);
        drop(ending);
        let all = async { while connections.join_next().await.is_some() {} };
        let _late = tokio::time::timeout(LAST_ANSWERS_WITHIN, all).await;
        Ok(())
    }
}

async fn connection(sandbox: Sandbox, stream: TcpStream, mut ended: watch::Receiver<()>) {
    let reuse = !sandbox.options().faults;
    // Small answers must not wait for each other.
    let _nagle = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let sandbox = sandbox.clone();
        async move {
            match sandbox.respond(request.map(Body::new)).await {
                Outcome::Answered(response) => Ok(response),
                Outcome::Cut => Err(Cut),
            }
        }
    });
    let serving = http1::Builder::new().keep_alive(reuse).serve_connection(TokioIo::new(stream), service);
    let mut serving = std::pin::pin!(serving);
    let mut asked = false;
    loop {
        tokio::select! {
            // Errors are cuts and clients that went away; neither is news.
            _done = &mut serving => return,
            _ = ended.changed(), if !asked => {
                asked = true;
                serving.as_mut().graceful_shutdown();
            }
        }
    }
}
