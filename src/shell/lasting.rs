//! Signals that outlive those who read them.
//!
//! The framework's signals remember every reader that is gone until they next change, and its memos remember it for ever.
//! What is read by screens that come and go would grow with each of them, and so would the work of each change.

use leptos::prelude::*;
use leptos::reactive::graph::{AnySource, Observer, Source, Subscriber, ToAnySource};
use leptos::reactive::traits::{DefinedAt, IsDisposed, Notify, UntrackableGuard};
use std::ops::DerefMut;
use std::panic::Location;

/// A signal or memo that forgets a reader when the reader goes away.
#[derive(Clone, Copy)]
pub struct Lasting<S>(S);

impl<T: Send + Sync + 'static> Lasting<RwSignal<T>> {
    /// A signal with this value.
    pub fn new(value: T) -> Self {
        Self(RwSignal::new(value))
    }
}

impl<S> Lasting<S> {
    /// This signal or memo; from now on it is read through this alone.
    pub fn of(inner: S) -> Self {
        Self(inner)
    }
}

impl<T: 'static, S: Storage<ArcRwSignal<T>>> Track for Lasting<RwSignal<T, S>> {
    fn track(&self) {
        if !self.0.is_disposed() {
            subscribe(self.0.to_any_source());
        }
    }
}

impl<T: Send + Sync + 'static> Track for Lasting<Memo<T>> {
    fn track(&self) {
        if self.0.try_read_untracked().is_some() {
            subscribe(ArcMemo::from(self.0).to_any_source());
        }
    }
}

/// Lets whoever reads now follow the source for as long as it is there: a reader runs in an owner of its own, which
/// is cleaned up before the reader runs again and when it goes.
fn subscribe(source: AnySource) {
    let Some(reader) = Observer::get() else { return };
    reader.add_source(source.clone());
    source.add_subscriber(reader.clone());
    on_cleanup(move || source.remove_subscriber(&reader));
}

impl<S: DefinedAt> DefinedAt for Lasting<S> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.0.defined_at()
    }
}

impl<S: IsDisposed> IsDisposed for Lasting<S> {
    fn is_disposed(&self) -> bool {
        self.0.is_disposed()
    }
}

impl<S: ReadUntracked> ReadUntracked for Lasting<S> {
    type Value = S::Value;

    fn try_read_untracked(&self) -> Option<Self::Value> {
        self.0.try_read_untracked()
    }
}

impl<S: Notify> Notify for Lasting<S> {
    fn notify(&self) {
        self.0.notify();
    }
}

impl<S: Write> Write for Lasting<S> {
    type Value = S::Value;

    fn try_write(&self) -> Option<impl UntrackableGuard<Target = Self::Value>> {
        self.0.try_write()
    }

    fn try_write_untracked(&self) -> Option<impl DerefMut<Target = Self::Value>> {
        self.0.try_write_untracked()
    }
}
