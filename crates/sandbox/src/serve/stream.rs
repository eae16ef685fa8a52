//! The bytes of one connection, with or without TLS, and how they end.

use crate::faults::By;
use crate::tls::Tls;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// The first byte of every TLS connection: a record of a handshake.
const HANDSHAKE: u8 = 22;

/// A GOAWAY frame without error whose last request is the highest there can be: all may have been carried out.
const GOAWAY: [u8; 17] = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0];

/// How long the other side may take to close as well. Bytes of it that were not read when a socket is closed would make
/// the system send a reset in place of a good end.
const CLOSES_WITHIN: Duration = Duration::from_millis(500);

/// An open connection.
pub enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Stream {
    /// Waits for the first byte and does what it asks for. A server with TLS also answers without, on the same port, so
    /// that a test can ask it things without trusting its certificate.
    pub async fn open(stream: TcpStream, tls: Option<&Tls>) -> io::Result<Self> {
        // Small answers must not wait for each other.
        stream.set_nodelay(true)?;
        let Some(tls) = tls else { return Ok(Self::Plain(stream)) };
        let mut first = [0];
        stream.peek(&mut first).await?;
        match first {
            [HANDSHAKE] => Ok(Self::Tls(Box::new(tls.accept(stream).await?))),
            _ => Ok(Self::Plain(stream)),
        }
    }

    /// Whether both sides agreed on HTTP/2.
    pub fn is_http2(&self) -> bool {
        matches!(self, Self::Tls(stream) if stream.get_ref().1.alpn_protocol() == Some(b"h2"))
    }

    /// Ends the connection in this manner. It may have ended already, which is as good.
    pub async fn end(mut self, by: By) {
        match by {
            By::Rst => {
                let _gone = self.socket().set_zero_linger();
                return;
            }
            By::GoAway if self.is_http2() => {
                let _gone = self.write_all(&GOAWAY).await;
            }
            By::Fin | By::GoAway | By::Refused => {}
        }
        let closed = async {
            self.shutdown().await?;
            tokio::io::copy(&mut self.take(u64::MAX), &mut tokio::io::sink()).await
        };
        let _either = tokio::time::timeout(CLOSES_WITHIN, closed).await;
    }

    fn socket(&self) -> &TcpStream {
        match self {
            Self::Plain(stream) => stream,
            Self::Tls(stream) => stream.get_ref().0,
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(context, into),
            Self::Tls(stream) => Pin::new(stream).poll_read(context, into),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Self::Tls(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(context),
            Self::Tls(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}
