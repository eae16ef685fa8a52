//! Bodies that do not come through: cut off, stalled or slow.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Frame};
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Sleep;

/// What is done to a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// So many bytes, then the connection is closed.
    Truncate(usize),
    /// So many bytes, then silence.
    Stall(usize),
    /// So many bytes a second.
    Slow(usize),
}

/// How often a slow body sends a piece.
const TICK: Duration = Duration::from_millis(50);

/// Before a connection is closed what was sent so far must have left; without this pause the server
/// library would drop it with the connection.
const FLUSH: Duration = Duration::from_millis(50);

/// The response with its body damaged; its length is announced in full.
pub async fn harmed(response: Response, damage: Damage) -> Response {
    let (mut parts, body) = response.into_parts();
    // The bodies of the stand-in are whole in memory, so collecting one cannot fail.
    let bytes = body.collect().await.map(|b| b.to_bytes()).unwrap_or_default();
    let announced = match damage {
        // An empty body cannot break off, so at least one byte more than is sent is promised.
        Damage::Truncate(n) | Damage::Stall(n) => bytes.len().max(n.min(bytes.len()) + 1),
        Damage::Slow(_) => bytes.len(),
    };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(announced));
    Response::from_parts(parts, Body::new(Harmed::new(bytes, damage)))
}

struct Harmed {
    rest: Bytes,
    damage: Damage,
    /// What the next step waits for.
    wait: Option<Pin<Box<Sleep>>>,
}

impl Harmed {
    fn new(bytes: Bytes, damage: Damage) -> Self {
        let rest = match damage {
            Damage::Truncate(n) | Damage::Stall(n) => bytes.slice(..n.min(bytes.len())),
            Damage::Slow(_) => bytes,
        };
        Self { rest, damage, wait: None }
    }

    /// The next piece, and how long to wait after it.
    fn piece(&mut self) -> (Bytes, Duration) {
        match self.damage {
            Damage::Slow(rate) => {
                let ticks_a_second = 1000 / TICK.as_millis() as usize;
                let size = (rate / ticks_a_second).max(1).min(self.rest.len());
                (self.rest.split_to(size), TICK)
            }
            _ => (self.rest.split_off(0), FLUSH),
        }
    }
}

impl HttpBody for Harmed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(wait) = &mut self.wait {
            if wait.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.wait = None;
        }
        if !self.rest.is_empty() {
            let (piece, pause) = self.piece();
            self.wait = Some(Box::pin(tokio::time::sleep(pause)));
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match self.damage {
            Damage::Truncate(_) => Poll::Ready(Some(Err(io::Error::other("cut off on order")))),
            // Nobody wakes this task again; it ends when the client closes the connection.
            Damage::Stall(_) => Poll::Pending,
            Damage::Slow(_) => Poll::Ready(None),
        }
    }
}
