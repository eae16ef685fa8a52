//! Handing something to the browser as a file.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How handing it over ended. Where the file goes, and whether the person keeps it, a page is never told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Download {
    /// The browser took it.
    HandedOver,
    /// The browser has no way to.
    Refused,
}

/// Saves bytes under a name.
///
/// They go by way of an object URL, which holds nothing of them and is gone at once; those on the way are wiped.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> Download {
    if hand_over(name, media_type, bytes).is_some() { Download::HandedOver } else { Download::Refused }
}

fn hand_over(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let bytes = Uint8Array::from(bytes);
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &kind);
    // The blob holds a copy of its own.
    bytes.fill(0, 0, bytes.length());
    let link: HtmlAnchorElement = web_sys::window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    let url = Url::create_object_url_with_blob(&blob.ok()?).ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url).ok()
}
