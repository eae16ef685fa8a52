//! Copying that tells the truth, on plain http too.
//!
//! `navigator.clipboard` exists in secure contexts only, and may refuse even there; the older way works on a selected field.
//! On plain http the whole attempt stays within the click, because its permission ends with it.

use super::page;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// What an attempt to copy did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The browser confirmed it.
    Confirmed,
    /// The browser refused.
    Refused,
}

/// An attempt that is under way or already over.
pub enum Attempt {
    /// It is over: the older way was used.
    Done(Copied),
    /// The browser was asked and will answer.
    Asked(JsFuture),
}

/// Copies the text; `field` shows the same text and is used where the clipboard can't be asked.
///
/// Must be called within the handler of a click or key.
pub fn copy(text: &str, field: &HtmlElement) -> Attempt {
    match clipboard() {
        Some(clipboard) => Attempt::Asked(JsFuture::from(clipboard.write_text(text))),
        None => Attempt::Done(copy_field(field)),
    }
}

impl Attempt {
    /// How it ends. Where the clipboard refuses, the older way is tried on the field.
    pub async fn outcome(self, field: &HtmlElement) -> Copied {
        match self {
            Self::Done(copied) => copied,
            Self::Asked(answer) => match answer.await {
                Ok(_) => Copied::Confirmed,
                Err(_) => copy_field(field),
            },
        }
    }
}

/// Whether a page may empty the clipboard here: only where it may be asked at all.
pub fn can_be_emptied() -> bool {
    clipboard().is_some()
}

/// Empties the clipboard. What a history of it keeps is out of a page's reach.
pub async fn empty() -> Copied {
    match clipboard() {
        Some(clipboard) if JsFuture::from(clipboard.write_text("")).await.is_ok() => Copied::Confirmed,
        _ => Copied::Refused,
    }
}

/// How a selection is copied on this device, after a comma.
pub fn how_to_copy() -> &'static str {
    if page::has_touch() {
        return "touch and hold it, then choose Copy";
    }
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    if platform.starts_with("Mac") || platform.starts_with("iP") { "press ⌘C" } else { "press Ctrl+C" }
}

/// Selects all that a field shows.
pub fn select(field: &HtmlElement) {
    let _ = field.focus();
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.select();
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.select();
    } else if let Some(selection) = web_sys::window().and_then(|window| window.get_selection().ok()).flatten() {
        let _ = selection.select_all_children(field);
    }
}

/// Whether there is a clipboard that can be asked; without one, only what is selected on the page can be copied.
pub fn is_offered() -> bool {
    clipboard().is_some()
}

fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    // The property is missing on plain http, and the bindings would hand out `undefined` as if it were a clipboard.
    let present = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?.is_object();
    present.then(|| navigator.clipboard())
}

/// Copies what the field shows by selecting it.
fn copy_field(field: &HtmlElement) -> Copied {
    // Without its field in the page, the browser would copy whatever else is selected and call it a success.
    if !field.is_connected() {
        return Copied::Refused;
    }
    let input = field.dyn_ref::<HtmlInputElement>();
    // A masked field gives nothing to the clipboard, so it is plain text for this moment.
    if let Some(input) = input {
        input.set_type("text");
    }
    select(field);
    let document = web_sys::window().and_then(|window| window.document());
    let copied = document
        .and_then(|document| document.dyn_into::<HtmlDocument>().ok())
        .and_then(|document| document.exec_command("copy").ok())
        .unwrap_or(false);
    if let Some(input) = input {
        input.set_type("password");
    }
    if copied { Copied::Confirmed } else { Copied::Refused }
}
