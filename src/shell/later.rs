//! The part of the program that the page does not start with.
//!
//! Packaging splits the module (`xtask/src/package/split.rs`), and `boot.js` fetches and joins the second part. Where the
//! module was not split, as in development, there is nothing to wait for.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = tokenConsoleLater)]
    async fn add_later() -> Result<JsValue, JsValue>;
}

/// Fetches it; says whether it is there.
pub async fn load() -> bool {
    add_later().await.is_ok()
}
