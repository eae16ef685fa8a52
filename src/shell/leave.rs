//! Leaving the page: asking before, and wiping on the way out.

use leptos::ev;
use leptos::leptos_dom::helpers::{WindowListenerHandle, window_event_listener};
use leptos::prelude::*;

/// Lets the browser ask before the page is left, as long as `needed` says so.
///
/// The listener is there only while it is needed: it keeps the page out of the back/forward cache.
pub fn ask_before_leaving(needed: Signal<bool>) {
    let listener = StoredValue::new_local(None::<WindowListenerHandle>);
    let remove = move || {
        if let Some(Some(listener)) = listener.try_update_value(Option::take) {
            listener.remove();
        }
    };
    Effect::new(move |_| {
        remove();
        if needed.get() {
            let handle = window_event_listener(ev::beforeunload, |event| {
                event.prevent_default();
                // Older browsers ask only if this is set; none shows the text.
                event.set_return_value("unsaved");
            });
            listener.set_value(Some(handle));
        }
    });
    on_cleanup(remove);
}

/// Runs when the page goes away, also into the back/forward cache, from where it may come back.
pub fn on_leaving(run: impl Fn() + 'static) {
    let listener = window_event_listener(ev::pagehide, move |_| run());
    on_cleanup(move || listener.remove());
}
