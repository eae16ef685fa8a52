//! Tasks that end with what they work for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// How long the owner in which it was made lives.
#[derive(Clone, Copy)]
pub struct Lifetime(StoredValue<()>);

impl Default for Lifetime {
    fn default() -> Self {
        Self(StoredValue::new(()))
    }
}

impl Lifetime {
    /// Whether the owner is gone, and every signal of it.
    pub fn is_over(self) -> bool {
        self.0.is_disposed()
    }

    /// Runs a task that is dropped where it waits once the owner is gone, so that a late answer finds nobody.
    ///
    /// What has to come to its end whoever is there by then (a create that was sent) is spawned without.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        spawn_local(Bound { lifetime: self, task: Box::pin(task) });
    }
}

/// A task that goes on only while its owner is there.
struct Bound {
    lifetime: Lifetime,
    task: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Bound {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.lifetime.is_over() { Poll::Ready(()) } else { self.task.as_mut().poll(context) }
    }
}
