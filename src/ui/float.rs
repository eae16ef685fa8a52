//! One card for many places of a page, such as the rows of a list: it floats at the place that the pointer or the focus
//! rests on, and stays when it is pressed.
//!
//! It is drawn once, outside of what scrolls, and follows WCAG 1.4.13: Esc takes it away without moving anything, the
//! pointer may go onto it, and it stays until then.

use crate::shell::lasting::Lasting;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::leptos_dom::helpers::{TimeoutHandle, window_event_listener};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::id;

/// How long the pointer rests before the card comes, and how long it may be on the way before the card goes.
const REST: Duration = Duration::from_millis(250);
/// Space between the place and the card, and between the card and the edges of the window, in pixels.
const GAP: f64 = 6.0;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    key: u64,
    /// Whether it was pressed, so that it has the focus and stays.
    pinned: bool,
}

/// Opens and closes the card. `key` tells the places apart.
#[derive(Clone, Copy)]
pub struct Float {
    shown: Lasting<RwSignal<Option<Shown>>>,
    place: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// Set while the focus goes back to the place, which must not open the card again.
    closing: StoredValue<bool>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Float {
    /// One that shows nothing.
    pub fn new() -> Self {
        Self {
            shown: Lasting::new(None),
            place: StoredValue::new_local(None),
            closing: StoredValue::new(false),
            waiting: StoredValue::new(None),
        }
    }

    /// The place for which the card is there.
    pub fn key(self) -> Option<u64> {
        self.shown.get().map(|shown| shown.key)
    }

    /// The pointer came to a place.
    pub fn pointer_came(self, key: u64, place: HtmlElement) {
        self.later(move || self.peek(key, place));
    }

    /// The focus came to a place.
    pub fn peek(self, key: u64, place: HtmlElement) {
        self.stop_waiting();
        if !self.closing.get_value() && self.shown.get_untracked().is_none_or(|shown| !shown.pinned) {
            self.place.set_value(Some(place));
            self.shown.set(Some(Shown { key, pinned: false }));
        }
    }

    /// The pointer or the focus left the place.
    pub fn left(self) {
        self.later(move || {
            if self.shown.get_untracked().is_some_and(|shown| !shown.pinned) {
                self.shown.set(None);
            }
        });
    }

    /// The place was pressed: the card stays and takes the focus, or goes.
    pub fn pressed(self, key: u64, place: HtmlElement) {
        self.stop_waiting();
        if self.shown.get_untracked() == Some(Shown { key, pinned: true }) {
            return self.close();
        }
        self.place.set_value(Some(place));
        self.shown.set(Some(Shown { key, pinned: true }));
    }

    /// Takes the card away; a card with the focus gives it back to its place.
    pub fn close(self) {
        self.stop_waiting();
        let pinned = self.shown.get_untracked().is_some_and(|shown| shown.pinned);
        self.shown.set(None);
        if let Some(place) = self.place.try_update_value(Option::take).flatten().filter(|_| pinned) {
            self.closing.set_value(true);
            id::focus_element(&place);
            self.closing.set_value(false);
        }
    }

    fn later(self, act: impl FnOnce() + 'static) {
        self.stop_waiting();
        self.waiting.set_value(set_timeout_with_handle(act, REST).ok());
    }

    fn stop_waiting(self) {
        if let Some(Some(waiting)) = self.waiting.try_update_value(Option::take) {
            waiting.clear();
        }
    }
}

impl Default for Float {
    fn default() -> Self {
        Self::new()
    }
}

/// The card. `label` and `content` are asked with the key of the place.
#[component]
pub fn FloatingCard(float: Float, label: Callback<u64, String>, content: Callback<u64, AnyView>) -> impl IntoView {
    let card = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let (Some(shown), Some(card)) = (float.shown.get(), card.get()) else { return };
        put_at(&card, float.place.get_value().as_ref());
        if shown.pinned {
            id::focus_element(&card);
        }
    });
    // What is shown belongs to a place that has moved; a card that was pressed goes along.
    let moved = move |_| match float.shown.get_untracked() {
        Some(Shown { pinned: false, .. }) => float.close(),
        Some(Shown { pinned: true, .. }) => {
            if let Some(card) = card.get_untracked() {
                put_at(&card, float.place.get_value().as_ref());
            }
        }
        None => {}
    };
    let resized = window_event_listener(leptos::ev::resize, moved);
    let pressed_esc = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "Escape" && float.shown.get_untracked().is_some() && !event.default_prevented() {
            event.prevent_default();
            float.close();
        }
    });
    on_cleanup(move || {
        resized.remove();
        pressed_esc.remove();
        float.stop_waiting();
    });
    let focus_left = move |event: FocusEvent| {
        let Some(Some(card)) = card.try_get_untracked() else { return };
        let goes_to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let stays = card.contains(goes_to.as_ref());
        if !stays && goes_to.is_some() {
            float.shown.try_set(None);
        }
    };
    let draw = move |key: u64| {
        view! {
            <div
                class="float"
                role="dialog"
                tabindex="-1"
                aria-label=label.run(key)
                node_ref=card
                on:pointerenter=move |_| float.stop_waiting()
                on:pointerleave=move |_| float.left()
                on:focusout=focus_left
                on:keydown=move |event: KeyboardEvent| {
                    if event.key() == "Escape" {
                        event.prevent_default();
                        event.stop_propagation();
                        float.close();
                    }
                }
            >
                {content.run(key)}
            </div>
        }
    };
    let key = Memo::new(move |_| float.shown.get().map(|shown| shown.key));
    move || key.get().map(|key| untrack(|| draw(key)))
}

/// Below the place and within the window, above it where there is no room. Narrow windows show a sheet instead,
/// by the style sheet alone.
fn put_at(card: &HtmlElement, place: Option<&HtmlElement>) {
    let Some(place) = place.map(|place| place.get_bounding_client_rect()) else { return };
    let inner = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|size| size.as_f64()).unwrap_or(0.0);
    let (width, height) = (inner(window().inner_width()), inner(window().inner_height()));
    let size = card.get_bounding_client_rect();
    let below = place.bottom() + GAP;
    let top = if below + size.height() + GAP <= height { below } else { place.top() - GAP - size.height() };
    let left = (place.right() - size.width()).min(width - size.width() - GAP);
    for (property, pixels) in [("--float-x", left.max(GAP)), ("--float-y", top.max(GAP))] {
        // A browser that refuses shows the card at its corner.
        let _ = card.style().set_property(property, &format!("{}px", pixels.round() as i64));
    }
}
