//! Where the keyboard goes on when what had the focus is taken away.
//!
//! Browsers then leave the focus nowhere, and the next Tab begins at the top of the page. Whoever takes a part of the page
//! away puts the focus where it belongs, if there is such a place; this is for everything else.

use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

/// How long a place is left to those who know a better one.
const GRACE: Duration = Duration::from_millis(250);

/// From now on the focus falls no further than to the nearest part of the page that is left around what had it.
///
/// That part can be focused and does nothing when a key is pressed once too often.
pub fn hold() {
    let around = Rc::new(RefCell::new(Vec::<Element>::new()));
    let known = Rc::clone(&around);
    let changed = Closure::<dyn FnMut()>::new(move || match document().active_element() {
        Some(active) if active.tag_name() != "BODY" => {
            let mut known = known.borrow_mut();
            if known.first() != Some(&active) {
                known.clear();
                known.extend(std::iter::successors(Some(active), |part: &Element| part.parent_element()));
            }
        }
        _ => {
            let around = known.take();
            if around.first().is_some_and(|lost| !lost.is_connected()) {
                set_timeout(move || go_on_near(&around), GRACE);
            }
        }
    });
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    if let (Ok(observer), Some(body)) = (MutationObserver::new(changed.as_ref().unchecked_ref()), document().body()) {
        // It can only fail for options that contradict each other.
        let _ = observer.observe_with_options(&body, &options);
        let listener = changed.as_ref().unchecked_ref();
        let _ = body.add_event_listener_with_callback("focusin", listener);
        changed.forget();
    }
}

fn go_on_near(around: &[Element]) {
    if document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
        return;
    }
    let shown =
        |part: &&Element| part.tag_name() != "BODY" && part.is_connected() && part.get_client_rects().length() > 0;
    let part = around.iter().find(shown).and_then(|part| part.dyn_ref::<HtmlElement>());
    if let Some(part) = part {
        if !part.has_attribute("tabindex") {
            let _ = part.set_attribute("tabindex", "-1");
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = part.focus_with_options(&options);
    }
}
