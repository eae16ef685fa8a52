//! The end after a panic.
//!
//! A panic poisons a WebAssembly module for good, so nothing of the page may stay: no form that looks alive, and no secret.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

static REPLACED: AtomicBool = AtomicBool::new(false);

/// From now on a panic replaces the whole page with one sentence and a button.
pub fn replace_page_on_panic() {
    panic::set_hook(Box::new(|info| {
        // Only where it happened goes to the console: a panic's text may quote what it stumbled over.
        let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        web_sys::console::error_1(&format!("Token Console stopped{place}").into());
        // A second panic while the page is being replaced must not start over.
        if !REPLACED.swap(true, Ordering::Relaxed) {
            replace_page();
        }
    }));
}

fn replace_page() -> Option<()> {
    super::storage::forget();
    let document = web_sys::window()?.document()?;
    let body = document.body()?;
    // Dialogs in the top layer and everything else go with the old content.
    body.set_text_content(None);
    body.set_class_name("stopped");
    let main = document.create_element("main").ok()?;
    let alert = document.create_element("div").ok()?;
    alert.set_attribute("role", "alert").ok()?;
    alert.set_class_name("stopped__box");
    let add = |tag: &str, text: &str| -> Option<web_sys::Element> {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        alert.append_child(&element).ok()?;
        Some(element)
    };
    add("h1", "Token Console stopped")?;
    add("p", "A fault in this page ended it. You are signed out here and nothing more is sent to the server.")?;
    add("p", "A token that was just made may exist all the same: look for it in the list after the reload.")?;
    let link = add("a", "Reload the page")?;
    link.set_class_name("btn btn--primary");
    // A link needs no handler, which the poisoned module could no longer serve.
    link.set_attribute("href", "./").ok()?;
    body.append_child(&main).ok()?;
    // Filled before it enters the page would not be announced everywhere; an alert that appears whole is.
    main.append_child(&alert).ok()?;
    document.set_title("Token Console stopped");
    Some(())
}
