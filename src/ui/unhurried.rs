//! What may come a moment later than what a person looks at while they press.

use super::picture::behind_picture;
use leptos::prelude::*;

/// What `work` makes, at the start and whenever something changes that `follow` reads: at once, or behind the next picture
/// where `follow` says that it may wait. What waits at the start is the default until then.
pub fn unhurried<T: Default + PartialEq + Send + Sync + 'static>(
    follow: impl Fn() -> bool + 'static,
    work: impl Fn() -> T + Clone + 'static,
) -> RwSignal<T> {
    let waits = untrack(&follow);
    let made = RwSignal::new(if waits { T::default() } else { untrack(&work) });
    let asked = StoredValue::new(0_usize);
    Effect::new(move |before: Option<()>| {
        let waits = follow();
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        let work = work.clone();
        let make = move || {
            // Whoever asked may be gone, or have asked once more.
            if asked.try_get_value() == Some(turn) {
                let next = untrack(work);
                if made.with_untracked(|made| *made != next) {
                    made.set(next);
                }
            }
        };
        match before {
            _ if waits => behind_picture(make),
            None => {}
            Some(()) => make(),
        }
    });
    made
}
