//! Serving a stand-in on a socket.
//!
//! Connections are handled here and not by a framework, because a fault may have to end one without an answer, in a
//! manner that the fault says.

mod connection;
mod stream;

use crate::sandbox::Sandbox;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long requests that are being answered may take after the end was asked for.
const LAST_ANSWERS_WITHIN: Duration = Duration::from_secs(2);

impl Sandbox {
    /// Serves until `end` comes, then lets running requests finish.
    pub async fn serve(self, listener: TcpListener, end: impl Future<Output = ()>) -> io::Result<()> {
        let (ending, ended) = watch::channel(());
        let mut connections = JoinSet::new();
        let mut end = std::pin::pin!(end);
        let mut number = 0;
        loop {
            tokio::select! {
                () = &mut end => break,
                accepted = listener.accept() => {
                    // One connection that could not be accepted is no reason to stop serving.
                    if let Ok((stream, _)) = accepted {
                        number += 1;
                        connections.spawn(connection::serve(self.clone(), stream, number, ended.clone()));
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
