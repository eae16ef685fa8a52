//! One attempt at a time: the next one calls the one before off.

use futures::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A place where one attempt is under way at a time.
#[derive(Clone, Copy)]
pub struct OneAtATime(StoredValue<Option<AbortHandle>>);

impl Default for OneAtATime {
    fn default() -> Self {
        Self(StoredValue::new(None))
    }
}

impl OneAtATime {
    /// Begins an attempt and calls the one before off: that is dropped where it waits, with all that it holds.
    /// `ended` hears that this one is over, in whichever manner.
    pub fn begin(self, attempt: impl Future<Output = ()> + 'static, ended: impl FnOnce() + 'static) {
        self.call_off();
        let (attempt, handle) = abortable(attempt);
        self.0.set_value(Some(handle));
        spawn_local(async move {
            if attempt.await.is_ok() {
                // It came to its end, so what is noted is its own.
                self.0.set_value(None);
            }
            ended();
        });
    }

    /// Calls off what is under way; says whether anything was.
    pub fn call_off(self) -> bool {
        let handle = self.0.try_update_value(Option::take).flatten();
        handle.map(|handle| handle.abort()).is_some()
    }

    /// Whether an attempt is under way.
    pub fn is_under_way(self) -> bool {
        self.0.with_value(Option::is_some)
    }
}
