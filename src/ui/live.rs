//! Announcements: what changed on the page, for people who do not see it change.
//!
//! There is one polite and one assertive region, created with the page, because a region that appears together with
//! its text is not read. A modal dialog makes the rest of the page inert, so it has regions of its own and
//! hands their announcer to its content; `use_announcer` finds the nearest.
//! A secret is never announced.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// How long a count waits for the next one before it is said: about the pause after typing.
const SETTLE: Duration = Duration::from_millis(500);

/// Says things into the nearest live regions.
#[derive(Clone, Copy)]
pub struct Announcer {
    polite: RwSignal<String>,
    assertive: RwSignal<String>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Announcer {
    /// An announcer that nobody hears until its regions are drawn.
    pub fn new() -> Self {
        Self {
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
            waiting: StoredValue::new(None),
        }
    }

    /// Says it when the reader pauses.
    pub fn say(&self, text: impl Into<String>) {
        put(self.polite, text.into());
    }

    /// Says it half a second from now, unless another text comes first: for counts that change while somebody types.
    pub fn say_soon(&self, text: impl Into<String>) {
        let Self { polite, waiting, .. } = *self;
        if let Some(Some(earlier)) = waiting.try_get_value() {
            earlier.clear();
        }
        let text = text.into();
        let handle = set_timeout_with_handle(move || put(polite, text), SETTLE);
        waiting.try_set_value(handle.ok());
    }

    /// Takes back what was said and not heard yet: it is no word about the screen that comes.
    pub fn forget(&self) {
        if let Some(Some(waiting)) = self.waiting.try_update_value(Option::take) {
            waiting.clear();
        }
        self.polite.try_set(String::new());
        self.leave();
    }

    /// Takes back what was said at once. It was about something that was pressed, and that is left.
    pub fn leave(&self) {
        self.assertive.try_set(String::new());
    }

    /// Says it at once, over whatever is being read. It stays until the place is left.
    pub fn alert(&self, text: impl Into<String>) {
        put(self.assertive, text.into());
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets the text of a region, made different from the last one, because a reader skips what did not change.
fn put(region: RwSignal<String>, text: String) {
    let repeated = region.try_with_untracked(|now| *now == text).unwrap_or(false);
    // The region may be gone when a delayed text arrives; then there is nobody to say it to.
    region.try_set(if repeated { text + "\u{a0}" } else { text });
}

/// Makes an announcer and offers it to everything below.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer::new();
    provide_context(announcer);
    announcer
}

/// The nearest announcer; a silent one where there is none.
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_default()
}

/// The regions of the nearest announcer.
#[component]
pub fn LiveRegions() -> impl IntoView {
    let Announcer { polite, assertive, .. } = use_announcer();
    view! {
        <div class="vh">
            <p aria-live="polite" aria-atomic="true">{polite}</p>
            <p aria-live="assertive" aria-atomic="true">{assertive}</p>
        </div>
    }
}
