//! A connection that remembers how the other side ended it, and what came last.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How a connection was ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// In good order: by FIN, or by the end of TLS, after which a client lets the socket go by itself.
    InOrder,
    Reset,
}

/// How this connection was ended, if it was, and the last bytes that came.
#[derive(Clone, Default)]
pub struct Ending(Arc<Mutex<(Option<End>, Vec<u8>)>>);

/// As long as the frame by which HTTP/2 says that it ends.
const LAST: usize = 17;

impl Ending {
    /// Waits a while for the end.
    pub async fn seen(&self) -> Option<End> {
        for _ in 0..100 {
            let end = self.0.lock().unwrap().0;
            if end.is_some() {
                return end;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        None
    }

    /// The last bytes that came.
    pub fn last(&self) -> Vec<u8> {
        self.0.lock().unwrap().1.clone()
    }

    fn came(&self, bytes: &[u8]) {
        let last = &mut self.0.lock().unwrap().1;
        last.extend_from_slice(bytes);
        let more = last.len().saturating_sub(LAST);
        last.drain(..more);
    }
}

pub struct Observed<S> {
    stream: S,
    ending: Ending,
}

impl<S> Observed<S> {
    pub fn new(stream: S) -> (Self, Ending) {
        let ending = Ending::default();
        (Self { stream, ending: ending.clone() }, ending)
    }
}

impl<S> Drop for Observed<S> {
    fn drop(&mut self) {
        self.ending.0.lock().unwrap().0.get_or_insert(End::InOrder);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Observed<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        let end = match &read {
            Poll::Ready(Ok(())) if into.filled().len() == before => Some(End::InOrder),
            Poll::Ready(Err(error)) if error.kind() == io::ErrorKind::ConnectionReset => Some(End::Reset),
            _ => None,
        };
        if end.is_some() {
            self.ending.0.lock().unwrap().0 = end;
        }
        self.ending.came(&into.filled()[before..]);
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Observed<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
